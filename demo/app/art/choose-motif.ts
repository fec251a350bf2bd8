// Chooses what a film's cover shows. Every motif is scored by how much the film calls for it, as a table says
// (calls.json); of those that the film's tone allows (tones.json) the best is the film's motif. A film and its facets
// decide alone: same film, same motif, everywhere. `things` and `words` of a row stand in a film's logline or in its place
// (whole words, their plural too), the others are values of its facets with their weights. Things and words tell most,
// because they name what is in the film; then themes; then what mostly decides between motifs that a theme calls for.

import calls from '../../covers/calls.json' with { type: 'json' };
import tones from '../../covers/tones.json' with { type: 'json' };
import { PhraseIndex } from './phrase-index.ts';
import { hashText } from './seeded-random.ts';

/** Of an item's summary, what its picture is chosen by. */
export interface CoverItem {
  itemId: string;
  facets: Record<string, string[]>;
  details: Record<string, string>;
}

/** The facets that call for motifs. */
export const CALLING_FACETS = ['theme', 'genre', 'creativeType', 'mood', 'era', 'form', 'audience', 'country'] as const;

/** `sober` motifs may stand on a grave film, and no others do; `light` ones never on a dark film, nor the other way. */
type Tone = 'light' | 'plain' | 'dark' | 'sober';

type Call = {
  /** Words and phrases between bars, without punctuation: they name the very thing that the motif shows. */
  things?: string;
  /** The same, of what merely goes with it. */
  words?: string;
  tone?: Tone;
  /** Says little, and goes with any film: for those that call for none. */
  neutral?: true;
} & { [Facet in (typeof CALLING_FACETS)[number]]?: Readonly<Record<string, number>> };

/** By motif. */
export const CALLS = calls as Readonly<Record<string, Call>>;

/** A motif is called for from this score on: a theme that is one of several, or a genre and a mood that agree. */
const CALLED_SCORE = 2;
/** For the first find of a film's `things` or `words` in its text, and for each further one. */
const FOUND_SCORES = { things: 12, words: 5 };
const FURTHER_SCORE = 1;
/** Records name what a film is most about first. */
const PLACE_WEIGHTS = [1.25, 1.1, 1, 0.9, 0.8];

/** Themes and words of films that are never shown with any but a sober motif, and facets of dark and of light ones. */
const { grave: GRAVE, dark: DARK, light: LIGHT } = tones;

type Finding = { name: string; kind: keyof typeof FOUND_SCORES };
const phrases = new PhraseIndex<Finding>();
const gravePhrases = new PhraseIndex<true>();
gravePhrases.add(GRAVE.words, true);
/** What a value calls for, by facet and value. */
const byValue = new Map<string, { name: string; weight: number }[]>();

for (const [name, call] of Object.entries(CALLS)) {
  for (const kind of ['things', 'words'] as const) if (call[kind]) phrases.add(call[kind], { name, kind });
  for (const facet of CALLING_FACETS) {
    for (const [value, weight] of Object.entries(call[facet] ?? {})) {
      const key = `${facet} ${value}`;
      byValue.set(key, [...(byValue.get(key) ?? []), { name, weight }]);
    }
  }
}

function hasAny(facets: CoverItem['facets'], wanted: Record<string, readonly string[]>): boolean {
  return Object.entries(wanted).some(([facet, values]) => facets[facet]?.some((value) => values.includes(value)));
}

/** A cover makes little of no such film. */
export function isGrave({ facets, details }: Pick<CoverItem, 'facets' | 'details'>): boolean {
  return hasAny(facets, { theme: GRAVE.themes }) || gravePhrases.find(details.logline ?? '').length > 0;
}

/** Tones that the motifs of a film may have. A film may be light and dark at once: then its motifs are neither. */
function tonesOf(item: CoverItem): ReadonlySet<Tone> {
  if (isGrave(item)) return new Set(['sober']);
  const tones = new Set<Tone>(['sober', 'plain']);
  if (!hasAny(item.facets, DARK)) tones.add('light');
  if (!hasAny(item.facets, LIGHT)) tones.add('dark');
  return tones;
}

function scoresOf({ facets, details }: CoverItem): Map<string, number> {
  const scores = new Map<string, number>();
  const add = (name: string, score: number) => scores.set(name, (scores.get(name) ?? 0) + score);
  const found = new Set<string>();
  for (const { name, kind } of phrases.find(`${details.logline ?? ''} . ${details.place ?? ''}`)) {
    add(name, found.has(`${name} ${kind}`) ? FURTHER_SCORE : FOUND_SCORES[kind]);
    found.add(`${name} ${kind}`);
  }
  for (const facet of CALLING_FACETS) {
    facets[facet]?.forEach((value, i) => {
      const share = facet === 'theme' ? (PLACE_WEIGHTS[i] ?? PLACE_WEIGHTS.at(-1)!) : 1;
      for (const { name, weight } of byValue.get(`${facet} ${value}`) ?? []) add(name, weight * share);
    });
  }
  return scores;
}

/** In [0, 1): decides between motifs that a film calls for alike, for every film otherwise. */
function lot(itemId: string, name: string): number {
  return hashText(`${name} ${itemId}`) / 2 ** 32;
}

/** Motifs that a film calls for, the best first. */
export function calledMotifs(item: CoverItem): string[] {
  const tones = tonesOf(item);
  return [...scoresOf(item)]
    .filter(([name, score]) => score >= CALLED_SCORE && tones.has(CALLS[name]!.tone ?? 'plain'))
    .map(([name, score]) => ({ name, score: score + lot(item.itemId, name) }))
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

/** Sober motifs that say little go with any film. */
const NEUTRAL = Object.keys(CALLS).filter((name) => CALLS[name]!.neutral);

/** What a film calls for most, or a neutral motif of its own. */
export function chooseMotif(item: CoverItem): string {
  const others = () => NEUTRAL.map((name) => ({ name, lot: lot(item.itemId, name) })).sort((a, b) => a.lot - b.lot);
  return calledMotifs(item)[0] ?? others()[0]!.name;
}
