// <hood-files>: every file of the bundle with its size and its hash, whether it was checked here, what the models are
// made of; and the model card, to be read in place.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EngineReport, FileFact, FileRole, ModelCard } from '../../../src/sdk/index.ts';
import { card, round, row } from '../design/parts.ts';
import { chevron, ruled } from '../design/view-styles.ts';
import { SessionElement } from '../session/session-element.ts';
import { errorText, formatBytes, sum } from '../state/words.ts';
import { hoodStyles } from './hood-styles.ts';
import { drawModelCard } from './model-card.ts';

const ROLES: Record<FileRole, readonly [name: string, what: string]> = {
  items: ['Films', 'titles, facts and embeddings'],
  content: ['What texts mean', 'for search'],
  'user-tower': ['Taste model', 'the user tower: your ratings to an embedding'],
  'user-tower-batch': ['Taste model, eight at once', 'for “why is it here?”'],
  'item-tower': ['Film model', 'the item tower: for items that you bring'],
  'text-encoder': ['Text model', 'reads what you search for'],
  'item-to-item': ['What goes with what', 'which films people went on to'],
  'match-filter': ['Match filter', 'finds recommendations that are likely wrong'],
  language: ['Words', 'what words mean here, and likely searches'],
  'taste-map': ['Map', 'where the films lie'],
  codebooks: ['Codebooks', 'of the semantic IDs: for items that you bring'],
};
const HASH_SHOWN = 12;

@customElement('hood-files')
export class HoodFiles extends SessionElement {
  static override styles = [
    hoodStyles,
    css`
      code {
        font-size: 0.9em;
      }
      details {
        ${card('m')}
      }
      summary {
        ${row()}
        min-height: var(--tap-target);
        ${round('m', 2, 4)}
        font-weight: 600;
      }
      summary::before {
        ${chevron('currentColor')}
        margin: 0 var(--space-3) 0 2px;
        transform: rotate(-45deg);
        transition: transform var(--motion-quick);
      }
      details[open] summary::before {
        transform: rotate(45deg);
      }
      .card {
        max-width: 52rem;
        padding: 0 var(--space-4) var(--space-5);
      }
      .card table {
        width: auto;
      }
      .card td + td,
      .card th + th {
        padding-left: var(--space-5);
      }
      .notices li {
        max-width: 60rem;
        ${ruled}
        font-size: var(--text-s);
      }
    `,
  ];

  @property({ attribute: false }) report: EngineReport | undefined;
  @state() private card: ModelCard | undefined;
  @state() private error = '';

  protected override render() {
    const { report } = this;
    if (!report) return html`<h2>Films and models</h2>`;
    const total = sum(report.files.map(({ sizeBytes }) => sizeBytes));
    return html`<h2>Films and models</h2>
      <p class="intro">“${report.name}”: ${report.numItems.toLocaleString('en-GB')} films as ${report.embeddingDim} numbers each. The taste model reads your
        newest ${report.sequenceLength - 1} taps one by one and what is older as one. A file whose bytes are not those of its fingerprint is never used.</p>
      <div class="scroll" role="region" aria-label="Files" tabindex="0"><table><thead><tr><th scope="col">File</th><th scope="col" class="number">Size</th>
        <th scope="col" class="wide">SHA-256</th><th scope="col">Checked here</th><th scope="col" class="wide">Parameters</th></tr></thead>
        <tbody>${report.files.map((file) => this.#row(file))}</tbody></table></div>
      <p class="note">${formatBytes(total)} in all. Files that are not fetched are for items that you bring yourself.</p>
      ${report.hasModelCard ? this.#modelCard() : nothing}
      <h3>Where it all comes from</h3><ul class="notices above-2">${report.notices.map((notice) => html`<li>${notice}</li>`)}</ul>`;
  }

  #row({ role, path, sizeBytes, sha256, checkedAtMs, tensors }: FileFact) {
    const [name, what] = ROLES[role];
    const checked = checkedAtMs && new Date(checkedAtMs).toLocaleTimeString('en-GB');
    return html`<tr><th scope="row">${name}<span class="soft breaks">${what} (${path})</span></th><td class="number">${formatBytes(sizeBytes)}</td>
      <td class="wide"><code title=${sha256}>${sha256.slice(0, HASH_SHOWN)}…</code></td>
      <td>${checked ? html`<span class="good">${checked}</span>` : html`<span class="soft">not yet</span>`}</td>
      <td class="wide">${tensors ? weightsOf(tensors).map(({ precision, count }) => html`<div>${compact(count)} <span class="soft">${precision}</span></div>`) : html`<span class="soft">–</span>`}</td></tr>`;
  }

  #modelCard() {
    return html`<details class="above-5" @toggle=${this.#readCard}><summary>The model card: how the towers were made, and what they are not for</summary>
      <div class="card breaks">${this.error ? html`<p class="above-2" role="alert">${this.error}</p>` : this.card === undefined ? html`<p class="above-2">Reading</p>` : drawModelCard(this.card)}</div></details>`;
  }

  async #readCard(): Promise<void> {
    if (this.card !== undefined) return;
    this.error = '';
    try {
      this.card = await this.session.privet!.modelCard();
    } catch (error) {
      this.error = errorText(error);
    }
  }
}

/** Without the few constants that give a graph its shapes. */
function weightsOf(tensors: NonNullable<FileFact['tensors']>) {
  const total = sum(tensors.map(({ count }) => count));
  return tensors.filter(({ count }) => count > total / 100);
}

const compact = (count: number): string =>
  count.toLocaleString('en-GB', { notation: 'compact', maximumFractionDigits: 1 });
