// <hood-matches>: what the match filter says of tonight's films and of those that it left out: a grade, how likely a judge
// would call it a mistake, and the strongest reason against it.
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ItemSummary, MatchGrade } from '../../../src/sdk/index.ts';
import { size } from '../design/parts.ts';
import { matchWords } from '../list/match-words.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import type { ListState } from '../state/list-state.ts';
import { errorText, plural } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { hoodStyles } from './hood-styles.ts';

/** Of the list, from its top. */
const SHOWN = 23;
const BEST_GRADE = 4;

@customElement('hood-matches')
export class HoodMatches extends SessionElement {
  static override styles = [
    hoodStyles,
    css`
      .bar {
        ${size('100%', '0.5rem')}
        min-width: 7rem;
        margin-top: 0.375rem;
        border-radius: 2px;
        background: var(--sunken);
        fill: var(--leaf);
      }
      .out .bar {
        fill: var(--clay);
      }
      tbody th {
        min-width: 8rem;
      }
      td.wide {
        width: 30%;
      }
    `,
  ];

  @state() private grades: ReadonlyMap<string, MatchGrade> | undefined;
  @state() private error = '';
  #list = new FromSession(this, (state) => state.list);
  #phase = new FromSession(this, (state) => state.phase);
  #askedFor: ListState | undefined;

  protected override willUpdate(): void {
    if (this.#phase.value !== 'ready' || this.#list.value === this.#askedFor) return;
    this.#askedFor = this.#list.value;
    void this.#ask(this.#list.value);
  }

  /** The first of the list, then what was left out of it. */
  #films(): { item: ItemSummary; isOut: boolean }[] {
    const { items, leftOut = [] } = this.#list.value;
    const shown = items.slice(0, SHOWN).map((item) => ({ item, isOut: false }));
    return [...shown, ...leftOut.map((item) => ({ item, isOut: true }))];
  }

  async #ask(list: ListState): Promise<void> {
    try {
      const grades = await this.session.privet!.matchGrades(this.#films().map(({ item }) => item.itemId));
      if (list !== this.#askedFor) return;
      this.grades = new Map(grades.map((grade) => [grade.itemId, grade]));
      this.error = '';
    } catch (error) {
      this.error = errorText(error);
    }
  }

  protected override render() {
    return html`<h2>What the match filter says</h2>
      <p class="intro">Of each film of tonight’s list, how well it suits you: from 0, a mistake, to ${BEST_GRADE}, surely. Beside it, how likely it is
        that it would be taken for a mistake, and what speaks most against it.</p>${this.error ? html`<p class="note" role="alert">${this.error}</p>` : this.#table()}`;
  }

  #table() {
    const { grades } = this;
    if (!grades) return html`<p class="note" role="status">Asking.</p>`;
    const films = this.#films().filter(({ item }) => grades.has(item.itemId));
    if (films.length === 0)
      return html`<p class="note">Nothing yet: it says something once you rate a film, or say what you want tonight.</p>`;
    const numOut = films.filter(({ isOut }) => isOut).length;
    return html`<p class="note">${numOut === 0 ? 'Nothing was left out of the last answer.' : `${plural(numOut, 'film')} left out of the last answer, at the end of the table.`}</p>
      <div class="scroll" role="region" aria-label="Grades of tonight’s films" tabindex="0"><table>
        <thead><tr><th scope="col">Film</th><th scope="col" class="wide"><span class="visually-hidden">Grade, drawn</span></th><th scope="col" class="number">Grade</th><th scope="col" class="number">Mistake</th></tr></thead>
        <tbody>${films.map(({ item, isOut }) => row(item, grades.get(item.itemId)!, isOut))}</tbody></table></div>`;
  }
}

function row({ itemId, title }: ItemSummary, { grade, bad, reason }: MatchGrade, isOut: boolean) {
  const length = Math.min(Math.max(grade, 0), BEST_GRADE);
  return html`<tr class=${isOut ? 'out' : ''}><th scope="row"><a ${filmLink(itemId)}>${title}</a>${isOut ? html` <span class="bad">left out</span>` : ''}<span class="soft">${matchWords(reason)}</span></th>
    <td class="wide"><svg class="bar block" viewBox="0 0 ${BEST_GRADE} 1" preserveAspectRatio="none" aria-hidden="true"><rect width=${length} height="1"></rect></svg></td>
    <td class="number">${length.toFixed(1)}</td><td class="number">${Math.round(100 * bad)}%</td></tr>`;
}
