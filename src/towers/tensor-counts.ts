// Counts the stored numbers of an ONNX model by precision, without a library: walks the protocol buffer
// ModelProto.graph (7) -> GraphProto.initializer (5) -> TensorProto.dims (1) and data_type (2), and skips everything
// else. Field numbers: onnx/onnx.proto. Encoding: https://protobuf.dev/programming-guides/encoding.

export interface TensorCount {
  /** As ONNX calls it: `uint8`, `float`, `int64`, … */
  precision: string;
  /** Numbers in all tensors of this precision. */
  count: number;
}

const GRAPH = 7;
const INITIALIZER = 5;
const DIMS = 1;
const DATA_TYPE = 2;
const PRECISIONS: Record<number, string> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
};

/** @returns most numerous first @throws RangeError for bytes that are no protocol buffer */
export function countTensorValues(model: Uint8Array): TensorCount[] {
  const counts = new Map<string, number>();
  for (const graph of fieldsOf(model, GRAPH)) {
    for (const tensor of fieldsOf(graph.bytes, INITIALIZER)) {
      const { precision, count } = shapeOf(tensor.bytes);
      counts.set(precision, (counts.get(precision) ?? 0) + count);
    }
  }
  return [...counts].map(([precision, count]) => ({ precision, count })).sort((a, b) => b.count - a.count);
}

function shapeOf(tensor: Uint8Array): TensorCount {
  let count = 1;
  // Repeated numbers come one by one or packed into one field.
  for (const { value, bytes } of fieldsOf(tensor, DIMS)) {
    if (value !== undefined) count *= value;
    else for (const reader = { bytes, at: 0 }; reader.at < bytes.length; ) count *= readVarint(reader);
  }
  const type = [...fieldsOf(tensor, DATA_TYPE)].at(-1)?.value ?? 0;
  return { precision: PRECISIONS[type] ?? `type ${type}`, count };
}

interface Reader {
  bytes: Uint8Array;
  at: number;
}

interface Field {
  /** Of a number. */
  value?: number;
  /** Of a message, a text or packed numbers; empty for a number. */
  bytes: Uint8Array;
}

function* fieldsOf(message: Uint8Array, wanted: number): Generator<Field> {
  const reader: Reader = { bytes: message, at: 0 };
  while (reader.at < message.length) {
    const tag = readVarint(reader);
    const field = readField(reader, tag & 7);
    if (tag >>> 3 === wanted) yield field;
  }
}

function readField(reader: Reader, wireType: number): Field {
  if (wireType === 0) return { value: readVarint(reader), bytes: new Uint8Array() };
  const length = wireType === 2 ? readVarint(reader) : wireType === 1 ? 8 : wireType === 5 ? 4 : -1;
  const end = reader.at + length;
  if (length < 0 || end > reader.bytes.length) throw new RangeError('model: it is cut off or no ONNX file');
  const bytes = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return { bytes };
}

/** Seven bits a byte, the lowest first; exact up to 2^53. */
function readVarint(reader: Reader): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) throw new RangeError('model: it is cut off or no ONNX file');
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}
