// The fields of a protocol buffer message, one after the other, without a library: numbers, and views of the bytes of
// everything else. Encoding: https://protobuf.dev/programming-guides/encoding.

export interface Field {
  number: number;
  /** Of an integer, signed; exact up to 2^53. */
  value?: number;
  /** Of a message, a text, packed integers or a float; empty for an integer. */
  bytes: Uint8Array;
}

interface Reader {
  bytes: Uint8Array;
  at: number;
}

const VARINT = 0;
const SIZED = 2;
const SIZE_BY_WIRE_TYPE: Record<number, number> = { 1: 8, 5: 4 };

/** @throws RangeError, while they are read, for bytes that are no protocol buffer */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const reader: Reader = { bytes: message, at: 0 };
  while (reader.at < message.length) {
    const tag = readVarint(reader);
    const [number, wireType] = [tag >>> 3, tag & 7];
    if (wireType === VARINT) yield { number, value: readVarint(reader), bytes: new Uint8Array() };
    else yield { number, bytes: readBytes(reader, wireType) };
  }
}

/** Shapes, axes and the like: longer lists of integers are no integers of ours. */
const MAX_PACKED_BYTES = 10_000;

/** A repeated integer comes one by one, or packed into one field. */
export function integersOf({ value, bytes }: Field): number[] {
  if (value !== undefined) return [value];
  if (bytes.length > MAX_PACKED_BYTES) throw new RangeError(`it has ${bytes.length} bytes of packed integers`);
  const values: number[] = [];
  for (const reader = { bytes, at: 0 }; reader.at < bytes.length; ) values.push(readVarint(reader));
  return values;
}

export function textOf({ bytes }: Field): string {
  return new TextDecoder().decode(bytes);
}

function readBytes(reader: Reader, wireType: number): Uint8Array {
  const length = wireType === SIZED ? readVarint(reader) : (SIZE_BY_WIRE_TYPE[wireType] ?? -1);
  const end = reader.at + length;
  if (length < 0 || end > reader.bytes.length) throw new RangeError('it is cut off or no protocol buffer');
  const bytes = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return bytes;
}

/** Seven bits a byte, the lowest first, at most 64 of them. */
function readVarint(reader: Reader): number {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) break;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return Number(BigInt.asIntN(64, value));
  }
  throw new RangeError('it is cut off or no protocol buffer');
}
