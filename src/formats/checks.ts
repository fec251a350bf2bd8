// What all checks of files end in: an error that says which file, what was found, and what was expected.
import { CatalogFormatError } from '../errors.ts';

/** @param label  first words of the message, for example the file's path */
export function fail(label: string, problem: string): never {
  throw new CatalogFormatError(`${label}: ${problem}`);
}

export function checkInteger(value: number, min: number, max: number, name: string, label: string): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  fail(label, `${name} is ${value}, expected an integer from ${min} to ${max}`);
}
