// match-filter.json.gz: the student that grades a pair of person and item, as boosted trees of 8-bit splits and leaves, and
// where its lines are drawn. Specification: docs/formats/match-filter.md.

import * as v from 'valibot';
import { CatalogFormatError } from '../errors.ts';

export const MATCH_FILTER_FORMAT = 'privet-match-filter';
/** The version that is written, and the newest that is read. */
export const MATCH_FILTER_VERSION = 1;
/** A split has 8 bits: values of a feature fall into so many bins. */
export const MAX_BINS = 256;
const MAX_FEATURES = 1000;
const MAX_NODES = 100_000;

const finite = v.pipe(v.number('a number'), v.finite('a finite number'));
const integer = (min: number, max: number) => {
  const expected = `an integer from ${min} to ${max}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(min, expected), v.maxValue(max, expected));
};
const array = <const S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item, 'an array'), v.maxLength(most, `at most ${most} entries`));
const object = <const E extends v.ObjectEntries>(entries: E) => v.object(entries, 'an object');
const text = v.pipe(
  v.string('a text'),
  v.nonEmpty('a text that is not empty'),
  v.maxLength(200, 'at most 200 characters'),
);

/** Grades below which an item is put behind the fold, and left out. */
const lines = object({ demote: finite, leaveOut: finite });

const schema = object({
  format: v.literal(MATCH_FILTER_FORMAT, `'${MATCH_FILTER_FORMAT}'`),
  version: v.literal(MATCH_FILTER_VERSION, `${MATCH_FILTER_VERSION}`),
  /** What is read of a pair, in this order (`matchFeatureNames`). */
  features: array(text, MAX_FEATURES),
  /** By feature, ascending: a value is in the bin of as many edges as are below it. */
  edges: array(array(finite, MAX_BINS - 1), MAX_FEATURES),
  /** Grade of nobody in particular, and what a step of a leaf is worth. */
  base: finite,
  leafStep: finite,
  /**
   * Of all trees, one after the other, each from its root. A node with a feature: values in a bin up to `bins` go to the next
   * node, others to `rights`. One with feature -1 is a leaf, whose steps stand in `bins`.
   */
  nodes: object({
    features: array(integer(-1, MAX_FEATURES - 1), MAX_NODES),
    bins: array(integer(-128, MAX_BINS - 1), MAX_NODES),
    rights: array(integer(0, MAX_NODES - 1), MAX_NODES),
    /** Mean steps of what fell into a node while training: what a split did to a grade is told by it. */
    means: array(integer(-32768, 32767), MAX_NODES),
  }),
  roots: array(integer(0, MAX_NODES - 1), MAX_NODES),
  /** Probability of a bad match: 1 / (1 + exp(slope * grade - offset)). */
  bad: object({ slope: finite, offset: finite }),
  gentle: lines,
  strict: lines,
  /** Whether it won on held-out profiles: lists use it gently where nothing else is asked for. */
  isOn: v.boolean('true or false'),
  judgements: object({ profiles: integer(0, 1e9), pairs: integer(0, 1e9) }),
});

export type MatchFilterFile = v.InferOutput<typeof schema>;

/** Inflated bytes of a filter; equal ones give equal bytes. @throws CatalogFormatError as `parseMatchFilter` */
export function formatMatchFilter(file: MatchFilterFile): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(parseMatchFilter(file, 'match filter')));
}

/** @throws CatalogFormatError for the first violation */
export function parseMatchFilter(json: unknown, label: string): MatchFilterFile {
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new CatalogFormatError(`${label}: ${v.getDotPath(issue) ?? '(root)'} is wrong, expected ${issue.message}`);
  }
  const file = result.output;
  const { features, bins, rights, means } = file.nodes;
  const fail = (what: string): never => {
    throw new CatalogFormatError(`${label}: ${what}`);
  };
  if (file.edges.length !== file.features.length)
    fail(`edges of ${file.edges.length} features, expected ${file.features.length}`);
  if ([bins, rights, means].some(({ length }) => length !== features.length)) fail('columns of nodes differ in length');
  // A walk goes forward only, and ends: every child lies behind its parent and inside.
  for (const [node, feature] of features.entries()) {
    if (feature >= file.features.length) fail(`node ${node} reads feature ${feature} of ${file.features.length}`);
    if (feature < 0) continue;
    if (bins[node]! < 0) fail(`node ${node} splits at bin ${bins[node]}, expected 0 or more`);
    if (node + 1 >= features.length || rights[node]! <= node || rights[node]! >= features.length)
      fail(`node ${node} has children outside of the trees`);
  }
  for (const root of file.roots) if (root >= features.length) fail(`root ${root} of ${features.length} nodes`);
  return file;
}
