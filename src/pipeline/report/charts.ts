// Charts as SVG text, drawn by Observable Plot into a document that linkedom plays. They are drawn as wide as a phone
// and stand side by side on larger screens; colours are the page's variables, so that light and dark need one drawing.

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { decimals } from './format-figures.ts';
import { html, Markup } from './markup.ts';

type Tone = 'own' | 'other' | 'better' | 'worse';

export interface RangeRow {
  /** Unique in a chart. */
  label: string;
  mean: number;
  low: number;
  high: number;
  tone: Tone;
  /** A hollow dot: not to be told from chance. */
  isHollow?: boolean;
}

interface RangeChartOptions {
  rows: readonly RangeRow[];
  /** What is on the axis. */
  axis: string;
  /** Ends of the axis; rows must lie within. */
  domain: readonly [number, number];
  /** For those who don't see the chart. */
  alternative: string;
  format: (value: number) => string;
}

const COLOURS: Record<Tone, string> = {
  own: 'var(--leaf)',
  other: 'var(--ink-soft)',
  better: 'var(--leaf)',
  worse: 'var(--clay)',
};
const WIDTH = 360;
/** Many of them stand beside each other. */
const SHARE_WIDTH = 230;
const FONT_SIZE = 12;
/** Of a letter of the system's font at FONT_SIZE, roughly. */
const LETTER_WIDTH = 6.4;
const ROW_HEIGHT = 26;

/** One line a row: a dot at the mean, a line over the interval, the mean in figures at the end. */
export function rangeChart({ rows, axis, domain, alternative, format }: RangeChartOptions): Markup {
  const colour = (row: RangeRow) => COLOURS[row.tone];
  const marginLeft = 14 + LETTER_WIDTH * Math.max(...rows.map(({ label }) => label.length));
  const marginRight = 12 + LETTER_WIDTH * Math.max(...rows.map(({ mean }) => format(mean).length));
  return drawChart(
    {
      width: WIDTH,
      height: ROW_HEIGHT * rows.length + 44,
      ...{ marginTop: 4, marginBottom: 40, marginLeft, marginRight },
      x: { domain: [...domain], label: axis, labelAnchor: 'center', labelArrow: 'none', ticks: 4, tickSize: 0 },
      y: { domain: rows.map(({ label }) => label), label: null, tickSize: 0 },
      marks: [
        Plot.gridX({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
        Plot.ruleX([0], { stroke: 'var(--line-strong)' }),
        Plot.ruleY(rows, { y: 'label', x1: 'low', x2: 'high', stroke: colour, strokeWidth: 5, strokeOpacity: 0.35 }),
        Plot.dot(rows, {
          ...{ x: 'mean', y: 'label', r: 3.5, stroke: colour, strokeWidth: 2 },
          fill: (row: RangeRow) => (row.isHollow ? 'var(--surface)' : colour(row)),
        }),
        Plot.text(rows, {
          ...{ y: 'label', text: (row: RangeRow) => format(row.mean), frameAnchor: 'right', textAnchor: 'end' },
          ...{ dx: marginRight, fill: colour, fontVariant: 'tabular-nums', fontSize: FONT_SIZE },
        }),
      ],
    },
    alternative,
  );
}

/** Ends of an axis that hold all rows and 0, with a little air. */
export function domainOf(rows: readonly RangeRow[]): [number, number] {
  const [low, high] = [Math.min(0, ...rows.map((row) => row.low)), Math.max(0, ...rows.map((row) => row.high))];
  const air = 0.04 * (high - low || 1);
  return [low < 0 ? low - air : 0, high + air];
}

interface ShareChartOptions {
  /** f64 [groups], sum 1: the bars. */
  shares: Float64Array;
  /** f64 [groups], sum 1: the marks to compare with. */
  targets: Float64Array;
  groupNames: readonly string[];
  /** Top of the axis; a higher bar is cut off. */
  highest: number;
  tone: Tone;
  alternative: string;
}

/** A bar for each group, the largest in figures, and a line across where the targets' share is. */
export function shareChart({ shares, targets, groupNames, highest, tone, alternative }: ShareChartOptions): Markup {
  const bars = groupNames.map((name, i) => ({
    ...{ name, share: shares[i], target: targets[i] },
    shown: Math.min(shares[i], highest),
  }));
  const largest = bars.reduce((a, b) => (b.share > a.share ? b : a));
  const percent = (share: number) => `${decimals(100 * share, 0)} %`;
  return drawChart(
    {
      width: SHARE_WIDTH,
      height: 150,
      ...{ marginTop: 18, marginBottom: 38, marginLeft: 36, marginRight: 8 },
      x: {
        ...{
          domain: [...groupNames],
          label: 'rare to popular',
          labelAnchor: 'center',
          labelArrow: 'none',
          tickSize: 0,
        },
        ticks: groupNames.filter((_, i) => i % 2 === 0),
      },
      y: { domain: [0, highest], label: null, ticks: 3, tickSize: 0, tickFormat: percent },
      marks: [
        Plot.gridY({ ticks: 3, stroke: 'var(--line)', strokeOpacity: 1 }),
        Plot.barY(bars, { x: 'name', y: 'shown', fill: COLOURS[tone], fillOpacity: 0.6 }),
        Plot.tickY(bars, { ...{ x: 'name', y: 'target', stroke: 'var(--ink)' }, strokeWidth: 2, inset: -1 }),
        Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
        Plot.text([largest], {
          ...{ x: 'name', y: 'shown', text: (bar: typeof largest) => percent(bar.share), dy: -8 },
          ...{ fill: COLOURS[tone], fontSize: FONT_SIZE, fontWeight: 600 },
        }),
      ],
    },
    alternative,
  );
}

/** An SVG of the page's style, for `html`. */
function drawChart(options: Plot.PlotOptions, alternative: string): Markup {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = Plot.plot({ ...options, document, className: 'chart' }) as unknown as Drawing;
  svg.querySelector('style')?.remove(); // the page's style sheet has it once
  // The size comes from the page; only the proportions are the drawing's.
  for (const name of ['width', 'height', 'font-size', 'font-family']) svg.removeAttribute(name);
  const text = svg.outerHTML.replace(/^<svg /, html`<svg role="img" aria-label="${alternative}" `.text);
  return new Markup(text);
}

/** What is used of an SVG element: the command line's code knows no DOM types. */
interface Drawing {
  outerHTML: string;
  querySelector(selector: string): { remove(): void } | null;
  removeAttribute(name: string): void;
}
