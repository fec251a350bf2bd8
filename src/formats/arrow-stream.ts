// Reads the messages of an Arrow IPC stream into views of its bytes. Its metadata is flatbuffers, in which every offset
// and count is the file's word: each is held to the bytes that are there before anything is made for it, and buffers may
// not overlap, so that what a file becomes is never more than the file. Specification: docs/formats/bundle.md; the
// schemas are Message.fbs and Schema.fbs of Apache Arrow.

/** Ids of the types that columns of a bundle have. */
export const ArrowType = { Dictionary: -1, Int: 2, Float: 3, Utf8: 5, Bool: 6, List: 12, FixedSizeList: 16 } as const;

export interface ArrowField {
  name: string;
  /** One of `ArrowType`, or that of a column which nobody reads. */
  typeId: number;
  /** Bits of an Int, precision of a Float (1: single), length of a FixedSizeList. */
  size: number;
  isSigned: boolean;
  children: ArrowField[];
}

/** Values of a field in one batch. */
export interface ArrowArray {
  length: number;
  nullCount: number;
  /** Views of the stream: validity first, then offsets and values as the type has them. */
  buffers: Uint8Array[];
  children: ArrowArray[];
}

export interface ArrowStream {
  fields: ArrowField[];
  /** One array a field. */
  batches: ArrowArray[][];
  numRows: number;
}

/** More than any table has: the same bytes may be said to be many fields, one inside the other. */
const MAX_FIELDS = 5000;
const MAX_ENTRIES = 4 * MAX_FIELDS;
const MAX_MESSAGES = 10_000;
const MAX_NAME_BYTES = 1000;

/** Of Message.fbs: the metadata version, and what a message may be. */
const V5 = 4;
const SCHEMA = 1;
const RECORD_BATCH = 3;

const UNION = 14;
const BINARY_VIEW = 23;
const UTF8_VIEW = 24;
/** By type id: buffers of an array, its children's aside. Dense unions have one more, views as many as their batch says. */
const NUM_BUFFERS = [0, 0, 2, 2, 3, 3, 2, 2, 2, 2, 2, 2, 2, 1, 1, 2, 1, 2, 2, 3, 3, 2, 0, 2, 2, 3, 3];

/**
 * Dictionaries are passed over; a column of one has its indices alone.
 *
 * @throws Error of any class for bytes that are no whole stream of version 5, or one with compressed bodies
 */
export function readArrowStream(bytes: Uint8Array): ArrowStream {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const stream: ArrowStream = { fields: [], batches: [], numRows: 0 };
  for (let [at, numMessages] = [0, 0]; at < bytes.length; numMessages++) {
    const sizeBytes = view.getInt32(at + 4, true);
    hold(view.getInt32(at, true) === -1 && numMessages < MAX_MESSAGES, 'messages');
    if (sizeBytes === 0) break;
    const message = new Flatbuffer(bytes.subarray(at + 8, (at += 8 + sizeBytes)));
    const get = message.root();
    const bodyBytes = message.int64(get(3));
    hold(message.int16(get(0)) === V5 && bodyBytes <= bytes.length - at, 'message');
    const body = bytes.subarray(at, (at += bodyBytes));
    const type = message.uint8(get(1));
    const header = message.table(get(2));
    if (type === SCHEMA) stream.fields = readFields(message, header(1), { left: MAX_FIELDS });
    if (type === RECORD_BATCH) {
      stream.batches.push(readBatch(message, header, body, stream.fields));
      stream.numRows += message.int64(header(0));
    }
  }
  return stream;
}

/** Where a field of a table lies; 0 where it is absent. */
type FieldAt = (field: number) => number;

/** Metadata. At 0 is nothing, and reads as 0; what lies outside is a RangeError of the view. */
class Flatbuffer {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  uint8 = (at: number) => at && this.#view.getUint8(at);
  int16 = (at: number) => at && this.#view.getInt16(at, true);
  int32 = (at: number) => at && this.#view.getInt32(at, true);

  /** A length or an offset; never negative. */
  int64(at: number): number {
    const value = at && Number(this.#view.getBigInt64(at, true));
    hold(value >= 0, 'number');
    return value;
  }

  root = (): FieldAt => this.#tableAt(this.#view.getUint32(0, true));
  table = (at: number): FieldAt => (at === 0 ? () => 0 : this.#tableAt(this.#behind(at)));

  /** Places of the entries, all of them inside. */
  vector(at: number, entryBytes: number, most = MAX_ENTRIES): number[] {
    if (at === 0) return [];
    const start = this.#behind(at);
    const length = this.#view.getUint32(start, true);
    hold(length <= most && start + 4 + length * entryBytes <= this.#bytes.length, 'vector');
    return Array.from({ length }, (_, i) => start + 4 + i * entryBytes);
  }

  text(at: number): string {
    return new TextDecoder().decode(Uint8Array.from(this.vector(at, 1, MAX_NAME_BYTES), this.uint8));
  }

  #behind = (at: number) => at + this.#view.getUint32(at, true);

  #tableAt(start: number): FieldAt {
    const slots = start - this.#view.getInt32(start, true);
    const sizeBytes = this.#view.getUint16(slots, true);
    return (field) => {
      const slot = 4 + 2 * field;
      const offset = slot < sizeBytes ? this.#view.getUint16(slots + slot, true) : 0;
      return offset && start + offset;
    };
  }
}

function readFields(message: Flatbuffer, at: number, count: { left: number }): ArrowField[] {
  const places = message.vector(at, 4);
  count.left -= places.length;
  hold(count.left >= 0, 'number of fields');
  return places.map((place) => {
    const get = message.table(place);
    const isDictionary = get(4) > 0;
    const typeId = isDictionary ? ArrowType.Dictionary : message.uint8(get(2));
    const type = message.table(get(3));
    const is32Bits = typeId === ArrowType.Int || typeId === ArrowType.FixedSizeList;
    return {
      name: message.text(get(0)),
      typeId,
      size: is32Bits ? message.int32(type(0)) : message.int16(type(0)),
      isSigned: message.uint8(type(1)) > 0,
      children: isDictionary ? [] : readFields(message, get(5), count),
    };
  });
}

/** Buffers lie in the order of the fields, one behind the other: none is read twice. */
function readBatch(message: Flatbuffer, header: FieldAt, body: Uint8Array, fields: ArrowField[]): ArrowArray[] {
  const nodes = message.vector(header(1), 16).values();
  const buffers = message.vector(header(2), 16).values();
  const numViewBuffers = message.vector(header(4), 8).values();
  let end = 0;
  const readBuffer = () => {
    const at = next(buffers);
    const [start, sizeBytes] = [message.int64(at), message.int64(at + 8)];
    if (sizeBytes === 0) return new Uint8Array();
    hold(start >= end && start + sizeBytes <= body.length, 'buffer');
    end = start + sizeBytes;
    return body.subarray(start, end);
  };
  const readArray = (field: ArrowField): ArrowArray => {
    const at = next(nodes);
    const numBuffers = numBuffersOf(field, () => message.int64(next(numViewBuffers)));
    return {
      length: message.int64(at),
      nullCount: message.int64(at + 8),
      buffers: Array.from({ length: numBuffers }, readBuffer),
      children: field.children.map(readArray),
    };
  };
  const arrays = fields.map(readArray);
  const numRows = message.int64(header(0));
  hold(header(3) === 0 && arrays.every(({ length }) => length === numRows), 'batch');
  return arrays;
}

function numBuffersOf({ typeId, size }: ArrowField, numViewBuffers: () => number): number {
  if (typeId === ArrowType.Dictionary) return 2;
  const isView = typeId === BINARY_VIEW || typeId === UTF8_VIEW;
  const count = NUM_BUFFERS[typeId]! + (isView ? numViewBuffers() : typeId === UNION ? size : 0);
  hold(count <= MAX_ENTRIES, 'type');
  return count;
}

function next(places: Iterator<number>): number {
  const { done, value } = places.next();
  hold(!done, 'number of entries');
  return value;
}

function hold(isAsSpecified: boolean, what: string): void {
  if (!isAsSpecified) throw new RangeError(`wrong ${what}`);
}
