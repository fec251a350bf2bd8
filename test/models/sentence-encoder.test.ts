// A site's own sentence encoder: a small one in ONNX, read as its description says, and taken into the space of the pages'.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { l2NormalizeRows } from '../../src/numerics/l2-normalize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { fitItemEncoder } from '../../src/pipeline/encoder/item-encoder.ts';
import { fitLinearMap } from '../../src/pipeline/encoder/linear-map.ts';
import { openSentenceEncoder } from '../../src/pipeline/encoder/sentence-encoder.ts';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';
import { encodeWords } from '../untrained/word-encoder.ts';

const { onnx } = onnxProto;
const WORDS = ['[PAD]', '[UNK]', 'red', 'green', 'blue', 'boat', 'car', 'tree'];
const DIM = 4;
const table = Float32Array.from({ length: WORDS.length * DIM }, (_, i) => Math.sin(1 + 3 * i));
const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', vocab: Object.fromEntries(WORDS.map((word, i) => [word, i])), unk_token: '[UNK]' },
};

/** [texts, tokens] -> [texts, tokens, DIM]: each token's row of the table. */
function model(): Uint8Array {
  const writer = new GraphWriter();
  const ids = writer.input('input_ids', 'int64', [1, 1]);
  const rows = writer.initializer('float32', [WORDS.length, DIM], table);
  writer.output('last_hidden_state', writer.node('Gather', [rows, ids]), 'float32', [1, 1, DIM]);
  const made = onnx.ModelProto.decode(writer.encode());
  for (const value of [...made.graph!.input!, ...made.graph!.output!]) {
    const { dim } = value.type!.tensorType!.shape!;
    for (const [i, dimParam] of ['texts', 'tokens'].entries())
      dim![i] = onnx.TensorShapeProto.Dimension.create({ dimParam });
  }
  return onnx.ModelProto.encode(made).finish().slice();
}

let folder = '';
const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const describeAs = (description: object) => write('encoder.json', JSON.stringify(description));

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  folder = await mkdtemp(join(tmpdir(), 'privet-encoder-'));
  await write('model.onnx', model());
  await write('tokenizer.json', JSON.stringify(tokenizer));
});
afterAll(() => rm(folder, { recursive: true }));

const rowOf = (word: string) => [...table.subarray(WORDS.indexOf(word) * DIM, (WORDS.indexOf(word) + 1) * DIM)];
const unit = (row: number[]) => row.map((value) => value / Math.hypot(...row));
const meanOf = (...words: string[]) =>
  unit(Array.from({ length: DIM }, (_, d) => words.reduce((sum, word) => sum + rowOf(word)[d]!, 0)));

async function encoded(texts: string[]): Promise<number[][]> {
  const rows = await (await openSentenceEncoder(folder, ort)).encodeAll(texts);
  return texts.map((_, i) => [...rows.subarray(i * DIM, (i + 1) * DIM)]);
}

function expectClose(found: number[][], expected: number[][]): void {
  for (const [i, row] of found.entries())
    for (const [d, value] of row.entries()) expect(value).toBeCloseTo(expected[i]![d]!, 5);
}

describe('a sentence encoder', () => {
  it('gives the mean of its tokens, whatever stands in the same batch', async () => {
    await describeAs({ pooling: 'mean' });
    expectClose(await encoded(['Red boat', 'tree', 'green blue car']), [
      meanOf('red', 'boat'),
      meanOf('tree'),
      meanOf('green', 'blue', 'car'),
    ]);
  });

  it('gives the first token where the description says so, behind its prefix, and cuts', async () => {
    await describeAs({ pooling: 'cls' });
    expectClose(await encoded(['blue car']), [unit(rowOf('blue'))]);
    await describeAs({ pooling: 'cls', prefix: 'green ' });
    expectClose(await encoded(['blue car']), [unit(rowOf('green'))]);
    await describeAs({ pooling: 'mean', maxTokens: 2 });
    // The last token of a text ends it, and stays.
    expectClose(await encoded(['red green blue']), [meanOf('red', 'blue')]);
  });

  it.each([
    ['no pooling', { maxTokens: 9 }, /encoder\.json: found pooling .*expected \{"pooling": "mean"/],
    ['a word too many', { pooling: 'mean', pool: 1 }, /encoder\.json: found pool /],
    ['a model that is missing', { pooling: 'mean', model: 'gone.onnx' }, /gone\.onnx: found .*ENOENT/],
    [
      'an output of another shape',
      { pooling: 'none' },
      /found float32 \[1, 1, 4\].*expected float32 \[texts, values\]/,
    ],
  ])('is refused with %s', async (_, description, message) => {
    await describeAs(description);
    await expect(encoded(['red'])).rejects.toThrow(message);
  });

  it('is refused without a description, which the error writes', async () => {
    await rm(join(folder, 'encoder.json'));
    await expect(encoded(['red'])).rejects.toThrow(/encoder\.json: found .*Write how a text's vector is made/);
  });
});

describe('the map into the space of pages', () => {
  it('finds a map that there is', () => {
    const random = createRandom(1);
    const rows = l2NormalizeRows(
      Float32Array.from({ length: 200 * 3 }, () => random.normal()),
      3,
    );
    // Two values swapped, one turned.
    const turned = Float32Array.from(rows, (_, i) =>
      i % 3 === 0 ? rows[i + 1]! : i % 3 === 1 ? rows[i - 1]! : -rows[i]!,
    );
    const map = fitLinearMap({ rows, dim: 3 }, { rows: turned, dim: 3 }, 1e-6);
    for (const [i, value] of map(rows).entries()) expect(value).toBeCloseTo(turned[i]!, 3);
  });

  it('is fitted on a catalog, and says what it brings', async () => {
    const names = Array.from(
      { length: 100 },
      (_, i) => `Qu${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`,
    );
    const items = names.map((title, i) => ({ fields: { title, description: `Told of ${names[i]}` } }));
    const page = {
      dim: 256,
      encodeAll: encodeWords,
      encode: () => ({ contentVector: new Float32Array(256), wasCut: false }),
    };
    const same = { encodeAll: async (texts: readonly string[]) => encodeWords(texts) };
    const { encode, line } = await fitItemEncoder(items, same, page);
    expect(line).toMatch(/^your encoder: of 20 descriptions .* rank of [\d.]+, and of 1.00 without it/);
    expect(await encode(['Quaa'])).toHaveLength(256);
    const silent = items.map(({ fields: { title } }) => ({ fields: { title } }));
    expect((await fitItemEncoder(silent, same, page)).line).toContain('too few descriptions');
  });
});
