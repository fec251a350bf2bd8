// The one error of reading a site's files: where it is, what is there and what belongs there. The command line prints
// the message alone, without a stack, and ends with exit code 1.

export interface InputErrorDetails {
  file: string;
  /** 1-based line in the file; absent when the file as a whole is meant. */
  line?: number;
  /** What is there, for example `an empty id`. */
  found: string;
  /** What belongs there, for example `a text of 1 to 256 characters`. */
  expected: string;
}

export class InputError extends Error {
  override readonly name = 'InputError';
  readonly file: string;
  readonly line: number | undefined;
  readonly found: string;
  readonly expected: string;

  constructor({ file, line, found, expected }: InputErrorDetails, options?: ErrorOptions) {
    super(`${line === undefined ? file : `${file}:${line}`}: found ${found}, expected ${expected}`, options);
    this.file = file;
    this.line = line;
    this.found = found;
    this.expected = expected;
  }
}

/** A value as an error message shows it: JSON, cut to a length that fits on a line. */
export function quoted(value: unknown, maxChars = 60): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
}
