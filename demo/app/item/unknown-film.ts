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
  'This address names no film. Which one was open is known only in the tab that opened it, and there until everything is erased. To keep a film or to send it, copy the link on its page.';

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
    return html`<h1 tabindex="-1">Not here</h1>
      <p class="above-3 breaks">${words ? `No film of this catalog has the address that you followed. The link may be of another catalog, or the film may have left this one. It seems to mean “${words}”.` : NAMELESS}</p>
      <form class="above-5" role="search" aria-label="Search for the film" @submit=${this.#search}>
        <input type="text" aria-label="What to search for" enterkeyhint="search" autocomplete="off" maxlength="2000" required .value=${words}>
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
