// What a page may hand to the engine, and how it is told what it may not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFields } from '../../src/engine/base/check-fields.ts';
import {
  checkFacts,
  checkHistoryRequest,
  checkItemId,
  checkList,
  checkReasonsRequest,
  checkWhere,
} from '../../src/engine/check-requests.ts';
import { checkEventsRequest, checkTitles } from '../../src/engine/my-data/data-requests.ts';
import { checkEvent, HistoryChanges } from '../../src/engine/my-data/history-changes.ts';
import { RequestError } from '../../src/errors.ts';

describe('an event', () => {
  it.each([
    { type: 'like', itemId: 'a' },
    { type: 'rate', itemId: 'a', value: 0.5, time: 0 },
    { type: 'search', query: 'space' },
    { type: 'clear', itemId: 'x'.repeat(512), time: 1_700_000_000_000 },
  ])('%j is accepted as it is', (event) => {
    expect(checkEvent(event)).toEqual(event);
  });

  it.each([
    [{ type: 'poke', itemId: 'a' }, "event: type is 'poke', expected one of view, select, like"],
    [{ type: 'like' }, 'event: itemId is missing, expected an item id'],
    [{ type: 'like', itemId: '' }, "event: itemId is '', expected an item id of 1 to 512 characters"],
    [
      { type: 'like', itemId: 'x'.repeat(100_000) },
      'event: itemId is a text of 100000 characters, expected an item id',
    ],
    [{ type: 'like', itemId: true }, 'event: itemId is true, expected an item id of 1 to 512 characters'],
    [{ type: 'rate', itemId: 'a' }, 'event: value is missing, expected stars from 0.5 to 5'],
    [{ type: 'rate', itemId: 'a', value: 11 }, 'event: value is 11, expected stars from 0.5 to 5'],
    [{ type: 'rate', itemId: 'a', value: Number.NaN }, 'event: value is NaN, expected stars from 0.5 to 5'],
    [{ type: 'search' }, 'event: query is missing, expected what was said'],
    [{ type: 'search', query: 'x'.repeat(2001) }, 'event: query is a text of 2001 characters, expected a text of 1 to'],
    [{ type: 'like', itemId: 'a', time: -1 }, 'event: time is -1, expected milliseconds since the epoch'],
    [{ type: 'like', itemId: 'a', time: 1e300 }, 'event: time is 1e+300, expected milliseconds since the epoch'],
    [{}, 'event: type is missing, expected a value'],
    ['like', "event: it is 'like', expected an event"],
    [undefined, 'event: it is missing, expected an event'],
  ])('%j is refused in words', (event, message) => {
    expect(() => checkEvent(event)).toThrow(RequestError);
    expect(() => checkEvent(event)).toThrow(message);
  });

  it('is either accepted whole or refused with a RequestError, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        try {
          const event = checkEvent(input);
          expect(event.type).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
          expect((error as Error).message.length).toBeLessThan(300);
        }
      }),
      { seed: 1 },
    );
  });

  it('has no field that is not known, and an id that is a text', () => {
    expect(() => checkEvent({ type: 'like', itemId: 'a', tiem: 1 })).toThrow(
      "unknown key 'tiem', did you mean 'time'?",
    );
    expect(checkEvent({ type: 'like', itemId: 7 })).toEqual({ type: 'like', itemId: '7' });
  });
});

describe('requests', () => {
  const pinned = (...pins: [itemId: string, position: number][]) =>
    pins.map(([itemId, position]) => ({ itemId, position }));

  it('may bring rules of their own', () => {
    const request = { boosts: { a: 0.5 }, pins: pinned(['b', 0], ['c', 999]), diversity: 1 };
    expect(checkList('forYou', request)).toEqual(request);
  });

  it('may be empty', () => {
    expect(checkList('forYou', {})).toEqual({});
  });

  it('may name items and fields as every object names something', () => {
    const text = '{"__proto__": 2, "constructor": 3, "prototype": 0.5}';
    const { boosts, caps } = checkList('forYou', { boosts: JSON.parse(text), caps: JSON.parse('{"__proto__": 1}') });
    expect(Object.entries(boosts!)).toEqual(Object.entries(JSON.parse(text)));
    expect(Object.keys(caps!)).toEqual(['__proto__']);
    const where = checkWhere(JSON.parse('{"__proto__": ["a"], "constructor": { "min": 1 }}'));
    expect(Object.keys(where)).toEqual(['__proto__', 'constructor']);
    const known = { facetNames: ['genre'], hasField: () => false };
    for (const name of ['__proto__', 'constructor']) {
      const asked = checkWhere(JSON.parse(`{"${name}": ["a"]}`));
      expect(() => checkFields(asked, known)).toThrow(`where: facet '${name}' is not known, expected genre`);
    }
    expect(Object.keys(checkFacts(JSON.parse('{"__proto__": {"constructor": 1}}')))).toEqual(['__proto__']);
    expect(() => checkList('forYou', { context: JSON.parse('{"__proto__": "a"}') })).toThrow(
      'expected names like locale',
    );
  });

  it.each([
    [() => checkList('forYou', { count: 1.5 }), 'forYou: count is 1.5, expected an integer from 0 to 1000'],
    [() => checkList('forYou', { count: 1001 }), 'forYou: count is 1001, expected an integer from 0 to 1000'],
    [
      () => checkList('forYou', { where: { genre: 'Drama' } }),
      "forYou: where.genre is 'Drama', expected a list of values, or a condition of any, all, none, min and max",
    ],
    [() => checkList('forYou', { exclude: [''] }), "forYou: exclude.0 is '', expected an item id"],
    [() => checkList('forYou', { boosts: { a: 0 } }), 'forYou: boosts.a is 0, expected a factor above 0'],
    [() => checkList('forYou', { boosts: { a: -5 } }), 'forYou: boosts.a is -5, expected a factor above 0'],
    [() => checkList('forYou', { caps: { brand: 0 } }), 'forYou: caps.brand is 0, expected an integer from 1 to 1000'],
    [() => checkList('forYou', { cuont: 3 }), "forYou: unknown key 'cuont', did you mean 'count'?"],
    [() => checkList('similar', { colour: 3 }), "similar: unknown key 'colour', expected count, where, exclude"],
    [() => checkList('search', { query: 'a', minScore: 0.5 }), "search: unknown key 'minScore'"],
    [() => checkEvent({ type: 'purchas', itemId: 'a' }), "did you mean 'purchase'?"],
    [() => checkEvent({ type: 'purchase', itemId: 'a', quantity: 0 }), 'quantity is 0, expected an integer from 1'],
    [() => checkFacts({ a: { price: Number.NaN } }), 'setFacts: facts.a.price is NaN, expected'],
    [() => checkList('forYou', { pins: [{ itemId: 'a' }] }), 'forYou: pins.0.position is missing, expected a value'],
    [
      () => checkList('forYou', { pins: [{ itemId: 'a', position: -1 }] }),
      'forYou: pins.0.position is -1, expected an integer from 0 to 999',
    ],
    [() => checkList('forYou', { pins: pinned(['a', 1], ['b', 1]) }), 'forYou: pins is a list of 2, expected each p'],
    [() => checkList('forYou', { pins: pinned(['a', 1], ['a', 2]) }), 'forYou: pins is a list of 2, expected each i'],
    [() => checkList('forYou', { context: { locale: 7 } }), 'forYou: context.locale is 7, expected a text'],
    [() => checkList('forYou', { context: { 'My Locale': 'de' } }), 'expected names like locale'],
    [() => checkList('forYou', { context: { locale: 'x'.repeat(65) } }), 'expected at most 64 characters'],
    [
      () => checkList('forYou', { context: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`c${i}`, 'x'])) }),
      'expected at most 8 entries',
    ],
    [() => checkList('forYou', { basket: [] }), 'forYou: basket is a list of 0, expected at least one entry'],
    [() => checkList('forYou', { basket: ['a', 'a'] }), 'forYou: basket is a list of 2, expected each item once'],
    [() => checkList('forYou', { diversity: 1.01 }), 'forYou: diversity is 1.01, expected a number from 0 to 1'],
    [() => checkReasonsRequest({ facets: 'mood' }), "reasons: facets is 'mood', expected a list"],
    [() => checkReasonsRequest({ facets: [7] }), 'reasons: facets.0 is 7, expected a name of a facet'],
    [() => checkReasonsRequest({ facets: ['mood', 'mood'] }), 'expected each facet once'],
    [() => checkList('search', {}), 'search: query is missing, expected a value'],
    [() => checkItemId(undefined), 'item: itemId is missing, expected an item id'],
    [() => checkList('similar', { count: -1 }), 'similar: count is -1, expected an integer from 0 to 1000'],
  ])('%#: a bad one is refused in words', (request, message) => {
    expect(request).toThrow(message);
  });

  it('may search for a text of 100 kB: it is cut later, with a note', () => {
    expect((checkList('search', { query: 'x'.repeat(100_000) }) as { query?: string }).query).toHaveLength(100_000);
  });

  it('may only ask for facets and details that there are', () => {
    const known = {
      facetNames: ['genre', 'decade'],
      hasField: (name: string) => ['genre', 'decade', 'year'].includes(name),
    };
    checkFields({ genre: ['Drama'], year: { min: 1990 } }, known);
    checkFields({}, known);
    expect(() => checkFields({ genr: ['Drama'] }, known)).toThrow(
      "where: facet 'genr' is not known, expected genre, decade",
    );
    expect(() => checkFields({ year: ['1990'] }, known)).toThrow("where: facet 'year' is not known");
    expect(() => checkFields({ pages: { max: 100 } }, known)).toThrow("where: detail 'pages' is not known");
  });
});

describe('changes of the history', () => {
  const changes = new HistoryChanges(() => Promise.reject(new Error('nothing of it comes so far')));
  const like = { type: 'like', itemId: 'a', time: 1 } as const;

  it.each([
    [() => changes.add([like, { type: 'poke' } as never]), "events: 1.type is 'poke', expected one of"],
    [() => changes.add({} as never), 'events: it is an object, expected a list'],
    [() => changes.erase([1 as never]), 'events: 0 is 1, expected an event'],
    [() => changes.erase(7 as never), 'events: it is 7, expected a list'],
    [() => changes.erase([{ type: 'like', itemId: 'a' }]), 'events: 0.time is missing, expected milliseconds'],
    [() => changes.restore([like as never]), 'events: 0 is an object, expected a stored event'],
    [() => changes.replace(like, { type: 'rate', itemId: 'a' }), 'event: value is missing, expected stars'],
  ])('are told what they may not be: %#', async (change, message) => {
    await expect(change()).rejects.toThrow(message);
    await expect(change()).rejects.toBeInstanceOf(RequestError);
  });

  it('are done one after the other, those behind a failure too', async () => {
    const done: string[] = [];
    const log = { add: async () => done.push('add'), remove: async () => done.push('remove') };
    const inTurn = new HistoryChanges(async () => log as never);
    const failing = inTurn.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.push('fail');
      throw new Error('no');
    });
    const both = Promise.all([inTurn.add([like]), inTurn.erase([like])]);
    await expect(failing).rejects.toThrow('no');
    await both;
    await inTurn.done;
    expect(done).toEqual(['fail', 'add', 'remove']);
  });
});

describe('what asks of the history as a whole', () => {
  it.each([
    [() => checkHistoryRequest({ offset: -1 }), 'history: offset is -1, expected an integer from 0'],
    [() => checkEventsRequest({ limit: 1001 }), 'events: limit is 1001, expected an integer from 0 to 1000'],
    [() => checkEventsRequest({ query: 7 }), 'events: query is 7, expected a text'],
    [() => checkTitles([{ titles: [] }]), 'titles: 0.titles is a list of 0, expected at least one title'],
    [() => checkTitles([{ titles: ['x'.repeat(301)] }]), 'expected at most 300 characters'],
    [() => checkTitles(Array.from({ length: 1001 }, () => ({ titles: ['a'] }))), 'expected at most 1000 entries'],
  ])('is told what it may not be: %#', (check, message) => {
    expect(check).toThrow(RequestError);
    expect(check).toThrow(message);
  });

  it('is accepted as it should be', () => {
    expect(checkTitles([{ titles: ['Alien'], year: 1979 }])).toEqual([{ titles: ['Alien'], year: 1979 }]);
    expect(checkEventsRequest({})).toEqual({});
  });
});
