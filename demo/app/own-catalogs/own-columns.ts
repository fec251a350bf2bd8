// <own-columns>: the columns of a file, each with what it was taken for and what stands in its first rows, to be corrected
// before anything is built. One below the other, so that all are seen on a phone too.
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

/** Of a column's first values. */
const NUM_EXAMPLES = 4;

const ROLES = COLUMN_ROLES.map((role) => [role, WORDS[role]] as const);

@customElement('own-columns')
export class OwnColumns extends AppElement {
  static override styles = css`
    ol {
      margin: var(--space-4) 0;
      ${card('m')}
    }
    li {
      ${stack(1, 4)}
      grid-template-columns: minmax(0, 1fr);
      align-items: center;
      padding: var(--space-3) var(--space-4);
      border-bottom: 1px solid var(--line);
    }
    li:last-child {
      border-bottom: 0;
    }
    .examples {
      ${clamp(2)} ${soft}
      overflow-wrap: anywhere;
    }
    .problem {
      font-weight: 600;
    }
    @media (min-width: 48rem) {
      li {
        grid-template-columns: minmax(0, 1fr) 15rem minmax(0, 2fr);
      }
    }
    select,
    input {
      ${field}
      min-height: max(2.5rem, var(--finger));
    }
    select {
      width: 100%;
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
      <ol aria-label="The columns of ${preview.fileName}">${preview.columns.map((column, i) => this.#column(column, i))}</ol>
      <div class="notes"><p>${plural(preview.numRows, 'row')} in ${preview.fileName}.</p>${preview.notes.map((note) => html`<p>${note}</p>`)}
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}</div>
      <div class="actions wide above-4"><button class="button primary" type="button" ?disabled=${isBusy || problem !== undefined} @click=${() => this.own.create()}>
          ${isBusy ? 'Keeping it' : 'Build the catalog'}</button>
        <button class="button plain" type="button" @click=${() => this.own.dropDraft()}>Choose another file</button></div>`;
  }

  /** What it was taken for, and what stands in its first rows. */
  #column({ name, ...guess }: Draft['preview']['columns'][number], column: number) {
    const role = this.draft.roles[column]!;
    const choose = (value: string) => this.own.setRole(column, value as ColumnRole);
    const said =
      role === guess.role ? (guess.why ?? (guess.certainty === 'sure' ? undefined : guess.certainty)) : undefined;
    const examples = this.draft.preview.rows.map((row) => row[column]).filter(Boolean);
    return html`<li><p class="bold breaks">${name}${said ? html` <small class="soft">${said}</small>` : nothing}</p>
      ${menu(`What ${name} is`, ROLES, role, choose)}<p class="examples">${examples.slice(0, NUM_EXAMPLES).join(' · ') || 'Empty in the first rows'}</p></li>`;
  }
}
