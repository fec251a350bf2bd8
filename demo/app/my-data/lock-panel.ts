// <lock-panel>: the passphrase of the history: set it, change it, lock now, turn it off; and where it is locked, unlock it.
// What it costs to forget it is said, and ticked, and a file offered, before there is one.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { WrongPassphraseError } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { IDLE_MINUTES, locksWhenIdle, setLocksWhenIdle } from '../session/idle-lock.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { errorText } from '../state/words.ts';
import './disputed-form.ts';
import { exportName, saved } from './download.ts';
import { exportEverything, hasOwnCatalogs } from './export-everything.ts';
import { panelStyles } from './panel-styles.ts';
import './passphrase-choice.ts';
import type { PassphraseChoice } from './passphrase-choice.ts';
import './passphrase-field.ts';
import type { PassphraseField } from './passphrase-field.ts';
import { passphraseStyles } from './passphrase-styles.ts';
import './unlock-form.ts';
import { row, stack } from '../design/parts.ts';

/** What gets focus: the first of these that there is. */
const FIRST = ['form .old', 'form .export', 'form passphrase-choice', 'form button', '.begin', '.change', 'h2'];

@customElement('lock-panel')
export class LockPanel extends SessionElement {
  static override styles = [
    panelStyles,
    passphraseStyles,
    css`
      .state {
        ${row(2)}
      }
      form > ul {
        ${stack(2)}
        margin: 0;
        padding-left: 1.2em;
        list-style: disc;
      }
    `,
  ];

  @state() private step: 'idle' | 'setting' | 'changing' | 'ending' = 'idle';
  @state() private isBusy = false;
  @state() private wrong = '';
  @state() private note = '';
  /** There are catalogs of the person's own, which cannot be locked. */
  @state() private hasOwn = false;
  @query('.old') private old!: PassphraseField;
  @query('passphrase-choice') private choice!: PassphraseChoice;
  @query('.understood') private isUnderstood!: HTMLInputElement;
  #encryption = new FromSession(this, (state) => state.encryption);
  #storage = new FromSession(this, (state) => state.status?.storage);
  #isOwed = new FromSession(this, (state) => state.status?.isErasureOwed);

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><h2 id="title" tabindex="-1">Lock with a passphrase</h2>
      ${this.#content()}
      ${this.wrong ? html`<p class="trouble" role="alert">${this.wrong}</p>` : nothing}
      <p class="soft" role="status">${this.note}</p></section>`;
  }

  #content() {
    const { value } = this.#encryption;
    if (value === 'disputed') return html`<disputed-form></disputed-form>`;
    return value === 'off' ? this.#off() : value === 'locked' ? this.#locked() : this.#unlocked();
  }

  #locked() {
    return html`<p class="soft">Your history is locked. What is in it can be seen, changed and exported once it is unlocked.</p><unlock-form></unlock-form>`;
  }

  #off() {
    return html`<p class="soft">Whoever can open this browser can read your history. With a passphrase it is encrypted on this device, and each visit asks for it.</p>
      ${this.step === 'setting' ? this.#setting() : this.#offer()}`;
  }

  #whyNot(): string {
    if (!isSecureContext) return 'here: this page did not come by https';
    if (this.#isOwed.value) return 'now: what was to be erased is not gone yet';
    return 'here: this browser refused storage, so nothing stays';
  }

  #offer() {
    if (this.#storage.value === 'memory' || !isSecureContext) {
      return html`<p class="soft">Not ${this.#whyNot()}.</p>`;
    }
    return html`${this.hasOwn ? html`<p class="trouble" role="alert">Catalogs of your own cannot be locked. <a href="#/own">Remove them</a> first, and bring them again if you turn the lock off.</p>` : nothing}
      <p class="actions above-4"><button class="button begin" type="button" @click=${this.#begin}>${icon('lock', 18)}Set a passphrase</button></p>`;
  }

  #setting() {
    return html`<form aria-label="Set a passphrase" @submit=${this.#set}>${this.#username()}
      <p class="bold">If you forget the passphrase, your history is lost: nobody can open it for you. A file that you export first can bring it back.</p>
      <p class="actions"><button class="button export" type="button" ?disabled=${this.isBusy} @click=${this.#export}>${icon('download', 18)}Export first</button></p>
      <passphrase-choice ?disabled=${this.isBusy}></passphrase-choice>
      <ul class="small"><li>Then nothing about you is kept beside it either: not the list you last saw, and no small settings.</li>
        <li>What was readable until now is written over, as well as a page can. A disk may still hold traces: in spare blocks that only its own
          electronics can reach, in backups, and in files that you exported.</li></ul>
      <label class="check"><input class="understood" type="checkbox" required ?disabled=${this.isBusy}><span>I know that nobody can give me this passphrase back: if I forget it, my history is lost.</span></label>
      ${this.#buttons('Lock my history', 'Encrypting')}</form>`;
  }

  #unlocked() {
    return html`<p class="state above-3 bold">${icon('lock', 20)}Your history is encrypted</p>
      <p class="soft">It is open in this tab until you reload it, close it or lock it. Other tabs ask for the passphrase themselves.</p>
      ${this.step === 'changing' ? this.#changing() : this.step === 'ending' ? this.#ending() : this.#choices()}`;
  }

  #choices() {
    return html`<p class="actions above-4"><button class="button" type="button" @click=${this.#lock}>Lock now</button>
      <button class="button change" type="button" @click=${() => this.#go('changing')}>Change the passphrase</button>
      <button class="button plain end" type="button" @click=${() => this.#go('ending')}>Turn it off</button></p>
      <label class="check above-4"><input type="checkbox" .checked=${locksWhenIdle()} @change=${this.#setIdle}><span>Lock by itself after ${IDLE_MINUTES} minutes in which nobody does anything here</span></label>`;
  }

  #changing() {
    return html`<form aria-label="Change the passphrase" @submit=${this.#change}>${this.#username()}
      <passphrase-field class="old" label="Current passphrase" ?disabled=${this.isBusy}></passphrase-field>
      <passphrase-choice ?disabled=${this.isBusy}></passphrase-choice>${this.#buttons('Change it', 'Changing')}</form>`;
  }

  #ending() {
    return html`<form aria-label="Turn the lock off" @submit=${this.#end}><p>Whoever can open this browser can read your history again.</p>
      ${this.#buttons('Turn it off', 'Decrypting')}</form>`;
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
    this.step = step;
    this.wrong = '';
    this.note = '';
    await this.updateComplete;
    const first = FIRST.map((selector) => this.renderRoot.querySelector<HTMLElement>(selector)).find(
      (one) => one !== null,
    );
    if (first instanceof LitElement) await first.updateComplete;
    first?.focus();
  }

  #setIdle({ target }: Event): void {
    setLocksWhenIdle((target as HTMLInputElement).checked);
  }

  async #export(): Promise<void> {
    const make = () => exportEverything(this.session.privet!, this.hasOwn);
    this.note = await saved(exportName(), make, '. The file is not locked: whoever has it can read it');
  }

  #set(event: Event): void {
    event.preventDefault();
    if (!this.isUnderstood.checked) return;
    const passphrase = this.#chosen();
    if (passphrase) void this.#do(() => this.session.privet!.encrypt(passphrase), 'Your history is encrypted now.');
  }

  #change(event: Event): void {
    event.preventDefault();
    const [old, passphrase] = [this.old.value, this.#chosen()];
    if (passphrase)
      void this.#do(() => this.session.privet!.changePassphrase(old, passphrase), 'The passphrase is changed.');
  }

  #end(event: Event): void {
    event.preventDefault();
    void this.#do(() => this.session.privet!.decrypt(), 'The lock is off.');
  }

  #lock(): void {
    void this.#do(() => this.session.privet!.lock(), '');
  }

  /** What was chosen, unless something is wrong with it. */
  #chosen(): string | undefined {
    const { chosen } = this.choice;
    this.wrong = 'wrong' in chosen ? chosen.wrong : '';
    return 'wrong' in chosen ? undefined : chosen.passphrase;
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
          ? 'That is not the current passphrase. Nothing has changed.'
          : errorText(error);
    }
    this.isBusy = false;
  }
}
