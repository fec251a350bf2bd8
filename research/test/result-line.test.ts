import { expect, test } from 'vitest';
import { resultLine } from '../result-line.ts';

test('a line has all that was given, figures in four decimals', () => {
  const figures = { recall10: 0.123456, ndcg10: 0.125, users: 100, epochs: 8, seed: 1 };
  const line = resultLine(
    { trial: 'training', arm: 'plain', changed: { dropout: 0.2 }, ...figures },
    { minutes: 1.23456 },
  );
  expect(line).toBe(
    '{"trial":"training","arm":"plain","changed":{"dropout":0.2},"recall10":0.1235,"ndcg10":0.125,' +
      '"users":100,"epochs":8,"seed":1,"minutes":1.2346}',
  );
});
