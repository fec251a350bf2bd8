// <taps-dialog>: everything that the person told the app, newest first, each to change or to remove; and the whole of it to
// take along, to bring, or to forget.
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, ItemSummary } from '../../sdk/index.ts';
import { filmHref } from '../store/router.ts';
import { store } from '../store/store.ts';
import { FromStore } from '../store/store-controller.ts';
import { isOpinion } from '../store/taste.ts';
import { errorText, eventVerb, plural, timeAgo } from '../store/words.ts';
import { baseStyles, buttonStyles } from '../styles/shared.ts';
import { icon } from './icons.ts';
import { tapsDialogStyles } from './taps-dialog-styles.ts';
import './film-poster.ts';
import './modal-sheet.ts';

@customElement('taps-dialog')
export class TapsDialog extends LitElement {
  static override styles = [baseStyles, buttonStyles, tapsDialogStyles];

  @state() private confirming = false;
  @state() private note = '';
  @query('input[type=file]') private fileInput!: HTMLInputElement;
  #taps = new FromStore(this, (state) => state.taps);

  protected override render() {
    const taps = this.#taps.value ?? [];
    return html`<modal-sheet label="Your taps"><div class="page">
      <h1>Your taps</h1>
      <p class="intro">${
        taps.length === 0
          ? 'Nothing yet. Like, dislike or hide a film, and it is listed here, on this device alone.'
          : 'All that the list is made from. Change or remove any of it; the list follows at once.'
      }</p>
      <ul aria-label="Your taps, newest first">${repeat(
        taps,
        ({ event }) => `${event.type} ${event.itemId} ${event.query}`,
        (entry) => this.#row(entry),
      )}</ul>
      <div class="tools">
        <button class="button" type="button" ?disabled=${taps.length === 0} @click=${this.#export}>${icon('download', 18)}Export</button>
        <button class="button" type="button" @click=${() => this.fileInput.click()}>${icon('upload', 18)}Import</button>
        <input type="file" accept="application/json,.json" aria-label="A file of exported taps" hidden @change=${this.#import}>
        ${this.confirming ? nothing : html`<button class="button plain forget" type="button" ?disabled=${taps.length === 0} @click=${this.#ask}>${icon('trash', 18)}Forget everything</button>`}
      </div>
      ${this.confirming ? this.#confirmation(taps.length) : nothing}
      <p class="note" role="status">${this.note}</p></div></modal-sheet>`;
  }

  #row(entry: HistoryEntry) {
    const { event, item } = entry;
    const title = item?.title ?? event.query ?? event.itemId ?? '';
    return html`<li class=${event.type}>
      ${item ? html`<film-poster .item=${item}></film-poster>` : html`<span class="no-poster"></span>`}
      <div class="what">${item ? html`<a href=${filmHref(item.itemId)}>${title}</a>` : html`<span>${title} (not in this catalog)</span>`}
        <p><span class="verb">${eventVerb(event)}</span> ${timeAgo(event.time)}</p></div>
      ${item && isOpinion(entry) ? this.#changes(entry, item) : nothing}</li>`;
  }

  #changes({ event }: HistoryEntry, item: ItemSummary) {
    const other = event.type === 'like' ? 'dislike' : 'like';
    const label = other === 'like' ? `Like ${item.title} instead` : `Dislike ${item.title} instead`;
    return html`<button class="button plain" type="button" aria-label=${label} title=${label} @click=${() => store.tap(item, other)}>${icon(other, 18)}</button>
      <button class="button plain" type="button" aria-label="Remove ${item.title}" title="Remove" @click=${() => this.#remove(item)}>${icon('close', 18)}</button>`;
  }

  #confirmation(count: number) {
    return html`<div class="confirm" role="group" aria-label="Forget everything?"><p>This erases ${plural(count, 'tap')} from this device, in every tab.
        There is no copy elsewhere, and no undo.</p>
      <button class="button danger" type="button" @click=${this.#forget}>Forget everything</button>
      <button class="button keep" type="button" @click=${this.#keep}>Keep my taps</button></div>`;
  }

  /** The row goes; the keyboard stays at its place. */
  async #remove(item: ItemSummary): Promise<void> {
    const titles = [...this.renderRoot.querySelectorAll('li')];
    const position = titles.findIndex((row) => row.querySelector('a')?.getAttribute('href') === filmHref(item.itemId));
    store.takeBack(item);
    await this.updateComplete;
    const rows = this.renderRoot.querySelectorAll('li');
    const next = rows[Math.min(position, rows.length - 1)];
    (
      next?.querySelector<HTMLElement>('button:last-of-type') ??
      this.renderRoot.querySelector<HTMLElement>('.tools button:enabled')
    )?.focus();
  }

  async #export(): Promise<void> {
    const url = URL.createObjectURL(new Blob([await store.exportTaps()], { type: 'application/json' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: 'privet-taps.json' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.note = 'Saved as privet-taps.json.';
  }

  async #import(): Promise<void> {
    const file = this.fileInput.files?.[0];
    if (!file) return;
    try {
      this.note = `${plural(await store.importTaps(await file.text()), 'event')} imported.`;
    } catch (error) {
      this.note = `${file.name} was not imported. ${errorText(error)}`;
    }
    this.fileInput.value = '';
  }

  async #ask(): Promise<void> {
    this.confirming = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.keep')?.focus();
  }

  async #keep(): Promise<void> {
    this.confirming = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.forget')?.focus();
  }

  async #forget(): Promise<void> {
    this.confirming = false;
    await store.forget();
    this.note = 'Everything is forgotten.';
  }
}
