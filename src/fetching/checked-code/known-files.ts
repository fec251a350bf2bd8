// Which files of this version of the code a realm knows by their hashes: in a page what its build wrote down, in a worker
// what its starter told it.
import type { PartHashes } from './parts.ts';
import type { WorkerScript } from './start-script.ts';

let base = '';
let hashes: PartHashes = {};

/** @param from  absolute URL that the names are relative to */
export function knowFiles(from: string, known: PartHashes): void {
  base = from;
  hashes = known;
}

/** @param stem  its name, without folders and without the hash that the bundler put before the ending */
export function knownFile(stem: string): WorkerScript | undefined {
  const [name, integrity] = Object.entries(hashes).find(([name]) => stemOf(name) === stem) ?? [];
  return name && integrity ? { url: new URL(name, base).href, integrity } : undefined;
}

/** `assets/worker-BbGP7ECv.js` -> `worker.js` */
const stemOf = (name: string): string => name.replace(/^.*\//, '').replace(/-[\w-]{8}(\.\w+)$/, '$1');
