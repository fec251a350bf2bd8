// Steering over an engine that answers when it is told to: what is shown of its answers, and the way back.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type SteeredList, Steering } from '../../demo/app/session/steering.ts';
import { type AppState, INITIAL_STATE } from '../../demo/app/state/app-state.ts';
import { WatchedState } from '../../demo/app/state/watched-state.ts';
import type { HistoryEntry, Privet, SteeringWish } from '../../src/sdk/index.ts';

const wish = (id: string, label: string): SteeringWish => ({
  ...{ id, label, text: label, words: label, isAlways: false, said: label, start: 0, end: 0 },
  ...{ mark: 'want', kind: 'value' },
});
const told = (...wishes: SteeringWish[]) => ({ wishes, where: {}, numItems: 7 });
const sentence = (sequence: number, query: string): HistoryEntry => ({
  event: { type: 'steer', query, time: 0, sequence },
});

interface Asked {
  name: string;
  argument: unknown;
  answer(value?: unknown): void;
  fail(error: Error): void;
}

let asked: Asked[];
let app: WatchedState<AppState>;
let messages: { text: string; undo?: () => void }[];
let failures: string[];
let steering: Steering;

const names = () => asked.map(({ name }) => name);
const labels = () => app.state.steering.wishes.map(({ label }) => label);
const rest = () => new Promise((resolve) => setTimeout(resolve));

/** Answers the oldest question, which must be of that name. @returns what was asked */
async function answer(name: string, value?: unknown): Promise<unknown> {
  await rest();
  expect(names()[0]).toBe(name);
  const { argument, answer } = asked.shift()!;
  answer(value);
  await rest();
  return argument;
}

beforeEach(() => {
  [asked, messages, failures] = [[], [], []];
  const call = (name: string) => (argument: unknown) =>
    new Promise((answer, fail) => {
      asked.push({ name, argument, answer, fail });
    });
  const privet = new Proxy({}, { get: (_, name) => call(String(name)) }) as Privet;
  const list: SteeredList = {
    privet,
    async attempt(work) {
      await work(privet).catch((error: Error) => failures.push(error.message));
    },
    async followHistory(text, undo) {
      messages.push({ text, ...(undo && { undo }) });
    },
  };
  app = new WatchedState<AppState>({ ...INITIAL_STATE, taps: [] });
  steering = new Steering(app, list);
});

describe('a sentence', () => {
  test('is shown as it was read, and the list follows', async () => {
    steering.steer(' funny blorp ');
    expect(await answer('steer', { ...told(wish('0.0', 'funny')), sequence: 0, rest: 'blorp' })).toBe('funny blorp');
    expect(app.state.steering).toMatchObject({ numItems: 7, lost: { words: 'blorp', isAll: false } });
    expect(messages.map(({ text }) => text)).toEqual(['Tonight’s list follows: “funny blorp”']);
    steering.forgetLost();
    expect(app.state.steering.lost).toBeUndefined();
  });

  test('of which nothing was read changes nothing', async () => {
    const steered = steering.steer('blorp');
    await answer('steer', { ...told(), rest: 'blorp' });
    expect(await steered).toBe(false);
    expect(app.state.steering).toEqual({ wishes: [], lost: { words: 'blorp', isAll: true } });
    expect(messages).toEqual([]);
  });

  test('is answered in its own words, also where the history is read meanwhile', async () => {
    steering.steer('blorp');
    steering.read();
    await answer('steer', { ...told(), rest: 'blorp' });
    expect(app.state.steering.lost).toEqual({ words: 'blorp', isAll: true });
  });

  test('without words asks nothing', async () => {
    expect(await steering.steer('  ')).toBe(false);
    expect(asked).toEqual([]);
  });

  test('is shown by the newest answer', async () => {
    app.set({ taps: [sentence(0, 'funny')] });
    steering.read();
    steering.read();
    await answer('steering', told(wish('0.0', 'old')));
    expect(labels()).toEqual([]);
    await answer('steering', told(wish('0.0', 'new')));
    expect(labels()).toEqual(['new']);
  });
});

describe('a wish that is taken back', () => {
  beforeEach(async () => {
    app.set({ taps: [sentence(3, 'funny and short')] });
    steering.read();
    await answer('steering', told(wish('3.0', 'funny'), wish('3.1', 'short')));
  });

  test('is gone at once; undo puts back what was said, and nothing beside it', async () => {
    steering.unsteer('3.0');
    expect(labels()).toEqual(['short']);
    expect(await answer('unsteer', told(wish('4.0', 'short')))).toBe('3.0');
    expect(messages[0]!.text).toBe('Taken back: Funny');
    app.set({ taps: [sentence(4, 'short')] });
    messages[0]!.undo!();
    expect(await answer('eraseEvents', [])).toEqual([sentence(4, 'short').event]);
    expect(await answer('restoreEvents', 1)).toEqual([sentence(3, 'funny and short').event]);
    expect(messages.at(-1)!.text).toBe('Your wishes for tonight are back');
  });

  test('comes back when that fails', async () => {
    steering.unsteer('3.0');
    await rest();
    asked.shift()!.fail(new Error('the disk is full'));
    await answer('steering', told(wish('3.0', 'funny'), wish('3.1', 'short')));
    expect(labels()).toEqual(['funny', 'short']);
    expect(failures).toEqual(['the disk is full']);
    expect(messages).toEqual([]);
  });

  test('goes with all others by one question', async () => {
    steering.clear();
    expect(await answer('unsteer', { ...told(), numItems: 9 })).toBeUndefined();
    expect(app.state.steering).toEqual({ wishes: [] });
  });
});

describe('at the next visit', () => {
  /** What of a browser's storage is used. */
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    });
  });

  test('room is kept while something steered, until the history says that nothing does', async () => {
    app.set({ taps: [sentence(0, 'funny')] });
    steering.read();
    await answer('steering', told(wish('0.0', 'funny')));
    steering.begin();
    expect(app.state.steering).toEqual({ wishes: [], isExpected: true });
    app.set({ taps: [] });
    await steering.read();
    expect(names()).toEqual([]);
    expect(app.state.steering).toEqual({ wishes: [] });
    steering.begin();
    expect(app.state.steering.isExpected).toBe(false);
  });
});
