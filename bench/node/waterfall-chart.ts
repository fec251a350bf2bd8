// Draws the requests of one visit as a waterfall, as an SVG: a bar a request from when the host got it to when the
// answer was out, the first paint and the first list as lines.
import type { Content } from '../../src/pipeline/report/markup.ts';
import { element, linearScale, type Scale, text } from '../../src/pipeline/report/svg.ts';
import type { ServedRequest } from './compressed-host.ts';
import { BOLD, COLORS, picture } from './picture.ts';

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
/** Below this a bar could not be seen. */
const MIN_BAR = 3;
/**
 * What comes long after the list is in the table of the page's own network panel; here the way to the list is the
 * subject.
 */
const SHOWN_AFTER_LIST = 1.6;

const MUTED = { fill: COLORS.muted };
const MIDDLE = { 'text-anchor': 'middle' };

export function renderWaterfall({ firstPaint, firstList, timeOrigin, requests }: DrawnVisit, encoding: string): string {
  const endMs = firstList * SHOWN_AFTER_LIST;
  const shown = requests.filter(({ startedMs }) => startedMs - timeOrigin < endMs);
  const later = requests.length - shown.length;
  const height = TOP + shown.length * ROW + 40;
  const scale = linearScale([0, endMs], [LABEL_WIDTH, WIDTH - RIGHT]);
  const x = (ms: number) => scale(Math.min(ms, endMs));
  const title = `From navigation to the first list: ${Math.round(firstList)} ms`;
  const description = `${shown.map((request) => describe(request, timeOrigin)).join('; ')}.`;
  const what = `first visit, empty cache, requests as the host saw them; ${encoding}, bytes as sent`;
  const upright = (ms: number, top: number, line: Record<string, string>) =>
    element('line', { x1: x(ms), y1: top, x2: x(ms), y2: height - 34, ...line });
  const mark = (ms: number, name: string, color: string) => [
    upright(ms, TOP - 12, { stroke: color, 'stroke-dasharray': '3 3' }),
    text(x(ms), TOP - 18, `${name} ${Math.round(ms)}`, { fill: color, ...MIDDLE, ...BOLD }),
  ];
  return picture(
    { width: WIDTH, height, fontSize: 12, title, titleY: 28, description },
    text(16, 48, what, MUTED),
    ticksUpTo(endMs).map((ms) => [
      upright(ms, TOP - 6, { stroke: COLORS.grid }),
      text(x(ms), height - 20, `${ms}${ms === 0 ? ' ms' : ''}`, { ...MUTED, ...MIDDLE, 'font-size': 11 }),
    ]),
    mark(firstPaint, 'first paint', COLORS.muted),
    mark(firstList, 'first list', COLORS.mark),
    shown.map((request, i) => bar(request, TOP + i * ROW, x, timeOrigin, firstList)),
    later > 0 ? text(16, height - 14, `${later} more requests come later`, MUTED) : undefined,
  );
}

function bar(
  { path, startedMs, endedMs, sizeBytes }: ServedRequest,
  y: number,
  x: Scale,
  timeOrigin: number,
  firstList: number,
): Content {
  const [from, to] = [startedMs - timeOrigin, endedMs - timeOrigin];
  const fill = from < firstList ? COLORS.ours : COLORS.pale;
  const baseline = y + BAR - 1;
  return [
    text(16, baseline, path.replace(/^\//, '')),
    text(LABEL_WIDTH - 12, baseline, kilobytes(sizeBytes), { ...MUTED, 'text-anchor': 'end' }),
    element('rect', { x: x(from), y, width: Math.max(MIN_BAR, x(to) - x(from)), height: BAR, rx: 2, fill }),
  ];
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
