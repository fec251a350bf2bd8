// Broken and hostile inputs, made out of good ones: as many as are asked for, the same for the same seed. Bytes are
// changed as a file is that was cut off, patched or lied in; JSON in its values. What reads them is in targets.ts.

import { createRandom, type Random } from '../../src/numerics/random.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers at which readers stumble: none, the borders of 8 to 64 bits, sizes of gigabytes. */
const WORDS = [0n, 1n, 2n, 7n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0xffffn, 10_000_000n, 0x3fffffffn, 0x7fffffffn]
  .concat([0x80000000n, 0xffffffffn, 0x1_0000_0000n, 0x7fffffffffffffffn, 0xffffffffffffffffn])
  .map((word) => BigInt.asUintN(64, word));

/** From the first byte to behind the last. */
export type Place = readonly [start: number, end: number];

export interface MutateOptions {
  /** Where changes fall: for metadata that is small beside its data (default: anywhere). */
  places?: readonly Place[];
  /** Pieces of text that are put in as well. */
  pieces?: readonly string[];
}

/** Copies of `bytes`, each with one to three changes. */
export function* mutatedBytes(
  bytes: Bytes,
  count: number,
  seed: number,
  options: MutateOptions = {},
): Generator<Bytes> {
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) {
    let copy = bytes.slice();
    for (let n = 1 + below(random, 3); n > 0; n--) copy = changed(copy, random, options);
    yield copy;
  }
}

function changed(bytes: Bytes, random: Random, { places, pieces = [] }: MutateOptions): Bytes {
  const [start, end] = places?.[below(random, places.length)] ?? [0, bytes.length];
  const at = Math.min(start + below(random, end - start), bytes.length);
  const kind = random.next();
  if (kind < 0.55) return withWord(bytes, at, random);
  if (kind < 0.7) return withBit(bytes, at, random);
  if (kind < 0.76) return bytes.slice(0, at);
  const run = bytes.subarray(at, at + 1 + below(random, 64));
  if (kind < 0.84) return joined(bytes.subarray(0, at), bytes.subarray(at + run.length));
  const piece = pieces.length > 0 && random.next() < 0.7 ? new TextEncoder().encode(oneOf(pieces, random)) : run;
  return joined(bytes.subarray(0, at), piece, bytes.subarray(at));
}

/** One, two, four or eight bytes, little-endian; mostly where numbers of that size lie. */
function withWord(bytes: Bytes, at: number, random: Random): Bytes {
  const size = oneOf([1, 2, 4, 4, 8, 8], random);
  const place = random.next() < 0.8 ? at - (at % size) : at;
  const word = oneOf(WORDS, random) + (random.next() < 0.3 ? BigInt(below(random, 5)) : 0n);
  for (let i = 0; i < size && place + i < bytes.length; i++) bytes[place + i] = Number((word >> BigInt(8 * i)) & 0xffn);
  return bytes;
}

function withBit(bytes: Bytes, at: number, random: Random): Bytes {
  if (at < bytes.length) bytes[at]! ^= 1 << below(random, 8);
  return bytes;
}

const ODD_VALUES: readonly unknown[] = [
  ...[null, true, '', 'x', '__proto__', '../x', 'é'.repeat(500), 0, -1, 0.5, 1e9, 5e10, 2 ** 53, 1e308],
  ...[[], {}, [[]], [null], { path: 'x' }, Array.from({ length: 3000 }, (_, i) => i)],
];

/** Texts of JSON, each with one to three values that are others, gone, or there many times. */
export function* mutatedJson(value: unknown, count: number, seed: number): Generator<Bytes> {
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) {
    const copy = { root: structuredClone(value) };
    for (let n = 1 + below(random, 3); n > 0; n--) changeValue(copy, random);
    yield new TextEncoder().encode(JSON.stringify(copy.root) ?? '');
  }
}

type Parent = Record<string, unknown>;

function changeValue(root: Parent, random: Random): void {
  let [parent, key] = [root, 'root'];
  // Down some way: fields near the root are as likely as those at the leaves.
  while (random.next() < 0.75) {
    const child = parent[key];
    const keys = typeof child === 'object' && child !== null ? Object.keys(child) : [];
    if (keys.length === 0) break;
    [parent, key] = [child as Parent, oneOf(keys, random)];
  }
  const value = parent[key];
  const kind = random.next();
  if (kind < 0.15 && parent !== root) delete parent[key];
  else if (kind < 0.3 && Array.isArray(value)) parent[key] = value.concat(value, value, value);
  else if (kind < 0.5 && typeof value === 'number') parent[key] = value * oneOf([-1, 1000, 1e6, 1e12], random);
  else parent[key] = structuredClone(oneOf(ODD_VALUES, random));
}

function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const below = (random: Random, limit: number): number => random.integer(Math.max(1, limit));
const oneOf = <T>(values: readonly T[], random: Random): T => values[below(random, values.length)]!;
