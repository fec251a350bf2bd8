// How English asks for one thing or two: "vegetarian soup", "fantasy by NAME", "Something with lemon and thyme". Made for
// goods of any sort, so values stand as a catalog writes them: no plurals, no articles.
import type { FacetKind } from '../facet-kinds.ts';
import type { QueryPart, Wordings } from '../reading-pack.ts';

/** A part where it stands: before the noun, as the noun, or behind it. */
interface Piece {
  place: 'before' | 'noun' | 'behind';
  /** Among those of one place. */
  order: number;
  text: string;
  /** Without its preposition. */
  bare: string;
  /** "Something vegetarian" is said, "something comfort" is not. */
  isAdjective: boolean;
}

type ValuePart = Extract<QueryPart, { value: string }>;

const PREPOSITIONS = new Map<FacetKind, string>([
  ['contents', 'with'],
  ['tags', 'with'],
  ['topic', 'about'],
  ['people', 'by'],
  ['makers', 'by'],
  ['tongue', 'in'],
  ['platform', 'on'],
  ['audience', 'for'],
  ['place', 'from'],
]);
/** "Fantasy paperback": what it is as an object comes last. */
const NOUNS: readonly QueryPart['kind'][] = ['genre', 'type'];
const ADJECTIVES: readonly QueryPart['kind'][] = ['quality', 'nationality'];
const CONTENT: readonly QueryPart['kind'][] = [...ADJECTIVES, 'tags', 'contents', 'topic'];
/** Kinds whose values are names, and those whose values hardly ever are. */
const NAMES: readonly QueryPart['kind'][] = [
  'people',
  'makers',
  'place',
  'tongue',
  'platform',
  'series',
  'nationality',
];
const NO_NAMES: readonly QueryPart['kind'][] = [...NOUNS, 'quality', 'audience'];
/** Behind all prepositions of values. */
const LAST = 100;

/** "Fiction", "Science Fiction": what is no name is small in the middle of a text. */
const CAPITALIZED = /^\p{Lu}\p{Ll}+(?:[ /-]\p{Lu}?\p{Ll}+)*$/u;
const ADJECTIVE =
  /(?:ian|ish|ese|ful|less|ous|free|friendly|ive)$|^(?:quick|easy|simple|spicy|healthy|vegan|cheap|light|dark|funny|hot|cold|sweet|slow|fast|small|large|new|old|cozy|cosy|tidy|warm)$/i;
const PLURAL = /[^siu]s$/i;
/** "For guests", "on sale". */
const OWN_PREPOSITION = /^(?:for|with|without|from|by|in|on|under|to) /i;
/** "Victorian", "Christmas": names stay capital, whatever a text once wrote. */
const OF_A_NAME = /(?:(?<!vegetar)ian|can|ean|(?<!f)ish|ese)\b|^(?:Christmas|Easter|Halloween|Thanksgiving)\b/;
/** "From the United States". */
const WITH_ARTICLE = /^United |^(?:Netherlands|Philippines)$| (?:Republic|Islands|Union)$/;
/** Values that say nothing of an item. */
const VAGUE =
  /^(?:others?|misc|miscellaneous|various|various artists|general|none|n\/?a|unknown|anonymous|medium|normal|average|standard|regular|default|intermediate|moderate|yes|no|true|false|all|any|mixed|multiple.*|everyday|uncategori[sz]ed|all year.*|one size|unisex)$/i;
/** Values that people look for, and that nobody is tempted by. */
const UNAPPEALING = /^(?:hard|difficult|heavy|expensive)$/i;

export const WORDINGS: Wordings = {
  query: (parts) => {
    const pieces = isTyped(parts) ? piecesOf(parts) : undefined;
    return pieces && said(pieces);
  },
  suggestion: (parts) => {
    const isAlone = parts.length === 1;
    if (!parts.every(isOffered) || (isAlone && isSince(parts[0]!))) return undefined;
    const pieces = piecesOf(parts);
    return pieces && (pieces.some(isNoun) ? nounPhrase(pieces, isAlone) : withoutNoun(pieces));
  },
};

/** Two things are typed where one of them is a sort of thing; or how it is or what is in it, beside what is known. */
function isTyped(parts: readonly QueryPart[]): boolean {
  if (parts.length === 1) return !isSince(parts[0]!);
  if (parts.some(({ kind }) => NOUNS.includes(kind))) return true;
  return parts.some(({ kind }) => CONTENT.includes(kind)) && parts.every(isOffered);
}

/** Of a facet of which nobody knows what it is, and of series, nothing is made but what people type. */
function isOffered(part: QueryPart): boolean {
  const isUnappealing = 'value' in part && UNAPPEALING.test(part.value);
  return part.kind !== 'other' && part.kind !== 'series' && !isUnappealing;
}

/** In their order; undefined where English has no place for them. */
function piecesOf(parts: readonly QueryPart[]): Piece[] | undefined {
  const [first, second] = parts;
  if (parts.some((part) => 'value' in part && VAGUE.test(part.value))) return undefined;
  if (second && parts.some(({ kind }) => kind === 'series')) return undefined;
  if (second && first!.facet === second.facet) return joined(first!, second);
  const pieces = parts.map(pieceOf);
  if (new Set(parts.map(slotOf)).size < parts.length) return undefined;
  const places = ['before', 'noun', 'behind'];
  return pieces.sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place) || a.order - b.order);
}

/** Its preposition, else its kind: two of one would be "by NAME by NAME". */
function slotOf(part: QueryPart): string {
  if (part.kind === 'years') return part.max === undefined ? 'since' : 'from';
  return PREPOSITIONS.get(part.kind as FacetKind) ?? part.kind;
}

/** "Horror and comedy", "with lemon and thyme". */
function joined(first: QueryPart, second: QueryPart): Piece[] | undefined {
  if (!('value' in first && 'value' in second)) return undefined;
  const pieces = [pieceOf(first), pieceOf(second)];
  if (pieces[0]!.place !== pieces[1]!.place || pieces[0]!.isAdjective !== pieces[1]!.isAdjective) return undefined;
  const value = `${spoken(first)} and ${spoken(second)}`;
  return [{ ...pieces[0]!, text: pieces[0]!.text.replace(spoken(first), () => value), bare: value }];
}

function pieceOf(part: QueryPart): Piece {
  if (!('value' in part)) return rangePiece(part);
  const { kind } = part;
  const bare = spoken(part);
  const piece = { text: bare, bare, order: 0, isAdjective: ADJECTIVES.includes(kind) };
  if (NOUNS.includes(kind)) return { ...piece, place: 'noun', order: NOUNS.indexOf(kind) };
  if (piece.isAdjective) return { ...piece, place: 'before' };
  if (kind === 'tags' && OWN_PREPOSITION.test(bare)) return { ...piece, place: 'behind', order: LAST - 1 };
  if (kind === 'tags' && !PLURAL.test(bare)) return { ...piece, place: 'before', isAdjective: ADJECTIVE.test(bare) };
  const order = [...PREPOSITIONS.keys()].indexOf(kind);
  if (order < 0) return { ...piece, place: 'behind', order: LAST };
  const article = kind === 'place' && WITH_ARTICLE.test(bare) ? 'the ' : '';
  return { ...piece, place: 'behind', order, text: `${PREPOSITIONS.get(kind)} ${article}${bare}` };
}

function rangePiece({ kind, min, max }: Extract<QueryPart, { kind: 'years' | 'minutes' }>): Piece {
  const behind = { place: 'behind', order: kind === 'years' ? LAST : LAST + 1, isAdjective: false } as const;
  const text = kind === 'minutes' ? `under ${max} minutes` : max === undefined ? `since ${min}` : `from the ${min}s`;
  return { ...behind, text, bare: kind === 'years' && max !== undefined ? `${min}s` : text };
}

function spoken({ kind, value, isOrdinary }: ValuePart): string {
  const isSmall = (isOrdinary || NO_NAMES.includes(kind)) && !OF_A_NAME.test(value) && !NAMES.includes(kind);
  return isSmall && CAPITALIZED.test(value) ? value.toLowerCase() : value;
}

/** "Since 2015" alone is nothing that anybody asks for. */
const isSince = (part: QueryPart): boolean => part.kind === 'years' && part.max === undefined;
const isNoun = ({ place }: Piece): boolean => place === 'noun';
const textsOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join(' ');

/** As it is typed: "soup with chicken", "Agatha Christie since 1950". */
function said(pieces: readonly Piece[]): string {
  const [first, ...others] = pieces;
  return first!.place === 'behind' ? textsOf([{ ...first!, text: first!.bare }, ...others]) : textsOf(pieces);
}

/** One noun alone opens nothing new. */
function nounPhrase(pieces: readonly Piece[], isAlone: boolean): string | undefined {
  return isAlone ? undefined : textsOf(pieces);
}

/** "Something easy with oats"; of "comfort and party" nobody would say it. */
function withoutNoun(pieces: readonly Piece[]): string | undefined {
  const before = pieces.filter(({ place }) => place === 'before');
  const behind = pieces.filter(({ place }) => place === 'behind');
  if (before.some(({ isAdjective }) => !isAdjective)) return undefined;
  return ['something', before.map(({ text }) => text).join(' and '), textsOf(behind)].filter(Boolean).join(' ');
}
