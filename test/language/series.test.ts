import { describe, expect, test } from 'vitest';
import { readerOf } from './readers.ts';

const read = readerOf({
  vocabulary: {
    phrases: [
      [['lantern'], ['theme=light']],
      [['road trip', 'road trips'], ['theme=travel']],
      [['holiday movies'], []],
    ],
  },
  facets: {
    genre: { Horror: 9 },
    people: { 'Wilmar Okonjo': 9, 'Lantern Tash': 3 },
    series: {
      Lantern: 5,
      'Road Trip': 2,
      Holiday: 4,
      'The Grommets': 3,
      'The Wave': 1,
      'Zorn-Man': 4,
      "Ada's Play": 2,
    },
  },
  titles: [
    'Lantern',
    'Road Trip',
    'Holiday',
    'The Grommets',
    'The Wave',
    'Zorn-Man',
    "Ada's Play",
    'Lantern Nights',
    'The Lantern Saga: Dusk',
  ],
  text: 'a lantern on a wave, a holiday and a road trip, a play',
});

function readsAs(rows: [text: string, wishes: string[]][]): void {
  test.each(rows)('%s', (text, wishes) => {
    expect(read(text)).toEqual(wishes);
  });
}

describe('a series that is called as a phrase', () => {
  describe('gives way to it', () =>
    readsAs([
      ['lantern movies', ['theme=light']],
      ['horror lantern films', ['genre=Horror', 'theme=light']],
      ['road trip movies', ['theme=travel']],
      ['holiday movies', []],
      ['no lantern', ['!theme=light']],
    ]));

  describe('is meant where the words around it speak of the whole of it', () =>
    readsAs([
      ['lantern series', ['series=Lantern', '| series']],
      ['lantern sequels', ['series=Lantern', '| sequels']],
      ['lantern movies in order', ['series=Lantern', '| order']],
      ['lantern in order', ['series=Lantern', '| order']],
      ['all the lantern films', ['series=Lantern']],
      ['holiday sequels', ['series=Holiday', '| sequels']],
      ['lantern saga', ['series=Lantern', '| saga']],
    ]));
});

describe('a series is found', () => {
  describe('without its article, in the singular, without hyphen', () =>
    readsAs([
      ['the grommets films', ['series=The Grommets']],
      ['grommets films', ['series=The Grommets']],
      ['grommet films', ['series=The Grommets']],
      ['zornman films', ['series=Zorn-Man']],
      ['zorn man films', ['series=Zorn-Man']],
      ["ada's play films", ["series=Ada's Play"]],
      ['adas play films', ["series=Ada's Play"]],
    ]));

  describe('but not of few items by a word of the language', () =>
    readsAs([
      ['wave films', ['| wave']],
      ['the wave films', ['series=The Wave']],
    ]));

  describe('beside a person, who is not called so', () =>
    readsAs([
      ['wilmar okonjo grommets', ['people=Wilmar Okonjo', 'series=The Grommets']],
      ['zorn-man wilmar okonjo', ['series=Zorn-Man', 'people=Wilmar Okonjo']],
      ['wilmar okonjo lantern', ['people=Wilmar Okonjo', 'theme=light']],
      ['wilmar okonjo, grommets', ['people=Wilmar Okonjo', '| grommets']],
      ['lantern tash', ['people=Lantern Tash']],
    ]));
});

describe('what was seen is', () => {
  readsAs([
    ["i've seen zorn-man", ['!title=Zorn-Man']],
    ["i've seen all the zorn-man films", ['!series=Zorn-Man']],
    ['no zorn-man', ['!series=Zorn-Man']],
    ['no lantern nights', ['!title=Lantern Nights']],
    ['not the zorn-man ones', ['!series=Zorn-Man']],
  ]);
});
