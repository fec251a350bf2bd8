// <event-editor>: changes one stored event in place: what was thought of the film, how many stars, and when.
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type EventEntry, type EventType, type HistoryEvent, markOf } from '../../../src/sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { eventVerb } from '../state/words.ts';
import { menu } from '../widgets/menu.ts';
import { nameOf } from './change-events.ts';
import { fromLocalInput, toLocalInput } from './event-words.ts';
import { panelStyles } from './panel-styles.ts';
import '../list/star-rating.ts';
import { line, lines, soft, stack } from '../design/parts.ts';

const CHOICES: readonly (readonly [EventType, string])[] = [
  ['like', 'Like'],
  ['dislike', 'Dislike'],
  ['hide', 'Hide'],
  ['rate', 'Stars'],
  ['save', 'Saved for later'],
  ['seen', 'Seen'],
  ['view', 'Looked at'],
];
const DEFAULT_STARS = 4;

@customElement('event-editor')
export class EventEditor extends AppElement {
  static override styles = [
    panelStyles,
    css`
      form {
        ${lines(3)}
        align-items: end;
        padding: var(--space-2) 0 var(--space-4);
      }
      label,
      .stars {
        ${stack(1)} ${soft}
      }
      .error {
        flex-basis: 100%;
      }
      .buttons {
        ${line(2)}
      }
    `,
  ];

  @property({ attribute: false }) entry!: EventEntry;
  @state() private type: EventType | undefined;
  @state() private error = '';
  @query('input') private timeInput!: HTMLInputElement;
  /** Stars as they are being changed. */
  @state() private stars: number | undefined;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('select')?.focus();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const { event } = this.entry;
    const type = this.type ?? event.type;
    const isKnown = CHOICES.some(([choice]) => choice === event.type);
    const choices = isKnown ? CHOICES : [[event.type, eventVerb(event)] as const, ...CHOICES];
    return html`<form @submit=${this.#save} @keydown=${this.#leave} aria-label="Change: ${nameOf(this.entry)}">
      <label>What${menu('', choices, type, (value) => (this.type = value as EventType))}</label>
      ${type === 'rate' ? html`<div class="stars"><span aria-hidden="true">Stars</span><star-rating .stars=${this.#starsNow()} label=${nameOf(this.entry)} @rate=${this.#rate}></star-rating></div>` : nothing}
      <label>When<input type="datetime-local" .value=${toLocalInput(event.time)} required></label>
      <div class="buttons"><button class="button primary" type="submit">Save</button>
        <button class="button plain" type="button" @click=${this.#close}>Cancel</button></div>
      ${this.error ? html`<p class="error bad small" role="alert">${this.error}</p>` : nothing}</form>`;
  }

  #starsNow(): number {
    return this.stars ?? this.entry.event.value ?? DEFAULT_STARS;
  }

  /** There is no rating without stars: taken back, they are what they were. */
  #rate({ detail }: CustomEvent<number>): void {
    this.stars = detail || undefined;
  }

  /** A time that nobody touched stays as it is, to the millisecond. */
  #save(submit: Event): void {
    submit.preventDefault();
    const { event } = this.entry;
    const isSame = this.timeInput.value === toLocalInput(event.time);
    const time = isSame ? event.time : fromLocalInput(this.timeInput.value);
    if (time === undefined) {
      this.error = 'Choose a time between 1970 and today.';
      return;
    }
    const type = this.type ?? event.type;
    const stars = type === 'rate' && { value: this.#starsNow() };
    // An event of the time when one opinion stood on an item stays one.
    const mark = event.mark && markOf(type);
    const detail: HistoryEvent = { type, itemId: event.itemId!, time, ...stars, ...(mark && { mark }) };
    this.dispatchEvent(new CustomEvent('save', { detail }));
  }

  #leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('leave'));
  }
}
