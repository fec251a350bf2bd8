// What the filter panel asks of numbers: the year, by two fields, and the length, by a press.
import { css, html, nothing } from 'lit';
import type { Condition } from '../../../src/sdk/index.ts';
import { row } from '../design/parts.ts';
import { field } from '../design/view-styles.ts';
import { constraintsOf } from '../state/constraints.ts';
import { constraintWords, groupWords } from './constraint-words.ts';
import { countOf } from './facet-section.ts';
import { LENGTH_FIELD, LENGTHS } from './filter-facets.ts';

export const filterRangeStyles = css`
  .range {
    ${row(3)}
    padding-bottom: var(--space-4);
    font-size: var(--text-s);
  }
  .range input {
    width: 6rem;
    margin-left: var(--space-1);
    ${field}
  }
`;

/** @param set  takes what is asked of the year from now on */
export function yearFields(asked: Condition, set: (condition: Condition) => void) {
  const { min, max } = asked;
  const field = (label: string, value: number | undefined, name: 'min' | 'max') =>
    html`<label>${label}<input type="number" inputmode="numeric" min="1890" max="2100" .value=${String(value ?? '')} @change=${(event: Event) => set(withYear(asked, name, event.target as HTMLInputElement))}></label>`;
  return html`<div class="range" role="group" aria-label="Years">${field('From', min, 'min')}${field('to', max, 'max')}</div>`;
}

/** Two years that stand the wrong way round change places. */
function withYear(asked: Condition, name: 'min' | 'max', input: HTMLInputElement): Condition {
  const { [name]: _, ...other } = asked;
  const year = input.validity.valid && input.value !== '' ? Number(input.value) : undefined;
  const { min, max }: Condition = { ...other, ...(year !== undefined && { [name]: year }) };
  if (min !== undefined && max !== undefined && min > max) return { min: max, max: min };
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

export interface LengthChoice {
  asked: Condition;
  /** Films by the place in `LENGTHS`; undefined until they are counted. */
  counts: readonly number[] | undefined;
  /** Of them all. */
  most: number;
  isOpen: boolean;
  /** Takes what is asked of the length from now on. */
  set(condition: Condition): void;
}

export function lengthSection({ asked, counts, most, isOpen, set }: LengthChoice) {
  return html`<details ?open=${isOpen}><summary><h3>Length</h3><span class="chosen clipped">${groupWords(constraintsOf({ [LENGTH_FIELD]: asked }))}</span></summary>
    <div class="values" role="group" aria-label="Length">${LENGTHS.map((range, i) => {
      const isOn = range.min === asked.min && range.max === asked.max;
      const isDead = counts?.[i] === 0 && !isOn;
      const words = constraintWords({ field: LENGTH_FIELD, list: 'range', ...range });
      const press = () => isDead || set(isOn ? {} : range);
      return html`<button class="chip" type="button" aria-pressed=${isOn} aria-disabled=${isDead} @click=${press}><span>${words}</span>${isOn ? nothing : countOf(counts?.[i], most)}</button>`;
    })}</div></details>`;
}
