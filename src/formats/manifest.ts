// manifest.json: what a bundle holds, how large each file is and which bytes it must have. It is the one file that is
// read before anything is trusted, so every field is checked here, and the rest of the code relies on it. The prose
// specification is docs/formats/bundle.md.

import * as v from 'valibot';
import { CatalogFormatError } from '../errors.ts';
import { CERTAINTIES, COLUMN_ROLES } from './column-roles.ts';
import { MAX_MODEL_CARD_BYTES } from './model-card.ts';
import {
  CONTENT_DIM,
  CONTEXT_NAME_PATTERN,
  CONTEXT_SIZE,
  FEATURES,
  MAX_CONTEXT_VALUE_LENGTH,
  MAX_CONTEXTS,
  SEQUENCE_LENGTH,
  TOWER_EVENT_TYPES,
} from './vocabulary.ts';

export const MANIFEST_FORMAT = 'privet-bundle';
/** The version that is written, and the newest that is read. */
export const MANIFEST_VERSION = 1;
/** Largest manifest, far above any: an answer without end stops there. */
export const MAX_MANIFEST_BYTES = 4_000_000;
/** Largest catalog shard, in bytes as stored (gzipped). */
export const MAX_SHARD_BYTES = 4_000_000;
/** Largest catalog shard, and any other gzipped file, in bytes once inflated. */
export const MAX_INFLATED_SHARD_BYTES = 32_000_000;
/** Shards of items, and those of content vectors, all together once inflated: a page holds what is in them. */
const MAX_INFLATED_CATALOG_BYTES = 2_000_000_000;
const MAX_GZIPPED_BYTES = 64_000_000;
const MAX_INFLATED_LANGUAGE_BYTES = 16_000_000;
/** Of the text encoder; here, so that the first list does without the code that reads it. */
export const MAX_INFLATED_TEXT_ENCODER_BYTES = 16_000_000;
/** Of the match filter; here, so that the first list does without the code that reads it. */
export const MAX_INFLATED_MATCH_FILTER_BYTES = 1_000_000;
const MAX_TOWER_BYTES = 32_000_000;
/** More than a page can hold: a wrong count is refused before memory is asked for. */
const MAX_ITEMS = 10_000_000;

const MAX_TRENDING = 1000;
const MAX_CHANGED_ROWS = 100_000;
/** Of rows that changed, and of facts: what is fetched before a first list stays small. */
const MAX_CHANGES = 16;

/** Folders and file names of plain characters: no scheme, leading slash, `..`, hidden file, query or escape. */
const PATH_PATTERN = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
/** Names that become column names and object keys. */
export const NAME_PATTERN = /^[a-z][A-Za-z0-9_-]*$/;

/** Of a history, as it stands in the name of a database. */
export const HISTORY_NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** `expected …` of the message that `parseManifest` makes of a violation. */
const text = v.pipe(v.string('a string'), v.nonEmpty('a string that is not empty'));
const finite = v.pipe(v.number('a number'), v.finite('a finite number'));
const notNegative = v.pipe(finite, v.minValue(0, 'a number of at least 0'));
const integerFrom = (min: number, max = Number.MAX_SAFE_INTEGER) => {
  const expected =
    max === Number.MAX_SAFE_INTEGER ? `an integer of at least ${min}` : `an integer from ${min} to ${max}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(min, expected), v.maxValue(max, expected));
};
const path = v.pipe(
  v.string('a relative path'),
  v.regex(PATH_PATTERN, "a relative path without '..', scheme or leading slash, of the characters A-Z a-z 0-9 . _ - /"),
);
const sha256 = v.pipe(v.string('64 hex digits'), v.regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits'));
/** valibot reports a missing field with the message of the object that lacks it. */
const objectMessage = ({ expected }: { expected: string | null }) => (expected === 'Object' ? 'an object' : 'a value');
const array = <const S extends v.GenericSchema>(item: S) => v.array(item, 'an array');

/** An array of names that opens with the ones this code knows, in their order: the graphs number them so. */
const vocabulary = (known: readonly string[]) =>
  v.pipe(
    array(text),
    v.check((names) => known.every((name, i) => names[i] === name), `an array that starts with ${known.join(', ')}`),
    v.check((names) => new Set(names).size === names.length, 'an array without duplicates'),
  );

/** What an entry announces is what a page reads at most; no entry may announce more than files of its kind have. */
const fileUpTo = (maxBytes: number) => v.object({ path, sizeBytes: integerFrom(1, maxBytes), sha256 }, objectMessage);
const tower = v.optional(fileUpTo(MAX_TOWER_BYTES));
/**
 * Hosts that know the ending .gz (Apache, Vite) announce it as a transfer encoding, and the browser inflates the file.
 */
const inflatedUpTo = (maxBytes: number) => v.object({ sizeBytes: integerFrom(1, maxBytes), sha256 }, objectMessage);
const inflated = inflatedUpTo(MAX_INFLATED_SHARD_BYTES);
const gzipped = v.object(
  { ...fileUpTo(MAX_GZIPPED_BYTES).entries, inflated: inflatedUpTo(MAX_GZIPPED_BYTES) },
  objectMessage,
);
const shard = v.object(
  {
    ...fileUpTo(MAX_SHARD_BYTES).entries,
    inflated,
    firstItemIndex: integerFrom(0),
    numItems: integerFrom(1),
  },
  objectMessage,
);
/** Rows that lie over those of shards: they replace some, and further ones follow the last. */
const rowChanges = v.object(
  {
    ...fileUpTo(MAX_SHARD_BYTES).entries,
    inflated,
    numRows: integerFrom(1),
    /** Rows of it are in this range. */
    firstItemIndex: integerFrom(0),
    endItemIndex: integerFrom(1, MAX_ITEMS),
  },
  objectMessage,
);
const rowNumbers = v.pipe(
  array(integerFrom(0, MAX_ITEMS)),
  v.maxLength(MAX_CHANGED_ROWS, `at most ${MAX_CHANGED_ROWS}`),
);
const facet = v.object(
  {
    name: v.pipe(v.string('a name'), v.regex(NAME_PATTERN, `a name like ${NAME_PATTERN.source}`)),
    label: text,
    /** False: it has too many values to be counted for a menu (default true). */
    inMenus: v.optional(v.boolean('true or false')),
    /** True: a value is a series, of which a list has one item in every ten (default false). */
    isSeries: v.optional(v.boolean('true or false')),
    /** True: an item without a value has none of them; false: what it has is unknown (default: `isSeries`). */
    absentIsNone: v.optional(v.boolean('true or false')),
  },
  objectMessage,
);
/** Categoricals of a request that the user tower reads, in its order. */
const contexts = v.pipe(
  array(
    v.object(
      {
        name: v.pipe(v.string('a name'), v.regex(CONTEXT_NAME_PATTERN, `a name like ${CONTEXT_NAME_PATTERN.source}`)),
        values: v.pipe(
          array(v.pipe(text, v.maxLength(MAX_CONTEXT_VALUE_LENGTH, `at most ${MAX_CONTEXT_VALUE_LENGTH} characters`))),
          v.maxLength(CONTEXT_SIZE - 1, `at most ${CONTEXT_SIZE - 1} values`),
        ),
      },
      objectMessage,
    ),
  ),
  v.maxLength(MAX_CONTEXTS, `at most ${MAX_CONTEXTS} contexts`),
  v.check((all) => new Set(all.map(({ name }) => name)).size === all.length, 'names without duplicates'),
);
/** Codes of every item, and the codebooks that give a new item its own (docs/formats/codebooks.md). */
const semanticIds = v.object(
  { numLevels: integerFrom(1, 16), codebookSize: integerFrom(1, 256), codebooks: gzipped },
  objectMessage,
);
const itemTowerInputs = v.object(
  {
    codes: v.boolean('true or false'),
    modalities: array(v.object({ name: text, width: integerFrom(2, 4096) }, objectMessage)),
  },
  objectMessage,
);
/** What columns of the items file were taken for, so that new items are worded as these were. */
const itemColumn = v.object(
  {
    name: text,
    role: v.picklist(COLUMN_ROLES, `one of ${COLUMN_ROLES.join(', ')}`),
    certainty: v.optional(v.picklist(CERTAINTIES, `one of ${CERTAINTIES.join(', ')}`)),
    separator: v.optional(v.picklist(['|', ';', ','], "'|', ';' or ','")),
    isKind: v.optional(v.boolean('true or false')),
    fields: v.optional(array(text)),
  },
  objectMessage,
);
const embeddingDim = v.pipe(
  integerFrom(16, 256),
  v.check((dim) => dim % 16 === 0, 'a multiple of 16'),
);

const manifestSchema = v.object(
  {
    format: v.literal(MANIFEST_FORMAT, `'${MANIFEST_FORMAT}'`),
    version: v.literal(MANIFEST_VERSION, `${MANIFEST_VERSION}`),
    name: text,
    history: v.optional(
      v.pipe(v.string('a name'), v.regex(HISTORY_NAME_PATTERN, 'a name of at most 64 characters A-Z a-z 0-9 . _ -')),
    ),
    /** The space that its items are placed in: bundles of one space can be ranked together. */
    space: v.optional(v.pipe(v.string('16 hex digits'), v.regex(/^[0-9a-f]{16}$/, '16 lower-case hex digits'))),
    embeddingDim,
    qualityDims: integerFrom(0),
    contentDim: v.literal(CONTENT_DIM, `${CONTENT_DIM}: the bundle was made for another text encoder, build it again`),
    sequenceLength: v.literal(SEQUENCE_LENGTH, `${SEQUENCE_LENGTH}`),
    numItems: integerFrom(0, MAX_ITEMS),
    itemScale: v.pipe(
      finite,
      v.check((scale) => scale > 0, 'a number above 0'),
    ),
    catalog: v.object(
      {
        items: array(shard),
        content: array(shard),
        facts: v.optional(v.pipe(array(shard), v.maxLength(MAX_CHANGES, `at most ${MAX_CHANGES} files`))),
        changes: v.optional(v.pipe(array(rowChanges), v.maxLength(MAX_CHANGES, `at most ${MAX_CHANGES} files`))),
      },
      objectMessage,
    ),
    models: v.object(
      {
        userTower: tower,
        userTowerBatch: tower,
        itemTower: tower,
        textEncoder: v.optional(
          v.object({ ...gzipped.entries, inflated: inflatedUpTo(MAX_INFLATED_TEXT_ENCODER_BYTES) }, objectMessage),
        ),
      },
      objectMessage,
    ),
    itemToItem: v.optional(gzipped),
    /** A table that lies over the one before, of whose items `rows` are others now. */
    itemToItemChanges: v.optional(v.object({ ...gzipped.entries, rows: rowNumbers }, objectMessage)),
    matchFilter: v.optional(
      v.object({ ...gzipped.entries, inflated: inflatedUpTo(MAX_INFLATED_MATCH_FILTER_BYTES) }, objectMessage),
    ),
    tasteMap: v.optional(gzipped),
    /** Places of `rows` on it. */
    tasteMapChanges: v.optional(v.object({ ...gzipped.entries, rows: rowNumbers }, objectMessage)),
    language: v.optional(
      v.object({ ...gzipped.entries, inflated: inflatedUpTo(MAX_INFLATED_LANGUAGE_BYTES) }, objectMessage),
    ),
    vocabularies: v.object(
      {
        eventTypes: vocabulary(TOWER_EVENT_TYPES),
        features: vocabulary(FEATURES),
        facets: array(facet),
        contexts: v.optional(contexts),
      },
      objectMessage,
    ),
    semanticIds: v.optional(semanticIds),
    trending: v.optional(v.pipe(array(integerFrom(0)), v.maxLength(MAX_TRENDING, `at most ${MAX_TRENDING} rows`))),
    itemColumns: v.optional(array(itemColumn)),
    itemTowerInputs: v.optional(itemTowerInputs),
    prior: array(finite),
    meanStrength: notNegative,
    modelCard: v.optional(fileUpTo(MAX_MODEL_CARD_BYTES)),
    notices: array(text),
  },
  objectMessage,
);

/** A file of the bundle, by its path relative to the manifest. */
export type BundleFile = v.InferOutput<ReturnType<typeof fileUpTo>>;
/** Size and hash that bytes must have. */
export type Fingerprint = Pick<BundleFile, 'sizeBytes' | 'sha256'>;
/** One that is stored gzipped, and may arrive either way. */
export type GzippedFile = v.InferOutput<typeof gzipped>;
/** A catalog file: rows `firstItemIndex` to `firstItemIndex + numItems - 1`. */
export type Shard = v.InferOutput<typeof shard>;
/** Rows that lie over those of shards. */
export type RowChanges = v.InferOutput<typeof rowChanges>;
export type Manifest = v.InferOutput<typeof manifestSchema>;

/**
 * Checks a manifest. Fields that this version does not know are dropped, so that a later version 1 writer may add some.
 *
 * @param json  what JSON.parse gave
 * @throws CatalogFormatError `manifest: <path> is <found>, expected <expected>`, for the first violation
 */
export function parseManifest(json: unknown): Manifest {
  checkFormatAndVersion(json);
  const result = v.safeParse(manifestSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    violation(v.getDotPath(issue) ?? '(root)', issue.input, issue.message);
  }
  checkAcrossFields(result.output);
  return result.output;
}

/**
 * The text of a manifest: checked, fields in the order of the specification, so that the same content gives the same
 * bytes.
 *
 * @throws CatalogFormatError as `parseManifest`
 */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(parseManifest(manifest), null, 2)}\n`;
}

/** @throws CatalogFormatError for a bundle that is content only */
export function towerFile({ models }: Manifest, name: 'userTower' | 'userTowerBatch' | 'itemTower'): BundleFile {
  return models[name] ?? violation(`models.${name}`, undefined, 'a file: the bundle is content only');
}

/** First, because a file of another format or a newer version would fail on some field that explains nothing. */
function checkFormatAndVersion(json: unknown): void {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) violation('(root)', json, 'an object');
  const { format, version } = json as Record<string, unknown>;
  if (format !== MANIFEST_FORMAT) violation('format', format, `'${MANIFEST_FORMAT}'`);
  if (typeof version === 'number' && version > MANIFEST_VERSION) {
    violation('version', version, `at most ${MANIFEST_VERSION}: the bundle is newer than this code, update the code`);
  }
}

function checkAcrossFields(manifest: Manifest): void {
  const { embeddingDim, qualityDims, prior, vocabularies } = manifest;
  checkTowers(manifest);
  if (qualityDims >= embeddingDim) violation('qualityDims', qualityDims, `less than embeddingDim (${embeddingDim})`);
  if (prior.length !== embeddingDim) violation('prior', prior, `${embeddingDim} numbers`);
  if (manifest.itemTowerInputs?.codes && !manifest.semanticIds)
    violation('semanticIds', undefined, 'an object: the item tower reads codes');
  const names = new Set<string>();
  for (const { name } of vocabularies.facets) {
    if (names.has(name)) violation('vocabularies.facets', name, 'names without duplicates');
    names.add(name);
  }
  const { items, content, facts, changes = [] } = manifest.catalog;
  // Changes may add rows, or end the catalog before its last shard does.
  const numShardRows = items.reduce((sum, { numItems }) => sum + numItems, 0);
  checkShards('catalog.items', items, changes.length > 0 ? numShardRows : manifest.numItems, embeddingDim);
  const mostRows = changes.reduce((sum, { numRows }) => sum + numRows, numShardRows);
  if (manifest.numItems > mostRows) violation('numItems', manifest.numItems, `at most ${mostRows}, rows and changes`);
  if (facts) checkShards('catalog.facts', facts, manifest.numItems, 0);
  if (content.length > 0) checkShards('catalog.content', content, manifest.numItems, manifest.contentDim);
}

/** All three or none: a bundle without them is content only (docs/formats/bundle.md). */
function checkTowers({ models }: Manifest): void {
  const names = ['userTower', 'userTowerBatch', 'itemTower'] as const;
  if (!names.some((name) => models[name])) return;
  for (const name of names) if (!models[name]) violation(`models.${name}`, undefined, 'a value');
}

/**
 * Shards follow each other without gap or overlap and hold all items, each with a vector of one byte a dim: nobody makes
 * room for items that no file can bring.
 */
function checkShards(name: string, shards: Shard[], numItems: number, dim: number): void {
  let next = 0;
  let inflatedBytes = 0;
  shards.forEach((entry, i) => {
    if (entry.firstItemIndex !== next) violation(`${name}.${i}.firstItemIndex`, entry.firstItemIndex, `${next}`);
    const most = dim === 0 ? MAX_ITEMS : Math.floor(entry.inflated.sizeBytes / dim);
    if (entry.numItems > most) violation(`${name}.${i}.numItems`, entry.numItems, `at most ${most}: ${dim} bytes each`);
    next += entry.numItems;
    inflatedBytes += entry.inflated.sizeBytes;
  });
  if (inflatedBytes > MAX_INFLATED_CATALOG_BYTES)
    violation(`${name} (inflated bytes of all shards)`, inflatedBytes, `at most ${MAX_INFLATED_CATALOG_BYTES}`);
  if (next !== numItems) violation(`${name} (items of all shards)`, next, `numItems (${numItems})`);
}

function violation(where: string, found: unknown, expected: string): never {
  throw new CatalogFormatError(`manifest: ${where} is ${describe(found)}, expected ${expected}`);
}

/** A short, single-line picture of any value. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`;
  return String(value);
}
