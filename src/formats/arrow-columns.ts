// Reads Arrow columns into plain arrays, checking everything that the catalog relies on: type, list size, absence of
// nulls, and buffers that hold as many values as their column has. Nothing is made larger than the bytes it is made of.

import { CatalogFormatError, messageOf } from '../errors.ts';
import { type ArrowArray, type ArrowField, type ArrowStream, ArrowType, readArrowStream } from './arrow-stream.ts';
import { fail } from './checks.ts';
import { cutStrings } from './utf8-strings.ts';

interface ArrowColumn {
  field: ArrowField;
  /** One a batch. */
  arrays: ArrowArray[];
}

/** Where a column is read from: the table and how messages call its file. */
export interface ArrowSource {
  /** By name, in the order of the file. */
  columns: ReadonlyMap<string, ArrowColumn>;
  /** First words of every message, for example the file's path. */
  label: string;
  /** Rows of every column. */
  numRows: number;
}

/** @throws CatalogFormatError for bytes that are no Arrow IPC stream, or another number of rows */
export function openArrow(bytes: Uint8Array, numRows: number, label: string): ArrowSource {
  let stream: ArrowStream;
  try {
    stream = readArrowStream(bytes);
  } catch (cause) {
    const found = `content is not readable (${messageOf(cause)})`;
    throw new CatalogFormatError(`${label}: ${found}, expected an Arrow IPC stream`, { cause });
  }
  const { fields, batches } = stream;
  if (fields.length === 0) fail(label, 'content has no columns, expected an Arrow IPC stream');
  if (stream.numRows !== numRows) fail(label, `table has ${stream.numRows} rows, expected ${numRows}`);
  const columns = new Map(
    fields.map((field, i) => [field.name, { field, arrays: batches.map((arrays) => arrays[i]!) }]),
  );
  if (columns.size < fields.length) fail(label, 'two columns have one name, expected distinct names');
  return { columns, label, numRows };
}

/** Strings of a utf8 column; null is refused. */
export function readStrings(source: ArrowSource, name: string): string[] {
  const strings = readNullableStrings(source, name);
  const row = strings.indexOf(null);
  if (row >= 0) fail(source.label, `column ${name} row ${row} is null, expected a string`);
  return strings as string[];
}

/** Strings of a utf8 column, null where there is none. */
export function readNullableStrings(source: ArrowSource, name: string): (string | null)[] {
  const arrays = columnOf(source, name, 'utf8', isUtf8);
  return arrays.flatMap((array) => stringsOf(source, name, array));
}

/** Lists of strings; an empty list for null. */
export function readStringLists(source: ArrowSource, name: string): string[][] {
  const isStringList = ({ typeId, children }: ArrowField) => typeId === ArrowType.List && isUtf8(children[0]);
  return columnOf(source, name, 'list<utf8>', isStringList).flatMap((array) => {
    const child = array.children[0]!;
    const offsets = offsetsOf(source, name, array, child.length);
    refuseNulls(source, name, child);
    const strings = stringsOf(source, name, child) as string[];
    const isNull = nullsOf(source, name, array);
    return Array.from({ length: array.length }, (_, i) => (isNull(i) ? [] : strings.slice(offsets[i], offsets[i + 1])));
  });
}

function stringsOf(source: ArrowSource, name: string, array: ArrowArray): (string | null)[] {
  const values = array.buffers[2]!;
  const strings = cutStrings(values, offsetsOf(source, name, array, values.length), array.length);
  const isNull = nullsOf(source, name, array);
  return array.nullCount > 0 ? strings.map((text, i) => (isNull(i) ? null : text)) : strings;
}

/** An array may count nulls and bring no bitmap of them: then it has none. */
function nullsOf(source: ArrowSource, name: string, { length, nullCount, buffers }: ArrowArray) {
  const validity = buffers[0]!;
  if (nullCount === 0 || validity.length === 0) return () => false;
  expectBytes(source, name, validity, length / 8);
  return (i: number) => !bitOf(validity, i);
}

const bitOf = (bits: Uint8Array, i: number): boolean => ((bits[i >> 3]! >> (i & 7)) & 1) === 1;

export function readBooleans(source: ArrowSource, name: string): boolean[] {
  return columnOf(source, name, 'bool', ({ typeId }) => typeId === ArrowType.Bool).flatMap((array) => {
    const bits = valuesOf(source, name, array, 1 / 8);
    return Array.from({ length: array.length }, (_, i) => bitOf(bits, i));
  });
}

/** Rows of a fixed_size_list<int8>[size] column as one contiguous i8 [numRows, size]. */
export function readInt8Rows(source: ArrowSource, name: string, size: number): Int8Array<ArrayBuffer> {
  return new Int8Array(readRows(source, name, size, 'int8', isInt(8, true), 1));
}

/** Rows of a fixed_size_list<uint8>[size] column as one contiguous u8 [numRows, size]. */
export function readUint8Rows(source: ArrowSource, name: string, size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readRows(source, name, size, 'uint8', isInt(8, false), 1));
}

/** Rows of a fixed_size_list<float32>[size] column as one contiguous f32 [numRows, size]. */
export function readFloat32Rows(source: ArrowSource, name: string, size: number): Float32Array<ArrayBuffer> {
  const isFloat32 = (field?: ArrowField) => field?.typeId === ArrowType.Float && field.size === 1;
  return new Float32Array(readRows(source, name, size, 'float32', isFloat32, 4));
}

/** A uint32 column. */
export function readUint32s(source: ArrowSource, name: string): Uint32Array<ArrayBuffer> {
  const arrays = columnOf(source, name, 'uint32', isInt(32, false));
  return new Uint32Array(joined(arrays.map((array) => valuesOf(source, name, array, 4))));
}

function readRows(
  source: ArrowSource,
  name: string,
  size: number,
  element: string,
  isElement: (field: ArrowField | undefined) => boolean,
  elementBytes: number,
): ArrayBuffer {
  const isRow = (field: ArrowField) =>
    field.typeId === ArrowType.FixedSizeList && field.size === size && isElement(field.children[0]);
  const arrays = columnOf(source, name, `fixed_size_list<${element}>[${size}]`, isRow);
  const values = arrays.map((array) => {
    refuseNulls(source, name, array);
    const [child, length] = [array.children[0]!, array.length * size];
    if (child.length !== length) fail(source.label, `column ${name} has ${child.length} values, expected ${length}`);
    return valuesOf(source, name, child, elementBytes);
  });
  return joined(values);
}

/** Copied one after the other, so that they keep nothing else of the file alive, and are aligned. */
function joined(parts: Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole.buffer;
}

function columnOf(
  { columns, label }: ArrowSource,
  name: string,
  expected: string,
  matches: (field: ArrowField) => boolean,
): ArrowArray[] {
  const column = columns.get(name);
  if (!column) fail(label, `column ${name} is missing, expected ${expected}`);
  const { field, arrays } = column;
  if (!matches(field)) fail(label, `column ${name} is ${typeName(field)}, expected ${expected}`);
  return arrays;
}

/** The bytes of an array's values without nulls, exactly as many as they take. */
function valuesOf(source: ArrowSource, name: string, array: ArrowArray, valueBytes: number): Uint8Array {
  refuseNulls(source, name, array);
  return expectBytes(source, name, array.buffers[1]!, array.length * valueBytes);
}

/** Offsets of n values are n + 1 numbers that never fall and end within the `limit` entries they point into. */
function offsetsOf(source: ArrowSource, name: string, { length, buffers }: ArrowArray, limit: number): Int32Array {
  if (length === 0) return new Int32Array(1);
  const offsets = new Int32Array(expectBytes(source, name, buffers[1]!, 4 * (length + 1)).slice().buffer);
  let previous = 0;
  for (let i = 0; i <= length; i++) {
    const offset = offsets[i]!;
    if (offset < previous || offset > limit) {
      fail(source.label, `column ${name} offset ${i} is ${offset}, expected ${previous} to ${limit}`);
    }
    previous = offset;
  }
  return offsets;
}

function expectBytes({ label }: ArrowSource, name: string, buffer: Uint8Array, sizeBytes: number): Uint8Array {
  const expected = Math.ceil(sizeBytes);
  if (buffer.length < expected) fail(label, `column ${name} has ${buffer.length} bytes, expected ${expected}`);
  return buffer.subarray(0, expected);
}

function refuseNulls({ label }: ArrowSource, name: string, { nullCount }: ArrowArray): void {
  if (nullCount > 0) fail(label, `column ${name} has ${nullCount} nulls, expected none`);
}

const isUtf8 = (field?: ArrowField) => field?.typeId === ArrowType.Utf8;
const isInt = (bits: number, isSigned: boolean) => (field?: ArrowField) =>
  field?.typeId === ArrowType.Int && field.size === bits && field.isSigned === isSigned;

function typeName({ typeId, size, children }: ArrowField): string {
  const name = Object.entries(ArrowType).find(([, id]) => id === typeId)?.[0] ?? `type ${typeId}`;
  const child = children[0] ? `<${typeName(children[0])}>` : '';
  return `${name}${child}${typeId === ArrowType.FixedSizeList ? `[${size}]` : ''}`;
}
