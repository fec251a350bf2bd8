// <watchlist-view>: what was saved for later: in an order, narrowed to what fits tonight, one of it drawn by lot, ticked
// off when it was seen, and taken along as a file.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemSummary, Privet } from '../../../src/sdk/index.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { downloadText, exportName } from '../my-data/download.ts';
import { REASON_FACETS, reasonLine } from '../session/reason-line.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { filmFacts, filmLine, plural, sentenceCase, timeAgo } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { menu } from '../widgets/menu.ts';
import {
  ANY,
  drawOne,
  fitting,
  inOrder,
  keepTonight,
  LENGTHS,
  ORDERS,
  readTonight,
  type SavedFilm,
  savedFilms,
  type Tonight,
} from './watchlist.ts';
import { watchlistCsv, watchlistText } from './watchlist-file.ts';
import type { WatchlistRow } from './watchlist-row.ts';
import { watchlistStyles } from './watchlist-styles.ts';
import '../art/film-poster.ts';
import './paste-list.ts';
import './progress-lists.ts';
import './watchlist-row.ts';
import { viewStyles } from '../design/view-styles.ts';

/** As many as the engine ranks at once. */
const MAX_RANKED = 1000;

interface Picked {
  film: SavedFilm;
  why?: string;
}

@customElement('watchlist-view')
export class WatchlistView extends SessionElement {
  static override styles = [chipStyles, viewStyles, watchlistStyles];

  @state() private tonight: Tonight = readTonight();
  /** What the list would score saved films, by item id. */
  @state() private scores: ReadonlyMap<string, number> = new Map();
  @state() private picked: Picked | undefined;
  /** Seen since the view was opened, and still asked about. */
  @state() private ticked: readonly SavedFilm[] = [];
  /** Only to hear of changes: while the session holds drawing back, its state is ahead of what it told. */
  protected readonly taps = new FromSession(this, (state) => state.taps);
  #tasteVersion = new FromSession(this, (state) => state.tasteVersion);
  #phase = new FromSession(this, (state) => state.phase);
  /** What the scores are of. */
  #scored = '';
  /** Where the keyboard was when its row changed or went. */
  #place: number | undefined;

  protected override willUpdate(): void {
    const saved = savedFilms(this.session.state.taps ?? []);
    const ids = new Set(saved.map(({ item }) => item.itemId));
    const { marks } = this.session.state;
    // Undone, it is on the list again or was never seen.
    const ticked = this.ticked.filter(({ item }) => marks.get(item.itemId)?.seen && !ids.has(item.itemId));
    if (ticked.length < this.ticked.length) this.ticked = ticked;
    if (this.picked && !ids.has(this.picked.film.item.itemId)) this.picked = undefined;
    void this.#score(saved);
  }

  protected override updated(): void {
    if (this.#place === undefined) return;
    const rows = [...this.renderRoot.querySelectorAll<WatchlistRow>('watchlist-row')];
    const place = this.#place;
    this.#place = undefined;
    void Promise.all(rows.map(({ updateComplete }) => updateComplete)).then(() =>
      this.focusNear(rows, place, '#title'),
    );
  }

  protected override render() {
    const saved = savedFilms(this.session.state.taps ?? []);
    const all = [...saved, ...this.ticked];
    return html`<section aria-labelledby="title"><h1 id="title" class="above-4" tabindex="-1">Watchlist</h1>
      ${this.session.state.taps === undefined || this.#phase.value === 'opening' ? html`<div class="bone above-4"></div><div class="bone above-4"></div>` : all.length === 0 ? this.#empty() : this.#films(saved, all)}
      <progress-lists class="above-5"></progress-lists>
      <paste-list class="above-5"></paste-list></section>`;
  }

  #empty() {
    return html`<p class="intro">Nothing is saved yet. Press ${icon('save', 18)} below a film, or S on one that has focus, and it waits
        here for an evening. What you save stays on this device.</p>
      <p><a class="button primary" href="#/">To the films</a></p>`;
  }

  #films(saved: readonly SavedFilm[], all: readonly SavedFilm[]) {
    const fit = fitting(saved, this.tonight);
    const shown = inOrder([...fit, ...this.ticked], this.tonight.order, this.scores);
    return html`<p class="intro" role="status">${plural(saved.length, 'film')} saved${fit.length < saved.length ? `, ${fit.length} of them fit tonight` : ''}.</p>
      <div class="tools">${this.#menus(all)}<button class="button primary" type="button" ?disabled=${fit.length === 0} @click=${() => this.#pick(fit)}>Pick one for me</button></div>
      ${this.picked ? this.#result(this.picked, fit) : nothing}
      <ol aria-label="Saved films" @tick=${this.#tick} @skip=${this.#skip} @leave=${this.#keepPlace}>${repeat(
        shown,
        ({ item }) => item.itemId,
        (film) =>
          html`<li><watchlist-row .film=${film} .marks=${this.session.state.marks.get(film.item.itemId)} ?ticked=${this.ticked.includes(film)}></watchlist-row></li>`,
      )}</ol>
      ${shown.length === 0 ? this.#noneFits() : nothing}
      ${this.#takeAlong(fit)}`;
  }

  #noneFits() {
    return html`<p class="none">No saved film is all of that. <button class="button" type="button" @click=${() => this.#choose({ ...ANY, order: this.tonight.order })}>Show all</button></p>`;
  }

  #menus(films: readonly SavedFilm[]) {
    const { order, length, mood, audience } = this.tonight;
    const values = (facet: string) => [...new Set(films.flatMap(({ item }) => item.facets[facet] ?? []))].sort();
    const options = (any: string, facet: string, chosen: string) => {
      const found = values(facet);
      const all = chosen === '' || found.includes(chosen) ? found : [chosen, ...found];
      return [['', any] as const, ...all.map((value) => [value, sentenceCase(value)] as const)];
    };
    return html`<div class="menus" role="group" aria-label="Order, and what fits tonight">
      ${this.#select('order', 'Order', ORDERS, order, '')}${this.#select('length', 'Length', LENGTHS, length)}
      ${this.#select('mood', 'Mood', options('Any mood', 'mood', mood), mood)}
      ${this.#select('audience', 'With whom', options('With anyone', 'audience', audience), audience)}</div>`;
  }

  #select(
    name: keyof Tonight,
    label: string,
    lines: Parameters<typeof menu>[1],
    chosen: string,
    looks = chosen && 'on',
  ) {
    return menu(label, lines, chosen, (value) => this.#choose({ ...this.tonight, [name]: value } as Tonight), looks);
  }

  #result({ film, why }: Picked, fit: readonly SavedFilm[]) {
    const { item, savedAt } = film;
    const among = fit.length === 1 ? 'the only one that fits' : `one of ${fit.length} that fit`;
    return html`<section class="picked" aria-labelledby="picked"><film-poster raised .item=${item}></film-poster>
      <div><p class="kicker">How about</p><h2 id="picked" tabindex="-1"><a ${filmLink(item.itemId)}>${item.title}</a></h2>
        <p>${filmLine(item)}</p><p>${filmFacts(item)}</p>
        <p class="good above-2">${why ? `${why}. ` : ''}${sentenceCase(among)}, saved ${timeAgo(savedAt)}.</p>
        <div class="actions"><button class="button" type="button" ?disabled=${fit.length < 2} @click=${() => this.#pick(fit)}>Another</button>
          <button class="button plain" type="button" @click=${this.#putAway}>Close</button></div></div></section>`;
  }

  #takeAlong(films: readonly SavedFilm[]) {
    if (films.length === 0) return nothing;
    return html`<div class="along above-5"><p class="soft">Take these ${plural(films.length, 'film')} along:</p><div class="actions">
      <button class="button" type="button" @click=${() => downloadText(exportName(new Date(), 'watchlist', 'csv'), watchlistCsv(this.#sorted(films)), 'text/csv')}>${icon('download', 18)}As a table (csv)</button>
      <button class="button" type="button" @click=${() => downloadText(exportName(new Date(), 'watchlist', 'txt'), watchlistText(this.#sorted(films)), 'text/plain')}>${icon('download', 18)}As text</button></div></div>`;
  }

  #sorted(films: readonly SavedFilm[]): SavedFilm[] {
    return inOrder(films, this.tonight.order, this.scores);
  }

  #choose(tonight: Tonight): void {
    this.tonight = tonight;
    this.picked = undefined;
    keepTonight(tonight);
  }

  async #pick(fit: readonly SavedFilm[]): Promise<void> {
    const film = drawOne(fit, this.scores, this.picked?.film.item.itemId, Math.random());
    if (!film) return;
    this.picked = { film };
    await this.focusDrawn('#picked');
    const why = await whyOf(this.session.privet!, film.item);
    if (why && this.picked?.film === film) this.picked = { ...this.picked, why };
  }

  #putAway(): void {
    this.picked = undefined;
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  #tick(event: Event): void {
    this.ticked = [...this.ticked, (event.target as WatchlistRow).film];
    this.#keepPlace(event);
  }

  #skip(event: Event): void {
    const { film } = event.target as WatchlistRow;
    this.ticked = this.ticked.filter((other) => other !== film);
    this.#keepPlace(event);
  }

  #keepPlace(event: Event): void {
    this.#place = [...this.renderRoot.querySelectorAll('watchlist-row')].indexOf(event.target as WatchlistRow);
  }

  /** What the list would make of the saved films; without it their order is that in which they were saved. */
  async #score(saved: readonly SavedFilm[]): Promise<void> {
    const { privet } = this.session;
    const of = `${this.#tasteVersion.value} ${saved.map(({ item }) => item.itemId).join(' ')}`;
    if (!privet || this.#phase.value !== 'ready' || saved.length === 0 || of === this.#scored) return;
    this.#scored = of;
    try {
      const among = saved.map(({ item }) => item.itemId);
      const { items } = await privet.forYou({ among, count: Math.min(MAX_RANKED, among.length) });
      if (of === this.#scored) this.scores = new Map(items.map(({ itemId, score }) => [itemId, score]));
    } catch (error) {
      console.warn(error);
    }
  }
}

/** What speaks for a film besides that it was saved; undefined where nothing was verified. */
async function whyOf(privet: Privet, item: ItemSummary): Promise<string | undefined> {
  try {
    const [reason] = await privet.reasons([item.itemId], { facets: REASON_FACETS });
    if (!reason || (reason.kind === 'event' && reason.item.itemId === item.itemId)) return undefined;
    return reasonLine(item, reason);
  } catch (error) {
    console.warn(error);
    return undefined;
  }
}
