// What a command says of the items file that it read: what was cut or left out, and what each column was taken for.

import type { Items } from '../../items/item.ts';
import { columnMapText } from '../input/column-map.ts';
import { noteWarnings, type Terminal } from '../terminal/terminal.ts';

export function noteItems(terminal: Terminal, { notes, columns }: Items): void {
  noteWarnings(terminal, notes);
  terminal.note(`columns: --map ${columnMapText(columns)}`);
}
