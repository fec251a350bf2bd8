import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { main as filmsMain } from '../../demo/films/cli/main.ts';
import { run, temporaryFolder, writeSite } from './collecting-terminal.ts';

const BASELINES = ['--models', 'popularity,item-knn,ease,transitions,transitions+ease'];

test('the film demo has a program of its own, with the same help', async () => {
  for (const command of ['check', 'taste', 'language', 'train']) {
    const help = await run([command, '--help'], undefined, undefined, filmsMain);
    expect(help.code).toBe(0);
    expect(help.out).toContain('Example');
  }
});

test('--version tells that of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const { code, out } = await run(['--version']);
  expect({ code, out: out.trim() }).toEqual({ code: 0, out: version });
});

test('--help names the commands; each command shows its options and an example', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  for (const command of ['build', 'evaluate', 'embed']) {
    expect(out).toContain(command);
    const help = await run([command, '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain(`$ privet ${command}`);
  }
});

test.each([
  ['an unknown command', ['evalute'], "unknown command 'evalute'"],
  ['a missing option', ['evaluate', '--items', 'items.csv'], "required option '--interactions <file>' not specified"],
  ['a list length', ['evaluate', '--k', '10,0'], 'Expected list lengths from 1 to 1000'],
  ['a model', ['evaluate', '--models', 'popularity,magic'], '"magic" is none of privet-int8'],
  ['a split', ['evaluate', '--split', 'random'], 'Allowed choices are leave-last-out, temporal'],
  ['a seed', ['build', '--seed', 'x'], 'Expected an integer from 0'],
  ['a map', ['build', '--map', 'id'], '"id" is not of the form ours=theirs'],
  ['a map that contradicts itself', ['build', '--map', 'id=a', '--map', 'id=b'], '"id" is mapped twice'],
])('a mistake in the call is exit code 2: %s', async (_, args, message) => {
  const { code, notes, out } = await run(args);
  expect(code).toBe(2);
  expect(notes).toContain(message);
  expect(notes).toContain('--help');
  expect(out).toBe('');
});

test('an input error is exit code 1 and one message without a stack', async () => {
  const folder = await temporaryFolder();
  const { interactions } = await writeSite(folder);
  const items = join(folder, 'bad.csv');
  await writeFile(items, 'id,title\n1,One\n2,"Two\n');
  const { code, notes, out } = await run(['evaluate', '--items', items, '--interactions', interactions]);
  expect(code).toBe(1);
  expect(notes).toBe(
    `privet: ${items}:3: found a quoted cell that never ends, expected as many opening as closing quotes. Look at that line, or export the file again.`,
  );
  expect(out).toBe('');
});

test('a log needs the ids of its items; --help tells what columns can be', async () => {
  const folder = await temporaryFolder();
  const { interactions } = await writeSite(folder);
  const items = join(folder, 'nameless.csv');
  await writeFile(items, 'name,colour\nOne,red\nTwo,blue\n');
  const { code, notes } = await run(['evaluate', '--items', items, '--interactions', interactions]);
  expect(code).toBe(1);
  expect(notes).toContain('found the columns "name, colour", expected a column "id" (or --map id=<column>)');
  const help = (await run(['build', '--help'])).out.replaceAll(/\s+/g, ' ');
  expect(help).toContain('rating, votes, date, year, group, facet, vector, fact, ignore');
});

test('evaluate --json prints one object for each model, seen mode, segment and K, the same every time', async () => {
  const { items, interactions } = await writeSite(await temporaryFolder());
  const args = ['evaluate', '--items', items, '--interactions', interactions, ...BASELINES, '--json'];
  const { code, out } = await run([...args, '--seen', 'both', '--k', '5,10']);
  expect(code).toBe(0);
  const rows = out.split('\n').map((line) => JSON.parse(line));
  expect(rows).toHaveLength(5 * 2 * 3 * 2);
  expect(new Set(rows.map(({ model }) => model)).size).toBe(5);
  for (const row of rows) expect(row).toMatchObject({ command: 'evaluate', split: 'leave-last-out', seed: 1 });
  // The log is a ring: what follows what says nearly all, and beats the most popular items by far.
  const recall = (model: string) =>
    rows.find((row) => row.model === model && row.seen === 'masked' && row.segment === 'all' && row.k === 5).recall;
  expect(recall('transitions')).toBeGreaterThan(0.6);
  expect(recall('popularity')).toBeLessThan(0.4);
  expect((await run([...args, '--seen', 'both', '--k', '5,10'])).out).toBe(out);
});

test('evaluate prints tables, and splits by time on request', async () => {
  const { items, interactions } = await writeSite(await temporaryFolder());
  const args = ['evaluate', '--items', items, '--interactions', interactions, '--models', 'popularity,transitions'];
  const { code, out, notes } = await run([...args, '--split', 'temporal']);
  expect(code).toBe(0);
  expect(out).toMatch(/^temporal, seen masked, all items, @10 \(\d+ users\)\n {2}model +Recall/);
  expect(notes).toContain('40 users, 30 items, 400 events; temporal');
});

test('evaluate --content-only measures what the items alone give, beside the content mean', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const models = ['privet-int8', 'privet-int8+popularity', 'content-mean', 'content-mean+popularity'];
  const args = [
    'evaluate',
    '--items',
    items,
    '--interactions',
    interactions,
    '--cache',
    join(folder, 'cache'),
    '--json',
  ];
  const { code, out } = await run([...args, '--content-only', '--models', models.join()]);
  expect(code).toBe(0);
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect([...new Set(rows.map(({ model }) => model))]).toEqual(models);
  const refused = await run([...args, '--models', 'privet-int8+popularity']);
  expect(refused.code).toBe(1);
  expect(refused.notes).toContain('expected it with --content-only alone');
  expect((await run([...args, '--content-only', '--bundle', folder])).code).toBe(2);
});

test('evaluate refuses a temporal split on positions and a log without a test case', async () => {
  const folder = await temporaryFolder();
  const { items } = await writeSite(folder);
  const interactions = join(folder, 'positions.csv');
  await writeFile(interactions, 'user_id,item_id,timestamp\nu,sku-1,0\nu,sku-2,1\nu,sku-3,2\n');
  const args = ['evaluate', '--items', items, '--interactions', interactions, '--models', 'popularity'];
  const temporal = await run([...args, '--split', 'temporal']);
  expect(temporal.code).toBe(1);
  expect(temporal.notes).toContain('timestamps that are positions in a sequence, not times');
  await writeFile(interactions, 'user_id,item_id,timestamp\nu,sku-1,0\nv,sku-2,1\n');
  const single = await run(args);
  expect(single.code).toBe(1);
  expect(single.notes).toContain('found no test case for a leave-last-out split');
});

test('a stopped command says so, with exit code 130', async () => {
  const { items, interactions } = await writeSite(await temporaryFolder());
  const args = ['evaluate', '--items', items, '--interactions', interactions, ...BASELINES];
  const { code, notes } = await run(args, AbortSignal.abort());
  expect(code).toBe(130);
  expect(notes).toContain('stopped');
});

test('the program runs from the shell, its exit code included', async () => {
  const program = join(import.meta.dirname, '../../bin/privet.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--help']);
  expect(stdout).toContain('Usage: privet');
  const failing = promisify(execFile)(process.execPath, [
    program,
    'build',
    '--bundle-only',
    '--items',
    'none.csv',
    '--out',
    'none',
  ]);
  await expect(failing).rejects.toMatchObject({
    code: 1,
    stderr: 'privet: none.csv: found no such file, expected a readable file\n',
  });
});
