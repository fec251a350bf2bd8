// The page's own engine over a bundle, in Node: what is read and listed here is what a page would read and list. The history
// lives in memory; the files come from a folder, or from a bundle that is not written yet.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { Engine } from '../../engine/engine.ts';
import { CatalogFormatError } from '../../errors.ts';

const POLL_MS = 20;

/** @returns the bytes of a file, by its path below the manifest's folder; undefined where there is none */
export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

export interface BundleEngine {
  engine: Engine;
  /** Disposes of the engine. */
  close: () => Promise<void>;
}

let numServed = 0;

/**
 * An open engine with towers and table.
 *
 * @param withMeaning  with search by meaning too, where the bundle has a text encoder: what was said is read by it
 * @throws CatalogFormatError for a bundle that no page could open
 */
export async function openBundleEngine(read: ReadFile, withMeaning = false): Promise<BundleEngine> {
  const host = `https://bundle-${++numServed}.invalid/`;
  const unserve = serve(host, read);
  const engine = new Engine();
  const close = async () => {
    await engine.dispose();
    unserve();
  };
  try {
    const nobody = () => {};
    const [manifestUrl, databaseName] = [`${host}${MANIFEST_FILE}`, `bundle-${numServed}`];
    await engine.open({ manifestUrl, databaseName, backend: 'wasm' }, nobody, nobody);
    await engine.loadTowers();
    await whole(engine);
    // Meaning comes with the first search.
    if (withMeaning) await engine.search({ query: 'something', count: 1 });
    return { engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export function folderFiles(folder: string): ReadFile {
  return async (path) => new Uint8Array(await readFile(join(folder, path)));
}

async function whole(engine: Engine): Promise<void> {
  for (;;) {
    const { parts } = await engine.status();
    const failed = Object.entries(parts).find(([, { state }]) => state === 'failed');
    if (failed) throw new CatalogFormatError(`${failed[0]}: ${failed[1].message}`);
    if (parts.catalog.state === 'ready' && parts['item-to-item'].state !== 'loading') return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The engine asks `fetch` for files. What asks for other addresses gets them as before. */
function serve(host: string, read: ReadFile): () => void {
  const before = globalThis.fetch;
  const answer: typeof fetch = async (address, init) => {
    const url = address instanceof Request ? address.url : String(address);
    if (!url.startsWith(host)) return before(address, init);
    const bytes = await read(url.slice(host.length));
    return new Response(bytes ?? null, { status: bytes ? 200 : 404 });
  };
  globalThis.fetch = answer;
  return () => {
    if (globalThis.fetch === answer) globalThis.fetch = before;
  };
}
