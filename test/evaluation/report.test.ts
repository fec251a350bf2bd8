import { expect, test } from 'vitest';
import type { Difference } from '../../src/pipeline/evaluation/accuracy.ts';
import type { Figures } from '../../src/pipeline/evaluation/evaluate.ts';
import { jsonLine, renderDifferences, renderTables } from '../../src/pipeline/evaluation/report.ts';
import type { CaseSegment } from '../../src/pipeline/evaluation/segments.ts';

const CONTEXT = { split: 'leave-last-out', seed: 3 } as const;
const figures = (model: string, change: Partial<Figures> = {}): Figures => ({
  model,
  seen: 'masked',
  segment: 'all',
  k: 10,
  users: 6040,
  recall: 0.25,
  ndcg: 0.125,
  mrr: 0.0625,
  hit: 0.25,
  itemCoverage: 0.5,
  averagePopularity: 1234.56,
  giniIndex: 0.75,
  ...change,
});

test('a JSON line has the fields of the command line contract, in its order', () => {
  expect(jsonLine(figures('privet-int8'), CONTEXT)).toBe(
    '{"command":"evaluate","model":"privet-int8","split":"leave-last-out","seen":"masked","segment":"all","k":10,' +
      '"users":6040,"recall":0.25,"ndcg":0.125,"mrr":0.0625,"hit":0.25,"itemCoverage":0.5,"averagePopularity":1234.56,' +
      '"giniIndex":0.75,"seed":3}',
  );
});

test('where the validation events were learned as well, lines and tables say so', () => {
  const context = { ...CONTEXT, refit: true };
  expect(JSON.parse(jsonLine(figures('ease'), context))).toMatchObject({ refit: true });
  expect(renderTables([figures('ease')], context)).toContain('leave-last-out, refit, seen masked, all items, @10');
});

test('a figure without users is null', () => {
  const line = jsonLine(figures('ease', { users: 0, recall: Number.NaN }), CONTEXT);
  expect(JSON.parse(line)).toMatchObject({ users: 0, recall: null });
});

test('one aligned table for each seen mode, segment and K that has users', () => {
  const rows = [
    figures('popularity'),
    figures('popularity', { segment: 'cold', users: 0 }),
    figures('popularity', { seen: 'kept' }),
    figures('transitions+ease', { recall: 0.3 }),
  ];
  const blocks = renderTables(rows, CONTEXT).split('\n\n');
  expect(blocks).toHaveLength(2);
  expect(blocks[0]!.split('\n')).toEqual([
    'leave-last-out, seen masked, all items, @10 (6040 users)',
    '  model             Recall    NDCG     MRR     Hit  ItemCoverage  AveragePopularity  GiniIndex',
    '  popularity        0.2500  0.1250  0.0625  0.2500         0.500             1234.6      0.750',
    '  transitions+ease  0.3000  0.1250  0.0625  0.2500         0.500             1234.6      0.750',
  ]);
  expect(blocks[1]).toContain('seen kept');
});

test('differences over all users: one aligned table for each seen mode and K, with signs', () => {
  const estimate = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01, resampled: new Float64Array(0) });
  const difference = (model: string, segment: CaseSegment, users = 6040): Difference => ({
    ...{ model, seen: 'masked', segment, k: 10, users },
    ...{ recall: estimate(0.02), ndcg: estimate(-0.005) },
  });
  const rows = [difference('ease', 'all'), difference('ease', 'tail'), difference('popularity', 'all')];
  expect(renderDifferences('privet-int8', rows, CONTEXT).split('\n')).toEqual([
    'privet-int8 less each other model, leave-last-out, seen masked, @10 (6040 users, paired bootstrap)',
    '  model        Recall       95 % interval     NDCG       95 % interval',
    '  ease        +0.0200  +0.0100 to +0.0300  -0.0050  -0.0150 to +0.0050',
    '  popularity  +0.0200  +0.0100 to +0.0300  -0.0050  -0.0150 to +0.0050',
  ]);
  expect(renderDifferences('privet-int8', [], CONTEXT)).toBe('');
  expect(renderDifferences('privet-int8', [difference('ease', 'all', 0)], CONTEXT)).toBe('');
});
