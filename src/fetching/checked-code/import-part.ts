// In a worker that runs from a Blob: what its script imports later, each part checked before it runs.
import { type CodeTexts, codeText, takeTexts, tellFetched, textsAtHand } from './code-files.ts';
import { knowFiles } from './known-files.ts';
import { IMPORT_PART, type PartHashes, readyToRun, staticImportsOf } from './parts.ts';
import type { FetchedMessage, StartMessage } from './start-script.ts';

type Start = StartMessage['start'];

let start: Start | undefined;
/** Addresses of Blobs by name. One for each: a module that is imported twice is one module. */
const addresses = new Map<string, Promise<string>>();

/** Call first thing in a worker's entry: whoever started it tells where its parts are. */
export function hearOfParts(): void {
  addEventListener('message', ({ data }: { data?: Partial<StartMessage> }) => {
    if (!data?.start || start) return;
    start = data.start;
    takeTexts(start.texts);
    tellFetched(tell);
    knowFiles(start.url, start.hashes);
    addresses.set(nameOf(start.url), Promise.resolve(location.href));
    Object.assign(globalThis, { [IMPORT_PART]: importPart });
    postMessage({ isStarted: true });
  });
}

async function importPart(name: string): Promise<unknown> {
  const address = await addressOf(name, start!);
  return import(/* webpackIgnore: true */ /* @vite-ignore */ address);
}

function addressOf(name: string, { url, hashes }: Start): Promise<string> {
  let address = addresses.get(name);
  if (!address) {
    address = makeAddress(name, new URL(name, url).href, hashes);
    addresses.set(name, address);
    address.catch(() => addresses.delete(name)); // whoever imports it again, asks again
  }
  return address;
}

async function makeAddress(name: string, url: string, hashes: PartHashes): Promise<string> {
  const wasHere = textsAtHand([url]).size > 0;
  const text = await codeText(url, hashes[name]!);
  if (!wasHere) tell(textsAtHand([url]));
  const imports = staticImportsOf(text).filter((other) => addresses.has(other) || Object.hasOwn(hashes, other));
  const made = await Promise.all(imports.map(async (other) => [other, await addressOf(other, start!)] as const));
  const script = readyToRun(text, url, hashes, new Map(made));
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

const tell = (fetched: CodeTexts): void => postMessage({ fetched } satisfies FetchedMessage);

const nameOf = (url: string): string => url.split('/').pop()!;
