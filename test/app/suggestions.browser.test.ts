// Suggestions: the same through a visit, none again in the next ones, and nothing of them after an erasure.
import { beforeEach, expect, test } from 'vitest';
import { eraseEverything } from '../../demo/app/my-data/erase-everything.ts';
import { Suggestions } from '../../demo/app/session/suggestions.ts';
import { type AppState, INITIAL_STATE } from '../../demo/app/state/app-state.ts';
import { WatchedState } from '../../demo/app/state/watched-state.ts';
import type { Privet, SuggestRequest } from '../../src/sdk/index.ts';

const KEY = 'privet:suggested';

let requests: SuggestRequest[];

/** Answers the first of 100 texts that are not excluded. */
const privet = {
  async suggest(request: SuggestRequest) {
    requests.push(request);
    const all = Array.from({ length: 100 }, (_, i) => `text ${i}`);
    const texts = all.filter((text) => !request.exclude!.includes(text)).slice(0, request.count);
    return texts.map((text) => ({ text, kind: 'query' }));
  },
  historyFootprint: async () => ({ numEvents: 0, numRecords: 0, sizeBytes: 0 }),
  forget: async () => ({}),
} as unknown as Privet;

/** Another visit. */
function arrive() {
  const app = new WatchedState<AppState>(INITIAL_STATE);
  return { app, suggestions: new Suggestions(app, () => privet) };
}

beforeEach(() => {
  localStorage.clear();
  requests = [];
});

test('they are asked for once a visit, and those that were shown are remembered', async () => {
  const { suggestions } = arrive();
  const [line, box] = await Promise.all([suggestions.show(3), suggestions.show(3)]);
  expect(box).toEqual(line);
  expect(requests).toHaveLength(1);
  expect(localStorage.getItem(KEY)).toBe('text 0\ntext 1\ntext 2');
  expect(await suggestions.show()).toHaveLength(5);
  expect(requests).toHaveLength(1);
  expect(localStorage.getItem(KEY)!.split('\n')).toHaveLength(5);
});

test('none comes twice in ten visits, and no more than sixty are remembered', async () => {
  const shown: string[] = [];
  for (let visit = 0; visit < 10; visit++) shown.push(...(await arrive().suggestions.show()));
  expect(new Set(shown).size).toBe(50);
  for (let visit = 0; visit < 5; visit++) await arrive().suggestions.show();
  expect(localStorage.getItem(KEY)!.split('\n')).toHaveLength(60);
});

test('an erasure takes them', async () => {
  const { suggestions } = arrive();
  await suggestions.show();
  const proof = await eraseEverything(privet, false);
  expect(proof.before.keys.map(({ name }) => name)).toContain(KEY);
  expect(proof.after.keys).toEqual([]);
  await arrive().suggestions.show();
  expect(requests.at(-1)!.exclude).toEqual([]);
});

test('what fails is asked again', async () => {
  const app = new WatchedState<AppState>(INITIAL_STATE);
  let isBroken = true;
  const suggest = (request: SuggestRequest) =>
    isBroken ? Promise.reject(new Error('no network')) : privet.suggest(request);
  const suggestions = new Suggestions(app, () => ({ suggest }) as unknown as Privet);
  await expect(suggestions.show()).rejects.toThrow('no network');
  isBroken = false;
  expect(await suggestions.show()).toHaveLength(5);
});
