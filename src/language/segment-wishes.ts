// What one segment of a sentence wishes under the mark that is in force: "not" turns a range around, "less" of what is obscure
// is more of the known.
import { composeMarks, type Meaning, parseMeaning } from './meanings.ts';
import type { Mark, Wish } from './reading.ts';
import type { Segment, TitleSegment } from './segments.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whoever is older may see everything. */
const ADULT = 18;

/** Where in the text it is said. */
export type Place = Pick<Wish, 'said' | 'start' | 'end' | 'behind' | 'isAlternative'>;

export function wishesOf(segment: Segment, mark: Mark, place: Place, vocabulary: Vocabulary): Wish[] {
  switch (segment.kind) {
    case 'person':
      return meantWishes(
        [segment.name, ...(segment.others ?? [])].map((name) => ({
          mark: 'want',
          kind: vocabulary.peopleFacet!,
          value: name,
        })),
        mark,
        place,
        vocabulary,
      );
    case 'title':
      return [titleWish(segment, mark, place)];
    case 'range':
      return rangeWishes(segment, mark, place, vocabulary);
    case 'meanings':
      return meantWishes(segment.meanings, mark, place, vocabulary);
    default:
      return [];
  }
}

/** Values of one facet that one phrase stands for are alternatives: "rated PG or below" is G or PG. */
function meantWishes(meanings: readonly Meaning[], mark: Mark, place: Place, vocabulary: Vocabulary): Wish[] {
  return meanings.map((meaning, i) => {
    const isFurther = meanings[i - 1]?.kind === meaning.kind && meaning.value !== undefined;
    const at = isFurther ? { ...place, isAlternative: true as const } : place;
    return wishOf(meaning, mark, at, vocabulary);
  });
}

function titleWish({ itemIndex, how }: TitleSegment, mark: Mark, place: Place): Wish {
  if (how === 'title') return { kind: 'title', itemIndex, mark, ...place };
  if (how === 'unlike') return { kind: 'like', itemIndex, mark: 'not', ...place };
  if (how === 'seen' || mark === 'not') return { kind: 'title', itemIndex, mark: 'not', ...place };
  return { kind: 'like', itemIndex, mark: 'want', ...place };
}

function rangeWishes({ range }: Segment & { kind: 'range' }, mark: Mark, place: Place, vocabulary: Vocabulary): Wish[] {
  const { quantity, min, max, direction, isFinal } = range;
  const ageField = vocabulary.fields.age;
  if (quantity === 'age' && ageField !== undefined && min! < ADULT)
    return [{ kind: 'range', field: ageField, mark: 'want', max: min!, ...place }];
  if (quantity === 'age') {
    const meant = vocabulary.ages.find(([upTo]) => min! <= upTo)?.[1];
    return meant === undefined ? [] : [wishOf(parseMeaning(meant), mark, place, vocabulary)];
  }
  const field = vocabulary.fields[quantity];
  if (field === undefined) return [];
  if (direction) return [{ kind: 'range', field, mark: composeMarks(mark, direction), ...place }];
  // "More old ones" are earlier, not later: the open side of a bound says which way it leads.
  const side = min === undefined ? 'less' : max === undefined ? 'more' : undefined;
  if (side && (mark === 'less' || mark === 'more'))
    return [{ kind: 'range', field, mark: composeMarks(mark, side), ...place }];
  const [low, high] = [min, max].map((bound) => inUnit(quantity, bound, vocabulary));
  const isNegated = (mark === 'not' && !isFinal) || mark === 'less';
  return [{ kind: 'range', field, ...bounds(isNegated, low, high, quantity === 'year' ? 1 : 0), ...place }];
}

/** As the detail counts it. */
function inUnit(quantity: string, bound: number | undefined, { units = {} }: Vocabulary): number | undefined {
  const unit = Object.hasOwn(units, quantity) ? units[quantity]! : 1;
  return bound === undefined || unit === 1 ? bound : Math.round((bound / unit) * 1e6) / 1e6;
}

export function wishOf({ kind, value, mark: own }: Meaning, outer: Mark, place: Place, vocabulary: Vocabulary): Wish {
  const { fields } = vocabulary;
  const mark = composeMarks(outer, own);
  if (kind === 'surprise' || kind === 'always') return { kind, mark: 'want', ...place };
  if (kind === 'fame' || kind === 'acclaim') return { kind, mark: mark === 'not' ? 'less' : mark, ...place };
  if (kind === 'occasion') return { kind, value: value!, mark, ...place };
  const field = Object.hasOwn(fields, kind) ? fields[kind] : undefined;
  if (field === undefined) return { kind: 'value', facet: kind, value: value!, mark, ...place };
  const [, low, high] = /^(\d+(?:\.\d+)?)?\.\.(\d+(?:\.\d+)?)?$/.exec(value ?? '') ?? [];
  if (!low && !high) return { kind: 'range', field, mark, ...place };
  return {
    kind: 'range',
    field,
    ...bounds(
      mark === 'not',
      inUnit(kind, numberOf(low), vocabulary),
      inUnit(kind, numberOf(high), vocabulary),
      kind === 'year' || kind === 'stock' ? 1 : 0,
    ),
    ...place,
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined;
}

/**
 * "Nothing over two hours" is up to two hours: a half-open range that is not wanted is the other half.
 *
 * @param step  how far the other half is away: 1 where whole numbers are counted, 0 where they are measured
 */
function bounds(isNegated: boolean, min: number | undefined, max: number | undefined, step: number) {
  if (!isNegated)
    return { mark: 'want' as const, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  if (max === undefined) return { mark: 'want' as const, max: min! - step };
  if (min === undefined) return { mark: 'want' as const, min: max + step };
  return { mark: 'not' as const, min, max };
}
