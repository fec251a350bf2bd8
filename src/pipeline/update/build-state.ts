// What a build leaves beside a bundle for the next one: the space that items were placed in, and what the catalog takes for
// alike. With it a later build places new items beside those that stay as they are. No page reads it.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Manifest } from '../../formats/manifest.ts';
import type { FrozenPath } from '../../untrained/content-path.ts';
import type { WeighedColumn } from '../../untrained/likeness/columns.ts';
import { decodeRecord, encodeRecord, type PartRecord } from '../parts/part-records.ts';

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
  const { likeness, space, spaceColumns, deviation, usual } = frozen;
  const { columns, words } = likeness;
  const record: Record<string, PartRecord[string]> = {
    ...{ settings, shards, deviation, usual, rowsInFile, renamed },
    ...{ meaningWeight: likeness.meaningWeight, wordsWeight: likeness.wordsWeight, meaningMean: likeness.meaningMean },
    ...{ wordTokens: words.tokens, wordCounts: words.counts, numItems: words.numItems },
    ...columnRecords('column', columns),
    ...(spaceColumns && columnRecords('spaceColumn', spaceColumns)),
    ...{ embeddingDim: space.embeddingDim, spaceTokens: space.tokens, tokenDirections: space.tokenDirections },
    ...{ contentMean: space.content.mean, contentDirections: space.content.directions },
    contentDeviations: space.content.deviations,
  };
  return new Uint8Array(await promisify(gzip)(encodeRecord(record), { level: 1 }));
}

export function columnRecords(kind: string, columns: readonly WeighedColumn[]): PartRecord {
  const record: Record<string, PartRecord[string]> = {
    [`${kind}s`]: columns.map(({ name, weight, shared }) => ({ name, weight, numItems: shared.numItems })),
  };
  for (const [i, { shared }] of columns.entries()) {
    record[`${kind}Tokens${i}`] = shared.tokens;
    record[`${kind}Counts${i}`] = shared.counts;
  }
  return record;
}

function columnsIn(record: StateRecord, kind: 'column' | 'spaceColumn'): WeighedColumn[] | undefined {
  return record[`${kind}s`]?.map(({ name, weight, numItems }, i) => {
    const [tokens, counts] = [record[`${kind}Tokens${i}`] as Uint32Array, record[`${kind}Counts${i}`] as Uint32Array];
    return { name, weight, shared: { tokens, counts, numItems } };
  });
}

/** Undefined where there is none, or none that this code wrote. */
export async function readBuildState(folder: string): Promise<KeptBuildState | undefined> {
  const packed = await readFile(join(folder, BUILD_STATE_FILE)).catch(() => undefined);
  const bytes = packed && (await promisify(gunzip)(packed, { maxOutputLength: MOST_BYTES }).catch(() => undefined));
  const record = bytes && decodeRecord(new Uint8Array(bytes));
  return record && { ...stateOf(record as StateRecord), packed: new Uint8Array(packed) };
}

type Column = { name: string; weight: number; numItems: number };
/** As it was written: the file has a checksum, and lies where a build put it. */
interface StateRecord extends Record<string, unknown> {
  settings: string;
  shards: string;
  rowsInFile: Uint32Array;
  renamed: BuildState['renamed'];
  deviation: number;
  usual: number;
  meaningWeight: number;
  wordsWeight: number;
  meaningMean: Float64Array;
  wordTokens: Uint32Array;
  wordCounts: Uint32Array;
  numItems: number;
  columns: Column[];
  spaceColumns?: Column[];
  embeddingDim: number;
  spaceTokens: Uint32Array;
  tokenDirections: Float64Array;
  contentMean: Float64Array;
  contentDirections: Float64Array;
  contentDeviations: Float64Array;
}

function stateOf(record: StateRecord): BuildState {
  const { settings, shards, rowsInFile, renamed, deviation, usual, meaningWeight, wordsWeight, meaningMean } = record;
  const columns = columnsIn(record, 'column')!;
  const spaceColumns = columnsIn(record, 'spaceColumn');
  const words = { tokens: record.wordTokens, counts: record.wordCounts, numItems: record.numItems };
  const content = {
    mean: record.contentMean,
    directions: record.contentDirections,
    deviations: record.contentDeviations,
  };
  const { embeddingDim, spaceTokens: tokens, tokenDirections } = record;
  return {
    ...{ settings, shards, rowsInFile, renamed },
    frozen: {
      likeness: { meaningWeight, meaningMean, wordsWeight, words, columns },
      space: { embeddingDim, content, tokens, tokenDirections },
      ...{ spaceColumns, deviation, usual },
    },
  };
}
