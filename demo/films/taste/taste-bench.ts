// One opening of the bundle for all questions of the taste bench: the personas, and the people of the logs.

import type { Engine } from '../../../src/engine/engine.ts';
import { type OpenBundle, openBundle } from '../../../src/pipeline/input/read-bundle-folder.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import type { Film } from '../cleaning/read-films.ts';
import { type CaseFigures, caseFigures, type PersonaFigures, personaFigures } from './bench.ts';
import { openFilmEngine } from './film-engine.ts';
import { createFilmFinder } from './film-finder.ts';
import { engineLists, fusedSimilarLists, type IsIn, type ListMaker, plainLists } from './list-makers.ts';
import { type PersonasFile, readPersonas, SERIES_FOLDER } from './personas.ts';
import { type Half, type Question, readQuestions } from './questions.ts';

export interface TasteBenchOptions {
  /** Folder of the film bundle. */
  bundle: string;
  films: readonly Film[];
  half: Half;
  /** ISO date: only films that the catalog had by then count (default: all). */
  since?: string | undefined;
  /** For fitting what lists are compared with. */
  ort: OrtModule;
  signal?: AbortSignal;
}

export interface PersonasAnswered extends PersonasFile {
  figures: PersonaFigures[];
  films: ReadonlyMap<string, Film>;
}

type OnProgress = (done: number, total: number) => void;

export interface TasteBench {
  personas(onProgress?: OnProgress): Promise<PersonasAnswered>;
  /** Four who love a series; all of them are for development. */
  seriesLovers(): Promise<PersonasAnswered>;
  /** @param folder  holds the logs that are for evaluation only, and `movietweetings-2013/` */
  people(folder: string, onProgress?: OnProgress): Promise<Question[]>;
  ask(question: Question, onProgress?: OnProgress): Promise<CaseFigures[]>;
  close(): Promise<void>;
}

/** Ends of the slider, as the app asks for them (demo/app/session/adventure.ts). */
const SURPRISING = { novelty: 1, diversity: 0.3 };
const FAMILIAR = { novelty: -1 };
/** In the order of FEATURES. */
const POPULARITY = 2;

export async function openTasteBench(options: TasteBenchOptions): Promise<TasteBench> {
  const { bundle: folder, films, half, since, ort, signal } = options;
  const bundle = await openBundle(folder);
  const engine = await openFilmEngine(folder);
  const { itemIds } = bundle;
  const byId = new Map(films.map((film) => [film.itemId, film]));
  const isIn: IsIn = (id) => since === undefined || byId.get(id)!.since <= since;
  const makers = [
    engineLists(engine, itemIds, isIn),
    engineLists(engine, itemIds, isIn, 'privet, unfiltered', { match: 'off' }),
    ...(await otherMakers(bundle, engine, byId, isIn)),
  ];
  return {
    async personas(onProgress) {
      const file = readPersonas(createFilmFinder(films));
      const personas = file.personas.filter((_, i) => (i % 2 === 0) === (half === 'development'));
      const asked = [
        ...makers,
        engineLists(engine, itemIds, isIn, 'privet, strictly filtered', { match: 'strict' }),
        engineLists(engine, itemIds, isIn, 'privet, surprising', SURPRISING),
        engineLists(engine, itemIds, isIn, 'privet, familiar', FAMILIAR),
      ];
      const figures: PersonaFigures[] = [];
      for (const maker of asked) {
        signal?.throwIfAborted();
        figures.push(await personaFigures(maker, personas, byId, isIn));
        onProgress?.(figures.length, asked.length);
      }
      return { ...file, personas, figures, films: byId };
    },
    async seriesLovers() {
      const file = readPersonas(createFilmFinder(films), SERIES_FOLDER);
      return { ...file, figures: [await personaFigures(makers[0]!, file.personas, byId, isIn)], films: byId };
    },
    people: (data, onProgress) => readQuestions(data, { films, half, itemIds, isIn, ort, signal, onProgress }),
    async ask({ cases, references }, onProgress) {
      const asked = [...makers, ...references];
      const figures: CaseFigures[] = [];
      for (const [i, maker] of asked.entries()) {
        signal?.throwIfAborted();
        const tell = (done: number) => onProgress?.(i * cases.length + done, asked.length * cases.length);
        figures.push(await caseFigures(maker, cases, tell));
      }
      return figures;
    },
    close: () => engine.dispose(),
  };
}

async function otherMakers(
  bundle: OpenBundle,
  engine: Engine,
  films: ReadonlyMap<string, Film>,
  isIn: IsIn,
): Promise<ListMaker[]> {
  const popularityOf = (id: string) => films.get(id)!.features[POPULARITY]!;
  return [...(await plainLists(bundle, popularityOf, isIn)), fusedSimilarLists(engine, isIn)];
}
