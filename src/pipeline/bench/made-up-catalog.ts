// Catalogs of any size for measuring: a made-up shop whose items are of topics, so that some are alike and most are not. What
// is measured over them says what a size costs, and nothing of how good lists are.

import { createRandom, type Random } from '../../numerics/random.ts';

const WORDS = 60;
/** Items of a topic, in the mean, from a catalog of 4,000 items on; a shop has at most so many topics. */
const [ITEMS_A_TOPIC, MOST_TOPICS] = [100, 2000];
const [WORDS_A_TOPIC, BRANDS_A_TOPIC] = [40, 6];
/** Of the words of a text so many are of its topic, the others anybody's. */
const TOPIC_SHARE = 0.5;
const COLOURS = 'black white red green blue yellow brown grey pink orange silver gold'.split(' ');
const HEADER = 'id,title,description,category,brand,colour,price,stock,rating,votes,year';

interface Topic {
  name: string;
  words: string[];
  brands: string[];
}

/**
 * Rows of a CSV file with its header, each with its line break. The same seed gives the same rows, and a longer catalog
 * begins as a shorter one of as many topics does.
 *
 * @param words  that texts are made of, the commonest first
 */
export function* madeUpCatalog(numItems: number, words: readonly string[], seed = 1): Generator<string> {
  const random = createRandom(seed);
  const numTopics = Math.max(40, Math.min(MOST_TOPICS, Math.round(numItems / ITEMS_A_TOPIC)));
  const topics = Array.from({ length: numTopics }, () => newTopic(words, random));
  yield `${HEADER}\n`;
  for (let item = 0; item < numItems; item++)
    yield `${row(item, topics[commonFirst(numTopics, random)]!, words, random)}\n`;
}

function newTopic(words: readonly string[], random: Random): Topic {
  const own = Array.from({ length: WORDS_A_TOPIC }, () => words[random.integer(words.length)]!);
  const brands = Array.from({ length: BRANDS_A_TOPIC }, () => capital(words[random.integer(words.length)]!));
  return { name: capital(own.slice(0, 2).join(' ')), words: own, brands };
}

function row(item: number, topic: Topic, words: readonly string[], random: Random): string {
  const word = () =>
    random.next() < TOPIC_SHARE
      ? topic.words[commonFirst(topic.words.length, random)]!
      : words[commonFirst(words.length, random)]!;
  const text = (length: number) => Array.from({ length }, word).join(' ');
  const price = Math.exp(2 + 1.2 * random.normal()).toFixed(2);
  const cells = [
    `i${item}`,
    capital(text(4)),
    `${capital(text(WORDS - 4))}.`,
    topic.name,
    topic.brands[commonFirst(topic.brands.length, random)]!,
    COLOURS[random.integer(COLOURS.length)]!,
    price,
    random.integer(200),
    (1 + 4 * Math.sqrt(random.next())).toFixed(1),
    Math.floor(Math.exp(6 * random.next())),
    1990 + random.integer(37),
  ];
  return cells.join(',');
}

/** A place of `count`, the first ones more often (roughly as Zipf has it). */
function commonFirst(count: number, random: Random): number {
  return Math.floor((count + 1) ** random.next()) - 1;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
