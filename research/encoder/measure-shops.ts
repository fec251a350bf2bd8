// A table of encoders over the three shops of test/shops: triples ("is A nearer to B or to C?", rows on which both judges
// agree), and short queries against the texts of a shop's items.
//
//   npx tsx research/encoder/measure-shops.ts [--encoder FILE] [--out .cache/encoder] [--dump]
//
// --dump writes shops.txt, what a teacher is to read; where shops.f32 is there, the teacher is measured as well. The words of
// texts alone (tf-idf) stand beside them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { stemmer } from 'stemmer';
import { decodeTextEncoder } from '../../src/formats/text-encoder.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { itemText } from '../../src/text/item-text.ts';
import { wordsOf } from '../../src/text/word-pieces.ts';
import { createContentEncoder } from '../../src/towers/text-encoder.ts';
import { SHOP_NAMES, type ShopName } from '../../test/shops/read-shops.ts';
import { readAnswers, readShortQueries, readTriples } from '../../test/shops/triples.ts';
import { clean } from './clean-text.ts';

const FILES: Record<ShopName, string> = { apparel: 'apparel.csv', books: 'books.jsonl', tools: 'tools.xml' };
const TEACHER_DIM = 384;

const { values } = parseArgs({
  options: {
    encoder: { type: 'string', default: 'src/pipeline/encoder/english.bin.gz' },
    out: { type: 'string', default: '.cache/encoder' },
    dump: { type: 'boolean', default: false },
  },
});

/** How alike two texts are. */
type Likeness = (a: string, b: string) => number;

async function shopTexts(shop: ShopName): Promise<Map<string, string>> {
  const { items } = await readItems(`test/shops/${FILES[shop]}`);
  return new Map(items.map(({ id, fields }) => [id, clean(itemText(fields))]));
}

const shops = new Map<ShopName, Map<string, string>>();
for (const shop of SHOP_NAMES) shops.set(shop, await shopTexts(shop));
const queries = readShortQueries().rows;
const allTexts = [
  ...new Set([...[...shops.values()].flatMap((texts) => [...texts.values()]), ...queries.map(({ query }) => query)]),
];

function byVectors(vectorOf: (text: string) => ArrayLike<number>): Likeness {
  const known = new Map(allTexts.map((text) => [text, vectorOf(text)]));
  return (a, b) => {
    const [x, y] = [known.get(a)!, known.get(b)!];
    let sum = 0;
    for (let d = 0; d < x.length; d++) sum += x[d]! * y[d]!;
    return sum;
  };
}

function byWords(): Likeness {
  const stems = new Map(allTexts.map((text) => [text, new Set(wordsOf(text).map(stemmer))]));
  const counts = new Map<string, number>();
  for (const set of stems.values()) for (const stem of set) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const weight = (stem: string) => Math.log(allTexts.length / counts.get(stem)!) ** 2;
  const length = (set: ReadonlySet<string>) => Math.sqrt([...set].reduce((sum, stem) => sum + weight(stem), 0)) || 1;
  return (a, b) => {
    const [x, y] = [stems.get(a)!, stems.get(b)!];
    return [...x].reduce((sum, stem) => sum + (y.has(stem) ? weight(stem) : 0), 0) / (length(x) * length(y));
  };
}

function teacherVectors(): Likeness | undefined {
  const path = join(values.out, 'shops.f32');
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const at = new Map(allTexts.map((text, i) => [text, i * TEACHER_DIM]));
  return byVectors((text) => rows.subarray(at.get(text)!, at.get(text)! + TEACHER_DIM));
}

function triplesRight(shop: ShopName, likeness: Likeness): string {
  const texts = shops.get(shop)!;
  const [first, second] = [readAnswers(shop, 1)!, readAnswers(shop, 2)!];
  const rows = readTriples(shop).rows.filter((_, i) => first[i] === second[i] && first[i] !== '-');
  const answers = first.filter((answer, i) => answer === second[i] && answer !== '-');
  const right = rows.filter(({ a, b, c }, i) => {
    const nearer = likeness(texts.get(a)!, texts.get(b)!) >= likeness(texts.get(a)!, texts.get(c)!) ? 'b' : 'c';
    return nearer === answers[i];
  });
  return (right.length / rows.length).toFixed(3);
}

/** Recall of the answers among the first five, and the mean reciprocal rank of the first of them. */
function queriesFound(likeness: Likeness): [recall: string, rank: string] {
  let [recall, rank] = [0, 0];
  for (const { shop, query, answers } of queries) {
    const texts = shops.get(shop)!;
    const order = [...texts.keys()].sort((a, b) => likeness(query, texts.get(b)!) - likeness(query, texts.get(a)!));
    recall += answers.filter((id) => order.indexOf(id) < 5).length / answers.length;
    rank += 1 / (1 + Math.min(...answers.map((id) => order.indexOf(id))));
  }
  return [(recall / queries.length).toFixed(3), (rank / queries.length).toFixed(3)];
}

if (values.dump) writeFileSync(join(values.out, 'shops.txt'), `${allTexts.join('\n')}\n`);
const student = createContentEncoder(decodeTextEncoder(gunzipSync(readFileSync(values.encoder))));
const encoders: [string, Likeness | undefined][] = [
  ['student', byVectors((text) => student.encode(text).contentVector)],
  ['teacher', teacherVectors()],
  ['words alone', byWords()],
];
console.log(`encoder      triples: ${SHOP_NAMES.join(', ')}; short queries: Recall@5, MRR`);
for (const [name, likeness] of encoders) {
  if (!likeness) continue;
  const triples = SHOP_NAMES.map((shop) => triplesRight(shop, likeness)).join(', ');
  console.log(`${name.padEnd(12)} ${triples}; ${queriesFound(likeness).join(', ')}`);
}
