// The scripts of workers, and what these import and compile: fetched, compared with the hash that the build wrote down, and
// kept, before a byte of them runs. Browsers check the hashes of scripts in a page (Subresource Integrity) but none in a
// worker. What is kept here is not fetched again for the next worker of this page.

import { IntegrityError } from '../errors.ts';

const texts = new Map<string, Promise<string>>();
const ready = new Map<string, string | Blob>();

/** By absolute URL: the text of a script; of what is none its bytes, in a Blob, which is no part of a realm's memory. */
export type CodeTexts = ReadonlyMap<string, string | Blob>;

/**
 * The text of a script; fetched once.
 *
 * @param url        absolute
 * @param integrity  `sha256-` and base64, as Subresource Integrity has it
 * @throws IntegrityError for another file than the build knew; TypeError where the network is away, Error where the host has
 *         none. The next call asks again.
 */
export function codeText(url: string, integrity: string): Promise<string> {
  let text = texts.get(url);
  if (!text) {
    text = fetchChecked(url, integrity).then((bytes) => new TextDecoder().decode(bytes));
    texts.set(url, text);
    text.then(
      (whole) => ready.set(url, whole),
      () => texts.delete(url),
    );
  }
  return text;
}

/** The bytes of a file that is no script, fetched once, too. @throws as `codeText` */
export async function codeBytes(url: string, integrity: string): Promise<Uint8Array<ArrayBuffer>> {
  const known = ready.get(url);
  if (known instanceof Blob) return new Uint8Array(await known.arrayBuffer());
  const bytes = await fetchChecked(url, integrity);
  ready.set(url, new Blob([bytes]));
  tell?.(textsAtHand([url]));
  return bytes;
}

let tell: ((fetched: CodeTexts) => void) | undefined;

/** In a worker: whoever started it is told of such bytes, and gives them to the next one. */
export function tellFetched(call: (fetched: CodeTexts) => void): void {
  tell = call;
}

/** What is here of these. */
export function textsAtHand(urls: readonly string[]): CodeTexts {
  return new Map(urls.flatMap((url) => (ready.has(url) ? [[url, ready.get(url)!] as const] : [])));
}

/** Takes over texts that whoever started this worker has checked. */
export function takeTexts(given: CodeTexts): void {
  for (const [url, text] of given) {
    ready.set(url, text);
    texts.set(url, Promise.resolve(text as string)); // for a Blob nobody asks as for a text
  }
}

/** @throws as `codeText` */
export async function fetchChecked(url: string, integrity: string): Promise<Uint8Array<ArrayBuffer>> {
  let found = '';
  // A cache may have a copy of the version before: the host is asked once more.
  for (const cache of ['default', 'reload'] as const) {
    const response = await fetch(url, { cache, credentials: 'same-origin' });
    if (!response.ok) throw new Error(`${nameOf(url)}: HTTP status is ${response.status}, expected 200`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    found = await integrityOf(bytes);
    if (found === integrity) return bytes;
  }
  throw new IntegrityError(
    `${nameOf(url)}: it is another file than this page was built with, and is not used (found ${found}, expected ${integrity})`,
  );
}

async function integrityOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!crypto.subtle) throw new Error('sha256: WebCrypto is missing, expected a page over https or localhost');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

const nameOf = (url: string): string => url.split('/').pop()!;
