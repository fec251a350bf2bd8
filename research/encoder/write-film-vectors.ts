// Step 6: the films' own content vectors, by the teacher in the student's space: of a film's whole text and of its description
// alone, whose mean finds more than either (research/LOG.md).
//
//   npx tsx research/encoder/write-film-vectors.ts [--out .cache/encoder]
//
// Reads texts.txt, texts.f32 and projection.f32; writes demo/films/bundle/film-vectors.bin.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeFilmVectors, FILM_VECTORS_FILE, textKey } from '../../demo/films/bundle/film-vectors.ts';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { itemText } from '../../src/text/item-text.ts';
import { filmTexts } from './film-texts.ts';
import { projectRows } from './project-rows.ts';

const TEACHER_DIM = 384;

const { values } = parseArgs({ options: { out: { type: 'string', default: '.cache/encoder' } } });
const floats = (name: string): Float32Array => {
  const bytes = readFileSync(join(values.out, name));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
};
const lines = readFileSync(join(values.out, 'texts.txt'), 'utf8').trimEnd().split('\n');
const rowOf = new Map(lines.map((line, row) => [line, row]));
const [taught, projection] = [floats('texts.f32'), floats('projection.f32')];
const vectors = new Map<string, Int8Array>();
for (const { textFields } of readFilms().films) {
  const rows = filmTexts(textFields).map((text) => rowOf.get(text));
  if (rows.includes(undefined)) throw new Error(`${textFields.title}: its text was not read by the teacher`);
  const own = Float32Array.from(rows.flatMap((row) => [...taught.subarray(row! * TEACHER_DIM, (row! + 1) * TEACHER_DIM)]));
  const projected = projectRows(own, TEACHER_DIM, projection, CONTENT_DIM);
  const sums = Float32Array.from({ length: CONTENT_DIM }, (_, d) => rows.reduce<number>((sum, _, i) => sum + projected[i * CONTENT_DIM + d]!, 0));
  const length = Math.hypot(...sums);
  vectors.set(textKey(itemText(textFields)), Int8Array.from(sums, (value) => Math.round((127 * value) / length)));
}
const bytes = encodeFilmVectors(vectors);
writeFileSync(FILM_VECTORS_FILE, bytes);
console.log(`${vectors.size} films, ${bytes.length} bytes`);
