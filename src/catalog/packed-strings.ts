// Columns of strings as bytes: a string is made when it is asked for, so that a million items are some long arrays and not
// millions of objects. Three ways to hold one: UTF-8 for what is different everywhere, codes of whole values for what many
// items share, codes of words for the texts of a large catalog, which take a third that way.
import { firstNumber } from '../text/read-number.ts';
import type { DetailColumn, TextColumn } from './columns.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Stands for no value: no byte of UTF-8. */
const NONE = 0xff;

/** UTF-8, one value behind the other. */
export class Utf8Column implements DetailColumn {
  readonly #bytes: Uint8Array;
  /** u32 [values + 1] */
  readonly #offsets: Uint32Array;
  #numbers: Float64Array | undefined;

  constructor(values: readonly (string | null)[]) {
    const { bytes, offsets } = toUtf8(values, NONE);
    this.#bytes = bytes;
    this.#offsets = offsets;
  }

  at(row: number): string | undefined {
    const [start, end] = [this.#offsets[row]!, this.#offsets[row + 1]!];
    if (end === start + 1 && this.#bytes[start] === NONE) return undefined;
    return decoder.decode(this.#bytes.subarray(start, end));
  }

  /** Whether it is the value of a row; most are told apart without making a string. */
  isAt(row: number, value: string): boolean {
    const [start, end] = [this.#offsets[row]!, this.#offsets[row + 1]!];
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit > 127) return this.at(row) === value;
      if (this.#bytes[start + i] !== unit) return false;
    }
    return end - start === value.length;
  }

  numberAt(row: number): number {
    const count = this.#offsets.length - 1;
    this.#numbers ??= Float64Array.from({ length: count }, (_, i) => firstNumber(this.at(i)) ?? Number.NaN);
    return this.#numbers[row]!;
  }
}

/** Codes take two bytes. */
const MOST_SHARED = 65_535;
/** Of the values of a column so many may differ, else codes save nothing. */
const MOST_DIFFERENT = 0.5;

/** Values that many items share, each kept once for the whole catalog. */
export class SharedValues {
  readonly #values: string[] = [];
  readonly #codes = new Map<string, number>();
  readonly #numbers: number[] = [];

  /** By codes where that is shorter, else as UTF-8. */
  pack(values: readonly (string | null)[]): DetailColumn {
    const different = new Set(values);
    const isShared = different.size <= MOST_DIFFERENT * values.length;
    if (!isShared || this.#values.length + different.size > MOST_SHARED) return new Utf8Column(values);
    const codes = Uint16Array.from(values, (value) => (value === null ? 0 : this.#codeOf(value)));
    return {
      at: (row) => this.#values[codes[row]! - 1],
      numberAt: (row) => this.#numberOf(codes[row]!),
    };
  }

  /** 1 for the first one. */
  #codeOf(value: string): number {
    let code = this.#codes.get(value);
    if (code === undefined) this.#codes.set(value, (code = this.#values.push(value)));
    return code;
  }

  #numberOf(code: number): number {
    if (code === 0) return Number.NaN;
    return (this.#numbers[code] ??= firstNumber(this.#values[code - 1]) ?? Number.NaN);
  }
}

/** So many words have a code; further ones, and long ones, stand as they are. */
const MOST_WORDS = 262_144;
const LONGEST_WORD = 24;
const SPACE = 0x20;

/** Words of the texts of a catalog, as UTF-8, each kept once. */
export class SharedWords {
  /** All words, one behind the other. */
  readonly #bytes = new ByteWriter(1 << 16);
  /** u32 [words + 1], in use up to `#numWords`. */
  readonly #starts = new Uint32Array(MOST_WORDS + 1);
  /** Codes by hash, 0 where a slot is free. */
  readonly #slots = new Uint32Array(2 * MOST_WORDS);
  #numWords = 0;

  pack(values: readonly string[]): TextColumn {
    const text = toUtf8(values);
    const writer = new ByteWriter(text.bytes.length / 2);
    const offsets = new Uint32Array(values.length + 1);
    for (let row = 0; row < values.length; row++) {
      const end = text.offsets[row + 1]!;
      for (let start = text.offsets[row]!; start <= end; ) start = this.#writeWord(writer, text.bytes, start, end) + 1;
      offsets[row + 1] = writer.length;
    }
    const bytes = writer.finish();
    return {
      at: (row) => this.#read(bytes, offsets[row]!, offsets[row + 1]!),
      codesAt: (row) => codesOf(bytes, offsets[row]!, offsets[row + 1]!),
    };
  }

  /** The code of the word that begins at a byte, or 0 with its length and its bytes. @returns where it ends */
  #writeWord(writer: ByteWriter, bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    let at = start;
    for (; at < end && bytes[at] !== SPACE; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const code = at - start > LONGEST_WORD ? 0 : this.#codeOf(bytes, start, at, hash ^ (hash >>> 15));
    writer.varint(code);
    if (code > 0) return at;
    writer.varint(at - start);
    writer.bytes(bytes.subarray(start, at));
    return at;
  }

  /** 1 for the first word; 0 where there is no room for another one. */
  #codeOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; this.#slots[slot]! > 0; slot = (slot + 1) & mask)
      if (this.#isWord(this.#slots[slot]!, bytes, start, end)) return this.#slots[slot]!;
    if (this.#numWords === MOST_WORDS) return 0;
    this.#bytes.bytes(bytes.subarray(start, end));
    this.#slots[slot] = ++this.#numWords;
    this.#starts[this.#numWords] = this.#bytes.length;
    return this.#numWords;
  }

  #isWord(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const first = this.#starts[code - 1]!;
    if (this.#starts[code]! - first !== end - start) return false;
    const words = this.#bytes.written;
    for (let i = 0; i < end - start; i++) if (words[first + i] !== bytes[start + i]) return false;
    return true;
  }

  #read(bytes: Uint8Array, start: number, end: number): string {
    const text = new ByteWriter(8 * (end - start));
    for (let at = start; at < end; ) {
      if (at > start) text.byte(SPACE);
      const [code, next] = readVarint(bytes, at);
      at = next;
      if (code > 0) text.bytes(this.#bytes.written.subarray(this.#starts[code - 1]!, this.#starts[code]!));
      else {
        const [length, first] = readVarint(bytes, at);
        at = first + length;
        text.bytes(bytes.subarray(first, at));
      }
    }
    return decoder.decode(text.written.subarray(0, text.length));
  }
}

/** Undefined where a word has no code. */
function codesOf(bytes: Uint8Array, start: number, end: number): number[] | undefined {
  const codes: number[] = [];
  for (let at = start; at < end; ) {
    const [code, next] = readVarint(bytes, at);
    if (code === 0) return undefined;
    codes.push(code);
    at = next;
  }
  return codes;
}

/** Seven bits a byte, the lowest first. @returns the value, and where the next one begins */
function readVarint(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  for (let at = start, shift = 0; ; shift += 7) {
    const byte = bytes[at++]!;
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}

/** Values one behind the other, and where each begins and ends. @param none  stands for null */
function toUtf8(values: readonly (string | null)[], none?: number): { bytes: Uint8Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(values.length + 1);
  if (!values.includes(null)) {
    const joined = values.join('');
    const bytes = encoder.encode(joined);
    if (bytes.length === joined.length) {
      for (const [row, value] of values.entries()) offsets[row + 1] = offsets[row]! + value!.length;
      return { bytes, offsets };
    }
  }
  const writer = new ByteWriter(values.reduce((sum, value) => sum + (value?.length ?? 1), 0));
  for (const [row, value] of values.entries()) {
    if (value === null) writer.byte(none!);
    else writer.text(value);
    offsets[row + 1] = writer.length;
  }
  return { bytes: writer.finish(), offsets };
}

/** Bytes that grow. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = value;
  }

  /** Seven bits a byte, the lowest first. @param value  0 to 2^31 - 1 */
  varint(value: number): void {
    this.#reserve(5);
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.#bytes[this.length++] = (rest & 127) | 128;
    this.#bytes[this.length++] = rest;
  }

  bytes(values: Uint8Array): void {
    this.#reserve(values.length);
    this.#bytes.set(values, this.length);
    this.length += values.length;
  }

  text(value: string): void {
    this.#reserve(3 * value.length);
    this.length += encoder.encodeInto(value, this.#bytes.subarray(this.length)).written;
  }

  /** What was written, and some room behind it. */
  get written(): Uint8Array {
    return this.#bytes;
  }

  /** A copy, no longer than what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }

  #reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.length));
    this.#bytes = grown;
  }
}
