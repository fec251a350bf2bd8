import { describe, expect, test } from 'vitest';
import { createCatalogReader } from '../../src/language/catalog-reader.ts';
import { MAX_READ_LENGTH } from '../../src/language/tokens.ts';
import { EMPTY_LANGUAGE } from '../../src/language/vocabulary.ts';
import { ITEMS, read, reader, WORDS, wishText } from './small-catalog.ts';

const indexOf = (title: string) => ITEMS.findIndex(({ titles }) => titles.includes(title));

/** Each text, and what it is read as. */
function readsAs(rows: [text: string, wishes: string[]][]): void {
  test.each(rows)('%s', (text, wishes) => {
    expect(read(text)).toEqual(wishes);
  });
}

describe('what is not wanted', () => {
  readsAs([
    ['no horror or gore', ['!genre=Horror', '!mood=gory']],
    ['no horror and no gore', ['!genre=Horror', '!mood=gory']],
    ['a romance, and no horror', ['genre=Romance', '!genre=Horror']],
    [
      'no horror, gore or drugs, just something funny',
      ['!genre=Horror', '!mood=gory', '!cautions=drugs', 'mood=funny'],
    ],
    ['no horror but funny', ['!genre=Horror', 'mood=funny']],
    ['no horror. funny', ['!genre=Horror', 'mood=funny']],
    ['no horror, something funny', ['!genre=Horror', 'mood=funny']],
    ['horror (no gore) comedy', ['genre=Horror', '!mood=gory', 'genre=Comedy']],
    ['nothing scary with Wilmar Okonjo', ['!mood=scary', 'people=Wilmar Okonjo']],
    ['not in the mood for something sad', ['!mood=sad']],
    ['anything but horror', ['!genre=Horror']],
    ['without violence', ['!mood=violent']],
    ['no more horror', ['!genre=Horror']],
    ['gore free', ['!mood=gory']],
    ['gore-free comedy', ['!mood=gory', 'genre=Comedy']],
    ['horror is out', ['!genre=Horror']],
    ['comedy not horror', ['genre=Comedy', '!genre=Horror']],
    ['no romcom', ['!genre=Romance', '!genre=Comedy']],
    ['no okonjo', ['!people=Wilmar Okonjo']],
    ['not from the 80s', ['!year=1980..1989']],
    ['nothing from the 80s or from the 90s', ['!year=1980..1989', '!year=1990..1999']],
    // So it is labelled among the films' phrases.
    ['no more dramas from the fifties', ['!genre=Drama', '!year=1950..1959']],
    ['no dramas, from the fifties', ['!genre=Drama', 'year=1950..1959']],
    // A bound, or a length, is a condition of its own.
    ['nothing scary and under 100 minutes', ['!mood=scary', 'length=..100']],
    ['comedy without gore under 2 hours', ['genre=Comedy', '!mood=gory', 'length=..120']],
    ['not too scary and under 90 minutes', ['less mood=scary', 'length=..90']],
    ['no horror after 1990', ['!genre=Horror', 'year=1991..']],
    ['no talkies', ['year=..1929']],
    ['not the romcom', ['!genre=Romance', '!genre=Comedy']],
    // "Not" is said of adjectives, "no" of nouns.
    ['not scary horror', ['!mood=scary', 'genre=Horror']],
    ['dark but not scary or sad horror', ['mood=dark', '!mood=scary', '!mood=sad', 'genre=Horror']],
    ['not scary and horror', ['!mood=scary', '!genre=Horror']],
    ['no scary horror', ['!mood=scary', '!genre=Horror']],
    ['not a scary horror', ['!mood=scary', '!genre=Horror']],
    ['not horror comedy', ['!genre=Horror', '!genre=Comedy']],
    // What stands before "not" is turned around by it, but where it belongs to what stands behind.
    ['comedy not please', ['!genre=Comedy']],
    ['comedy not for the kids', ['genre=Comedy', '!audience=kids']],
    ['comedy that does not look away', ['genre=Comedy']],
    ['horror or drama films no thanks', ['!genre=Horror', '!genre=Drama']],
    ['comedy, horror films no thanks', ['genre=Comedy', '!genre=Horror']],
    ['no matinee', ['!length=60..100']],
  ]);

  describe('may mean something else than where it is wanted', () => {
    readsAs([
      ['drugs', ['theme=drugs']],
      ['no drugs', ['!cautions=drugs']],
      ['less drugs', ['less cautions=drugs']],
    ]);
  });
});

describe('less and more', () => {
  readsAs([
    ['less scary', ['less mood=scary']],
    ['not too scary', ['less mood=scary']],
    ['nothing too scary', ['less mood=scary']],
    ['too scary', ['less mood=scary']],
    ['more scary please', ['more mood=scary']],
    ['more funny, less sad', ['more mood=funny', 'less mood=sad']],
    ['scarier', ['more mood=scary']],
    ['lighter', ['less mood=dark']],
    ['less scarier', ['less mood=scary']],
    ['not lighter', ['more mood=dark']],
    ['famous horror', ['more fame', 'genre=Horror']],
    ['not famous', ['less fame']],
    ['a hidden gem', ['less fame']],
    ['less obscure', ['more fame']],
    ['a masterpiece', ['more acclaim']],
    ['shorter', ['less length']],
    ['newer', ['more year']],
  ]);
});

describe('years, lengths and ages', () => {
  readsAs([
    ['comedies from the 70s', ['genre=Comedy', 'year=1970..1979']],
    ['60s or 70s comedy', ['year=1960..1969', 'year=1970..1979', 'genre=Comedy']],
    ['after 1980 but before 1995', ['year=1981..1994']],
    ['over 60 minutes and under 90 minutes', ['length=60..90']],
    ['nothing over two hours', ['length=..120']],
    ['nothing from before 1990', ['year=1990..']],
    ['a horror, not too long', ['genre=Horror', 'length=..120']],
    ['matinee', ['length=60..100']],
    ['for a 5 year old', ['audience=kids']],
    ['my son is 9', ['audience=family']],
    ['for my 70 year old', []],
  ]);

  test('are not said of catalogs without such details', () => {
    const { read: readBare } = createCatalogReader({ ...WORDS, vocabulary: { ...EMPTY_LANGUAGE, fields: {} } });
    expect(readBare('comedy from the 70s under two hours').wishes.map(wishText)).toEqual(['genre=Comedy']);
  });
});

describe('people', () => {
  readsAs([
    ['Wilmar Okonjo', ['people=Wilmar Okonjo']],
    ['okonjo horror', ['people=Wilmar Okonjo', 'genre=Horror']],
    ['something with wilmar', ['people=Wilmar Okonjo']],
    ['elodie van den berg', ['people=Élodie van den Berg']],
    ['van den berg', ['people=Élodie van den Berg']],
    ['wilmer okonjo', ['people=Wilmar Okonjo']],
    ['ida mos', ['people=Ida Moss']],
    ['hope tannen and okonjo', ['people=Hope Tannen', 'people=Wilmar Okonjo']],
    ['a film about hope', []],
    ['moss', []],
  ]);
});

describe('titles', () => {
  readsAs([
    ['zorn orchard', ['title=Zorn Orchard']],
    ['ZORN ORCHARD!', ['title=Zorn Orchard']],
    ['zorn orchrad', ['title=Zorn Orchard']],
    ['vellum harbour', ['title=The Vellum Harbour']],
    ['The Vellum Harbour', ['title=The Vellum Harbour']],
    ['le port de velin', ['title=The Vellum Harbour']],
    ['watch zorn orchard', ['title=Zorn Orchard']],
    ['find plimsoll', ['title=Plimsoll']],
    ['granite', ['title=Granite 2015']],
    ['granite 1961', ['title=Granite 1961']],
    ['granite 1962', ['title=Granite 1961']],
    ['1900', ['title=1900']],
    ['from 1900', ['year=1900..1900']],
  ]);

  describe('as examples', () => {
    readsAs([
      ['like zorn orchard', ['like=Zorn Orchard']],
      ['like zorn orchard but funny', ['like=Zorn Orchard', 'mood=funny']],
      ['something like hunger', ['like=Hunger']],
      ['hunger for the sea', []],
      ['like 1900', ['like=1900']],
      ['like plimsoll or zorn orchard', ['like=Plimsoll', 'like=Zorn Orchard']],
      ['plimsoll vibes', ['like=Plimsoll']],
      ['plimsoll but sad', ['like=Plimsoll', 'mood=sad']],
      ['comedy like plimsoll but no romance', ['genre=Comedy', 'like=Plimsoll', '!genre=Romance']],
      ['nothing like zorn orchard', ['!like=Zorn Orchard']],
      ['no horror, like zorn orchard', ['!genre=Horror', 'like=Zorn Orchard']],
      ['nothing scary like zorn orchard', ['!mood=scary', '!title=Zorn Orchard']],
      ['not like zorn orchard', ['!like=Zorn Orchard']],
      ['unlike plimsoll', ['!like=Plimsoll']],
      ["i've seen zorn orchard", ['!title=Zorn Orchard']],
    ]);
  });

  describe('that a series has as well', () => {
    readsAs([
      ['captain comet', ['title=Captain Comet']],
      ['like captain comet', ['like=Captain Comet']],
      ['captain comet films', ['series=Captain Comet']],
      ['no captain comet', ['!series=Captain Comet']],
      ['captain comet returns', ['title=Captain Comet Returns']],
      ['plimsoll films', ['series=Plimsoll']],
      // Of two items: the one is meant.
      ['not plimsoll', ['!title=Plimsoll']],
    ]);
  });

  test.each([
    ['zornorchard', ['Zorn Orchard']],
    ['zorn orchrad', ['Zorn Orchard']],
    ['vellumharbour', ['The Vellum Harbour']],
    ['Vellum Harbour, The', ['The Vellum Harbour']],
    ['zorn orchard please', []],
  ])('are exact where the text is nothing else, spaces aside: %s', (text, titles) => {
    expect(reader.read(text).exactTitles).toEqual(titles.map(indexOf));
  });

  test('of several items have the best known first', () => {
    expect(reader.read('granite').exactTitles).toEqual([6, 7]);
  });
});

describe('settings, occasions and flags', () => {
  readsAs([
    ['horror set in the 70s', ['genre=Horror', 'era=1970s']],
    ['takes place in the seventies', ['era=1970s']],
    ['set in the future', ['era=future']],
    ['from the 70s', ['year=1970..1979']],
    ['set in the 70s, from the 90s', ['era=1970s', 'year=1990..1999']],
    ['something for my parents', ['occasion=parents']],
    ['with the in-laws', ['occasion=parents']],
    ['surprise me', ['surprise']],
    ['anything', ['surprise']],
    ['anything funny', ['mood=funny']],
    ['surprise me with a horror', ['surprise', 'genre=Horror']],
    ['never show me horror again', ['always', '!genre=Horror']],
    ['from now on less scary', ['always', 'less mood=scary']],
    ['no horror ever', ['!genre=Horror', 'always']],
    ['never ever horror', ['always', '!genre=Horror']],
    ['the funny films ever made', ['mood=funny']],
    ['pick anything', ['surprise']],
  ]);

  describe('of which some are the viewer, and no film', () => {
    readsAs([
      ['for when im sad', []],
      ["films to watch when you're sad and dark", []],
      ["i'm sad, funny please", ['mood=funny']],
      ["i'm so sad show me something funny", ['mood=funny']],
      ['for when im sad horror', ['genre=Horror']],
      ["i'm in the mood for something sad", ['mood=sad']],
      ['horror when sad', ['genre=Horror', 'mood=sad']],
    ]);
  });

  describe('of which some belong to titles', () => {
    readsAs([
      ['zorn orchard meets plimsoll', ['like=Zorn Orchard', 'like=Plimsoll']],
      ['where can i watch plimsoll', ['title=Plimsoll']],
      ['just play plimsoll', ['title=Plimsoll']],
    ]);
  });
});

describe('a phrase that means nothing', () => {
  readsAs([
    ['bad hair day', []],
    ['bad hair day comedy', ['genre=Comedy']],
  ]);
});

describe('words', () => {
  readsAs([
    ['hiden gem', ['less fame']],
    ['spcae opera', ['genre=Science Fiction']],
    ['violnet', ['mood=violent']],
    ['famuos', ['more fame']],
    ['withuot violence', ['!mood=violent']],
    ['romcoms', ['genre=Romance', 'genre=Comedy']],
    ['bad hair day', []],
  ]);

  test('that mean nothing here are left as they were typed, and unknown where no text has them', () => {
    expect(reader.read('Lighthouse Keeper story, no horror')).toMatchObject({
      rest: 'Lighthouse Keeper',
      unknownWords: ['Keeper'],
    });
    expect(reader.read('please show me something')).toMatchObject({ wishes: [], rest: '', unknownWords: [] });
  });

  test('are told with their place, and what "or" joins', () => {
    const text = '  No Horror or  gore';
    expect(reader.read(text).wishes).toEqual([
      {
        kind: 'value',
        facet: 'genre',
        value: 'Horror',
        mark: 'not',
        said: 'Horror',
        start: 5,
        end: 11,
        behind: 'nothing',
      },
      {
        kind: 'value',
        facet: 'mood',
        value: 'gory',
        mark: 'not',
        said: 'gore',
        start: 16,
        end: 20,
        behind: 'nothing',
        isAlternative: true,
      },
    ]);
  });

  test('said twice are one wish', () => {
    expect(read('horror horror, more horror')).toEqual(['genre=Horror', 'more genre=Horror']);
  });
});

describe('a catalog without a language file', () => {
  const { read: readBare } = createCatalogReader({ ...WORDS, vocabulary: EMPTY_LANGUAGE });

  test.each([
    ['no sad comedies, since 1970', ['!mood=sad', '!genre=Comedy', 'year=1970..']],
    ['funny science fiction', ['mood=funny', 'genre=Science Fiction']],
    ['like zorn orchard', ['like=Zorn Orchard']],
    ['under two hours', []],
    ['', []],
  ])('%s', (text, wishes) => {
    expect(readBare(text).wishes.map(wishText)).toEqual(wishes);
  });

  test('of no items reads cues and years', () => {
    const { read: readNothing } = createCatalogReader({
      ...WORDS,
      vocabulary: EMPTY_LANGUAGE,
      facets: new Map(),
      items: [],
      texts: [],
    });
    expect(readNothing('no horror. since 1990, surprise me').wishes.map(wishText)).toEqual(['year=1990..', 'surprise']);
  });
});

describe('values that are words of time and length as well', () => {
  const styles = new Map(['Modern', 'Classics', 'Quick', '90 minutes'].map((style) => [style, 3]));
  const { read: readStyles } = createCatalogReader({ ...WORDS, facets: new Map([['style', styles]]) });

  test.each([
    ['modern', ['style=Modern']],
    ['no classics, something quick', ['!style=Classics', 'style=Quick']],
    ['classic', ['style=Classics']],
    ['something new', ['surprise']],
    ['new and modern', ['year=2022..', 'style=Modern']],
    ['shorter', ['less length']],
    ['under 90 minutes', ['length=..90']],
  ])('are meant before these: %s', (text, wishes) => {
    expect(readStyles(text).wishes.map(wishText)).toEqual(wishes);
  });
});

describe('a catalog in another language', () => {
  const readIn = (locale: string) => createCatalogReader({ ...WORDS, vocabulary: { ...EMPTY_LANGUAGE, locale } }).read;
  const wishesIn = (locale: string, text: string) => readIn(locale)(text).wishes.map(wishText);

  test.each(['en', 'en-GB', 'EN_us'])('%s is read as English', (locale) => {
    expect(wishesIn(locale, 'no sad comedies, since 1970')).toEqual(['!mood=sad', '!genre=Comedy', 'year=1970..']);
  });

  test.each(['de', 'sr-Latn', 'constructor', ''])('without a pack (%j) is read by names and values alone', (locale) => {
    expect(wishesIn(locale, 'Comedy mit Wilmar Okonjo, die traurig (sad) war')).toEqual([
      'genre=Comedy',
      'people=Wilmar Okonjo',
      'mood=sad',
    ]);
    expect(wishesIn(locale, 'zorn orchard')).toEqual(['title=Zorn Orchard']);
    expect(readIn(locale)('Comedies ab 1970')).toMatchObject({ wishes: [], rest: 'Comedies ab 1970' });
  });
});

describe('a long text', () => {
  test('is read to its limit', () => {
    const text = `horror ${'x '.repeat(MAX_READ_LENGTH)} comedy`;
    expect(read(text)).toEqual(['genre=Horror']);
  });

  test('of signs that titles are cut at is read in time', () => {
    for (const sign of [' ', '(', '[', ': ', 'a.', '1,']) {
      expect(() => reader.read(`a${sign.repeat(100_000)}b`), sign).not.toThrow();
    }
  });
});
