// Lines under films: each says what is true of both films, the most telling first, and reads well whatever the value.
import { describe, expect, test } from 'vitest';
import { reasonLine, THEMES_AS_SAID } from '../../demo/app/session/reason-line.ts';
import { MOODS, THEMES } from '../../demo/films/records/vocabularies.ts';
import type { EventReason, EventType, ItemSummary } from '../../src/sdk/index.ts';

type Facets = Record<string, string[]>;
const film = (title: string, details: Record<string, string> = {}): ItemSummary => ({
  itemId: title,
  itemIndex: 0,
  title,
  facets: {},
  details,
});
const FILM = film('Burning', { director: 'Lee Chang-dong', cast: 'Yoo Ah-in, Steven Yeun' });

function byEvent(facets: Facets, more: Partial<EventReason> = {}): string | undefined {
  const event = { type: 'like', itemId: 'b', time: 0, sequence: 0 } as const;
  const shared = { facets, details: [] };
  return reasonLine(FILM, { kind: 'event', itemId: 'a', event, item: film('Aftersun'), lead: 1, shared, ...more });
}
const byTaste = (facets: Facets) => reasonLine(FILM, { kind: 'taste', itemId: 'a', facets });

describe('the line of an event', () => {
  test.each([
    [{ franchise: ['Alien'], mood: ['tense'] }, 'From the same series as Aftersun'],
    [{ mood: ['intimate', 'melancholic', 'slow'], theme: ['grief'] }, 'Intimate and melancholic, like Aftersun'],
    [{ mood: ['intimate'], theme: ['grief', 'memory'] }, 'About grief, like Aftersun'],
    [{ mood: ['feel-good'], country: ['France'] }, 'Feel-good, like Aftersun'],
    [{ theme: ['serial killer'] }, 'About a serial killer, like Aftersun'],
    [{ country: ['South Korea'], genre: ['Drama'] }, 'From South Korea, like Aftersun'],
    [{ country: ['United Kingdom'] }, 'From the United Kingdom, like Aftersun'],
    [{ decade: ['1970s'], country: ['France'] }, 'From the 1970s, like Aftersun'],
    [{ genre: ['Horror'] }, 'Horror, like Aftersun'],
    [{}, undefined],
  ])('of %j is %s', (facets, line) => {
    expect(byEvent(facets as Facets)).toBe(line);
  });

  test('names a director whom the data give both films, and an actor only of both casts', () => {
    const shared = { facets: { people: ['Lee Chang-dong'], mood: ['tense', 'sad'] }, details: ['director', 'pace'] };
    expect(byEvent({}, { shared })).toBe('By the director of Aftersun');
    const item = film('Minari', { director: 'Lee Isaac Chung', cast: 'Steven Yeun, Han Ye-ri' });
    expect(byEvent({ people: ['Steven Yeun'] }, { item })).toBe('With Steven Yeun, as in Minari');
    // Who acts in the one and directs the other.
    const directed = film('Minari', { director: 'Steven Yeun' });
    expect(byEvent({ people: ['Steven Yeun'], mood: ['sad'] }, { item: directed })).toBe('Sad, like Minari');
  });

  test.each([
    ['like', undefined, 'Because you liked Aftersun'],
    ['save', undefined, 'Because you saved Aftersun'],
    ['seen', undefined, 'Because you saw Aftersun'],
    ['rate', 4.5, 'Because you liked Aftersun'],
    ['rate', 3, 'Horror, like Aftersun'],
    ['view', undefined, 'Horror, like Aftersun'],
  ])('of a clear %s (%s) is %s', (type, value, line) => {
    const event = { type: type as EventType, itemId: 'b', time: 0, sequence: 0, ...(value && { value }) };
    expect(byEvent({ genre: ['Horror'] }, { event, lead: 2 })).toBe(line);
  });
});

describe('the line of a taste', () => {
  test.each([
    [{ people: ['Steven Yeun'], mood: ['tense'] }, 'With Steven Yeun, whom you like'],
    [{ people: ['Lee Chang-dong'] }, 'By Lee Chang-dong, whom you like'],
    [{ genre: ['Drama'], mood: ['melancholic', 'intimate', 'sad'] }, 'Melancholic and intimate, like others you liked'],
    [{ theme: ['lgbtq'], franchise: ['Alien'] }, 'About LGBTQ lives, like others you liked'],
    [{ franchise: ['Alien'], genre: ['Horror'] }, 'From the series Alien, like others you liked'],
    [{ genre: ['Horror'], country: ['Netherlands'] }, 'Horror, like others you liked'],
    [{ country: ['Netherlands'] }, 'From the Netherlands, like others you liked'],
  ])('of %j is %s', (facets, line) => {
    expect(byTaste(facets as Facets)).toBe(line);
  });
});

test('the words for themes and moods are those of the films', () => {
  for (const theme of THEMES_AS_SAID.keys()) expect(THEMES).toContain(theme);
  for (const mood of MOODS) expect(byTaste({ mood: [mood] })).toMatch(/^[A-Z][a-z-]+, like others you liked$/);
});
