// <version-notice>: says once that the app works offline now, and offers a new version when one is here. It lies over
// the bottom of the page, on a phone in one line, and moves nothing; a toast that offers the way back from a tap comes in
// between it and the edge.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { line, raised, unseen, wrap } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import { formatBytes } from '../state/words.ts';
import { offline } from './offline.ts';

const NEWS_MS = 10_000;

@customElement('version-notice')
export class VersionNotice extends SessionElement {
  static override styles = css`
    :host {
      position: fixed;
      z-index: 2;
      inset: auto 0 calc(var(--space-4) + env(safe-area-inset-bottom)) 0;
      display: flex;
      justify-content: center;
      padding: 0 var(--gutter);
      pointer-events: none;
      transition: transform var(--motion-settle) var(--ease-settle);
    }
    :host([raised]) {
      transform: translateY(-4.25rem);
    }
    .notice {
      pointer-events: auto;
      ${wrap(2, 4)}
      max-width: 34rem;
      ${raised('surface', 'l', 3, 3, 3, 4)}
      font-size: var(--text-s);
      animation: rise var(--motion-settle) var(--ease-settle);
    }
    .words {
      flex: 1 1 14rem;
    }
    .words p:first-child {
      font-size: var(--text-m);
    }
    .actions {
      ${line(2)}
      margin-left: auto;
    }
    .news {
      flex-wrap: nowrap;
    }
    .news .words {
      flex: 1;
    }
    @media (max-width: 47.99rem) {
      .news {
        gap: var(--space-3);
        padding: 1px var(--space-1) 1px var(--space-4);
        border-radius: var(--radius-round);
      }
      .news .words p:first-child {
        font-size: var(--text-s);
      }
      .news .words p + p {
        ${unseen}
      }
    }
  `;

  #offline = new FromState(
    this,
    () => offline,
    (state) => state,
  );
  #toast = new FromSession(this, (state) => state.toast !== undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ['pointerenter', 'focusin']) this.addEventListener(type, () => this.#stay());
    for (const type of ['pointerleave', 'focusout']) this.addEventListener(type, () => this.#leaveLater());
  }

  protected override updated(): void {
    this.toggleAttribute('raised', this.#toast.value);
    if (this.#offline.value.isNews && !this.#timer) this.#leaveLater();
  }

  protected override render() {
    const { version, isPutOff, isNews } = this.#offline.value;
    const offersVersion = version === 'waiting' && !isPutOff;
    return html`<div role="status">${offersVersion ? this.#version() : isNews ? this.#news() : nothing}</div>`;
  }

  #version() {
    const { isReloading } = this.#offline.value;
    return html`<div class="notice"><div class="words"><p class="bold">A new version is ready</p><p class="quiet">Your ratings and your place stay as they are.</p></div>
      <div class="actions"><button class="button plain" type="button" ?disabled=${isReloading} @click=${() => offline.putOff()}>Later</button>
      <button class="button primary" type="button" ?disabled=${isReloading} @click=${() => offline.reload()}>${isReloading ? 'Reloading' : 'Reload'}</button></div></div>`;
  }

  #news() {
    const { keptBytes } = this.#offline.value;
    const size =
      keptBytes > 0
        ? html` It keeps ${formatBytes(keptBytes)} here for that, the same for everyone; “My data” can remove it.`
        : nothing;
    return html`<div class="notice news">${icon('download', 22)}<div class="words"><p class="bold">Ready offline</p>
      <p class="quiet">Privet now opens without a connection.${size}</p></div>
      <button class="button plain square" type="button" aria-label="Dismiss this message" @click=${() => offline.dismissNews()}>${icon('close', 18)}</button></div>`;
  }

  #stay(): void {
    clearTimeout(this.#timer);
  }

  #leaveLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => offline.dismissNews(), NEWS_MS);
  }
}
