// Lists that follow what a visitor says: "nothing violent", "more like Jaws but less bloody", "from the seventies". Each
// sentence is an event of the history, apart from taste: tonight is not for ever, unless it says so. Its conditions are
// never broken; its wishes move scores, the last word on a thing counts.

import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { StoredEvent } from '../../history/events.ts';
import type { ItemWish, Reading, Wish } from '../../language/reading.ts';
import { toWhere } from '../../language/to-where.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import { degreeOf } from '../language/degrees.ts';
import type { CatalogLanguage } from '../language/language-reader.ts';
import { axisLifts, type Lift, liftScores, occasionLifts } from '../language/lifts.ts';
import type { SteeringPull } from '../lists/list-parts.ts';
import type { Steering, SteeringWish } from './steering-api.ts';
import { serveWishes } from './wished-items.ts';

/** A sentence that does not say "always" counts for so long. */
export const EVENING_MS = 12 * 3_600_000;

/** What steers: a sentence, and what of it counts. */
export interface SteeringSentence {
  event: StoredEvent;
  reading: Reading;
  isAlways: boolean;
}

/** Sentences that count now, oldest first. */
export function sentencesOf(
  standing: readonly StoredEvent[],
  language: CatalogLanguage,
  nowMs: number,
): SteeringSentence[] {
  return standing
    .filter(({ type }) => type === 'steer')
    .map((event) => {
      const reading = language.read(event.query ?? '');
      return { event, reading, isAlways: reading.wishes.some(({ kind }) => kind === 'always') };
    })
    .filter(({ event, isAlways }) => isAlways || nowMs - event.time < EVENING_MS);
}

/** What is said at last of each thing; wishes that a later one overrules are left out. */
export function standingWishes(sentences: readonly SteeringSentence[]): Wish[] {
  return numbered(sentences)
    .filter(({ isOverruled }) => !isOverruled)
    .map(({ wish }) => wish);
}

/** The sentences as if some of their wishes had not been said. @param ids  as `toldSteering` gives them */
export function withoutWishes(sentences: readonly SteeringSentence[], ids: readonly string[]): SteeringSentence[] {
  return sentences.map((sentence) => {
    const { reading, event } = sentence;
    const wishes = reading.wishes.filter((_, place) => !ids.includes(wishId(event, place)));
    return { ...sentence, reading: { ...reading, wishes } };
  });
}

/** By what was said and when: numbers of the log move. */
const wishId = ({ time, query }: StoredEvent, place: number): string => `${time}.${place} ${query}`;

/** The wish of an id; undefined where it steers nothing. */
export function wishOf(sentences: readonly SteeringSentence[], id: string) {
  const places = (sentence: SteeringSentence) => [...sentence.reading.wishes.keys()];
  return sentences
    .flatMap((sentence) => places(sentence).map((place) => ({ sentence, place })))
    .find(({ sentence, place }) => wishId(sentence.event, place) === id);
}

interface NumberedWish {
  wish: Wish;
  sentence: SteeringSentence;
  /** Place in the sentence. */
  place: number;
  isOverruled: boolean;
}

function numbered(sentences: readonly SteeringSentence[]): NumberedWish[] {
  const all = sentences.flatMap((sentence) => {
    return sentence.reading.wishes.map((wish, place) => ({ wish, sentence, place, isOverruled: false }));
  });
  return all
    .map((one, i) => ({ ...one, isOverruled: all.slice(i + 1).some((later) => overrules(later, one)) }))
    .filter(({ wish }) => wish.kind !== 'always');
}

/** "Lighter", said again: a further step, and nothing else than before. */
function isFurther(later: Wish, wish: Wish): boolean {
  return later.mark === wish.mark && (later.mark === 'more' || later.mark === 'less');
}

/** A later sentence about the same value, the same number or the same item. */
function overrules(later: NumberedWish, { wish, sentence }: NumberedWish): boolean {
  if (later.sentence === sentence) return false;
  const other = later.wish;
  if (isFurther(other, wish)) return false;
  if (wish.kind === 'value' && other.kind === 'value') return wish.facet === other.facet && wish.value === other.value;
  if (wish.kind === 'range' && other.kind === 'range') return wish.field === other.field;
  if ('itemIndex' in wish && 'itemIndex' in other) return wish.itemIndex === other.itemIndex;
  return wish.kind === other.kind && (wish.kind === 'fame' || wish.kind === 'acclaim');
}

/**
 * What steers, as a page gets it.
 *
 * @param wordsOf  what says a wish of a reading alone, by its place
 */
export function toldSteering(
  sentences: readonly SteeringSentence[],
  catalog: ItemCatalog,
  language: CatalogLanguage,
  wordsOf: (reading: Reading, place: number) => string,
): Steering {
  const where = toWhere(standingWishes(sentences), language.language, language);
  const wishes = numbered(sentences).map(({ wish, sentence, place, isOverruled }): SteeringWish => {
    return {
      ...language.tellWish(wish),
      id: wishId(sentence.event, place),
      text: sentence.reading.text,
      words: wordsOf(sentence.reading, place),
      isAlways: sentence.isAlways,
      ...(isOverruled && { isOverruled: true as const }),
    };
  });
  return { wishes, where, numItems: catalog.filter(where).count() };
}

/** What a wish is worth that an item fulfils wholly; chosen on the development half of the taste bench. */
const VALUE_NATS = 6;
/** Of a step along an axis ("lighter"), for each side: a second one is to lead further. */
const AXIS_NATS = 2;
const EXAMPLE_NATS = 8;
/** Share of the catalog up to which a value is rare. */
const RARE = 0.05;
const DEGREE_NATS = 4;
/** Items beside an example that count, the first one most. */
const EXAMPLE_DEPTH = 300;

export interface ForceParts {
  catalog: ItemCatalog;
  manifest: Manifest;
  language: CatalogLanguage;
  /** Items that go with one, best first. */
  beside: (itemIndex: number, k: number) => ArrayLike<number>;
}

export function steeringPull(sentences: readonly SteeringSentence[], parts: ForceParts): SteeringPull | undefined {
  const wishes = standingWishes(sentences);
  if (wishes.length === 0) return undefined;
  const { language } = parts.language;
  const where = toWhere(wishes, language, parts.language);
  const nats = softNats(wishes, parts);
  const unwanted = wishes.flatMap((wish) => (wish.kind === 'title' && wish.mark === 'not' ? [wish.itemIndex] : []));
  const said = sentences.map(({ event }) => event.query ?? '').join('. ');
  const wished = wishedItems(wishes, parts);
  return {
    where,
    unwanted,
    wished,
    serve: (ranked, scoreStep) => serveWishes(ranked, wished, scoreStep),
    said,
    wantsSurprise: wishes.some(({ kind }) => kind === 'surprise'),
    ...(nats && { nats }),
  };
}

/** Of values that are wanted, no conditions, and rare. */
function wishedItems(wishes: readonly Wish[], { catalog, language: { language } }: ForceParts): Bitset[] {
  const most = RARE * catalog.available.count();
  return wishes.flatMap((wish) => {
    if (wish.kind !== 'value' || wish.mark !== 'want' || !language.softFacets.includes(wish.facet)) return [];
    const items = catalog.filter({
      [wish.facet]: [wish.value, ...(language.alsoFits[`${wish.facet}=${wish.value}`] ?? [])],
    });
    return items.count() <= most ? [items] : [];
  });
}

function softNats(wishes: readonly Wish[], parts: ForceParts): Float32Array | undefined {
  const { catalog, manifest, language, beside } = parts;
  const lifts = wishes.flatMap((wish) => liftsOf(wish, language));
  const examples = wishes.filter((wish): wish is ItemWish => wish.kind === 'like');
  const degrees = wishes.filter((wish) => wish.kind === 'fame' || wish.kind === 'acclaim' || isDirection(wish));
  if (lifts.length + examples.length + degrees.length === 0) return undefined;
  const nats = new Float32Array(catalog.numItems);
  // Each wish counts for itself: two are worth twice one.
  for (const lift of lifts) {
    const scores = liftScores(catalog, [lift]);
    const most = lift.isOfAxis ? AXIS_NATS : VALUE_NATS;
    for (let item = 0; item < nats.length; item++)
      nats[item]! += most * Math.sign(lift.weight) * Math.abs(scores[item]!);
  }
  for (const { itemIndex, mark } of examples) {
    const near = Array.from(beside(itemIndex, EXAMPLE_DEPTH));
    const sign = mark === 'not' || mark === 'less' ? -1 : 1;
    for (const [place, item] of near.entries()) nats[item]! += sign * EXAMPLE_NATS * (1 - place / near.length);
  }
  for (const wish of degrees) addDegree(nats, wish, catalog, manifest);
  return nats;
}

/** Values that are no conditions: those of soft facets that are wanted, and every degree. */
function liftsOf(wish: Wish, { language }: CatalogLanguage): Lift[] {
  if (wish.kind === 'occasion') return occasionLifts(wish, language);
  if (wish.kind !== 'value' || wish.mark === 'not') return [];
  const isCondition = wish.mark === 'want' && !language.softFacets.includes(wish.facet);
  return isCondition ? [] : axisLifts(wish, language);
}

const isDirection = (wish: Wish): boolean => wish.kind === 'range' && (wish.mark === 'more' || wish.mark === 'less');

/** "Better known", "shorter", "newer": by how many items of the catalog are less so. */
function addDegree(nats: Float32Array, wish: Wish, catalog: ItemCatalog, manifest: Manifest): void {
  const rankOf = wishedDegree(wish, catalog, manifest);
  if (!rankOf) return;
  const sign = wish.mark === 'less' || wish.mark === 'not' ? -1 : 1;
  for (const item of catalog.available.indices()) nats[item]! += sign * DEGREE_NATS * (rankOf(item) - 0.5);
}

/** 0 to 1 by item. */
function wishedDegree(wish: Wish, catalog: ItemCatalog, manifest: Manifest): ((item: number) => number) | undefined {
  if (wish.kind === 'fame' || wish.kind === 'acclaim') return degreeOf(wish.kind, manifest, catalog);
  if (wish.kind !== 'range') return undefined;
  const numbers = [...catalog.available.indices()]
    .map((item) => catalog.numberOf(item, wish.field))
    .filter((n) => n !== undefined);
  const sorted = Float64Array.from(numbers).sort();
  return (item) => {
    const number = catalog.numberOf(item, wish.field);
    return number === undefined ? 0.5 : shareBelow(sorted, number);
  };
}

function shareBelow(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return sorted.length === 0 ? 0.5 : low / sorted.length;
}
