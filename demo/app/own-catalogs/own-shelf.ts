// <own-shelf>: the catalogs that are kept on this device, to be opened again.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { OwnCatalog } from '../../../src/sdk/own-catalogs.ts';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { card, row, stack } from '../design/parts.ts';
import { formatBytes, plural, timeAgo } from '../state/words.ts';
import type { OwnCatalogsSession } from './own-catalogs-session.ts';

@customElement('own-shelf')
export class OwnShelf extends AppElement {
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
  `;

  @property({ attribute: false }) own!: OwnCatalogsSession;
  @property({ attribute: false }) catalogs: readonly OwnCatalog[] = [];

  protected override render() {
    return html`<h2>Kept on this device</h2><ul>${repeat(
      this.catalogs,
      // A button that is being pressed stays that of its catalog.
      ({ id }) => id,
      (catalog) => html`<li><button type="button" @click=${() => this.own.open(catalog)}><div class="grow">
        <strong class="block small-title breaks">${catalog.name}</strong><span class="soft">${this.#facts(catalog)}</span></div>${icon('arrow')}</button></li>`,
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
