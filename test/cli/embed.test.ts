// `privet embed`: what it writes is what the bundle holds, bit for bit, in both formats; what it cannot do it says, and
// leaves no file.

import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import type { BundleInput } from '../../src/bundle/bundle-input.ts';
import { main } from '../../src/pipeline/cli/main.ts';
import { BATCH_ROWS } from '../../src/pipeline/embed/embedding-table.ts';
import { openBundle, readContent } from '../../src/pipeline/input/read-bundle-folder.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { bundleInput, DIM } from '../bundle/bundle-fixture.ts';
import { run, temporaryFolder, writeSite } from './collecting-terminal.ts';

/** A row as either format gives it back. */
interface Row {
  id: string;
  title: string;
  embedding: number[];
  content?: number[];
  has_residual: boolean;
}

interface ReadFile {
  rows: Row[];
  metadata: Record<string, string>;
  /** Rows of each row group or record batch. */
  groups: number[];
}

async function readParquet(path: string): Promise<ReadFile> {
  const file = await asyncBufferFromFile(path);
  const { key_value_metadata: pairs, row_groups: groups } = await parquetMetadataAsync(file);
  return {
    rows: (await parquetReadObjects({ file })) as unknown as Row[],
    metadata: Object.fromEntries(pairs!.map(({ key, value }) => [key, value!])),
    groups: groups.map((group) => Number(group.num_rows)),
  };
}

async function readArrow(path: string): Promise<ReadFile> {
  const table = tableFromIPC(await readFile(path));
  const rows = table.toArray().map((row) => {
    const lists = Object.entries(row).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value,
    ]);
    return Object.fromEntries(lists) as Row;
  });
  const groups = table.children[0]!.data.map((batch) => batch.length);
  return { rows, metadata: Object.fromEntries(table.schema.metadata!), groups };
}

const READERS = { parquet: readParquet, arrow: readArrow };
const FORMATS = ['parquet', 'arrow'] as const;

/** A bundle of random rows in a folder of its own. */
async function writeTestBundle(numItems: number, changes: Partial<BundleInput> = {}) {
  const folder = await temporaryFolder();
  const bundle = join(folder, 'bundle');
  const input = bundleInput(bundle, numItems, changes);
  const manifest = await writeBundle(input);
  return { folder, bundle, input, manifest };
}

describe.each(FORMATS)('%s', (format) => {
  test('holds the rows of the bundle: ids and titles, floats bit-equal to int8 times step', async () => {
    // Shards of items and of content vectors are cut at different rows, and some are longer than a batch.
    const numItems = 500 + BATCH_ROWS + 200;
    const { folder, bundle, input, manifest } = await writeTestBundle(numItems, { shardBytes: 400_000 });
    expect(manifest.catalog.content.length).toBeGreaterThan(1);
    const out = join(folder, `embeddings.${format}`);
    const { code, out: printed, notes } = await run(['embed', '--bundle', bundle, '--out', out]);
    expect(code).toBe(0);
    expect(notes).toBe('');
    expect(printed).toMatch(/: 1724 items, embedding 16, content 256, \d+\.\d MB$/);

    const { rows, groups } = await READERS[format](out);
    expect(groups).toEqual([430, BATCH_ROWS, 270]);
    expect(rows.map(({ id }) => id)).toEqual(input.items.map(({ id }) => id));
    expect(rows.map(({ title }) => title)).toEqual(input.items.map(({ title }) => title));
    expect(rows.map((row) => row.has_residual)).toEqual(input.items.map(({ hasResidual }) => hasResidual));
    const opened = await openBundle(bundle);
    const expected = Array.from(opened.embeddings, (step) => Math.fround(step * manifest.itemScale));
    expect(rows.flatMap(({ embedding }) => embedding)).toEqual(expected);
    const content = Array.from((await readContent(opened))!, (step) => Math.fround(step / 127));
    expect(rows.flatMap((row) => row.content!)).toEqual(content);
  });

  test('says in its key-value pairs which bundle the rows are of', async () => {
    const { folder, bundle, manifest } = await writeTestBundle(3);
    const out = join(folder, 'file');
    expect((await run(['embed', '--bundle', bundle, '--out', out, '--format', format])).code).toBe(0);
    const { metadata } = await READERS[format](out);
    expect(metadata).toMatchObject({
      'privet.bundle': 'Test',
      'privet.format_version': '1',
      'privet.embedding_dim': String(DIM),
      'privet.quality_dims': '6',
    });
    expect(Number(metadata['privet.item_scale'])).toBe(manifest.itemScale);
  });

  test('goes without content where the bundle has none, and says so', async () => {
    const { folder, bundle } = await writeTestBundle(5, { contentVectors: undefined });
    const out = join(folder, `embeddings.${format}`);
    const { code, notes, out: printed } = await run(['embed', '--bundle', bundle, '--out', out]);
    expect(code).toBe(0);
    expect(notes).toBe('the bundle has no content vectors: the file goes without the column content');
    expect(printed).toContain('5 items, embedding 16, ');
    const { rows } = await READERS[format](out);
    expect(Object.keys(rows[0]!).sort()).toEqual(['embedding', 'has_residual', 'id', 'title']);
    expect(rows).toHaveLength(5);
  });

  test('the same bundle gives the same bytes', async () => {
    const { folder, bundle } = await writeTestBundle(30);
    const paths = [join(folder, `a.${format}`), join(folder, `b.${format}`)];
    for (const out of paths) await run(['embed', '--bundle', bundle, '--out', out]);
    expect(await readFile(paths[0]!, 'hex')).toBe(await readFile(paths[1]!, 'hex'));
  });

  test('is not there after Ctrl-C, and an earlier file stays as it was', async () => {
    const { folder, bundle } = await writeTestBundle(600);
    const out = join(folder, `embeddings.${format}`);
    await writeFile(out, 'earlier');
    const controller = new AbortController();
    const notes: string[] = [];
    const terminal = {
      print() {},
      note: (text: string) => notes.push(text),
      progress: () => ({ update: () => controller.abort(), stop() {} }), // after the first of two batches
    };
    const args = ['embed', '--bundle', bundle, '--out', out, '--force'];
    expect(await main(args, terminal, controller.signal)).toBe(130);
    expect(notes).toEqual(['privet: stopped, nothing was half-written']);
    expect((await readdir(folder)).sort()).toEqual(['bundle', `embeddings.${format}`]);
    expect(await readFile(out, 'utf8')).toBe('earlier');
  });

  test('is not there when a shard turns out to be damaged', async () => {
    const { folder, bundle, manifest } = await writeTestBundle(600);
    const { path, sizeBytes } = manifest.catalog.items[1]!;
    await appendFile(join(bundle, path), 'x');
    const out = join(folder, `embeddings.${format}`);
    const { code, notes } = await run(['embed', '--bundle', bundle, '--out', out]);
    expect(code).toBe(1);
    expect(notes).toBe(`privet: ${path}: file has ${sizeBytes + 1} bytes, expected ${sizeBytes}`);
    expect(await readdir(folder)).toEqual(['bundle']);
  });
});

test('Parquet readers that know Arrow find its schema, with lists of a fixed size', async () => {
  const { folder, bundle } = await writeTestBundle(3);
  const out = join(folder, 'embeddings.parquet');
  await run(['embed', '--bundle', bundle, '--out', out]);
  const message = Buffer.from((await readParquet(out)).metadata['ARROW:schema']!, 'base64');
  const endOfStream = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);
  const { schema } = tableFromIPC(Uint8Array.from([...message, ...endOfStream]));
  expect(schema.fields.map(({ name }) => name)).toEqual(['id', 'title', 'embedding', 'content', 'has_residual']);
  expect(schema.fields[2]!.type).toMatchObject({ stride: DIM });
  expect(schema.fields[3]!.type).toMatchObject({ stride: 256 });
});

describe('refusals', () => {
  test('no bundle', async () => {
    const folder = await temporaryFolder();
    const { code, notes } = await run(['embed', '--bundle', folder, '--out', join(folder, 'a.arrow')]);
    expect(code).toBe(1);
    expect(notes).toBe(
      `privet: ${join(folder, 'manifest.json')}: found no such file, expected a bundle made by privet build`,
    );
  });

  test('an ending that says nothing of a format is a mistake in the call', async () => {
    const { code, notes } = await run(['embed', '--bundle', 'none', '--out', 'rows.txt']);
    expect(code).toBe(2);
    expect(notes).toContain("--out is 'rows.txt', expected a name that ends in .parquet or .arrow");
    const unknown = await run(['embed', '--bundle', 'none', '--out', 'rows.arrow', '--format', 'csv']);
    expect(unknown.code).toBe(2);
    expect(unknown.notes).toContain('Allowed choices are parquet, arrow');
  });

  test('a file that is there, until it is forced; a folder, always', async () => {
    const { folder, bundle } = await writeTestBundle(3);
    const out = join(folder, 'embeddings.parquet');
    await writeFile(out, 'mine');
    const args = ['embed', '--bundle', bundle, '--format', 'parquet', '--out'];
    const refused = await run([...args, out]);
    expect(refused.code).toBe(1);
    expect(refused.notes).toBe(`privet: ${out}: found a file that is there already, expected a new name, or --force`);
    expect(await readFile(out, 'utf8')).toBe('mine');
    expect((await run([...args, out, '--force'])).code).toBe(0);
    expect((await readParquet(out)).rows).toHaveLength(3);
    const asFolder = await run([...args, bundle, '--force']);
    expect(asFolder.code).toBe(1);
    expect(asFolder.notes).toBe(`privet: ${bundle}: found a folder, expected a file name`);
  });

  test('a folder that is not there', async () => {
    const { folder, bundle } = await writeTestBundle(3);
    const { code, notes } = await run(['embed', '--bundle', bundle, '--out', join(folder, 'none', 'a.arrow')]);
    expect(code).toBe(1);
    expect(notes).toBe(`privet: ${join(folder, 'none')}: found no such folder, expected a folder to write to`);
  });

  test('new items, where the bundle has no text encoder', async () => {
    const { folder, bundle } = await writeTestBundle(3);
    const { items } = await writeSite(folder);
    const { code, notes } = await run([
      'embed',
      '--bundle',
      bundle,
      '--items',
      items,
      '--out',
      join(folder, 'a.arrow'),
    ]);
    expect(code).toBe(1);
    expect(notes).toContain(`privet: ${bundle}: found no text encoder, expected a bundle with one, to read new items`);
  });
});

test('items that the bundle does not have go through its text encoder and item tower', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const site = (await readFile(items, 'utf8')).split('\n').map((line) => JSON.parse(line));
  const roomOf = (i: number) => (i % 2 === 0 ? 'hall' : 'attic');
  await writeFile(items, site.map((item, i) => JSON.stringify({ ...item, room: roomOf(i), note: '' })).join('\n'));
  const bundle = join(folder, 'bundle');
  const inputs = ['--items', items, '--interactions', interactions, '--epochs', '1'];
  const outputs = ['--bundle-only', '--out', bundle, '--cache', join(folder, 'cache')];
  expect((await run(['build', ...inputs, ...outputs])).code).toBe(0);
  const fresh = join(folder, 'fresh.jsonl');
  const described = { title: 'sofa number 3', category: ['sofa'], maker: 'Maker 3', description: 'A sofa for room 3' };
  const lines = [
    { id: 'new', title: 'A lamp that sings', description: 'It sings when it is dark.' },
    { id: 'rated', title: 'A lamp that sings', description: 'It sings when it is dark.', rating: 5, votes: 900 },
    { id: 'dated', title: 'A lamp that sings', description: 'It sings when it is dark.', year: 2020 },
    { id: 'sku-3', ...described, room: roomOf(3) },
  ];
  await writeFile(fresh, lines.map((line) => JSON.stringify(line)).join('\n'));
  const out = join(folder, 'fresh.parquet');
  const { code, notes } = await run(['embed', '--bundle', bundle, '--items', fresh, '--out', out]);
  expect(code).toBe(0);
  expect(notes).toContain('warning: 1 of the items are in the bundle; they are embedded as if they were new');

  const { rows } = await readParquet(out);
  const [unknown, rated, , known] = rows;
  expect(rows.map(({ id }) => id)).toEqual(['new', 'rated', 'dated', 'sku-3']);
  expect(rows.map((row) => row.has_residual)).toEqual([false, false, false, false]);

  // An item of the bundle has the content vector there that it gets here.
  const opened = await openBundle(bundle);
  const { manifest } = opened;
  const content = (await readContent(opened))!;
  const contentOf = (id: string) => {
    const row = opened.itemIds.indexOf(id);
    return Array.from(content.slice(row * 256, (row + 1) * 256), (step) => Math.fround(step / 127));
  };
  expect(known!.content).toEqual(contentOf('sku-3'));

  // Alone, too: its room is what it was among thirty, though one row does not say that rooms are of few kinds.
  expect(manifest.itemColumns).toEqual([
    { name: 'id', role: 'id', certainty: 'sure' },
    { name: 'title', role: 'title', certainty: 'sure' },
    { name: 'category', role: 'category', certainty: 'sure', isKind: true },
    { name: 'maker', role: 'brand', certainty: 'sure', isKind: true },
    { name: 'description', role: 'text', certainty: 'sure' },
    { name: 'room', role: 'facet', certainty: 'unsure', isKind: true },
  ]);
  await writeFile(fresh, JSON.stringify({ ...lines[3], shelf: 'upper' }));
  const alone = await run(['embed', '--bundle', bundle, '--items', fresh, '--out', out, '--force']);
  expect(alone.notes).toContain('warning: The bundle was built without the column shelf: left out.');
  expect((await readParquet(out)).rows[0]!.content).toEqual(contentOf('sku-3'));

  // As the page has them: whole steps of the bundle's scale.
  for (const value of unknown!.embedding) {
    const step = value / manifest.itemScale;
    expect(Math.abs(step - Math.round(step))).toBeLessThan(1e-4);
  }
  expect(unknown!.embedding).not.toEqual(known!.embedding);

  // Rating and votes of another file say nothing here.
  expect(rated!.embedding).toEqual(unknown!.embedding);
});

test('--help shows the options and an example', async () => {
  const { code, out } = await run(['embed', '--help']);
  expect(code).toBe(0);
  for (const part of ['--bundle <dir>', '--items <file>', '--force', '$ privet embed --bundle public/models']) {
    expect(out).toContain(part);
  }
});
