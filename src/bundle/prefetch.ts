// Fetches files before anybody asks for them, and hands them out once. Files that only some acts of a person need come
// in the same order for everyone then, and the act itself asks the host for nothing.

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
   * @param onProgress  told the bytes so far
   */
  async ahead(url: string, signal: AbortSignal, onProgress: (loadedBytes: number) => void = () => {}): Promise<void> {
    const whole = this.#fetchWhole(url, signal, onProgress);
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

  async #fetchWhole(url: string, signal: AbortSignal, onProgress: (loadedBytes: number) => void): Promise<Response> {
    const { ok, status, body } = await this.#fetch(url, { signal });
    if (!ok || !body) throw new TypeError(`${url}: HTTP status is ${status}, expected 200 and a body`);
    let loadedBytes = 0;
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for (const reader = body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return new Response(new Blob(chunks));
      chunks.push(value);
      onProgress((loadedBytes += value.length));
    }
  }
}
