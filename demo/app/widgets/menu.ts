// A menu of which one line is chosen: the browser's own.
import { html, nothing } from 'lit';

type Lines = readonly (readonly [value: string, words: string])[];

/** @param label  '' where an element around it names it @param choose  takes the value @param looks  a class */
export function menu(label: string, lines: Lines, chosen: string, choose: (value: string) => void, looks = '') {
  const hear = (event: Event) => choose((event.target as HTMLSelectElement).value);
  return html`<select class=${looks || nothing} aria-label=${label || nothing} @change=${hear}>${lines.map(
    ([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`,
  )}</select>`;
}
