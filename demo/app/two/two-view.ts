// <two-view>: a film for two people, each with a device and a history of their own. What one shares is listed before it is
// made, the other opens it here, and nothing of it is kept or sent.
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { stack } from '../design/parts.ts';
import { viewStyles } from '../design/view-styles.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { isShut } from '../state/app-state.ts';
import './open-taste.ts';
import './share-taste.ts';
import './two-list.ts';
import { twoOf } from './two-session.ts';

@customElement('two-view')
export class TwoView extends SessionElement {
  static override styles = [
    viewStyles,
    css`
      .parts {
        ${stack(5)}
        align-items: start;
        grid-template-columns: minmax(0, 1fr);
      }
      @media (min-width: 60rem) {
        .parts {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
    `,
  ];

  @state() private note = '';
  #phase = new FromSession(this, (state) => state.phase);
  #encryption = new FromSession(this, (state) => state.encryption);

  override connectedCallback(): void {
    super.connectedCallback();
    void twoOf(this.session).follow();
  }

  protected override render() {
    return html`<section aria-labelledby="title"><h1 id="title" class="above-4" tabindex="-1">A list for two</h1>
      <p class="intro">Two people, two devices, one film. Each saves a small file of their taste or shows a code, and the other opens it
        here. Nothing is sent, and what is opened here is gone when the page is closed.</p>
      <p class="visually-hidden" role="status">${this.note}</p>
      ${this.#phase.value === 'ready' ? this.#parts() : html`<div class="bone"></div>`}</section>`;
  }

  #parts() {
    if (isShut(this.#encryption.value)) {
      return html`<p>Your taste is behind your passphrase. Unlock your history first.</p>
        <p class="actions above-3"><button class="button primary" type="button" @click=${() => this.session.lock.askAgain()}>Unlock</button></p>`;
    }
    return html`<two-list @forgotten=${this.#forgotten} @unnamed=${this.#unnamed}></two-list>
      <div class="parts"><share-taste></share-taste><open-taste></open-taste></div>`;
  }

  #forgotten(): void {
    this.note = 'Forgotten. Nothing of it is left here.';
    void this.focusDrawn('#title');
  }

  #unnamed(): void {
    this.renderRoot.querySelector<HTMLElement>('share-taste')?.focus();
  }
}
