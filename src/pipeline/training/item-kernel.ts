// How alike two items are by what is known of them, for regression over items: the cosine of their words and facts,
// rare ones weighing more (inverse document frequency, Spärck Jones 1972), plus the cosine of their content vectors
// less the catalog's mean, and of each further vector that a site brings, plus being of one kind at one time. The last
// is a product, since neither says as much alone: comedies of all times have fewer people in common than those of one
// decade. Sums and products of positive semidefinite kernels are such kernels too (Rasmussen and Williams 2006, section
// 4.2.4).

import { CONTENT_DIM } from '../../formats/vocabulary.ts';
import { titleWords } from '../../text/hash-words.ts';
import type { ItemTextFields } from '../../text/item-text.ts';
import type { OwnVectors } from '../../text/modalities.ts';
import type { Matrix, TransposedProduct } from '../closed-form/multiply-transposed.ts';

/** Years to either side that an item shares a word with. */
const YEAR_REACH = 1;
// Chosen on fold 1 of the cold-start protocol, as what is in place-new-items.ts.
/** Weight of being of one kind at one time. */
const KIN_WEIGHT = 2;
/** What being of one time counts there where nothing of the kind is shared; the whole kind counts 1. */
const TIME_ALONE = 0.25;
/** One time: deviation of the logarithm of the age. Five years are much for a new item, little for an old one. */
const AGE_REACH = 0.5;

export interface ItemKernel {
  /** f32 [batch.length, anchors.length]: likeness to each anchor, up to 4.5, and 1 more with each further vector. */
  rows(batch: Uint32Array): Promise<Matrix>;
}

/** What is known of the items, one entry an item each. */
export interface KnownOfItems {
  items: readonly ItemTextFields[];
  /** f32 [items.length, 256] */
  content: Float32Array;
  /** Further vectors by name, each of one length; any may be missing (default: none). */
  vectors?: readonly OwnVectors[];
}

/**
 * @param anchors  items that likeness is to
 * @param product  takes the cosines of vectors, nearly all of the work
 */
export function itemKernel(
  { items, content, vectors = [] }: KnownOfItems,
  anchors: Uint32Array,
  product: TransposedProduct,
): ItemKernel {
  const addWords = addCosines(items.map(itemWords), anchors);
  const addKinds = addCosines(items.map(kindWords), anchors);
  const contentBlock: Block = {
    dim: CONTENT_DIM,
    vectorOf: (item) => content.subarray(item * CONTENT_DIM, (item + 1) * CONTENT_DIM),
  };
  const rowsOf = centredRows([contentBlock, ...ownBlocks(vectors)], anchors);
  const anchorRows = rowsOf(anchors);
  const ages = logAges(items);
  const kin = new Float32Array(anchors.length);
  const addKin = (row: Float32Array, item: number) => {
    kin.fill(TIME_ALONE);
    addKinds(kin, item);
    for (let place = 0; place < anchors.length; place++) {
      const apart = (ages[item]! - ages[anchors[place]!]!) / AGE_REACH;
      row[place]! += KIN_WEIGHT * kin[place]! * Math.exp(-(apart ** 2) / 2);
    }
  };
  return {
    async rows(batch) {
      const likeness = await product.multiply(rowsOf(batch), anchorRows);
      for (const [place, item] of batch.entries()) {
        const row = likeness.data.subarray(place * anchors.length, (place + 1) * anchors.length);
        addKin(row, item);
        addWords(row, item);
      }
      return likeness;
    },
  };
}

/** Adds to a row the cosines of an item's weighted words with those of the anchors. */
function addCosines(words: readonly Set<string>[], anchors: Uint32Array): (row: Float32Array, item: number) => void {
  const weighted = wordWeights(words);
  const anchorsWith = new Map<string, [place: number, weight: number][]>();
  for (const [place, item] of anchors.entries()) {
    for (const [word, weight] of weighted[item]!) {
      const with_ = anchorsWith.get(word) ?? [];
      with_.push([place, weight]);
      anchorsWith.set(word, with_);
    }
  }
  return (row, item) => {
    for (const [word, weight] of weighted[item]!) {
      for (const [place, other] of anchorsWith.get(word) ?? []) row[place]! += weight * other;
    }
  };
}

/** Each item's words with weights, of unit length. */
function wordWeights(words: readonly Set<string>[]): Map<string, number>[] {
  const itemsWith = new Map<string, number>();
  for (const own of words) for (const word of own) itemsWith.set(word, (itemsWith.get(word) ?? 0) + 1);
  const weightOf = (word: string) => Math.log(words.length / itemsWith.get(word)!);
  return words.map((own) => {
    const weights = [...own].map((word) => [word, weightOf(word)] as const);
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([word, weight]) => [word, weight / length]));
  });
}

function itemWords(item: ItemTextFields): Set<string> {
  const { title, year } = item;
  const years = year === undefined ? [] : Array.from({ length: 2 * YEAR_REACH + 1 }, (_, i) => year - YEAR_REACH + i);
  return new Set([
    ...titleWords(title).map((word) => `title:${word}`),
    ...years.map((near) => `year:${near}`),
    ...kindWords(item),
  ]);
}

function kindWords({ genres = [], tags = [], creativeType, source, director }: ItemTextFields): Set<string> {
  return new Set([
    ...genres.map((genre) => `genre:${genre.toLowerCase()}`),
    ...tags.map((tag) => `tag:${tag.toLowerCase()}`),
    ...[creativeType, source, director].flatMap((fact) => (fact ? [`fact:${fact.toLowerCase()}`] : [])),
  ]);
}

/** f64 [items.length]: ln of the age in years, the newest item's is ln 2. Items without a year are of middling age. */
function logAges(items: readonly ItemTextFields[]): Float64Array {
  const newest = items.reduce((year, item) => Math.max(year, item.year ?? year), Number.NEGATIVE_INFINITY);
  const ages = items.map(({ year }) => (year === undefined ? undefined : Math.log(newest - year + 2)));
  const known = ages.filter((age) => age !== undefined);
  const mean = known.reduce((sum, age) => sum + age, 0) / Math.max(1, known.length);
  return Float64Array.from(ages, (age) => age ?? mean);
}

/** One kind of vector. */
interface Block {
  dim: number;
  /** Undefined where it is missing. */
  vectorOf(item: number): ArrayLike<number> | undefined;
}

function ownBlocks(vectors: readonly OwnVectors[]): Block[] {
  const dims = new Map<string, number>();
  for (const own of vectors)
    for (const [name, vector] of Object.entries(own)) if (vector) dims.set(name, vector.length);
  return [...dims].map(([name, dim]) => ({ dim, vectorOf: (item) => vectors[item]?.[name] }));
}

/** Rows whose products are the sum of the blocks' cosines, each less the anchors' mean; zeros where nothing is. */
function centredRows(blocks: readonly Block[], anchors: Uint32Array): (items: Uint32Array) => Matrix {
  const columns = blocks.reduce((sum, { dim }) => sum + dim, 0);
  const means = blocks.map((block) => meanVector(block, anchors));
  return (items) => {
    const data = new Float32Array(items.length * columns);
    for (const [place, item] of items.entries()) {
      let start = place * columns;
      for (const [b, { dim, vectorOf }] of blocks.entries()) {
        const vector = vectorOf(item);
        if (vector) setCentred(data.subarray(start, start + dim), vector, means[b]!);
        start += dim;
      }
    }
    return { rows: items.length, columns, data };
  };
}

/** Of the anchors that have one. */
function meanVector({ dim, vectorOf }: Block, anchors: Uint32Array): Float64Array {
  const mean = new Float64Array(dim);
  let count = 0;
  for (const item of anchors) {
    const vector = vectorOf(item);
    if (!vector) continue;
    count++;
    for (let d = 0; d < dim; d++) mean[d]! += vector[d]!;
  }
  return mean.map((sum) => sum / Math.max(1, count));
}

function setCentred(row: Float32Array, vector: ArrayLike<number>, mean: Float64Array): void {
  for (let d = 0; d < row.length; d++) row[d] = vector[d]! - mean[d]!;
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let d = 0; d < row.length; d++) row[d]! /= length;
}
