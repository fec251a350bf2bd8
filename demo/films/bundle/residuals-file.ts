// film-residuals.bin: the per-item residuals that training learned, keyed by stable item id, so that set-up can make the
// catalog without the logs. Only taste dims have residuals. All numbers are little-endian.
//
//   offset  bytes         what
//   0       4             magic 'PVRS'
//   4       u32           version, 1
//   8       u32           dim: values in a row (taste dims)
//   12      u32           count: rows
//   16      f32           scale: value of one int8 step
//   20      count x       id: u16 length in bytes, then UTF-8
//   ...     count * dim   int8 rows, row-major, in the order of the ids
import { CatalogFormatError } from '../../../src/errors.ts';
import { decodeIds, encodeIds } from './id-list.ts';

const MAGIC = 'PVRS';
const VERSION = 1;
const HEADER_BYTES = 20;

/** Residuals of `ids.length` items; residual = values * scale. */
export interface Residuals {
  dim: number;
  /** Distinct, not empty. */
  ids: readonly string[];
  /** Value of one step, above 0. */
  scale: number;
  /** i8 [ids.length, dim], row-major */
  values: Int8Array;
}

/** @throws CatalogFormatError where the parts do not fit together, an id is empty, repeated or too long */
export function encodeResiduals({ dim, ids, scale, values }: Residuals): Uint8Array<ArrayBuffer> {
  if (values.length !== ids.length * dim) fail(`${values.length} values, expected ${ids.length} x ${dim}`);
  checkHeader(dim, scale);
  const idBytes = encodeIds(ids, fail);
  const bodyStart = HEADER_BYTES + idBytes.length;
  const bytes = new Uint8Array(bodyStart + values.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  for (const [i, value] of [VERSION, dim, ids.length].entries()) view.setUint32(4 + 4 * i, value, true);
  view.setFloat32(16, scale, true);
  bytes.set(idBytes, HEADER_BYTES);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), bodyStart);
  return bytes;
}

/** @throws CatalogFormatError for anything but exactly one whole file of this format */
export function decodeResiduals(bytes: Uint8Array): Residuals {
  if (bytes.length < HEADER_BYTES) fail(`${bytes.length} bytes, expected at least ${HEADER_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC) fail(`magic is '${magic}', expected '${MAGIC}'`);
  const [version, dim, count] = [4, 8, 12].map((offset) => view.getUint32(offset, true)) as [number, number, number];
  if (version !== VERSION) fail(`version is ${version}, expected ${VERSION}`);
  const scale = view.getFloat32(16, true);
  checkHeader(dim, scale);
  const { ids, end } = decodeIds(bytes, HEADER_BYTES, count, fail);
  if (bytes.length - end !== count * dim) fail(`${bytes.length - end} bytes of rows, expected ${count} x ${dim}`);
  return { dim, ids, scale, values: Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset + end, count * dim)) };
}

function checkHeader(dim: number, scale: number): void {
  if (!(Number.isInteger(dim) && dim > 0)) fail(`dim is ${dim}, expected an integer above 0`);
  if (!(Number.isFinite(scale) && scale > 0)) fail(`scale is ${scale}, expected a finite number above 0`);
}

function fail(problem: string): never {
  throw new CatalogFormatError(`residuals: ${problem}`);
}
