// One small change of a file, as bad memory, a bad disk or a host with intentions makes it.
import type { Random } from '../../src/numerics/random.ts';
import type { Bytes } from './mutate.ts';

/** Headers and magic numbers lie there: what reads them gets its share. */
const HEAD_BYTES = 64;
const PART_IN_HEAD = 0.15;
const PART_CUT = 0.15;

export interface Flip {
  bytes: Bytes;
  /** In words. */
  what: string;
}

/** A copy with one bit changed, anywhere or in the first bytes, or without its last byte. @param bytes  at least one */
export function flip(bytes: Uint8Array, random: Random): Flip {
  const kind = random.next();
  if (kind < PART_CUT) return { bytes: new Uint8Array(bytes.subarray(0, -1)), what: 'cut off by one byte' };
  const isInHead = kind < PART_CUT + PART_IN_HEAD;
  const place = random.integer(isInHead ? Math.min(HEAD_BYTES, bytes.length) : bytes.length);
  const bit = random.integer(8);
  const changed = new Uint8Array(bytes);
  changed[place]! ^= 1 << bit;
  return { bytes: changed, what: `bit ${bit} of byte ${place}` };
}
