import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import type { WindowEvent } from '../../src/pipeline/training/sample-window.ts';
import { addTargets } from '../../src/pipeline/training/slot-targets.ts';
import type { Teacher } from '../../src/pipeline/training/teacher.ts';

const VIEW = EVENT_TYPES.indexOf('view');
const DISLIKE = EVENT_TYPES.indexOf('dislike');
const events = (types: number[]): WindowEvent[] =>
  types.map((eventType, item) => ({ item, eventType, timeSeconds: Number.NaN, event: item }));

function targetsOf(window: WindowEvent[], next: number, horizonDecay: number, distillation = 0, teacher?: Teacher) {
  const shares = new Map<number, number>();
  addTargets(window, next, { horizonDecay, distillation }, teacher, (item, share) => {
    shares.set(item, (shares.get(item) ?? 0) + share);
  });
  return shares;
}

test('without a horizon the next item alone', () => {
  expect(targetsOf(events([VIEW, VIEW, VIEW]), 1, 0)).toEqual(new Map([[1, 1]]));
});

test('with a horizon the next ten, each further one less, none that is disliked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
      fc.nat(),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (dislikes, from, decay) => {
        const window = events([...dislikes.map((disliked) => (disliked ? DISLIKE : VIEW))]);
        const next = from % window.length;
        window[next]!.eventType = VIEW;
        const shares = targetsOf(window, next, decay);
        const sum = [...shares.values()].reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(1, 9);
        for (const [item, share] of shares) {
          expect(window[item]!.eventType).toBe(VIEW);
          expect(item).toBeGreaterThanOrEqual(next);
          expect(item).toBeLessThan(next + 10);
          expect(share / shares.get(next)!).toBeCloseTo(decay ** (item - next), 9);
        }
      },
    ),
  );
});

test('a teacher takes its share from the next items, and nothing where it has no answer', () => {
  const teacher: Teacher = {
    addAnswer(event, share, add) {
      if (event !== 1) return 0;
      add(7, share * 0.75);
      add(1, share * 0.25);
      return share;
    },
  };
  expect(targetsOf(events([VIEW, VIEW]), 1, 0, 0.4, teacher)).toEqual(
    new Map([
      [7, 0.4 * 0.75],
      [1, 0.4 * 0.25 + 0.6],
    ]),
  );
  expect(targetsOf(events([VIEW, VIEW]), 0, 0, 0.4, teacher)).toEqual(new Map([[0, 1]]));
});
