// codebooks.bin.gz: the centroids that turn a content vector into a semantic ID, and the labels that say what a code
// means. This file turns codebooks into bytes and back; gzip.ts wraps the bytes. Numbers are little-endian whatever the
// machine. Specification: docs/formats/codebooks.md.

import { type ByteReader, readStart } from './byte-reader.ts';
import { checkInteger, fail } from './checks.ts';

/** First bytes of the inflated file. */
export const CODEBOOKS_MAGIC = 'PRVTCODE';
/** The version that is written, and the newest that is read. */
export const CODEBOOKS_VERSION = 1;
/** Largest file once inflated. */
export const MAX_INFLATED_CODEBOOKS_BYTES = 64_000_000;
const FORMAT = { magic: CODEBOOKS_MAGIC, version: CODEBOOKS_VERSION, maxBytes: MAX_INFLATED_CODEBOOKS_BYTES };

const MAX_DIM = 4096;
const MAX_LEVELS = 16;
const MAX_CODEBOOK_SIZE = 256;
const MAX_LABEL_BYTES = 1000;
/** Magic, then version, dim, numLevels and codebookSize, 4 bytes each. */
const HEADER_BYTES = 24;

/** What the codes after a prefix have in common, in words. */
export interface CodeLabel {
  /** The first codes of the items that are meant, 1..numLevels of them, each below codebookSize. */
  prefix: readonly number[];
  /** Plain text of one line: not empty, at most 1,000 bytes of UTF-8, no control characters. */
  label: string;
}

export interface CodebooksFile {
  /** Values in a row, 1..4,096. */
  dim: number;
  /** Codes of an item, 1..16. */
  numLevels: number;
  /** Centroids of a level, 1..256. */
  codebookSize: number;
  /** f32 [numLevels, codebookSize, dim], finite, in the unit of the rows they were trained on. */
  centroids: Float32Array<ArrayBuffer>;
  /** In the order of their prefixes (a prefix before its extensions), each prefix at most once. */
  labels: CodeLabel[];
}

/**
 * The inflated bytes of a file. Equal codebooks give equal bytes. What is written is read back first, so that no file
 * is written that no page could read.
 *
 * @throws CatalogFormatError as `decodeCodebooks`
 */
export function encodeCodebooks(file: CodebooksFile): Uint8Array<ArrayBuffer> {
  const label = 'codebooks';
  checkShape(file, label);
  const { dim, numLevels, codebookSize, centroids, labels } = file;
  const numValues = numLevels * codebookSize * dim;
  if (centroids.length !== numValues) fail(label, `centroids hold ${centroids.length} values, expected ${numValues}`);
  const texts = labels.map((entry) => new TextEncoder().encode(entry.label));
  for (const [i, { prefix, label: text }] of labels.entries()) {
    checkPrefix(prefix, file, i, label);
    if (/\p{Surrogate}/u.test(text)) fail(label, `label ${i} holds half a character, expected whole ones`);
    checkLabelSize(texts[i]!.length, i, label);
  }
  const labelBytes = labels.reduce((sum, { prefix }, i) => sum + 3 + prefix.length + texts[i]!.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + 4 * numValues + 4 + labelBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(CODEBOOKS_MAGIC));
  for (const [i, value] of [CODEBOOKS_VERSION, dim, numLevels, codebookSize].entries()) {
    view.setUint32(8 + 4 * i, value, true);
  }
  for (let i = 0; i < numValues; i++) view.setFloat32(HEADER_BYTES + 4 * i, centroids[i]!, true);
  let offset = HEADER_BYTES + 4 * numValues;
  view.setUint32(offset, labels.length, true);
  offset += 4;
  for (const [i, { prefix }] of labels.entries()) {
    view.setUint8(offset, prefix.length);
    bytes.set(prefix, offset + 1);
    offset += 1 + prefix.length;
    view.setUint16(offset, texts[i]!.length, true);
    bytes.set(texts[i]!, offset + 2);
    offset += 2 + texts[i]!.length;
  }
  decodeCodebooks(bytes, label);
  return bytes;
}

/**
 * Reads and checks codebooks.
 *
 * @param bytes  inflated
 * @param label  first words of every message, for example the file's path
 * @throws CatalogFormatError `<label>: codebookSize is 257, expected an integer from 1 to 256`
 */
export function decodeCodebooks(bytes: Uint8Array, label = 'codebooks'): CodebooksFile {
  const reader = readStart(bytes, FORMAT, label);
  const shape = {
    dim: reader.uint32('dim'),
    numLevels: reader.uint32('numLevels'),
    codebookSize: reader.uint32('codebookSize'),
  };
  checkShape(shape, label);
  const centroids = readCentroids(reader, shape, label);
  const labels = Array.from({ length: readNumLabels(reader, label) }, (_, i) => readLabel(reader, shape, i, label));
  labels.forEach((entry, i) => {
    if (i > 0 && !comesBefore(labels[i - 1]!.prefix, entry.prefix)) {
      const after = labels[i - 1]!.prefix.join('.');
      fail(label, `label ${i} is for ${entry.prefix.join('.')} after ${after}, expected prefixes in ascending order`);
    }
  });
  if (reader.left() > 0) fail(label, `content goes on for ${reader.left()} bytes, expected the end`);
  return { ...shape, centroids, labels };
}

type Shape = Pick<CodebooksFile, 'dim' | 'numLevels' | 'codebookSize'>;

function readCentroids(reader: ByteReader, shape: Shape, label: string): Float32Array<ArrayBuffer> {
  const { dim, numLevels, codebookSize } = shape;
  const numValues = numLevels * codebookSize * dim;
  const view = reader.view(4 * numValues, 'centroids');
  const centroids = new Float32Array(numValues);
  for (let i = 0; i < numValues; i++) {
    const value = view.getFloat32(4 * i, true);
    if (!Number.isFinite(value)) fail(label, `centroid ${Math.floor(i / dim)} holds ${value}, expected finite numbers`);
    centroids[i] = value;
  }
  return centroids;
}

/** A label has at least 5 bytes: a wrong count is refused before anything is made for it. */
function readNumLabels(reader: ByteReader, label: string): number {
  const numLabels = reader.uint32('number of labels');
  const most = Math.floor(reader.left() / 5);
  if (numLabels > most) fail(label, `number of labels is ${numLabels}, expected at most ${most} in what follows`);
  return numLabels;
}

function readLabel(reader: ByteReader, shape: Shape, i: number, label: string): CodeLabel {
  const prefix = Array.from(reader.take(reader.uint8(`label ${i}`), `label ${i}`));
  checkPrefix(prefix, shape, i, label);
  const sizeBytes = reader.uint16(`label ${i}`);
  checkLabelSize(sizeBytes, i, label);
  return { prefix, label: reader.line(sizeBytes, `label ${i}`) };
}

function checkShape({ dim, numLevels, codebookSize }: Shape, label: string): void {
  checkInteger(dim, 1, MAX_DIM, 'dim', label);
  checkInteger(numLevels, 1, MAX_LEVELS, 'numLevels', label);
  checkInteger(codebookSize, 1, MAX_CODEBOOK_SIZE, 'codebookSize', label);
}

function checkPrefix(prefix: readonly number[], { numLevels, codebookSize }: Shape, i: number, label: string): void {
  checkInteger(prefix.length, 1, numLevels, `label ${i} length of the prefix`, label);
  for (const code of prefix) checkInteger(code, 0, codebookSize - 1, `label ${i} code`, label);
}

function checkLabelSize(sizeBytes: number, i: number, label: string): void {
  checkInteger(sizeBytes, 1, MAX_LABEL_BYTES, `label ${i} number of bytes`, label);
}

/** A prefix comes before its extensions. */
function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  const place = a.findIndex((code, i) => code !== b[i]);
  return place < 0 ? a.length < b.length : place < b.length && a[place]! < b[place]!;
}
