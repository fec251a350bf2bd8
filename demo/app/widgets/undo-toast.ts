// <undo-toast>: says what a tap did and offers the way back for a while; for as long as it is pointed at or focused, it
// stays. It goes when another act begins: a search, a view, a sheet; "My data" and the strip of taps take back what it told
// of. In the top layer; a modal dialog needs one of its own inside, because what is outside it does not react. It lies at the
// bottom, where no page begins and no heading stands that is being read.
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { bare, filled, row } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';

const SHOWN_MS = 8000;

@customElement('undo-toast')
export class UndoToast extends SessionElement {
  static override styles = css`
    :host {
      position: fixed;
      inset: auto 0 calc(var(--space-4) + env(safe-area-inset-bottom)) 0;
      margin: 0 auto;
      width: fit-content;
      max-width: calc(100vw - 2rem);
      ${bare}
      overflow: visible;
    }
    :host(:not(:popover-open)) {
      display: none;
    }
    .toast {
      ${row(2)}
      min-height: 3rem;
      padding: 1px var(--space-1) 1px var(--space-5);
      border-radius: var(--radius-round);
      ${filled('ink')}
      box-shadow: var(--shadow-raised);
      animation: rise var(--motion-settle) var(--ease-settle);
    }
    p {
      padding-right: var(--space-3);
    }
    .toast .button {
      color: inherit;
    }
    .toast .button:hover {
      background: none;
      border-color: currentColor;
    }
    .toast :focus-visible {
      outline-color: currentColor;
      outline-offset: -3px;
    }
  `;

  #toast = new FromSession(this, (state) => state.toast);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'manual';
    for (const type of ['pointerenter', 'focusin']) this.addEventListener(type, () => clearTimeout(this.#timer));
    for (const type of ['pointerleave', 'focusout']) this.addEventListener(type, () => this.#wait());
  }

  protected override updated(_changed: PropertyValues): void {
    // Showing lays the page out: once, together with all else that a tap changes.
    requestAnimationFrame(() => this.#show());
  }

  /** Again, so that it is above a sheet that was opened meanwhile. */
  #show(): void {
    if (!this.isConnected) return;
    if (this.matches(':popover-open')) this.hidePopover();
    if (!this.#toast.value) return;
    this.showPopover();
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.session.toasts.dismiss(), SHOWN_MS);
  }

  protected override render() {
    const toast = this.#toast.value;
    return html`${
      toast
        ? html`<div class="toast small" role="region" aria-label="What you just did"><p class="clipped">${toast.text}</p>
      ${toast.undo ? html`<button class="button plain" type="button" @click=${() => this.#undo(toast.undo!)}>${icon('undo', 18)}Undo</button>` : nothing}</div>`
        : nothing
    }`;
  }

  #undo(undo: () => void): void {
    this.session.toasts.dismiss();
    undo();
  }
}
