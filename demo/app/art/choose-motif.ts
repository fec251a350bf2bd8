// Chooses what a film's cover shows. Every motif is scored by how much the film calls for it (motif-calls.ts); those
// that the film's tone forbids are left out. The best of the rest is the film's motif, and the others are there for
// lists in which it is taken (assign-motifs.ts). A film and its facets decide alone: same film, same ranks, everywhere.
import { CALLING_FACETS, CALLS, type Tone } from './motif-calls.ts';
import { MOTIF_NAMES, type MotifName } from './motifs.ts';
import { PhraseIndex } from './phrase-index.ts';
import { hashText } from './seeded-random.ts';

/** Of an item's summary, what its picture is chosen by. */
export interface CoverItem {
  itemId: string;
  facets: Record<string, string[]>;
  details: Record<string, string>;
}

/** A motif is called for from this score on: a theme that is one of several, or a genre and a mood that agree. */
export const CALLED_SCORE = 2;
/** For the first find of a film's `things` or `words` in its text, and for each further one. */
const FOUND_SCORES = { things: 12, words: 5 };
const FURTHER_SCORE = 1;
/** Records name what a film is most about first. */
const PLACE_WEIGHTS = [1.25, 1.1, 1, 0.9, 0.8];

/** What is never shown with any but a sober motif. Few of these are themes of the catalog; the logline has the others. */
const GRAVE_THEMES = ['holocaust', 'slavery'];
const GRAVE_WORDS =
  'genocide|genocidal|massacre|massacred|ethnic cleansing|suicide|suicidal|kills himself|kills herself|killed himself|killed herself|child abuse|sexual abuse|sexually abused|abused|abusive|abuser|molested|molester|rape|raped|rapist|incest|paedophile|pedophile|death camp|concentration camp|auschwitz|ghetto|war crime|war criminal|lynching|lynched|lynch mob|slave|slavery|enslaved';
const DARK = {
  genre: ['Horror', 'Thriller/Suspense'],
  mood: ['bleak', 'chilling', 'dark', 'eerie', 'gritty', 'heartbreaking', 'scary', 'unsettling', 'violent', 'sad'],
};
const LIGHT = {
  genre: ['Comedy', 'Musical'],
  audience: ['kids', 'family'],
  mood: ['charming', 'cozy', 'feel-good', 'funny', 'gentle', 'goofy', 'heartwarming', 'playful', 'whimsical'],
};

type Finding = { name: MotifName; kind: keyof typeof FOUND_SCORES };
const phrases = new PhraseIndex<Finding>();
const gravePhrases = new PhraseIndex<true>();
gravePhrases.add(GRAVE_WORDS, true);
/** What a value calls for, by facet and value. */
const byValue = new Map<string, { name: MotifName; weight: number }[]>();

for (const name of MOTIF_NAMES) {
  const call = CALLS[name];
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
  return hasAny(facets, { theme: GRAVE_THEMES }) || gravePhrases.find(details.logline ?? '').length > 0;
}

/** Tones that the motifs of a film may have. A film may be light and dark at once: then its motifs are neither. */
export function tonesOf(item: CoverItem): ReadonlySet<Tone> {
  if (isGrave(item)) return new Set(['sober']);
  const tones = new Set<Tone>(['sober', 'plain']);
  if (!hasAny(item.facets, DARK)) tones.add('light');
  if (!hasAny(item.facets, LIGHT)) tones.add('dark');
  return tones;
}

function scoresOf({ facets, details }: CoverItem): Map<MotifName, number> {
  const scores = new Map<MotifName, number>();
  const add = (name: MotifName, score: number) => scores.set(name, (scores.get(name) ?? 0) + score);
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
function lot(itemId: string, name: MotifName): number {
  return hashText(`${name} ${itemId}`) / 2 ** 32;
}

/** Motifs that a film calls for, the best first. */
export function calledMotifs(item: CoverItem): MotifName[] {
  const tones = tonesOf(item);
  return [...scoresOf(item)]
    .filter(([name, score]) => score >= CALLED_SCORE && tones.has(CALLS[name].tone ?? 'plain'))
    .map(([name, score]) => ({ name, score: score + lot(item.itemId, name) }))
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

/** Where all that a film calls for is taken: sober motifs that say little go with any film. */
const NEUTRAL = MOTIF_NAMES.filter((name) => CALLS[name].neutral);

/** All motifs that a film may have, the best first: those that it calls for, then neutral ones in an order of its own. */
export function rankMotifs(item: CoverItem): MotifName[] {
  const others = NEUTRAL.map((name) => ({ name, lot: lot(item.itemId, name) })).sort((a, b) => a.lot - b.lot);
  return [...new Set([...calledMotifs(item), ...others.map(({ name }) => name)])];
}
