// <event-row>: one stored event: the film, what was done with it and when; to change or to remove.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type EventEntry, type HistoryEvent, opinionOf } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { SessionElement } from '../session/session-element.ts';
import { eventVerb } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { changeEvent, nameOf, removeEvent } from './change-events.ts';
import { momentOf } from './event-words.ts';
import '../art/film-poster.ts';
import './event-editor.ts';
import { ground, middle, row, size } from '../design/parts.ts';
import { said } from '../design/view-styles.ts';

@customElement('event-row')
export class EventRow extends SessionElement {
  static override styles = css`
    :host {
      border-top: 1px solid var(--line);
    }
    .row {
      ${row(3)}
      min-height: 4rem;
      padding: var(--space-1) 0;
    }
    film-poster,
    .none,
    .button {
      flex: none;
      color: var(--ink-soft);
    }
    film-poster,
    .none {
      ${middle} ${size('2.125rem', '3.1875rem')} ${ground('sunken', 's')}
    }
    .verb {
      ${said('dusk')}
    }
    .like {
      color: var(--leaf);
    }
    .dislike {
      color: var(--clay);
    }
    .past .verb {
      color: inherit;
      font-weight: 400;
    }
    .past .verb:not(.clear) {
      text-decoration: line-through;
    }
    .button + .button {
      margin-left: calc(-1 * var(--space-2));
    }
  `;

  @property({ attribute: false }) entry!: EventEntry;
  @state() private editing = false;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.remove')?.focus();
  }

  protected override render() {
    const { event, item, stands } = this.entry;
    const name = nameOf(this.entry);
    const canChange = event.itemId !== undefined && event.type !== 'clear' && event.type !== 'allow';
    return html`<div class="row ${stands ? '' : 'past'}">
      ${item ? html`<film-poster .item=${item}></film-poster>` : html`<span class="none">${event.query !== undefined ? icon('search', 16) : nothing}</span>`}
      <div class="what grow breaks">${item ? html`<a class="title-link bold" ${filmLink(item.itemId)}>${name}</a> ${item.details.year ?? ''}` : html`<strong>${name}</strong>`}
        <p class="soft"><span class="verb ${opinionOf(event) ?? event.type}">${eventVerb(event)}</span>${this.#remarks()}</p></div>
      ${canChange ? html`<button class="button plain square edit" type="button" aria-label="Change ${name}" title="Change" aria-expanded=${this.editing} @click=${this.#edit}>${icon('edit', 18)}</button>` : nothing}
      <button class="button plain square remove" type="button" aria-label="Remove ${name}" title="Remove for good" @click=${this.#remove}>${icon('trash', 18)}</button></div>
      ${this.editing ? html`<event-editor .entry=${this.entry} @save=${this.#save} @leave=${this.#leave}></event-editor>` : nothing}`;
  }

  #remarks() {
    const { event, item, stands } = this.entry;
    const isUnknown = event.itemId !== undefined && !item;
    const remarks = [
      momentOf(event.time),
      isUnknown && 'not in this catalog',
      !stands && event.type !== 'clear' && 'replaced later',
    ];
    return remarks.filter(Boolean).map((remark) => ` · ${remark}`);
  }

  #edit(): void {
    this.editing = !this.editing;
  }

  #leave(): Promise<void> {
    this.editing = false;
    return this.focusDrawn('.edit');
  }

  async #save({ detail }: CustomEvent<HistoryEvent>): Promise<void> {
    if (await changeEvent(this.session, this.entry, detail)) await this.#leave();
  }

  /** The list looks after the keyboard's place, because this row goes. */
  async #remove(): Promise<void> {
    this.dispatchEvent(new CustomEvent('removing', { bubbles: true, composed: true }));
    await removeEvent(this.session, this.entry);
  }
}
