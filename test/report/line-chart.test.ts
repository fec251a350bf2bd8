import { expect, test } from 'vitest';
import { lineChart, svgFile } from '../../src/pipeline/report/line-chart.ts';
import { attributesOf, expectWellFormed } from './svg-text.ts';

const chart = (line = 'width 32') =>
  lineChart({
    points: [
      { line, x: 1000, y: 0.1 },
      { line, x: 100_000, y: 0.2 },
      { line, x: 10_000, y: 0.15 },
      { line: 'width 64', x: 1000, y: 0.12 },
    ],
    ...{
      xAxis: 'training events',
      yAxis: 'NDCG@10',
      alternative: 'Lines.',
      format: (value: number) => value.toFixed(2),
    },
  });

test('points stand on a logarithmic axis, one line and one name for each', () => {
  const svg = chart().text;
  expectWellFormed(svg);
  const xs = attributesOf(svg, 'circle').map(({ cx }) => Number(cx));
  const [low, , middle, high] = [...xs].sort((a, b) => a - b);
  expect(middle - low).toBeCloseTo(high - middle, 6);
  expect(svg.match(/>width (32|64)</g)).toEqual(['>width 64<', '>width 32<'].toSorted());
  expect(svg).toMatch(/^<svg role="img" aria-label="Lines."/);
});

test('a file of its own has the colours and the namespace, and names cannot break out of it', () => {
  const file = svgFile(chart('</text><script>"& var(--leaf)'));
  expect(file.match(/xmlns="http:\/\/www.w3.org\/2000\/svg"/g)).toHaveLength(1);
  expectWellFormed(file);
  expect(file).toContain('stroke="#256241"');
  expect(file).not.toMatch(/="var\(/);
  expect(file).not.toContain('<script');
});
