// <passphrase-field>: a field for a passphrase, which can be shown while it is typed. The browser's own keeper of passwords
// finds it by what it is for.
import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { line } from '../design/parts.ts';
import { passphraseStyles } from './passphrase-styles.ts';

@customElement('passphrase-field')
export class PassphraseField extends AppElement {
  static override styles = [
    passphraseStyles,
    css`
      label {
        margin-bottom: var(--space-2);
      }
      .row {
        ${line(2)}
      }
      .row button {
        flex: none;
        min-width: 4.5rem;
      }
      .note:not(:empty) {
        margin-top: var(--space-2);
      }
      .note {
        font-weight: 400;
      }
    `,
  ];

  @property() label = 'Passphrase';
  /** What it is about, read with the field. */
  @property() note = '';
  @property() purpose: 'current-password' | 'new-password' = 'current-password';
  @property({ type: Boolean }) invalid = false;
  @property({ type: Boolean }) disabled = false;
  @state() private isShown = false;
  @query('input') private input!: HTMLInputElement;

  get value(): string {
    return this.input.value;
  }

  clear(): void {
    this.input.value = '';
    this.isShown = false;
  }

  override focus(): void {
    this.input.focus({ preventScroll: true });
  }

  protected override render() {
    return html`<label for="field">${this.label}</label>
      <div class="row"><input id="field" type=${this.isShown ? 'text' : 'password'} autocomplete=${this.purpose} autocapitalize="none" spellcheck="false"
        aria-describedby="note" aria-invalid=${this.invalid} ?disabled=${this.disabled} @keydown=${this.#submit} @input=${this.#tell}>
        <button class="button" type="button" aria-pressed=${this.isShown} aria-label="Show: ${this.label}" @click=${this.#toggle}>${this.isShown ? 'Hide' : 'Show'}</button></div>
      <p class="note small" id="note" aria-live="polite">${this.note}</p>`;
  }

  #toggle(): void {
    this.isShown = !this.isShown;
  }

  #tell(): void {
    this.dispatchEvent(new Event('typed'));
  }

  /** The form is outside of this element, and hears no Enter from within it. */
  #submit(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.closest('form')?.requestSubmit();
  }
}
