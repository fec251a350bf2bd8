// Draws medians of `top-k` as an SVG: one bar an engine on a logarithmic axis, Privet's highlighted. The picture stands in a
// page that may be light or dark, so it brings its own background.

import { type BenchLine, isLeftOut, type TimeLine, type TopKLine } from '../harness/lines.ts';

const WIDTH = 800;
const LABEL_WIDTH = 230;
const RIGHT = 130;
const BAR = 18;
const ROW = 28;
const TOP = 62;
const BOTTOM = 56;
const PLOT = WIDTH - LABEL_WIDTH - RIGHT;

const COLORS = {
  background: '#ffffff',
  text: '#1c2430',
  muted: '#5b6675',
  grid: '#dde2e9',
  ours: '#1f6f54',
  floor: '#aab3bf',
  peer: '#7b8794',
};

type Bar = TimeLine & Partial<TopKLine>;

/** @throws RangeError without a `top-k` line of that runtime */
export function renderChart(lines: readonly BenchLine[], runtime: BenchLine['runtime'] = 'chromium'): string {
  const shown = lines.filter((line) => line.bench === 'top-k' && line.runtime === runtime);
  const bars = shown.filter((line): line is Bar => !isLeftOut(line)).toSorted((a, b) => a.p50Ms - b.p50Ms);
  const [first] = bars;
  if (!first) throw new RangeError(`chart: there are 0 top-k lines of ${runtime}, expected at least 1`);
  const axis = logAxis(bars.map(({ p50Ms }) => p50Ms));
  const height = TOP + bars.length * ROW + BOTTOM;
  const subject = `${first.items.toLocaleString('en')} items of ${first.dim} dimensions, best ${first.k}`;
  const title = `Time to rank ${subject}`;
  const summary = bars.map(({ engine, p50Ms }) => `${engine} ${format(p50Ms)} ms`).join(', ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc"`,
    '  font-family="system-ui, sans-serif" font-size="13">',
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="desc">Median milliseconds in ${runtime}, logarithmic axis: ${escapeXml(summary)}.</desc>`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="${COLORS.background}"/>`,
    text(16, 26, escapeXml(title), { size: 16, weight: 600 }),
    text(16, 46, `median milliseconds, ${runtime}, one thread, logarithmic axis; shorter is faster`, {
      fill: COLORS.muted,
    }),
    ...axis.ticks.map((tick) => renderTick(tick, axis, height)),
    ...bars.map((bar, i) => renderBar(bar, TOP + i * ROW, axis)),
    renderLeftOut(shown, height - 14),
    '</svg>',
    '',
  ].join('\n');
}

interface Axis {
  ticks: number[];
  /** Pixels from the left. */
  x(value: number): number;
}

/** From the power of ten below the smallest value to the largest value. */
function logAxis(values: readonly number[]): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(Math.log10(Math.max(...values)), low + 1);
  const ticks = Array.from({ length: Math.floor(high) - low + 1 }, (_, i) => 10 ** (low + i));
  return { ticks, x: (value) => LABEL_WIDTH + (PLOT * (Math.log10(value) - low)) / (high - low) };
}

function renderTick(tick: number, { x }: Axis, height: number): string {
  const place = x(tick).toFixed(1);
  const line = `<path d="M${place} ${TOP - 4}V${height - BOTTOM + 2}" stroke="${COLORS.grid}"/>`;
  return line + text(x(tick), height - BOTTOM + 18, `${tick} ms`, { fill: COLORS.muted, anchor: 'middle', size: 12 });
}

function renderBar({ engine, p50Ms, recall = 1 }: Bar, y: number, { x }: Axis): string {
  const isOurs = engine.startsWith('privet-');
  const color = isOurs ? COLORS.ours : engine === 'memory-floor' ? COLORS.floor : COLORS.peer;
  const weight = isOurs ? 600 : 400;
  const end = Math.max(x(p50Ms), LABEL_WIDTH + 2);
  const baseline = y + BAR - 4;
  return (
    text(LABEL_WIDTH - 10, baseline, escapeXml(labelOf(engine)), { anchor: 'end', weight }) +
    `<rect x="${LABEL_WIDTH}" y="${y}" width="${(end - LABEL_WIDTH).toFixed(1)}" height="${BAR}" rx="3" fill="${color}"/>` +
    text(end + 6, baseline, recall === 1 ? format(p50Ms) : `${format(p50Ms)}, recall ${recall.toFixed(2)}`, { weight })
  );
}

function renderLeftOut(lines: readonly BenchLine[], y: number): string {
  const names = lines.filter(isLeftOut).map(({ engine }) => engine);
  if (names.length === 0) return '';
  return text(16, y, escapeXml(`not measured in this run: ${names.join(', ')}`), { fill: COLORS.muted, size: 12 });
}

const labelOf = (engine: string) => (engine === 'memory-floor' ? 'reading the items once' : engine);

interface TextStyle {
  size?: number;
  weight?: number;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = 13, weight = 400, fill = COLORS.text, anchor = 'start' } = style;
  const place = `x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}"`;
  return `<text ${place} font-size="${size}" font-weight="${weight}" fill="${fill}">${content}</text>`;
}

const format = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

const escapeXml = (content: string) => content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
