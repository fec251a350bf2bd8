// <own-view>: an open catalog: how far it is, the list with what narrows it or what the header's box found in it, the
// map, and what is kept of it.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { lines, pill, row, stack, tint, wrap } from '../design/parts.ts';
import { CatalogElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import type { SearchState } from '../state/list-state.ts';
import { plural } from '../state/words.ts';
import type { OwnCatalogsSession } from './own-catalogs-session.ts';
import type { OwnSession } from './own-session.ts';
import { tapsWithItems } from './own-words.ts';
import './own-card.ts';
import './own-filters.ts';
import './own-manage.ts';
import './own-map.ts';
import './own-progress.ts';
import './own-sheet.ts';

const BONES = 6;

@customElement('own-view')
export class OwnView extends CatalogElement<OwnSession> {
  static override styles = css`
    :host {
      ${stack(5)}
      grid-template-columns: minmax(0, 1fr);
    }
    .head {
      ${lines(3, 5)}
      align-items: end;
      justify-content: space-between;
    }
    .bar {
      ${wrap(2, 4)}
      margin-bottom: calc(-1 * var(--space-2));
    }
    .fresh {
      border-color: var(--leaf);
      color: var(--leaf);
    }
    .cards {
      ${stack(4)}
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
    }
    .cards .bone {
      height: 11rem;
      border-radius: var(--radius-l);
    }
    .more,
    .empty {
      display: flex;
      justify-content: center;
    }
    .tap {
      ${row(2)}
      max-width: 16rem;
      ${pill}
      border: 1px solid transparent;
      border-radius: var(--radius-round);
      ${tint('leaf')}
      font: 500 var(--text-s) / 1 var(--font-text);
    }
    .tap.dislike {
      ${tint('clay')}
    }
    .tap.hide {
      ${tint('dusk')}
    }
    .tap:hover {
      border-color: currentColor;
    }
    .tap span {
      padding: 0.2em 0;
    }
  `;

  @property({ attribute: false }) own!: OwnCatalogsSession;
  #open = new FromState(
    this,
    () => this.catalog,
    (state) => state,
  );

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { own } = this;
    const open = this.#open.value;
    const { catalog, search, map, marks, sheet } = open;
    return html`<div class="head"><div><h1 tabindex="-1">${catalog.name}</h1>
          <p class="quiet above-2">${marks.size > 0 ? 'Shaped by what you rate, on this device.' : 'Like or dislike a few and the list becomes yours.'}</p></div>
        <button class="button" type="button" @click=${() => own.leave()}>All catalogs</button></div>
      <own-progress .own=${own} .open=${open}></own-progress>
      ${this.#taps()}
      <own-filters .facets=${open.facets} .filters=${open.filters}></own-filters>
      ${search ? this.#results(search) : this.#list()}
      ${map ? html`<own-map .map=${map} .of=${open}></own-map>` : nothing}
      <own-manage .own=${own} .open=${open}></own-manage>
      ${sheet ? html`<own-sheet .item=${sheet} .marks=${marks.get(sheet.itemId)}></own-sheet>` : nothing}
      <p class="visually-hidden" role="status" aria-live="polite">${this.#announcement()}</p>`;
  }

  #announcement(): string {
    const { progress, catalog } = this.#open.value;
    if (progress?.stage === 'encoding' && catalog.numUsable > 0)
      return `${plural(catalog.numUsable, 'item')} can be used already.`;
    return catalog.state === 'ready' && !progress ? `All ${plural(catalog.numItems, 'item')} are ready.` : '';
  }

  /** What was said so far, the newest first, each to be taken back. */
  #taps() {
    const taps = tapsWithItems(this.#open.value.taps);
    if (taps.length === 0) return nothing;
    return html`<ul class="taps strip" aria-label="Your ratings, newest first">${taps.map(
      ({
        item,
        opinion,
      }) => html`<li><button class="tap ${opinion}" type="button" aria-label="Take back: ${item.title}" title="Take back"
        @click=${() => this.catalog.list.taps.tap(item, opinion)}>${icon(opinion, 16)}<span class="clipped">${item.title}</span>${icon('close', 14)}</button></li>`,
    )}</ul>`;
  }

  #list() {
    const { list, marks, catalog, shownItems, progress } = this.#open.value;
    const { items, atEnd } = list;
    const waits = items.length === 0 && (progress !== undefined || shownItems < catalog.numUsable);
    const isBehind = shownItems > 0 && shownItems < catalog.numUsable;
    return html`<div class="bar"><h2>${marks.size > 0 ? 'For you' : 'To begin with'}</h2>
        ${isBehind ? html`<button class="button fresh" type="button" @click=${() => this.catalog.renew()}>${icon('refresh', 18)}${plural(catalog.numUsable, 'item')} are in now: show the new list</button>` : nothing}</div>
      ${this.#cards(items, 'Recommended items', waits ? BONES : 0)}
      ${items.length === 0 && !waits ? html`<p class="empty">Nothing is left. Remove a filter, or take a rating back.</p>` : nothing}
      ${items.length > 0 && !atEnd ? html`<p class="more"><button class="button" type="button" @click=${() => this.catalog.list.more()}>Show more</button></p>` : nothing}`;
  }

  #results({ query, response, error }: SearchState) {
    const items = response?.items ?? [];
    const line = error ?? response?.note ?? (response ? `${plural(items.length, 'item')} found.` : '');
    return html`<div class="bar"><h2>${response || error ? 'Searched' : 'Searching'} for “${query}”</h2><p class="quiet">${line}</p></div>
      ${this.#cards(items, 'Items found', response || error ? 0 : BONES)}`;
  }

  #cards(items: readonly ItemSummary[], label: string, bones: number) {
    return html`<ol class="cards" aria-label=${label} aria-busy=${bones > 0}>${repeat(
      items,
      ({ itemId }) => itemId,
      (item) => html`<li><own-card .item=${item} .marks=${this.#open.value.marks.get(item.itemId)}></own-card></li>`,
    )}${Array.from({ length: bones }, () => html`<li class="bone" aria-hidden="true"></li>`)}</ol>`;
  }
}
