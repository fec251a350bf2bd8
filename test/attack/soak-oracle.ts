// The list on screen beside what an engine that has lived for a moment only makes of the same history: another browser
// context, another worker, the history through its export.
import type { Page } from 'playwright-core';
import { films, settled, tap, type Visit } from './soak-acts.ts';

interface Listed {
  request: object;
  itemIds: string[];
}

/** Further questions that a history has a part in. */
const QUESTIONS: object[] = [{ count: 60 }, { count: 40, diversity: 0.4, novelty: -0.3 }];

/** A step of the clock falls between two questions now and then, and hardly ever in a row. */
const MOST_ROUNDS = 4;

export interface Check {
  numLists: number;
  /** What differs, in words. */
  problems: string[];
}

/**
 * Taps a film, so that the list is of now, and compares it.
 *
 * @param oracle  a page of the app in a context of its own, whose history is replaced
 */
export async function checkLists(visit: Visit, oracle: Page): Promise<Check> {
  const { page } = visit;
  await tap(visit, 'Like');
  const problems: string[] = [];
  const shown = await shownIds(page);
  const answers = await page.evaluate(() => globalThis.watchedCalls.lists);
  const shownList = answers.findLast(({ itemIds }) => String(itemIds) === String(shown));
  if (!shownList) problems.push(`the list on screen is no answer of the engine: ${shown.slice(0, 5)}, …`);
  const asked = await Promise.all(QUESTIONS.map((request) => ask(page, request)));
  await bring(oracle, await page.evaluate(() => privet.export()));
  const lists = shownList ? [shownList, ...asked] : asked;
  for (const list of lists) {
    const difference = await differenceAtOneTime(page, oracle, list);
    if (difference) problems.push(`other lists: ${difference}`);
  }
  return { numLists: lists.length, problems };
}

/**
 * The clock is in a list too: events grow older by steps, and what was looked at comes back. So an answer of the fresh
 * engine is wrong only between two of the other one that are the same.
 */
async function differenceAtOneTime(page: Page, oracle: Page, list: Listed): Promise<string | undefined> {
  let before = list;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const expected = await ask(oracle, list.request);
    if (String(expected.itemIds) === String(before.itemIds)) return undefined;
    const after = await ask(page, list.request);
    if (String(expected.itemIds) === String(after.itemIds)) return undefined;
    if (round > 0 && String(before.itemIds) === String(after.itemIds)) return differenceOf(after, expected);
    before = after;
  }
  return `${JSON.stringify(list.request)} has another list at every question`;
}

const shownIds = (page: Page): Promise<string[]> =>
  films(page).evaluateAll((cards: { item: { itemId: string } }[]) => cards.map(({ item }) => item.itemId));

async function ask(page: Page, request: object): Promise<Listed> {
  const { items } = await page.evaluate((request) => privet.forYou(request), request);
  return { request, itemIds: items.map(({ itemId }) => itemId) };
}

/** The history in place of the one that is there, and a new worker that reads it. */
async function bring(oracle: Page, text: string): Promise<void> {
  await oracle.evaluate(async (text) => {
    await privet.forget();
    await privet.import(text);
  }, text);
  await oracle.reload();
  await oracle.locator('privet-app[data-warm]').waitFor();
  await settled(oracle);
}

function differenceOf(one: Listed, other: Listed): string {
  const place = one.itemIds.findIndex((itemId, i) => itemId !== other.itemIds[i]);
  const [here, there] = [one.itemIds[place], other.itemIds[place]];
  return `${JSON.stringify(one.request)} has ${here} at place ${place}, a fresh engine has ${there}`;
}
