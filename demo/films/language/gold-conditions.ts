// The conditions that labelled slots ask for: each slot as the wish that a reader would have made of it, and what the engine
// makes of such wishes (src/language/to-where.ts). Beside a list they say whether it obeys what was meant, however it was read.
import { parseMeaning } from '../../../src/language/meanings.ts';
import type { Wish } from '../../../src/language/reading.ts';
import { type FacetCardinality, toWhere } from '../../../src/language/to-where.ts';
import type { Film } from '../cleaning/read-films.ts';
import { filmLanguage, meaningOf } from './film-language.ts';
import { canonicalSlot } from './slot-figures.ts';
import type { LabelledPhrase } from './written-phrases.ts';

export type FilmWhere = ReturnType<typeof toWhere>;

/** One condition, and the slots that ask for it. */
export interface SlotCondition {
  slots: string[];
  where: FilmWhere;
  /** A film that is not wanted itself, by id; `where` is empty then. */
  without?: string;
}

/** A wish with a value for each of the soft facets: "melancholic" moves a list and is no condition. */
export interface SoftValue {
  slot: string;
  facet: string;
  value: string;
}

export interface SlotReader {
  /** In the order of the slots, what is not wanted itself behind; none for a phrase that only wishes. */
  conditions(phrase: LabelledPhrase): SlotCondition[];
  /** What is wished for, or wished more of. */
  softValues(phrase: LabelledPhrase): SoftValue[];
}

/** Kinds that ask for no value of a film. */
const NO_VALUE = new Set(['like', 'title', 'occasion']);
const OR = /\bor\b/i;

export function createSlotReader(films: readonly Pick<Film, 'facets'>[]): SlotReader {
  const language = filmLanguage();
  const facets: FacetCardinality = {
    together: (facet, values) => films.some((film) => values.every((value) => film.facets[facet]?.includes(value))),
  };
  return { conditions, softValues };

  function conditions({ text, slots }: LabelledPhrase): SlotCondition[] {
    const bySlot = slots.flatMap((slot) => {
      const wish = wishOf(slot, OR.test(text));
      return wish ? [{ slot, wish }] : [];
    });
    const where = toWhere(
      bySlot.map(({ wish }) => wish),
      language,
      facets,
    );
    const asked = Object.keys(where).map((field) => {
      const own = bySlot.filter(({ wish }) => fieldOf(wish) === field && asksFor(wish));
      return { slots: own.map(({ slot }) => slot), where: { [field]: where[field]! } };
    });
    asked.sort((a, b) => slots.indexOf(a.slots[0]!) - slots.indexOf(b.slots[0]!));
    const without = slots.filter((slot) => slot.startsWith('!title='));
    return [
      ...asked,
      ...without.map((slot) => ({ slots: [slot], where: {}, without: slot.slice(slot.indexOf('=') + 1) })),
    ];
  }

  function softValues({ slots }: LabelledPhrase): SoftValue[] {
    return slots.flatMap((slot) => {
      const wish = wishOf(slot, false);
      const isSoft = wish?.kind === 'value' && language.softFacets.includes(wish.facet);
      if (!isSoft || (wish.mark !== 'want' && wish.mark !== 'more')) return [];
      return [{ slot, facet: wish.facet, value: wish.value }];
    });
  }

  /** @param isAlternative  values of one facet are alternatives, two ranges the span of both */
  function wishOf(slot: string, isAlternative: boolean): Wish | undefined {
    const { mark, kind, value } = parseMeaning(meaningOf(canonicalSlot(slot)));
    if (value === undefined || NO_VALUE.has(kind)) return undefined;
    const said = { mark, said: slot, start: 0, end: 0, ...(isAlternative && { isAlternative: true as const }) };
    const field = language.fields[kind];
    if (field === undefined) return { kind: 'value', facet: kind, value, ...said };
    const [low, high] = value.split('..');
    return { kind: 'range', field, ...(low && { min: Number(low) }), ...(high && { max: Number(high) }), ...said };
  }

  /** Whether `toWhere` makes a condition of it. */
  function asksFor(wish: Wish): boolean {
    return Object.keys(toWhere([wish], language, facets)).length > 0;
  }
}

const fieldOf = (wish: Wish): string | undefined =>
  wish.kind === 'value' ? wish.facet : wish.kind === 'range' ? wish.field : undefined;
