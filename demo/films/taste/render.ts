// The figures of the taste bench as plain text.

import type { Film } from '../cleaning/read-films.ts';
import { type CaseFigures, differenceOf, LIST, meanOf, type PersonaFigures } from './bench.ts';
import type { Persona } from './personas.ts';
import type { Half, PersonasAnswered, Question } from './taste-bench.ts';

interface Shown {
  half: Half;
  since?: string | undefined;
  lists: boolean;
}

const fixed = (value: number, digits: number) => value.toFixed(digits);
const NAME_WIDTH = 24;

export function renderPersonas({ personas, figures, films, ...file }: PersonasAnswered, shown: Shown): string {
  const { numNamed, numFound, agreement, unknown } = file;
  const counted = shown.since ? `films of ${shown.since}` : 'all films';
  const fewest = Math.min(...personas.map(({ good }) => good.size));
  return [
    `${personas.length} personas (${shown.half}), ${counted}; ${numFound} of ${numNamed} named films are in the catalog,`,
    `at least ${fewest} good ones for each; both passes named ${fixed(100 * agreement, 0)} % of what either did`,
    ...(unknown.length > 0 ? [`not in the catalog: ${unknown.join('; ')}`] : []),
    '',
    `${'list of 20 by'.padEnd(NAME_WIDTH)}   good  core  faux pas  least  of each side  directors  same series`,
    ...figures.map(figureLine),
    '',
    ...figures.slice(0, 1).flatMap((ours) => [decadeLine(ours), ...personaLines(personas, figures)]),
    ...(shown.lists ? ['', ...personas.flatMap((persona, i) => listLines(persona, figures[0]!, i, films))] : []),
    '',
  ].join('\n');
}

function figureLine({ maker, hits, coreHits, fauxPas, sides, directors, repeatedFranchises }: PersonaFigures): string {
  const two = sides.filter((side) => side !== undefined);
  const eachSide = two.length === 0 ? '-' : fixed(meanOf(two.map((side) => Math.min(...side))), 1);
  return (
    `${maker.padEnd(NAME_WIDTH)}  ${fixed(meanOf(hits), 2).padStart(5)} ${fixed(meanOf(coreHits), 2).padStart(5)} ` +
    `${fixed(meanOf(fauxPas), 2).padStart(9)} ${String(Math.min(...hits)).padStart(6)} ${eachSide.padStart(13)} ` +
    `${fixed(directors, 1).padStart(10)} ${fixed(repeatedFranchises, 1).padStart(12)}`
  );
}

function decadeLine({ decades }: PersonaFigures): string {
  const shares = [...decades].sort(([a], [b]) => (a < b ? -1 : 1));
  return `our lists by decade: ${shares.map(([decade, share]) => `${decade} ${fixed(100 * share, 0)} %`).join(', ')}\n`;
}

/** Worst first. */
function personaLines(personas: readonly Persona[], figures: readonly PersonaFigures[]): string[] {
  const [ours] = figures;
  const order = personas.map((_, i) => i).sort((a, b) => ours!.hits[a]! - ours!.hits[b]!);
  return order.map((i) => {
    const { id, name, likes, sides } = personas[i]!;
    const others = figures.slice(1).map(({ hits }) => String(hits[i]).padStart(2));
    const each = sides.length > 0 ? `, sides ${ours!.sides[i]!.join(' and ')}` : '';
    const wrong = ours!.fauxPas[i]! > 0 ? `, faux pas ${ours!.fauxPas[i]}` : '';
    return `${id} ${name}, ${likes.length} likes: ${ours!.hits[i]} of ${LIST}${each}${wrong} (others ${others.join(' ')})`;
  });
}

function listLines(persona: Persona, { lists }: PersonaFigures, i: number, films: ReadonlyMap<string, Film>): string[] {
  const nameOf = (id: string) => `${films.get(id)!.title} (${films.get(id)!.year})`;
  const mark = (id: string) => {
    if (persona.core.has(id)) return '*';
    if (persona.good.has(id)) return '+';
    return persona.fauxPas.has(id) ? '!' : ' ';
  };
  return [
    `${persona.id} ${persona.name}. ${persona.sketch}`,
    `  likes ${persona.likes.map(nameOf).join(', ')}`,
    ...(persona.dislikes.length > 0 ? [`  dislikes ${persona.dislikes.map(nameOf).join(', ')}`] : []),
    `  ${lists[i]!.map((id) => `${mark(id)}${nameOf(id)}`).join(', ')}`,
    '',
  ];
}

export function renderCases(
  { name, cases }: Question,
  figures: readonly CaseFigures[],
  popularityOf: (id: string) => number,
  yearOf: (id: string) => number | undefined,
): string {
  const [ours] = figures;
  return [
    `${name}: ${cases.length} people`,
    `${'list by'.padEnd(NAME_WIDTH)}  R@10   N@10   R@20   N@20   ours is better by, R@20 (95 %)   disliked of 20`,
    ...figures.map((other) => caseLine(ours!, other)),
    `R@20 by decade of the target: ${groups(
      cases.map(({ targets }) => decadeOf(yearOf(targets[0]!))),
      ours!,
    )}`,
    `R@20 by how well known the person's films are: ${groups(quarters(cases.map(({ likes }) => meanOf(likes.map(popularityOf)))), ours!)}`,
    '',
  ].join('\n');
}

function caseLine(ours: CaseFigures, figures: CaseFigures): string {
  const { maker, recall10, ndcg10, recall20, ndcg20, disliked } = figures;
  const columns = [recall10, ndcg10, recall20, ndcg20].map((column) => fixed(meanOf(column), 4).slice(1));
  const { low, high } = differenceOf(ours.recall20, recall20);
  const better = figures === ours ? '' : `${fixed(low, 4)} to ${fixed(high, 4)}`;
  return `${maker.padEnd(NAME_WIDTH)} ${columns.map((text) => text.padEnd(6)).join(' ')} ${better.padEnd(31)} ${fixed(disliked, 2)}`;
}

const decadeOf = (year: number | undefined) => (year === undefined ? 'unknown' : `${Math.floor(year / 10) * 10}s`);

function quarters(values: readonly number[]): string[] {
  const sorted = [...values].sort((a, b) => a - b);
  const names = ['least', 'less', 'more', 'best'];
  return values.map((value) => names[Math.min(3, Math.floor((4 * sorted.indexOf(value)) / values.length))]!);
}

function groups(labels: readonly string[], { recall20 }: CaseFigures): string {
  const byLabel = new Map<string, number[]>();
  labels.forEach((label, i) => void byLabel.set(label, [...(byLabel.get(label) ?? []), recall20[i]!]));
  const known = [...byLabel].sort(([a], [b]) => (a < b ? -1 : 1));
  return known.map(([label, values]) => `${label} ${fixed(meanOf(values), 3)} (${values.length})`).join(', ');
}
