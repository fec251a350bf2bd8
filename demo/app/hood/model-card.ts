// Draws a model card as elements: text stays text.
import { html, type TemplateResult } from 'lit';
import type { ModelCard } from '../../../src/sdk/index.ts';

type Content = ModelCard['sections'][number]['content'][number];

export function drawModelCard({ title, intro, sections }: ModelCard): TemplateResult {
  return html`<h3>${title}</h3>${draw(intro)}
    ${sections.map(({ heading, content }) => html`<h3>${heading}</h3>${content.map(draw)}`)}`;
}

function draw(content: Content): TemplateResult {
  if (typeof content === 'string') return html`<p class="above-2">${withNames(content)}</p>`;
  const { columns, rows } = content;
  return html`<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** Every second piece stands between backticks. */
const withNames = (text: string) =>
  text.split('`').map((piece, i) => (i % 2 === 0 ? piece : html`<code>${piece}</code>`));
