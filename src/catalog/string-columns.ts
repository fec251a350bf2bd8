// Columns of strings as bytes: a string is made when it is asked for, so that a million items are some long arrays and not
// millions of objects. Three ways to hold one: UTF-8 for what is different everywhere, codes of whole values for what many
// items share, codes of words for the texts of a large catalog, which take a third that way.
import { firstNumber } from '../text/read-number.ts';

/** Values of a run of items, by their place in it. */
export interface StringColumn {
  /** Undefined where the item has none. */
  at(row: number): string | undefined;
}

/** One that numbers are read off. */
export interface DetailColumn extends StringColumn {
  /** The first number of the value; NaN where there is none. */
  numberAt(row: number): number;
}

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
    const writer = new ByteWriter(values.reduce((sum, value) => sum + (value?.length ?? 1), 0));
    this.#offsets = new Uint32Array(values.length + 1);
    for (const [row, value] of values.entries()) {
      if (value === null) writer.byte(NONE);
      else writer.text(value);
      this.#offsets[row + 1] = writer.length;
    }
    this.#bytes = writer.finish();
  }

  at(row: number): string | undefined {
    const [start, end] = [this.#offsets[row]!, this.#offsets[row + 1]!];
    if (end === start + 1 && this.#bytes[start] === NONE) return undefined;
    return decoder.decode(this.#bytes.subarray(start, end));
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

/** Words of the texts of a catalog, each kept once. */
export class SharedWords {
  readonly #words: string[] = [];
  readonly #codes = new Map<string, number>();

  pack(values: readonly string[]): StringColumn {
    const writer = new ByteWriter(8 * values.length);
    const offsets = new Uint32Array(values.length + 1);
    for (const [row, value] of values.entries()) {
      for (const word of value.split(' ')) this.#write(writer, word);
      offsets[row + 1] = writer.length;
    }
    const bytes = writer.finish();
    return { at: (row) => this.#read(bytes, offsets[row]!, offsets[row + 1]!) };
  }

  /** The code of a word, or 0 with its length in bytes and its UTF-8. */
  #write(writer: ByteWriter, word: string): void {
    let code = this.#codes.get(word);
    if (code === undefined && word.length <= LONGEST_WORD && this.#words.length < MOST_WORDS)
      this.#codes.set(word, (code = this.#words.push(word)));
    writer.varint(code ?? 0);
    if (code !== undefined) return;
    const utf8 = encoder.encode(word);
    writer.varint(utf8.length);
    writer.bytes(utf8);
  }

  #read(bytes: Uint8Array, start: number, end: number): string {
    const words: string[] = [];
    let at = start;
    const varint = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++]!;
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    while (at < end) {
      const code = varint();
      if (code > 0) words.push(this.#words[code - 1]!);
      else {
        const length = varint();
        words.push(decoder.decode(bytes.subarray(at, (at += length))));
      }
    }
    return words.join(' ');
  }
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
