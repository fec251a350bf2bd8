// An export of Letterboxd as somebody might bring it: 500 films in the service's real columns. Made here and copied
// from nowhere: films of the catalog under the names and years that the service uses, so far as they differ (written
// from general knowledge), with the differences that all such lists have (numerals, dashes, "and", the year of a
// festival), and films that the catalog does not have.
import { createRandom, type Random } from '../../src/numerics/random.ts';

export interface CatalogTitle {
  itemId: string;
  title: string;
  year?: number;
}

export interface MadeFilm {
  name: string;
  year: number;
  /** The film of the catalog that it is; undefined for one that the catalog does not have. */
  itemId?: string;
}

export interface MadeExport {
  films: MadeFilm[];
  /** Text by path in the archive. */
  files: Record<string, string>;
}

/** What the service calls films that the catalog has under another title or year. */
const SERVICE_NAMES: Record<string, [name: string, year: number]> = {
  'a-nightmare-on-elm-street-part-2-freddys-revenge-1985': ["A Nightmare on Elm Street Part 2: Freddy's Revenge", 1985],
  'artificial-intelligence-ai-2001': ['A.I. Artificial Intelligence', 2001],
  'alien3-1992': ['Alien³', 1992],
  'cidade-de-deus-2003': ['City of God', 2002],
  'das-leben-der-anderen-2007': ['The Lives of Others', 2006],
  'el-laberinto-del-fauno-2006': ["Pan's Labyrinth", 2006],
  'et-the-extra-terrestrial-1982': ['E.T. the Extra-Terrestrial', 1982],
  'gake-no-ue-no-ponyo-2009': ['Ponyo', 2008],
  'halloween-3-season-of-the-witch-1982': ['Halloween III: Season of the Witch', 1982],
  'il-buono-il-brutto-il-cattivo-1967': ['The Good, the Bad and the Ugly', 1966],
  'jaws-4-the-revenge-1987': ['Jaws: The Revenge', 1987],
  'kill-bill-volume-1-2003': ['Kill Bill: Vol. 1', 2003],
  'kill-bill-volume-2-2004': ['Kill Bill: Vol. 2', 2004],
  'la-mome-2007': ['La Vie en Rose', 2007],
  'le-fabuleux-destin-damelie-poulain-2001': ['Amélie', 2001],
  'leon-1994': ['Léon: The Professional', 1994],
  'mad-max-1980': ['Mad Max', 1979],
  'mad-max-2-the-road-warrior-1982': ['Mad Max 2', 1981],
  'mission-impossible-2-2000': ['Mission: Impossible II', 2000],
  'mononoke-hime-1999': ['Princess Mononoke', 1997],
  'naked-gun-33-1-3-the-final-insult-1994': ['Naked Gun 33⅓: The Final Insult', 1994],
  'per-qualche-dollaro-in-piu-1967': ['For a Few Dollars More', 1965],
  'police-academy-7-mission-to-moscow-1994': ['Police Academy: Mission to Moscow', 1994],
  'prince-of-persia-sands-of-time-2010': ['Prince of Persia: The Sands of Time', 2010],
  'se7en-1995': ['Se7en', 1995],
  'shichinin-no-samurai-1956': ['Seven Samurai', 1954],
  'speed-ii-cruise-control-1997': ['Speed 2: Cruise Control', 1997],
  'spirited-away-2002': ['Spirited Away', 2001],
  'star-wars-ep-i-the-phantom-menace-1999': ['Star Wars: Episode I – The Phantom Menace', 1999],
  'star-wars-ep-ii-attack-of-the-clones-2002': ['Star Wars: Episode II – Attack of the Clones', 2002],
  'star-wars-ep-iii-revenge-of-the-sith-2005': ['Star Wars: Episode III – Revenge of the Sith', 2005],
  'star-wars-ep-iv-a-new-hope-1977': ['Star Wars', 1977],
  'star-wars-ep-v-the-empire-strikes-back-1980': ['The Empire Strikes Back', 1980],
  'star-wars-ep-vi-return-of-the-jedi-1983': ['Return of the Jedi', 1983],
  'terminator-salvation-the-future-begins-2009': ['Terminator Salvation', 2009],
  'the-godfather-part-iii-1990': ['The Godfather Part III', 1990],
  'the-lego-movie-2-the-second-part-2019': ['The Lego Movie 2: The Second Part', 2019],
  'the-naked-gun-21-2-the-smell-of-fear-1991': ['The Naked Gun 2½: The Smell of Fear', 1991],
  'tora-tora-tora-1970': ['Tora! Tora! Tora!', 1970],
  'wall-e-2008': ['WALL·E', 2008],
  'willy-wonka-the-chocolate-factory-1971': ['Willy Wonka & the Chocolate Factory', 1971],
  'y-tu-mama-tambien-and-your-mother-too-2002': ['Y Tu Mamá También', 2001],
};

/** Films that no catalog has, some of them with names that nearly are ones that it has. */
const STRANGE_FIRSTS = 'Lantern,Saltmarsh,Velvet,Northern,Paper,Quiet,Seventh,Copper,Hollow,Winter'.split(',');
const STRANGE_SECONDS = 'Keepers,Cartographer,Orchard,Telegraph,Pilgrims,Ferryman'.split(',');
const NEAR_MISSES: [name: string, year: number][] = [
  ['Making Alien', 1979],
  ['The Godfathers of Sound', 1990],
  ['Halloween Harvest', 1979],
  ['Jaws of Glass', 1976],
  ['Dune Bashers', 2021],
  ['King Kong Lives Again', 2006],
  ['Return of the Jewel', 1983],
  ['Amelia in August', 2001],
  ['Brazilian Nights', 1985],
  ['The Matrixers', 1999],
];

/** Ways in which lists write the same title. */
const SPELLINGS: ((title: string) => string)[] = [
  (title) => title.replace(/ & /g, ' and '),
  (title) => title.replace(/: /, ' – '),
  (title) => title.replace(/ (2|3|4)\b/, (_, digit) => ` ${['II', 'III', 'IV'][Number(digit) - 2]}`),
  (title) => title.normalize('NFD').replace(/\p{M}/gu, ''),
  (title) => title.replace(/^(The|A) (.*)$/, '$2, $1'),
  (title) => title.replace(/-/g, ' '),
  (title) => title.replace(/'/g, '’'),
  (title) => title.toUpperCase(),
];

/**
 * @param catalog  films in the order of the catalog, the best known first
 * @param size     films of the export (default 500); 60 of 500 are not in the catalog
 */
export function makeLetterboxdExport(catalog: readonly CatalogTitle[], size = 500, seed = 6): MadeExport {
  const random = createRandom(seed);
  const numStrange = Math.round(size * 0.12);
  const known = sample(catalog, size - numStrange, random).map((film) => listed(film, random));
  const films = [...known, ...strangeFilms(numStrange, random)];
  random.shuffle(films);
  return { films, files: writeFiles(films, random) };
}

/** Half of the films that the service names differently; for the rest, well-known ones more often than obscure ones. */
function sample(catalog: readonly CatalogTitle[], count: number, random: Random): CatalogTitle[] {
  const chosen = new Set(catalog.filter(({ itemId }) => itemId in SERVICE_NAMES && random.next() < 0.5));
  while (chosen.size < count) chosen.add(catalog[Math.floor(random.next() ** 2 * catalog.length)]!);
  return [...chosen];
}

function listed({ itemId, title, year = 2000 }: CatalogTitle, random: Random): MadeFilm {
  const [name, serviceYear] = SERVICE_NAMES[itemId] ?? [title, year];
  const spelling = random.next() < 0.3 ? SPELLINGS[random.integer(SPELLINGS.length)]! : (text: string) => text;
  const shift = SERVICE_NAMES[itemId] || random.next() > 0.12 ? 0 : random.next() < 0.8 ? -1 : 1;
  return { name: spelling(name), year: serviceYear + shift, itemId };
}

function strangeFilms(count: number, random: Random): MadeFilm[] {
  const films: MadeFilm[] = NEAR_MISSES.slice(0, count).map(([name, year]) => ({ name, year }));
  for (let i = 0; films.length < count; i++) {
    const name = `The ${STRANGE_FIRSTS[i % 10]} ${STRANGE_SECONDS[Math.floor(i / 10) % 6]}`;
    films.push({ name, year: 1950 + random.integer(75) });
  }
  return films;
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function writeFiles(films: readonly MadeFilm[], random: Random): Record<string, string> {
  const [watched, ratings, diary, likes] = [
    ['Date,Name,Year,Letterboxd URI'],
    ['Date,Name,Year,Letterboxd URI,Rating'],
    ['Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date'],
    ['Date,Name,Year,Letterboxd URI'],
  ] as [string[], string[], string[], string[]];
  for (const [i, { name, year }] of films.entries()) {
    const day = new Date(Date.UTC(2019, 0, 1 + i * 3)).toISOString().slice(0, 10);
    const start = `${day},${cell(name)},${year},https://boxd.it/${(i + 4000).toString(36)}`;
    const stars = (1 + random.integer(10)) / 2;
    watched.push(start);
    if (random.next() < 0.8) ratings.push(`${start},${stars}`);
    if (random.next() < 0.3) diary.push(`${start},${stars},,,${day}`);
    if (random.next() < 0.15) likes.push(start);
  }
  const texts = { 'watched.csv': watched, 'ratings.csv': ratings, 'diary.csv': diary, 'likes/films.csv': likes };
  const watchlist = 'Date,Name,Year,Letterboxd URI\n2024-01-01,Never Seen By Me,1999,https://boxd.it/zz\n';
  const files = Object.entries(texts).map(([path, lines]) => [path, `${lines.join('\n')}\n`]);
  return {
    ...Object.fromEntries(files),
    'watchlist.csv': watchlist,
    'profile.csv': 'Date Joined,Username\n2019-01-01,me\n',
  };
}
