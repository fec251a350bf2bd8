// From rows to items: ids are unique and stable, nothing that a row says is lost or turned into something else.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NAME_PATTERN } from '../../src/formats/manifest.ts';
import { listOf, numberOf, yearOf } from '../../src/items/column-values.ts';
import { COLUMN_ROLES, type ColumnRole } from '../../src/items/roles.ts';
import { type Cell, columnNames } from '../../src/items/table.ts';
import { ownItems } from '../../src/items/table-items.ts';

const roles: ColumnRole[] = ['title', 'year', 'facet', 'text', 'fact', 'rating', 'popularity'];
const columns = ['Name', 'Released', 'Mechanics', 'Blurb', 'Box size', 'Stars', 'Votes'];

describe('ownItems', () => {
  test('puts each column where it belongs', () => {
    const rows: Cell[][] = [
      ['Catan', '1995-05-01', 'trading|dice', 'Trade  wood\nfor wool.', 'large', '4.5', '1,234'],
      ['Azul', null, ['tiles'], null, null, 7, null],
    ];
    const { items, facets, notes } = ownItems({ columns, rows }, roles);
    expect(facets).toEqual([{ name: 'mechanics', label: 'Mechanics' }]);
    expect(items).toEqual([
      {
        id: 'catan-1995',
        title: 'Catan',
        fields: { title: 'Catan', year: 1995, genres: ['trading', 'dice'], description: 'Trade wood for wool.' },
        text: 'Catan (1995). trading, dice. Trade wood for wool.',
        facets: { mechanics: ['trading', 'dice'] },
        details: { year: '1995', 'box-size': 'large', description: 'Trade wood for wool.' },
        year: 1995,
        rating: 4.5,
        votes: 1234,
      },
      {
        id: 'azul',
        title: 'Azul',
        fields: { title: 'Azul', genres: ['tiles'] },
        text: 'Azul. tiles.',
        facets: { mechanics: ['tiles'] },
        details: {},
        rating: 7,
      },
    ]);
    expect(notes).toEqual([]);
  });

  test('leaves out rows without a title and repeated ones, and numbers ids that are taken', () => {
    const rows: Cell[][] = [
      ['7', 'One'],
      ['7', 'Two'],
      ['7', 'One'],
      ['8', null],
    ];
    const { items, notes } = ownItems({ columns: ['id', 'title'], rows }, ['id', 'title']);
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['7', 'One'],
      ['7-2', 'Two'],
    ]);
    expect(notes).toEqual([
      '1 row left out: no title.',
      '1 row left out: the same as an earlier one.',
      '1 row with an id that was taken: a number was put behind it.',
    ]);
  });

  test('any rows give unique ids, names that the format allows, and the same again', () => {
    const cell = fc.oneof(fc.constant<Cell>(null), fc.string(), fc.double(), fc.array(fc.string()));
    const sheet = fc.array(fc.string(), { minLength: 1, maxLength: 5 }).chain((header) =>
      fc.record({
        columns: fc.constant(columnNames(header)),
        rows: fc.array(fc.array(cell, { minLength: header.length, maxLength: header.length })),
        roles: fc.array(fc.constantFrom(...COLUMN_ROLES), { minLength: header.length, maxLength: header.length }),
      }),
    );
    fc.assert(
      fc.property(sheet, (any) => {
        const made = ownItems(any, any.roles);
        expect(new Set(made.items.map(({ id }) => id)).size).toBe(made.items.length);
        const names = [
          ...made.facets.map(({ name }) => name),
          ...made.items.flatMap(({ details }) => Object.keys(details)),
        ];
        for (const name of names) expect(name).toMatch(NAME_PATTERN);
        for (const { id, title } of made.items) expect(id !== '' && title !== '').toBe(true);
        expect(ownItems(any, any.roles)).toEqual(made);
      }),
    );
  });
});

describe('cells', () => {
  test.each([
    ['1999', 1999],
    [1999, 1999],
    ['2001-09-11', 2001],
    ['11.9.2001', 2001],
    ['99', undefined],
    ['3000', undefined],
    ['1999 or so', undefined],
    [null, undefined],
  ] as const)('the year of %j is %j', (cell, year) => {
    expect(yearOf(cell)).toBe(year);
  });

  test.each([
    ['1,234.5', 1234.5],
    ['$12', 12],
    ['85 %', 85],
    ['90 min', 90],
    ['-3', -3],
    ['1,2', undefined],
    ['many', undefined],
    [['1'], undefined],
  ] as [Cell, number | undefined][])('the number of %j is %j', (cell, number) => {
    expect(numberOf(cell)).toBe(number);
  });

  test('a list is cut by its separator, without blanks and repeats', () => {
    expect(listOf(' a | b||a ', '|')).toEqual(['a', 'b']);
    expect(listOf('a, b')).toEqual(['a, b']);
  });
});
