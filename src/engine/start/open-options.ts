// What `open` is given, checked before anything is opened.
import { RequestError } from '../../errors.ts';
import { type Integrity, parseIntegrity } from '../../formats/integrity.ts';
import type { OpenOptions } from './start-api.ts';

export interface CheckedOpenOptions extends Omit<OpenOptions, 'integrity'> {
  integrity?: Integrity | undefined;
}

/** @throws RequestError for an integrity that says nothing: it is never taken for none */
export function checkOpenOptions({ integrity, ...options }: OpenOptions): CheckedOpenOptions {
  if (integrity !== undefined && options.ownCatalog !== undefined) {
    throw new RequestError('integrity: found it with ownCatalog, whose manifest is made on this device: leave it out');
  }
  return { ...options, integrity: checkIntegrity(integrity) };
}

/** @throws RequestError as `parseIntegrity` */
export function checkIntegrity(integrity: unknown): Integrity | undefined {
  return integrity === undefined ? undefined : parseIntegrity(integrity);
}
