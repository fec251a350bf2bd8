// What a build leaves beside a bundle for the next one: the space that items were placed in, and what the catalog takes for
// alike. With it a later build places new items beside those that stay as they are. No page reads it.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Manifest } from '../../formats/manifest.ts';
import type { FrozenPath } from '../../untrained/content-path.ts';
import { decodeRecord, encodeRecord, recordOf, valueIn } from '../parts/part-records.ts';

export const BUILD_STATE_FILE = 'build-state.bin.gz';
/** Far above any: a file of another kind stops there. */
const MOST_BYTES = 1_000_000_000;

export interface BuildState {
  /** What the build was told, and the code that made it: another build of these is another bundle. */
  settings: string;
  /** Of the shards that it made. */
  shards: string;
  frozen: FrozenPath;
  /** u32 [numItems]: the row of each item in the order of the file. */
  rowsInFile: Uint32Array;
  /** By facet, of values that are called otherwise since: what the build called them. */
  renamed: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** As it lies there. */
export interface KeptBuildState extends BuildState {
  packed: Uint8Array<ArrayBuffer>;
}

/** Names a bundle's shards, whatever lies over them. */
export function shardsHash({ catalog }: Manifest): string {
  return createHash('sha256')
    .update(catalog.items.map(({ sha256 }) => sha256).join('\n'))
    .digest('hex');
}

export async function encodeBuildState(state: BuildState): Promise<Uint8Array<ArrayBuffer>> {
  const { settings, shards, frozen, rowsInFile, renamed } = state;
  const record = recordOf({ settings, shards, frozen, rowsInFile, renamed });
  return new Uint8Array(await promisify(gzip)(encodeRecord(record), { level: 1 }));
}

/** Undefined where there is none, or none that this code wrote: it has a checksum, and is as it was written. */
export async function readBuildState(folder: string): Promise<KeptBuildState | undefined> {
  const packed = await readFile(join(folder, BUILD_STATE_FILE)).catch(() => undefined);
  const bytes = packed && (await promisify(gunzip)(packed, { maxOutputLength: MOST_BYTES }).catch(() => undefined));
  const record = bytes && decodeRecord(new Uint8Array(bytes));
  const state = record && (valueIn(record) as BuildState | undefined);
  return state && { ...state, packed: new Uint8Array(packed) };
}
