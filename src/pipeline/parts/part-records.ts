// What goes into a part of a build and comes out of it: named typed arrays and JSON, as bytes. Nothing in them is ever run.
//
// "PRVTPART", the length of a JSON header (u32), the header, then each array at a multiple of 8 bytes, and a CRC-32 of all of
// it. Numbers are little-endian.

import { crc32 } from 'node:zlib';

const MAGIC = 'PRVTPART';
const ALIGNMENT = 8;
const TYPES = { Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array };
type TypeName = keyof typeof TYPES;
type Numbers =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A field that stands for an array: no name that people write has a zero byte. */
const [ARRAY, JSON_FIELD] = ['\u0000array', 'json'] as const;

export type PartRecord = Readonly<Record<string, Numbers | Json>>;

interface Header {
  arrays: { name: string; type: TypeName; length: number }[];
  values: Record<string, Json>;
}

/** Plain values of any depth, with arrays of numbers in them. What is undefined is left out, as in JSON. */
export function recordOf(value: unknown): PartRecord {
  const arrays: Numbers[] = [];
  const json = JSON.stringify(value, (_, inner: unknown) =>
    ArrayBuffer.isView(inner) ? { [ARRAY]: arrays.push(inner as Numbers) - 1 } : inner,
  );
  return { ...Object.fromEntries(arrays.entries()), [JSON_FIELD]: json };
}

/** What `recordOf` was given; undefined for a record of another kind. */
export function valueIn(record: PartRecord): unknown {
  const json = record[JSON_FIELD];
  if (typeof json !== 'string') return undefined;
  return JSON.parse(json, (_, inner: Json) => {
    const index = typeof inner === 'object' && inner !== null && ARRAY in inner ? inner[ARRAY] : undefined;
    return index === undefined ? inner : record[String(index)];
  });
}

/** Equal records give equal bytes, where their fields are in one order. */
export function encodeRecord(record: PartRecord): Uint8Array<ArrayBuffer> {
  const arrays = Object.entries(record).filter((entry): entry is [string, Numbers] => ArrayBuffer.isView(entry[1]));
  const values = Object.entries(record).filter(([, value]) => !ArrayBuffer.isView(value));
  const header: Header = {
    arrays: arrays.map(([name, array]) => ({ name, type: typeOf(array), length: array.length })),
    values: Object.fromEntries(values) as Header['values'],
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = aligned(MAGIC.length + 4 + text.length);
  const size = arrays.reduce((sum, [, array]) => aligned(sum + array.byteLength), start);
  const bytes = new Uint8Array(size + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(MAGIC.length, text.length, true);
  bytes.set(text, MAGIC.length + 4);
  let place = start;
  for (const [, array] of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), place);
    place = aligned(place + array.byteLength);
  }
  view.setUint32(size, crc32(bytes.subarray(0, size)), true);
  return bytes;
}

/** @returns undefined for what is no such record, or not whole */
export function decodeRecord(bytes: Uint8Array<ArrayBuffer>): PartRecord | undefined {
  const size = bytes.length - 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWhole = size >= MAGIC.length + 4 && view.getUint32(size, true) === crc32(bytes.subarray(0, size));
  if (!isWhole || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) return undefined;
  const textEnd = MAGIC.length + 4 + view.getUint32(MAGIC.length, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(MAGIC.length + 4, textEnd))) as Header;
  const record: Record<string, Numbers | Json> = { ...header.values };
  let place = aligned(textEnd);
  for (const { name, type, length } of header.arrays) {
    const Type = TYPES[type];
    const end = place + length * Type.BYTES_PER_ELEMENT;
    record[name] = new Type(bytes.buffer.slice(bytes.byteOffset + place, bytes.byteOffset + end));
    place = aligned(end);
  }
  return record;
}

/** Its bytes in memory, about. */
export function recordBytes(record: PartRecord): number {
  return Object.values(record).reduce<number>(
    (sum, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0),
    0,
  );
}

function typeOf(array: Numbers): TypeName {
  const found = (Object.keys(TYPES) as TypeName[]).find((name) => array instanceof TYPES[name]);
  if (found) return found;
  throw new TypeError(
    `part records: found ${array.constructor.name}, expected one of ${Object.keys(TYPES).join(', ')}`,
  );
}

function aligned(place: number): number {
  return Math.ceil(place / ALIGNMENT) * ALIGNMENT;
}
