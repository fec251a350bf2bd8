// "My data" in words: the profile, days and times, and the film diary as events.
import { describe, expect, test } from 'vitest';
import { byDay, dayLabel, fromLocalInput, momentOf, toLocalInput } from '../../demo/app/my-data/event-words.ts';
import { eventsOf, type MatchedFilms } from '../../demo/app/my-data/imports/match-films.ts';
import { evidenceOf, profileRemark, profileSentences } from '../../demo/app/my-data/profile-words.ts';
import { marksByItem, seenIds } from '../../demo/app/session/taste.ts';
import {
  type EventEntry,
  type ItemSummary,
  opinionOf,
  type TasteProfile,
  type TasteTrait,
} from '../../src/sdk/index.ts';

const trait = (name: string, value: string): TasteTrait => ({
  ...{ name, value, numLiked: 7, numDisliked: 3, numItems: 341, lift: 1, evidence: 2 },
});
const profile = (likes: TasteTrait[], others: Partial<TasteProfile> = {}): TasteProfile => ({
  ...{ numLiked: 12, numDisliked: 4, numItems: 4281, likes, dislikes: [], ...others },
});

describe('the profile', () => {
  test('in sentences', () => {
    const likes = [
      ...[trait('genre', 'Science Fiction'), trait('genre', 'Thriller/Suspense'), trait('decade', '1980s')],
      ...[
        trait('director', 'Ridley Scott'),
        trait('mood', 'dark'),
        trait('era', 'far future'),
        trait('era', 'timeless'),
      ],
    ];
    const sentences = profileSentences(profile(likes, { dislikes: [trait('genre', 'Horror')] }));
    expect(sentences.map(({ text }) => text)).toEqual([
      'You like science fiction and thrillers, above all of the 1980s.',
      'You come back to films by Ridley Scott.',
      'They tend to be dark.',
      'Many are set in the far future.',
      'You turn away from horror.',
    ]);
  });

  test('says nothing while there is too little, or where nothing stands out', () => {
    const likes = [trait('genre', 'Horror')];
    expect(profileSentences(profile(likes, { numLiked: 4 }))).toEqual([]);
    expect(profileRemark(profile(likes, { numLiked: 4 }), 0)).toBe(
      'Too little to say anything yet: 4 films liked, 5 are needed.',
    );
    expect(profileRemark(profile([], { numLiked: 0 }), 0)).toMatch(/^Nothing to say yet/);
    expect(profileRemark(profile([]), 0)).toMatch(/nothing stands out/);
    expect(profileRemark(profile(likes), 1)).toBe('');
    const torn = profileSentences(profile([], { numDisliked: 2, dislikes: likes }));
    expect(torn).toEqual([]);
  });

  test('with the counts behind it', () => {
    const whole = profile([]);
    expect(evidenceOf(trait('genre', 'x'), whole, true)).toBe('7 of your 12 likes; 341 of 4,281 in the catalog');
    expect(evidenceOf(trait('genre', 'x'), whole, false)).toBe('3 of your 4 dislikes; 341 of 4,281 in the catalog');
  });
});

describe('times', () => {
  const now = new Date(2025, 2, 20, 15).getTime();
  const entry = (time: number): EventEntry => ({
    event: { type: 'like', itemId: 'a', time, sequence: 0 },
    stands: true,
  });

  test('stand under days, and under months long ago', () => {
    const times = [
      new Date(2025, 2, 20, 1),
      new Date(2025, 2, 19, 23),
      new Date(2025, 2, 17, 9),
      new Date(2024, 0, 6, 21, 5),
      new Date(2024, 0, 2),
    ];
    const groups = byDay(
      times.map((time) => entry(time.getTime())),
      now,
    );
    expect(groups.map(({ label, entries }) => [label, entries.length])).toEqual([
      ['Today', 1],
      ['Yesterday', 1],
      ['Monday 17 March 2025', 1],
      ['January 2024', 2],
    ]);
    expect(momentOf(times[3]!.getTime(), now)).toBe('6 Jan, 21:05');
    expect(momentOf(times[0]!.getTime(), now)).toBe('01:00');
    expect(momentOf(Date.UTC(2024, 0, 6, 12), now)).not.toContain(':');
    expect(dayLabel(now + 40 * 86_400_000, now)).toBe('April 2025');
  });

  test('are the same after a look at them', () => {
    const time = new Date(2025, 2, 20, 15, 7).getTime();
    expect(fromLocalInput(toLocalInput(time))).toBe(time);
    expect(fromLocalInput('')).toBeUndefined();
    expect(fromLocalInput('2999-01-01T00:00')).toBeUndefined();
  });
});

describe('stars', () => {
  test('are an opinion as the engine counts them; between them a film is only seen', () => {
    const rate = (value: number) => ({ type: 'rate' as const, itemId: `${value}`, value, time: 0, sequence: 0 });
    expect([5, 3.5, 3, 2.5, 0.5].map((value) => opinionOf(rate(value)))).toEqual([
      'like',
      'like',
      undefined,
      'dislike',
      'dislike',
    ]);
    const taps = [3, 4].map((value) => ({ event: rate(value) }));
    expect(Object.fromEntries(marksByItem(taps))).toEqual({ 3: { stars: 3 }, 4: { stars: 4, taste: 'like' } });
    expect(seenIds([...taps, { event: { type: 'view', itemId: 'v', time: 0, sequence: 1 } }])).toEqual(['3', '4', 'v']);
  });
});

test('a film diary becomes one event a film: what is certain and what was chosen, the latest of two names', () => {
  const item = (itemId: string): ItemSummary => ({ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} });
  const film = (title: string, time: number) => ({ titles: [title], type: 'rate' as const, value: 4, time });
  const matched: MatchedFilms = {
    certain: [{ film: film('Alien', 5), item: item('a') }],
    uncertain: [
      { film: film('Allien', 9), candidates: [item('a')], chosen: item('a') },
      { film: film('Brasil', 3), candidates: [item('b')], chosen: item('b') },
      { film: film('Refused', 4), candidates: [item('c')] },
    ],
    unknown: [film('Nowhere', 1)],
  };
  expect(eventsOf(matched)).toEqual([
    { type: 'rate', itemId: 'b', value: 4, time: 3 },
    { type: 'rate', itemId: 'a', value: 4, time: 9 },
  ]);
});
