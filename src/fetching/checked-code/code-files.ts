// The scripts of workers, and what these import and compile: fetched, compared with the hash and the length that the build wrote
// down, and kept, before a byte of them runs. Browsers check the hashes of scripts in a page (Subresource Integrity) but none in a
// worker. What is kept here is not fetched again for the next worker of this page.

import { IntegrityError } from '../../errors.ts';
import { watched } from '../slow-requests.ts';
import { readChecked, type Seal } from './read-checked.ts';

const texts = new Map<string, Promise<string>>();
const ready = new Map<string, string | Blob>();

/** By absolute URL: the text of a script; of what is none its bytes, in a Blob, which is no part of a realm's memory. */
export type CodeTexts = ReadonlyMap<string, string | Blob>;

/**
 * The text of a script; fetched once.
 *
 * @param url  absolute
 * @throws IntegrityError for another file than the build knew; TypeError where the network is away, Error where the host has
 *         none. The next call asks again.
 */
export function codeText(url: string, seal: Seal): Promise<string> {
  let text = texts.get(url);
  if (!text) {
    text = fetchChecked(url, seal).then((bytes) => new TextDecoder().decode(bytes));
    texts.set(url, text);
    text.then(
      (whole) => ready.set(url, whole),
      () => texts.delete(url),
    );
  }
  return text;
}

/** The bytes of a file that is no script, fetched once, too. @throws as `codeText` */
export async function codeBytes(url: string, seal: Seal): Promise<Uint8Array<ArrayBuffer>> {
  const known = ready.get(url);
  if (known instanceof Blob) return new Uint8Array(await known.arrayBuffer());
  const bytes = await fetchChecked(url, seal);
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
export async function fetchChecked(url: string, seal: Seal): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await fetchOnce(url, seal, 'default');
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    // A cache may have a copy of the version before: the host is asked once more.
    return fetchOnce(url, seal, 'reload');
  }
}

async function fetchOnce(url: string, seal: Seal, cache: 'default' | 'reload'): Promise<Uint8Array<ArrayBuffer>> {
  return watched(nameOf(url), async (heard) => {
    const response = await fetch(url, { cache, credentials: 'same-origin' });
    if (!response.ok) throw new Error(`${nameOf(url)}: HTTP status is ${response.status}, expected 200`);
    return readChecked(response, nameOf(url), seal, heard);
  });
}

const nameOf = (url: string): string => url.split('/').pop()!;
