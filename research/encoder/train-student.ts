// Step 4: trains the student, a vector for each piece, so that the sum of a text's pieces points where the teacher's vector of
// the text does.
//
//   npx tsx research/encoder/train-student.ts [--out .cache/encoder] [--dim 256] [--epochs 12] [--seed 1]
//
// Reads texts.txt, texts.json, texts.f32, pieces.txt and pieces.f32; writes projection.f32 (teacher's space to ours),
// student.f32 after every epoch, and a line an epoch to stdout.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as ort from 'onnxruntime-node';
import { principalComponents } from '../../src/numerics/principal-components.ts';
import { createRandom, type Random } from '../../src/numerics/random.ts';
import { adamRowsStep, createMoments, learningRateAt } from '../../src/pipeline/training/adam.ts';
import { createWordPieces } from '../../src/text/word-pieces.ts';
import { Bags } from './bags.ts';
import { projectRows } from './project-rows.ts';
import { compileStudentLoss } from './student-loss.ts';
import type { TextList } from './training-texts.ts';

const TEACHER_DIM = 384;
/** How often a text is met, by its source: few that are like what people read and type, many glosses. */
const WORTH: Record<string, number> = { films: 1, written: 5, questions: 8, glosses: 0.7, packages: 0.7 };
/** Of a word that makes up so much of all texts, half its weight is left (Arora et al., SIF, ICLR 2017). */
const SIF = 3e-4;
/** Pairs that are kept back to see how it goes. */
const HELD_OUT = 2000;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.cache/encoder' },
    dim: { type: 'string', default: '256' },
    epochs: { type: 'string', default: '12' },
    batch: { type: 'string', default: '512' },
    rate: { type: 'string', default: '0.002' },
    seed: { type: 'string', default: '1' },
  },
});
const [DIM, EPOCHS, BATCH, RATE, SEED] = [values.dim, values.epochs, values.batch, values.rate, values.seed].map(
  Number,
) as [number, number, number, number, number];
const pathOf = (name: string) => join(values.out, name);
const readFloats = (name: string): Float32Array<ArrayBuffer> => {
  const bytes = readFileSync(pathOf(name));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const writeFloats = (name: string, rows: Float32Array) => writeFileSync(pathOf(name), new Uint8Array(rows.buffer));

const lines = readFileSync(pathOf('texts.txt'), 'utf8').trimEnd().split('\n');
const { sources, pairs } = JSON.parse(readFileSync(pathOf('texts.json'), 'utf8')) as TextList;
const pieces = readFileSync(pathOf('pieces.txt'), 'utf8').split('\n');
const teacher = readFloats('texts.f32');
if (teacher.length !== lines.length * TEACHER_DIM)
  throw new Error(`texts.f32 holds ${teacher.length / TEACHER_DIM} rows, expected ${lines.length}`);

const projection = fitProjection(teacher);
writeFloats('projection.f32', projection);
const targets = projectRows(teacher, TEACHER_DIM, projection, DIM);
const tokenizer = createWordPieces(pieces);
const bags = new Bags(
  lines.map((line) => tokenizer.encode(line)),
  pieces.length,
);
const table = firstTable();
const moments = createMoments(table.length);

/** Directions of most of what the teacher says, about 0 and not about its mean: f32 [TEACHER_DIM, DIM]. */
function fitProjection(rows: Float32Array): Float32Array<ArrayBuffer> {
  const numRows = rows.length / TEACHER_DIM;
  const step = Math.max(1, Math.floor(numRows / 10_000));
  const both: number[] = [];
  for (let row = 0; row < numRows; row += step) {
    const own = rows.subarray(row * TEACHER_DIM, (row + 1) * TEACHER_DIM);
    for (const value of own) both.push(value);
    for (const value of own) both.push(-value);
  }
  const { directions } = principalComponents(Float32Array.from(both), TEACHER_DIM, DIM, SEED);
  return Float32Array.from(
    { length: TEACHER_DIM * DIM },
    (_, i) => directions[(i % DIM) * TEACHER_DIM + Math.floor(i / DIM)]!,
  );
}

/** What the teacher says of each piece alone, the less the more often it is met. */
function firstTable(): Float32Array<ArrayBuffer> {
  const rows = projectRows(readFloats('pieces.f32'), TEACHER_DIM, projection, DIM);
  const shares = bags.shares();
  return rows.map((value, i) => (value * SIF) / (SIF + shares[Math.floor(i / DIM)]!));
}

/** Draws lines by the worth of their sources. */
function lineDrawer(random: Random): () => number {
  const weighted = sources.map(({ name, first, count }) => ({ first, count, worth: count * (WORTH[name] ?? 1) }));
  const total = weighted.reduce((sum, { worth }) => sum + worth, 0);
  return () => {
    let left = random.next() * total;
    const source = weighted.find(({ worth }) => (left -= worth) < 0) ?? weighted[0]!;
    return source.first + Math.floor(random.next() * source.count);
  };
}

/** Draws pairs by the worth of the sources of their texts. */
function pairDrawer(kept: readonly (readonly [number, number])[], random: Random): () => readonly [number, number] {
  const worthOf = (line: number) =>
    WORTH[sources.find(({ first, count }) => line >= first && line < first + count)!.name] ?? 1;
  const sums = new Float64Array(kept.length);
  let total = 0;
  for (const [i, [, text]] of kept.entries()) sums[i] = total += worthOf(text);
  return () => {
    const wanted = random.next() * total;
    let [low, high] = [0, kept.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return kept[low]!;
  };
}

async function train(): Promise<void> {
  const random = createRandom(SEED);
  const shuffled = pairs
    .map((pair) => ({ pair, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ pair }) => pair);
  const heldOut = shuffled.slice(0, HELD_OUT);
  const session = await ort.InferenceSession.create(await compileStudentLoss(BATCH, DIM));
  const drawLine = lineDrawer(random);
  const drawPair = pairDrawer(shuffled.slice(HELD_OUT), random);
  const stepsAnEpoch = Math.floor(lines.length / BATCH);
  const totalSteps = stepsAnEpoch * EPOCHS;
  const tensor = (rows: Float32Array) => new ort.Tensor('float32', rows, [BATCH, DIM]);
  console.log(
    JSON.stringify({ epoch: 0, texts: lines.length, pieces: pieces.length, stepsAnEpoch, ...figures(heldOut) }),
  );
  for (let step = 1; step <= totalSteps; step++) {
    const alone = Array.from({ length: BATCH }, drawLine);
    const drawn = Array.from({ length: BATCH }, drawPair);
    const texts = { alone, short: drawn.map(([short]) => short), long: drawn.map(([, text]) => text) };
    const outputs = await session.run({
      alone: tensor(bags.sums(texts.alone, table, DIM)),
      short: tensor(bags.sums(texts.short, table, DIM)),
      long: tensor(bags.sums(texts.long, table, DIM)),
      aloneTarget: tensor(selectTargets(texts.alone)),
      longTarget: tensor(selectTargets(texts.long)),
    });
    const gradients = (['alone', 'short', 'long'] as const).map(
      (name) => [texts[name], outputs[`grad:${name}`]!.data as Float32Array] as const,
    );
    const { rows, gradient } = bags.scatter(gradients, DIM);
    adamRowsStep(table, DIM, rows, gradient, moments, learningRateAt(step, totalSteps, RATE), step);
    if (step % stepsAnEpoch !== 0) continue;
    const loss = (outputs.loss!.data as Float32Array)[0]!;
    if (!Number.isFinite(loss)) throw new Error(`train-student: the loss is ${loss} at step ${step}`);
    writeFloats('student.f32', table);
    console.log(JSON.stringify({ epoch: step / stepsAnEpoch, loss: Number(loss.toFixed(4)), ...figures(heldOut) }));
  }
}

function selectTargets(texts: readonly number[]): Float32Array {
  const rows = new Float32Array(texts.length * DIM);
  for (const [i, text] of texts.entries()) rows.set(targets.subarray(text * DIM, (text + 1) * DIM), i * DIM);
  return rows;
}

/** Among the texts of held-out pairs: how often what is short finds its text first, by the teacher's vector and by our own. */
function figures(heldOut: readonly (readonly [number, number])[]) {
  const short = normalized(
    bags.sums(
      heldOut.map(([row]) => row),
      table,
      DIM,
    ),
  );
  const long = normalized(
    bags.sums(
      heldOut.map(([, row]) => row),
      table,
      DIM,
    ),
  );
  const taught = selectTargets(heldOut.map(([, row]) => row));
  const cosine = heldOut.reduce((sum, _, i) => sum + dot(long, i, taught, i), 0) / heldOut.length;
  const round = (value: number) => Number(value.toFixed(4));
  return {
    cosine: round(cosine),
    findsTaught: round(firstRate(short, taught)),
    findsOwn: round(firstRate(short, long)),
  };
}

function firstRate(queries: Float32Array, rows: Float32Array): number {
  const count = queries.length / DIM;
  let right = 0;
  for (let q = 0; q < count; q++) {
    const own = dot(queries, q, rows, q);
    let isFirst = true;
    for (let r = 0; r < count && isFirst; r++) isFirst = r === q || dot(queries, q, rows, r) < own;
    right += Number(isFirst);
  }
  return right / count;
}

function dot(a: Float32Array, i: number, b: Float32Array, j: number): number {
  let sum = 0;
  for (let d = 0; d < DIM; d++) sum += a[i * DIM + d]! * b[j * DIM + d]!;
  return sum;
}

function normalized(rows: Float32Array): Float32Array {
  for (let start = 0; start < rows.length; start += DIM) {
    const row = rows.subarray(start, start + DIM);
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
    for (let d = 0; d < DIM; d++) row[d]! /= norm;
  }
  return rows;
}

await train();
