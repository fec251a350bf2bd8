// <left-out-line>: how many films the match filter left out of the list, and the sheet that says which and why. Home keeps
// its room, so that it moves nothing when it comes. It hears of it as well when another tab chooses how strict the filter is.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { bare, soft } from '../design/parts.ts';
import { readMatch } from '../session/match-choice.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import './left-out-sheet.ts';

@customElement('left-out-line')
export class LeftOutLine extends SessionElement {
  static override styles = css`
    button {
      height: 100%;
      ${bare} ${soft}
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
  `;

  @state() private isOpen = false;
  #leftOut = new FromSession(this, (state) => state.list.leftOut);

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('storage', this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('storage', this.#hear);
  }

  protected override render() {
    const { length } = this.#leftOut.value ?? [];
    return html`${length > 0 ? html`<button type="button" aria-haspopup="dialog" @click=${this.#open}>${length} left out tonight</button>` : nothing}
      ${this.isOpen ? html`<left-out-sheet .close=${this.#close}></left-out-sheet>` : nothing}`;
  }

  #open(): void {
    this.isOpen = true;
  }

  #close = (): void => {
    this.isOpen = false;
  };

  /** The list waits as it does for a changed taste. What takes the choice away is none: an erasure, or a passphrase. */
  #hear = (): void => {
    const match = readMatch();
    if (!match || match === this.session.state.match) return;
    this.session.set({ match, changedElsewhere: true });
    if (document.hidden) void this.session.films.followOtherTab();
  };
}
