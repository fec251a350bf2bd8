// Errors that crossed from the worker arrive as plain Errors with a name, a message and a stack (comlink keeps no
// more): here they become instances of their classes again, so that a caller can react with `instanceof`.
import {
  CatalogFormatError,
  EngineStoppedError,
  IntegrityError,
  LockedError,
  ModelLoadError,
  RequestError,
  StorageUnavailableError,
  WrongPassphraseError,
} from '../errors.ts';

const CLASSES = {
  CatalogFormatError,
  IntegrityError,
  ModelLoadError,
  StorageUnavailableError,
  RequestError,
  EngineStoppedError,
  LockedError,
  WrongPassphraseError,
  TypeError,
  RangeError,
} as const;

/** The same error as an instance of the class that its name stands for; what is no known class stays as it came. */
export function rebuildError(error: unknown): unknown {
  if (!(error instanceof Error) || !Object.hasOwn(CLASSES, error.name)) return error;
  const rebuilt = new CLASSES[error.name as keyof typeof CLASSES](error.message);
  if (error.stack) rebuilt.stack = error.stack;
  return rebuilt;
}
