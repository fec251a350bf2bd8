// A table with a caption, column headings and row headings, in a box that scrolls sideways by itself on a narrow
// screen.

import { type Content, html, type Markup } from './markup.ts';

interface TableOptions {
  caption: string;
  /** Names for people; the first column holds the row headings. */
  columns: readonly string[];
  /** Cells of a row; the first is its heading. */
  rows: readonly (readonly Content[])[];
  /** Heading of the row that is set off. */
  emphasized?: string;
  /** Columns (from 0) whose cells are words and stand to the left, beside the first. */
  wordColumns?: readonly number[];
}

export function table({ caption, columns, rows, emphasized, wordColumns = [] }: TableOptions): Markup {
  const isWords = (column: number) => column === 0 || wordColumns.includes(column);
  const classOf = (column: number) => (isWords(column) ? 'words' : 'figures');
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0"><table>
<caption><span>${caption}</span></caption>
<thead><tr>${columns.map((name, i) => html`<th scope="col" class="${classOf(i)}">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([heading, ...cells]) => html`
<tr${heading === emphasized ? html` class="emphasized"` : undefined}><th scope="row">${heading}</th>${cells.map(
      (cell, i) => html`<td class="${classOf(i + 1)}">${cell}</td>`,
    )}</tr>`,
  )}
</tbody></table></div>`;
}
