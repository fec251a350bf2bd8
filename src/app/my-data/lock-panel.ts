// <lock-panel>: the passphrase of the history: set it, change it, lock now, turn it off; and where it is locked, unlock it.
// What it costs to forget it is said, and ticked, before there is one.
import { css, html, nothing } from 'lit';
import { customElement, query, queryAll, state } from 'lit/decorators.js';
import { WrongPassphraseError } from '../../sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { errorText } from '../shell/words.ts';
import { hasOwnCatalogs } from './beside-history.ts';
import { panelStyles } from './panel-styles.ts';
import './passphrase-field.ts';
import type { PassphraseField } from './passphrase-field.ts';
import { passphraseStyles } from './passphrase-styles.ts';
import { passphraseAdvice } from './passphrase-words.ts';
import './unlock-form.ts';

/** What gets focus: the first of these that there is. */
const FIRST = ['form passphrase-field', 'form button', '.begin', '.change', 'h2'];

@customElement('lock-panel')
export class LockPanel extends AppElement {
  static override styles = [
    panelStyles,
    passphraseStyles,
    css`
      .state {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin-top: var(--space-3);
        font-weight: 600;
      }
      .state svg {
        flex: none;
        color: var(--leaf);
      }
      .panel > .actions {
        margin-top: var(--space-4);
      }
    `,
  ];

  @state() private step: 'idle' | 'setting' | 'changing' | 'ending' = 'idle';
  @state() private isBusy = false;
  @state() private wrong = '';
  @state() private note = '';
  @state() private advice = passphraseAdvice('');
  /** There are catalogs of the person's own, which cannot be locked. */
  @state() private hasOwn = false;
  @query('.old') private old!: PassphraseField;
  @query('.new') private next!: PassphraseField;
  @query('.again') private again!: PassphraseField;
  @query('input[type=checkbox]') private isUnderstood!: HTMLInputElement;
  @queryAll('passphrase-field') private fields!: NodeListOf<PassphraseField>;
  #encryption = new FromStore(this, (state) => state.encryption);
  #storage = new FromStore(this, (state) => state.status?.storage);

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><h2 id="title" tabindex="-1">Lock with a passphrase</h2>
      ${{ off: () => this.#off(), locked: () => this.#locked(), unlocked: () => this.#unlocked() }[this.#encryption.value]()}
      ${this.wrong ? html`<p class="trouble" role="alert">${this.wrong}</p>` : nothing}
      <p class="soft" role="status">${this.note}</p></section>`;
  }

  #locked() {
    return html`<p class="soft">Your history is locked. What is in it can be seen, changed and exported once it is unlocked.</p><unlock-form></unlock-form>`;
  }

  #off() {
    return html`<p class="soft">Whoever can open this browser can read your history. With a passphrase it is encrypted on this device, and each visit asks for it.</p>
      ${this.step === 'setting' ? this.#setting() : this.#offer()}`;
  }

  #offer() {
    if (this.#storage.value === 'memory' || !isSecureContext) {
      return html`<p class="soft">Not here: ${isSecureContext ? 'this browser refused storage, so nothing stays' : 'this page did not come by https'}.</p>`;
    }
    return html`${this.hasOwn ? html`<p class="trouble" role="alert">Catalogs of your own cannot be locked. <a href="#/own">Remove them</a> first, and bring them again if you turn the lock off.</p>` : nothing}
      <p class="actions"><button class="button begin" type="button" @click=${this.#begin}>${icon('lock', 18)}Set a passphrase</button></p>`;
  }

  #setting() {
    return html`<form aria-label="Set a passphrase" @submit=${this.#set}>${this.#username()}${this.#newFields()}
      <label class="check"><input type="checkbox" required ?disabled=${this.isBusy}><span>I know that nobody can give me this passphrase back: if I forget it, my history is lost.</span></label>
      <p class="soft">Then nothing about you is kept beside it either: not the list you last saw, and no small settings.</p>
      ${this.#buttons('Lock my history', 'Encrypting')}</form>`;
  }

  #unlocked() {
    return html`<p class="state">${icon('lock', 20)}Your history is encrypted</p>
      <p class="soft">It is open in this tab until you reload it, close it or lock it. Other tabs ask for the passphrase themselves.</p>
      ${this.step === 'changing' ? this.#changing() : this.step === 'ending' ? this.#ending() : this.#choices()}`;
  }

  #choices() {
    return html`<p class="actions"><button class="button" type="button" @click=${this.#lock}>Lock now</button>
      <button class="button change" type="button" @click=${() => this.#go('changing')}>Change the passphrase</button>
      <button class="button plain end" type="button" @click=${() => this.#go('ending')}>Turn it off</button></p>`;
  }

  #changing() {
    return html`<form aria-label="Change the passphrase" @submit=${this.#change}>${this.#username()}
      <passphrase-field class="old" label="Passphrase until now" ?disabled=${this.isBusy}></passphrase-field>
      ${this.#newFields()}${this.#buttons('Change it', 'Changing')}</form>`;
  }

  #ending() {
    return html`<form aria-label="Turn the lock off" @submit=${this.#end}><p>Whoever can open this browser can read your history again.</p>
      ${this.#buttons('Turn it off', 'Decrypting')}</form>`;
  }

  #newFields() {
    return html`<passphrase-field class="new" label="New passphrase" purpose="new-password" note=${this.advice} ?disabled=${this.isBusy} @typed=${this.#advise}></passphrase-field>
      <passphrase-field class="again" label="Once more" purpose="new-password" ?disabled=${this.isBusy}></passphrase-field>`;
  }

  #buttons(label: string, busy: string) {
    return html`<p class="actions"><button class="button primary" type="submit" ?disabled=${this.isBusy}>${this.isBusy ? busy : label}</button>
      <button class="button plain" type="button" ?disabled=${this.isBusy} @click=${() => this.#go('idle')}>Cancel</button></p>`;
  }

  /** For the browser's keeper of passwords. */
  #username() {
    return html`<input hidden type="text" name="username" autocomplete="username" value="Privet" readonly>`;
  }

  async #begin(): Promise<void> {
    this.hasOwn = await hasOwnCatalogs();
    if (!this.hasOwn) await this.#go('setting');
  }

  async #go(step: LockPanel['step']): Promise<void> {
    for (const field of this.fields) field.clear();
    this.step = step;
    this.wrong = '';
    this.note = '';
    this.advice = passphraseAdvice('');
    await this.updateComplete;
    const first = FIRST.map((selector) => this.renderRoot.querySelector<HTMLElement>(selector)).find(
      (one) => one !== null,
    );
    if (first instanceof AppElement) await first.updateComplete;
    first?.focus();
  }

  #advise(): void {
    this.advice = passphraseAdvice(this.next.value);
  }

  #set(event: Event): void {
    event.preventDefault();
    if (!this.isUnderstood.checked) return;
    const passphrase = this.#chosen();
    if (passphrase) void this.#do(() => store.lock.encrypt(passphrase), 'Your history is encrypted now.');
  }

  #change(event: Event): void {
    event.preventDefault();
    const [old, passphrase] = [this.old.value, this.#chosen()];
    if (passphrase) void this.#do(() => store.lock.changePassphrase(old, passphrase), 'The passphrase is changed.');
  }

  #end(event: Event): void {
    event.preventDefault();
    void this.#do(() => store.lock.decrypt(), 'The lock is off.');
  }

  #lock(): void {
    void this.#do(() => store.lock.lock(), '');
  }

  /** What was typed twice, unless it was not. */
  #chosen(): string | undefined {
    const { value } = this.next;
    this.wrong = value === this.again.value ? '' : 'The two are not the same. Type it once more.';
    return this.wrong ? undefined : value;
  }

  async #do(work: () => Promise<void>, done: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.wrong = '';
    try {
      await work();
      await this.#go('idle');
      this.note = done;
    } catch (error) {
      this.wrong =
        error instanceof WrongPassphraseError
          ? 'The passphrase until now is another one. Nothing has changed.'
          : errorText(error);
    }
    this.isBusy = false;
  }
}
