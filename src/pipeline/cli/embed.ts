// `privet embed`: the embeddings and content vectors of a bundle's items, or of items that it does not have, as a
// Parquet or Arrow file for use elsewhere.

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { InputError } from '../../errors.ts';
import type { Items } from '../../items/item.ts';
import { bundleEmbeddings } from '../embed/bundle-embeddings.ts';
import type { EmbeddingTable } from '../embed/embedding-table.ts';
import { newItemEmbeddings } from '../embed/new-item-embeddings.ts';
import { EMBEDDING_FORMATS, type EmbeddingFormat, writeEmbeddings } from '../embed/write-embeddings.ts';
import type { ColumnMap } from '../input/column-map.ts';
import { type OpenBundle, openBundle } from '../input/read-bundle-folder.ts';
import { readItems } from '../input/read-items.ts';
import type { Progress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { noteItems } from './note-items.ts';
import { noteFileLinks } from './note-links.ts';
import { loadOnnxRuntime } from './onnx-runtime.ts';
import { mapOption } from './options.ts';

export interface EmbedOptions {
  bundle: string;
  out: string;
  format?: EmbeddingFormat;
  items?: string;
  map: ColumnMap;
  force: boolean;
}

const EXAMPLES = `
Examples:
  $ privet embed --bundle public/models --out embeddings.parquet
  $ privet embed --bundle public/models --items new.jsonl --out new.arrow

Columns: id, title, embedding (what user embeddings are scored against), content (what the text encoder made of the text) and
has_residual (whether the embedding holds more than the item tower gives). docs/formats/towers.md says how they are used.
The file is written at once when everything is done: a run that fails or is stopped leaves nothing.`;

export function embedCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('embed')
    .summary("write a bundle's item embeddings for use elsewhere")
    .description(
      "Writes the embeddings and content vectors of a bundle's items, or of items that it does not have, as one file.",
    )
    .requiredOption('--bundle <dir>', 'a bundle made by privet build')
    .requiredOption('--out <file>', 'a name that ends in .parquet or .arrow')
    .addOption(new Option('--format <name>', "overrides the file's ending").choices(EMBEDDING_FORMATS))
    .option(
      '--items <file>',
      "embed these items instead (whatever build reads), with the bundle's item tower and text encoder",
    )
    .addOption(mapOption())
    .option('--force', 'replace a file that is there', false)
    .addHelpText('after', EXAMPLES)
    .action((options: EmbedOptions, command: Command) => {
      const format = options.format ?? formatOf(options.out);
      if (format) return runEmbed(options, format, terminal, signal);
      return command.error(`error: --out is '${options.out}', expected a name that ends in .parquet or .arrow`);
    });
}

export async function runEmbed(
  options: EmbedOptions,
  format: EmbeddingFormat,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { bundle, items, out, map, force } = options;
  await checkOut(out, force);
  await noteFileLinks(terminal, out);
  const bar = terminal.progress(items === undefined ? 'writing embeddings' : 'embedding items');
  const table =
    items === undefined
      ? await bundleEmbeddings(bundle)
      : await openNewItems(bundle, items, map, terminal, signal, bar);
  if (table.contentDim === 0)
    terminal.note('the bundle has no content vectors: the file goes without the column content');
  await writeEmbeddings(out, format, table, { onProgress: bar.update, signal }).finally(bar.stop);
  const { size } = await stat(out);
  const columns = `embedding ${table.embeddingDim}${table.contentDim > 0 ? `, content ${table.contentDim}` : ''}`;
  terminal.print(`${out}: ${table.numItems} items, ${columns}, ${(size / 1e6).toFixed(1)} MB`);
}

async function openNewItems(
  folder: string,
  file: string,
  map: ColumnMap,
  terminal: Terminal,
  signal: AbortSignal,
  bar: Progress,
): Promise<EmbeddingTable> {
  const bundle = await openBundle(folder);
  const input = await readItems(file, { map, known: bundle.manifest.itemColumns, signal });
  noteItems(terminal, input);
  noteKnown(bundle, input, terminal);
  noteUnread(bundle, input, terminal);
  const { ort, packageName } = await loadOnnxRuntime();
  terminal.note(`${input.items.length} items; ${packageName}`);
  return newItemEmbeddings({ ort, bundle, file, input, onProgress: bar.update, signal });
}

/** An item that the bundle has gets the answer for a new one here, which is not its row in the bundle. */
function noteKnown({ itemIds }: OpenBundle, { items }: Items, terminal: Terminal): void {
  const known = new Set(itemIds);
  const numKnown = items.filter(({ id }) => known.has(id)).length;
  if (numKnown === 0) return;
  terminal.note(`warning: ${numKnown} of the items are in the bundle; they are embedded as if they were new`);
}

function noteUnread({ manifest }: OpenBundle, { ownModalities }: Items, terminal: Terminal): void {
  const read = manifest.itemTowerInputs?.modalities.map(({ name }) => name) ?? [];
  const unread = ownModalities.filter(({ name }) => !read.includes(name));
  for (const { name } of unread) terminal.note(`warning: the item tower was trained without the vectors in ${name}`);
}

function formatOf(file: string): EmbeddingFormat | undefined {
  return EMBEDDING_FORMATS.find((format) => file.toLowerCase().endsWith(`.${format}`));
}

/** @throws InputError for a name that cannot be written to, before any work is done */
async function checkOut(file: string, force: boolean): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory()) {
    throw new InputError({ file: dirname(file), found: 'no such folder', expected: 'a folder to write to' });
  }
  const earlier = await stat(file).catch(() => undefined);
  if (earlier?.isDirectory()) throw new InputError({ file, found: 'a folder', expected: 'a file name' });
  if (earlier && !force) {
    throw new InputError({ file, found: 'a file that is there already', expected: 'a new name, or --force' });
  }
}
