import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { titleForms, titleWords } from '../../src/text/title-forms.ts';

const isSame = (a: string, b: string) => titleForms(a).whole === titleForms(b).whole;

describe('the whole title', () => {
  test.each([
    ['The Matrix', 'Matrix, The'],
    ['Star Wars Ep. IV: A New Hope', 'Star Wars: Episode IV - A New Hope'],
    ['Kill Bill: Volume 1', 'Kill Bill: Vol. 1'],
    ['The Godfather: Part II', 'The Godfather Part 2'],
    ['Dune: Part Two', 'Dune: Part 2'],
    ['Mission: Impossible II', 'Mission: Impossible 2'],
    ['Rocky III', 'rocky 3'],
    ['Alien³', 'Alien 3'],
    ['The Naked Gun 2½: The Smell of Fear', 'Naked Gun 2 1/2: The Smell of Fear'],
    ['ET: The Extra-Terrestrial', 'E.T. the Extra-Terrestrial'],
    ['Dumb & Dumber', 'Dumb and Dumber'],
    ['Léon', 'Leon'],
    ['WALL-E', 'WALL·E'],
    ['Spider-Man', 'Spiderman'],
    ['Singin’ in the Rain', "Singin' in the Rain"],
    ['Ri¢hie Ri¢h', 'Richie Rich'],
    ['10,000 B.C.', '10000 BC'],
    ['M*A*S*H', 'MASH'],
    ['Tora, Tora, Tora', 'Tora! Tora! Tora!'],
    ['La mala educación', 'La Mala Educacion'],
  ])('%s is %s', (a, b) => {
    expect(titleForms(a).whole).toBe(titleForms(b).whole);
  });

  test.each([
    ['Kill Bill: Volume 1', 'Kill Bill: Volume 2'],
    ['Alien', 'Aliens'],
    ['The Godfather', 'The Godfather: Part II'],
    ['V for Vendetta', '5 for Vendetta'],
    ['X-Men', '10 Men'],
    ['Seven Psychopaths', '7 Psychopaths'],
  ])('%s is not %s', (a, b) => {
    expect(isSame(a, b)).toBe(false);
  });

  test('is the same in other letters, spaces and punctuation, for any title', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 2, maxLength: 6 });
    const marks = fc.array(fc.constantFrom(' ', '  ', ', ', ' ! ', ' – ', ': ', '-', '... '), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(words, marks, fc.boolean(), (list, between, isLoud) => {
        fc.pre(
          !list.some((word) => /^(i|v|x)+$/.test(word)) &&
            !/^(the|le|la|les|el|il|lo|los|las|der|die|das|an)$/.test(list.at(-1)!),
        );
        const title = list.join(' ');
        const marked = list.map((word, i) => (i === 0 ? word : between[i % between.length] + word)).join('');
        expect(isSame(title, isLoud ? marked.toUpperCase() : marked)).toBe(true);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test('never fails and never grows much, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { whole, shorter } = titleForms(text);
        expect(typeof whole).toBe('string');
        expect(shorter).not.toContain('');
        expect(titleWords(text).length).toBeLessThanOrEqual(2 * text.length + 1);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe('shorter names', () => {
  test.each([
    ['Léon: The Professional', 'leon'],
    ['Birdman or (The Unexpected Virtue of Ignorance)', 'unexpectedvirtueofignorance'],
    ['Precious (Based on the Novel Push by Sapphire)', 'precious'],
    ['Jaws 4: The Revenge', 'jawstherevenge'],
    ['Mission: Impossible - Fallout', 'mission'],
  ])('%s is known as %s', (title, form) => {
    expect(titleForms(title).shorter).toContain(form);
  });
});
