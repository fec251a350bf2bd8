// The taste profile in plain sentences, each with the figures that it rests on. It says only what the figures say:
// values that stand out against the catalog beyond chance. Where there is too little, it says that and no more.
import type { TasteProfile, TasteTrait } from '../../../src/sdk/index.ts';
import { plural, withAnd } from '../state/words.ts';

/** Likes from which something is said. */
const MIN_LIKES = 5;
/** Dislikes from which something is said of them. */
const MIN_DISLIKES = 3;
/** What a sentence names at most. */
const MAX_VALUES = 3;

export interface ProfileSentence {
  text: string;
  traits: TasteTrait[];
}

const GENRES = new Map(
  Object.entries<string>({
    Drama: 'dramas',
    Comedy: 'comedies',
    Action: 'action films',
    Adventure: 'adventures',
    Fantasy: 'fantasy',
    'Science Fiction': 'science fiction',
    'Thriller/Suspense': 'thrillers',
    Horror: 'horror',
    'Romantic Comedy': 'romantic comedies',
    'Super Hero': 'superhero films',
    Documentary: 'documentaries',
    Musical: 'musicals',
    'Black Comedy': 'black comedies',
    Western: 'westerns',
    'Concert/Performance': 'concert films',
  }),
);

/** Times that stand without an article, or under another name; `timeless` is none. */
const ERAS = new Map(
  Object.entries<string>({
    antiquity: 'antiquity',
    prehistory: 'prehistory',
    'middle ages': 'the Middle Ages',
    'world war two': 'the Second World War',
  }),
);

/** What is said of each facet or detail, in this order. Genres and decades come first, in a sentence together. */
const SAYINGS: [name: string, say: (values: string) => string][] = [
  ['director', (values) => `You come back to films by ${values}.`],
  ['cast', (values) => `You often choose films with ${values}.`],
  ['mood', (values) => `They tend to be ${values}.`],
  ['theme', (values) => `Themes that come up again and again: ${values}.`],
  ['era', (values) => `Many are set in ${values}.`],
];

export function profileSentences(profile: TasteProfile): ProfileSentence[] {
  if (profile.numLiked < MIN_LIKES) return [];
  const sentences = [
    kindSentence(profile.likes, 'You like'),
    ...SAYINGS.map(([name, say]) => sentenceOf(pick(profile.likes, name), say)),
    profile.numDisliked >= MIN_DISLIKES ? kindSentence(profile.dislikes, 'You turn away from') : undefined,
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}

/** Why nothing, or nothing more, is said. */
export function profileRemark({ numLiked }: TasteProfile, numSentences: number): string {
  if (numLiked === 0) return 'Nothing to say yet. Like a few films, and what they have in common appears here.';
  if (numLiked < MIN_LIKES)
    return `Too little to say anything yet: ${plural(numLiked, 'film')} liked, ${MIN_LIKES} are needed.`;
  return numSentences === 0 ? 'Your likes are spread widely: nothing stands out against the catalog yet.' : '';
}

/** `7 of your 12 likes; 341 of the 4,281 films in the catalog`. */
export function evidenceOf(
  trait: TasteTrait,
  { numLiked, numDisliked, numItems }: TasteProfile,
  isLike: boolean,
): string {
  const [count, total, noun] = isLike
    ? [trait.numLiked, numLiked, 'likes']
    : [trait.numDisliked, numDisliked, 'dislikes'];
  const catalog = `${trait.numItems.toLocaleString('en-GB')} of ${numItems.toLocaleString('en-GB')} in the catalog`;
  return `${count} of your ${total} ${noun}; ${catalog}`;
}

/** "You like science fiction and thrillers, above all of the 1980s." */
function kindSentence(traits: readonly TasteTrait[], start: string): ProfileSentence | undefined {
  const genres = pick(traits, 'genre');
  const decades = pick(traits, 'decade').slice(0, 2);
  if (genres.length + decades.length === 0) return undefined;
  const kinds = genres.length > 0 ? withAnd(genres.map(({ value }) => GENRES.get(value) ?? value)) : 'films';
  const times = withAnd(decades.map(({ value }) => `the ${value}`));
  const when = decades.length === 0 ? '' : genres.length > 0 ? `, above all of ${times}` : ` of ${times}`;
  return { text: `${start} ${kinds}${when}.`, traits: [...genres, ...decades] };
}

function sentenceOf(traits: TasteTrait[], say: (values: string) => string): ProfileSentence | undefined {
  return traits.length === 0 ? undefined : { text: say(withAnd(traits.map(wordOf))), traits };
}

function wordOf({ name, value }: TasteTrait): string {
  return name === 'era' ? (ERAS.get(value) ?? `the ${value}`) : value;
}

function pick(traits: readonly TasteTrait[], name: string): TasteTrait[] {
  return traits.filter((trait) => trait.name === name && trait.value !== 'timeless').slice(0, MAX_VALUES);
}
