// <passphrase-choice>: where a passphrase is set: six random words are offered first, to be written down and typed once; or one
// of the person's own, typed twice, with what guessing it would cost in words and as a bar. A weak one is told and not refused.
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { SessionElement } from '../session/session-element.ts';
import { costWords, type GuessCost, guessCost } from './guess-cost.ts';
import './passphrase-field.ts';
import { ground, size, stack } from '../design/parts.ts';
import type { PassphraseField } from './passphrase-field.ts';
import { PassphraseHelper } from './passphrase-helper.ts';
import { passphraseStyles } from './passphrase-styles.ts';

/** Long enough for somebody who types not to be interrupted. */
const SETTLED_MS = 300;
const MIN_CHARACTERS = 8;
/** Of the six words: 7,776 each, and all as likely. */
const SUGGESTED_LOG10 = 6 * Math.log10(7776);
/** The fewest that a lock has: as long as nobody knows better. */
const FEWEST_ROUNDS = 600_000;

@customElement('passphrase-choice')
export class PassphraseChoice extends SessionElement {
  static override styles = [
    passphraseStyles,
    css`
      :host {
        ${stack(3)}
      }
      output {
        ${ground('leaf-wash', 'm', 4)}
        font: 600 var(--text-l) / 1.5 var(--font-text);
        user-select: all;
      }
      meter {
        ${size('100%', '0.75rem')}
      }
      .cost {
        min-height: 2.6em;
      }
    `,
  ];

  @property({ type: Boolean }) disabled = false;
  @state() private suggested = '';
  @state() private isOwn = false;
  @state() private note = '';
  @state() private cost: GuessCost | undefined;
  @query('.new') private next!: PassphraseField | null;
  @query('.again') private again!: PassphraseField;
  #helper = new PassphraseHelper();
  #rounds = FEWEST_ROUNDS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#suggest();
    this.session.privet?.passphraseRounds().then(
      (rounds) => {
        this.#rounds = rounds;
        this.requestUpdate();
      },
      () => {},
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#helper.end();
  }

  /** The passphrase, typed as often as it has to be; else what is wrong, for the person. */
  get chosen(): { passphrase: string } | { wrong: string } {
    const passphrase = this.next ? this.next.value : this.suggested;
    if (this.again.value === passphrase && passphrase !== '') return { passphrase };
    if (this.next) return { wrong: 'The two are not the same. Type it once more.' };
    return {
      wrong: 'That is not what stands above. Write the words down, then type them once, with a space between each.',
    };
  }

  override focus(): void {
    (this.next ?? this.renderRoot.querySelector<HTMLElement>('.copy'))?.focus();
  }

  protected override render() {
    return this.isOwn ? this.#own() : this.#offer();
  }

  #offer() {
    return html`<p>Take these six random words, and write them down where nobody else looks:</p>
      <output class="block breaks" aria-label="Suggested passphrase">${this.suggested || '…'}</output>
      <p class="actions"><button class="button copy" type="button" ?disabled=${this.disabled || !this.suggested} @click=${this.#copy}>Copy</button>
        <button class="button" type="button" ?disabled=${this.disabled} @click=${this.#another}>Another one</button>
        <button class="button plain own" type="button" ?disabled=${this.disabled} @click=${this.#useOwn}>Use my own</button></p>
      <p class="soft" role="status">${this.note}</p>
      <p class="cost small">${costWords(guessCost(SUGGESTED_LOG10, this.#rounds))}</p>
      <passphrase-field class="again" label="Type the six words" purpose="new-password" ?disabled=${this.disabled}></passphrase-field>`;
  }

  #own() {
    const { level = 0 } = this.cost ?? {};
    return html`<passphrase-field class="new" label="New passphrase" purpose="new-password" note=${this.note} ?disabled=${this.disabled} @typed=${this.#weigh}></passphrase-field>
      <meter aria-label="How hard it is to guess" min="0" max="4" low="2" high="3" optimum="4" .value=${level}></meter>
      <p class="cost small ${this.cost && level < 2 ? 'bad bold' : ''}" role="status">${this.#costText()}</p>
      <passphrase-field class="again" label="Once more" purpose="new-password" ?disabled=${this.disabled}></passphrase-field>
      <p class="actions"><button class="button plain words" type="button" ?disabled=${this.disabled} @click=${this.#useSuggested}>Use six random words</button></p>`;
  }

  #costText() {
    if (!this.cost)
      return 'What somebody could know or look up is guessed first: names, dates, lines of films and songs.';
    const advice =
      this.cost.level < 2
        ? ' Whoever gets a copy of this browser’s files can afford that. Take six random words.'
        : nothing;
    return html`${costWords(this.cost)}${advice}`;
  }

  async #suggest(): Promise<void> {
    try {
      this.suggested = await this.#helper.suggest();
    } catch {
      // Its code cannot be had now: one's own will do.
      await this.#useOwn();
    }
  }

  async #another(): Promise<void> {
    this.note = '';
    this.again.clear();
    await this.#suggest();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.suggested);
      this.note = 'Copied. Other programs can read what was copied: keep it somewhere safe, then copy something else.';
    } catch {
      this.note = 'Your browser does not let this page copy. Write the words down.';
    }
  }

  async #useOwn(): Promise<void> {
    this.isOwn = true;
    await this.#changed();
  }

  async #useSuggested(): Promise<void> {
    this.isOwn = false;
    await this.#changed();
  }

  async #changed(): Promise<void> {
    this.cost = undefined;
    this.note = this.isOwn ? `At least ${MIN_CHARACTERS} characters.` : '';
    await this.updateComplete;
    await this.again.updateComplete;
    this.again.clear();
    this.focus();
  }

  /** When nobody types any more. */
  #weigh(): void {
    clearTimeout(this.#timer);
    const typed = this.next!.value;
    const count = [...typed.normalize('NFKC')].length;
    this.note = count < MIN_CHARACTERS ? `${count} of at least ${MIN_CHARACTERS} characters.` : '';
    this.#timer = setTimeout(() => void this.#tellCost(typed), SETTLED_MS);
  }

  async #tellCost(typed: string): Promise<void> {
    const guesses = typed === '' ? undefined : await this.#helper.guesses(typed).catch(() => undefined);
    if (this.next?.value !== typed) return;
    this.cost = guesses === undefined ? undefined : guessCost(guesses, this.#rounds);
  }
}
