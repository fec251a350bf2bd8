// Fetches files before anybody asks for them, and hands them out once. Files that only some acts of a person need come
// in the same order for everyone then, and the act itself asks the host for nothing.
import { readBody } from './read-body.ts';

export class Prefetch {
  readonly #fetch: typeof fetch;
  readonly #ahead = new Map<string, Promise<Response>>();

  /** @param fetchFile  looked up at each call by default, as every global is */
  constructor(fetchFile: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = fetchFile;
  }

  /**
   * Resolves when the whole file is in memory. A failure is nobody's: whoever needs the file asks again.
   *
   * @param maxBytes    what the file may have; a longer one is not kept
   * @param onProgress  told the bytes so far
   */
  async ahead(
    url: string,
    maxBytes: number,
    signal: AbortSignal,
    onProgress?: (loadedBytes: number) => void,
  ): Promise<void> {
    const whole = this.#fetchWhole(url, maxBytes, signal, onProgress);
    this.#ahead.set(url, whole);
    await whole.catch(() => this.#ahead.delete(url));
  }

  /** As the platform's; what was fetched ahead is given away. A caller who wants to bypass caches gets a fresh copy. */
  readonly fetch: typeof fetch = (input, init) => {
    const url = String(input);
    const ready = init?.cache === 'reload' ? undefined : this.#ahead.get(url);
    this.#ahead.delete(url);
    return ready ?? this.#fetch(input, init);
  };

  async #fetchWhole(
    url: string,
    maxBytes: number,
    signal: AbortSignal,
    onProgress?: (loadedBytes: number) => void,
  ): Promise<Response> {
    const response = await this.#fetch(url, { signal });
    const { ok, status, body } = response;
    if (!ok || !body) throw new TypeError(`${url}: HTTP status is ${status}, expected 200 and a body`);
    const bytes = await readBody(response, maxBytes, onProgress);
    if (bytes.length > maxBytes) throw new TypeError(`${url}: file is over ${maxBytes} bytes, expected fewer`);
    return new Response(bytes);
  }
}
