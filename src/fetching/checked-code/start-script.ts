// Starts workers from Blobs whose scripts were checked. A worker that was started by its address is a client of the service
// worker whose end makes Chromium ask the host for sw.js, its script is fetched at each start, and its policy is whatever
// header came with it; one that runs from a Blob asks for nothing and has the page's policy.
import { type CodeTexts, codeText, takeTexts, textsAtHand } from './code-files.ts';
import { type PartHashes, partHashesOf, readyToRun } from './parts.ts';
import type { Seal } from './read-checked.ts';
import { trustedScriptUrl } from './trusted-url.ts';

/** A worker's script as the build left it. */
export interface WorkerScript {
  /** Absolute. */
  url: string;
  integrity: Seal;
}

/** The first message to such a worker. */
export interface StartMessage {
  start: { url: string; hashes: PartHashes; texts: CodeTexts };
}

/** What such a worker has fetched: the next one is given it. */
export interface FetchedMessage {
  fetched: CodeTexts;
}

/** By address of a script: a worker that is started again is the same module. */
const blobs = new Map<string, string>();

/**
 * @param name  as the browser's tools show the worker
 * @throws as `codeText`
 */
export async function startScript({ url, integrity }: WorkerScript, name: string): Promise<Worker> {
  const text = await codeText(url, integrity);
  const hashes = partHashesOf(text);
  let blob = blobs.get(url);
  if (!blob) {
    blob = URL.createObjectURL(new Blob([readyToRun(text, url, hashes, new Map())], { type: 'text/javascript' }));
    blobs.set(url, blob);
  }
  const worker = new Worker(trustedScriptUrl(blob), { type: 'module', name });
  worker.addEventListener('message', ({ data }: { data?: Partial<FetchedMessage> }) => {
    if (data?.fetched) takeTexts(data.fetched);
  });
  const texts = textsAtHand(partUrls(url, hashes));
  worker.postMessage({ start: { url, hashes, texts } } satisfies StartMessage);
  return worker;
}

/**
 * Fetches scripts and all that they may import, so that starting them later asks for nothing: the scripts in one go, in the
 * order given, then all parts. One after the other, the times of the requests would tell how busy the page is.
 *
 * @throws as `startScript`
 */
export async function fetchScripts(scripts: readonly WorkerScript[]): Promise<void> {
  const texts = await Promise.all(scripts.map(({ url, integrity }) => codeText(url, integrity)));
  await Promise.all(scripts.flatMap(({ url }, i) => fetchParts(url, partHashesOf(texts[i]!))));
}

function fetchParts(url: string, hashes: PartHashes): Promise<string>[] {
  const parts = partUrls(url, hashes).filter((part) => part.endsWith('.js'));
  return parts.map((part) => codeText(part, hashes[part.split('/').pop()!]!));
}

const partUrls = (url: string, hashes: PartHashes): string[] =>
  Object.keys(hashes).map((name) => new URL(name, url).href);
