import { describe, expect, test } from 'vitest';
import { facetKind, minutesDetail } from '../../src/language/facet-kinds.ts';

describe('what the values of a facet are', () => {
  test.each([
    ['Author', 'people'],
    ['bookAuthors', 'people'],
    ['Lead designer', 'people'],
    ['brand_name', 'makers'],
    ['Publisher', 'makers'],
    ['Book series', 'series'],
    ['Major Genre', 'genre'],
    ['course', 'genre'],
    ['Product type', 'type'],
    ['Category', 'type'],
    ['cuisine', 'nationality'],
    ['Difficulty', 'quality'],
    ['colour', 'quality'],
    ['Color', 'quality'],
    ['ingredients', 'contents'],
    ['Subjects', 'topic'],
    ['Age group', 'audience'],
    ['platforms', 'platform'],
    ['Language', 'tongue'],
    ['Country', 'place'],
    ['tags', 'tags'],
    ['MPAA Rating', 'other'],
    ['constructor', 'other'],
    ['ジャンル', 'other'],
    ['', 'other'],
  ])('%s: %s', (label, kind) => {
    expect(facetKind({ label })).toBe(kind);
  });
});

describe('the detail that counts minutes', () => {
  const found = (details: Record<string, string[]>) => minutesDetail(new Map(Object.entries(details)));

  test.each<[string, Record<string, string[]>, string | undefined]>([
    ['is called so', { pages: ['90'], minutes: ['10', '70'] }, 'minutes'],
    ['or says so in its values', { length: ['45 min', '1.5 min', '90 minutes', '8 mins.'] }, 'length'],
    ['or is a time of something', { 'running-time': ['90', '102'] }, 'running-time'],
    ['be it with its unit', { 'running-time-min': ['90'] }, 'running-time-min'],
    ['the whole goes before a part', { 'prep-minutes': ['5'], 'total-minutes': ['25'] }, 'total-minutes'],
    ['a part is better than nothing', { 'cook-time': ['5', '120'] }, 'cook-time'],
    ['seconds are more than minutes can be', { 'play-time': ['21000', '18000'] }, undefined],
    ['hours are no minutes', { 'running-time': ['1 h 30 min', '2 h'] }, undefined],
    ['nor is a length in anything else', { length: ['12', '30'], weight: ['90 g'] }, undefined],
    ['nor the fewest players', { 'min-players': ['1', '2'], 'players-min': ['2'] }, undefined],
    ['and without details there is none', {}, undefined],
  ])('%s', (_, details, name) => {
    expect(found(details)).toBe(name);
  });
});
