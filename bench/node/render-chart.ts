// Draws medians of `top-k` as an SVG: one bar an engine on a logarithmic axis, Privet's highlighted.

import type { Content } from '../../src/pipeline/report/markup.ts';
import { element, logarithmicScale, type Scale, text } from '../../src/pipeline/report/svg.ts';
import { type BenchLine, isLeftOut, type TimeLine, type TopKLine } from '../harness/lines.ts';
import { BOLD, COLORS, picture } from './picture.ts';

const WIDTH = 800;
const LABEL_WIDTH = 230;
const RIGHT = 130;
const BAR = 18;
const ROW = 28;
const TOP = 62;
const BOTTOM = 56;

type Bar = TimeLine & Partial<TopKLine>;

/** @throws RangeError without a `top-k` line of that runtime */
export function renderChart(lines: readonly BenchLine[], runtime: BenchLine['runtime'] = 'chromium'): string {
  const shown = lines.filter((line) => line.bench === 'top-k' && line.runtime === runtime);
  const bars = shown.filter((line): line is Bar => !isLeftOut(line)).toSorted((a, b) => a.p50Ms - b.p50Ms);
  const [first] = bars;
  if (!first) throw new RangeError(`chart: there are 0 top-k lines of ${runtime}, expected at least 1`);
  const { ticks, x } = axisOf(bars.map(({ p50Ms }) => p50Ms));
  const height = TOP + bars.length * ROW + BOTTOM;
  const title = `Time to rank ${first.items.toLocaleString('en')} items of ${first.dim} dimensions, best ${first.k}`;
  const summary = bars.map(({ engine, p50Ms }) => `${engine} ${format(p50Ms)} ms`).join(', ');
  const description = `Median milliseconds in ${runtime}, logarithmic axis: ${summary}.`;
  const what = `median milliseconds, ${runtime}, one thread, logarithmic axis; shorter is faster`;
  return picture(
    { width: WIDTH, height, fontSize: 13, title, titleY: 26, description },
    text(16, 46, what, MUTED),
    ticks.map((tick) => [
      element('line', { x1: x(tick), y1: TOP - 4, x2: x(tick), y2: height - BOTTOM + 2, stroke: COLORS.grid }),
      text(x(tick), height - BOTTOM + 18, `${tick} ms`, { ...MUTED, ...SMALL, 'text-anchor': 'middle' }),
    ]),
    bars.map((bar, i) => drawBar(bar, TOP + i * ROW, x)),
    leftOut(shown, height - 14),
  );
}

const MUTED = { fill: COLORS.muted };
const SMALL = { 'font-size': 12 };

/** From the power of ten below the smallest value to the largest value, with every power of ten in between. */
function axisOf(values: readonly number[]): { ticks: number[]; x: Scale } {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(Math.log10(Math.max(...values)), low + 1);
  const ticks = Array.from({ length: Math.floor(high) - low + 1 }, (_, i) => 10 ** (low + i));
  return { ticks, x: logarithmicScale([10 ** low, 10 ** high], [LABEL_WIDTH, WIDTH - RIGHT]) };
}

function drawBar({ engine, p50Ms, recall = 1 }: Bar, y: number, x: Scale): Content {
  const isOurs = engine.startsWith('privet-');
  const fill = isOurs ? COLORS.ours : engine === 'memory-floor' ? COLORS.pale : COLORS.peer;
  const weight = isOurs ? BOLD : {};
  const width = Math.max(2, x(p50Ms) - LABEL_WIDTH);
  const baseline = y + BAR - 4;
  const found = recall === 1 ? '' : `, recall ${recall.toFixed(2)}`;
  return [
    text(LABEL_WIDTH - 10, baseline, labelOf(engine), { 'text-anchor': 'end', ...weight }),
    element('rect', { x: LABEL_WIDTH, y, width, height: BAR, rx: 3, fill }),
    text(LABEL_WIDTH + width + 6, baseline, format(p50Ms) + found, weight),
  ];
}

function leftOut(lines: readonly BenchLine[], y: number): Content {
  const names = lines.filter(isLeftOut).map(({ engine }) => engine);
  return names.length === 0
    ? undefined
    : text(16, y, `not measured in this run: ${names.join(', ')}`, { ...MUTED, ...SMALL });
}

const labelOf = (engine: string) => (engine === 'memory-floor' ? 'reading the items once' : engine);

const format = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
