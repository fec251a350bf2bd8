// <film-of-day>: one film, large, under why it is today's. It is as high before it is known, so that it moves nothing; when
// another one takes its place, the keyboard stays where it is.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { card, clamp, stack } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { filmFacts, filmLine } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import '../art/film-poster.ts';
import './opinion-buttons.ts';

@customElement('film-of-day')
export class FilmOfDay extends SessionElement {
  static override styles = css`
    section {
      ${stack(5)}
      grid-template-columns: 9rem minmax(0, 1fr);
      align-items: center;
      height: 17rem;
      ${card('l', 5)}
    }
    h2 {
      ${clamp(2)}
      margin: var(--space-1) 0;
    }
    .title-link {
      text-decoration: none;
    }
    .reason {
      ${clamp(2)}
      margin: var(--space-2) 0;
    }
    .logline {
      ${clamp(2)}
    }
    opinion-buttons {
      margin: var(--space-1) 0 0 -0.625rem;
    }
    @media (max-width: 39.99rem) {
      section {
        grid-template-columns: 6.5rem minmax(0, 1fr);
        align-items: start;
        gap: var(--space-4);
        height: 20rem;
        padding: var(--space-4);
      }
      h2 {
        font-size: var(--text-l);
      }
      .logline {
        ${clamp(3)}
      }
    }
  `;

  #ofDay = new FromSession(this, (state) => state.filmOfDay);
  #marks = new FromSession(this, (state) => state.marks);

  protected override render() {
    const ofDay = this.#ofDay.value;
    if (!ofDay) return html`<section class="bone" aria-hidden="true"></section>`;
    const { item, reason } = ofDay;
    return html`<section aria-labelledby="day"><film-poster raised lazy .item=${item}></film-poster>
      <div><p class="kicker" id="day">Film of the day</p><h2><a class="title-link" ${filmLink(item.itemId)}>${item.title}</a></h2>
        <p class="soft clipped">${filmLine(item)}</p><p class="soft clipped">${filmFacts(item)}</p>
        <p class="reason good small">${reason}</p><p class="logline small">${item.details.logline ?? ''}</p>
        <opinion-buttons .item=${item} .marks=${this.#marks.value.get(item.itemId)}></opinion-buttons></div></section>`;
  }
}
