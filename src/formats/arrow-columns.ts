// Reads Arrow columns into plain arrays, checking everything that the catalog relies on: type, list size, absence of
// nulls, and offsets that stay inside their buffers. A library that decodes Arrow trusts the file; a page must not.

import { type Batch, type Column, type DataType, type Table, Type, tableFromIPC } from '@uwdata/flechette';
import { CatalogFormatError } from '../errors.ts';
import { cutStrings } from './utf8-strings.ts';

/** Where a column is read from: the table and how messages call its file. */
export interface ArrowSource {
  table: Table;
  /** First words of every message, for example the file's path. */
  label: string;
  /** Rows of every column. */
  numRows: number;
}

/** @throws CatalogFormatError for bytes that are no Arrow IPC stream, or another number of rows */
export function openArrow(bytes: Uint8Array, numRows: number, label: string): ArrowSource {
  let table: Table;
  try {
    // Number columns are views, and views of 4-byte numbers must be aligned.
    table = tableFromIPC(bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes));
  } catch (cause) {
    throw new CatalogFormatError(`${label}: content is not readable, expected an Arrow IPC stream`, { cause });
  }
  if (table.names.length === 0) fail(label, 'content has no columns, expected an Arrow IPC stream');
  if (table.numRows !== numRows) fail(label, `table has ${table.numRows} rows, expected ${numRows}`);
  return { table, label, numRows };
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
  const column = columnOf(source, name, 'utf8', isUtf8);
  for (const batch of column.data) checkOffsets(source, name, batch, stringBytes(batch));
  return column.data.flatMap(stringsOf);
}

/** Lists of strings; an empty list for null. */
export function readStringLists(source: ArrowSource, name: string): string[][] {
  const isStringList = (type: DataType) => type.typeId === Type.List && isUtf8(type.children[0].type);
  const column = columnOf(source, name, 'list<utf8>', isStringList);
  for (const batch of column.data) {
    const child = batch.children[0]!;
    checkOffsets(source, name, batch, child.length);
    checkOffsets(source, name, child, stringBytes(child));
    refuseNulls(source, name, child.nullCount);
  }
  return column.data.flatMap((batch) => {
    const strings = stringsOf(batch.children[0]!) as string[];
    const offsets = batch.offsets as Int32Array;
    return Array.from({ length: batch.length }, (_, i) =>
      isNull(batch, i) ? [] : strings.slice(offsets[i], offsets[i + 1]),
    );
  });
}

/** Of a batch whose offsets were checked. */
function stringsOf(batch: Batch<unknown>): (string | null)[] {
  const strings = cutStrings(batch.values as Uint8Array, batch.offsets as Int32Array, batch.length);
  return batch.nullCount > 0 ? strings.map((text, i) => (isNull(batch, i) ? null : text)) : strings;
}

/** A batch may count nulls and bring no bitmap of them: then it has none. */
const isNull = (batch: Batch<unknown>, i: number): boolean =>
  batch.nullCount > 0 && batch.validity !== undefined && !batch.isValid(i);

export function readBooleans(source: ArrowSource, name: string): boolean[] {
  const column = columnOf(source, name, 'bool', (type) => type.typeId === Type.Bool);
  refuseNulls(source, name, column.nullCount);
  return Array.from(column as Column<boolean>, Boolean);
}

/** Rows of a fixed_size_list<int8>[size] column as one contiguous i8 [numRows, size]. */
export function readInt8Rows(source: ArrowSource, name: string, size: number): Int8Array<ArrayBuffer> {
  const isInt8 = (type: DataType) => type.typeId === Type.Int && type.bitWidth === 8 && type.signed;
  return readRows(source, name, size, 'int8', isInt8, new Int8Array(source.numRows * size));
}

/** Rows of a fixed_size_list<uint8>[size] column as one contiguous u8 [numRows, size]. */
export function readUint8Rows(source: ArrowSource, name: string, size: number): Uint8Array<ArrayBuffer> {
  const isUint8 = (type: DataType) => type.typeId === Type.Int && type.bitWidth === 8 && !type.signed;
  return readRows(source, name, size, 'uint8', isUint8, new Uint8Array(source.numRows * size));
}

/** A uint32 column. */
export function readUint32s(source: ArrowSource, name: string): Uint32Array<ArrayBuffer> {
  const isUint32 = (type: DataType) => type.typeId === Type.Int && type.bitWidth === 32 && !type.signed;
  const column = columnOf(source, name, 'uint32', isUint32);
  refuseNulls(source, name, column.nullCount);
  return Uint32Array.from(column as Column<number>, Number);
}

/** Rows of a fixed_size_list<float32>[size] column as one contiguous f32 [numRows, size]. */
export function readFloat32Rows(source: ArrowSource, name: string, size: number): Float32Array<ArrayBuffer> {
  const isFloat32 = (type: DataType) => type.typeId === Type.Float && type.precision === 1;
  return readRows(source, name, size, 'float32', isFloat32, new Float32Array(source.numRows * size));
}

/** Copies the batches one after the other, so that the rows keep nothing else of the file alive. */
function readRows<T extends Int8Array | Uint8Array | Float32Array>(
  source: ArrowSource,
  name: string,
  size: number,
  element: string,
  isElement: (type: DataType) => boolean,
  rows: T,
): T {
  const isRow = (type: DataType) =>
    type.typeId === Type.FixedSizeList && type.stride === size && isElement(type.children[0]!.type);
  const column = columnOf(source, name, `fixed_size_list<${element}>[${size}]`, isRow);
  refuseNulls(source, name, column.nullCount);
  let start = 0;
  for (const batch of column.data) {
    const child = batch.children[0]!;
    const values = child.values as T;
    refuseNulls(source, name, child.nullCount);
    const length = batch.length * size;
    if (values.length < length) fail(source.label, `column ${name} has ${values.length} values, expected ${length}`);
    rows.set(values.subarray(0, length), start);
    start += length;
  }
  return rows;
}

function columnOf(source: ArrowSource, name: string, expected: string, matches: (type: DataType) => boolean) {
  const column = source.table.getChild(name);
  if (!column) fail(source.label, `column ${name} is missing, expected ${expected}`);
  if (!matches(column.type)) fail(source.label, `column ${name} is ${typeName(column.type)}, expected ${expected}`);
  if (column.length !== source.numRows) {
    fail(source.label, `column ${name} has ${column.length} rows, expected ${source.numRows}`);
  }
  return column as Column<unknown>;
}

/** Offsets of n values are n + 1 numbers that never fall and end within the `limit` entries they point into. */
function checkOffsets(source: ArrowSource, name: string, batch: Batch<unknown>, limit: number): void {
  const offsets = batch.offsets as Int32Array;
  let previous = 0;
  for (let i = 0; i <= batch.length && batch.length > 0; i++) {
    const offset = offsets[i] ?? -1;
    if (offset < previous || offset > limit) {
      fail(source.label, `column ${name} offset ${i} is ${offset}, expected ${previous} to ${limit}`);
    }
    previous = offset;
  }
}

function refuseNulls(source: ArrowSource, name: string, nullCount: number): void {
  if (nullCount > 0) fail(source.label, `column ${name} has ${nullCount} nulls, expected none`);
}

const isUtf8 = (type: DataType) => type.typeId === Type.Utf8;
const stringBytes = (batch: Batch<unknown>) => (batch.values as Uint8Array).byteLength;

function typeName(type: DataType): string {
  const name = Object.entries(Type).find(([, id]) => id === type.typeId)?.[0] ?? `type ${type.typeId}`;
  const child = 'children' in type && type.children?.[0] ? `<${typeName(type.children[0].type)}>` : '';
  const size = 'stride' in type ? `[${type.stride}]` : '';
  return `${name}${child}${size}`;
}

function fail(label: string, problem: string): never {
  throw new CatalogFormatError(`${label}: ${problem}`);
}
