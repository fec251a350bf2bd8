// Draws parsed Markdown as elements: text stays text.
import { html, type TemplateResult } from 'lit';
import type { Block, Inline } from './markdown.ts';

export function renderBlocks(blocks: readonly Block[]): TemplateResult[] {
  return blocks.map(renderBlock);
}

function renderBlock(block: Block): TemplateResult {
  if (block.type === 'heading') return html`<h3>${renderText(block.text)}</h3>`;
  if (block.type === 'paragraph') return html`<p>${renderText(block.text)}</p>`;
  if (block.type === 'list') return html`<ul>${block.items.map((item) => html`<li>${renderText(item)}</li>`)}</ul>`;
  return html`<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>
    <thead><tr>${block.head.map((cell) => html`<th scope="col">${renderText(cell)}</th>`)}</tr></thead>
    <tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${renderText(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
}

function renderText(pieces: readonly Inline[]): (TemplateResult | string)[] {
  return pieces.map(({ text, style }) => {
    if (style === 'code') return html`<code>${text}</code>`;
    return style === 'strong' ? html`<strong>${text}</strong>` : text;
  });
}
