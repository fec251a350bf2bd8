// <keep-prompt>: once there is something to lose, offers to ask the browser that it keeps it. In the app's words first;
// the browser's own question comes only after a yes.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { ground, wrap } from '../design/parts.ts';
import { decline, hasEnoughToKeep, isPersisted, persist } from '../session/keeping.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';

@customElement('keep-prompt')
export class KeepPrompt extends SessionElement {
  static override styles = css`
    .prompt {
      ${wrap(3, 4)}
      margin-bottom: var(--space-5);
      ${ground('leaf-wash', 'l', 4)}
    }
    .text {
      flex: 1 1 18rem;
    }
  `;

  @state() private persisted: boolean | undefined;
  @state() private answer = '';
  #taps = new FromSession(this, (state) => state.taps);

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    this.persisted = await isPersisted();
  }

  protected override render() {
    if (this.answer)
      return html`<div class="prompt">${icon('disk', 24)}<p class="text" role="status">${this.answer}</p></div>`;
    if (this.persisted !== false || !this.#taps.value || !hasEnoughToKeep(this.session.state)) return nothing;
    return html`<div class="prompt" role="group" aria-label="Keep your ratings for good">${icon('disk', 24)}
      <p class="text">When this device runs short of space, the browser may clear your ratings. Ask it to keep them for good?</p>
      <p class="actions"><button class="button primary" type="button" @click=${this.#accept}>Keep them for good</button>
        <button class="button" type="button" @click=${this.#refuse}>Not now</button></p></div>`;
  }

  async #accept(): Promise<void> {
    this.persisted = await persist();
    decline();
    this.answer = this.persisted
      ? 'The browser keeps your ratings for good.'
      : 'The browser does not promise it yet. It often does once you use the page more, or install it. Export a file to be safe.';
  }

  #refuse(): void {
    decline();
    this.requestUpdate();
  }
}
