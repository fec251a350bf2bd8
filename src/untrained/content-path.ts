// The untrained content path: what a catalog without any log can be ranked by. An item is its content vector, whitened
// on the very catalog, with the values of its columns beside it and its features as the quality vector; which items are
// most alike stands in a table beside the embeddings (content-table.ts). The command line uses it for a site without a
// log, the page for a catalog that a visitor brings.

import type { ItemToItemTable } from '../formats/item-to-item.ts';
import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import { type KeepStep, keepNothing } from '../keep-step.ts';
import { type ContentSpace, contentSpace, embedInSpace } from './content-space.ts';
import { contentTable, neighboursPerItem, usualLikeness } from './content-table.ts';
import {
  type AlikeIndex,
  createAlikeIndex,
  type IndexOptions,
  type Nearest,
  nearestOfAll,
  nearestOfCell,
} from './likeness/alike-index.ts';
import { rowsOfColumns, type WeighedColumn } from './likeness/columns.ts';
import {
  alikeOf,
  type FittedLikeness,
  fitLikeness,
  type LikenessInput,
  layoutOf,
  wordRows,
} from './likeness/likeness.ts';
import { besideEachOther } from './likeness/token-rows.ts';
import { likenessDeviation } from './likeness-deviation.ts';
import { qualityPrior } from './quality-prior.ts';

const DEFAULT_DIM = 128;

export interface ContentPathInput extends LikenessInput {
  /** f32 [n, 6], in the order of FEATURES */
  features: Float32Array;
  /** D: a multiple of 16, at least 16 (default 128) */
  embeddingDim?: number;
}

/** Finds the nearest in each cell, on whatever threads or machines there are. @returns of each cell, in order */
export type FindNearest = (index: AlikeIndex, k: number) => Promise<Iterable<Nearest>>;

/** A space that another catalog was fitted in, and what goes with it: items of both can be ranked together. */
export interface GivenSpace extends Pick<ContentPath, 'prior' | 'meanStrength'>, Pick<FrozenPath, 'deviation'> {
  space: ContentSpace;
  /** As the space reads them. */
  columns: readonly WeighedColumn[];
}

export interface ContentPathOptions {
  /** Default: it is fitted on these items. */
  given?: GivenSpace | undefined;
  /** Of principal-components.ts (default 30). */
  iterations?: number;
  /** False: no table, and embeddings hold words instead (default true). */
  hasTable?: boolean;
  /** Default: here, cell by cell. */
  findNearest?: FindNearest;
  /** Default: nothing is kept between runs. */
  keep?: KeepStep | undefined;
  /** Where what threads share lies (default: in memory of this one). */
  buffer?: IndexOptions['buffer'];
  /** @param done  items of the table */
  onProgress?: (done: number, total: number) => void;
}

export interface ContentPath {
  /** f32 [n, D]: content, tokens, and the features in the last dims */
  embeddings: Float32Array<ArrayBuffer>;
  /** Which items are most alike. */
  table?: ItemToItemTable;
  /** What later items are placed by. */
  frozen: FrozenPath;
  /** How much meaning counts beside words in what is alike, 0 to 1. */
  meaningWeight: number;
  /** f32 [D]: the user embedding without history */
  prior: Float32Array;
  /** Weight of the history's taste against the prior. */
  meanStrength: number;
  /** Last dims of an embedding, which are the features. */
  qualityDims: number;
}

export interface FrozenPath {
  likeness: Omit<FittedLikeness, 'columnsOfItems'>;
  space: ContentSpace;
  /** The columns as the space reads them (default: those of the likeness). */
  spaceColumns?: readonly WeighedColumn[] | undefined;
  /** Of likeness over the catalog. */
  deviation: number;
  /** Likeness of an item to its nearest, in the mean. */
  usual: number;
}

/** The same input gives the same bits. @throws RangeError for sizes that disagree */
export async function fitContentPath(input: ContentPathInput, options: ContentPathOptions = {}): Promise<ContentPath> {
  const { items, described, features, seed } = input;
  const { iterations, onProgress, given } = options;
  checkSizes(input);
  const hasTable = items.length > 1 && options.hasTable !== false;
  const { keep = keepNothing } = options;
  const fitted = await keep('fitting what is alike', () => fitLikeness(input));
  const { columnsOfItems: _, ...likeness } = fitted;
  const placed = given
    ? { ...given, embeddings: embedInSpace(given.space, described, rowsOfColumns(given.columns, items), features) }
    : await fitSpace(input, fitted, hasTable, { iterations, keep });
  const { embeddings, prior, meanStrength, space, deviation } = placed;
  const { meaningWeight } = likeness;
  const made = { embeddings, meaningWeight, prior, meanStrength, qualityDims: FEATURES.length };
  const spaceColumns = given?.columns;
  if (!hasTable) return { ...made, frozen: { likeness, space, spaceColumns, deviation, usual: 1 } };
  const layout = layoutOf(fitted);
  const { findNearest = nearestHere(onProgress), buffer } = options;
  const index = createAlikeIndex(alikeOf(fitted, described, layout), items.length, { seed, ...(buffer && { buffer }) });
  const k = neighboursPerItem(items.length);
  const nearest = nearestOfAll(index, await findNearest(index, k), k);
  const usual = usualLikeness(nearest, layout.unit);
  const table = contentTable({ nearest, unit: layout.unit, deviation, usual });
  return { ...made, table, frozen: { likeness, space, spaceColumns, deviation, usual } };
}

async function fitSpace(
  { items, described, features, seed, embeddingDim = DEFAULT_DIM }: ContentPathInput,
  fitted: FittedLikeness,
  hasTable: boolean,
  { iterations, keep }: { iterations: number | undefined; keep: KeepStep },
) {
  // Directions keep what many items share, and words are shared by few: they need the table.
  const tokens = hasTable
    ? fitted.columnsOfItems
    : besideEachOther(items.length, [
        { rows: fitted.columnsOfItems, weight: 1 },
        { rows: wordRows(described, fitted), weight: 1 },
      ]);
  const space = await keep('fitting the space', () =>
    contentSpace(described, tokens, { embeddingDim, seed, iterations }),
  );
  const embeddings = embedInSpace(space, described, tokens, features);
  const deviation = likenessDeviation(embeddings, embeddingDim, embeddingDim - FEATURES.length);
  const prior = new Float32Array(embeddingDim);
  prior.set(qualityPrior(features, deviation), embeddingDim - FEATURES.length);
  return { embeddings, prior, meanStrength: 1, space, deviation };
}

function nearestHere(onProgress: ContentPathOptions['onProgress']): FindNearest {
  return async (index, k) => {
    const found: Nearest[] = [];
    for (let cell = 0; cell + 1 < index.cellStarts.length; cell++) {
      found.push(nearestOfCell(index, cell, k));
      onProgress?.(index.cellStarts[cell + 1]!, index.numRows);
      await new Promise<void>((resolve) => setTimeout(resolve, 0)); // a worker hears what it is told
    }
    return found;
  };
}

function checkSizes({ items, described, features }: ContentPathInput): void {
  const n = items.length;
  let numValues = 0;
  for (const { content } of described) numValues += content.length;
  if (numValues === n * CONTENT_DIM && features.length === n * FEATURES.length) return;
  throw new RangeError(
    `content path: ${numValues} content values and ${features.length} features for ${n} items, ` +
      `expected ${CONTENT_DIM} and ${FEATURES.length} an item`,
  );
}
