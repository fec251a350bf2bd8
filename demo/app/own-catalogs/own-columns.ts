// <own-columns>: the first rows of a file under what each column was taken for, to be corrected before anything is
// built.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { COLUMN_ROLES, type ColumnRole, problemWith } from '../../../src/visitor-files.ts';
import { AppElement } from '../design/app-element.ts';
import { card, clamp, soft, stack, strong } from '../design/parts.ts';
import { field } from '../design/view-styles.ts';
import { plural } from '../state/words.ts';
import { menu } from '../widgets/menu.ts';
import type { OwnCatalogsSession } from './own-catalogs-session.ts';
import type { Draft } from './own-catalogs-state.ts';

const WORDS: Record<ColumnRole, string> = {
  title: 'Title',
  text: 'Text that describes it',
  facet: 'Kinds or makers',
  year: 'Year',
  rating: 'Rating',
  popularity: 'How many know it',
  id: 'Id',
  fact: 'A fact to show',
  image: 'Picture',
  link: 'Address of its page',
  price: 'Price',
  sale_price: 'Reduced price',
  stock: 'In stock',
  brand: 'Brand',
  category: 'Category',
  tags: 'Tags',
  date: 'Date',
  group: 'What it is a variant of',
  vector: 'Vector',
  ignore: 'Left out',
};

const ROLES = COLUMN_ROLES.map((role) => [role, WORDS[role]] as const);

@customElement('own-columns')
export class OwnColumns extends AppElement {
  static override styles = css`
    .scroll {
      margin: var(--space-4) 0;
      ${card('m')}
      overflow: auto;
      overscroll-behavior-x: contain;
    }
    table {
      border-collapse: collapse;
      font-size: var(--text-s);
    }
    th,
    td {
      min-width: 12.5rem;
      max-width: 20rem;
      padding: var(--space-3) var(--space-4);
      vertical-align: top;
      border-bottom: 1px solid var(--line);
      text-align: left;
    }
    tr:last-child td {
      border-bottom: 0;
    }
    th {
      background: var(--sunken);
      font-weight: 600;
    }
    th span {
      max-width: 14rem;
      margin-bottom: var(--space-2);
    }
    td p {
      ${clamp(3)}
      overflow-wrap: anywhere;
    }
    td.text {
      min-width: 20rem;
    }
    .ignore {
      opacity: 0.5;
    }
    .title,
    .problem {
      font-weight: 600;
    }
    select,
    input {
      ${field}
      min-height: max(2.5rem, var(--finger));
    }
    th select {
      width: 100%;
      font-weight: 400;
    }
    .name {
      ${stack(1)}
      max-width: 24rem;
      ${strong}
    }
    .notes {
      ${stack(1)} ${soft}
    }
    .actions {
      align-items: center;
    }
  `;

  @property({ attribute: false }) own!: OwnCatalogsSession;
  @property({ attribute: false }) draft!: Draft;

  protected override render() {
    const { preview, roles, name, isBusy } = this.draft;
    const problem = problemWith(roles);
    return html`<label class="name">Name of the catalog
        <input maxlength="80" autocomplete="off" .value=${name} @input=${(event: Event) => this.own.setName((event.target as HTMLInputElement).value)}></label>
      <div class="scroll" tabindex="0" role="region" aria-label="The first rows of ${preview.fileName}">
        <table><thead><tr>${preview.columns.map((column, i) => this.#head(column, i))}</tr></thead>
          <tbody>${preview.rows.map(
            (row) => html`<tr>${row.map((text, i) => html`<td class=${roles[i]!}><p>${text}</p></td>`)}</tr>`,
          )}</tbody></table></div>
      <div class="notes"><p>${plural(preview.numRows, 'row')} in ${preview.fileName}.</p>${preview.notes.map((note) => html`<p>${note}</p>`)}
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}</div>
      <div class="actions wide above-4"><button class="button primary" type="button" ?disabled=${isBusy || problem !== undefined} @click=${() => this.own.create()}>
          ${isBusy ? 'Keeping it' : 'Build the catalog'}</button>
        <button class="button plain" type="button" @click=${() => this.own.dropDraft()}>Choose another file</button></div>`;
  }

  #head({ name, ...guess }: Draft['preview']['columns'][number], column: number) {
    const role = this.draft.roles[column]!;
    const choose = (value: string) => this.own.setRole(column, value as ColumnRole);
    const said =
      role === guess.role ? (guess.why ?? (guess.certainty === 'sure' ? undefined : guess.certainty)) : undefined;
    return html`<th scope="col" class=${role}><span class="clipped block" title=${name}>${name}</span>${menu(`What ${name} is`, ROLES, role, choose)}<small class="soft block">${said ?? nothing}</small></th>`;
  }
}
