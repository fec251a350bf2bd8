import { expect, test } from 'vitest';
import { TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { leaveLastOut } from '../../src/pipeline/evaluation/split.ts';
import type { Interactions } from '../../src/pipeline/input/interactions.ts';
import { balanceScales } from '../../src/pipeline/training/export-towers.ts';
import { trainingLog } from '../../src/pipeline/training/training-log.ts';

const [view, dislike] = [TOWER_EVENT_TYPES.indexOf('view'), TOWER_EVENT_TYPES.indexOf('dislike')];

test('no target that is asked for, nor anything after the first of them, is trained on', () => {
  const log: Interactions = {
    userIds: ['a', 'b', 'c'],
    numUsers: 3,
    numItems: 6,
    offsets: Uint32Array.of(0, 6, 8, 9),
    items: Uint32Array.of(0, 1, 2, 3, 4, 5, 1, 2, 0),
    timestamps: Float64Array.of(1, 2, 3, 4, 5, 6, 1, 2, 1).map((t) => t * 1000),
    eventTypes: Uint8Array.of(view, dislike, view, view, dislike, view, view, view, view),
    timestampsArePositions: false,
  };
  const part = trainingLog('test', leaveLastOut(log), Uint32Array.of(10, 11, 12, 13, 14, 15));
  expect([...part.offsets]).toEqual([0, 3, 4, 4]);
  expect([...part.items]).toEqual([10, 11, 12, 11]);
  expect([...part.eventTypes]).toEqual([view, dislike, view, view]);
  expect([...part.validationTargets!]).toEqual([13, -1, -1]);
  expect([...part.timesSeconds!]).toEqual([1, 2, 3, 1]);
  expect([...part.candidates]).toEqual([10, 11, 12]); // the others were never met: no softmax has them
  expect(
    trainingLog('positions', leaveLastOut({ ...log, timestampsArePositions: true }), Uint32Array.of(0, 1, 2, 3, 4, 5))
      .timesSeconds,
  ).toBeUndefined();
});

test('scales make the ranges of both towers equal, dimension by dimension', () => {
  const random = createRandom(1);
  const rows = (widths: number[]): Float32Array =>
    Float32Array.from({ length: 2000 * widths.length }, (_, i) => random.normal() * widths[i % widths.length]!);
  const [items, users] = [rows([1, 10, 0, 3]), rows([4, 0.1, 5, 3])];
  const scales = balanceScales(items, users, 4);
  const spread = (values: Float32Array, d: number): number =>
    Math.sqrt(values.filter((_, i) => i % 4 === d).reduce((sum, v) => sum + v * v, 0) / 2000);
  expect(scales[2]).toBe(0);
  for (const d of [0, 1, 3]) {
    const ratio = (spread(items, d) * scales[d]!) / (spread(users, d) / scales[d]!);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  }
});
