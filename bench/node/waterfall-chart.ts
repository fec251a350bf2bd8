// Draws the requests of one visit as a waterfall, as an SVG: a bar a request from when the host got it to when the answer was out, the
// first paint and the first list as lines. It stands in a page that may be light or dark, so it brings its own background.
import type { ServedRequest } from './compressed-host.ts';

export interface DrawnVisit {
  /** Milliseconds since the navigation began. */
  firstPaint: number;
  firstList: number;
  /** Milliseconds since the epoch. */
  timeOrigin: number;
  requests: readonly ServedRequest[];
}

const WIDTH = 900;
const LABEL_WIDTH = 330;
const RIGHT = 30;
const TOP = 92;
const ROW = 24;
const BAR = 12;
const PLOT = WIDTH - LABEL_WIDTH - RIGHT;
/** Below this a bar could not be seen. */
const MIN_BAR = 3;
/** What comes long after the list is in the table of the page's own network panel; here the way to the list is the subject. */
const SHOWN_AFTER_LIST = 1.6;

const COLORS = {
  background: '#ffffff',
  text: '#1c2430',
  muted: '#5b6675',
  grid: '#dde2e9',
  before: '#1f6f54',
  after: '#aab3bf',
  list: '#9f3d24',
};

export function renderWaterfall({ firstPaint, firstList, timeOrigin, requests }: DrawnVisit, encoding: string): string {
  const endMs = firstList * SHOWN_AFTER_LIST;
  const shown = requests.filter(({ startedMs }) => startedMs - timeOrigin < endMs);
  const later = requests.length - shown.length;
  const height = TOP + shown.length * ROW + 40;
  const x = (ms: number) => LABEL_WIDTH + (PLOT * Math.min(ms, endMs)) / endMs;
  const title = `From navigation to the first list: ${Math.round(firstList)} ms`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc"`,
    '  font-family="system-ui, sans-serif" font-size="12">',
    `<title id="title">${title}</title>`,
    `<desc id="desc">${escapeXml(shown.map((request) => describe(request, timeOrigin)).join('; '))}.</desc>`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="${COLORS.background}"/>`,
    text(16, 28, title, { size: 16, weight: 600 }),
    text(16, 48, `first visit, empty cache, requests as the host saw them; ${encoding}, bytes as sent`, COLORS.muted),
    ...ticksUpTo(endMs).map((ms) => tick(ms, x(ms), height)),
    mark(x(firstPaint), height, `first paint ${Math.round(firstPaint)}`, COLORS.muted),
    mark(x(firstList), height, `first list ${Math.round(firstList)}`, COLORS.list),
    ...shown.map((request, i) => bar(request, TOP + i * ROW, x, timeOrigin, firstList)),
    text(16, height - 14, later > 0 ? `${later} more requests come later` : '', COLORS.muted),
    '</svg>',
    '',
  ].join('\n');
}

function bar(
  { path, startedMs, endedMs, sizeBytes }: ServedRequest,
  y: number,
  x: (ms: number) => number,
  timeOrigin: number,
  firstList: number,
): string {
  const [from, to] = [startedMs - timeOrigin, endedMs - timeOrigin];
  const color = from < firstList ? COLORS.before : COLORS.after;
  const width = Math.max(MIN_BAR, x(to) - x(from)).toFixed(1);
  return (
    text(16, y + BAR - 1, escapeXml(path.replace(/^\//, ''))) +
    text(LABEL_WIDTH - 12, y + BAR - 1, kilobytes(sizeBytes), { fill: COLORS.muted, anchor: 'end' }) +
    `<rect x="${x(from).toFixed(1)}" y="${y}" width="${width}" height="${BAR}" rx="2" fill="${color}"/>`
  );
}

const kilobytes = (sizeBytes: number) => (sizeBytes === 0 ? 'cached' : `${(sizeBytes / 1000).toFixed(1)} kB`);

function describe({ path, startedMs, endedMs, sizeBytes }: ServedRequest, timeOrigin: number): string {
  const [from, to] = [startedMs - timeOrigin, endedMs - timeOrigin].map(Math.round);
  return `${path}, ${kilobytes(sizeBytes)}, ${from} to ${to} ms`;
}

function ticksUpTo(endMs: number): number[] {
  const step = [10, 20, 50, 100, 200, 500, 1000, 2000].find((ms) => endMs / ms <= 9) ?? 5000;
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, i) => i * step);
}

function tick(ms: number, x: number, height: number): string {
  const line = `<path d="M${x.toFixed(1)} ${TOP - 6}V${height - 34}" stroke="${COLORS.grid}"/>`;
  return (
    line + text(x, height - 20, `${ms}${ms === 0 ? ' ms' : ''}`, { fill: COLORS.muted, anchor: 'middle', size: 11 })
  );
}

function mark(x: number, height: number, label: string, color: string): string {
  const line = `<path d="M${x.toFixed(1)} ${TOP - 12}V${height - 34}" stroke="${color}" stroke-dasharray="3 3"/>`;
  return line + text(x, TOP - 18, label, { fill: color, anchor: 'middle', weight: 600 });
}

interface TextStyle {
  size?: number;
  weight?: number;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

/** @param style  a colour alone, or more */
function text(x: number, y: number, content: string, style: TextStyle | string = {}): string {
  const {
    size = 12,
    weight = 400,
    fill = COLORS.text,
    anchor = 'start',
  } = typeof style === 'string' ? ({ fill: style } as TextStyle) : style;
  const place = `x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}"`;
  return `<text ${place} font-size="${size}" font-weight="${weight}" fill="${fill}">${content}</text>`;
}

const escapeXml = (content: string) => content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
