// From rows to items: ids are unique and stable, nothing that a row says is lost or turned into something else.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { NAME_PATTERN } from '../../src/formats/manifest.ts';
import { type Cell, listOf, numberOf, yearOf } from '../../src/items/cells.ts';
import { tableItems } from '../../src/items/item-reader.ts';
import { COLUMN_ROLES, type ColumnRole } from '../../src/items/roles.ts';
import { itemText } from '../../src/text/item-text.ts';

const roles: ColumnRole[] = ['title', 'year', 'facet', 'text', 'fact', 'rating', 'popularity'];
const columns = ['Name', 'Released', 'Mechanics', 'Blurb', 'Box size', 'Stars', 'Votes'];

describe('tableItems', () => {
  test('puts each column where it belongs', () => {
    const rows: Cell[][] = [
      ['Catan', '1995-05-01', 'trading|dice', 'Trade  wood\nfor wool.', 'large', '4.5', '1,234'],
      ['Azul', null, ['tiles'], null, null, 7, null],
    ];
    const { items, facets, notes } = tableItems({ columns, rows }, roles);
    expect(facets).toEqual([{ name: 'mechanics', label: 'Mechanics' }]);
    expect(items).toEqual([
      {
        id: 'catan-1995',
        title: 'Catan',
        fields: {
          title: 'Catan',
          year: 1995,
          genres: ['trading', 'dice'],
          tags: ['large'],
          description: 'Trade wood for wool.',
        },
        facets: { mechanics: ['trading', 'dice'] },
        details: {
          year: '1995',
          rating: '4.5',
          votes: '1234',
          'box-size': 'large',
          description: 'Trade wood for wool.',
        },
        year: 1995,
        rating: 4.5,
        votes: 1234,
      },
      {
        id: 'azul',
        title: 'Azul',
        fields: { title: 'Azul', genres: ['tiles'] },
        facets: { mechanics: ['tiles'] },
        details: { rating: '7' },
        rating: 7,
      },
    ]);
    expect(notes).toEqual([]);
    expect(itemText(items[0]!.fields)).toBe('Catan (1995). trading, dice. large. Trade wood for wool.');
  });

  test('columns that mean the same are one facet: color, colour, and an option that is called Farbe', () => {
    const columns = [
      'Title',
      'Option1 Name',
      'Option1 Value',
      'Color',
      'Couleur (metafields.custom.couleur)',
      'Taille',
    ];
    const rows: Cell[][] = [
      ['Mug', 'Farbe', 'Red', 'red', 'Blue', 'L'],
      ['Cup', 'taille', 'S', null, 'Green', null],
    ];
    const table = { columns, rows };
    const { items, facets, columns: read } = tableItems(table, ['title', 'ignore', 'facet', 'facet', 'facet', 'facet']);
    expect(items.map((item) => item.facets)).toEqual([
      { color: ['red', 'Blue'], taille: ['L'] },
      { color: ['Green'], taille: ['S'] },
    ]);
    expect(items[0]!.fields.genres).toEqual(['red', 'Blue', 'L']);
    expect(facets).toEqual([
      { name: 'color', label: 'Color' },
      { name: 'taille', label: 'Taille' },
    ]);
    // Whoever shows the columns finds their values by these names.
    const found = read.map((column) => column.fields);
    expect(found).toEqual([undefined, undefined, ['color', 'taille'], undefined, ['color'], undefined]);
  });

  test('facets of few values are genres, others and words of facts tags, sentences the description', () => {
    const long = 'x'.repeat(81);
    const rows = Array.from({ length: 90 }, (_, i): Cell[] => [
      ...[`Sofa ${i}`, 'Soft.', ['Sofa', 'Sofa', 'Bed']],
      ...[`Maker ${i}`, i === 0 ? `Acme ${long}` : 'oak', '2 m', '2024-05-01', 'yes', `Fits ${long}`],
    ]);
    const names = ['title', 'about', 'kinds', 'maker', 'wood', 'width', 'since', 'new', 'remark'];
    const { items } = tableItems({ columns: names, rows }, [
      ...(['title', 'text', 'facet', 'facet', 'facet', 'fact', 'fact', 'fact', 'fact'] as const),
    ]);
    expect(items[0]).toMatchObject({
      fields: { genres: ['Sofa', 'Bed'], tags: ['Maker 0', '2 m'], description: `Soft. Acme ${long} Fits ${long}` },
      facets: { kinds: ['Sofa', 'Bed'], maker: ['Maker 0'] },
      details: { width: '2 m', since: '2024-05-01', new: 'yes', remark: `Fits ${'x'.repeat(75)}` },
    });
    expect(items[0]!.facets).not.toHaveProperty('wood');
    expect(items[1]!.fields.genres).toEqual(['Sofa', 'Bed', 'oak']);
  });

  test('names of facets and details fit the bundle format, stay apart and are not ours; labels are the columns', () => {
    const names = ['title', 'Brand Name', 'brand-name', 'Größe', '型', 'description', 'year', 'toString', 'empty'];
    const columnRoles: ColumnRole[] = ['title', 'facet', 'fact', ...Array<ColumnRole>(6).fill('facet')];
    const rows: Cell[][] = [['A', 'Acme', 'b', 'M', 'x', 'd', 'y', 's', null]];
    const { facets, items } = tableItems({ columns: names, rows }, columnRoles);
    expect(facets).toEqual([
      { name: 'brand-name', label: 'Brand Name' },
      { name: 'gro-e', label: 'Größe' },
      { name: 'facet', label: '型' },
      { name: 'description-column', label: 'Description' },
      { name: 'year-column', label: 'Year' },
      { name: 'toString-column', label: 'ToString' },
    ]);
    expect(items[0]!.details).toEqual({ 'brand-name-2': 'b' });
    expect(items[0]!.facets['gro-e']).toEqual(['M']);
  });

  test('cells that are no year or number are left out and counted; in a column called year any integer is one', () => {
    const rows: Cell[][] = [
      ['A', '-350', '$1,000', 'ten'],
      ['B', 'soon', '-3', '10'],
    ];
    const { items, notes } = tableItems({ columns: ['title', 'year', 'sold', 'stars'], rows }, [
      ...(['title', 'year', 'popularity', 'rating'] as const),
    ]);
    expect(items.map(({ year, votes, rating }) => [year, votes, rating])).toEqual([
      [-350, 1000, undefined],
      [undefined, undefined, 10],
    ]);
    expect(notes).toEqual([
      '1 row with something else than a number of at least 0 in stars: left out.',
      '1 row with something else than a year or a date in year: left out.',
      '1 row with something else than a number of at least 0 in sold: left out.',
    ]);
    const released = tableItems({ columns: ['title', 'released'], rows: [['A', '80']] }, ['title', 'year']);
    expect(released.items[0]!.year).toBeUndefined();
  });

  test('leaves out rows without a title and repeated ones, and numbers ids that are taken', () => {
    const rows: Cell[][] = [
      ['7', 'One'],
      ['7', 'Two'],
      ['7', 'One'],
      ['8', null],
    ];
    rows.push([null, 'One'], ['x'.repeat(257), 'Long']);
    const { items, notes } = tableItems({ columns: ['id', 'title'], rows }, ['id', 'title']);
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['7', 'One'],
      ['7-2', 'Two'],
      ['one', 'One'],
      ['x'.repeat(256), 'Long'],
    ]);
    expect(notes).toEqual([
      '1 row with an id that was taken: a number was put behind it.',
      '1 row left out: the same as an earlier one.',
      '1 row left out: no title.',
      '1 row without an id: one was made of title and year.',
      '1 row with an id that is too long: cut.',
    ]);
  });

  test('ids of equal titles are numbered in the order of their rows, around ids that were there before', () => {
    const rows: Cell[][] = ['a', 'a', 'a-2', 'a', 'b', 'a-4', 'a', 'a-2', 'a-2-2', 'a', 'b'].map((title, i) => [
      title,
      `${i}`,
    ]);
    const { items } = tableItems({ columns: ['title', 'text'], rows }, ['title', 'text']);
    // Histories name items by these: they must never change.
    const ids = ['a', 'a-2', 'a-2-2', 'a-3', 'b', 'a-4', 'a-5', 'a-2-3', 'a-2-2-2', 'a-6', 'b-2'];
    expect(items.map(({ id }) => id)).toEqual(ids);
  });

  test('ids are those of a search from 2 for every row, without that search', () => {
    const title = fc.constantFrom<string>('a', 'a-2', 'a-3', 'a-2-2', 'b');
    fc.assert(
      fc.property(fc.array(title, { maxLength: 40 }), (titles) => {
        const rows: Cell[][] = titles.map((text, i) => [text, `${i}`]);
        const { items } = tableItems({ columns: ['title', 'text'], rows }, ['title', 'text']);
        const taken = new Set<string>();
        for (const text of titles) {
          let id = text;
          for (let n = 2; taken.has(id); n++) id = `${text}-${n}`;
          taken.add(id);
        }
        expect(items.map(({ id }) => id)).toEqual([...taken]);
      }),
    );
  });

  test('rows of one title cost the same however many there are', () => {
    const numLookups = (numRows: number) => {
      const rows: Cell[][] = Array.from({ length: numRows }, (_, i) => ['One title', `${i}`]);
      const has = vi.spyOn(Map.prototype, 'has');
      tableItems({ columns: ['title', 'text'], rows }, ['title', 'text']);
      const count = has.mock.calls.length;
      has.mockRestore();
      return count;
    };
    expect(numLookups(2000)).toBeLessThan(2.1 * numLookups(1000));
  });

  test('rows of one id are the same only in all they say; without ids those that read the same are', () => {
    const rows: Cell[][] = [
      ['7', 'One', 10],
      ['7', 'One', 11],
      ['7', 'One', 10],
    ];
    const read = (...columnRoles: ColumnRole[]) =>
      tableItems({ columns: ['id', 'title', 'price'], rows }, columnRoles).items.map(({ id }) => id);
    expect(read('id', 'title', 'fact')).toEqual(['7', '7-2']);
    expect(read('ignore', 'title', 'fact')).toEqual(['one']);
  });

  test('any rows give unique ids, names that the format allows, and the same again', () => {
    const cell = fc.oneof(fc.constant<Cell>(null), fc.string(), fc.double(), fc.array(fc.string()));
    const sheet = fc.array(fc.string(), { minLength: 1, maxLength: 5 }).chain((header) =>
      fc.record({
        columns: fc.constant(header),
        rows: fc.array(fc.array(cell, { minLength: header.length, maxLength: header.length })),
        roles: fc.array(fc.constantFrom(...COLUMN_ROLES), { minLength: header.length, maxLength: header.length }),
      }),
    );
    fc.assert(
      fc.property(sheet, (any) => {
        const made = tableItems(any, any.roles);
        expect(new Set(made.items.map(({ id }) => id)).size).toBe(made.items.length);
        const names = [
          ...made.facets.map(({ name }) => name),
          ...made.items.flatMap(({ details }) => Object.keys(details)),
        ];
        for (const name of names) expect(name).toMatch(NAME_PATTERN);
        for (const { id, title } of made.items) expect(id !== '' && title !== '').toBe(true);
        expect(tableItems(any, any.roles)).toEqual(made);
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
    ['12,90', 12.9],
    ['1.299,00', 1299],
    ['1.5e3', 1500],
    ['.5', 0.5],
    ['1,2,3', undefined],
    ['7/10', undefined],
    ['1e999', undefined],
    ['many', undefined],
    [['1'], undefined],
  ] as [Cell, number | undefined][])('the number of %j is %j', (cell, number) => {
    expect(numberOf(cell)).toBe(number);
  });

  test('a list is cut by its separator, without blanks and repeats', () => {
    expect(listOf(' a | b||a ', '|')).toEqual(['a', 'b']);
    expect(listOf('a, b', undefined)).toEqual(['a, b']);
    expect(listOf(['b', 'a', 'b'], undefined)).toEqual(['b', 'a']);
  });

  test('bars cut what is a list by them; a number is never one', () => {
    expect(listOf('Drama| Mystery |', undefined)).toEqual(['Drama', 'Mystery']);
    const prose = `A text with a bar | in it that goes on and on, ${'x'.repeat(40)}`;
    expect(listOf(prose, '|')).toEqual([prose]);
    expect(listOf('1,204', ',')).toEqual(['1,204']);
    expect(listOf('milk, 1 egg', ',')).toEqual(['milk', '1 egg']);
  });
});
