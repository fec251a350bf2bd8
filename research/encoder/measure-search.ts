// How well meaning alone finds films, on the judged queries of a half: the judged films by the cosine of a query's vector.
//
//   npx tsx research/encoder/measure-search.ts [--half dev] [--encoder src/pipeline/encoder/english.bin.gz]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { judgedFigures, meanFigures, readJudged } from '../../demo/films/language/search-sets.ts';
import { decodeTextEncoder } from '../../src/formats/text-encoder.ts';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { itemText } from '../../src/text/item-text.ts';
import { createContentEncoder } from '../../src/towers/text-encoder.ts';

const { values } = parseArgs({
  options: {
    half: { type: 'string', default: 'dev' },
    encoder: { type: 'string', default: 'src/pipeline/encoder/english.bin.gz' },
  },
});
const student = createContentEncoder(decodeTextEncoder(gunzipSync(readFileSync(values.encoder))));
const { films } = readFilms();
const texts = films.map(({ textFields }) => itemText(textFields));
const queries = readJudged(values.half === 'test' ? 'test' : 'development');

async function figures(rows: Float32Array, dim: number): Promise<string> {
  const found = await judgedFigures(queries, films, async (query) => {
    const vector = student.encode(query).contentVector;
    const scores = films.map((_, i) => {
      let sum = 0;
      for (let d = 0; d < dim; d++) sum += vector[d]! * rows[i * CONTENT_DIM + d]!;
      return sum / lengthOf(rows, i, dim);
    });
    const order = films.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
    return order.map((i) => films[i]!.itemId);
  });
  const [recall, ndcg] = meanFigures(found);
  return `Recall@20 ${recall}, NDCG@10 ${ndcg}`;
}

function lengthOf(rows: Float32Array, i: number, dim: number): number {
  let square = 0;
  for (let d = 0; d < dim; d++) square += rows[i * CONTENT_DIM + d]! ** 2;
  return Math.sqrt(square) || 1;
}

const own = student.encodeAll(texts);
console.log(`${queries.length} judged queries (${values.half})`);
for (const dim of [CONTENT_DIM, 128, 64]) {
  console.log(`first ${dim} values: ${await figures(own, dim)}`);
}
