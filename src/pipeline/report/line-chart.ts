// Lines over a logarithmic axis, each with its name at its end: how a figure grows with the number of events, people or items.

import * as Plot from '@observablehq/plot';
import { drawChart } from './charts.ts';
import type { Markup } from './markup.ts';

export interface LineChartPoint {
  /** Name of the line that it is on. */
  line: string;
  /** Above 0. */
  x: number;
  y: number;
}

export interface LineChartOptions {
  /** At least one. */
  points: readonly LineChartPoint[];
  xAxis: string;
  yAxis: string;
  /** For those who don't see the chart. */
  alternative: string;
  /** For the vertical axis. */
  format: (value: number) => string;
}

/** By the order in which the lines come; further ones begin again, and have their names at their ends. */
const LINE_COLOURS = ['var(--leaf)', 'var(--clay)', 'var(--focus)', 'var(--ink-soft)'];

export function lineChart({ points, xAxis, yAxis, alternative, format }: LineChartOptions): Markup {
  const names = [...new Set(points.map(({ line }) => line))];
  const sorted = [...points].sort((a, b) => a.x - b.x);
  const colour = ({ line }: LineChartPoint) => LINE_COLOURS[names.indexOf(line) % LINE_COLOURS.length];
  return drawChart(
    {
      ...{ width: 480, height: 300, marginTop: 28, marginBottom: 42, marginLeft: 52, marginRight: 84 },
      x: { type: 'log', label: xAxis, labelAnchor: 'center', labelArrow: 'none', ticks: 4, tickFormat: '~s' },
      y: { label: yAxis, labelArrow: 'none', ticks: 5, tickSize: 0, tickFormat: format, nice: true },
      marks: [
        Plot.gridY({ ticks: 5, stroke: 'var(--line)', strokeOpacity: 1 }),
        Plot.line(sorted, { x: 'x', y: 'y', z: 'line', stroke: colour, strokeWidth: 2 }),
        Plot.dot(sorted, { x: 'x', y: 'y', fill: colour, r: 3.5 }),
        Plot.text(
          sorted,
          Plot.selectLast({ ...{ x: 'x', y: 'y', z: 'line', text: 'line', fill: colour }, dx: 8, textAnchor: 'start' }),
        ),
      ],
    },
    alternative,
  );
}

/** What the report's style sheet gives: a picture that stands alone has them written in, and brings its own background. */
const PICTURE_COLOURS: Record<string, string> = {
  'var(--leaf)': '#256241',
  'var(--clay)': '#9f3d24',
  'var(--focus)': '#1a56c4',
  'var(--ink-soft)': '#575d52',
  'var(--line)': '#e2dccd',
};
const BACKGROUND = '<rect width="100%" height="100%" fill="#fffdf7"/>';

/** A chart as a file of its own. */
export function svgFile(chart: Markup): string {
  const coloured = chart.text.replace(/var\(--[a-z-]+\)/g, (name) => PICTURE_COLOURS[name] ?? name);
  const attributes =
    'xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12" color="#575d52"';
  return `${coloured.replace(/^<svg ([^>]*)>/, `<svg $1 ${attributes}>${BACKGROUND}`)}\n`;
}
