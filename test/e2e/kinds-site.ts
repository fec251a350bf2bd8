// A site whose log knows what its items' words do not tell: which of three kinds each one is of.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../src/numerics/random.ts';
import type { Site } from '../cli/collecting-terminal.ts';

export const KINDS = ['kettle', 'tent', 'violin'] as const;
export type Kind = (typeof KINDS)[number];
export const ITEMS_OF_KIND = 30;
const [PEOPLE, EVENTS] = [150, 10];
/** Of a person's events, those of the kind that they came for. */
const FAITHFUL = 0.9;

export interface KindsOptions {
  /** Items of each kind that nobody has met, the last ones (default: none). */
  newOfKind?: number;
  /** Further columns of an item. */
  columns?: (kind: Kind) => object;
}

/** Thirty items of each kind, `kettle-0` and so on, and a log of views alone. */
export async function writeKinds(folder: string, { newOfKind = 0, columns }: KindsOptions = {}): Promise<Site> {
  const random = createRandom(1);
  const [items, interactions] = [join(folder, 'items.jsonl'), join(folder, 'log.csv')];
  const all = KINDS.flatMap((kind) => Array.from({ length: ITEMS_OF_KIND }, (_, i) => ({ kind, id: `${kind}-${i}` })));
  const rows = all.map(({ kind, id }, i) => ({ id, title: `Article ${(i * 37) % all.length}`, ...columns?.(kind) }));
  await writeFile(items, rows.map((row) => JSON.stringify(row)).join('\n'));
  const lines = ['user_id,item_id,timestamp'];
  for (let person = 0; person < PEOPLE; person++) {
    const own = KINDS[person % KINDS.length]!;
    const met = new Set<string>();
    while (met.size < EVENTS) {
      const kind = random.next() < FAITHFUL ? own : KINDS[random.integer(KINDS.length)]!;
      met.add(`${kind}-${random.integer(ITEMS_OF_KIND - newOfKind)}`);
    }
    lines.push(...[...met].map((id, i) => `p${person},${id},${1_700_000_000 + i * 3600}`));
  }
  await writeFile(interactions, `${lines.join('\n')}\n`);
  return { folder, items, interactions };
}
