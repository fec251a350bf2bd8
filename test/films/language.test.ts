import { describe, expect, test } from 'vitest';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { filmLanguage, meaningOf } from '../../demo/films/language/film-language.ts';
import { filmReader } from '../../demo/films/language/film-reader.ts';
import { halfOf } from '../../demo/films/language/measure-reading.ts';
import { f1, slotFigures } from '../../demo/films/language/slot-figures.ts';
import { slotsOf } from '../../demo/films/language/slots.ts';
import {
  readBlindGold,
  readBlindPhrases,
  readGold,
  readMissing,
  readOverConstrained,
  readPhrases,
  readQueries,
  readSuggestions,
} from '../../demo/films/language/written-phrases.ts';
import { formatLanguage, MAX_LANGUAGE_BYTES } from '../../src/formats/language-file.ts';
import { parseMeaning } from '../../src/language/meanings.ts';
import { meaningsOf } from '../../src/language/meanings-of.ts';

const { films } = readFilms();
const phrases = [...readPhrases('a'), ...readPhrases('b')];
const labelled = {
  phrases,
  'phrases, labelled again': [...readBlindPhrases('a'), ...readBlindPhrases('b')],
  gold: readGold(),
  'gold, labelled again': readBlindGold(),
  queries: readQueries(),
  suggestions: readSuggestions(),
  'over-constrained queries': readOverConstrained(),
};

/** What the films have of each facet. */
const valuesOf = new Map<string, Set<string>>();
for (const film of films) {
  for (const [facet, values] of Object.entries(film.facets)) {
    const known = valuesOf.get(facet) ?? new Set();
    valuesOf.set(facet, known);
    for (const value of values) known.add(value);
  }
}
const ids = new Set(films.map(({ itemId }) => itemId));

/** Whether what a meaning names is in the catalog; kinds of a closed vocabulary are held to it where they are read. */
function isKnown(meaning: string): boolean {
  const { kind, value } = parseMeaning(meaning);
  if (kind === 'like' || kind === 'title') return ids.has(value!);
  if (!['people', 'franchise', 'country', 'genre', 'source', 'form', 'studio'].includes(kind)) return true;
  return valuesOf.get(kind)?.has(value!) ?? false;
}

describe('written phrases', () => {
  test('are there in their number', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(4000);
    expect(labelled.gold.length).toBeGreaterThanOrEqual(600);
    expect(labelled.queries.length).toBeGreaterThanOrEqual(2200);
    expect(labelled.suggestions.length).toBeGreaterThanOrEqual(1500);
    expect(readMissing().length).toBeGreaterThanOrEqual(5000);
  });

  test.each(Object.entries(labelled))(
    'of "%s" name people, series, countries, genres, sources and films of the catalog',
    (_, rows) => {
      const unknown = rows.flatMap(({ text, slots }) =>
        slots.filter((slot) => !isKnown(meaningOf(slot))).map((slot) => `${text}: ${slot}`),
      );
      expect(unknown).toEqual([]);
    },
  );
});

describe('the language file of the films', () => {
  const language = filmLanguage();

  test('can be written', () => {
    expect(formatLanguage(language).length).toBeLessThan(MAX_LANGUAGE_BYTES);
  });

  test('means what is in the catalog', () => {
    const meant = [...language.phrases, ...language.settings, ...language.unwanted, ...language.attributes!].flatMap(
      ([, meanings]) => meanings,
    );
    expect(meant.filter((meaning) => !isKnown(meaning))).toEqual([]);
    for (const facet of [language.peopleFacet!, language.seriesFacet!, ...language.softFacets]) {
      expect(valuesOf.has(facet), facet).toBe(true);
    }
  });
});

describe('the reader of the films', async () => {
  const reader = await filmReader();
  const read = (text: string) => slotsOf(reader.read(text), (item) => films[item]!.itemId);

  test('reads the development half of the gold phrases', () => {
    const gold = halfOf(labelled.gold, 'development');
    const figures = slotFigures(
      gold.map(({ slots }) => slots),
      gold.map(({ text }) => read(text)),
    );
    expect(f1(figures.all)).toBeGreaterThanOrEqual(0.96);
  });

  /** With what the rubric has no kind for. */
  const meant = (text: string) => meaningsOf(reader.read(text).wishes, { year: 'year', minutes: 'runningTime' });

  test.each<[string, string[]]>([
    ['a comedy directed by a woman', ['genre=Comedy', 'directedBy=directed by a woman']],
    ['a quiet western about a woman', ['mood=gentle', 'genre=Western', 'lead=about a woman']],
    ['an oscar winner about war', ['prize=an Oscar', 'theme=war']],
    ['won the palme d’or', ['prize=Palme d’Or']],
    ['from the afi 100', ['canon=AFI 100']],
    ['something scandinavian', ['region=Scandinavia']],
    ['no african films', ['!region=Africa']],
    ['where the dog does not die', ['!warnings=animal dies']],
    ['no jump scares', ['!warnings=jump scares']],
    ['with a twist ending', ['ending=twist ending']],
    ['a german film in german', ['country=Germany', 'language=German']],
    ['for my 8 year old', ['fromAge=..8']],
    ['nothing above PG-13', ['board=G', 'board=PG', 'board=PG-13']],
    ['rated at least 8 on imdb', ['imdbRating=8..']],
    ['longer than the godfather', ['minutes=176..']],
    ['newer than the first matrix', ['year=2000..']],
    ['made before jaws came out', ['year=..1974']],
    ['newer than alien but older than inception', ['year=1980..2009']],
    ['no bergman', ['!people=Ingmar Bergman', '!people=Ingrid Bergman']],
    ['crime like tarantino but not by tarantino', ['theme=crime', '!people=Quentin Tarantino']],
    ['hitchcok in blak and wite', ['people=Alfred Hitchcock', 'form=black and white']],
    ['the last five minutes make me cry', ['mood=heartbreaking']],
    ['ein film ohne gewalt und ohne sex', ['!cautions=violence', '!cautions=sex']],
  ])('hears "%s"', (text, meanings) => {
    expect(meant(text)).toEqual(meanings);
  });

  test.each(['千と千尋の神隠し', 'Sen to Chihiro no kamikakushi', '기생충'])('finds "%s" by its own title', (text) => {
    expect(read(text)).toEqual([expect.stringMatching(/^title=/)]);
  });

  test.each<[string, string[]]>([
    ['stephen king movies', []],
    ['george romero zombie movies', ['person=George A. Romero', 'theme=zombies']],
    ['leo dicaprio movies', ['person=Leonardo DiCaprio']],
    ['4th of july movies', []],
    ['alien movies', ['theme=aliens']],
    ['alien movies in order', ['series=Alien']],
    ['halloween movies', []],
    ['halloween sequels', ['series=Halloween']],
    ['halloween', ['title=halloween-1978']],
    ['tom holland spiderman', ['person=Tom Holland', 'series=Spider-Man']],
    ["movies like pan's labyrinth", ['like=el-laberinto-del-fauno-2006']],
    ['family comedies', ['audience=family', 'genre=Comedy']],
    ['japanese family dramas', ['country=Japan', 'theme=family', 'genre=Drama']],
    ['kids adventure movies', ['audience=kids', 'genre=Adventure']],
    ['cult horror', ['less fame', 'genre=Horror']],
    ['true spy stories', ['source=Based on Real Life Events', 'theme=espionage']],
    ['true love movies', ['mood=romantic']],
    ['not scary movies', ['!mood=scary']],
    ['dark but not violent thrillers', ['mood=dark', '!caution=violence', 'genre=Thriller/Suspense']],
    ['movies to watch when sad', []],
    ['best comedies ever made', ['more acclaim', 'genre=Comedy']],
    ['nature documentaries', ['theme=nature', 'genre=Documentary']],
    ['christmas movies not for kids', ['theme=christmas', '!audience=family']],
    ['anime', ['form=anime']],
    ['no anime', ['!form=anime']],
    ['no cartoons', ['!form=animation']],
    ['family movies that arent animated', ['audience=family', '!form=animation']],
    ['live action disney movies', ['!form=animation', 'studio=Disney']],
    ['not live action', ['form=animation']],
    ['b&w horror', ['form=black and white', 'genre=Horror']],
    ['stop-motion', ['form=stop motion']],
    ['silent comedies', ['form=silent', 'genre=Comedy']],
    ['a silent voice', ['title=a-silent-voice-2016']],
    ['silent night', []],
    ['a24 horror', ['studio=A24', 'genre=Horror']],
    ['anything but pixar', ['!studio=Pixar']],
    ['what is on netflix', []],
  ])('reads "%s"', (text, slots) => {
    expect(read(text)).toEqual(slots);
  });
});
