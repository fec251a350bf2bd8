// What real people are asked: the logs read, the people in halves, and beside each question its references.

import { join } from 'node:path';
import type { FitOptions } from '../../../src/pipeline/closed-form/fitting.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import type { Film } from '../cleaning/read-films.ts';
import { createFilmFinder } from './film-finder.ts';
import type { ListableFilms, ListMaker } from './list-makers.ts';
import { type Case, halvesOf, lastWeeks, leaveOneOut, readPeople, splitBallots } from './people.ts';
import { fitReferences } from './references.ts';

/** The first is for choosing, the second is read once. */
export type Half = 'development' | 'test';

/** Cases that all makers are asked. */
export interface Question {
  name: string;
  cases: Case[];
  /** Makers that are asked this only. */
  references: ListMaker[];
}

interface ReadQuestionsOptions extends ListableFilms, FitOptions {
  films: readonly Film[];
  half: Half;
  ort: OrtModule;
}

/** @param folder  holds the logs that are for evaluation only, and `movietweetings-2013/` */
export async function readQuestions(folder: string, options: ReadQuestionsOptions): Promise<Question[]> {
  const { films, half, itemIds, isIn, ort } = options;
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
  return [
    { name: 'a like left out, all others known', cases: whole, references },
    { name: 'a like left out, three known', cases: short, references },
    { name: 'ballots, five films known', cases: ballots, references: [] },
    { name: 'tweets, the last four weeks left out', cases: tweets, references: [] },
  ];
}
