// <unknown-film>: what stands in place of a film's page where there is none: why, and a search for what the address
// seems to mean.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { lines, round } from '../design/parts.ts';
import { field } from '../design/view-styles.ts';
import { SessionElement } from '../session/session-element.ts';
import { wordsOfId } from '../state/words.ts';

const NAMELESS =
  'The address does not say which film it was: only the tab that opened it knows. To keep a film or send it to somebody, copy the link on its page.';

@customElement('unknown-film')
export class UnknownFilm extends SessionElement {
  static override styles = css`
    :host {
      padding: var(--space-7) var(--space-6);
    }
    h1:focus-visible {
      outline: none;
    }
    h1 {
      padding-right: var(--space-7);
    }
    p {
      max-width: 38rem;
    }
    form {
      ${lines(3)}
    }
    input {
      flex: 1 1 14rem;
      ${field} ${round('round', 0, 4)}
      font: 400 max(1rem, var(--text-m)) / 1 var(--font-text);
    }
    @media (max-width: 39.99rem) {
      :host {
        padding: var(--space-6) var(--space-4);
      }
    }
  `;

  /** Undefined where the address names none. */
  @property() itemId: string | undefined;

  protected override render() {
    const words = this.itemId === undefined ? '' : wordsOfId(this.itemId);
    return html`<h1 tabindex="-1">There is no film at this address</h1>
      <p class="above-3 breaks">${words ? `The link may be old, or from another catalog. Perhaps you mean “${words}”.` : NAMELESS}</p>
      <form class="above-5" role="search" aria-label="Search for the film" @submit=${this.#search}>
        <input type="text" aria-label="Title of the film" enterkeyhint="search" autocomplete="off" maxlength="2000" required .value=${words}>
        <button class="button primary" type="submit">${icon('search', 18)}Search</button></form>`;
  }

  /** The heading, once it is there. */
  override focus(options?: FocusOptions): void {
    void this.focusDrawn('h1', options);
  }

  #search(event: Event): void {
    event.preventDefault();
    const { value } = this.renderRoot.querySelector('input')!;
    this.session.router.close();
    void this.session.search.ask(value);
  }
}
