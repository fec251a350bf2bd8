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
    const expected = await ask(oracle, list.request);
    // The clock is in a list too (what is new ages): only what differs at one and the same time is wrong.
    const now = String(expected.itemIds) === String(list.itemIds) ? list : await ask(page, list.request);
    if (String(expected.itemIds) !== String(now.itemIds)) problems.push(`other lists: ${differenceOf(now, expected)}`);
  }
  return { numLists: lists.length, problems };
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
