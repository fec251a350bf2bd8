// <catalog-shelf>: the catalogs that are kept on this device, to be opened again.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OwnCatalog } from '../../../src/sdk/visitor-catalogs.ts';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { card, grow, row, stack } from '../design/parts.ts';
import { formatBytes, plural, timeAgo } from '../shell/words.ts';
import type { CatalogsSession } from './catalogs-session.ts';

@customElement('catalog-shelf')
export class CatalogShelf extends AppElement {
  static override styles = css`
    h2 {
      margin-bottom: var(--space-3);
    }
    ul {
      ${stack(3)}
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
    }
    button {
      ${row(4)}
      width: 100%;
      ${card('m', 4)}
      text-align: left;
    }
    button:hover {
      border-color: var(--ink);
    }
    strong {
      display: block;
      font: 600 var(--text-l) / 1.3 var(--font-display);
      overflow-wrap: anywhere;
    }
    div {
      ${grow}
    }
  `;

  @property({ attribute: false }) session!: CatalogsSession;
  @property({ attribute: false }) catalogs: readonly OwnCatalog[] = [];

  protected override render() {
    return html`<h2>Kept on this device</h2><ul>${this.catalogs.map(
      (catalog) => html`<li><button type="button" @click=${() => this.session.open(catalog)}><div>
        <strong>${catalog.name}</strong><span class="soft">${this.#facts(catalog)}</span></div>${icon('arrow')}</button></li>`,
    )}</ul>`;
  }

  #facts({ state, numItems, numEncoded, sizeBytes, openedMs }: OwnCatalog): string {
    const items =
      state === 'ready'
        ? plural(numItems, 'item')
        : `${numEncoded.toLocaleString('en-GB')} of ${plural(numItems, 'item')}`;
    return `${items} · ${formatBytes(sizeBytes)} · opened ${timeAgo(openedMs)}`;
  }
}
