// <import-review>: what an import found, before anything is recorded: films that are certain, films to look at (take
// one, another, or none) and films that the catalog does not have. Texts of the file are shown as text and nothing
// else.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import type { ExportedFilm } from '../imports/service.ts';
import { SessionElement } from '../session/session-element.ts';
import { filmLine, plural } from '../state/words.ts';
import { type ImportReview, importOf } from './imports/current-import.ts';
import { eventsOf, type UncertainFilm } from './imports/match-films.ts';
import { panelStyles } from './panel-styles.ts';
import '../art/film-poster.ts';
import { lines, round, row, size, stack, wrap } from '../design/parts.ts';
import { ruled } from '../design/view-styles.ts';

/** Rows of a list that are drawn at once. */
const PAGE_LENGTH = 20;
type List = 'uncertain' | 'certain' | 'unknown';

@customElement('import-review')
export class ImportReviewPanel extends SessionElement {
  static override styles = [
    panelStyles,
    css`
      .counts {
        ${lines(2, 5)}
        margin: var(--space-3) 0 var(--space-4);
      }
      .counts strong {
        color: var(--ink);
        font: 600 var(--text-xl) / 1.2 var(--font-display);
        margin-right: var(--space-1);
      }
      h3 {
        font-size: var(--text-m);
      }
      .uncertain li {
        ${stack(2, 4)}
        padding: var(--space-3) 0;
        border-top: 1px solid var(--line);
      }
      .choices {
        ${lines(2)}
      }
      .choice {
        ${row(3)}
        min-height: 3.25rem;
        ${round('m', 1, 4, 1, 1)}
        border: 1px solid var(--line-strong);
        background: none;
        text-align: left;
      }
      .choice:hover {
        border-color: var(--ink);
      }
      .choice[aria-pressed='true'] {
        border-color: var(--leaf);
        background: var(--leaf-wash);
        box-shadow: inset 0 0 0 1px var(--leaf);
      }
      .choice.none {
        padding-left: var(--space-4);
      }
      .choice.none[aria-pressed='true'] {
        border-color: var(--ink);
        background: var(--sunken);
        box-shadow: inset 0 0 0 1px var(--ink);
      }
      .choice film-poster {
        ${size('1.875rem', '2.8125rem')}
      }
      .plainlist li {
        ${lines(0, 4)}
        justify-content: space-between;
        ${ruled}
        font-size: var(--text-s);
      }
      .foot {
        position: sticky;
        bottom: 0;
        ${wrap(3)}
        margin: var(--space-5) calc(-1 * var(--space-5)) calc(-1 * var(--space-5));
        padding: var(--space-4) var(--space-5) calc(var(--space-4) + env(safe-area-inset-bottom));
        border-top: 1px solid var(--line);
        border-radius: 0 0 var(--radius-l) var(--radius-l);
        background: var(--surface);
      }
      @media (min-width: 60rem) {
        .uncertain li {
          grid-template-columns: 16rem 1fr;
          align-items: center;
        }
      }
      @media (max-width: 39.99rem) {
        .foot {
          margin: var(--space-5) calc(-1 * var(--space-4)) calc(-1 * var(--space-4));
          padding-inline: var(--space-4);
        }
      }
    `,
  ];

  @property({ attribute: false }) review!: ImportReview;
  /** Films that the person has decided on. */
  @state() private decided: ReadonlySet<UncertainFilm> = new Set();
  @state() private shown: Record<List, number> = { uncertain: PAGE_LENGTH, certain: PAGE_LENGTH, unknown: PAGE_LENGTH };
  @state() private opened: ReadonlySet<List> = new Set();

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  protected override render() {
    const { service, certain, uncertain, unknown, leftOut } = this.review;
    const { notFilms, unreadable } = leftOut;
    const numChosen = eventsOf(this.review).length;
    return html`<section class="panel" aria-labelledby="title"><h2 id="title" tabindex="-1">Found in your ${service} export</h2>
      <ul class="counts"><li class="soft"><strong class="even">${certain.length}</strong>${certain.length === 1 ? 'film' : 'films'} found for certain</li>
        <li class="soft"><strong class="even">${uncertain.length}</strong>to look at</li><li class="soft"><strong class="even">${unknown.length}</strong>not in this catalog</li>
        ${notFilms > 0 ? html`<li class="soft"><strong class="even">${notFilms}</strong>series and other things, left out</li>` : nothing}
        ${unreadable > 0 ? html`<li class="soft"><strong class="even">${unreadable}</strong>rows that cannot be read, left out</li>` : nothing}</ul>
      ${uncertain.length > 0 ? this.#uncertain(uncertain) : nothing}
      ${this.#list('certain', 'Films found for certain', certain, ({ film, item }) => html`<span>${film.titles[0]} ${film.year ?? ''}</span><span class="soft">${heard(film)}${sameName(film, item) ? '' : ` · here: ${item.title}, ${item.details.year ?? ''}`}</span>`)}
      ${this.#list('unknown', 'Films that are not in this catalog', unknown, (film) => html`<span>${film.titles[0]} ${film.year ?? ''}</span><span class="soft">${heard(film)}</span>`)}
      <p class="soft">Stars from 3.5 count as a like, up to 2.5 as a dislike; what lies between, and what has no stars, is left out of your list as seen. Each
        keeps its own date.</p>
      <div class="foot"><button class="button primary" type="button" ?disabled=${numChosen === 0} @click=${() => importOf(this.session).confirm()}>${icon('check', 18)}Add ${plural(numChosen, 'film')}</button>
        <button class="button" type="button" @click=${() => importOf(this.session).cancel()}>Add nothing</button></div></section>`;
  }

  #uncertain(films: readonly UncertainFilm[]) {
    const numOpen = films.filter((film) => !this.decided.has(film)).length;
    return html`<h3 class="above-5">To look at</h3><p class="soft">Nothing of these is added unless you choose it.</p>
      ${numOpen > 1 ? html`<p class="actions above-4"><button class="button" type="button" @click=${this.#takeFirst}>Take the first of each</button></p>` : nothing}
      <ul class="uncertain above-3">${films.slice(0, this.shown.uncertain).map((film) => this.#question(film))}</ul>${this.#more('uncertain', films.length)}`;
  }

  #question(uncertain: UncertainFilm) {
    const { film, candidates, chosen } = uncertain;
    return html`<li role="group" aria-label="${film.titles[0]}"><p class="breaks"><strong>${film.titles[0]}</strong> ${film.year ?? ''}<br><span class="soft">${heard(film)}</span></p>
      <div class="choices">${candidates.map(
        (
          item,
        ) => html`<button class="choice" type="button" aria-pressed=${chosen === item} @click=${() => this.#choose(uncertain, item)}>
          <film-poster .item=${item}></film-poster><span>${item.title}<small class="soft block">${filmLine(item)}</small></span></button>`,
      )}
        <button class="choice none" type="button" aria-pressed=${this.decided.has(uncertain) && !chosen} @click=${() => this.#choose(uncertain)}>${candidates.length > 1 ? 'None of them' : 'Not this one'}</button></div></li>`;
  }

  /** Drawn only once somebody opens it. */
  #list<T>(list: List, label: string, entries: readonly T[], row: (entry: T) => unknown) {
    if (entries.length === 0) return nothing;
    return html`<details @toggle=${(event: Event) => this.#toggle(list, event)}><summary>${label} (${entries.length})</summary>
      ${this.opened.has(list) ? html`<ul class="plainlist">${entries.slice(0, this.shown[list]).map((entry) => html`<li class="breaks">${row(entry)}</li>`)}</ul>${this.#more(list, entries.length)}` : nothing}</details>`;
  }

  #more(list: List, count: number) {
    const rest = count - this.shown[list];
    if (rest <= 0) return nothing;
    const show = () => (this.shown = { ...this.shown, [list]: this.shown[list] + PAGE_LENGTH });
    return html`<p class="actions above-4"><button class="button" type="button" @click=${show}>Show ${Math.min(rest, PAGE_LENGTH)} more of ${count}</button></p>`;
  }

  #toggle(list: List, event: Event): void {
    if ((event.target as HTMLDetailsElement).open) this.opened = new Set([...this.opened, list]);
  }

  #choose(film: UncertainFilm, item?: ItemSummary): void {
    if (item) film.chosen = item;
    else delete film.chosen;
    this.decided = new Set([...this.decided, film]);
  }

  /** For those that were not decided on. */
  #takeFirst(): void {
    for (const film of this.review.uncertain) if (!this.decided.has(film)) film.chosen = film.candidates[0]!;
    this.decided = new Set(this.review.uncertain);
  }
}

/** `4.5 stars, 3 March 2021`. */
function heard({ type, value, time }: ExportedFilm): string {
  const what = type === 'rate' ? `${value} ${value === 1 ? 'star' : 'stars'}` : type === 'like' ? 'liked' : 'seen';
  return `${what}, ${new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;
}

function sameName(film: ExportedFilm, item: ItemSummary): boolean {
  return film.titles[0] === item.title && (film.year === undefined || String(film.year) === item.details.year);
}
