// <last-question>: asks once more before something that has no undo. It has the keyboard at its way out; says `yes`, or
// `keep` where nothing is to be done.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { ground, stack } from '../design/parts.ts';

@customElement('last-question')
export class LastQuestion extends AppElement {
  static override styles = css`
    div {
      ${stack(3)}
      ${ground('clay-wash', 'm', 4)}
    }
  `;

  /** What it is about. */
  @property() label = '';
  @property() text = '';
  /** What the button says. */
  @property({ attribute: false }) yes: unknown = '';
  @property() keep = '';
  @property({ type: Boolean }) disabled = false;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.keep')?.focus();
  }

  protected override render() {
    const tell = (type: 'yes' | 'keep') => () => this.dispatchEvent(new Event(type));
    return html`<div class="small above-3" role="group" aria-label=${this.label}><p>${this.text}</p>
      <p class="actions"><button class="button danger" type="button" ?disabled=${this.disabled} @click=${tell('yes')}>${this.yes}</button>
        <button class="button keep" type="button" ?disabled=${this.disabled} @click=${tell('keep')}>${this.keep}</button></p></div>`;
  }
}
