// The few error classes that a caller can react to, and how errors are told. Each has a literal `name`, because only
// name, message and stack of an error survive the way from worker to page, where the class is rebuilt by its name.
// Messages give the noun, what was found and what was expected: `catalog: codebook has 255 rows, expected 256`.

/** A manifest or catalog file could not be fetched whole, or is not what its format says. It is never used. */
export class CatalogFormatError extends Error {
  override readonly name = 'CatalogFormatError';
}

/**
 * The bundle's manifest is not the one that the page names, or a script is not the one that the page was built with: they are of
 * two versions, or the file was changed. Nothing of it is used. Loading the page anew gets both of one version.
 */
export class IntegrityError extends Error {
  override readonly name = 'IntegrityError';
}

/** A model's file could not be fetched whole and unaltered, or the model could not be started. */
export class ModelLoadError extends Error {
  override readonly name = 'ModelLoadError';
}

/** IndexedDB was refused, is full, or vanished. The history goes on in memory until the tab closes. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError';
}

/** The history is encrypted and nobody has unlocked it here: `unlock` does. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** The passphrase is not the history's. Nothing has changed. */
export class WrongPassphraseError extends Error {
  override readonly name = 'WrongPassphraseError';
}

/** What a caller asked for makes no sense: an unknown item id, an event without its fields, a text of absurd size. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** The worker could not start, stopped, or was disposed of: nothing answers any more. */
export class EngineStoppedError extends Error {
  override readonly name = 'EngineStoppedError';
}

export interface InputErrorDetails {
  file: string;
  /** 1-based line in the file; absent when the file as a whole is meant. */
  line?: number;
  /** What is there, for example `an empty id`. */
  found: string;
  /** What belongs there, for example `a text of 1 to 256 characters`. */
  expected: string;
  /** What a person can do about it, a sentence. */
  mend?: string;
}

/**
 * A site's file is not what it should be. The command line prints the message alone, without a stack, and ends with
 * exit code 1.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly file: string;
  readonly line: number | undefined;
  readonly found: string;
  readonly expected: string;
  readonly mend: string | undefined;

  constructor({ file, line, found, expected, mend }: InputErrorDetails, options?: ErrorOptions) {
    const place = line === undefined ? file : `${file}:${line}`;
    super(`${place}: found ${found}, expected ${expected}${mend === undefined ? '' : `. ${mend}`}`, options);
    this.file = file;
    this.line = line;
    this.found = found;
    this.expected = expected;
    this.mend = mend;
  }
}

/** What to tell people of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A value as an error message shows it: JSON, cut to a length that fits on a line. */
export function quoted(value: unknown, maxChars = 60): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
}
