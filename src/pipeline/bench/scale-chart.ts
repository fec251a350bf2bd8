// The figures of catalogs of several sizes as a picture: small charts beside each other, both axes logarithmic, so that a line
// that rises as the catalog does goes up by a square a square.

import { type ScaleFigures, slopeOf } from './scale-bench.ts';

type Figure = Exclude<keyof ScaleFigures, 'items'>;

const CHARTS: readonly { title: string; figures: readonly Figure[]; names?: readonly string[] }[] = [
  {
    title: 'Build from nothing, s',
    figures: ['buildSeconds', 'buildCpuSeconds'],
    names: ['on the clock', 'processor'],
  },
  { title: 'Memory of the build, MB', figures: ['buildMB'] },
  { title: 'Update, s', figures: ['updateSeconds'] },
  {
    title: 'A visitor loads, kB',
    figures: ['allKB', 'updateKB', 'firstListKB'],
    names: ['first visit', 'after an update', 'before the list'],
  },
  { title: 'Catalog opened, s', figures: ['openSeconds'] },
  { title: 'Answers, ms', figures: ['searchMs', 'tapMs'], names: ['search', 'tap'] },
];
const COLUMNS = 3;
const [WIDTH, HEIGHT, GAP] = [296, 210, 24];
/** Inside a chart: for its title, and for the labels around its lines. */
const [TOP, RIGHT, BOTTOM, LEFT] = [34, 98, 24, 42];
const COLOURS = ['#2563eb', '#d97706', '#0d9488'];
const STYLE =
  'text{font:12px system-ui,sans-serif;fill:#475569}.title{font-weight:600;font-size:13px;fill:#0f172a}' +
  '.grid{stroke:#e2e8f0}.back{fill:#fff}' +
  '@media(prefers-color-scheme:dark){text{fill:#94a3b8}.title{fill:#f1f5f9}.grid{stroke:#334155}.back{fill:#0f172a}}';

/** @param all  of two sizes or more, the smallest first */
export function scaleChart(all: readonly ScaleFigures[]): string {
  const numRows = Math.ceil(CHARTS.length / COLUMNS);
  const [width, height] = [COLUMNS * (WIDTH + GAP) + GAP, numRows * (HEIGHT + GAP) + GAP];
  const charts = CHARTS.map((chart, i) => {
    const [x, y] = [GAP + (i % COLUMNS) * (WIDTH + GAP), GAP + Math.floor(i / COLUMNS) * (HEIGHT + GAP)];
    return `<g transform="translate(${x} ${y})">${chartOf(all, chart)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${spoken(all)}">`,
    `<style>${STYLE}</style><rect class="back" width="${width}" height="${height}" rx="8"/>`,
    ...charts,
    '</svg>',
    '',
  ].join('\n');
}

function spoken(all: readonly ScaleFigures[]): string {
  const [first, last] = [all[0]!, all.at(-1)!];
  return `From ${count(first.items)} to ${count(last.items)} items a build takes ${label(first.buildSeconds)} to ${label(last.buildSeconds)} seconds`;
}

function chartOf(all: readonly ScaleFigures[], { title, figures, names }: (typeof CHARTS)[number]): string {
  const values = figures.flatMap((figure) => all.map((row) => row[figure]));
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const sizes = all.map(({ items }) => items);
  const [from, to] = [Math.log10(sizes[0]!), Math.log10(sizes.at(-1)!)];
  const x = (size: number) => LEFT + ((Math.log10(size) - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) =>
    HEIGHT - BOTTOM - ((Math.log10(value) - low) / Math.max(1, high - low)) * (HEIGHT - TOP - BOTTOM);
  const powers = Array.from({ length: Math.max(1, high - low) + 1 }, (_, i) => 10 ** (low + i));
  const grid = powers.map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(value))}" y2="${round(y(value))}"/>` +
      `<text x="${LEFT - 6}" y="${round(y(value) + 4)}" text-anchor="end">${count(value)}</text>`,
  );
  const ticks = sizes
    .filter((size) => Number.isInteger(Math.log10(size)))
    .map((size) => `<text x="${round(x(size))}" y="${HEIGHT - 6}" text-anchor="middle">${count(size)}</text>`);
  const ends = spread(figures.map((figure) => y(all.at(-1)![figure])));
  const lines = figures.map((figure, i) => {
    const points = all.map((row) => [round(x(row.items)), round(y(row[figure]))]);
    const slope = slopeOf(
      sizes,
      all.map((row) => row[figure]),
    ).toFixed(2);
    const name = names ? `<tspan x="${WIDTH - RIGHT + 8}" dy="14">${names[i]}</tspan>` : '';
    return (
      `<polyline fill="none" stroke="${COLOURS[i]}" stroke-width="2" points="${points.join(' ')}"/>` +
      points.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="3" fill="${COLOURS[i]}"/>`).join('') +
      `<text x="${WIDTH - RIGHT + 8}" y="${round(ends[i]! + 4)}">` +
      `<tspan style="fill:${COLOURS[i]};font-weight:600">${label(all.at(-1)![figure])}</tspan> n^${slope}${name}</text>`
    );
  });
  return [`<text class="title" x="0" y="14">${title}</text>`, ...grid, ...ticks, ...lines].join('');
}

/** Moves labels apart. */
function spread(places: readonly number[]): number[] {
  const moved = [...places];
  const order = [...moved.keys()].sort((a, b) => moved[a]! - moved[b]!);
  for (const [i, place] of order.entries()) {
    if (i > 0) moved[place] = Math.max(moved[place]!, moved[order[i - 1]!]! + 32);
  }
  return moved;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}

function label(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function count(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 1000 ? `${value / 1000}k` : String(value);
}
