// The closed vocabularies that the towers were trained with. Their order is the numbering inside the ONNX graphs, so an
// entry is only ever appended; the manifest repeats them and a bundle that disagrees is refused.

/** Event types as the user tower numbers them. 0 marks padding, 1 the start token that opens every history. */
export const TOWER_EVENT_TYPES = [
  'none',
  'start',
  'view',
  'select',
  'like',
  'dislike',
  'rate',
  'add_to_cart',
  'purchase',
  'search',
  'hide',
] as const;
export type TowerEventType = (typeof TOWER_EVENT_TYPES)[number];

/**
 * Item features, in the order of the item tower's `features` input: each value in [0, 1] is followed by a flag, 1 =
 * known.
 */
export const FEATURES = [
  'rating',
  'ratingKnown',
  'popularity',
  'popularityKnown',
  'freshness',
  'freshnessKnown',
] as const;

/** Upper bounds of the age buckets in seconds; bucket 0 means that the age is unknown, the last is open. */
export const AGE_BUCKET_SECONDS = [60, 3600, 86_400, 604_800, 2_592_000, 31_536_000] as const;
export const NUM_AGE_BUCKETS = AGE_BUCKET_SECONDS.length + 2;

/** Events that speak against an item. */
export const NEGATIVE_EVENT_TYPES: ReadonlySet<TowerEventType> = new Set(['dislike', 'hide']);

/** Length of the history window, the start token included. */
export const SEQUENCE_LENGTH = 100;
/** Width of the text encoder's content vectors. */
export const CONTENT_DIM = 256;

/** Categoricals of a request that a site may name, and numbers of one in the user tower, 0 = unknown included. */
export const MAX_CONTEXTS = 8;
export const CONTEXT_SIZE = 32;
export const CONTEXT_NAME_PATTERN = /^[a-z][a-z0-9_]{0,31}$/;
export const MAX_CONTEXT_VALUE_LENGTH = 64;
