// film-residuals.bin: the per-item residuals that training learned, keyed by stable item id, so that set-up can make
// the catalog without the logs. Only taste dims have residuals. Beside what keyed-file.ts says:
//
//   offset  bytes         what
//   8       u32           dim: values in a row (taste dims)
//   16      f32           scale: value of one int8 step
//   rows    count * dim   int8, row-major
import { decodeKeyed, encodeKeyed, fail, viewOf } from './keyed-file.ts';

const FORMAT = { noun: 'residuals', magic: 'PVRS', headerBytes: 20, countAt: 12 };

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
  if (values.length !== ids.length * dim) fail(FORMAT, `${values.length} values, expected ${ids.length} x ${dim}`);
  checkHeader(dim, scale);
  const bytes = encodeKeyed(FORMAT, ids, new Uint8Array(values.buffer, values.byteOffset, values.length));
  viewOf(bytes).setUint32(8, dim, true);
  viewOf(bytes).setFloat32(16, scale, true);
  return bytes;
}

/** @throws CatalogFormatError for anything but exactly one whole file of this format */
export function decodeResiduals(bytes: Uint8Array): Residuals {
  const { ids, rows } = decodeKeyed(FORMAT, bytes);
  const [dim, scale] = [viewOf(bytes).getUint32(8, true), viewOf(bytes).getFloat32(16, true)];
  checkHeader(dim, scale);
  if (rows.length !== ids.length * dim) fail(FORMAT, `${rows.length} bytes of rows, expected ${ids.length} x ${dim}`);
  return { dim, ids, scale, values: Int8Array.from(new Int8Array(rows.buffer, rows.byteOffset, rows.length)) };
}

function checkHeader(dim: number, scale: number): void {
  if (!(Number.isInteger(dim) && dim > 0)) fail(FORMAT, `dim is ${dim}, expected an integer above 0`);
  if (!(Number.isFinite(scale) && scale > 0)) fail(FORMAT, `scale is ${scale}, expected a finite number above 0`);
}
