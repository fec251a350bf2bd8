// <filter-panel>: all that the list can be narrowed to, with how many films there would be: below its button on a wide
// screen, a sheet on a phone. What is known stands there at once, and the counts come to it. The list behind it follows
// every press.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Condition, FilterCounts, FilterCountsRequest, ValueCounts, ValueList } from '../../../src/sdk/index.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { cssVars } from '../design/css-vars.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { conditionIn, constraintsOf, isNarrowed, withCondition, withValue } from '../state/constraints.ts';
import type { Filters } from '../state/list-state.ts';
import { errorText, plural } from '../state/words.ts';
import { constraintWords, groupWords } from './constraint-words.ts';
import { facetSectionStyles } from './facet-section-styles.ts';
import { LENGTH_FIELD, LENGTHS, PANEL_FACETS, type PanelFacet, YEAR_FIELD } from './filter-facets.ts';
import '../widgets/modal-sheet.ts';
import { countOf, numFilms } from './facet-section.ts';
import './left-out-line.ts';
import './loosen-list.ts';
import './match-level.ts';
import { row } from '../design/parts.ts';
import { field } from '../design/view-styles.ts';

const COUNTED = PANEL_FACETS.filter(({ find }) => find === undefined).map(({ facet }) => facet);
/** Names that are shown of those that are found. */
const FOUND_VALUES = 12;
/** Facets that show their values at once. */
const OPEN_FIRST: ReadonlySet<string> = new Set(['genre', 'cautions']);
/** Room below the panel's top on a wide screen. */
const MIN_HEIGHT = 600;

@customElement('filter-panel')
export class FilterPanel extends SessionElement {
  static override styles = [
    chipStyles,
    facetSectionStyles,
    css`
      .range {
        ${row(3)}
        padding-bottom: var(--space-4);
      }
      .range input {
        width: 6rem;
        margin-left: var(--space-1);
        ${field}
      }
      .panel {
        padding: var(--space-5) var(--space-5) 0;
      }
      h2 {
        margin-bottom: var(--space-3);
      }
      footer {
        position: sticky;
        bottom: 0;
        ${row(3)}
        margin: 0 calc(-1 * var(--space-5));
        padding: var(--space-3) var(--space-5);
        border-top: 1px solid var(--line);
        background: var(--paper);
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
  #filters = new FromSession(this, (state) => state.filters);
  #facets = new FromSession(this, (state) => state.facets);
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

  #ask(request: FilterCountsRequest): Promise<FilterCounts> {
    const rules = this.ofCatalog ? { where: this.session.state.filters, ofCatalog: true } : this.session.films.rules;
    return this.session.privet!.filterCounts({ ...rules, ...request });
  }

  #finderOf(facet: string) {
    return async (find: string) => (await this.#ask({ facets: [facet], find, limit: FOUND_VALUES })).facets[facet]!;
  }

  protected override render() {
    return html`<modal-sheet label="Filters" .close=${this.close} ${cssVars(this.#place)}><div class="panel"><h2>Filters</h2>
      ${this.error ? html`<p role="alert">The films could not be counted. ${this.error}</p>` : nothing}
      ${PANEL_FACETS.map((of) => this.#section(of))}${this.ofCatalog ? nothing : html`<match-level></match-level>`}
      <footer><p class="grow bold" role="status" aria-live="polite">${this.counts ? plural(this.counts.numItems, 'film') : 'Counting'}</p>
        ${isNarrowed(this.#filters.value) ? html`<button class="button plain" type="button" @click=${() => this.#narrow({})}>Clear all</button>` : nothing}
        <button class="button primary" type="button" @click=${this.close}>Done</button></footer></div></modal-sheet>`;
  }

  /** A facet that no film has a value of goes when that is known. */
  #section(of: PanelFacet) {
    const { facet, find } = of;
    const filters = this.#filters.value;
    const counts = this.counts?.facets[facet];
    const isAbsent = this.counts !== undefined && !counts?.length;
    if (!find && isAbsent) return nothing;
    const section = html`<facet-section .of=${of} .condition=${conditionIn(filters, facet)} .known=${this.#facets.value[facet] ?? []} .counts=${counts} .find=${this.#finders.get(facet)}
      ?open=${this.#isOpenAtFirst(facet)} .choose=${(value: string, list?: ValueList) => this.#choose(facet, value, list)}>
      ${facet === 'decade' ? yearFields(conditionIn(filters, YEAR_FIELD), (condition) => this.#set(YEAR_FIELD, condition)) : nothing}</facet-section>`;
    return facet === 'decade' ? html`${section}${this.#lengths()}` : section;
  }

  #lengths() {
    return lengthSection({
      asked: conditionIn(this.#filters.value, LENGTH_FIELD),
      counts: this.counts?.ranges[LENGTH_FIELD],
      most: numFilms(this.session),
      isOpen: this.#isOpenAtFirst(LENGTH_FIELD),
      set: (condition) => this.#set(LENGTH_FIELD, condition),
    });
  }

  /** What is chosen meanwhile is open already; what is taken off stays so. */
  #isOpenAtFirst(field: string): boolean {
    this.#filtersAtFirst ??= this.#filters.value;
    const isChosen = (name: string) => Object.hasOwn(this.#filtersAtFirst!, name);
    return OPEN_FIRST.has(field) || isChosen(field) || (field === 'decade' && isChosen(YEAR_FIELD));
  }

  #choose(facet: string, value: string, list: ValueList | undefined): void {
    this.#narrow(withValue(this.session.state.filters, facet, value, list));
  }

  #set(field: string, condition: Condition): void {
    this.#narrow(withCondition(this.session.state.filters, field, condition));
  }

  #narrow(filters: Filters): void {
    void this.session.list.narrow(filters, this.#isFurther);
    this.#isFurther = true;
  }
}

/** @param set  takes what is asked of the year from now on */
function yearFields(asked: Condition, set: (condition: Condition) => void) {
  const { min, max } = asked;
  const field = (label: string, value: number | undefined, name: 'min' | 'max') =>
    html`<label>${label}<input type="number" inputmode="numeric" min="1890" max="2100" .value=${String(value ?? '')} @change=${(event: Event) => set(withYear(asked, name, event.target as HTMLInputElement))}></label>`;
  return html`<div class="range small" role="group" aria-label="Years">${field('From', min, 'min')}${field('to', max, 'max')}</div>`;
}

/** Two years that stand the wrong way round change places. */
function withYear(asked: Condition, name: 'min' | 'max', input: HTMLInputElement): Condition {
  const { [name]: _, ...other } = asked;
  const year = input.validity.valid && input.value !== '' ? Number(input.value) : undefined;
  const { min, max }: Condition = { ...other, ...(year !== undefined && { [name]: year }) };
  if (min !== undefined && max !== undefined && min > max) return { min: max, max: min };
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

interface LengthChoice {
  asked: Condition;
  /** Films by the place in `LENGTHS`; undefined until they are counted. */
  counts: readonly number[] | undefined;
  /** Of them all. */
  most: number;
  isOpen: boolean;
  /** Takes what is asked of the length from now on. */
  set(condition: Condition): void;
}

function lengthSection({ asked, counts, most, isOpen, set }: LengthChoice) {
  return html`<details ?open=${isOpen}><summary><h3>Length</h3><span class="chosen clipped">${groupWords(constraintsOf({ [LENGTH_FIELD]: asked }))}</span></summary>
    <div class="values" role="group" aria-label="Length">${LENGTHS.map((range, i) => {
      const isOn = range.min === asked.min && range.max === asked.max;
      const isDead = counts?.[i] === 0 && !isOn;
      const words = constraintWords({ field: LENGTH_FIELD, list: 'range', ...range });
      const press = () => isDead || set(isOn ? {} : range);
      return html`<button class="chip" type="button" aria-pressed=${isOn} aria-disabled=${isDead} @click=${press}><span>${words}</span>${isOn ? nothing : countOf(counts?.[i], most)}</button>`;
    })}</div></details>`;
}
