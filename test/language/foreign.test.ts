// Sentences in other languages: which one it is, and what is read of them.
import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../../src/language/english/pack.ts';
import { readForeign } from '../../src/language/foreign/read-foreign.ts';
import { FOREIGN } from '../../src/language/foreign/words.ts';
import { tokenize } from '../../src/language/tokens.ts';

const ENGLISH_WORDS = new Set('a an the film without with and in for not movie'.split(' '));

function read(text: string): [language: string, english: string] | undefined {
  const tokens = tokenize(text, ENGLISH.stem);
  const found = readForeign(tokens, text, (word) => ENGLISH_WORDS.has(word), ENGLISH.stem);
  return found && [found.language, found.tokens.map(({ word }) => word).join(' ')];
}

describe('a sentence in another language', () => {
  test.each([
    ['eine lustige Komödie ohne Gewalt', 'German', 'funny comedy without violence'],
    ['kein Kriegsfilm, höchstens anderthalb Stunden', 'German', 'no war at most 1.5 hours'],
    ['ein Film außer Horror und Krimi', 'German', 'except horror and crime'],
    ['un film drôle sans violence', 'French', 'funny without violence'],
    ["une histoire d'amour qui finit bien", 'French', 'love story happy ending'],
    ["rien d'américain, pas de guerre", 'French', 'nothing american no war'],
    ['una película de terror sin sangre', 'Spanish', 'horror without gore'],
    ['un film italiano senza guerra degli anni sessanta', 'Italian', 'italian without war sixties'],
    ['uma comédia sem violência para crianças', 'Portuguese', 'comedy without violence for kids'],
  ])('%s', (text, language, english) => {
    expect(read(text)).toEqual([language, expect.stringContaining(english.split(' ').at(-1)!)]);
    for (const word of english.split(' ')) expect(read(text)![1].split(' ')).toContain(word);
  });

  test.each(['a film without war', 'die hard', 'la la land', 'das boot', 'an old man and the sea', 'no country', ''])(
    'is not what %j is',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  test('has its words at the places of what they stand for', () => {
    const text = 'Ein Film, gruselig und ohne Blut';
    const found = readForeign(tokenize(text, ENGLISH.stem), text, () => false, ENGLISH.stem)!;
    const said = found.tokens.map(({ word, start, end }) => [word, text.slice(start, end)]);
    expect(said).toEqual([
      ['scary', 'gruselig'],
      ['and', 'und'],
      ['without', 'ohne'],
      ['gore', 'Blut'],
    ]);
    expect(found.tokens[0]!.before).toBe(',');
  });
});

describe('the words of each language', () => {
  test.each(FOREIGN)('$name: plain, each once, of refusal and of kind', ({ marks, fillers, words }) => {
    const lines = words.split('\n').map((line) => line.split('='));
    const said = lines.flatMap(([spellings]) => spellings!.split(','));
    expect(said.filter((word, i) => word !== word.trim() || said.indexOf(word) !== i)).toEqual([]);
    for (const word of [...said, ...`${marks} ${fillers}`.split(' ')]) expect(word).toMatch(/^[a-z0-9 ]+$/);
    for (const [, english] of lines) expect(english).toMatch(/^[a-z0-9. ]+$/);
    const meant = lines.map(([, english]) => english);
    for (const word of ['without', 'no', 'nothing', 'except', 'comedy', 'horror', 'love story', 'documentary'])
      expect(meant).toContain(word);
  });
});
