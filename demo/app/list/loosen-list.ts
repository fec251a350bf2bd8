// <loosen-list>: where the list keeps to so much that hardly a film is left: what could be given up, each alone, with how
// many films come back.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { isNarrowed, loosenings } from '../state/constraints.ts';
import { wishWords } from '../state/wishes.ts';
import { plural } from '../state/words.ts';
import { isCondition } from './constraint-chip.ts';
import { groupWords } from './constraint-words.ts';

/** Something to give up. */
interface Loosening {
  words: string;
  /** Films that there are without it. */
  count: number;
  act(): Promise<void>;
}

const MOST_OFFERED = 6;

@customElement('loosen-list')
export class LoosenList extends SessionElement {
  static override styles = css`
    :host {
      margin: var(--space-6) 0;
    }
  `;

  @state() private offers: readonly Loosening[] | undefined;
  #items = new FromSession(this, (state) => state.list.items);
  #filters = new FromSession(this, (state) => state.filters);
  #steering = new FromSession(this, (state) => state.steering);
  #countedFor: unknown;

  protected override willUpdate(): void {
    if (this.#items.value !== this.#countedFor) void this.#count(this.#items.value);
  }

  async #count(items: readonly unknown[]): Promise<void> {
    this.#countedFor = items;
    await this.session.list.attempt(async (privet) => {
      const { rules } = this.session.films;
      const numWithout = async (request: object) =>
        (await privet.filterCounts({ ...rules, facets: [], ...request })).numItems;
      const { wishes, where = {} } = this.#steering.value;
      const pressed = loosenings(this.#filters.value).map(async ({ constraints, filters }): Promise<Loosening> => {
        const act = () => this.session.list.narrow(filters);
        return { words: groupWords(constraints), count: await numWithout({ where: filters }), act };
      });
      const said = wishes
        .filter((wish) => !wish.isOverruled && isCondition(wish, where))
        .map(async (wish): Promise<Loosening> => {
          const act = () => this.session.steering.unsteer(wish.id);
          return { words: wishWords(wish), count: await numWithout({ without: [wish.id] }), act };
        });
      const all = await Promise.all([...pressed, ...said]);
      if (items !== this.#countedFor) return;
      const more = all.filter(({ count }) => count > items.length);
      this.offers = more.sort((a, b) => b.count - a.count).slice(0, MOST_OFFERED);
    });
  }

  protected override render() {
    const { length } = this.#items.value;
    const only = `Only ${plural(length, 'film')} ${length === 1 ? 'fits' : 'fit'} all of that.`;
    return html`<p>${length === 0 ? 'No film fits all of that.' : only} ${this.#hint()}</p>
      <div class="actions above-3" role="group" aria-label="What to drop">${this.offers?.map(
        (offer) =>
          html`<button class="button" type="button" @click=${() => this.#give(offer)}>Without “${offer.words}”: <b class="even">${plural(offer.count, 'film')}</b></button>`,
      )}<button class="button plain" type="button" @click=${this.#clear}>Clear all</button></div>`;
  }

  #hint() {
    if (!this.offers) return nothing;
    return this.offers.length > 0 ? 'To see more films, drop one:' : 'Dropping one of them is not enough.';
  }

  /** The button goes with what it gives up. */
  async #give({ act }: Loosening): Promise<void> {
    document.querySelector('privet-app')?.focusMain();
    await act();
  }

  async #clear(): Promise<void> {
    document.querySelector('privet-app')?.focusMain();
    if (isNarrowed(this.session.state.filters)) await this.session.list.clearFilters();
    if (this.session.state.steering.wishes.length > 0) await this.session.steering.clear();
  }
}
