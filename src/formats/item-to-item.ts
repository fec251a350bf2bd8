// item-to-item.bin.gz: what goes with what. For each item a few others with a weight, counted from a log, so that a
// page can say what goes with an item, or with the last few of a history, without any runtime. This file turns a table
// into bytes and back; gzip.ts wraps the bytes. Numbers are little-endian whatever the machine. Specification:
// docs/formats/item-to-item.md.

import { checkInteger, fail } from './checks.ts';

/** First bytes of the inflated file. */
export const ITEM_TO_ITEM_MAGIC = 'PRVTNEXT';
/** The version that is written, and the newest that is read. */
export const ITEM_TO_ITEM_VERSION = 3;
/** Largest file once inflated. */
export const MAX_INFLATED_ITEM_TO_ITEM_BYTES = 64_000_000;

const MAX_ITEMS = 10_000_000;
const MAX_NEIGHBOURS = 255;
/** Up to so many items an index takes two bytes, above four. */
const MAX_ITEMS_OF_U16 = 65_536;
/** Magic, then version, numItems and neighboursPerItem, five floats, two integers and a float, 4 bytes each. */
const HEADER_BYTES = 52;
const MAX_HISTORY_ITEMS = 1000;
const MAX_HALF_WEIGHT_AT = 1_000_000;

export interface ItemToItemTable {
  /** Rows, 0..10,000,000: those of the catalog. */
  numItems: number;
  /** Most neighbours that an item has, 1..255. */
  neighboursPerItem: number;
  /** u32 [numItems + 1]: the neighbours of item i are entries offsets[i] to offsets[i + 1] (exclusive). */
  offsets: Uint32Array<ArrayBuffer>;
  /** u32 [numEntries], rows, ascending within an item, never the item itself. */
  neighbours: Uint32Array<ArrayBuffer>;
  /** u8 [numEntries], each 1..255: weight / scale. */
  weights: Uint8Array<ArrayBuffer>;
  /** Value of one step of a weight, an f32 above 0. */
  scale: number;
  /**
   * Sum of weights up to which it counts in full; above it, each doubling of knee + sum counts as much again. An f32
   * above 0.
   */
  knee: number;
  /** What a sum that counts 1 is worth beside a score of the user tower, an f32 of at least 0. */
  towerStrength: number;
  /** The same beside a score of the mean, which answers until the tower is there. */
  meanStrength: number;
  /** What the largest weight there can be is worth beside a cosine, for the items beside one; an f32 of at least 0. */
  similarStrength: number;
  /** Items of a history that are looked at, the newest, 1..1000. */
  historyItems: number;
  /** The n-th newest item (from 0) counts h / (h + n) with this h, 1..1,000,000: 1 is 1, 1/2, 1/3, … */
  halfWeightAt: number;
  /**
   * How much a home list is chosen so that each liked item has something in it that goes with it, an f32 of 0..1: 0 = by
   * score alone.
   */
  coverage: number;
}

/** Settings of tables of logs that know an order: the newest items count, and far more than those before. */
export const SEQUENTIAL_HISTORY = { historyItems: 20, halfWeightAt: 1, coverage: 0 } as const;

/**
 * The inflated bytes of a table. Equal tables give equal bytes. What is written is read back first, so that no file is
 * written that no page could read.
 *
 * @throws CatalogFormatError as `decodeItemToItem`
 */
export function encodeItemToItem(table: ItemToItemTable): Uint8Array<ArrayBuffer> {
  const label = 'item-to-item';
  const { numItems, neighboursPerItem, offsets, neighbours, weights } = table;
  checkShape(numItems, neighboursPerItem, label);
  checkHistory(table, label);
  checkColumns(table, label);
  const indexBytes = bytesOfIndex(numItems);
  const numEntries = neighbours.length;
  const bytes = new Uint8Array(HEADER_BYTES + numItems + numEntries * (indexBytes + 1));
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(ITEM_TO_ITEM_MAGIC));
  for (const [i, value] of [ITEM_TO_ITEM_VERSION, numItems, neighboursPerItem].entries()) {
    view.setUint32(8 + 4 * i, value, true);
  }
  const { scale, knee, towerStrength, meanStrength, similarStrength } = table;
  for (const [i, value] of [scale, knee, towerStrength, meanStrength, similarStrength].entries()) {
    view.setFloat32(20 + 4 * i, value, true);
  }
  for (const [i, value] of [table.historyItems, table.halfWeightAt].entries()) view.setUint32(40 + 4 * i, value, true);
  view.setFloat32(48, table.coverage, true);
  for (let item = 0; item < numItems; item++) bytes[HEADER_BYTES + item] = offsets[item + 1]! - offsets[item]!;
  let at = HEADER_BYTES + numItems;
  for (let entry = 0; entry < numEntries; entry++, at += indexBytes) {
    if (indexBytes === 2) view.setUint16(at, neighbours[entry]!, true);
    else view.setUint32(at, neighbours[entry]!, true);
  }
  bytes.set(weights, at);
  decodeItemToItem(bytes, { label });
  return bytes;
}

export interface DecodeItemToItemOptions {
  /** First words of every message, for example the file's path (default `item-to-item`). */
  label?: string;
  /** Items that the table must have: the catalog's (default: any number). */
  numItems?: number;
}

/**
 * Reads and checks a table.
 *
 * @param bytes  inflated
 * @throws CatalogFormatError `<label>: neighboursPerItem is 300, expected an integer from 1 to 255`
 */
export function decodeItemToItem(bytes: Uint8Array, options: DecodeItemToItemOptions = {}): ItemToItemTable {
  const { label = 'item-to-item' } = options;
  if (bytes.length > MAX_INFLATED_ITEM_TO_ITEM_BYTES) {
    fail(label, `content has ${bytes.length} bytes, expected at most ${MAX_INFLATED_ITEM_TO_ITEM_BYTES}`);
  }
  const header = readHeader(bytes, label);
  const { numItems, neighboursPerItem } = header;
  if (options.numItems !== undefined && numItems !== options.numItems) {
    fail(label, `numItems is ${numItems}, expected ${options.numItems}: the items of the catalog`);
  }
  const counts = bytes.subarray(HEADER_BYTES, HEADER_BYTES + numItems);
  if (counts.length < numItems) cutOff(label, 'counts', counts.length, numItems);
  const offsets = readOffsets(counts, neighboursPerItem, label);
  const numEntries = offsets[numItems]!;
  const indexBytes = bytesOfIndex(numItems);
  const rest = bytes.length - HEADER_BYTES - numItems;
  const expected = numEntries * (indexBytes + 1);
  if (rest < expected) cutOff(label, 'neighbours and weights', rest, expected);
  if (rest > expected) fail(label, `content goes on for ${rest - expected} bytes, expected the end`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + HEADER_BYTES + numItems, rest);
  const neighbours = new Uint32Array(numEntries);
  for (let entry = 0; entry < numEntries; entry++) {
    neighbours[entry] = indexBytes === 2 ? view.getUint16(2 * entry, true) : view.getUint32(4 * entry, true);
  }
  const weights = Uint8Array.from(bytes.subarray(bytes.length - numEntries));
  const table = { ...header, offsets, neighbours, weights };
  checkEntries(table, label);
  return table;
}

type Header = Omit<ItemToItemTable, 'offsets' | 'neighbours' | 'weights'>;

function readHeader(bytes: Uint8Array, label: string): Header {
  const magic = String.fromCharCode(...bytes.subarray(0, ITEM_TO_ITEM_MAGIC.length));
  if (magic !== ITEM_TO_ITEM_MAGIC) fail(label, `magic is ${JSON.stringify(magic)}, expected '${ITEM_TO_ITEM_MAGIC}'`);
  if (bytes.length < HEADER_BYTES) cutOff(label, 'header', bytes.length, HEADER_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const version = view.getUint32(8, true);
  if (version !== ITEM_TO_ITEM_VERSION) {
    const hint =
      version > ITEM_TO_ITEM_VERSION
        ? ': the file is newer than this code, update the code'
        : ': the file is older than this code, make the bundle again';
    fail(label, `version is ${version}, expected ${ITEM_TO_ITEM_VERSION}${hint}`);
  }
  const [numItems, neighboursPerItem] = [view.getUint32(12, true), view.getUint32(16, true)];
  checkShape(numItems, neighboursPerItem, label);
  const [scale, knee] = [view.getFloat32(20, true), view.getFloat32(24, true)];
  const [towerStrength, meanStrength] = [view.getFloat32(28, true), view.getFloat32(32, true)];
  const similarStrength = view.getFloat32(36, true);
  for (const [name, value] of Object.entries({ scale, knee })) {
    if (!(value > 0 && Number.isFinite(value))) fail(label, `${name} is ${value}, expected a finite number above 0`);
  }
  for (const [name, value] of Object.entries({ towerStrength, meanStrength, similarStrength })) {
    if (!(value >= 0 && Number.isFinite(value)))
      fail(label, `${name} is ${value}, expected a finite number of at least 0`);
  }
  const [historyItems, halfWeightAt] = [view.getUint32(40, true), view.getUint32(44, true)];
  const coverage = view.getFloat32(48, true);
  checkHistory({ historyItems, halfWeightAt, coverage }, label);
  const strengths = { scale, knee, towerStrength, meanStrength, similarStrength };
  return { numItems, neighboursPerItem, ...strengths, historyItems, halfWeightAt, coverage };
}

function readOffsets(counts: Uint8Array, neighboursPerItem: number, label: string): Uint32Array<ArrayBuffer> {
  const offsets = new Uint32Array(counts.length + 1);
  for (let item = 0; item < counts.length; item++) {
    const count = counts[item]!;
    if (count > neighboursPerItem) {
      fail(label, `item ${item} number of neighbours is ${count}, expected an integer from 0 to ${neighboursPerItem}`);
    }
    offsets[item + 1] = offsets[item]! + count;
  }
  return offsets;
}

function checkEntries({ numItems, offsets, neighbours, weights }: ItemToItemTable, label: string): void {
  for (let item = 0; item < numItems; item++) {
    for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++) {
      const neighbour = neighbours[entry]!;
      if (neighbour >= numItems) {
        fail(label, `item ${item} neighbour is ${neighbour}, expected an integer from 0 to ${numItems - 1}`);
      }
      if (neighbour === item) fail(label, `item ${item} is its own neighbour, expected others`);
      if (entry > offsets[item]! && neighbour <= neighbours[entry - 1]!) {
        fail(label, `item ${item} has neighbour ${neighbour} after ${neighbours[entry - 1]}, expected ascending rows`);
      }
      if (weights[entry] === 0) fail(label, `item ${item} has a weight of 0, expected an integer from 1 to 255`);
    }
  }
}

/** What only a table in memory can have wrong: in bytes a count is a u8 and the columns follow from the counts. */
function checkColumns(
  { numItems, neighboursPerItem, offsets, neighbours, weights }: ItemToItemTable,
  label: string,
): void {
  if (offsets.length !== numItems + 1) fail(label, `offsets hold ${offsets.length} values, expected ${numItems + 1}`);
  for (let item = 0; item < numItems; item++) {
    const count = offsets[item + 1]! - offsets[item]!;
    if (!(count >= 0 && count <= neighboursPerItem)) {
      fail(label, `item ${item} number of neighbours is ${count}, expected an integer from 0 to ${neighboursPerItem}`);
    }
  }
  const numEntries = offsets[numItems]!;
  for (const [name, column] of Object.entries({ neighbours, weights })) {
    if (column.length !== numEntries) fail(label, `${name} hold ${column.length} values, expected ${numEntries}`);
  }
  const outside = neighbours.find((neighbour) => neighbour >= numItems);
  if (outside !== undefined) fail(label, `a neighbour is ${outside}, expected an integer from 0 to ${numItems - 1}`);
}

function checkShape(numItems: number, neighboursPerItem: number, label: string): void {
  checkInteger(numItems, 0, MAX_ITEMS, 'numItems', label);
  checkInteger(neighboursPerItem, 1, MAX_NEIGHBOURS, 'neighboursPerItem', label);
}

function checkHistory(
  { historyItems, halfWeightAt, coverage }: Pick<ItemToItemTable, 'historyItems' | 'halfWeightAt' | 'coverage'>,
  label: string,
): void {
  checkInteger(historyItems, 1, MAX_HISTORY_ITEMS, 'historyItems', label);
  checkInteger(halfWeightAt, 1, MAX_HALF_WEIGHT_AT, 'halfWeightAt', label);
  if (!(coverage >= 0 && coverage <= 1)) fail(label, `coverage is ${coverage}, expected a number from 0 to 1`);
}

/** Bytes of one neighbour in a table of so many items: 2 or 4. */
export function bytesOfIndex(numItems: number): 2 | 4 {
  return numItems <= MAX_ITEMS_OF_U16 ? 2 : 4;
}

function cutOff(label: string, name: string, found: number, expected: number): never {
  fail(label, `${name} has ${found} bytes, expected ${expected}: the content is cut off`);
}
