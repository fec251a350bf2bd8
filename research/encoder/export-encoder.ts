// Step 5: the student as the file that is served (docs/formats/text-encoder.md): 4 bits a value, with levels that fit its
// values and a scale a piece.
//
//   npx tsx research/encoder/export-encoder.ts [--out .cache/encoder] [--to src/pipeline/encoder/english.bin.gz]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { encodeTextEncoder, NUM_STEPS } from '../../src/formats/text-encoder.ts';

const ROUNDS = 12;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.cache/encoder' },
    to: { type: 'string', default: 'src/pipeline/encoder/english.bin.gz' },
  },
});

/** Levels that a row's values, divided by its scale, are rounded to (Lloyd, Least squares quantization in PCM, 1982). */
function fitLevels(rows: Float32Array, scales: Float32Array, dim: number): Float32Array {
  let levels = Float32Array.from({ length: NUM_STEPS }, (_, i) => (3 * (2 * i + 1 - NUM_STEPS)) / NUM_STEPS);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(NUM_STEPS);
    const counts = new Float64Array(NUM_STEPS);
    rows.forEach((value, i) => {
      const scaled = value / scales[Math.floor(i / dim)]!;
      const code = nearest(levels, scaled);
      sums[code]! += scaled;
      counts[code]!++;
    });
    levels = levels.map((level, code) => (counts[code]! > 0 ? sums[code]! / counts[code]! : level));
  }
  return levels;
}

function nearest(levels: Float32Array, value: number): number {
  let [low, high] = [0, NUM_STEPS - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > (levels[middle]! + levels[middle + 1]!) / 2) low = middle + 1;
    else high = middle;
  }
  return low;
}

const pieces = readFileSync(join(values.out, 'pieces.txt'), 'utf8').split('\n');
const bytes = readFileSync(join(values.out, 'student.f32'));
const table = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const dim = table.length / pieces.length;
const rowOf = (piece: number) => table.subarray(piece * dim, (piece + 1) * dim);
const scales = Float32Array.from(
  pieces,
  (_, piece) => Math.sqrt(rowOf(piece).reduce((sum, value) => sum + value * value, 0) / dim) || 1,
);
const steps = fitLevels(table, scales, dim);
const codes = new Uint8Array(table.length / 2);
let error = 0;
let total = 0;
pieces.forEach((_, piece) => {
  const row = rowOf(piece);
  const own = Array.from(row, (value) => nearest(steps, value / scales[piece]!));
  // The scale that brings the rounded row nearest to what it was.
  const [along, square] = own.reduce(([a, b], code, d) => [a + row[d]! * steps[code]!, b + steps[code]! ** 2], [0, 0]);
  scales[piece] = Math.max(0, along / square);
  own.forEach((code, d) => {
    codes[(piece * dim + d) >> 1]! |= d % 2 === 0 ? code : code << 4;
    error += (row[d]! - scales[piece]! * steps[code]!) ** 2;
    total += row[d]! ** 2;
  });
});
const whole = encodeTextEncoder({ dim, pieces, steps, scales, codes });
const packed = gzipSync(whole, { level: 9 });
writeFileSync(values.to, packed);
console.log(
  `${pieces.length} pieces, ${dim} values each: ${whole.length} bytes, ${packed.length} as sent; ${((100 * error) / total).toFixed(2)} % of the squares are lost`,
);
