// Strings of an Arrow utf8 column, decoded in one go and cut at the offsets: a call of TextDecoder for each value took
// most of the time of reading a catalog. Bytes that are no UTF-8, or are cut inside a character, are decoded value by
// value, as Arrow libraries do.

/** The whole column is valid or is not: nothing in it may be replaced, or the cuts would be wrong. */
const wholeColumn = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const eachValue = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * @param bytes    UTF-8 of all values, one after another
 * @param offsets  [count + 1], never falling, inside `bytes`
 */
export function cutStrings(bytes: Uint8Array, offsets: Int32Array, count: number): string[] {
  const start = offsets[0] ?? 0;
  const used = bytes.subarray(start, offsets[count] ?? start);
  const text = decodeWhole(used);
  if (text?.length === used.length) return cutAt(text, (i) => offsets[i]! - start, count); // one byte a character
  const places = text === undefined ? undefined : placesOf(used, offsets, count);
  if (text !== undefined && places) return cutAt(text, (i) => places[i]!, count);
  return Array.from({ length: count }, (_, i) => eachValue.decode(bytes.subarray(offsets[i], offsets[i + 1])));
}

function cutAt(text: string, place: (i: number) => number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => text.slice(place(i), place(i + 1)));
}

function decodeWhole(bytes: Uint8Array): string | undefined {
  try {
    return wholeColumn.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Where each value begins in the decoded text, in UTF-16 code units; undefined where one begins inside a character. */
function placesOf(used: Uint8Array, offsets: Int32Array, count: number): Uint32Array | undefined {
  const places = new Uint32Array(count + 1);
  let place = 0;
  let at = 0;
  for (let i = 0; i <= count; i++) {
    const end = offsets[i]! - offsets[0]!;
    for (; at < end; at++) place += unitsOf(used[at]!);
    if (isContinuation(used[end] ?? 0)) return undefined;
    places[i] = place;
  }
  return places;
}

/** Only the first byte of a character counts; the characters of four bytes are two units. */
function unitsOf(byte: number): number {
  if (isContinuation(byte)) return 0;
  return byte >= 0xf0 ? 2 : 1;
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
