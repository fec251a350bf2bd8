// What the film page says of what was said of a film, and which words it reads from an id that is not known.
import { expect, test } from 'vitest';
import { saidOf } from '../../demo/app/item/said-of.ts';
import { wordsOfId } from '../../demo/app/state/words.ts';
import type { EventType, HistoryEntry } from '../../src/sdk/index.ts';

const NOW = new Date('2026-03-05T12:00:00').getTime();
const at = (day: string) => new Date(`${day}T09:00:00`).getTime();

/** Newest first. */
function taps(...said: [EventType, number, string?][]): HistoryEntry[] {
  return said
    .map(([type, time, itemId = 'alien-1979'], sequence): HistoryEntry => {
      const value = type === 'rate' ? { value: 4.5 } : {};
      return { event: { type, time, itemId, sequence, ...value }, item: undefined };
    })
    .reverse();
}
const said = (...all: Parameters<typeof taps>) => saidOf(taps(...all), 'alien-1979', NOW);

test('each thing that was said is told with its day, the oldest first', () => {
  expect(said()).toBe('');
  expect(said(['like', NOW])).toBe('You liked it today.');
  expect(said(['save', at('2025-12-24')], ['rate', at('2026-03-04')], ['seen', at('2026-03-04')])).toBe(
    'You saved it on 24 December 2025, then gave it 4½ of 5 stars and marked it as seen yesterday.',
  );
  expect(said(['view', at('2019-01-02')])).toBe('You saw it on 2 January 2019.');
});

test('other films, and what says nothing of a film, are left out', () => {
  expect(said(['like', NOW, 'aliens-1986'], ['select', NOW])).toBe('');
});

test('the words of an id are those of its title', () => {
  expect(wordsOfId('my-neighbor-totoro-1988')).toBe('My Neighbor Totoro');
  expect(wordsOfId('1917-2019')).toBe('1917');
  expect(wordsOfId('1917')).toBe('1917');
  expect(wordsOfId('')).toBe('');
});
