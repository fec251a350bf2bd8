// <unlock-card>: over the list of a newcomer, which stays in sight and in use: asks for the passphrase of a locked history.
// Who goes on without it keeps a line with the way back.
import { css, html } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import './disputed-form.ts';
import type { DisputedForm } from './disputed-form.ts';
import './unlock-form.ts';
import { banner, raised, row } from '../design/parts.ts';
import type { UnlockForm } from './unlock-form.ts';

@customElement('unlock-card')
export class UnlockCard extends SessionElement {
  static override styles = css`
    .card {
      position: fixed;
      z-index: 2;
      right: var(--gutter);
      bottom: var(--space-5);
      width: min(26rem, calc(100vw - 2 * var(--gutter)));
      max-height: calc(100dvh - 2 * var(--space-5));
      ${raised('paper', 'l', 5)}
      overflow: hidden auto;
    }
    h2 {
      ${row(2)}
    }
    .line {
      ${banner('leaf-wash')}
    }
    @media (max-width: 39.99rem) {
      .card {
        right: 0;
        bottom: 0;
        width: 100%;
        max-height: 100dvh;
        padding: var(--space-4) var(--gutter) var(--space-5);
        border-radius: var(--radius-l) var(--radius-l) 0 0;
      }
    }
  `;

  @query('unlock-form, disputed-form') private form!: UnlockForm | DisputedForm | null;
  #isDisputed = new FromSession(this, (state) => state.encryption === 'disputed');
  #isSkipped = new FromSession(this, (state) => state.isUnlockSkipped);

  /** Somebody who is doing something else already is not torn away from it. */
  protected override firstUpdated(): void {
    if (document.activeElement === document.body) void this.#focusForm();
  }

  protected override render() {
    const isDisputed = this.#isDisputed.value;
    const what = `Your history ${isDisputed ? 'lost its lock' : 'is locked'}`;
    if (this.#isSkipped.value) {
      return html`<div class="line"><p class="grow">${what}. These films are for everyone, and nothing you rate is kept.</p>
        <button class="button" type="button" @click=${this.#askAgain}>${icon('lock', 18)}${isDisputed ? 'Decide' : 'Unlock'}</button></div>`;
    }
    return html`<div class="card" role="dialog" aria-labelledby="title" @keydown=${this.#leave}><h2 id="title" class="small-title">${icon('lock', 22)}${what}</h2>
      ${isDisputed ? this.#disputed() : this.#locked()}</div>`;
  }

  #locked() {
    return html`<p class="soft above-2">Until you unlock it, these films are for everyone, and nothing you rate is kept.</p>
      <unlock-form skippable></unlock-form>`;
  }

  #disputed() {
    return html`<disputed-form></disputed-form>
      <p class="actions above-3"><button class="button plain" type="button" @click=${() => this.session.lock.skip()}>Not now</button></p>`;
  }

  #askAgain(): void {
    this.session.lock.askAgain();
    void this.#focusForm();
  }

  async #focusForm(): Promise<void> {
    await this.updateComplete;
    await this.form?.updateComplete;
    this.form?.focus();
  }

  #leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.session.lock.skip();
    document.querySelector('privet-app')?.focusMain();
  }
}
