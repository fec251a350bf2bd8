import { describe, expect, test } from 'vitest';
import { formatReport, reportSemanticIds } from '../../src/semantic-ids/report.ts';

/** Level 0: three items of code 0, one of 1, two of 3; level 1: even. Items 0 and 1 are equal, and so are 4 and 5. */
const codes = Uint8Array.of(0, 2, 0, 2, 0, 1, 1, 1, 3, 0, 3, 0);
const encoding = {
  codes,
  levels: [
    { utilization: 0.75, reconstructionError: 0.5 },
    { utilization: 0.75, reconstructionError: 0.0625 },
  ],
};

describe('report', () => {
  test('of hand-counted codes', () => {
    const report = reportSemanticIds(encoding, 4);
    expect(report.numItems).toBe(6);
    expect(report.collisions).toBeCloseTo(4 / 6);
    expect(report.largestBucket).toBe(2);
    expect(report.levels.map((level) => level.largestCode)).toEqual([3, 2]);
    expect(report.levels.map((level) => level.utilization)).toEqual([0.75, 0.75]);
    expect(report.levels.map((level) => level.reconstructionError)).toEqual([0.5, 0.0625]);
    // Shares 1/2, 1/6, 1/3: 2^(1/2) 6^(1/6) 3^(1/3); three even codes are worth three.
    expect(report.levels[0]!.perplexity).toBeCloseTo(2 ** (1 / 2) * 6 ** (1 / 6) * 3 ** (1 / 3));
    expect(report.levels[1]!.perplexity).toBeCloseTo(3);
  });

  test('as a table', () => {
    expect(formatReport(reportSemanticIds(encoding, 4))).toBe(
      `6 items, 2 levels x 4 codes
level  codes used  perplexity  largest code  missing
    0        75 %         2.7             3   50.0 %
    1        75 %         3.0             2    6.3 %
items that share all codes: 66.67 %; at most 2 with the same`,
    );
  });

  test('of no items', () => {
    const empty = { codes: new Uint8Array(0), levels: [{ utilization: 0, reconstructionError: 0 }] };
    const report = reportSemanticIds(empty, 8);
    expect([report.collisions, report.largestBucket, report.levels[0]!.perplexity]).toEqual([0, 0, 0]);
  });
});
