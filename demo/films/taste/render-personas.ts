// What the taste bench found for the personas, as plain text.

import type { Film } from '../cleaning/read-films.ts';
import { LIST, meanOf, type PersonaFigures } from './bench.ts';
import type { Persona } from './personas.ts';
import type { Half } from './questions.ts';
import type { PersonasAnswered } from './taste-bench.ts';

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
