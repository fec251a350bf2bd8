// <filter-panel>: all that the list can be narrowed to, with how many films there would be: below its button on a wide
// screen, a sheet on a phone. The list behind it follows every press.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Condition, FilterCounts, ValueCounts, ValueList } from '../../sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { cssVars } from '../design/css-vars.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { errorText, plural } from '../shell/words.ts';
import { constraintWords, groupWords } from './constraint-words.ts';
import { conditionIn, constraintsOf, isNarrowed, withCondition, withValue } from './constraints.ts';
import { facetSectionStyles } from './facet-section-styles.ts';
import { LENGTH_FIELD, LENGTHS, PANEL_FACETS, type PanelFacet, YEAR_FIELD } from './filter-facets.ts';
import type { Filters } from './list-state.ts';
import '../shell/modal-sheet.ts';
import './facet-section.ts';
import './loosen-list.ts';

const COUNTED = PANEL_FACETS.filter(({ find }) => find === undefined).map(({ facet }) => facet);
/** Names that are shown of those that are found. */
const FOUND_VALUES = 12;
/** Facets that show their values at once. */
const OPEN_FIRST: ReadonlySet<string> = new Set(['genre', 'cautions']);
/** Room below the panel's top on a wide screen. */
const MIN_HEIGHT = 600;

@customElement('filter-panel')
export class FilterPanel extends AppElement {
  static override styles = [
    chipStyles,
    facetSectionStyles,
    css`
      .panel {
        padding: var(--space-5) var(--space-5) 0;
      }
      h2 {
        margin-bottom: var(--space-3);
      }
      .range {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding-bottom: var(--space-4);
        font-size: var(--text-s);
      }
      .range input {
        width: 6rem;
        min-height: var(--tap-target);
        margin-left: var(--space-1);
        padding: 0 var(--space-3);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-m);
        background: var(--surface);
        color: var(--ink);
        font: inherit;
      }
      footer {
        position: sticky;
        bottom: 0;
        display: flex;
        align-items: center;
        gap: var(--space-3);
        margin: 0 calc(-1 * var(--space-5));
        padding: var(--space-3) var(--space-5);
        border-top: 1px solid var(--line);
        background: var(--paper);
      }
      footer p {
        flex: 1;
        font-weight: 600;
      }
      modal-sheet {
        --sheet-width: 36rem;
      }
      @media (min-width: 60rem) {
        modal-sheet {
          --sheet-margin: var(--panel-top) auto auto var(--panel-left);
          --sheet-max-height: calc(100dvh - var(--panel-top) - 1rem);
          --sheet-scrim: transparent;
        }
      }
    `,
  ];

  @property({ attribute: false }) close: () => void = () => {};
  @property({ type: Boolean }) ofCatalog = false;
  @state() private counts: FilterCounts | undefined;
  @state() private error = '';
  #filters = new FromStore(this, (state) => state.filters);
  #counted: Filters | undefined;
  #filtersAtFirst: Filters | undefined;
  /** By facet; other functions whenever the filters are others. */
  #finders = new Map<string, (typed: string) => Promise<readonly ValueCounts[]>>();
  /** Something was pressed since it was opened: back leads before all of it. */
  #isFurther = false;
  #place: Record<string, string> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    const { host } = this.getRootNode() as ShadowRoot;
    const { bottom, left } = (host.shadowRoot?.querySelector('.toggle') ?? host).getBoundingClientRect();
    const top = Math.max(8, Math.min(bottom + 8, innerHeight - MIN_HEIGHT));
    this.#place = { '--panel-top': `${Math.round(top)}px`, '--panel-left': `${Math.round(Math.max(8, left))}px` };
  }

  protected override willUpdate(): void {
    if (this.#filters.value !== this.#counted) void this.#count(this.#filters.value);
  }

  async #count(filters: Filters): Promise<void> {
    this.#counted = filters;
    for (const { facet, find } of PANEL_FACETS) if (find) this.#finders.set(facet, this.#finderOf(facet));
    try {
      const counts = await this.#ask({ facets: COUNTED, ranges: { [LENGTH_FIELD]: [...LENGTHS] } });
      if (filters === this.#counted) this.counts = counts;
      this.error = '';
    } catch (error) {
      this.error = errorText(error);
    }
  }

  #ask(request: Parameters<NonNullable<typeof store.privet>['filterCounts']>[0]): Promise<FilterCounts> {
    const rules = this.ofCatalog ? { where: store.state.filters, ofCatalog: true } : store.list.rules;
    return store.privet!.filterCounts({ ...rules, ...request });
  }

  #finderOf(facet: string) {
    return async (find: string) => (await this.#ask({ facets: [facet], find, limit: FOUND_VALUES })).facets[facet]!;
  }

  protected override render() {
    return html`<modal-sheet label="Filters" .close=${this.close} ${cssVars(this.#place)}><div class="panel"><h2>Filters</h2>
      ${this.error ? html`<p role="alert">The films could not be counted. ${this.error}</p>` : nothing}
      ${this.counts ? PANEL_FACETS.map((of) => this.#section(of, this.counts!)) : nothing}
      <footer><p role="status" aria-live="polite">${this.counts ? plural(this.counts.numItems, 'film') : 'Counting'}</p>
        ${isNarrowed(this.#filters.value) ? html`<button class="button plain" type="button" @click=${() => this.#narrow({})}>Clear all</button>` : nothing}
        <button class="button primary" type="button" @click=${this.close}>Done</button></footer></div></modal-sheet>`;
  }

  #section(of: PanelFacet, counts: FilterCounts) {
    const { facet } = of;
    const condition = conditionIn(this.#filters.value, facet);
    const values = counts.facets[facet] ?? [];
    if (!of.find && values.length === 0) return nothing;
    const section = html`<facet-section .of=${of} .condition=${condition} .counts=${values} .find=${this.#finders.get(facet)}
      ?open=${this.#isOpenAtFirst(facet)} .choose=${(value: string, list?: ValueList) => this.#choose(facet, value, list)}>
      ${facet === 'decade' ? this.#years() : nothing}</facet-section>`;
    return facet === 'decade' ? html`${section}${this.#lengths(counts)}` : section;
  }

  /** What is chosen meanwhile is open already; what is taken off stays so. */
  #isOpenAtFirst(field: string): boolean {
    this.#filtersAtFirst ??= this.#filters.value;
    const isChosen = (name: string) => Object.hasOwn(this.#filtersAtFirst!, name);
    return OPEN_FIRST.has(field) || isChosen(field) || (field === 'decade' && isChosen(YEAR_FIELD));
  }

  #years() {
    const { min, max } = conditionIn(this.#filters.value, YEAR_FIELD);
    const field = (label: string, value: number | undefined, name: 'min' | 'max') =>
      html`<label>${label}<input type="number" inputmode="numeric" min="1890" max="2100" .value=${String(value ?? '')} @change=${(event: Event) => this.#setYear(name, event)}></label>`;
    return html`<div class="range" role="group" aria-label="Years">${field('From', min, 'min')}${field('to', max, 'max')}</div>`;
  }

  #setYear(name: 'min' | 'max', event: Event): void {
    const input = event.target as HTMLInputElement;
    const { [name]: _, ...other } = conditionIn(this.#filters.value, YEAR_FIELD);
    const year = input.validity.valid && input.value !== '' ? Number(input.value) : undefined;
    const { min, max }: Condition = { ...other, ...(year !== undefined && { [name]: year }) };
    const isTurned = min !== undefined && max !== undefined && min > max;
    this.#set(
      YEAR_FIELD,
      isTurned ? { min: max, max: min } : { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    );
  }

  #lengths({ ranges }: FilterCounts) {
    const asked = conditionIn(this.#filters.value, LENGTH_FIELD);
    const constraints = constraintsOf({ [LENGTH_FIELD]: asked });
    return html`<details ?open=${this.#isOpenAtFirst(LENGTH_FIELD)}><summary><h3>Length</h3><span class="chosen clipped">${groupWords(constraints)}</span></summary>
      <div class="values" role="group" aria-label="Length">${LENGTHS.map((range, i) => {
        const isOn = range.min === asked.min && range.max === asked.max;
        const count = ranges[LENGTH_FIELD]?.[i] ?? 0;
        const isDead = count === 0 && !isOn;
        const words = constraintWords({ field: LENGTH_FIELD, list: 'range', ...range });
        const press = () => isDead || this.#set(LENGTH_FIELD, isOn ? {} : range);
        return html`<button class="chip" type="button" aria-pressed=${isOn} aria-disabled=${isDead} @click=${press}><span>${words}</span>${isOn ? nothing : html`<span class="count" aria-hidden="true">${count.toLocaleString('en-GB')}</span><span class="visually-hidden">, ${isDead ? 'no film would be left' : plural(count, 'film')}</span>`}</button>`;
      })}</div></details>`;
  }

  #choose(facet: string, value: string, list: ValueList | undefined): void {
    this.#narrow(withValue(store.state.filters, facet, value, list));
  }

  #set(field: string, condition: Condition): void {
    this.#narrow(withCondition(store.state.filters, field, condition));
  }

  #narrow(filters: Filters): void {
    void store.list.narrow(filters, this.#isFurther);
    this.#isFurther = true;
  }
}
