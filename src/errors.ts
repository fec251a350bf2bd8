// The few error classes that a caller can react to. Each has a literal `name`, because only name, message and stack of
// an error survive the way from worker to page, where the class is rebuilt by its name. Messages give the noun, what
// was found and what was expected: `catalog: codebook has 255 rows, expected 256`.

/** A manifest or catalog file could not be fetched whole, or is not what its format says. It is never used. */
export class CatalogFormatError extends Error {
  override readonly name = 'CatalogFormatError';
}

/** A model's file could not be fetched whole and unaltered, or the model could not be started. */
export class ModelLoadError extends Error {
  override readonly name = 'ModelLoadError';
}

/** IndexedDB was refused, is full, or vanished. The history goes on in memory until the tab closes. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError';
}

/** What a caller asked for makes no sense: an unknown item id, an event without its fields, a text of absurd size. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}
