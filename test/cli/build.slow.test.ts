import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBundle, readItemToItem } from '../../src/pipeline/input/read-bundle-folder.ts';
import { run, temporaryFolder, writeSite } from './collecting-terminal.ts';

/** Every file of a folder and its subfolders by path. */
async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [path.slice(folder.length), await readFile(path, 'base64')] as const;
  return new Map(await Promise.all(paths.sort().map(read)));
}

test('without a log: a bundle of all items with facets; the same input and seed give the same bytes', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const build = (out: string) =>
    run([
      'build',
      '--bundle-only',
      '--items',
      items,
      '--out',
      join(folder, out),
      '--name',
      'Shop',
      '--cache',
      join(folder, out, '..', `cache-${out}`),
    ]);
  const first = await build('a');
  expect(first.code).toBe(0);
  expect(first.out).toMatch(
    /^30 items; filters: .*\n(?:.*\n)+language: .* suggestions; .*\n.*: 30 items, \d+\.\d MB\na first visit .* no runtime\na later visit .*\nintegrity of its manifest: sha256-\S{44}$/,
  );
  expect(first.notes).toMatch(/\n {2}category +category +sure /);
  expect(first.notes).toContain('everybody who opens the page can download: id, title, category, maker, description');
  expect((await build('b')).code).toBe(0);
  expect(await filesIn(join(folder, 'b'))).toEqual(await filesIn(join(folder, 'a')));

  const { manifest, itemIds } = await openBundle(join(folder, 'a'));
  expect(manifest).toMatchObject({ name: 'Shop', numItems: 30, embeddingDim: 128, models: {}, notices: [] });
  expect(manifest.vocabularies.facets).toEqual([
    { name: 'category', label: 'Category' },
    { name: 'brand', label: 'Maker' },
  ]);
  expect(itemIds.toSorted()).toEqual(Array.from({ length: 30 }, (_, i) => `sku-${i}`).sort());

  const evaluated = await run([
    ...['evaluate', '--items', items, '--interactions', interactions, '--bundle', join(folder, 'a')],
    ...['--k', '10', '--json', '--models', 'privet-int8,popularity'],
  ]);
  expect(evaluated.code).toBe(0);
  expect(JSON.parse(evaluated.out.split('\n')[0]!)).toMatchObject({ model: 'privet-int8', segment: 'all' });

  const withTable = await run([
    ...['evaluate', '--items', items, '--interactions', interactions, '--bundle', join(folder, 'a')],
    ...['--models', 'privet-int8+table'],
  ]);
  expect(withTable.code).toBe(0);
});

test('a run that fails leaves the earlier bundle as it was', async () => {
  const folder = await temporaryFolder();
  const { items } = await writeSite(folder);
  const out = join(folder, 'bundle');
  const args = ['build', '--bundle-only', '--items', items, '--out', out, '--cache', join(folder, 'cache')];
  expect((await run(args)).code).toBe(0);
  const before = await filesIn(out);
  await writeFile(items, '{"id":"a","title":"One"}\n{"id":"a","title":"Two"}\n');
  const failed = await run([...args, '--strict']);
  expect(failed.code).toBe(1);
  expect(failed.notes).toContain(':2: found id "a" a second time (first on line 1)');
  await writeSite(folder);
  expect((await run(args, AbortSignal.abort())).code).toBe(130);
  expect(await filesIn(out)).toEqual(before);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('with a log the towers are trained; evaluate trains its own and finds it again', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const [header, ...events] = (await readFile(interactions, 'utf8')).trimEnd().split('\n');
  const told = events.map((event, i) => `${event},${i % 3 === 0 ? 'Evening' : 'morning'}`);
  await writeFile(interactions, [`${header},context.daypart`, ...told].join('\n'));
  const shared = ['--items', items, '--interactions', interactions, '--epochs', '1', '--cache', join(folder, 'cache')];
  const built = await run(['build', '--bundle-only', ...shared, '--out', join(folder, 'bundle')]);
  expect(built.code).toBe(0);
  expect(built.notes).toMatch(/epoch 1 of 1: loss \d/);
  const bundle = await openBundle(join(folder, 'bundle'));
  expect(bundle.manifest.numItems).toBe(30);
  expect(bundle.manifest.language?.path).toMatch(/^catalog\/language\..*json\.gz$/);
  expect(bundle.manifest.vocabularies.contexts).toEqual([{ name: 'daypart', values: ['morning', 'evening'] }]);
  // The log is a ring: the next item is what goes with an item, in whatever order the bundle has them.
  const table = (await readItemToItem(bundle))!;
  const followers = bundle.itemIds.filter((id, row) => {
    const entries = Array.from(
      { length: table.offsets[row + 1]! - table.offsets[row]! },
      (_, i) => table.offsets[row]! + i,
    );
    const [best] = entries.sort((a, b) => table.weights[b]! - table.weights[a]!);
    return bundle.itemIds[table.neighbours[best!]!] === `sku-${(Number(id.slice(4)) + 1) % 30}`;
  });
  expect(followers.length).toBeGreaterThan(25);

  const evaluate = () =>
    run(['evaluate', ...shared, '--k', '10', '--json', '--models', 'privet-int8,privet-int8+table,privet-f32']);
  const first = await evaluate();
  expect(first.code).toBe(0);
  expect(first.notes).toContain('no --bundle: training towers on the training part of the split');
  const models = first.out.split('\n').map((line) => JSON.parse(line).model);
  expect(new Set(models)).toEqual(new Set(['privet-int8', 'privet-int8+table', 'privet-f32']));
  const recall = (model: string) =>
    first.out
      .split('\n')
      .map((line) => JSON.parse(line))
      .find((line) => line.model === model && line.segment === 'all').recall;
  expect(recall('privet-int8+table')).toBeGreaterThan(recall('privet-int8'));
  const second = await evaluate();
  expect(second.notes).toContain('using the bundle that an earlier run trained on this input');
  expect(second.out).toBe(first.out);
});

test('a build that was stopped goes on from the last epoch, to the same bytes', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const build = (name: string, notes?: (text: string) => void, signal?: AbortSignal) => {
    const files = ['--items', items, '--interactions', interactions, '--out', join(folder, name), '--name', 'Shop'];
    return run(
      ['build', '--bundle-only', ...files, '--epochs', '8', '--cache', join(folder, `cache-${name}`)],
      signal,
      notes,
    );
  };
  const controller = new AbortController();
  const stopAtFirst = (text: string) => text.startsWith('epoch 4 of 8') && controller.abort();
  expect((await build('stopped', stopAtFirst, controller.signal)).code).toBe(130);
  const resumed = await build('stopped');
  expect(resumed.code).toBe(0);
  expect(resumed.notes).not.toContain('epoch 4 of 8');
  const whole = await build('whole');
  expect(whole.notes).toContain('epoch 4 of 8');
  expect(await filesIn(join(folder, 'stopped'))).toEqual(await filesIn(join(folder, 'whole')));
  expect(await readdir(join(folder, 'cache-stopped'))).not.toContain('build.checkpoint');
});

test('what ships has learned the events that settings were chosen on; evaluate does so when asked', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  // Everybody ends with a lamp that nobody met before.
  const lines = (await readFile(interactions, 'utf8')).trimEnd().split('\n');
  const last = Array.from({ length: 40 }, (_, user) => `u${user},new,1700000000`);
  const after = Array.from({ length: 40 }, (_, user) => `u${user},sku-${user % 30},1700000001`);
  await writeFile(items, `${await readFile(items, 'utf8')}\n{"id":"new","title":"New lamp"}\n`);
  await writeFile(interactions, [...lines, ...last].join('\n'));
  const shared = ['--items', items, '--interactions', interactions, '--epochs', '1', '--cache', join(folder, 'cache')];
  expect((await run(['build', '--bundle-only', ...shared, '--out', join(folder, 'bundle')])).code).toBe(0);
  const bundle = await openBundle(join(folder, 'bundle'));
  const table = (await readItemToItem(bundle))!;
  const row = bundle.itemIds.indexOf('new');
  expect([...table.neighbours].filter((neighbour) => neighbour === row).length).toBeGreaterThan(10);

  await writeFile(interactions, [...lines, ...last, ...after].join('\n'));
  const evaluate = async (...more: string[]) => {
    const models = 'privet-int8,privet-int8+table,transitions,transitions+ease';
    const done = await run(['evaluate', ...shared, '--k', '10', '--json', '--models', models, ...more]);
    expect(done.code).toBe(0);
    return done.out;
  };
  const plain = await evaluate();
  const refit = await evaluate('--refit');
  const linesOf = (out: string, model: string) => out.split('\n').filter((line) => line.includes(`"${model}"`));
  for (const model of ['privet-int8', 'privet-int8+table', 'transitions', 'transitions+ease'])
    expect(linesOf(refit, model)).not.toEqual(linesOf(plain, model));
  const report = join(folder, 'report.html');
  expect(await evaluate('--refit', '--report', report)).toBe(refit);
  expect(await readFile(report, 'utf8')).toMatch(/\d+ events; \d+ once settings were chosen, by all models/);
  const refused = await run(['evaluate', ...shared, '--refit', '--bundle', join(folder, 'bundle')]);
  expect(refused.code).not.toBe(0);
  expect(refused.notes).toMatch(/--refit.*cannot be used with option '--bundle/);
});

test('the learning rate goes back to its peak once, but not under a teacher with nothing new to learn', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const stagesOf = async (log: string) => {
    const files = ['--items', items, '--interactions', log, '--cache', join(folder, 'cache')];
    const done = await run(['evaluate', ...files, '--epochs', '1', '--models', 'privet-int8']);
    expect(done.code).toBe(0);
    return done.stages;
  };
  // Five items with more than a hundred events each have no teacher.
  const many = join(folder, 'many.csv');
  const events = Array.from(
    { length: 900 },
    (_, i) => `u${Math.floor(i / 9)},sku-${(i * 7 + Math.floor(i / 9)) % 5},${i}`,
  );
  await writeFile(many, ['user_id,item_id,timestamp', ...events].join('\n'));
  expect(await stagesOf(many)).toContain('training on');
  expect(await stagesOf(interactions)).not.toContain('training on');
});
