// The manifest of a bundle as pages name it: by its Subresource Integrity metadata, in the line
// `<meta name="privet:integrity" content="sha256-…">`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { integrityOf } from '../../formats/integrity.ts';

const PLACE = /(<meta name="privet:integrity" content=")[^"]*(")/;

/** A page that has the line names this manifest; one that has none stays as it is, and takes any. */
export function withIntegrity(page: string, integrity: string): string {
  return page.replace(PLACE, `$1${integrity}$2`);
}

/**
 * What a page beside a bundle names while the bundle is exchanged. Files are moved one by one: a page that named the new
 * manifest alone would have none for that moment, or for ever where the process is killed in it. So it names the one before
 * as well.
 *
 * @param next    of the manifest that comes
 * @param folder  the bundle's, with the manifest that is there, if there is one
 */
export async function integrityWhile(next: string, folder: string): Promise<string> {
  const before = await folderIntegrity(folder).catch(() => next);
  return before === next ? next : `${next} ${before}`;
}

/** Of the manifest in a bundle's folder. @throws where there is none */
export async function folderIntegrity(folder: string): Promise<string> {
  return integrityOf(new Uint8Array(await readFile(join(folder, MANIFEST_FILE))));
}
