// <home-shelves>: what stands between the first films and the rest: the film of the day, the shelf of what was saved, then those
// of what the engine could show to hold (see reasons-and-rows.ts). Their room is kept while they are on their way.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, ItemSummary } from '../../../src/sdk/index.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import type { ShelfState } from '../state/app-state.ts';
import './film-of-day.ts';
import './film-shelf.ts';
import { stack } from '../design/parts.ts';

/** Shelves that nobody's taste makes, and those that one mostly does. */
const BONE_SHELVES = { newcomer: 1, known: 5 };

@customElement('home-shelves')
export class HomeShelves extends SessionElement {
  static override styles = css`
    :host {
      ${stack(6)}
      grid-template-columns: minmax(0, 1fr);
    }
  `;

  /** There is a taste to make shelves of. */
  @property({ type: Boolean }) known = false;
  /** On its way to what the session holds. */
  private shown: readonly ShelfState[] | undefined;
  #shelves = new FromSession(this, (state) => state.shelves);
  #ofDay = new FromSession(this, (state) => state.filmOfDay);
  #taps = new FromSession(this, (state) => state.taps);
  #saved: { taps: unknown; items: readonly ItemSummary[] } = { taps: undefined, items: [] };

  protected override render() {
    const saved = this.#savedItems();
    return html`${this.#ofDay.value === null ? nothing : html`<film-of-day></film-of-day>`}
      ${saved.length > 0 ? html`<film-shelf heading="Saved for later" note="They stay here until you take them off" .items=${saved}></film-shelf>` : nothing}
      ${this.#rows()}`;
  }

  /** One shelf after another, each in a task of its own, so that no finger waits for all of them. */
  protected override willUpdate(): void {
    const wanted = this.#shelves.value;
    if (wanted === this.shown || !wanted) return;
    const { shown = [] } = this;
    const next = wanted.findIndex((shelf, i) => shelf !== shown[i]);
    this.shown = next < 0 ? wanted : [...wanted.slice(0, next + 1), ...shown.slice(next + 1, wanted.length)];
    if (this.shown !== wanted) setTimeout(() => this.requestUpdate());
  }

  /** The shelves so far, and room for those that are to come: each takes the place kept for it, and none is moved. */
  #rows() {
    const { shown = [] } = this;
    const onTheirWay = this.#shelves.value ?? this.shown;
    const expected = onTheirWay?.length ?? (this.known ? BONE_SHELVES.known : BONE_SHELVES.newcomer);
    const bones = Array.from({ length: Math.max(0, expected - shown.length) }, (_, i) => ({ id: shown.length + i }));
    return repeat(
      [...shown.filter(({ items }) => items.length > 0), ...bones],
      ({ id }) => id,
      (shelf) =>
        'items' in shelf
          ? html`<film-shelf .heading=${shelf.title} .note=${shelf.note} .items=${shelf.items} .reasons=${shelf.reasons}></film-shelf>`
          : html`<film-shelf></film-shelf>`,
    );
  }

  /** Looked for again only when a tap was made: the history may be long. */
  #savedItems(): readonly ItemSummary[] {
    const taps = this.#taps.value;
    if (this.#saved.taps !== taps) this.#saved = { taps, items: savedItems(taps ?? []) };
    return this.#saved.items;
  }
}

/** What was saved for later and still is, newest first. */
function savedItems(taps: readonly HistoryEntry[]): ItemSummary[] {
  return taps.flatMap(({ event, item }) => (event.type === 'save' && item ? [item] : []));
}
