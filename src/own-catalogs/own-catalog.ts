// A stored catalog as the engine's loader sees it: files at the addresses of a bundle, answered from this device.
// Nothing in the engine knows the difference: the same manifest, shards and hashes. Only the text encoder comes from
// the site's own bundle.

import { RequestError } from '../errors.ts';
import { openOwnDatabase, stored } from './catalog-database.ts';

/** Folder of a stored bundle's files, below the site's manifest. */
export const STORED_FOLDER = 'own';
export const STORED_MANIFEST = 'manifest.json';

/**
 * @param manifestUrl  absolute URL of the site's manifest, whose place the stored one takes
 * @throws RequestError for an id that makes no sense, StorageUnavailableError
 */
export async function ownCatalogFetch(id: unknown, manifestUrl: string): Promise<typeof fetch> {
  if (typeof id !== 'string' || id === '') throw new RequestError('ownCatalog: it is no id, expected a text');
  const database = await openOwnDatabase();
  const folder = new URL('.', manifestUrl).href;
  return async (input, init) => {
    init?.signal?.throwIfAborted();
    const url = String(input);
    const path = url === manifestUrl ? STORED_MANIFEST : url.startsWith(folder) ? url.slice(folder.length) : '';
    if (path !== STORED_MANIFEST && !path.startsWith(`${STORED_FOLDER}/`)) return fetch(input, init);
    const bytes = await stored(() => database.get('files', [id, path]));
    return bytes instanceof Uint8Array ? new Response(bytes) : new Response(null, { status: 404 });
  };
}
