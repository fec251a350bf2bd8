// Asks an OpenAI-compatible endpoint (POST …/chat/completions), a local server too: one question at a time, waits where it is
// told to, and never says the key.
import * as v from 'valibot';
import { InputError } from '../../errors.ts';
import type { Message } from './rubric.ts';

const PATH = '/chat/completions';
/** Characters of a token, for estimates. */
const TOKEN_CHARS = 4;
/** Tokens of the grade of one item. */
const GRADE_TOKENS = 25;
const MAX_BYTES = 1_000_000;
/** How often 429 and 5xx are waited for, and how often an answer that never came is asked for again. */
const MOST_WAITS = 5;
const MOST_SILENT = 2;
const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 300_000;
const MAX_TOLD_CHARS = 200;

export interface Endpoint {
  /** http or https. */
  url: URL;
  model: string;
  key?: string | undefined;
  timeoutMs: number;
}

/** What may be spent in all. */
export interface Budget {
  amount: number;
  of: 'requests' | 'tokens';
}

const completion = v.object({
  choices: v.pipe(v.array(v.object({ message: v.object({ content: v.nullish(v.string()) }) })), v.minLength(1)),
  usage: v.nullish(v.object({ total_tokens: v.optional(v.pipe(v.number(), v.minValue(0))) })),
});

/** Tokens of a question with its answer, roughly. */
export function estimatedTokens(messages: readonly Message[], numItems: number): number {
  const chars = messages.reduce((sum, { content }) => sum + content.length, 0);
  return Math.ceil(chars / TOKEN_CHARS) + GRADE_TOKENS * numItems;
}

/** `http://localhost:11434/v1` and `http://localhost:11434/v1/chat/completions` are the same. */
export function completionsUrl(endpoint: URL): URL {
  const url = new URL(endpoint);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith(PATH) ? path : `${path}${PATH}`;
  return url;
}

/** Without its question mark, behind which keys stand. */
export const shownUrl = (url: URL) => `${url.origin}${url.pathname}`;

/** What some endpoints refuse, and what is asked for as long as they don't. */
const EXTRAS = { temperature: 0, response_format: { type: 'json_object' } };
type Extra = keyof typeof EXTRAS;

/** @param refused  what the endpoint does not take */
export function requestBody(model: string, messages: readonly Message[], refused: ReadonlySet<Extra> = new Set()) {
  const extras = Object.entries(EXTRAS).filter(([name]) => !refused.has(name as Extra));
  return { model, messages, ...Object.fromEntries(extras) };
}

export class Asker {
  requests = 0;
  tokens = 0;
  readonly #endpoint: Endpoint;
  readonly #budget: Budget | undefined;
  readonly #onWait: (text: string) => void;
  readonly #refused = new Set<Extra>();

  /** @param onWait  is told what is waited for */
  constructor(endpoint: Endpoint, budget: Budget | undefined, onWait: (text: string) => void) {
    this.#endpoint = endpoint;
    this.#budget = budget;
    this.#onWait = onWait;
  }

  /**
   * @returns the text of the answer, '' where it has none; undefined where the budget would be passed
   * @throws InputError where the endpoint does not answer, or refuses; what `signal` was aborted with
   */
  async ask(messages: readonly Message[], numItems: number, signal: AbortSignal): Promise<string | undefined> {
    const estimate = estimatedTokens(messages, numItems);
    for (let [waits, silent] = [0, 0]; ; ) {
      signal.throwIfAborted();
      if (!this.#mayAsk(estimate)) return undefined;
      this.requests += 1;
      this.tokens += estimate;
      const response = await this.#send(messages, signal).catch((cause: unknown) => {
        signal.throwIfAborted();
        if (cause instanceof InputError) throw cause;
        if (++silent > MOST_SILENT) throw this.#failed(this.#silence(cause));
        return undefined;
      });
      if (!response) {
        await this.#wait(silent, 'no answer', signal);
        continue;
      }
      const { status, body } = response;
      if (status === 200) return this.#textOf(body, estimate);
      this.tokens -= estimate;
      if (status === 429 || status >= 500) {
        if (++waits > MOST_WAITS) throw this.#failed(`${status} again and again`);
        await this.#wait(waits, `${status}`, signal, response.retryAfter);
      } else if ((status !== 400 && status !== 422) || !this.#takesLess(body)) throw this.#refusal(status, body);
    }
  }

  #mayAsk(estimate: number): boolean {
    const { amount, of } = this.#budget ?? { amount: Number.POSITIVE_INFINITY, of: 'requests' };
    return of === 'requests' ? this.requests + 1 <= amount : this.tokens + estimate <= amount;
  }

  /** Leaves out what a refusal names, or else all that may be left out. @returns whether there was anything */
  #takesLess(body: string): boolean {
    const left = (Object.keys(EXTRAS) as Extra[]).filter((extra) => !this.#refused.has(extra));
    const named = left.filter((extra) => body.includes(extra));
    for (const extra of named.length > 0 ? named : left) this.#refused.add(extra);
    return left.length > 0;
  }

  async #send(messages: readonly Message[], signal: AbortSignal) {
    const { url, model, key, timeoutMs } = this.#endpoint;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(requestBody(model, messages, this.#refused)),
      // What is sent is for this address and no other.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const body = await this.#bodyOf(response);
    return { status: response.status, body, retryAfter: response.headers.get('retry-after') };
  }

  async #bodyOf(response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_BYTES) throw this.#failed(`an answer of more than ${MAX_BYTES / 1e6} MB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /** What is no completion has no text: it is asked for again as prose is. */
  #textOf(body: string, estimate: number): string {
    let json: unknown;
    try {
      json = JSON.parse(body);
    } catch {
      return '';
    }
    const result = v.safeParse(completion, json);
    if (!result.success) return '';
    this.tokens += (result.output.usage?.total_tokens ?? estimate) - estimate;
    return result.output.choices[0]!.message.content ?? '';
  }

  async #wait(times: number, why: string, signal: AbortSignal, retryAfter: string | null = null): Promise<void> {
    const waitMs = retryAfterMs(retryAfter) ?? FIRST_WAIT_MS * 2 ** (times - 1);
    if (waitMs > MOST_WAIT_MS) throw this.#failed(`${why}, and a wait of ${Math.round(waitMs / 1000)} s asked for`);
    this.#onWait(`${shownUrl(this.#endpoint.url)}: ${why}; asked again in ${Math.ceil(waitMs / 1000)} s`);
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, waitMs);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  #silence(cause: unknown): string {
    if (cause instanceof Error && cause.name === 'TimeoutError')
      return `no answer within ${this.#endpoint.timeoutMs / 1000} s`;
    const inner = cause instanceof Error ? (cause.cause as { code?: string } | undefined) : undefined;
    return `no answer (${inner?.code ?? 'the connection failed'})`;
  }

  #refusal(status: number, body: string): InputError {
    if (status === 401 || status === 403)
      return this.#failed(`${status}: the key is missing or refused (PRIVET_API_KEY)`);
    if (status >= 300 && status < 400) return this.#failed(`${status}, which leads elsewhere: name that address`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they would move a terminal
    const plain = body.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ').trim();
    const { key } = this.#endpoint;
    const told = (key ? plain.replaceAll(key, '…') : plain).slice(0, MAX_TOLD_CHARS);
    return this.#failed(`${status}${told === '' ? '' : ` (${told})`}`);
  }

  /** Without a cause, which could hold what was sent. */
  #failed(found: string): InputError {
    const expected = 'an answer as OpenAI-compatible endpoints give';
    return new InputError({ file: shownUrl(this.#endpoint.url), found, expected });
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const waitMs = header.trim() !== '' && seconds >= 0 ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
