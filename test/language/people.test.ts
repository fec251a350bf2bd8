import { describe, expect, test } from 'vitest';
import { readerOf } from './readers.ts';

const read = readerOf({
  vocabulary: {
    phrases: [
      [['king'], ['theme=royalty']],
      [['best'], ['more acclaim']],
    ],
  },
  facets: {
    genre: { Horror: 9, Comedy: 9 },
    people: {
      'Wilmar Okonjo': 12,
      'Élodie van den Berg': 9,
      'Ansel Q. Tarrow': 8,
      'Marit Ilse Vond': 8,
      'Hiro Kor-eda': 6,
      'Leonie Dask': 5,
      // One given name that many have, and that is a surname as well.
      'Orla Fenwick': 4,
      'Orla Tash': 3,
      'Orla Brummel': 3,
      'Orla Quist': 2,
      'Tomas Orla': 5,
      // Surnames of which the best known has few items.
      'Julita Crisp': 5,
      'Bodil Crisp': 1,
      'Regin King': 2,
      'Miran July': 4,
      // A given name that is as good as one person's alone.
      'Zeno Harrick': 20,
      'Zeno Pell': 1,
    },
  },
  titles: ['Vertumnus'],
  text: 'a story of rain and sparks in the subtle night',
});

function readsAs(rows: [text: string, wishes: string[]][]): void {
  test.each(rows)('%s', (text, wishes) => {
    expect(read(text)).toEqual(wishes);
  });
}

describe('people are read by', () => {
  readsAs([
    ['wilmar okonjo', ['people=Wilmar Okonjo']],
    ['okonjo horror', ['people=Wilmar Okonjo', 'genre=Horror']],
    ['ansel tarrow', ['people=Ansel Q. Tarrow']],
    ['ansel q tarrow', ['people=Ansel Q. Tarrow']],
    ['marit vond', ['people=Marit Ilse Vond']],
    ['kor-eda', ['people=Hiro Kor-eda']],
    ['kor eda comedies', ['people=Hiro Kor-eda', 'genre=Comedy']],
    ['koreda', ['people=Hiro Kor-eda']],
    ['zeno comedies', ['people=Zeno Harrick', 'genre=Comedy']],
    ['orla fenwick', ['people=Orla Fenwick']],
    ['tomas orla', ['people=Tomas Orla']],
    ['miran july', ['people=Miran July']],
    ['crisp', ['people=Julita Crisp']],
  ]);
});

describe('half a name stands for nobody beside the other half of a name of somebody else', () => {
  readsAs([
    ['orla mansfeld', ['| orla mansfeld']],
    ['orla sparks horror', ['genre=Horror', '| orla sparks']],
    ['agathe crisp', ['| agathe crisp']],
    ['bodil king', ['| bodil king']],
    ['orla king comedies', ['genre=Comedy', '| orla king']],
    ['bodil okonjo', ['| bodil okonjo']],
    ['a hot july', ['| hot july']],
  ]);
});

describe('it stands for somebody where the word beside it is', () => {
  describe('a short form of the given name', () => readsAs([['leo dask', ['people=Leonie Dask', '| leo']]]));
  describe('a word of the language', () => readsAs([['subtle crisp', ['people=Julita Crisp', '| subtle']]]));
  describe('a title', () => readsAs([['vertumnus crisp', ['people=Julita Crisp', '| vertumnus']]]));
  describe('no name, and the person is well known', () =>
    readsAs([
      ['gialli okonjo', ['people=Wilmar Okonjo', '| gialli']],
      ['okonjo filmographies', ['people=Wilmar Okonjo', '| filmographies']],
      ['zeno sparks', ['people=Zeno Harrick', '| sparks']],
    ]));
  describe('a phrase', () =>
    readsAs([
      ['king', ['theme=royalty']],
      ['best king', ['more acclaim', 'theme=royalty']],
      ['zeno best', ['people=Zeno Harrick', 'more acclaim']],
    ]));
  describe('another part of the sentence', () =>
    readsAs([['orla fenwick, bodil', ['people=Orla Fenwick', '| bodil']]]));
});

test('a word that is a name is not taken for a misspelt one with two mistakes', () => {
  expect(read('wilmer okonyo')).toEqual(['people=Wilmar Okonjo']);
  expect(read('bodil brummel')).toEqual(['| bodil brummel']);
});
