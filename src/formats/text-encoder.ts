// text-encoder.bin.gz: the pieces that texts are cut into, and a vector of each in 4 bits a value. This file turns it into
// bytes and back; gzip.ts wraps the bytes. Numbers are little-endian whatever the machine. Specification:
// docs/formats/text-encoder.md.
import { type ByteReader, readStart } from './byte-reader.ts';
import { checkInteger, fail } from './checks.ts';
import { MAX_INFLATED_TEXT_ENCODER_BYTES } from './manifest.ts';

/** First bytes of the inflated file. */
export const TEXT_ENCODER_MAGIC = 'PRVTTEXT';
/** The version that is written, and the newest that is read. */
export const TEXT_ENCODER_VERSION = 1;
const FORMAT = {
  magic: TEXT_ENCODER_MAGIC,
  version: TEXT_ENCODER_VERSION,
  maxBytes: MAX_INFLATED_TEXT_ENCODER_BYTES,
};

/** Values that 4 bits tell apart. */
export const NUM_STEPS = 16;
const MAX_DIM = 1024;
const MAX_PIECES = 65_536;
/** Lower-case letters, digits, and the mark of a continuation before them. */
const PIECE = /^(##)?[a-z0-9]{1,40}$/;

export interface TextEncoderFile {
  /** Values of a vector, even, 2..1,024. */
  dim: number;
  /** Each once, 1..65,536: `[a-z0-9]`, with `##` before those that go on with a word. */
  pieces: readonly string[];
  /** f32 [16], ascending: what the codes stand for. */
  steps: Float32Array;
  /** f32 [pieces]: what a piece's steps are multiplied by, its weight in a text included; finite, not negative. */
  scales: Float32Array;
  /** [pieces, dim / 2]: the code of an even dimension in the low 4 bits, that of the odd one behind it in the high ones. */
  codes: Uint8Array;
}

/** The inflated bytes of a file; equal encoders give equal bytes. @throws CatalogFormatError as `decodeTextEncoder` */
export function encodeTextEncoder({ dim, pieces, steps, scales, codes }: TextEncoderFile): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(pieces.join('\n'));
  const numFloats = steps.length + scales.length;
  const bytes = new Uint8Array(HEADER_BYTES + text.length + 4 * numFloats + codes.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(TEXT_ENCODER_MAGIC));
  for (const [i, value] of [TEXT_ENCODER_VERSION, dim, pieces.length, text.length].entries()) {
    view.setUint32(TEXT_ENCODER_MAGIC.length + 4 * i, value, true);
  }
  bytes.set(text, HEADER_BYTES);
  const floats = HEADER_BYTES + text.length;
  for (let i = 0; i < numFloats; i++) {
    view.setFloat32(floats + 4 * i, i < steps.length ? steps[i]! : scales[i - steps.length]!, true);
  }
  bytes.set(codes, floats + 4 * numFloats);
  decodeTextEncoder(bytes);
  return bytes;
}

/** Magic, then version, dim, pieces and bytes of their text, 4 bytes each. */
const HEADER_BYTES = TEXT_ENCODER_MAGIC.length + 16;

/**
 * Reads and checks an encoder.
 *
 * @param bytes  inflated
 * @param label  first words of every message, for example the file's path
 * @throws CatalogFormatError `<label>: dim is 3, expected an even number`
 */
export function decodeTextEncoder(bytes: Uint8Array, label = 'text encoder'): TextEncoderFile {
  const reader = readStart(bytes, FORMAT, label);
  const dim = reader.uint32('dim');
  checkInteger(dim, 2, MAX_DIM, 'dim', label);
  if (dim % 2 !== 0) fail(label, `dim is ${dim}, expected an even number`);
  const numPieces = reader.uint32('number of pieces');
  checkInteger(numPieces, 1, MAX_PIECES, 'number of pieces', label);
  const pieces = readPieces(reader, numPieces, label);
  const steps = readFloats(reader, NUM_STEPS, 'steps', label);
  if (steps.some((step, i) => i > 0 && !(step > steps[i - 1]!))) fail(label, 'steps do not ascend');
  const scales = readFloats(reader, numPieces, 'scales', label);
  if (scales.some((scale) => scale < 0)) fail(label, 'a scale is negative, expected 0 or more');
  const codes = reader.take((numPieces * dim) / 2, 'codes');
  if (reader.left() > 0) fail(label, `content goes on for ${reader.left()} bytes, expected the end`);
  return { dim, pieces, steps, scales, codes };
}

function readPieces(reader: ByteReader, numPieces: number, label: string): string[] {
  const sizeBytes = reader.uint32('bytes of the pieces');
  const text = new TextDecoder().decode(reader.take(sizeBytes, 'pieces'));
  const pieces = text.split('\n');
  if (pieces.length !== numPieces) fail(label, `${pieces.length} pieces, expected ${numPieces}`);
  const odd = pieces.find((piece) => !PIECE.test(piece));
  if (odd !== undefined) fail(label, `piece ${JSON.stringify(odd.slice(0, 50))}, expected letters a to z or digits`);
  if (new Set(pieces).size !== numPieces) fail(label, 'a piece occurs twice, expected each once');
  return pieces;
}

function readFloats(reader: ByteReader, count: number, name: string, label: string): Float32Array {
  const view = reader.view(4 * count, name);
  const values = Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
  if (!values.every(Number.isFinite)) fail(label, `${name} hold a value that is not finite`);
  return values;
}
