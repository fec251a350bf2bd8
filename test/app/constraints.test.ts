// What the list keeps to, one constraint at a time: how each is told, turned, taken off and given up.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constraintWords, groupWords } from '../../demo/app/list/constraint-words.ts';
import {
  type Constraint,
  constraintsOf,
  loosenings,
  parseFilters,
  turned,
  withCondition,
  withoutConstraint,
  withValue,
} from '../../demo/app/state/constraints.ts';
import type { Filters } from '../../demo/app/state/list-state.ts';

const FILTERS: Filters = {
  genre: ['Horror', 'Comedy'],
  cautions: { none: ['gore', 'grief'] },
  mood: { all: ['dark'] },
  runningTime: { max: 120 },
};

const words = (filters: Filters) => constraintsOf(filters).map(constraintWords);

describe('constraints', () => {
  test('are one for each value and range, in the order in which they were asked for', () => {
    expect(words(FILTERS)).toEqual(['Horror', 'Comedy', 'No gore', 'No grief', 'Dark', 'Up to 2 h']);
    expect(constraintsOf(FILTERS).filter((one) => 'isFurther' in one)).toMatchObject([{ value: 'Comedy' }]);
    expect(constraintsOf({})).toEqual([]);
  });

  test('turn from what is wanted to what is not, and then go', () => {
    const [horror] = constraintsOf(FILTERS);
    const without = turned(FILTERS, horror!);
    expect(words(without).slice(0, 2)).toEqual(['Comedy', 'Not horror']);
    const none = constraintsOf(without).find(({ list }) => list === 'none')!;
    expect(words(turned(without, none)).slice(0, 2)).toEqual(['Comedy', 'No gore']);
  });

  test('that are all taken off one after the other leave nothing, whatever they are', () => {
    const values = fc.subarray(['a', 'b', 'c']);
    const condition = fc.record(
      { any: values, all: values, none: values, min: fc.nat(), max: fc.nat() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('mood', 'year', 'people'), fc.oneof(values, condition)), (filters) => {
        for (const step of [
          withoutConstraint,
          (all: Filters, one: Constraint) => turned(turned(all, one), { ...one, list: 'none' } as Constraint),
        ]) {
          let left: Filters = Object.entries(filters).reduce<Filters>(
            (all, [field, asked]) => withCondition(all, field, asked),
            {},
          );
          for (let n = 0; n < 40 && constraintsOf(left).length > 0; n++) left = step(left, constraintsOf(left)[0]!);
          expect(left).toEqual({});
        }
      }),
      { seed: 28, numRuns: 200 },
    );
  });

  test('have a value in one list alone', () => {
    const filters = withValue(withValue({}, 'mood', 'dark', 'any'), 'mood', 'dark', 'none');
    expect(filters).toEqual({ mood: { none: ['dark'] } });
    expect(withValue(filters, 'mood', 'dark', undefined)).toEqual({});
    expect(withValue({ mood: ['sad'] }, 'mood', 'dark', 'any')).toEqual({ mood: { any: ['sad', 'dark'] } });
  });

  test('are given up each alone, but values of which any will do together', () => {
    const offers = loosenings(FILTERS).map(({ constraints, filters }) => [
      groupWords(constraints),
      Object.keys(filters).length,
    ]);
    expect(offers).toEqual([
      ['Horror or Comedy', 3],
      ['No gore', 4],
      ['No grief', 4],
      ['Dark', 3],
      ['Up to 2 h', 3],
    ]);
  });

  test.each<[Constraint, string]>([
    [{ field: 'country', list: 'any', value: 'South Korea' }, 'From South Korea'],
    [{ field: 'country', list: 'none', value: 'United States' }, 'Not from the United States'],
    [{ field: 'people', list: 'any', value: 'Tilda Swinton' }, 'With Tilda Swinton'],
    [{ field: 'people', list: 'none', value: 'Tilda Swinton' }, 'Without Tilda Swinton'],
    [{ field: 'era', list: 'any', value: 'near future' }, 'Set in the near future'],
    [{ field: 'era', list: 'none', value: 'antiquity' }, 'Not set in antiquity'],
    [{ field: 'decade', list: 'any', value: '1990s' }, 'From the 1990s'],
    [{ field: 'audience', list: 'any', value: 'family' }, 'For the family'],
    [{ field: 'board', list: 'none', value: 'Not Rated' }, 'With a rating'],
    [{ field: 'year', list: 'range', min: 1990, max: 1999 }, '1990 to 1999'],
    [{ field: 'runningTime', list: 'range', min: 150 }, 'From 2½ h'],
    [{ field: 'runningTime', list: 'range', max: 95 }, 'Up to 95 min'],
  ])('%o is called %s', (constraint, expected) => {
    expect(constraintWords(constraint)).toBe(expected);
  });

  test('of outside are filters or nothing', () => {
    expect(parseFilters(JSON.parse(JSON.stringify(FILTERS)))).toEqual(FILTERS);
    for (const bad of [
      null,
      7,
      [],
      { genre: 'Horror' },
      { genre: [7] },
      { genre: { some: ['a'] } },
      { year: { min: '7' } },
    ]) {
      expect(parseFilters(bad), JSON.stringify(bad)).toBeUndefined();
    }
  });
});
