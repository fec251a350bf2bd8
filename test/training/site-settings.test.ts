import { expect, test } from 'vitest';
import { siteSettings } from '../../src/pipeline/training/site-settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../../src/pipeline/training/training-data.ts';
import { smallLog } from './small-training.ts';

const { batchSize, windowLength } = DEFAULT_TRAINING_SETTINGS;

test('long histories are trained in full windows, as the films are', () => {
  const settings = siteSettings(smallLog(1000, 300));
  expect(settings).toMatchObject({ batchSize, windowLength });
});

test('short histories are trained in short windows, as many slots a batch', () => {
  const settings = siteSettings(smallLog(3000, 12));
  expect(settings.windowLength).toBe(20);
  expect(settings.batchSize * settings.windowLength).toBe(batchSize * windowLength);
});

test('few people are trained in small batches: a run takes its steps', () => {
  for (const [numUsers, least] of [
    [1000, 500],
    [150, 500],
    [30, 100],
  ] as const) {
    const { batchSize, epochs } = siteSettings(smallLog(numUsers, 12));
    expect(batchSize).toBeGreaterThanOrEqual(8);
    expect(epochs * Math.ceil(numUsers / batchSize)).toBeGreaterThanOrEqual(least);
  }
});

test('a few long histories do not make all windows long', () => {
  const log = smallLog(100, 12);
  const long = Uint32Array.from(log.offsets, (offset, i) => offset + (i === 100 ? 500 : 0));
  expect(siteSettings({ ...log, offsets: long }).windowLength).toBe(20);
});

test('all items are in the softmax while they are few', () => {
  expect(siteSettings(smallLog()).numCandidates).toBe(64);
  const candidates = Uint32Array.from({ length: 20_000 }, (_, i) => i);
  expect(siteSettings({ ...smallLog(), candidates }).numCandidates).toBe(4096);
});

test('shorter and fewer histories are seen more often, within bounds', () => {
  expect(siteSettings(smallLog(6000, 75)).epochs).toBe(16);
  expect(siteSettings(smallLog(6000, 40)).epochs).toBe(29);
  expect(siteSettings(smallLog(30, 12)).epochs).toBe(32);
  expect(siteSettings(smallLog(60_000, 75)).epochs).toBe(8);
});

test('a teacher has a say where there are few events an item', () => {
  expect(siteSettings(smallLog(200, 12)).distillation).toBeGreaterThan(0); // 60 events for each of 40 items
  expect(siteSettings(smallLog(400, 12)).distillation).toBe(0); // 120
});

test('few events an item are learned by heart sooner: fewer epochs', () => {
  const log = smallLog(3000, 40);
  const items = log.items.map((_, event) => event % 3000); // 40 events an item in place of 3,000
  expect(siteSettings(log).epochs).toBe(32);
  expect(siteSettings({ ...log, items }).epochs).toBe(17);
});
