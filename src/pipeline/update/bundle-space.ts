// The space of a bundle, for another one that is placed in it: what its build left beside it, and what its manifest says of it.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { InputError } from '../../errors.ts';
import type { FrozenPath, GivenSpace } from '../../untrained/content-path.ts';
import { type ContentItem, columnNames, columnTokens } from '../../untrained/likeness/item-tokens.ts';
import { readManifest } from '../input/read-bundle-folder.ts';
import { encodeRecord, recordOf } from '../parts/part-records.ts';
import { BUILD_STATE_FILE, readBuildState } from './build-state.ts';

export interface SpaceOfBundle extends GivenSpace {
  /** 16 hex digits, as in the manifest. */
  name: string;
  itemScale: number;
}

type Named = Pick<FrozenPath, 'likeness' | 'space' | 'spaceColumns' | 'deviation'> &
  Pick<SpaceOfBundle, 'prior' | 'meanStrength' | 'itemScale'>;

/** 16 hex digits over all that places items, and that lists weigh them by. */
export function spaceName(of: Named): string {
  const { likeness, space, spaceColumns = likeness.columns, deviation, prior, meanStrength, itemScale } = of;
  const columns = spaceColumns.map(({ name, weight, shared }) => ({ name, weight, shared }));
  const record = encodeRecord(recordOf({ space, columns, deviation, prior, meanStrength, itemScale }));
  return createHash('sha256').update(record).digest('hex').slice(0, 16);
}

/** @param folder  of the bundle @throws InputError where its build left no space */
export async function readSpace(folder: string): Promise<SpaceOfBundle> {
  const { space: name, prior, meanStrength, itemScale } = await readManifest(folder);
  const state = await readBuildState(folder);
  if (name === undefined || !state) {
    throw new InputError({
      file: join(folder, BUILD_STATE_FILE),
      found: 'no space',
      expected: 'that of a build of items alone',
      mend: 'Build that bundle again with this version.',
    });
  }
  const { likeness, space, spaceColumns = likeness.columns, deviation } = state.frozen;
  return { name, space, columns: spaceColumns, deviation, prior: Float32Array.from(prior), meanStrength, itemScale };
}

/** Where the columns of the items are others than those of the space: which, for people. */
export function columnsLine({ columns }: SpaceOfBundle, items: readonly ContentItem[]): string | undefined {
  const own = columnNames(items).filter((name) => items.some((item) => columnTokens(item, name).length > 0));
  const known = columns.map(({ name }) => name);
  const [further, absent] = [own.filter((name) => !known.includes(name)), known.filter((name) => !own.includes(name))];
  if (further.length + absent.length === 0) return undefined;
  const named = (names: readonly string[]) => names.map((name) => name.replace(/[()]/g, '')).join(', ');
  const parts = [
    ...(further.length > 0 ? [`${named(further)} only here`] : []),
    ...(absent.length > 0 ? [`${named(absent)} only there`] : []),
  ];
  const both = named(own.filter((name) => known.includes(name))) || 'none';
  return `columns differ from those of the other bundle (${parts.join('; ')}): items are placed by those that both have (${both})`;
}
