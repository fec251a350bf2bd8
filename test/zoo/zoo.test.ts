// Files as sites have them, read by the command line without a flag, beside what somebody wrote down who did not look at the
// reader (README.md): roles of columns, fields of items, what must not become public, and what is said of odd files.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { guessColumns } from '../../src/items/guess-roles.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { inputFile } from '../input/files.ts';
import { readZoo, TRUTH, zooPath } from './read-zoo.ts';

const CATALOGS = Object.entries(TRUTH).flatMap(([name, { kind }]) => (kind === 'catalog' ? [name] : []));
/** Of the roles that were written down; those that differ are named in the failure. */
const LEAST_RIGHT = 0.95;
/** Known and told in docs/items.md: a picture that a page names in its text alone. */
const KNOWN_TO_FAIL = ['"Four rain jackets in one Scottish week","field":"image"'];

describe('catalogs', () => {
  const read = new Map<string, ReturnType<typeof readZoo>>();
  const readOnce = (name: string) => read.get(name) ?? read.set(name, readZoo(name)).get(name)!;

  test.each(CATALOGS)('%s: its items are what a shopper should see', async (name) => {
    const { failed } = await readOnce(name);
    expect(failed.filter((line) => !KNOWN_TO_FAIL.some((known) => line.includes(known)))).toEqual([]);
  });

  test('nearly all columns are taken for what they are', async () => {
    const all = await Promise.all(CATALOGS.map(readOnce));
    const numRoles = all.reduce((sum, one) => sum + one.numRoles, 0);
    const wrong = all.flatMap(({ wrongRoles }, i) => wrongRoles.map((line) => `${CATALOGS[i]}: ${line}`));
    expect(numRoles).toBeGreaterThan(250);
    expect(1 - wrong.length / numRoles, wrong.join('\n')).toBeGreaterThanOrEqual(LEAST_RIGHT);
  });
});

interface PrivateColumn {
  name: string;
  values: (string | number)[];
  public?: boolean;
}

test('columns that look private are left out, and those that only sound so are not', () => {
  const columns: PrivateColumn[] = JSON.parse(readFileSync(zooPath('private-columns.json'), 'utf8'));
  const guessOf = ({ name, values }: PrivateColumn) =>
    guessColumns({ columns: ['title', name], rows: values.map((value, i) => [`Item ${i}`, value]) })[1]!;
  const [shown, hidden] = [columns.filter((one) => one.public), columns.filter((one) => !one.public)];
  expect([shown.length, hidden.length]).toEqual([40, 40]);
  expect(hidden.filter((one) => guessOf(one).role !== 'ignore').map(({ name }) => name)).toEqual([]);
  expect(shown.filter((one) => guessOf(one).why === 'it looks private').map(({ name }) => name)).toEqual([]);
});

interface OddFile {
  file: string;
  as: 'catalog' | 'log';
  outcome: 'built' | 'refused';
  says: (string | string[])[];
  items?: number;
  orBuilt?: number;
}

const ODD: OddFile[] = JSON.parse(readFileSync(zooPath('odd.json'), 'utf8'));
/** Of three pages one is wrong: it is left out and told, as one wrong row is in any file (docs/columns.md). */
const OTHERWISE = new Map([['front-matter-open', { outcome: 'built', items: 2 } as const]]);

test.each(ODD.filter(({ as }) => as === 'catalog').map((odd) => ({ ...odd, ...OTHERWISE.get(odd.file) })))(
  '$file is $outcome, and says what is wrong',
  async ({ file, outcome, says, items, orBuilt }) => {
    const { notes, input } = await readItems(zooPath(`odd/${file}`)).then(
      (read) => ({ notes: read.notes.join('\n'), input: read }),
      (error: Error) => {
        expect(error).toBeInstanceOf(InputError);
        return { notes: error.message, input: undefined };
      },
    );
    if (orBuilt !== undefined && input) return expect(input.items).toHaveLength(orBuilt);
    expect(input ? 'built' : 'refused').toBe(outcome);
    if (items !== undefined) expect(input!.items).toHaveLength(items);
    // An error names its line behind the file: `items.csv:3: found …`.
    const told = notes.toLowerCase().replace(/:(\d+): found/g, ' line $1: found');
    for (const one of says)
      expect(
        [one].flat().some((text) => told.includes(text.toLowerCase())),
        `${one} in ${told}`,
      ).toBe(true);
  },
);

const TABLES = CATALOGS.filter((name) => /\.(csv|tsv|jsonl|xml)$/.test(name));

test('files that were changed anywhere are read or refused in words, and no price is another one in silence', async () => {
  const texts = new Map(TABLES.map((name) => [name, readFileSync(zooPath(name))]));
  const change = fc.record({
    name: fc.constantFrom(...TABLES),
    at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
    what: fc.constantFrom('"', ',', '\n', ';', '\t', '<', '{', '\0', '9', 'é', ''),
    length: fc.integer({ min: 0, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ name, at, what, length }) => {
      const bytes = texts.get(name)!;
      const start = Math.floor(at * bytes.length);
      const changed = Buffer.concat([bytes.subarray(0, start), Buffer.from(what), bytes.subarray(start + length)]);
      const file = await inputFile(`changed-${name.replace(/[^\w.-]/g, '')}`, changed);
      const read = await readItems(file).catch((error: unknown) => {
        expect(error).toBeInstanceOf(InputError);
        return undefined;
      });
      for (const { details } of read?.items ?? []) {
        if (details.price !== undefined)
          expect(Number.isFinite(Number(details.price)) && Number(details.price) >= 0).toBe(true);
      }
    }),
    { seed: 40, numRuns: Number(process.env.PRIVET_MUTATIONS ?? 100) },
  );
});
