// <unlock-form>: asks for the passphrase of a locked history; who has forgotten it can erase the history and begin anew.
import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { WrongPassphraseError } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { SessionElement } from '../session/session-element.ts';
import { errorText } from '../state/words.ts';
import { eraseEverything } from './erase-everything.ts';
import './last-question.ts';
import './passphrase-field.ts';
import type { PassphraseField } from './passphrase-field.ts';
import { passphraseStyles } from './passphrase-styles.ts';

@customElement('unlock-form')
export class UnlockForm extends SessionElement {
  static override styles = passphraseStyles;

  /** With a way to go on without the history. */
  @property({ type: Boolean }) skippable = false;
  @state() private step: 'idle' | 'unlocking' | 'forgotten' | 'erasing' = 'idle';
  @state() private wrong = '';
  @query('passphrase-field') private field!: PassphraseField;

  override focus(): void {
    this.field?.focus();
  }

  protected override render() {
    const busy = this.step === 'unlocking' || this.step === 'erasing';
    const skip = html`<button class="button plain skip" type="button" ?disabled=${busy} @click=${() => this.session.lock.skip()}>Not now</button>`;
    return html`<form aria-label="Unlock your history" @submit=${this.#unlock}>
        <input hidden type="text" name="username" autocomplete="username" value="Privet" readonly>
        <passphrase-field ?invalid=${this.wrong !== ''} ?disabled=${busy}></passphrase-field>
        ${this.wrong ? html`<p class="wrong small breaks" role="alert">${this.wrong}</p>` : nothing}
        <p class="actions"><button class="button primary" type="submit" ?disabled=${busy}>${this.step === 'unlocking' ? 'Unlocking' : 'Unlock'}</button>
          ${this.skippable ? skip : nothing}
          ${this.step === 'forgotten' || this.step === 'erasing' ? nothing : html`<button class="button plain forgotten-button" type="button" ?disabled=${busy} @click=${this.#ask}>Forgotten?</button>`}</p></form>
      ${this.step === 'forgotten' || this.step === 'erasing' ? this.#forgotten() : nothing}`;
  }

  #forgotten() {
    const busy = this.step === 'erasing';
    return html`<last-question label="The passphrase is forgotten" .yes=${html`${icon('trash', 18)}${busy ? 'Erasing' : 'Erase and begin anew'}`} keep="Keep it" ?disabled=${busy}
      text="Nobody can open your history without the passphrase. You can erase it and begin anew, without a lock. There is no undo."
      @yes=${this.#erase} @keep=${this.#keep}></last-question>`;
  }

  async #unlock(event: Event): Promise<void> {
    event.preventDefault();
    if (this.step === 'unlocking' || this.step === 'erasing') return;
    const { value } = this.field;
    if (value === '') return this.field.focus();
    this.step = 'unlocking';
    this.wrong = '';
    try {
      await this.session.lock.unlock(value);
      this.field.clear();
      document.querySelector('privet-app')?.focusMain();
    } catch (error) {
      this.wrong =
        error instanceof WrongPassphraseError ? 'That is not the passphrase. Nothing has changed.' : errorText(error);
    }
    this.step = 'idle';
    await this.updateComplete;
    if (this.wrong) this.field.focus();
  }

  #ask(): void {
    this.step = 'forgotten';
  }

  #keep(): void {
    this.step = 'idle';
    void this.focusDrawn('.forgotten-button');
  }

  async #erase(): Promise<void> {
    this.step = 'erasing';
    try {
      await eraseEverything(this.session.privet!, false);
      await this.session.films.followHistory('Everything is erased. You start afresh.');
      document.querySelector('privet-app')?.focusMain();
    } catch (error) {
      this.wrong = errorText(error);
    }
    this.step = 'idle';
  }
}
