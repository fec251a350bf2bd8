// Parts of a build: what can be made of some inputs by itself. Results are named by what they are made of, and by the code
// that makes them: what was made before, by a run that was killed or by another machine, is found and not made again.

import { createHash, type Hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ownVersion } from '../base/own-version.ts';
import { codeFingerprint } from '../code/code-fingerprint.ts';
import { ENGLISH_ENCODER_FILE } from '../encoder/english-encoder.ts';
import type { PartKind, Settings } from './part-kinds.ts';
import { type PartRecord, recordBytes } from './part-records.ts';
import type { PartStore } from './part-store.ts';

/** An input of parts; many parts may have the same. */
export interface PartInput {
  record: PartRecord;
  /** sha256, in hex, of what it says. */
  hash: string;
}

export interface Part {
  kind: PartKind;
  inputs: readonly PartInput[];
  settings: Settings;
}

export interface NamedPart extends Part {
  /** Of its result. */
  key: string;
}

/** Makes parts, in any order, on whatever threads or machines there are. */
export interface PartRunner {
  /** Whoever makes a result writes it into the store before it is told (default false). */
  storesResults?: boolean;
  /** Who makes them, in words, for a progress bar. */
  about?(): string;
  /** @param onDone  told each result as it is there; it's waited for */
  run(
    parts: readonly NamedPart[],
    onDone: (part: NamedPart, result: PartRecord) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Lets go of what only parts need, until another `run` (default: of nothing). */
  rest?(): Promise<void>;
  close(): Promise<void>;
}

export interface RunPartsOptions {
  runner: PartRunner;
  /** Where results are kept (default: nowhere). */
  store?: PartStore | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: (done: number, total: number, about?: string) => void;
}

/** Results that are in memory together; beyond that they are read from the store. */
const MOST_BYTES_HELD = 400_000_000;

/** @returns results in the order of the parts, which can be gone through several times, and how many were there before */
export async function runParts(
  parts: readonly Part[],
  { runner, store, signal, onProgress }: RunPartsOptions,
): Promise<{ results: Iterable<PartRecord>; numFound: number }> {
  const code = await partsCode();
  const named = parts.map((part): NamedPart => ({ ...part, key: partKey(part, code) }));
  const held = new Map<string, PartRecord>();
  let heldBytes = 0;
  const hold = (key: string, result: PartRecord) => {
    if (store && heldBytes > MOST_BYTES_HELD) return;
    heldBytes += recordBytes(result);
    held.set(key, result);
  };
  const missing: NamedPart[] = [];
  for (const part of named) {
    const found = store?.read(part.key);
    if (found) hold(part.key, found);
    else missing.push(part);
  }
  let done = named.length - missing.length;
  const tell = () => onProgress?.(done, named.length, runner.about?.());
  if (missing.length > 0) tell();
  await runner.run(
    missing,
    async (part, result) => {
      if (!runner.storesResults) await store?.write(part.key, result);
      hold(part.key, result);
      done++;
      tell();
    },
    signal,
  );
  const resultOf = ({ key }: NamedPart): PartRecord => {
    const result = held.get(key) ?? store?.read(key);
    if (result) return result;
    throw new Error(`parts: result ${key} is gone from ${store?.folder}, expected what this run wrote`);
  };
  const results = {
    *[Symbol.iterator]() {
      for (const part of named) yield resultOf(part);
    },
  };
  return { results, numFound: named.length - missing.length };
}

/** An input whose hash is that of its fields, in whatever order they are. */
export function partInput(record: PartRecord): PartInput {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\n`);
    if (ArrayBuffer.isView(value)) updateByView(hash, value as Uint8Array);
    else hash.update(`${JSON.stringify(value)}\n`);
  }
  return { record, hash: hash.digest('hex') };
}

function updateByView(hash: Hash, view: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = view;
  hash.update(`${view.constructor.name} ${byteLength}\n`).update(new Uint8Array(buffer, byteOffset, byteLength));
}

/** @param part  of its inputs the hashes are enough */
export function partKey(
  { kind, inputs, settings }: Pick<Part, 'kind' | 'settings'> & { inputs: readonly { hash: string }[] },
  code: string,
): string {
  const hash = createHash('sha256').update(JSON.stringify({ code, kind, settings }));
  for (const input of inputs) hash.update(input.hash);
  return hash.digest('hex');
}

let code: Promise<string> | undefined;

/** A hash over all that decides on the bytes of a result beside inputs and settings: code, text encoder and JavaScript engine. */
export function partsCode(): Promise<string> {
  code ??= Promise.all([codeFingerprint([entryOfParts()]), readFile(ENGLISH_ENCODER_FILE)]).then(([sources, encoder]) =>
    createHash('sha256').update(`${process.versions.v8} ${sources}`).update(encoder).digest('hex'),
  );
  return code;
}

/** What a person compares where codes differ. */
export function partsVersion(): string {
  return `${ownVersion()}-node-${process.versions.node}`;
}

/** As sources the kinds are a file of their own; in the package all code is one. */
function entryOfParts(): string {
  const own = fileURLToPath(import.meta.url);
  return own.endsWith('.ts') ? fileURLToPath(new URL('part-kinds.ts', import.meta.url)) : own;
}
