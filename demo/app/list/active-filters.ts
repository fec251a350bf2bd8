// <active-filters>: one row of all that the list keeps to or leans to right now, whether it was pressed, said or read from
// a search. Each chip has a cross that takes it away.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ReadWish, SteeringWish } from '../../../src/sdk/index.ts';
import { crossChipStyles } from '../design/chip-styles.ts';
import { sideways } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { type Constraint, constraintsOf, turned, withoutConstraint } from '../state/constraints.ts';
import { type Reading, readWishes, withoutWishes } from '../state/wishes.ts';
import { constraintChipStyles, pressedChip, readChip, saidChip } from './constraint-chip.ts';

@customElement('active-filters')
export class ActiveFilters extends SessionElement {
  static override styles = [
    crossChipStyles,
    constraintChipStyles,
    css`
      ul {
        padding-top: var(--space-2);
      }
      .room {
        height: calc(max(2.25rem, var(--finger)) + var(--space-2) + 2px);
      }
      @media (max-width: 59.99rem) {
        ul {
          flex-wrap: nowrap;
          margin: 0 calc(-1 * var(--gutter));
          padding: var(--space-2) var(--gutter) 3px;
          ${sideways}
        }
        li {
          flex: none;
          max-width: 16rem;
        }
        :host([inline]) ul {
          margin: 0;
          padding: 0 0 3px;
        }
      }
      :host([inline]) ul {
        min-height: var(--tap-target);
        align-items: center;
        padding-top: 0;
      }
    `,
  ];

  /** Beside what keeps to the filters alone. */
  @property({ type: Boolean }) pressedOnly = false;
  /** Beside the button, in its line. */
  @property({ type: Boolean, reflect: true }) inline = false;
  #filters = new FromSession(this, (state) => state.filters);
  #steering = new FromSession(this, (state) => state.steering);
  #search = new FromSession(this, (state) => state.search);
  /** What a search was read as; without one of its wishes, until the next one is answered. */
  #lastRead: { reading: Reading; wishes: ReadWish[]; next?: string } | undefined;

  protected override render() {
    const pressed = constraintsOf(this.#filters.value);
    const search = this.#search.value;
    const { isExpected } = this.#steering.value;
    // A search is not steered.
    const others = this.pressedOnly ? [] : search ? this.#readChips() : this.#saidChips();
    if (pressed.length + others.length === 0) {
      return !search && isExpected && !this.pressedOnly ? html`<div class="room"></div>` : nothing;
    }
    const canClear = pressed.length > 0 || (others.length > 0 && !search);
    const lead = others.length > 0 && !search ? html`<li class="soft">Tonight’s list follows:</li>` : nothing;
    return html`<ul aria-label="What the list keeps to" tabindex="-1">${pressed.map((one) => this.#pressedChip(one))}${lead}${others}
      ${canClear ? html`<li><button class="button plain clear" type="button" @click=${this.#clear}>Clear</button></li>` : nothing}</ul>`;
  }

  /** The words of one of the wishes, or what stands at its place now; of the last one, where `place` is -1. */
  async focusWish(place: number): Promise<void> {
    await this.updateComplete;
    const wishes = [...this.renderRoot.querySelectorAll<HTMLElement>('.said .words')];
    const places = [...wishes, ...this.renderRoot.querySelectorAll<HTMLElement>('.clear')];
    const found = place < 0 ? wishes.at(-1) : places[Math.min(place, places.length - 1)];
    if (found) found.focus();
    else this.#handOver();
  }

  #pressedChip(constraint: Constraint) {
    const { filters } = this.session.state;
    return pressedChip(constraint, {
      turn: () => this.#follow('.words', this.session.list.narrow(turned(filters, constraint))),
      remove: () => this.#follow('.cross', this.session.list.narrow(withoutConstraint(filters, constraint))),
    });
  }

  #saidChips() {
    const { wishes, where = {}, edited } = this.#steering.value;
    return wishes.map((wish) =>
      saidChip(wish, {
        where,
        isEdited: wish.id === edited?.id,
        press: () => (wish.id === edited?.id ? this.session.steering.leave() : this.session.steering.edit(wish)),
        remove: () => this.#takeBack(wish),
      }),
    );
  }

  #readChips() {
    const { query, response } = this.#search.value!;
    if (response) this.#lastRead = { reading: response.reading, wishes: readWishes(response) };
    else if (this.#lastRead?.next !== query) this.#lastRead = undefined;
    const { reading, wishes = [] } = this.#lastRead ?? {};
    return wishes.map((wish) => readChip(wish, reading!.where, () => this.#searchWithout(wish)));
  }

  #takeBack(wish: SteeringWish): void {
    void this.#follow('.cross', this.session.steering.unsteer(wish.id));
  }

  #searchWithout(wish: ReadWish): void {
    const { reading, wishes } = this.#lastRead!;
    const next = withoutWishes(reading, [wish]);
    this.#lastRead = { reading, wishes: wishes.filter((other) => other !== wish), next };
    void this.#follow('.cross', this.session.search.ask(next));
  }

  /** A chip goes or turns; the keyboard, where it was here, stays at its place among those that are left. */
  async #follow(buttons: '.words' | '.cross', following: Promise<void>): Promise<void> {
    const focused = (this.renderRoot as ShadowRoot).activeElement;
    const place = this.#chips().findIndex((chip) => chip.contains(focused));
    await this.updateComplete;
    const chips = this.#chips();
    const next = place < 0 ? undefined : chips[Math.min(place, chips.length - 1)];
    const button = next?.querySelector<HTMLElement>(`button${buttons}`) ?? next?.querySelector<HTMLElement>('.cross');
    if (next) (button ?? next).focus();
    else if (place >= 0) this.#handOver();
    await following;
  }

  #chips(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.chip, .clear')];
  }

  async #clear(): Promise<void> {
    const { steering, search } = this.session.state;
    this.#handOver();
    await this.session.list.clearFilters();
    if (!search && !this.pressedOnly && steering.wishes.length > 0) await this.session.steering.clear();
  }

  /** Nothing is left to press here. */
  #handOver(): void {
    document.querySelector('privet-app')?.focusMain();
  }
}
