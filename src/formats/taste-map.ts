// taste-map.bin.gz: where each item lies on the map of the catalog, and the names of its regions. This file turns a map
// into bytes and back; gzip.ts wraps the bytes. Numbers are little-endian whatever the machine. Specification:
// docs/formats/taste-map.md.

import { type ByteReader, readStart } from './byte-reader.ts';
import { checkInteger, fail } from './checks.ts';

/** First bytes of the inflated file. */
export const TASTE_MAP_MAGIC = 'PRVTPLAN';
/** The version that is written, and the newest that is read. */
export const TASTE_MAP_VERSION = 1;
/** Largest file once inflated. */
export const MAX_INFLATED_TASTE_MAP_BYTES = 64_000_000;
const FORMAT = { magic: TASTE_MAP_MAGIC, version: TASTE_MAP_VERSION, maxBytes: MAX_INFLATED_TASTE_MAP_BYTES };

const MAX_ITEMS = 10_000_000;
const MAX_LEVEL = 7;
const MAX_LABEL_BYTES = 1000;
/** Magic, then version and numItems, 4 bytes each. */
const HEADER_BYTES = 16;
/** Of a label without its text: x, y, level, and the number of bytes. */
const LABEL_BYTES = 7;

/** The name of a region. */
export interface MapLabel {
  /** Plain text of one line: not empty, at most 1,000 bytes of UTF-8, no control characters. */
  text: string;
  /** Middle of the region, 0..65,535, x to the right and y downwards. */
  x: number;
  y: number;
  /** 0..7: 0 for the large regions that are named from afar, higher ones for smaller ones. */
  level: number;
}

export interface TasteMapFile {
  /** Rows of the catalog, 0..10,000,000. */
  numItems: number;
  /** u16 [numItems, 2]: x to the right and y downwards. */
  positions: Uint16Array<ArrayBuffer>;
  /** Levels ascending; within a level the most telling first. */
  labels: MapLabel[];
}

/**
 * The inflated bytes of a map. Equal maps give equal bytes. What is written is read back first, so that no file is
 * written that no page could read.
 *
 * @throws CatalogFormatError as `decodeTasteMap`
 */
export function encodeTasteMap({ numItems, positions, labels }: TasteMapFile): Uint8Array<ArrayBuffer> {
  const label = 'taste map';
  checkInteger(numItems, 0, MAX_ITEMS, 'numItems', label);
  if (positions.length !== 2 * numItems) {
    fail(label, `positions hold ${positions.length} values, expected ${2 * numItems}`);
  }
  const texts = labels.map(({ text }) => new TextEncoder().encode(text));
  for (const [i, { text, x, y, level }] of labels.entries()) {
    if (/\p{Surrogate}/u.test(text)) fail(label, `label ${i} holds half a character, expected whole ones`);
    for (const [name, value] of Object.entries({ x, y })) checkInteger(value, 0, 65_535, `label ${i} ${name}`, label);
    checkLabel(level, texts[i]!.length, i, label);
  }
  const labelBytes = texts.reduce((sum, { length }) => sum + LABEL_BYTES + length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + 4 * numItems + 4 + labelBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(TASTE_MAP_MAGIC));
  view.setUint32(8, TASTE_MAP_VERSION, true);
  view.setUint32(12, numItems, true);
  for (const [i, value] of positions.entries()) view.setUint16(HEADER_BYTES + 2 * i, value, true);
  let offset = HEADER_BYTES + 4 * numItems;
  view.setUint32(offset, labels.length, true);
  offset += 4;
  for (const [i, { x, y, level }] of labels.entries()) {
    view.setUint16(offset, x, true);
    view.setUint16(offset + 2, y, true);
    view.setUint8(offset + 4, level);
    view.setUint16(offset + 5, texts[i]!.length, true);
    bytes.set(texts[i]!, offset + LABEL_BYTES);
    offset += LABEL_BYTES + texts[i]!.length;
  }
  decodeTasteMap(bytes, { label });
  return bytes;
}

export interface DecodeTasteMapOptions {
  /** First words of every message, for example the file's path (default `taste map`). */
  label?: string;
  /** Items that the map must have: the catalog's (default: any number). */
  numItems?: number;
}

/**
 * Reads and checks a map.
 *
 * @param bytes  inflated
 * @throws CatalogFormatError `<label>: numItems is 12, expected 4281: the items of the catalog`
 */
export function decodeTasteMap(bytes: Uint8Array, options: DecodeTasteMapOptions = {}): TasteMapFile {
  const { label = 'taste map' } = options;
  const reader = readStart(bytes, FORMAT, label);
  const numItems = reader.uint32('numItems');
  checkInteger(numItems, 0, MAX_ITEMS, 'numItems', label);
  if (options.numItems !== undefined && numItems !== options.numItems) {
    fail(label, `numItems is ${numItems}, expected ${options.numItems}: the items of the catalog`);
  }
  const view = reader.view(4 * numItems, 'positions');
  const positions = Uint16Array.from({ length: 2 * numItems }, (_, i) => view.getUint16(2 * i, true));
  const labels = Array.from({ length: readNumLabels(reader, label) }, (_, i) => readLabel(reader, i, label));
  labels.forEach(({ level }, i) => {
    const before = labels[i - 1]?.level ?? 0;
    if (level < before) fail(label, `label ${i} has level ${level} after ${before}, expected ascending levels`);
  });
  if (reader.left() > 0) fail(label, `content goes on for ${reader.left()} bytes, expected the end`);
  return { numItems, positions, labels };
}

/** A label has at least 8 bytes: a wrong count is refused before anything is made for it. */
function readNumLabels(reader: ByteReader, label: string): number {
  const numLabels = reader.uint32('number of labels');
  const most = Math.floor(reader.left() / (LABEL_BYTES + 1));
  if (numLabels > most) fail(label, `number of labels is ${numLabels}, expected at most ${most} in what follows`);
  return numLabels;
}

function readLabel(reader: ByteReader, i: number, label: string): MapLabel {
  const name = `label ${i}`;
  const [x, y, level, sizeBytes] = [reader.uint16(name), reader.uint16(name), reader.uint8(name), reader.uint16(name)];
  checkLabel(level, sizeBytes, i, label);
  return { text: reader.line(sizeBytes, name), x, y, level };
}

function checkLabel(level: number, sizeBytes: number, i: number, label: string): void {
  checkInteger(level, 0, MAX_LEVEL, `label ${i} level`, label);
  checkInteger(sizeBytes, 1, MAX_LABEL_BYTES, `label ${i} number of bytes`, label);
}
