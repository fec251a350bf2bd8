// The report's charts as SVG text. They are drawn as wide as a phone and stand side by side on larger screens; colours
// are the page's variables, so that light and dark need one drawing.

import { decimals } from './format-figures.ts';
import type { Content, Markup } from './markup.ts';
import { type Attributes, type Ends, element, linearScale, linearTicks, text } from './svg.ts';

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
  domain: Ends;
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
/** Of a letter of the system's font at the style sheet's 12 px, roughly. */
const LETTER_WIDTH = 6.4;
const ROW_HEIGHT = 26;
/** From the middle of a line of text to its baseline. */
const TO_BASELINE = 4;
/** From the bottom of the plot to the baselines of the ticks' figures and of the axis' name. */
const TICKS_BELOW = 17;
const NAME_BELOW = 36;

/** One line a row: a dot at the mean, a line over the interval, the mean in figures at the end. */
export function rangeChart({ rows, axis, domain, alternative, format }: RangeChartOptions): Markup {
  const left = 14 + LETTER_WIDTH * Math.max(...rows.map(({ label }) => label.length));
  const right = WIDTH - 12 - LETTER_WIDTH * Math.max(...rows.map(({ mean }) => format(mean).length));
  const [top, bottom] = [4, 4 + ROW_HEIGHT * rows.length];
  const x = linearScale(domain, [left, right]);
  const ticks = linearTicks(domain, 4);
  const upright = (value: number, stroke: string) =>
    element('line', { x1: x(value), y1: top, x2: x(value), y2: bottom, stroke });
  const drawRow = ({ label, mean, low, high, tone, isHollow }: RangeRow, i: number): Content => {
    const y = top + ROW_HEIGHT * (i + 0.5);
    const [stroke, baseline] = [COLOURS[tone], y + TO_BASELINE];
    const band = { stroke, 'stroke-width': 5, 'stroke-opacity': 0.35 };
    const fill = isHollow ? 'var(--surface)' : stroke;
    return [
      text(left - 9, baseline, label, { 'text-anchor': 'end' }),
      element('line', { x1: x(low), y1: y, x2: x(high), y2: y, ...band }),
      element('circle', { cx: x(mean), cy: y, r: 3.5, stroke, fill, 'stroke-width': 2 }),
      text(WIDTH, baseline, format(mean), { 'text-anchor': 'end', fill: stroke, ...TABULAR }),
    ];
  };
  return drawChart(
    { width: WIDTH, height: bottom + 40, alternative },
    ticks.values.map((tick) => upright(tick, 'var(--line)')),
    ticks.values.map((tick) => text(x(tick), bottom + TICKS_BELOW, decimals(tick, ticks.places), TABULAR)),
    upright(0, 'var(--line-strong)'),
    rows.map(drawRow),
    text((left + right) / 2, bottom + NAME_BELOW, axis),
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

/** Many of them stand beside each other. */
const SHARES = { width: 230, height: 150, top: 18, bottom: 112, left: 36, right: 222 };

/** A bar for each group, the largest in figures, and a line across where the targets' share is. */
export function shareChart({ shares, targets, groupNames, highest, tone, alternative }: ShareChartOptions): Markup {
  const { width, height, top, bottom, left, right } = SHARES;
  const y = linearScale([0, highest], [bottom, top]);
  const step = (right - left) / groupNames.length;
  const middle = (group: number) => left + step * (group + 0.5);
  const across = (value: number, x1: number, x2: number, attributes: Attributes) =>
    element('line', { x1, y1: y(value), x2, y2: y(value), ...attributes });
  const fill = COLOURS[tone];
  const isListed = shares.every((share) => !Number.isNaN(share));
  const tops = Array.from(shares, (share) => y(isListed ? Math.min(share, highest) : 0));
  const largest = shares.indexOf(Math.max(...shares));
  const percent = (share: number) => `${decimals(100 * share, 0)} %`;
  const ticks = linearTicks([0, highest], 3).values;
  const mark = { stroke: 'var(--ink)', 'stroke-width': 2 };
  const bar = { width: step - 2, fill, 'fill-opacity': 0.6 };
  return drawChart(
    { width, height, alternative },
    ticks.map((tick) => across(tick, left, right, { stroke: 'var(--line)' })),
    ticks.map((tick) => text(left - 9, y(tick) + TO_BASELINE, percent(tick), { 'text-anchor': 'end', ...TABULAR })),
    groupNames.map((name, i) => (i % 2 === 0 ? text(middle(i), bottom + TICKS_BELOW, name) : undefined)),
    tops.map((barTop, i) =>
      element('rect', { x: middle(i) - step / 2 + 1, y: barTop, height: bottom - barTop, ...bar }),
    ),
    Array.from(targets, (target, i) => across(target, middle(i) - step / 2, middle(i) + step / 2, mark)),
    across(0, left, right, { stroke: 'var(--line-strong)' }),
    isListed
      ? text(middle(largest), tops[largest]! - 4, percent(shares[largest]!), { fill, 'font-weight': 600 })
      : undefined,
    text((left + right) / 2, bottom + NAME_BELOW, 'rare to popular'),
  );
}

/** Figures below each other have their digits below each other. */
export const TABULAR = { 'font-variant': 'tabular-nums' };

/**
 * An SVG of the page's style, words in the middle over their places: its size comes from the page, only the proportions
 * are its own.
 */
export function drawChart(
  { width, height, alternative }: { width: number; height: number; alternative: string },
  ...content: Content[]
): Markup {
  const attributes = {
    viewBox: `0 0 ${width} ${height}`,
    'text-anchor': 'middle',
    fill: 'currentColor',
    class: 'chart',
  };
  return element('svg', { role: 'img', 'aria-label': alternative, ...attributes }, ...content);
}
