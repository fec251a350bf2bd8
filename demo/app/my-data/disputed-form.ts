// <disputed-form>: the history was locked with a passphrase, and its lock is gone without the person having turned it off. Says
// what was found, and offers what can be done: keep both as files, go on with what is readable, or erase.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { icon } from '../design/icons.ts';
import { stack } from '../design/parts.ts';
import { SessionElement } from '../session/session-element.ts';
import { errorText } from '../state/words.ts';
import { exportName, saved } from './download.ts';
import { eraseEverything } from './erase-everything.ts';
import './last-question.ts';
import { passphraseStyles } from './passphrase-styles.ts';

type Way = 'accept' | 'erase';
const WAYS: Record<Way, { ask: string; yes: string }> = {
  accept: {
    ask: 'What can be read becomes your history, without a passphrase, whoever wrote it. What is still locked is erased. There is no undo.',
    yes: 'Go on without a passphrase',
  },
  erase: { ask: 'All of it is erased, and you begin anew. There is no undo.', yes: 'Erase and begin anew' },
};

@customElement('disputed-form')
export class DisputedForm extends SessionElement {
  static override styles = [
    passphraseStyles,
    css`
      :host {
        ${stack(3)}
        margin-top: var(--space-3);
      }
      .soft:empty {
        display: none;
      }
    `,
  ];

  @state() private way: Way | undefined;
  @state() private isBusy = false;
  @state() private note = '';
  @state() private wrong = '';

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  protected override render() {
    return html`<p>You locked your history with a passphrase, and now there is no lock: somebody or something removed it, or put another history in
        its place. Nothing is read from it and nothing is added until you decide. If you did not do this yourself, somebody else may have had this device.</p>
      <p class="actions"><button class="button save" type="button" ?disabled=${this.isBusy} @click=${this.#save}>${icon('download', 18)}Save all that is there</button>
        <button class="button accept" type="button" ?disabled=${this.isBusy} @click=${() => (this.way = 'accept')}>Use what can be read</button>
        <button class="button erase" type="button" ?disabled=${this.isBusy} @click=${() => (this.way = 'erase')}>${icon('trash', 18)}Erase it</button></p>
      <p class="soft" role="status">${this.note}</p>
      ${this.wrong ? html`<p class="wrong small breaks" role="alert">${this.wrong}</p>` : nothing}
      ${this.way ? keyed(this.way, this.#question(this.way)) : nothing}`;
  }

  #question(way: Way) {
    const { ask, yes } = WAYS[way];
    return html`<last-question label=${yes} text=${ask} .yes=${yes} keep="Leave it as it is" ?disabled=${this.isBusy} @yes=${() => this.#do(way)} @keep=${this.#keep}></last-question>`;
  }

  async #save(): Promise<void> {
    const make = async () => new Blob([await this.session.privet!.exportRecords()], { type: 'application/json' });
    const remark = ': what can be read, readable by anybody; what is locked, as it is';
    this.note = await saved(exportName(new Date(), 'privet-records'), make, remark);
  }

  #keep(): void {
    this.way = undefined;
    this.focus();
  }

  async #do(way: Way): Promise<void> {
    this.isBusy = true;
    this.wrong = '';
    try {
      if (way === 'accept') await this.session.lock.acceptPlain();
      else {
        await eraseEverything(this.session.privet!, false);
        await this.session.films.followHistory('Everything is erased. You start afresh.');
      }
      document.querySelector('privet-app')?.focusMain();
    } catch (error) {
      this.wrong = errorText(error);
    }
    this.isBusy = false;
  }
}
