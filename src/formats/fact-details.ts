// Details of an item that change often, while what it is stays: they are a file of their own in a bundle, so that a price costs
// a returning visitor no shard.

/** By the names that src/items gives them. */
export const FACT_DETAILS = ['price', 'list-price', 'stock', 'rating', 'votes'] as const;
