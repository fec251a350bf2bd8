// Written people: what they like, and what a friend who knows films would gladly name for them. Sketches and likes are
// one author's; two passes that did not see each other named films and faux pas for every one of them (README.md in
// the folder `personas`). Good is what either named, core what both did.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { InputError } from '../../../src/errors.ts';
import type { Film } from '../cleaning/read-films.ts';
import { readWritten } from '../records/written-lines.ts';
import { type FilmFinder, parseNamed } from './film-finder.ts';

export const PERSONAS_FOLDER = fileURLToPath(new URL('./personas', import.meta.url));
/** Others, who love a series each. */
export const SERIES_FOLDER = join(PERSONAS_FOLDER, 'series');
/** The passes that named films. */
const PASSES = ['named-1.jsonl', 'named-2.jsonl'];

const filmName = v.pipe(v.string('a film'), v.regex(/^.+ \(\d{4}\)$/, 'Title (Year)'));
const films = v.array(filmName, 'a list of films');
const sketchSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^p\d+$/, 'p and a number')),
  name: v.string(),
  sketch: v.string(),
  likes: v.pipe(films, v.minLength(3, 'at least 3 likes')),
  dislikes: v.optional(films),
  /** Likes of each of two directions. */
  sides: v.optional(v.tuple([films, films])),
});
const namedSchema = v.strictObject({
  id: v.string(),
  good: films,
  fauxPas: films,
  /** Which of `good` belong to each direction of a taste that has two. */
  sides: v.optional(v.tuple([films, films])),
});
type Sketch = v.InferOutput<typeof sketchSchema>;
type Named = v.InferOutput<typeof namedSchema>;

/** Films by stable id. */
export interface Persona {
  id: string;
  name: string;
  sketch: string;
  likes: string[];
  dislikes: string[];
  /** Named by either pass, without what the persona has an opinion on. */
  good: ReadonlySet<string>;
  /** Named by both. */
  core: ReadonlySet<string>;
  /** Named by either, and by neither as good. */
  fauxPas: ReadonlySet<string>;
  /** Good films of each direction; none where the taste has one. */
  sides: ReadonlySet<string>[];
}

export interface PersonasFile {
  personas: Persona[];
  /** Good films that were named, distinct by persona, and those of them that the catalog has. */
  numNamed: number;
  numFound: number;
  /** Films that both passes named, as a share of what either did (Jaccard), over all personas. */
  agreement: number;
  /** Names of likes and dislikes that the catalog does not have. */
  unknown: string[];
}

/** @throws InputError for a line that is not as it should be, or a persona that a pass left out */
export function readPersonas(find: FilmFinder, folder = PERSONAS_FOLDER): PersonasFile {
  const sketches = readLines(folder, 'personas.jsonl', sketchSchema);
  const passes = PASSES.map((file) => {
    const lines = readLines(folder, file, namedSchema);
    return new Map(lines.map((line) => [line.id, line]));
  });
  const file: PersonasFile = { personas: [], numNamed: 0, numFound: 0, agreement: 0, unknown: [] };
  const ids = (names: readonly string[]): string[] => idsOf(find(names.map(parseNamed)));
  let [common, either] = [0, 0];
  for (const sketch of sketches) {
    const named = passes.map((pass, i) => namedFor(pass, sketch, join(folder, PASSES[i]!)));
    const persona = personaOf(sketch, named, ids);
    file.personas.push(persona);
    const distinct = new Set(named.flatMap(({ good }) => good));
    file.numNamed += distinct.size;
    file.numFound += new Set(ids([...distinct])).size;
    common += persona.core.size;
    either += persona.good.size;
    const said = [...sketch.likes, ...(sketch.dislikes ?? [])];
    const found = find(said.map(parseNamed));
    file.unknown.push(...said.filter((_, i) => !found[i]).map((name) => `${sketch.id}: ${name}`));
  }
  file.agreement = common / either;
  return file;
}

function personaOf(
  { id, name, sketch, likes, dislikes = [] }: Sketch,
  named: readonly Named[],
  ids: (names: readonly string[]) => string[],
): Persona {
  const said = new Set([...ids(likes), ...ids(dislikes)]);
  const unsaid = (names: readonly string[]) => ids(names).filter((film) => !said.has(film));
  const good = named.map((pass) => new Set(unsaid(pass.good)));
  const either = new Set(good.flatMap((set) => [...set]));
  const sides = [0, 1].map((side) => new Set(unsaid(named.flatMap((pass) => pass.sides?.[side] ?? []))));
  return {
    ...{ id, name, sketch, likes: [...new Set(ids(likes))], dislikes: ids(dislikes) },
    good: either,
    core: new Set([...good[0]!].filter((film) => good[1]!.has(film))),
    fauxPas: new Set(unsaid(named.flatMap(({ fauxPas }) => fauxPas)).filter((film) => !either.has(film))),
    sides: named.some((pass) => pass.sides) ? sides : [],
  };
}

function namedFor(pass: ReadonlyMap<string, Named>, { id }: Sketch, file: string): Named {
  const named = pass.get(id);
  if (!named) throw new InputError({ file, found: `no line of ${id}`, expected: 'a line of every persona' });
  return named;
}

const idsOf = (found: readonly (Film | undefined)[]) => found.flatMap((film) => (film ? [film.itemId] : []));

function readLines<T>(folder: string, name: string, schema: v.GenericSchema<unknown, T>): T[] {
  return readWritten(folder, name, `demo/films/taste/personas/${name}`, schema).map(({ record }) => record);
}
