import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  changesOf,
  ONE_DESCENT_SETTINGS,
  parseArm,
  parseArms,
  parseCount,
  parseNames,
  parseNumbers,
} from '../../research/training/changed-settings.ts';
import {
  appendResult,
  isSamePoint,
  readScalingResults,
  type ScalingResult,
  scalingChart,
} from '../../research/training/scaling-results.ts';
import { userFraction } from '../../research/training/user-fraction.ts';
import { readVariants } from '../../src/pipeline/evaluation/variants/read-variants.ts';
import { temporaryFolder } from '../cli/collecting-terminal.ts';
import { attributesOf, expectWellFormed } from '../report/svg-text.ts';
import { smallLog } from '../training/small-training.ts';

test('changed settings are numbers of names that the defaults have', () => {
  const defaults = { dropout: 0.2, layers: 2 };
  expect(changesOf(['dropout=0.5', ' layers = 3 '], defaults)).toEqual({ dropout: 0.5, layers: 3 });
  for (const bad of ['drop=1', 'dropout', 'dropout=', 'dropout=x', 'dropout=1=2', 'toString=1']) {
    expect(() => changesOf([bad], defaults)).toThrow(
      `'${bad}' is no setting, expected name=number with one of dropout`,
    );
  }
});

test('a bench that trains without a restart refuses its setting, in place of training the plain towers by another name', () => {
  expect(() => changesOf(['restartEpochs=4'], ONE_DESCENT_SETTINGS)).toThrow("'restartEpochs=4' is no setting");
  expect(parseArm('restarted: restartEpochs=4').settings).toEqual({ restartEpochs: 4 });
});

test('an arm is a name with what the item tower reads, settings of training and sizes of the towers', () => {
  const inputs = { content: 1, modalities: 1, ids: 3, regression: 1 };
  expect(parseArm('plain:')).toEqual({ name: 'plain', inputs, settings: {}, config: {} });
  expect(parseArm('hash IDs: ids=1, content=0').inputs).toEqual({ ...inputs, ids: 1, content: 0 });
  expect(parseArm('deep, dropped: numLayers=3, coldShare=0.2')).toEqual({
    ...{ name: 'deep, dropped', inputs, settings: { coldShare: 0.2 }, config: { numLayers: 3 } },
  });
  expect(() => parseArm('coldShare=0.2')).toThrow("arm 'coldShare=0.2' has no name, expected 'name: setting=number");
  expect(() => parseArm('a: nonsense=1')).toThrow("'nonsense=1' is no setting, expected name=number with one of");
  expect(() => parseArm('a: epochs=3')).toThrow("arm 'a' sets epochs, expected --epochs: all arms have the same");
  expect(() => parseArm('a: dropout=0, dropout=1')).toThrow("arm 'a' sets dropout twice");
  expect(() => parseArms(['popularity:'], ['popularity'])).toThrow("arm 'popularity' is there twice");
  expect(parseArms(['a:', 'b:'], [])).toHaveLength(2);
});

test('numbers of options are checked', () => {
  expect(parseNumbers('32,64,32', '--widths')).toEqual([32, 64]);
  expect(() => parseNumbers('32,x', '--widths')).toThrow("--widths is '32,x', expected numbers above 0");
  expect(parseNames('b,a', ['a', 'b'], '--only')).toEqual(['b', 'a']);
  expect(parseNames('', ['a'], '--only')).toEqual([]);
  expect(() => parseNames('c', ['a', 'b'], '--only')).toThrow("--only has 'c', expected some of a, b");
  expect(parseCount('0', '--fold', 0)).toBe(0);
  expect(() => parseCount('', '--epochs')).toThrow("--epochs is '', expected an integer of at least 1");
  expect(() => parseCount('1.5', '--epochs')).toThrow('expected an integer');
});

test('a fraction of the users is part of every larger one, and keeps their events whole', () => {
  const log = smallLog(24, 12);
  const [quarter, half, all] = [0.25, 0.5, 1].map((fraction) => userFraction(log, fraction, 3));
  const usersOf = ({ offsets }: typeof log) =>
    Array.from({ length: 24 }, (_, u) => u).filter((u) => offsets[u + 1] > offsets[u]);
  expect([quarter, half, all].map((part) => usersOf(part).length)).toEqual([6, 12, 24]);
  expect(usersOf(half)).toEqual(expect.arrayContaining(usersOf(quarter)));
  expect(all.items).toEqual(log.items);
  const [user] = usersOf(quarter);
  expect(quarter.items.subarray(quarter.offsets[user], quarter.offsets[user + 1])).toEqual(
    log.items.subarray(log.offsets[user], log.offsets[user + 1]),
  );
  expect(quarter.validationTargets![user]).toBe(log.validationTargets![user]);
  expect([...quarter.validationTargets!].filter((target) => target >= 0)).toHaveLength(6);
});

const RESULT: ScalingResult = {
  ...{ width: 32, fraction: 0.25, epochs: 8, seed: 1, recall10: 0.2, ndcg10: 0.1, users: 100 },
  ...{ trainingEvents: 1000, loss: 6.5 },
};

test('results are read as they were written, also as variants', async () => {
  const file = join(await temporaryFolder(), 'results.jsonl');
  expect(await readScalingResults(file)).toEqual([]);
  const wider = { ...RESULT, width: 64, ndcg10: 0.15 };
  for (const result of [RESULT, wider]) await appendResult(file, result);
  expect(await readScalingResults(file)).toEqual([RESULT, wider]);
  const { variants } = await readVariants(file);
  expect(variants.map(({ variant }) => variant)).toEqual([
    'width 32, 25 % of the users',
    'width 64, 25 % of the users',
  ]);
  expect(isSamePoint(RESULT, { ...wider, width: 32 })).toBe(true);
  expect(isSamePoint(RESULT, { ...RESULT, epochs: 9 })).toBe(false);
});

test('a line of another bench is named', async () => {
  const file = join(await temporaryFolder(), 'results.jsonl');
  await writeFile(file, '{"command":"bench","bench":"scaling","changed":{"width":32}}\n');
  await expect(readScalingResults(file)).rejects.toThrow('results.jsonl:1: found no changed.fraction');
});

test('the chart has a line a width', () => {
  const more = { ...RESULT, fraction: 1, trainingEvents: 4000, ndcg10: 0.2 };
  const svg = scalingChart([RESULT, more, { ...RESULT, width: 64 }, { ...more, width: 64 }]);
  expectWellFormed(svg);
  expect(attributesOf(svg, 'circle')).toHaveLength(4);
  for (const name of ['width 32', 'width 64']) expect(svg).toContain(`>${name}<`);
});
