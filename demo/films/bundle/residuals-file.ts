// film-residuals.bin: the per-item residuals that training learned, keyed by stable item id, so that set-up can make
// the catalog without the logs. Only taste dims have residuals. All numbers are little-endian.
//
//   offset  bytes         what
//   0       4             magic
//   4       u32           version, 1
//   8       u32           dim: values in a row (taste dims)
//   12      u32           count: rows
//   16      f32           scale: value of one int8 step
//   20                    for each row, its id: u16 length in bytes, then UTF-8
//   ...     count * dim   int8, row-major
import { fail } from '../../../src/formats/checks.ts';

const LABEL = 'residuals';
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
  if (values.length !== ids.length * dim) fail(LABEL, `${values.length} values, expected ${ids.length} x ${dim}`);
  checkHeader(dim, scale);
  checkIds(ids);
  const encoded = ids.map((id) => new TextEncoder().encode(id));
  const idBytes = encoded.reduce((sum, id) => sum + 2 + id.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + idBytes + values.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  for (const [i, value] of [VERSION, dim, ids.length].entries()) view.setUint32(4 + 4 * i, value, true);
  view.setFloat32(16, scale, true);
  let at = HEADER_BYTES;
  for (const [i, id] of encoded.entries()) {
    if (id.length > 0xffff) fail(LABEL, `id of row ${i} has ${id.length} bytes, expected at most ${0xffff}`);
    view.setUint16(at, id.length, true);
    bytes.set(id, at + 2);
    at += 2 + id.length;
  }
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), at);
  return bytes;
}

/** @throws CatalogFormatError for anything but exactly one whole file of this format */
export function decodeResiduals(bytes: Uint8Array): Residuals {
  if (bytes.length < HEADER_BYTES) fail(LABEL, `${bytes.length} bytes, expected at least ${HEADER_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) fail(LABEL, `magic is '${magic}', expected '${MAGIC}'`);
  const [version, dim, count] = [4, 8, 12].map((at) => view.getUint32(at, true)) as [number, number, number];
  if (version !== VERSION) fail(LABEL, `version is ${version}, expected ${VERSION}`);
  const scale = view.getFloat32(16, true);
  const { ids, rows } = decodeIds(bytes, view, count);
  checkHeader(dim, scale);
  if (rows.length !== ids.length * dim) fail(LABEL, `${rows.length} bytes of rows, expected ${ids.length} x ${dim}`);
  return { dim, ids, scale, values: Int8Array.from(new Int8Array(rows.buffer, rows.byteOffset, rows.length)) };
}

function decodeIds(bytes: Uint8Array, view: DataView, count: number): { ids: string[]; rows: Uint8Array } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const ids: string[] = [];
  let at = HEADER_BYTES;
  for (let row = 0; row < count; row++) {
    const end = at + 2 + (at + 2 <= bytes.length ? view.getUint16(at, true) : 0);
    if (end > bytes.length) fail(LABEL, `file ends in the id of row ${row}, expected ${count} ids`);
    try {
      ids.push(decoder.decode(bytes.subarray(at + 2, end)));
    } catch {
      fail(LABEL, `id of row ${row} is no UTF-8, expected UTF-8`);
    }
    at = end;
  }
  checkIds(ids);
  return { ids, rows: bytes.subarray(at) };
}

function checkHeader(dim: number, scale: number): void {
  if (!(Number.isInteger(dim) && dim > 0)) fail(LABEL, `dim is ${dim}, expected an integer above 0`);
  if (!(Number.isFinite(scale) && scale > 0)) fail(LABEL, `scale is ${scale}, expected a finite number above 0`);
}

function checkIds(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const [row, id] of ids.entries()) {
    if (id === '') fail(LABEL, `id of row ${row} is empty, expected an id`);
    if (seen.has(id)) fail(LABEL, `id of row ${row} is '${id}' again, expected distinct ids`);
    seen.add(id);
  }
}
