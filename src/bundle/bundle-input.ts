// What a bundle is made from, and the checks that need no encoding: a bundle that could not be read is refused before
// anything is written.
import type { CodebooksFile } from '../formats/codebooks.ts';
import type { LanguageFile } from '../formats/language-file.ts';
import type { GzippedFile, Manifest } from '../formats/manifest.ts';
import type { MatchFilterFile } from '../formats/match-filter.ts';
import type { TasteMapFile } from '../formats/taste-map.ts';
import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import type { KeyedTable } from '../item-to-item/keyed-table.ts';
import type { ContextVocabulary } from '../towers/context-values.ts';

export interface BundleItem {
  /** The site's id: not empty, unique. */
  id: string;
  title: string;
  /** What the content vector was made from. */
  text: string;
  /** Known facet values by facet name. */
  facets: Readonly<Record<string, readonly string[]>>;
  /** Known facts for display by name. */
  details: Readonly<Record<string, string>>;
  /** [6], in the order of FEATURES, each in [0, 1] */
  features: ArrayLike<number>;
  /** Whether the embedding differs from what the item tower alone gives. */
  hasResidual: boolean;
  /** [numLevels] and the number that tells items with equal codes apart; there if the bundle has codebooks. */
  semanticId?: { codes: ArrayLike<number>; dedupCode: number };
}

export interface PackedTextEncoder {
  /** text-encoder.bin.gz */
  bytes: Uint8Array<ArrayBuffer>;
  /** The same inflated. */
  whole: Uint8Array<ArrayBuffer>;
}

export interface BundleInput {
  /** Name of the catalog, for people. */
  name: string;
  /** Name of the history that pages keep of it (default: the bundle's address). */
  history?: string | undefined;
  /** Names the space of the embeddings: 16 hex digits (default: it is not named). */
  space?: string | undefined;
  items: readonly BundleItem[];
  /** f32 [items.length, D], with residuals; D = prior.length */
  embeddings: Float32Array;
  /** Value of one int8 step (default: the smallest that holds every value). */
  itemScale?: number;
  /** Last dims of the embedding that are the quality vector. */
  qualityDims: number;
  /** f32 [items.length, 256], unit-length rows; left out: no search by content */
  contentVectors?: Float32Array;
  /** Facets in menu order (default: those that occur, by name). */
  facets?: Manifest['vocabularies']['facets'];
  /** Details that change often: they are a file of their own (default: none is). */
  facts?: readonly string[];
  /** What the columns of the items file were taken for (default: nothing is said of them). */
  itemColumns?: Manifest['itemColumns'];
  /** Categoricals of a request that the user tower reads (default: none). */
  contexts?: readonly ContextVocabulary[];
  /** Left out: the bundle is content only. */
  towers?: { userTower: Uint8Array; userTowerBatch: Uint8Array; itemTower: Uint8Array };
  /** What grades a pair of person and item (default: none). */
  matchFilter?: MatchFilterFile | undefined;
  /** Codebooks of the items' semantic IDs, with labels. */
  codebooks?: CodebooksFile;
  /** What the item tower reads beside content and features (default: nothing). */
  itemTowerInputs?: Manifest['itemTowerInputs'];
  /** Folder of the towers inside the bundle (default: its root). */
  towersFolder?: string;
  /** The text encoder's file, gzipped and inflated, where search goes by meaning. */
  textEncoder?: PackedTextEncoder;
  /** Or the entries of another bundle whose files serve here too. */
  textEncoderFile?: GzippedFile;
  /** What goes with what, by item id; ids that are no items are left out. */
  itemToItem?: KeyedTable;
  /** Ids of what is taken more lately than before, the clearest first; ids that are no items are left out. */
  trending?: readonly string[];
  /** Where the items lie on the map, in their order here (see src/map). */
  tasteMap?: TasteMapFile;
  /** What words mean to this catalog (default: what follows from its facets and titles). */
  language?: LanguageFile;
  /** f32 [D]: user embedding of a person without history */
  prior: Float32Array;
  meanStrength: number;
  /** The model card, as src/formats/model-card.ts reads it; UTF-8. */
  modelCard?: Uint8Array<ArrayBuffer> | undefined;
  notices?: readonly string[];
  /** Folder of the catalog's files (default `catalog`). */
  catalogFolder?: string;
  /** Digits of a shard's number in its name (default 3). */
  shardDigits?: number;
  /** Largest shard as stored (default and at most 4,000,000). */
  shardBytes?: number;
  /**
   * Items of a shard, which then has columns for the details of these alone (default: a small first shard, then as many
   * as fit).
   */
  shardRows?: number;
}

/** @throws RangeError naming what does not fit together */
export function checkBundleInput(input: BundleInput): void {
  const { items, embeddings, prior, contentVectors } = input;
  const numItems = items.length;
  if (numItems === 0) fail('0 items, expected at least 1');
  expectLength('embeddings', embeddings.length, numItems, prior.length);
  const numPlaces = input.tasteMap?.numItems ?? numItems;
  if (numPlaces !== numItems) fail(`the map has ${numPlaces} items, expected ${numItems}`);
  if (contentVectors) expectLength('content vectors', contentVectors.length, numItems, CONTENT_DIM);
  const rowById = new Map<string, number>();
  for (const [row, item] of items.entries()) {
    if (item.id === '') fail(`item ${row} ('${item.title}') has an empty id, expected an id`);
    const earlier = rowById.get(item.id);
    if (earlier !== undefined) fail(`items ${earlier} and ${row} both have the id '${item.id}', expected distinct ids`);
    if (item.features.length !== FEATURES.length) {
      fail(`item ${row} has ${item.features.length} features, expected ${FEATURES.length}`);
    }
    if (input.codebooks && item.semanticId?.codes.length !== input.codebooks.numLevels) {
      fail(`item ${row} has ${item.semanticId?.codes.length ?? 0} codes, expected ${input.codebooks.numLevels}`);
    }
    rowById.set(item.id, row);
  }
}

function expectLength(noun: string, found: number, numRows: number, width: number): void {
  if (found !== numRows * width) fail(`${noun} hold ${found} values, expected ${numRows} x ${width}`);
}

function fail(problem: string): never {
  throw new RangeError(`bundle: ${problem}`);
}
