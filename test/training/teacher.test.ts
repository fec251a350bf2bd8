import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { leaveLastOut, refitSplit } from '../../src/pipeline/evaluation/split.ts';
import type { Interactions } from '../../src/pipeline/input/interactions.ts';
import { fitTeacher, teacherOfLonger } from '../../src/pipeline/training/teacher.ts';
import type { Teacher } from '../../src/pipeline/training/training-data.ts';

const code = vi.hoisted(() => ({ fingerprint: 'today' }));
vi.mock(import('../../src/pipeline/code/code-fingerprint.ts'), () => ({
  codeFingerprint: async () => code.fingerprint,
}));

const VIEW = TOWER_EVENT_TYPES.indexOf('view');
const NUM_ITEMS = 12;

/** Everybody walks one ring of items from a place of their own; one user alone meets items 10 and 11 as well. */
function ringLog(): Interactions {
  const sequences = Array.from({ length: 20 }, (_, user) => Array.from({ length: 8 }, (_, i) => (user + i) % 10));
  sequences.push([0, 1, 10, 11, 2, 3, 4, 5]);
  const items = sequences.flat();
  return {
    userIds: sequences.map((_, user) => `${user}`),
    numUsers: sequences.length,
    numItems: NUM_ITEMS,
    offsets: Uint32Array.from({ length: sequences.length + 1 }, (_, user) => user * 8),
    items: Uint32Array.from(items),
    timestamps: Float64Array.from(items, (_, i) => i),
    eventTypes: new Uint8Array(items.length).fill(VIEW),
    timestampsArePositions: true,
  };
}

let teacher: Teacher;
const split = leaveLastOut(ringLog());
const rows = Uint32Array.from({ length: NUM_ITEMS }, (_, item) => 100 + item);
beforeAll(async () => {
  teacher = await fitTeacher(split, { ort: (await loadOnnxRuntime()).ort, itemRows: rows });
});

function answerTo(event: number | undefined, share = 1): Map<number, number> {
  const answer = new Map<number, number>();
  teacher.addAnswer(event, share, (item, part) => answer.set(item, part));
  return answer;
}

test('answers with what others did next, as rows of the training items, never with what was met', () => {
  const { offsets, items } = split.train;
  for (let user = 0; user < 20; user++) {
    const answer = answerTo(offsets[user]! + 3);
    const [best] = [...answer].sort(([, a], [, b]) => b - a)[0]!;
    expect(best).toBe(100 + items[offsets[user]! + 3]!);
    for (const met of items.subarray(offsets[user], offsets[user]! + 3)) expect(answer.has(100 + met)).toBe(false);
  }
});

test('does not know what a user alone did next: their own events are in no count that answers them', () => {
  const start = split.train.offsets[20]!;
  expect(answerTo(start + 2).has(110)).toBe(false);
  expect(answerTo(start + 3).has(111)).toBe(false);
});

test('answers are kept while the code is the same, and a cut file is made anew', async () => {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'privet-teacher-'));
  try {
    const options = { ort: (await loadOnnxRuntime()).ort, itemRows: rows, cacheFolder };
    const answer = async () => {
      const found: [number, number][] = [];
      (await fitTeacher(split, options)).addAnswer(split.train.offsets[3]! + 3, 1, (...part) => found.push(part));
      return found;
    };
    const first = await answer();
    const [file] = await readdir(cacheFolder);
    expect(await answer()).toEqual(first);
    await truncate(join(cacheFolder, file!), 10);
    expect(await answer()).toEqual(first);
    expect((await stat(join(cacheFolder, file!))).size).toBeGreaterThan(10);
    expect(await readdir(cacheFolder)).toEqual([file]);
    code.fingerprint = 'another EASE';
    await answer();
    expect(await readdir(cacheFolder)).toHaveLength(2);
  } finally {
    await rm(cacheFolder, { recursive: true });
  }
});

test('shares add up to what was asked for; there is no answer before the first event, and none to what is no event', () => {
  const sum = [...answerTo(split.train.offsets[2]! + 2, 0.3).values()].reduce((total, share) => total + share, 0);
  expect(sum).toBeCloseTo(0.3, 6);
  expect(answerTo(split.train.offsets[2]).size).toBe(0);
  expect(teacher.addAnswer(undefined, 0.3, () => {})).toBe(0);
});

test('of a log that goes on, the events that were taught have the same answers and the others none', () => {
  const { offsets: taught } = split.train;
  const { offsets } = refitSplit(split).train;
  const longer = teacherOfLonger(teacher, taught, offsets);
  const answersOf = (asked: Teacher, event: number) => {
    const found: [number, number][] = [];
    asked.addAnswer(event, 0.5, (...part) => found.push(part));
    return found;
  };
  for (let user = 0; user + 1 < taught.length; user++) {
    const known = taught[user + 1]! - taught[user]!;
    expect(offsets[user + 1]! - offsets[user]!).toBeGreaterThan(known);
    for (let i = 0; i < offsets[user + 1]! - offsets[user]!; i++) {
      const expected = i < known ? answersOf(teacher, taught[user]! + i) : [];
      expect(answersOf(longer, offsets[user]! + i)).toEqual(expected);
    }
  }
  expect(answersOf(longer, offsets[3]! + 3)).not.toEqual([]);
});
