// What a command says of the items file that it read, before anything is written: what was cut or left out, what each column
// was taken for and how sure that is, what everybody will be able to download, and what stays here.

import { roleWord } from '../input/column-map.ts';
import type { ReadColumn, ReadItems } from '../input/read-items.ts';
import { noteWarnings, type Terminal } from '../terminal/terminal.ts';

const MAX_NAME_CHARS = 32;
/** A line of what is left out names so many columns. */
const MAX_LEFT_OUT = 40;

export function noteItems(terminal: Terminal, { notes, guesses }: ReadItems): void {
  noteWarnings(terminal, notes);
  for (const line of columnLines(guesses)) terminal.note(line);
}

function columnLines(columns: readonly ReadColumn[]): string[] {
  const [kept, left] = [
    columns.filter(({ role }) => role !== 'ignore'),
    columns.filter(({ role }) => role === 'ignore'),
  ];
  const rows = kept.map(({ role, name, certainty, examples }) => [
    roleWord(role),
    shortened(name),
    certainty,
    examples.join(' | '),
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i]!.length), 0));
  const lines = rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
  const privates = left.filter(({ why }) => why === 'it looks private').map(({ name }) => shortened(name));
  const others = left.filter(({ why }) => why !== 'it looks private').map(({ name }) => shortened(name));
  return [
    'columns, what each was taken for, how sure, and examples (--map role=column changes one):',
    ...lines,
    ...(privates.length > 0
      ? [`left out because they look private (--map fact=… takes one in): ${listed(privates)}`]
      : []),
    ...(others.length > 0 ? [`left out, because they tell no item from another: ${listed(others)}`] : []),
    `everybody who opens the page can download: ${listed(kept.map(({ name }) => shortened(name)))}`,
  ];
}

function listed(names: readonly string[]): string {
  const more = names.length - MAX_LEFT_OUT;
  return `${names.slice(0, MAX_LEFT_OUT).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

function shortened(name: string): string {
  return name.length > MAX_NAME_CHARS ? `${name.slice(0, MAX_NAME_CHARS - 1)}…` : name;
}
