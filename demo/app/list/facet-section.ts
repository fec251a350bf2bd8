// <facet-section>: one facet of the filter panel: its values with how many films there would be, and whether a press asks
// for any, all or none of them. A value keeps its place while the panel is open, whatever becomes of its count.
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Condition, FacetCounts, ValueCounts, ValueList } from '../../../src/sdk/index.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { cssVars } from '../design/css-vars.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import type { FilmSession } from '../session/film-session.ts';
import { SessionElement } from '../session/session-element.ts';
import { constraintsOf } from '../state/constraints.ts';
import { countryWords, plural, sentenceCase } from '../state/words.ts';
import { constraintWords, groupWords } from './constraint-words.ts';
import { facetSectionStyles } from './facet-section-styles.ts';
import { NO_CAUTION, type PanelFacet } from './filter-facets.ts';

/** Values before all are asked for. */
const FIRST_VALUES = 10;
const LISTS: readonly (readonly [ValueList, string])[] = [
  ['any', 'any of'],
  ['all', 'all of'],
  ['none', 'none of'],
];

@customElement('facet-section')
export class FacetSection extends SessionElement {
  static override styles = [chipStyles, searchFieldStyles, facetSectionStyles];

  @property({ attribute: false }) of!: PanelFacet;
  @property({ attribute: false }) condition: Condition = {};
  /** The values of a facet that is shown whole, with how many films of the catalog have each; empty where they are not known. */
  @property({ attribute: false }) known: FacetCounts[string] = [];
  /** Of the same values, with how many films there would be; undefined until they are counted. */
  @property({ attribute: false }) counts: readonly ValueCounts[] | undefined;
  /** Finds values of a facet that is not; asked again whenever this is another function. */
  @property({ attribute: false }) find: ((typed: string) => Promise<readonly ValueCounts[]>) | undefined;
  /** @param list  absent: the value is taken off */
  @property({ attribute: false }) choose: (value: string, list?: ValueList) => void = () => {};
  @property({ type: Boolean }) open = false;
  @state() private list: ValueList = 'any';
  @state() private showsAll = false;
  @state() private found: readonly ValueCounts[] = [];
  #typed = '';
  /** Values as they stand: in the order of the first counts, or, where they were on screen before these, in that of the catalog. */
  #order: readonly string[] = [];
  #isInOrder = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.list = this.#firstList();
    if (changed.has('find')) void this.#findValues();
    if (!this.#isInOrder) this.#putInOrder();
  }

  #putInOrder(): void {
    const isSeen = this.#order.length > 0 && this.renderRoot.querySelector('details')?.open;
    if (!isSeen) this.#order = this.#inOrder();
    this.#isInOrder = this.counts !== undefined;
  }

  /** As the values stand that are chosen already. */
  #firstList(): ValueList {
    const { any, all, none } = this.condition;
    const standing = all?.length ? 'all' : any?.length ? 'any' : none?.length ? 'none' : undefined;
    return standing ?? this.of.list ?? 'any';
  }

  #inOrder(): string[] {
    const values = (this.counts ?? this.known).map(({ value }) => value);
    return this.of.isInTime ? values.sort().reverse() : values;
  }

  protected override render() {
    const { facet, label, find } = this.of;
    const chosen = constraintsOf({ [facet]: this.condition }).filter(({ list }) => list !== 'range');
    return html`<details ?open=${this.open}><summary><h3>${label}</h3>
        <span class="chosen clipped">${chosen.length > 0 ? groupWordsOf(chosen) : nothing}</span></summary>
      ${this.#lists()}
      ${find ? html`<div class="field">${icon('search')}<input type="search" aria-label=${find} placeholder=${find} autocomplete="off" maxlength="60" @input=${this.#type}></div>` : nothing}
      <div class="values" role="group" aria-label=${label}>${this.#values()}</div><slot></slot></details>`;
  }

  /** Native radio buttons: arrow keys go from one to the next. */
  #lists() {
    const { facet, label, isSingle } = this.of;
    return html`<fieldset class="lists"><legend class="visually-hidden">${label}: films with</legend>${LISTS.filter(
      ([list]) => !(isSingle && list === 'all'),
    ).map(
      ([list, words]) =>
        html`<label><input type="radio" name=${facet} .checked=${this.list === list} @change=${() => {
          this.list = list;
        }}><span>${words}</span></label>`,
    )}</fieldset>`;
  }

  #values() {
    const byValue = new Map((this.of.find ? this.found : (this.counts ?? [])).map((counts) => [counts.value, counts]));
    const standing = [...(this.condition.any ?? []), ...(this.condition.all ?? []), ...(this.condition.none ?? [])];
    const others = (this.of.find ? [...byValue.keys()] : this.#order).filter((value) => {
      return value !== NO_CAUTION || this.list !== 'none';
    });
    const isShort = this.showsAll || this.of.find !== undefined;
    const shown = isShort ? others : others.slice(0, FIRST_VALUES);
    const further = standing.filter((value) => !shown.includes(value));
    const first = this.of.find ? further : [];
    const last = this.of.find ? [] : further;
    return html`${[...first, ...shown, ...last].map((value) => this.#value(value, byValue.get(value)))}
      ${this.of.find && byValue.size === 0 && this.#typed ? html`<p class="soft" role="status">No one here has that name.</p>` : nothing}
      ${this.of.find || others.length <= FIRST_VALUES ? nothing : html`<button class="button plain" type="button" aria-expanded=${this.showsAll} @click=${this.#toggleAll}>${this.showsAll ? 'Show fewer' : `Show all ${others.length}`}</button>`}`;
  }

  #value(value: string, counts: ValueCounts | undefined) {
    const stands = LISTS.map(([list]) => list).find((list) => this.condition[list]?.includes(value));
    const count = counts?.[this.list];
    const isDead = count === 0 && stands === undefined;
    const { facet } = this.of;
    const plain = facet === 'country' ? countryWords(value) : sentenceCase(value);
    const words = stands === 'none' ? constraintWords({ field: facet, list: 'none', value }) : plain;
    const press = () => {
      if (!isDead) this.choose(value, stands === this.list ? undefined : this.list);
    };
    return html`<button class="chip ${stands ?? ''}" type="button" aria-pressed=${stands !== undefined} aria-disabled=${isDead} @click=${press}>
      <span>${words}</span>${stands === this.list ? nothing : countOf(count, this.#most(value) ?? numFilms(this.session))}</button>`;
  }

  /** Room for a count: films without a value may be nearly all, and what is found comes with its count. */
  #most(value: string): number | undefined {
    if (this.of.find) return 0;
    return this.list === 'none' ? undefined : this.known.find((counts) => counts.value === value)?.count;
  }

  #toggleAll(): void {
    this.showsAll = !this.showsAll;
  }

  #type(event: Event): void {
    this.#typed = (event.target as HTMLInputElement).value;
    void this.#findValues();
  }

  async #findValues(): Promise<void> {
    const { find } = this;
    const typed = this.#typed;
    const found = await find?.(typed);
    if (found && typed === this.#typed && find === this.find) this.found = found;
  }
}

export const numFilms = ({ state }: FilmSession): number => state.status?.numItems ?? 0;

/**
 * How many films there would be, for the eye and for the ear. Its room is kept from the first, so that nothing moves when
 * it comes.
 *
 * @param count  undefined until it is known
 * @param most   a count that it is hardly above
 */
export function countOf(count: number | undefined, most: number) {
  const said = count === undefined ? nothing : count === 0 ? ', no film would be left' : `, ${plural(count, 'film')}`;
  return html`<span class="count even" aria-hidden="true" ${cssVars({ '--most': `${widthOf(most)}ch` })}>${count?.toLocaleString('en-GB') ?? nothing}</span><span class="visually-hidden">${said}</span>`;
}

/** In digits, of which a comma takes half of one. */
function widthOf(count: number): number {
  const { length } = String(count);
  return length + Math.floor((length - 1) / 3) / 2;
}

/** `Horror or Comedy, not western`. */
function groupWordsOf(chosen: ReturnType<typeof constraintsOf>): string {
  const any = chosen.filter(({ list }) => list === 'any');
  const others = chosen.filter(({ list }) => list !== 'any').map((one) => groupWords([one]));
  return [...(any.length > 0 ? [groupWords(any)] : []), ...others].join(', ');
}
