// The app's own files, kept by address and hash: what an answer comes from, what an installation fetches, what may go.
// Each download is compared with the hash and the length that the build wrote down, so that all files of a version are of
// that version, whatever the host was doing meanwhile. Files that did not change between versions are kept once.
import { integrityOfSeal, readChecked } from '../../../src/fetching/checked-code/read-checked.ts';
import { readBody } from '../../../src/fetching/read-body.ts';
import type { ShellFile } from './messages.ts';

/** Of the list of what the version before had. */
const MAX_LIST_BYTES = 1_000_000;

/** WebAssembly is large, and only one build of the runtime is for this device: it is kept when it is first used. */
const isOnDemand = ({ url }: ShellFile): boolean => url.endsWith('.wasm');

/** The name that a bundler gave a file, without the hash of its content. */
const stemOf = (url: string): string => url.replace(/-[\w-]{8}(\.\w+)$/, '$1');

export class Shell {
  readonly #scope: string;
  readonly #files: Map<string, ShellFile>;

  /** @param scope  absolute URL of the folder that the app lies in */
  constructor(scope: string, files: readonly ShellFile[]) {
    this.#scope = scope;
    this.#files = new Map(files.map((file) => [new URL(file.url, scope).href, file]));
  }

  /** Fetches what is not here yet of what every device needs, and of the runtime what this one has used. */
  async install(): Promise<void> {
    const cache = await this.#open();
    const kept = (await cache.keys()).map(({ url }) => url);
    const used = new Set(kept.map((key) => stemOf(withoutSearch(key))).filter((stem) => stem.endsWith('.wasm')));
    const wanted = [...this.#files].filter(([url, file]) => !isOnDemand(file) || used.has(stemOf(url)));
    const known = new Set(kept);
    const missing = wanted.filter(([url]) => !known.has(this.#key(url)));
    // One after the other: the host sees one order.
    for (const [url] of missing) await this.#fetchAndKeep(cache, url);
  }

  /**
   * Lets go of what neither this version nor the one before it has. Pages that are still open with that one may import
   * more of it.
   */
  async dropOld(): Promise<void> {
    const cache = await this.#open();
    const listKey = new URL('?list', this.#scope).href;
    const before = await listIn(await cache.match(listKey));
    const own = [...this.#files.keys()].map((url) => this.#key(url));
    const wanted = new Set([listKey, ...own, ...before]);
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
    await cache.put(listKey, new Response(JSON.stringify(own)));
  }

  /**
   * Keeps files that are kept on demand, and makes good what was cleared of the others since they were installed.
   *
   * @returns the files that could not be kept; those of the installation all at once
   */
  async keep(urls: readonly string[]): Promise<string[]> {
    const isWhole = await this.install().then(
      () => true,
      () => false,
    );
    if (!isWhole) return [...this.#files.keys()];
    const cache = await this.#open();
    const results = await Promise.allSettled(
      urls.map(async (url) => {
        if (!(await cache.match(this.#key(url)))) await this.#fetchAndKeep(cache, url);
      }),
    );
    return urls.filter((_, i) => results[i]!.status === 'rejected');
  }

  /** The text of this version's page. @throws where it is not kept and cannot be fetched */
  async page(): Promise<string> {
    const url = new URL('index.html', this.#scope).href;
    return new TextDecoder().decode(await readChecked(await this.#kept(url), url, this.#files.get(url)!.integrity));
  }

  /** Undefined for what is none of the app's files: the network answers as if there were no service worker. */
  answer(request: Request): Promise<Response> | undefined {
    if (request.method !== 'GET') return undefined;
    const url = this.#addressOf(request);
    if (this.#files.has(url)) return this.#kept(url).catch(() => fetch(request));
    return url.startsWith(`${this.#scope}assets/`) ? this.#ofAnyVersion(request) : undefined;
  }

  /** The page is one file, whatever its address asks for. */
  #addressOf(request: Request): string {
    const url = withoutSearch(request.url);
    return request.mode === 'navigate' && url === this.#scope ? new URL('index.html', this.#scope).href : url;
  }

  async #kept(url: string): Promise<Response> {
    const cache = await this.#open();
    return (await cache.match(this.#key(url))) ?? (await this.#fetchForPage(cache, url));
  }

  /** Names with a hash: a page of the version before may still ask for them. */
  async #ofAnyVersion(request: Request): Promise<Response> {
    const cache = await this.#open();
    return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
  }

  async #fetchAndKeep(cache: Cache, url: string): Promise<void> {
    await cache.put(this.#key(url), await this.#fetch(url));
  }

  /** The page does not wait until its answer is kept. */
  async #fetchForPage(cache: Cache, url: string): Promise<Response> {
    const answer = await this.#fetch(url);
    cache.put(this.#key(url), answer.clone()).catch(() => {});
    return answer;
  }

  async #fetch(url: string): Promise<Response> {
    const file = this.#files.get(url);
    if (!file) throw new TypeError(`service worker: ${url} is no file of this version`);
    // A name with a hash never has an old copy.
    const cacheMode = url.startsWith(`${this.#scope}assets/`) ? 'default' : 'no-cache';
    const response = await fetch(url, { cache: cacheMode });
    if (!response.ok) throw new TypeError(`service worker: ${url} answers ${response.status}, expected 200`);
    return withBody(response, await readChecked(response, url, file.integrity));
  }

  #key(url: string): string {
    return `${url}?${encodeURIComponent(integrityOfSeal(this.#files.get(url)?.integrity ?? ''))}`;
  }

  /** One for each folder: an origin may have several apps. */
  #open(): Promise<Cache> {
    return caches.open(`privet app ${new URL(this.#scope).pathname}`);
  }
}

const withoutSearch = (url: string): string => url.split(/[?#]/)[0]!;

/** Of a list that was kept: what cannot be read is none. */
async function listIn(kept: Response | undefined): Promise<string[]> {
  const body = kept && (await readBody(kept, MAX_LIST_BYTES));
  return body?.isWhole ? JSON.parse(new TextDecoder().decode(body.bytes)) : [];
}

/**
 * The same answer with the bytes that were checked. It is of no other address: some hosts send /index.html on to the folder,
 * and a browser takes no redirected answer for a page.
 */
function withBody({ headers: given, status, statusText }: Response, bytes: Uint8Array<ArrayBuffer>): Response {
  const headers = new Headers(given);
  headers.delete('content-encoding');
  headers.set('content-length', String(bytes.length));
  return new Response(bytes, { headers, status, statusText });
}
