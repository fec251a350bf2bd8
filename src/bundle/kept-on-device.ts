// Files of a bundle that stay on the device, by their SHA-256: a copy is either the one that a manifest names or it is
// not there, so that versions of a catalog can lie side by side and never mix. Beside them two manifests: the one in
// use, and one that is waiting with all its files: each is only written here when every file that it needs is kept.

import { readBody } from '../fetching/read-body.ts';
import { MAX_MANIFEST_BYTES } from '../formats/manifest.ts';
import type { DeviceStore } from './kept-files.ts';

/**
 * `current`: what the page opens with; `next`: a newer one, complete, for the next time; `opened`: what came from the host
 * last, whether its files are here or not, so that the next worker asks for no manifest.
 */
export type ManifestSlot = 'current' | 'next' | 'opened';

export class KeptOnDevice implements DeviceStore {
  readonly #cache: Cache;
  readonly #folder: URL;

  private constructor(cache: Cache, folder: URL) {
    this.#cache = cache;
    this.#folder = folder;
  }

  /** One cache for each folder: an origin may have several bundles. Undefined where the browser refuses storage. */
  static async open(manifestUrl: string): Promise<KeptOnDevice | undefined> {
    try {
      return new KeptOnDevice(await caches.open(cacheName(manifestUrl)), new URL('./', manifestUrl));
    } catch {
      return undefined;
    }
  }

  /** Only where there are some already: for a reader that keeps nothing. */
  static async find(manifestUrl: string): Promise<KeptOnDevice | undefined> {
    const isThere = await caches.has(cacheName(manifestUrl)).catch(() => false);
    return isThere ? KeptOnDevice.open(manifestUrl) : undefined;
  }

  async get(sha256: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const response = await this.#cache.match(this.#key('sha256', sha256)).catch(() => undefined);
    return response && wholeBody(response, maxBytes);
  }

  async put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#cache.put(this.#key('sha256', sha256), new Response(bytes));
  }

  async hashes(): Promise<Set<string>> {
    const requests = await this.#cache.keys();
    return new Set(requests.map(({ url }) => new URL(url).searchParams.get('sha256') ?? ''));
  }

  /** Its bytes as they were kept, not checked again. */
  async manifest(slot: ManifestSlot): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const response = await this.#cache.match(this.#key('manifest', slot));
    return response && wholeBody(response, MAX_MANIFEST_BYTES);
  }

  async putManifest(slot: ManifestSlot, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#cache.put(this.#key('manifest', slot), new Response(bytes));
  }

  async dropManifest(slot: ManifestSlot): Promise<void> {
    await this.#cache.delete(this.#key('manifest', slot));
  }

  /** Lets go of every file but these. */
  async keepOnly(hashes: ReadonlySet<string>): Promise<void> {
    for (const sha256 of await this.hashes()) {
      if (sha256 && !hashes.has(sha256)) await this.#cache.delete(this.#key('sha256', sha256));
    }
  }

  /** Addresses in the cache only: nothing is ever asked for there. */
  #key(kind: string, value: string): string {
    return new URL(`kept?${kind}=${value}`, this.#folder).href;
  }
}

/** The same store for somebody who adds nothing to it. */
export function readOnly(store: DeviceStore): DeviceStore {
  return {
    get: (sha256, maxBytes) => store.get(sha256, maxBytes),
    put: async () => {},
    hashes: () => store.hashes(),
  };
}

const cacheName = (manifestUrl: string): string => `privet bundle ${new URL('./', manifestUrl).pathname}`;

/** A copy that is larger than it may be is none. */
async function wholeBody(kept: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { bytes, isWhole } = await readBody(kept, maxBytes);
  return isWhole ? bytes : undefined;
}
