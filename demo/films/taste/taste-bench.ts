// One opening of the bundle for all questions of the taste bench: the personas, and the people of the logs.

import { join } from 'node:path';
import { type OpenBundle, openBundle } from '../../../src/pipeline/site/read-bundle-folder.ts';
import type { Film } from '../cleaning/read-films.ts';
import { type CaseFigures, caseFigures, type PersonaFigures, personaFigures } from './bench.ts';
import { openFilmEngine } from './film-engine.ts';
import { createFilmFinder, type FilmFinder } from './film-finder.ts';
import { engineLists, fusedSimilarLists, type IsIn, type ListMaker, plainLists } from './list-makers.ts';
import { type Case, halvesOf, leaveOneOut, type Person, readPeople, splitBallots } from './people.ts';
import { type PersonasFile, readPersonas } from './personas.ts';

export type Half = 'development' | 'test';

export interface TasteBenchOptions {
  /** Folder of the film bundle. */
  bundle: string;
  films: readonly Film[];
  half: Half;
  /** ISO date: only films that the catalog had by then count (default: all). */
  since?: string | undefined;
  signal?: AbortSignal;
}

/** Cases that all makers are asked. */
export interface Question {
  name: string;
  cases: Case[];
}

export interface PersonasAnswered extends PersonasFile {
  figures: PersonaFigures[];
  films: ReadonlyMap<string, Film>;
}

export interface TasteBench {
  personas(onProgress?: (done: number, total: number) => void): Promise<PersonasAnswered>;
  /** @param folder  holds the logs that are for evaluation only */
  questions(folder: string): Promise<Question[]>;
  ask(question: Question, onProgress?: (done: number, total: number) => void): Promise<CaseFigures[]>;
  /** 0 to 1, by film id. */
  popularityOf: (filmId: string) => number;
  yearOf: (filmId: string) => number | undefined;
  close(): Promise<void>;
}

/** Ends of the slider, as the app asks for them (src/app/list/adventure.ts). */
const SURPRISING = { novelty: 1, diversity: 0.6 };
const FAMILIAR = { novelty: -1 };
/** MovieTweetings: likes of the last four weeks are what is to be found. */
const LAST_WEEKS_MS = 28 * 86_400_000;
const MIN_TWEETED = 5;
/** In the order of FEATURES. */
const POPULARITY = 2;

export async function openTasteBench({
  bundle: folder,
  films,
  half,
  since,
  signal,
}: TasteBenchOptions): Promise<TasteBench> {
  const bundle = await openBundle(folder);
  const engine = await openFilmEngine(folder);
  const byId = new Map(films.map((film) => [film.itemId, film]));
  const isIn: IsIn = (id) => since === undefined || byId.get(id)!.since <= since;
  const find: FilmFinder = createFilmFinder(films);
  const popularityOf = (id: string) => byId.get(id)!.features[POPULARITY]!;
  const makers = await allMakers(bundle, engine, popularityOf, isIn);
  return {
    popularityOf,
    yearOf: (id) => byId.get(id)!.year,
    async personas(onProgress) {
      const file = readPersonas(find);
      const personas = file.personas.filter((_, i) => (i % 2 === 0) === (half === 'development'));
      const asked = [
        ...makers,
        engineLists(engine, bundle.itemIds, isIn, 'privet, surprising', SURPRISING),
        engineLists(engine, bundle.itemIds, isIn, 'privet, familiar', FAMILIAR),
      ];
      const figures: PersonaFigures[] = [];
      for (const maker of asked) {
        signal?.throwIfAborted();
        figures.push(await personaFigures(maker, personas, byId, isIn));
        onProgress?.(figures.length, asked.length);
      }
      return { ...file, personas, figures, films: byId };
    },
    async questions(data) {
      const read = (name: string) => readPeople(join(data, name), find, isIn);
      const lovers = halvesOf(await read('ratings-after-2000'))[half];
      const { whole, short } = leaveOneOut(lovers);
      const voters = await read('ballots');
      const tweeters = await read('movietweetings-2013');
      const ofHalf = <T>(all: T[]) => all.filter((_, i) => (i % 2 === 0) === (half === 'development'));
      return [
        { name: 'a like left out, all others known', cases: whole },
        { name: 'a like left out, three known', cases: short },
        { name: 'ballots, five films known', cases: ofHalf(splitBallots(voters)) },
        { name: 'tweets, the last four weeks left out', cases: ofHalf(lastWeeks(tweeters)) },
      ];
    },
    async ask({ cases }, onProgress) {
      const figures: CaseFigures[] = [];
      for (const [i, maker] of makers.entries()) {
        signal?.throwIfAborted();
        const tell = (done: number) => onProgress?.(i * cases.length + done, makers.length * cases.length);
        figures.push(await caseFigures(maker, cases, tell));
      }
      return figures;
    },
    close: () => engine.dispose(),
  };
}

async function allMakers(
  bundle: OpenBundle,
  engine: Awaited<ReturnType<typeof openFilmEngine>>,
  popularityOf: (id: string) => number,
  isIn: IsIn,
): Promise<ListMaker[]> {
  return [
    engineLists(engine, bundle.itemIds, isIn),
    ...(await plainLists(bundle, popularityOf, isIn)),
    fusedSimilarLists(engine, isIn),
  ];
}

function lastWeeks(people: readonly Person[]): Case[] {
  const newest = Math.max(0, ...people.map(({ lastMs }) => lastMs).filter(Number.isFinite));
  const cut = newest - LAST_WEEKS_MS;
  return people.flatMap(({ likes, likedMs, dislikes }) => {
    const before = likes.filter((_, i) => likedMs[i]! < cut);
    const targets = likes.filter((_, i) => likedMs[i]! >= cut);
    return before.length >= MIN_TWEETED && targets.length > 0 ? [{ likes: before, targets, dislikes }] : [];
  });
}
