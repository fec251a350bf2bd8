import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slug } from '../../src/items/slug.ts';

describe('slug', () => {
  it.each([
    ['The Land Girls', 'the-land-girls'],
    ['Déjà Vu', 'deja-vu'],
    ['Alien³', 'alien3'],
    ["Singin' in the Rain", 'singin-in-the-rain'],
    ['M*A*S*H', 'm-a-s-h'],
    ['  20,000 Leagues  ', '20-000-leagues'],
    ['千と千尋の神隠し', '千と千尋の神隠し'.normalize('NFKD').replace(/\p{M}/gu, '')],
    ['!?', ''],
  ])('%s -> %s', (title, expected) => {
    expect(slug(title)).toBe(expected);
  });

  it('holds only letters, digits and single inner hyphens, and is a fixed point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(slug(text)).toMatch(/^([\p{L}\p{N}]+(-[\p{L}\p{N}]+)*)?$/u);
        expect(slug(slug(text))).toBe(slug(text));
      }),
    );
  });
});
