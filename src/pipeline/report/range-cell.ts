// The report's one chart: a mean with its interval, in figures and below them as a dot on a band. Each stands in its cell of a
// table, so that a column is a chart whose rows can be read. Places are style properties: the style sheet draws.

import type { Estimate } from '../evaluation/accuracy.ts';
import { type Content, html, type Markup } from './markup.ts';

type Range = Omit<Estimate, 'resampled'>;

/** What is common to the cells of a column, or of a table. */
export interface Axis {
  low: number;
  high: number;
  /** Of the mean, and of the ends of the interval. */
  format(value: number): string;
}

/** Holds all intervals and 0, with a little air. */
export function axisOf(values: readonly Range[], format: Axis['format']): Axis {
  const [low, high] = [Math.min(0, ...values.map((one) => one.low)), Math.max(0, ...values.map((one) => one.high))];
  const air = 0.04 * (high - low || 1);
  return { low: low < 0 ? low - air : 0, high: high + air, format };
}

/**
 * @param value  undefined: an empty cell
 * @param tone   `chance`: a hollow dot, not to be told from chance
 */
export function rangeCell(value: Range | undefined, axis: Axis, tone?: 'worse' | 'chance'): Content {
  if (value === undefined) return undefined;
  const { mean, low, high } = value;
  const at = (place: number) => `${((100 * (place - axis.low)) / (axis.high - axis.low)).toFixed(2)}%`;
  return html`${axis.format(mean)}<span class="interval">${axis.format(low)} to ${axis.format(high)}</span>${dot(
    `--zero:${at(0)};--low:${at(low)};--mean:${at(mean)};--high:${at(high)}`,
    tone,
  )}`;
}

function dot(places: string, tone: string | undefined): Markup {
  return html`<span class="range${tone && ` ${tone}`}" style="${places}"></span>`;
}
