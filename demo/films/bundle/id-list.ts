// Stable item ids as the committed files hold them: for each a u16 length in bytes (little-endian), then its UTF-8.

/** Throws the error of the file that the ids are part of. */
export type Fail = (problem: string) => never;

/** @throws what `fail` throws, for an id that is empty, repeated or too long */
export function encodeIds(ids: readonly string[], fail: Fail): Uint8Array<ArrayBuffer> {
  checkIds(ids, fail);
  const encoded = ids.map((id) => new TextEncoder().encode(id));
  const bytes = new Uint8Array(encoded.reduce((sum, id) => sum + 2 + id.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [i, id] of encoded.entries()) {
    if (id.length > 0xffff) fail(`id of row ${i} has ${id.length} bytes, expected at most ${0xffff}`);
    view.setUint16(at, id.length, true);
    bytes.set(id, at + 2);
    at += 2 + id.length;
  }
  return bytes;
}

/**
 * @param at  offset of the first id
 * @returns   the ids and the offset behind the last
 * @throws what `fail` throws, for ids that are cut off, no UTF-8, empty or repeated
 */
export function decodeIds(bytes: Uint8Array, at: number, count: number, fail: Fail): { ids: string[]; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const ids: string[] = [];
  let next = at;
  for (let row = 0; row < count; row++) {
    const length = next + 2 <= bytes.length ? view.getUint16(next, true) : 0;
    const end = next + 2 + length;
    if (end > bytes.length) fail(`file ends in the id of row ${row}, expected ${count} ids`);
    try {
      ids.push(decoder.decode(bytes.subarray(next + 2, end)));
    } catch {
      fail(`id of row ${row} is no UTF-8, expected UTF-8`);
    }
    next = end;
  }
  checkIds(ids, fail);
  return { ids, end: next };
}

function checkIds(ids: readonly string[], fail: Fail): void {
  const seen = new Set<string>();
  for (const [row, id] of ids.entries()) {
    if (id === '') fail(`id of row ${row} is empty, expected an id`);
    if (seen.has(id)) fail(`id of row ${row} is '${id}' again, expected distinct ids`);
    seen.add(id);
  }
}
