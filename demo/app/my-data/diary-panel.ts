// <diary-panel>: what was seen, rated, liked and saved, a month at a time, day by day, the newest first; what came from
// another service stands at its own date. A month is drawn a page at a time: an import may hold thousands of one day.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { plural } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { menu } from '../widgets/menu.ts';
import { nameOf } from './change-events.ts';
import { type DiaryFilm, type DiaryMonth, diaryDays, diaryMonths } from './diary.ts';
import { panelStyles } from './panel-styles.ts';
import '../art/film-poster.ts';
import { row, soft, stack } from '../design/parts.ts';
import { ruled } from '../design/view-styles.ts';

/** Entries. */
const PAGE_LENGTH = 60;

@customElement('diary-panel')
export class DiaryPanel extends SessionElement {
  static override styles = [
    panelStyles,
    css`
      .months {
        ${row(2)}
        margin: var(--space-3) 0 var(--space-2);
      }
      .months select {
        min-width: 0;
        flex: 0 1 18rem;
      }
      .day {
        ${stack(0, 4)}
        grid-template-columns: 7rem minmax(0, 1fr);
        ${ruled}
      }
      h3 {
        padding-top: var(--space-2);
        ${soft}
        font-weight: 600;
      }
      li {
        ${row(3)}
        min-height: 3.25rem;
      }
      film-poster {
        width: 2rem;
      }
      .stars {
        margin-left: auto;
        white-space: nowrap;
        color: var(--dusk);
      }
      @media (max-width: 39.99rem) {
        .day {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** Of the month that is shown; undefined: the newest. */
  @state() private key: string | undefined;
  @state() private numShown = PAGE_LENGTH;
  #taps = new FromSession(this, (state) => state.taps);
  #months: { of: unknown; months: DiaryMonth[] } = { of: undefined, months: [] };

  protected override willUpdate(): void {
    const taps = this.#taps.value;
    if (taps && taps !== this.#months.of) this.#months = { of: taps, months: diaryMonths(taps) };
  }

  protected override render() {
    const { months } = this.#months;
    const place = Math.max(
      0,
      months.findIndex(({ key }) => key === this.key),
    );
    const month = months[place];
    return html`<section class="panel" aria-labelledby="title"><h2 id="title">Diary</h2>
      <p class="soft">What you saw, rated and saved, day by day.</p>
      ${month ? [this.#chooser(months, place), this.#days(month)] : html`<p class="soft">Nothing yet. Films you rate or bring from another service appear here.</p>`}</section>`;
  }

  #chooser(months: readonly DiaryMonth[], place: number) {
    const lines = months.map(
      ({ key, label, entries }) => [key, `${label} (${entries.length.toLocaleString('en-GB')})`] as const,
    );
    const step = (to: number, name: string, words: string) =>
      html`<button class="button square" type="button" aria-label=${words} title=${words} ?disabled=${!months[to]}
        @click=${() => this.#show(months[to]!.key)}>${icon(name as 'back' | 'arrow', 18)}</button>`;
    return html`<div class="months">${step(place + 1, 'back', 'Earlier month')}
      ${menu('Month', lines, months[place]!.key, (key) => this.#show(key))}${step(place - 1, 'arrow', 'Later month')}</div>`;
  }

  #days({ label, entries }: DiaryMonth) {
    const rest = entries.length - this.numShown;
    return html`<div role="region" aria-label=${label}>${repeat(
      diaryDays(entries.slice(0, this.numShown)),
      (day) => `${label} ${day.label}`,
      (day) =>
        html`<section class="day"><h3>${day.label}</h3><ul>${day.films.map((film) => this.#film(film))}</ul></section>`,
    )}</div>
      ${rest > 0 ? html`<p class="more"><button class="button" type="button" @click=${this.#more}>Show ${plural(Math.min(rest, PAGE_LENGTH), 'more line')} of ${label}</button></p>` : nothing}`;
  }

  #film({ entry, said, stars }: DiaryFilm) {
    const { item } = entry;
    const name = nameOf(entry);
    return html`<li>${item ? html`<film-poster lazy .item=${item}></film-poster>` : nothing}
      <div class="grow breaks">${item ? html`<a class="title-link bold" ${filmLink(item.itemId)}>${name}</a> ${item.details.year ?? ''}` : html`<strong>${name}</strong>`}<p class="soft">${said}</p></div>
      ${stars === undefined ? nothing : html`<span class="stars" aria-hidden="true">${'★'.repeat(stars)}${stars % 1 ? '½' : ''}</span>`}</li>`;
  }

  #show(key: string): void {
    this.key = key;
    this.numShown = PAGE_LENGTH;
  }

  /** The keyboard goes on at the first film that came. */
  async #more(): Promise<void> {
    const numBefore = this.renderRoot.querySelectorAll('li').length;
    this.numShown += PAGE_LENGTH;
    await this.updateComplete;
    const links = this.renderRoot.querySelectorAll('li')[numBefore]?.querySelector<HTMLElement>('a');
    links?.focus();
  }
}
