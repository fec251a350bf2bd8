import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { historyOf } from '../../src/pipeline/evaluation/recommender.ts';
import {
  holdOutLast,
  isNegativeEvent,
  leaveLastOut,
  refitSplit,
  type Split,
  splitInteractions,
} from '../../src/pipeline/evaluation/split.ts';
import { logOf, ringLog } from './logs.ts';

test('leave-last-out: the last two events that are no dislikes are held out', () => {
  const log = logOf(
    [
      [0, 1, 2, 3],
      [0, 1, { item: 2, type: 'dislike' }, 3, { item: 4, type: 'hide' }],
      [{ item: 0, type: 'dislike' }, 1],
      [0, 1],
    ],
    5,
  );
  const split = leaveLastOut(log);
  expect(split.test).toEqual([
    { user: 0, targetEvent: 3 },
    { user: 1, targetEvent: 7 },
    { user: 3, targetEvent: 12 },
  ]);
  expect(split.validation).toEqual([
    { user: 0, targetEvent: 2 },
    { user: 1, targetEvent: 5 },
  ]);
  // Nobody is asked for the second last event of the last user, who has nothing before it: it is learned.
  expect([...split.train.offsets]).toEqual([0, 2, 3, 3, 4]);
  expect([...split.train.items]).toEqual([0, 1, 0, 0]);
  expect([...historyOf(log, split.test[1]!).items]).toEqual([0, 1, 2]);
});

test('no target is trained on, and every history ends before its target', () => {
  fc.assert(
    fc.property(fc.nat(1000), (seed) => {
      const log = ringLog(12, 9, seed);
      const { train, validation, test } = leaveLastOut(log);
      for (const { user, targetEvent } of [...validation, ...test]) {
        expect(isNegativeEvent(log.eventTypes[targetEvent]!)).toBe(false);
        const trained = train.offsets[user + 1]! - train.offsets[user]!;
        expect(log.offsets[user]! + trained).toBeLessThanOrEqual(targetEvent);
        expect([...historyOf(log, { user, targetEvent }).items]).toEqual([
          ...log.items.slice(log.offsets[user], targetEvent),
        ]);
      }
      for (let user = 0; user < log.numUsers; user++) {
        const kept = train.items.slice(train.offsets[user], train.offsets[user + 1]);
        expect([...kept]).toEqual([...log.items.slice(log.offsets[user], log.offsets[user]! + kept.length)]);
      }
    }),
    { seed: 3, numRuns: 50 },
  );
});

test.each([
  ['leave-last-out', leaveLastOut],
  ['for a bundle that ships', holdOutLast],
] as const)(
  '%s: of more people than settings need, a fixed choice is held out, and the rest is learned',
  (_, split) => {
    const log = ringLog(40, 9, 2);
    const all = split(log);
    const some = split(log, 10);
    expect(all.validation).toHaveLength(40);
    expect(some.validation).toHaveLength(10);
    expect(all.validation).toEqual(expect.arrayContaining(some.validation));
    expect(some.validation.map(({ user }) => user)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(split(log, 10).validation).toEqual(some.validation);
    expect(some.test).toEqual(all.test);
    for (let user = 0; user < log.numUsers; user++) {
      const asked = [...some.validation, ...some.test].filter((entry) => entry.user === user);
      const end = Math.min(log.offsets[user + 1]!, ...asked.map(({ targetEvent }) => targetEvent));
      expect(some.train.offsets[user + 1]! - some.train.offsets[user]!).toBe(end - log.offsets[user]!);
    }
  },
);

test('temporal: one cut in time for all users, the last target of the period, the history up to it', () => {
  const early = Array.from({ length: 8 }, (_, i) => ({ item: i % 3, timeMs: 1000 + i }));
  const log = logOf(
    [
      [...early.slice(0, 7), { item: 0, timeMs: 2000 }, { item: 1, timeMs: 3000 }, { item: 2, timeMs: 3001 }],
      [early[7]!, { item: 1, timeMs: 2001 }, { item: 0, timeMs: 3002, type: 'dislike' }],
      [{ item: 2, timeMs: 3003 }],
      [{ item: 0, timeMs: 900 }],
    ],
    3,
  );
  // 15 events: validation from the 13th (3001)... test from the 14th.
  const split = splitInteractions('temporal', log, 'log.csv');
  const times = [...log.timestamps].sort((a, b) => a - b);
  const [validationStart, testStart] = [times[12]!, times[13]!];
  expect([...split.train.timestamps].every((time) => time < validationStart)).toBe(true);
  expect(split.train.timestamps).toHaveLength(12);
  expect(split.validation).toEqual([{ user: 0, targetEvent: 9 }]);
  // User 1 has only a dislike from then on, user 2 no history.
  expect(testStart).toBe(3002);
  expect(split.test).toEqual([]);
  expect(historyOf(log, split.validation[0]!)).toMatchObject({ requestTimeMs: 3001 });
  expect([...historyOf(log, split.validation[0]!).items]).toEqual([0, 1, 2, 0, 1, 2, 0, 0, 1]);
});

test('temporal: a test history holds the events of the test period before the target', () => {
  const times = Array.from({ length: 20 }, (_, i) => ({ item: i % 4, timeMs: 1000 * i }));
  const { test } = splitInteractions(
    'temporal',
    logOf([times.slice(0, 10), [times[3]!, ...times.slice(10)]], 4),
    'log.csv',
  );
  expect(test).toEqual([{ user: 1, targetEvent: 20 }]);
});

test('temporal is refused for positions, with the way out', () => {
  const refuse = () => splitInteractions('temporal', logOf([[0, 1, 2]], 3), 'log.csv');
  expect(refuse).toThrow(InputError);
  expect(refuse).toThrow(/log\.csv: found timestamps that are positions .*--split leave-last-out/);
});

test('for a bundle that ships, only the last target is held out', () => {
  const log = logOf([[0, 1, 2, { item: 3, type: 'dislike' }], [4], [{ item: 0, type: 'hide' }]], 5);
  const { train, validation, test } = holdOutLast(log);
  expect([...train.items]).toEqual([0, 1, 4, 0]);
  expect([...train.offsets]).toEqual([0, 2, 3, 4]);
  expect(validation).toEqual([{ user: 0, targetEvent: 2 }]);
  expect(test).toEqual([]);
});

/** How many of a user's events a part of the log has. */
const learned = ({ train }: Split, user: number): number => train.offsets[user + 1]! - train.offsets[user]!;

test('once settings are chosen, all before the test case is learned and nothing is left to choose by', () => {
  const log = ringLog(40, 9, 5);
  const split = leaveLastOut(log, 15);
  const refit = refitSplit(split);
  expect(refit.validation).toEqual([]);
  expect(refit.test).toBe(split.test);
  for (const { user, targetEvent } of split.test) expect(learned(refit, user)).toBe(targetEvent - log.offsets[user]!);
  for (const { user } of split.validation) expect(learned(refit, user)).toBeGreaterThan(learned(split, user));
  const shipped = refitSplit(holdOutLast(log, 15));
  expect([...shipped.train.items]).toEqual([...log.items]);
});

test('temporal: once settings are chosen, all before the test period is learned', () => {
  const times = Array.from({ length: 20 }, (_, i) => ({ item: i % 4, timeMs: 1000 * i }));
  const { train } = refitSplit(splitInteractions('temporal', logOf([times], 4), 'log.csv'));
  expect(train.items).toHaveLength(18);
});
