import { describe, expect, it } from 'vitest';
import { createTitleIndex } from '../../src/engine/search/title-index.ts';

const TITLES = [
  'A Star Is Born',
  'Star Wars Ep. IV: A New Hope',
  'War of the Worlds',
  'Amélie',
  'The Terminator',
  'Star Trek: First Contact',
  'Star Wars Ep. V: The Empire Strikes Back',
  '300',
  'Wall Street',
  '七人の侍',
];
const alone = (titles: string[]) => titles.map((title) => [title]);
const index = createTitleIndex();
index.add(0, alone(TITLES));
const found = (query: string, combine: 'AND' | 'OR' = 'AND') => index.search(query, combine).map((i) => TITLES[i]);

describe('the title index', () => {
  it('finds titles with every word', () => {
    expect(new Set(found('star wars'))).toEqual(
      new Set(['Star Wars Ep. IV: A New Hope', 'Star Wars Ep. V: The Empire Strikes Back']),
    );
  });

  it('finds titles with any word, those with more of them first', () => {
    expect(
      found('star wars', 'OR')
        .slice(0, 2)
        .every((title) => title!.startsWith('Star Wars')),
    ).toBe(true);
    expect(found('star wars', 'OR')).toContain('A Star Is Born');
  });

  it.each([
    ['termnator', 'The Terminator'],
    ['termin', 'The Terminator'],
    ['amelie', 'Amélie'],
    ['AMÉLIE', 'Amélie'],
    ['300', '300'],
    ['七人の侍', '七人の侍'],
  ])('finds %s', (query, title) => {
    expect(found(query)[0]).toBe(title);
  });

  it.each(['', '   ', '?!', 'x'.repeat(100_000)])('finds nothing for a query that names nothing', (query) => {
    expect(found(query)).toEqual([]);
  });

  it('finds an item by what else it is called, its own title before that', () => {
    const named = createTitleIndex();
    named.add(0, [['City of God', 'Cidade de Deus'], ['The God of Cities'], ['Das Boot', 'The Boat'], ['The Boat']]);
    expect(named.search('cidade de deus', 'AND')).toEqual([0]);
    expect(named.search('the boat', 'AND')).toEqual([3, 2]);
  });

  it('grows by what comes later, and takes nothing twice', () => {
    const growing = createTitleIndex();
    growing.add(3, alone(TITLES.slice(3, 5)));
    expect(growing.search('star wars', 'AND')).toEqual([]);
    growing.add(0, alone(TITLES));
    expect(growing.search('star wars', 'AND').sort()).toEqual([1, 6]);
    expect(growing.search('terminator', 'AND')).toEqual([4]);
  });
});
