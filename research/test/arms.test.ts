import { expect, test } from 'vitest';
import { changesOfArm, parseArm, parseArms, parseCount, parseNames } from '../training/changed-settings.ts';

const INPUTS = { content: 1, modalities: 1, ids: 3, regression: 1 };

test('an arm is a name with what the item tower reads, settings of training and sizes of the towers', () => {
  expect(parseArm('plain:')).toEqual({ name: 'plain', inputs: INPUTS, settings: {}, config: {} });
  expect(parseArm('hash IDs: ids=1, content=0').inputs).toEqual({ ...INPUTS, ids: 1, content: 0 });
  expect(parseArm('restarted: restartEpochs=4').settings).toEqual({ restartEpochs: 4 });
  const deep = parseArm('deep, dropped: numLayers=3, coldShare=0.2');
  expect(deep).toEqual({
    ...{ name: 'deep, dropped', inputs: INPUTS, settings: { coldShare: 0.2 }, config: { numLayers: 3 } },
  });
  expect(changesOfArm(deep)).toEqual({ ...INPUTS, coldShare: 0.2, numLayers: 3 });
});

test('a slip of the finger trains nothing under another name', () => {
  expect(() => parseArm('coldShare=0.2')).toThrow("arm 'coldShare=0.2' has no name, expected 'name: setting=number");
  for (const bad of ['drop=1', 'dropout', 'dropout=', 'dropout=x', 'dropout=1=2', 'toString=1']) {
    expect(() => parseArm(`a: ${bad}`)).toThrow(`'${bad}' is no setting, expected name=number with one of content`);
  }
  expect(() => parseArm('a: epochs=3')).toThrow("arm 'a' sets epochs, expected --epochs: all arms have the same");
  expect(() => parseArm('a: dropout=0, dropout=1')).toThrow("arm 'a' sets dropout twice");
  expect(() => parseArms(['popularity:'], ['popularity'])).toThrow("arm 'popularity' is there twice");
  expect(parseArms(['a:', 'b:'], [])).toHaveLength(2);
});

test('numbers and names of options are checked', () => {
  expect(parseNames('b,a', ['a', 'b'], '--only')).toEqual(['b', 'a']);
  expect(parseNames('', ['a'], '--only')).toEqual([]);
  expect(() => parseNames('c', ['a', 'b'], '--only')).toThrow("--only has 'c', expected some of a, b");
  expect(parseCount('0', '--fold', 0)).toBe(0);
  expect(() => parseCount('', '--epochs')).toThrow("--epochs is '', expected an integer of at least 1");
  expect(() => parseCount('1.5', '--epochs')).toThrow('expected an integer');
});
