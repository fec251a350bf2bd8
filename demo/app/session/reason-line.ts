// A reason in a line, the most telling thing first: a series, a director or an actor before how a film feels and what
// it is about. Everything said is in the films' data.
import {
  type EventReason,
  type HistoryEvent,
  type ItemReason,
  type ItemSummary,
  type Opinion,
  opinionOf,
  type TasteReason,
} from '../../../src/sdk/index.ts';
import { countryWords, sentenceCase, withAnd } from '../state/words.ts';

/** Facets that reasons may speak of. How long a film is or who may see it makes nobody want it. */
export const REASON_FACETS = ['franchise', 'people', 'mood', 'theme', 'country', 'genre', 'decade'];
/** An event that lifts a film this many times more than any other may be named whatever the two have in common. */
const CLEAR_LEAD = 2;
const MAX_MOODS = 2;
const VERBS: Partial<Record<Opinion, string>> = { like: 'liked', save: 'saved', seen: 'saw' };

/** Themes that cannot stand behind "about" as they are. */
export const THEMES_AS_SAID = new Map(
  Object.entries<string>({
    'american dream': 'the American dream',
    apocalypse: 'the apocalypse',
    assassination: 'an assassination',
    christmas: 'Christmas',
    conspiracy: 'a conspiracy',
    courtroom: 'a trial',
    'culture clash': 'a clash of cultures',
    disaster: 'a disaster',
    dystopia: 'a dystopia',
    environment: 'the environment',
    escape: 'an escape',
    'fish out of water': 'a fish out of water',
    'haunted house': 'a haunted house',
    heist: 'a heist',
    holocaust: 'the Holocaust',
    hostage: 'a hostage',
    investigation: 'an investigation',
    kidnapping: 'a kidnapping',
    lgbtq: 'LGBTQ lives',
    'love triangle': 'a love triangle',
    media: 'the media',
    military: 'the military',
    'opposites attract': 'opposites who attract',
    police: 'the police',
    'road trip': 'a road trip',
    'serial killer': 'a serial killer',
    supernatural: 'the supernatural',
    'treasure hunt': 'a treasure hunt',
  }),
);

/** Whose reason it is, and what they do. */
export interface Liker {
  name: string;
  like: string;
}
const YOU: Liker = { name: 'you', like: 'like' };

/** Undefined where nothing of the reason tells anything. */
export function reasonLine(film: ItemSummary, reason: ItemReason, liker = YOU): string | undefined {
  return reason.kind === 'event' ? eventLine(film, reason, liker) : tasteLine(film, reason, liker);
}

/** `liked`, for `Because you liked Alien`; undefined for what is no opinion for it, such as a look at its page. */
function verbOf(event: HistoryEvent): string | undefined {
  const opinion = opinionOf(event);
  return opinion && VERBS[opinion];
}

function eventLine(film: ItemSummary, reason: EventReason, { name }: Liker): string | undefined {
  const { event, item, lead, shared } = reason;
  const { franchise, people = [], mood = [], theme } = shared.facets;
  if (franchise) return `From the same series as ${item.title}`;
  if (shared.details.includes('director')) return `By the director of ${item.title}`;
  const actor = people.find((one) => isActor(film, one) && isActor(item, one));
  if (actor) return `With ${actor}, as in ${item.title}`;
  const like = `, like ${item.title}`;
  if (mood.length > 1 || (mood.length > 0 && !theme)) return moods(mood) + like;
  if (theme) return about(theme) + like;
  const verb = verbOf(event);
  if (lead >= CLEAR_LEAD && verb) return `Because ${name} ${verb} ${item.title}`;
  const said = factOf(shared.facets);
  return said && said + like;
}

function tasteLine(film: ItemSummary, { facets }: TasteReason, { name, like }: Liker): string | undefined {
  const { franchise, people, mood, theme } = facets;
  if (people) return `${isActor(film, people[0]!) ? 'With' : 'By'} ${people[0]}, whom ${name} ${like}`;
  const series = franchise && `From the series ${franchise[0]}`;
  const said = (mood && moods(mood)) ?? (theme && about(theme)) ?? series ?? factOf(facets);
  return said && `${said}, like others ${name} liked`;
}

/** Moods are adjectives: `Intimate and melancholic`. */
function moods(values: readonly string[]): string {
  return sentenceCase(withAnd(values.slice(0, MAX_MOODS)));
}

function about([theme]: readonly string[]): string {
  return `About ${THEMES_AS_SAID.get(theme!) ?? theme}`;
}

/** Where or when a film was made, or its genre: whichever is said first of it. */
function factOf(facets: Record<string, string[]>): string | undefined {
  for (const [name, [value]] of Object.entries(facets)) {
    if (name === 'country') return `From ${countryWords(value!)}`;
    if (name === 'decade') return `From the ${value}`;
    if (name === 'genre') return value;
  }
  return undefined;
}

/** People of a film are its directors and its cast. */
function isActor({ details }: ItemSummary, name: string): boolean {
  return details.cast?.split(', ').includes(name) ?? false;
}
