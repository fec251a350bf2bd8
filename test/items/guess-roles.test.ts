// Guesses are right for the files that people have, and for any table they can be used: at most one title, and one
// wherever there is text.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/items/cells.ts';
import { COLUMN_ROLES, type ColumnRole, problemWith, SINGLE_ROLES, withRole } from '../../src/items/roles.ts';
import { guessRoles, oneTable } from './read-both.ts';

const rolesOf = async (csv: string) => {
  const table = await oneTable(new TextEncoder().encode(csv), 'a.csv');
  const roles = guessRoles(table);
  return Object.fromEntries(table.columns.map((name, i) => [name, roles[i]]));
};

describe('guessColumns', () => {
  test('books', async () => {
    const csv = `book_id,isbn,authors,original_publication_year,original_title,average_rating,ratings_count,image_url
1,439023483,Suzanne Collins,2008,The Hunger Games,4.34,4780653,https://images.example/1.jpg
2,439554934,"J.K. Rowling, Mary GrandPré",1997,Harry Potter,4.44,4602479,https://images.example/2.jpg
3,316015849,Stephenie Meyer,2005,Twilight,3.57,3866839,https://images.example/3.jpg`;
    expect(await rolesOf(csv)).toMatchObject({
      authors: 'facet',
      original_publication_year: 'year',
      original_title: 'title',
      average_rating: 'rating',
      ratings_count: 'popularity',
      image_url: 'image',
    });
  });

  test('games, by what the cells hold where names say little', async () => {
    const csv = `Name;Released;Blurb;Mechanics;Box size
Catan;1995;"Trade wood and wool, and build roads before the others do, on an island that is never the same twice.";trading|dice;large
Azul;2017;"Draft tiles and lay them out on a wall, for points that others would rather see broken on the floor.";drafting|tiles;small
Hanabi;2010;"Everybody sees all cards but their own, and together you try to make a firework with few words.";cooperation;small
Carcassonne;2000;"Lay tiles with roads, towns and fields, and claim them with your few people in time for the scoring.";tiles|area;large`;
    expect(await rolesOf(csv)).toEqual({
      Name: 'title',
      Released: 'year',
      Blurb: 'text',
      Mechanics: 'facet',
      'Box size': 'facet',
    });
  });

  test('a column without a telling name is the title where it names each row', async () => {
    const roles = await rolesOf(
      'sku,what,colour\n17,Red chair,red\n18,Blue chair,blue\n19,Round table,red\n20,Lamp,blue',
    );
    expect(roles).toEqual({ sku: 'id', what: 'title', colour: 'facet' });
  });

  test('the very names of roles win over likely ones, if their cells read so', async () => {
    const csv = `name,Title,stars,rating,score,code,id,year,made
x1,Heat,4,7,3,a,1,800,1995
x2,Ronin,5,8,4,b,1,900,1998
x3,Big,3,6,5,c,2,-50,1988`;
    expect(await rolesOf(csv)).toMatchObject({ Title: 'title', rating: 'rating', id: 'id', year: 'year' });
    const blank = { columns: ['id', 'title', 'sku'], rows: ['a', 'b'].map((sku) => [null, `T ${sku}`, sku]) };
    expect(guessRoles(blank)).toEqual(['fact', 'title', 'id']);
    const without = { columns: ['id', 'title'], rows: blank.rows };
    expect(guessRoles(without)).toEqual(['id', 'title']);
    const rated = `id,title,rating,stars,year,votes
1,Heat,R,4,soon,a few
2,Ronin,R,5,later,many
3,Big,PG,3,soon,many
4,Up,PG,4,later,many`;
    expect(await rolesOf(rated)).toMatchObject({ rating: 'facet', stars: 'rating', year: 'facet', votes: 'facet' });
  });

  test('a few ids that repeat are ids still', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [i === 7 ? 'k6' : `k${i}`, `Kettle ${i}`]);
    expect(guessRoles({ columns: ['sku', 'what'], rows })).toEqual(['id', 'title']);
  });

  test('a column that begins after the sample goes by its name', () => {
    const columns = ['title', 'sales', 'brand', 'notes', 'picture', 'width'];
    const rows = Array.from({ length: 501 }, (_, i) => [`Item ${i}`, null, null, null, null, null]);
    const late = guessRoles({ columns, rows });
    expect(late).toEqual(['title', 'popularity', 'brand', 'ignore', 'image', 'fact']);
    expect(guessRoles({ columns, rows: rows.slice(1) })).toEqual(['title', ...Array(5).fill('ignore')]);
  });

  test('roles that are given stay, and no other column takes a single one', () => {
    const rows = Array.from({ length: 9 }, (_, i) => [`a${i}`, `Title ${i}`, i, i]);
    const given: (ColumnRole | undefined)[] = ['title', undefined, undefined, 'rating'];
    const roles = guessRoles({ columns: ['sku', 'title', 'rating', 'n'], rows }, given);
    expect(roles).toEqual(['title', 'fact', 'fact', 'rating']);
  });

  test('prices and prose are no lists, whatever is between their words', async () => {
    const csv = `title;price;about
A;12,90;Wood, wool and a road; built before the others do.
B;9,50;Tiles, a wall, and little else.
C;14,00;Cards, shown to all but you.`;
    expect(await rolesOf(csv)).toMatchObject({ price: 'price', about: 'text' });
  });

  test('any table gets roles that can be built from, as soon as some column has text', () => {
    const cell = fc.oneof(
      fc.constant<Cell>(null),
      fc.string({ minLength: 1 }),
      fc.double({ noNaN: true }),
      fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
    );
    const table = fc
      .tuple(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 8 }))
      .chain(([header, numRows]) =>
        fc.record({
          format: fc.constant('json' as const),
          columns: fc.constant(header),
          rows: fc.array(fc.array(cell, { minLength: header.length, maxLength: header.length }), {
            minLength: numRows,
            maxLength: numRows,
          }),
          notes: fc.constant<string[]>([]),
        }),
      );
    fc.assert(
      fc.property(table, (any) => {
        const roles = guessRoles(any);
        expect(roles.length).toBe(any.columns.length);
        for (const role of SINGLE_ROLES) expect(roles.filter((other) => other === role).length).toBeLessThanOrEqual(1);
      }),
    );
    const texts = fc.array(fc.tuple(fc.stringMatching(/^[a-z ]{3,20}[a-z]$/), fc.integer()), { minLength: 3 });
    fc.assert(
      fc.property(texts, (rows) => {
        const any = { format: 'json' as const, columns: ['alpha', 'beta'], rows, notes: [] };
        expect(problemWith(guessRoles(any))).toBeUndefined();
      }),
    );
  });
});

describe('withRole', () => {
  test('takes a single role from whichever column had it, and leaves the others alone', () => {
    const role = fc.constantFrom(...COLUMN_ROLES);
    fc.assert(
      fc.property(fc.array(role, { minLength: 1 }), fc.nat(), role, (roles, place, wanted) => {
        const column = place % roles.length;
        const changed = withRole(roles, column, wanted);
        expect(changed[column]).toBe(wanted);
        if (SINGLE_ROLES.has(wanted)) expect(changed.filter((other) => other === wanted).length).toBe(1);
        for (const [i, other] of changed.entries())
          if (i !== column && other !== roles[i]) expect(roles[i]).toBe(wanted);
      }),
    );
    expect(problemWith(withRole(['title', 'text'], 1, 'title'))).toBeUndefined();
    expect(problemWith(withRole(['title', 'text'], 0, 'text'))).toContain('No column is the title');
  });
});
