// What real people are asked: the logs read, the people in halves, and beside each question the references and the
// groups that its figures are told by.

import { join } from 'node:path';
import type { FitOptions } from '../../../src/pipeline/closed-form/fitting.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import type { Film } from '../cleaning/read-films.ts';
import { readFilmLogs } from '../training/film-training-data.ts';
import { decadeOf } from './bench.ts';
import { type Breakdown, byLabel, byThirds } from './breakdown.ts';
import { createFilmFinder } from './film-finder.ts';
import type { ListableFilms, ListMaker } from './list-makers.ts';
import { type Case, halvesOf, lastWeeks, leaveOneOut, type Person, readPeople, splitBallots } from './people.ts';
import { fitReferences, nearnessToPopular } from './references.ts';
import { loggedFilms } from './unlogged-films.ts';

/** The first is for choosing, the second is read once. */
export type Half = 'development' | 'test';

/** Cases that all makers are asked. */
export interface Question {
  name: string;
  cases: Case[];
  /** Makers that are asked this only. */
  references: ListMaker[];
  /** Of the targets of all cases, one after the other. */
  byDecade: Breakdown;
  /** Of the people. */
  byNearness: Breakdown;
}

export interface RealPeople {
  questions: Question[];
  /** Film lovers of the half. */
  lovers: Person[];
  /** Films that a training log knows. */
  logged: ReadonlySet<string>;
}

export interface ReadQuestionsOptions extends ListableFilms, FitOptions {
  films: readonly Film[];
  half: Half;
  ort: OrtModule;
}

/** @param folder  holds the logs that are for evaluation only, and those of training */
export async function readQuestions(folder: string, options: ReadQuestionsOptions): Promise<RealPeople> {
  const { films, half, itemIds, isIn, ort, signal } = options;
  const byId = new Map(films.map((film) => [film.itemId, film]));
  const find = createFilmFinder(films);
  const read = (name: string) => readPeople(join(folder, name), find, isIn);
  const halves = halvesOf((await read('ratings-after-2000')).people);
  const lovers = halves[half];
  const others = halves[half === 'development' ? 'test' : 'development'];
  const ofHalf = (cases: Case[]) => cases.filter((_, i) => (i % 2 === 0) === (half === 'development'));
  const ballots = ofHalf(splitBallots((await read('ballots')).people));
  const tweets = ofHalf(lastWeeks(await read('movietweetings-2013')));
  const { whole, short } = leaveOneOut(lovers);
  const references = await fitReferences(others, { itemIds, isIn }, ort, options);
  // What was left out has no say in how near to the popular somebody is; three films are too few to tell.
  const question = (name: string, cases: Case[], known = cases): Question => {
    const decades = cases.flatMap(({ targets }) => targets.map((id) => decadeOf(byId.get(id)!)));
    const histories = known.map(({ likes }) => likes);
    const nearness = nearnessToPopular(histories, others, itemIds.filter(isIn));
    return {
      ...{ name, cases, references: [], byDecade: byLabel('decade of what was left out', decades) },
      byNearness: byThirds('how near the person is to the popular', nearness, ['far', 'between', 'near']),
    };
  };
  return {
    questions: [
      { ...question('a like left out, all others known', whole), references },
      { ...question('a like left out, three known', short, whole), references },
      question('ballots, five films known', ballots),
      question('tweets, the last four weeks left out', tweets),
    ],
    lovers,
    logged: loggedFilms(await readFilmLogs(folder, films, signal), films),
  };
}
