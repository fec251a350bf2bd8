// The facts of a film, a line each: people and terms that other films share lead on to them.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemDetails } from '../../../src/sdk/index.ts';
import { bare, stack } from '../design/parts.ts';
import type { FilmSession } from '../session/film-session.ts';
import { progressBeside, seenFilms } from '../session/progress.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import type { Filters } from '../state/list-state.ts';
import { sentenceCase } from '../state/words.ts';

const NAMES = 'people';
/** What is said of films without any caution. */
const WITHOUT_CAUTION = 'nothing of these';
/** What is not known to be in it. */
const MAYBE = 'maybe ';

/** With its facet where it leads on to the films that share it. */
interface Value {
  value: string;
  facet?: string;
  /** Said before it, and behind it. */
  before?: string;
  note?: string;
}

@customElement('film-facts')
export class FilmFacts extends SessionElement {
  static override styles = css`
    dl {
      ${stack(0, 6)}
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    }
    div {
      ${stack(2)}
      grid-template-columns: 5.25rem minmax(0, 1fr);
      line-height: 1.6;
    }
    button {
      display: inline;
      ${bare}
      text-align: left;
      text-decoration: underline;
      text-decoration-color: var(--line-strong);
      text-underline-offset: 0.2em;
    }
    button:hover {
      text-decoration-color: currentcolor;
    }
    @media (pointer: coarse) {
      div {
        line-height: 1.62;
      }
    }
  `;

  @property({ attribute: false }) item!: ItemDetails;
  /** Warnings and the ending are shown: both may give something away. */
  @state() private isTold = false;
  /** Names that another film has too. */
  @state() private shared: ReadonlySet<string> = new Set();
  /** How many of the films of a director, or of a list of the best, the person has seen: `seen 5 of 9 here`. */
  @state() private seenOf: ReadonlyMap<string, string> = new Map();
  readonly #taps = new FromSession(this, (state) => state.taps);
  #countedTaps: unknown;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const isNew = changed.has('item');
    if (isNew || this.#countedTaps !== this.#taps.value) void this.#countSeen(this.item, isNew);
    if (!isNew) return;
    this.isTold = false;
    void this.#findShared(this.item);
  }

  /** What is on screen stays until it is counted anew. */
  async #countSeen(item: ItemDetails, isNew: boolean): Promise<void> {
    this.#countedTaps = this.#taps.value;
    if (isNew) this.seenOf = new Map();
    const found = await progressBeside(this.session.privet!, item, seenFilms(this.session.state)).catch(() => []);
    const begun = found.filter(({ numSeen, films }) => numSeen > 0 && films.length > 1);
    const words = begun.map(({ value, numSeen, films }) => [value, `seen ${numSeen} of ${films.length} here`] as const);
    if (item === this.item) this.seenOf = new Map(words);
  }

  /** A name that leads nowhere is no link. */
  async #findShared(item: ItemDetails): Promise<void> {
    this.shared = new Set();
    const names = item.facets[NAMES] ?? [];
    const counts = await Promise.all(
      names.map((name) => this.session.privet!.matching({ [NAMES]: [name] }).then(({ length }) => length)),
    ).catch((): number[] => []);
    if (item === this.item) this.shared = new Set(names.filter((_, i) => (counts[i] ?? 0) > 1));
  }

  protected override render() {
    const { facets, details } = this.item;
    const terms = (...names: string[]): Value[] =>
      names.flatMap((facet) => (facets[facet] ?? []).map((value) => ({ facet, value })));
    const text = (value: string | undefined): Value[] => (value ? [{ value }] : []);
    return html`<dl class="small">
      ${this.#fact('Also', text(details.otherTitles))}
      ${this.#fact('Director', this.#withSeen(this.#names(details.director)))}
      ${this.#fact('With', this.#names(details.cast))}
      ${this.#fact('Year, length', [...text(details.year), ...terms('decade'), ...text(details.runningTime)])}
      ${this.#fact('From', [...terms('country'), ...terms('language').map((one) => ({ ...one, before: 'in ' }))])}
      ${this.#fact('Genre', terms('genre', 'form'))}
      ${this.#fact('Mood', terms('mood'))}
      ${this.#fact('About', terms('theme'))}
      ${this.#fact('Set in', [...text(details.place), ...terms('era', 'season')])}
      ${this.#fact('Series', terms('franchise'))}
      ${this.#fact('For', [...terms('audience', 'board'), ...text(details.fromAge && `from age ${details.fromAge}`), ...text(details.pace && `${details.pace} pace`)])}
      ${this.#fact('Contains', terms('cautions'))}
      ${this.#fact('Won', text(details.won))}
      ${this.#fact('On lists', this.#withSeen(terms('canon')))}
      ${this.#fact('Ratings', [...text(details.imdbRating && `IMDb ${details.imdbRating.split(' ')[0]}`), ...text(details.rottenTomatoes && `Rotten Tomatoes ${details.rottenTomatoes}`)])}
      ${this.#more(terms, text)}
    </dl>`;
  }

  /** Behind a press: what few ask for, and what may give something away. */
  #more(terms: (...names: string[]) => Value[], text: (value: string | undefined) => Value[]) {
    const { distributor, worldwideGross } = this.item.details;
    if (!this.isTold) {
      return html`<div><dt class="quiet">More</dt><dd><button type="button" @click=${this.#tellAll}>Show warnings and how it ends</button></dd></div>`;
    }
    const warnings = terms('warnings');
    const unsure = warnings.filter(({ value }) => value.startsWith(MAYBE));
    const sure = warnings.filter(({ value }) => !value.startsWith(MAYBE));
    const plain = unsure.map(({ value }) => ({ value: value.slice(MAYBE.length) }));
    return html`${this.#fact('Story', terms('creativeType', 'source'))}
      ${this.#fact('Cinemas', [...text(distributor), ...text(worldwideGross && `earned ${worldwideGross}`)])}
      ${this.#fact('Warnings', sure)}${this.#fact('Perhaps', plain)}${this.#fact('Ending', terms('ending'))}`;
  }

  async #tellAll(): Promise<void> {
    this.isTold = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.told')?.focus();
  }

  #names(list: string | undefined): Value[] {
    const names = list?.split(', ') ?? [];
    return names.map((value) => (this.shared.has(value) ? { facet: NAMES, value } : { value }));
  }

  #withSeen(values: readonly Value[]): Value[] {
    return values.map((one) => ({ ...one, note: this.seenOf.get(one.value) ?? '' }));
  }

  /** Nothing where nothing is known. */
  #fact(label: string, values: readonly Value[]) {
    if (values.length === 0) return nothing;
    const isTold = ['Story', 'Cinemas', 'Warnings', 'Perhaps', 'Ending'].includes(label);
    return html`<div class=${isTold ? 'told' : ''} tabindex=${isTold ? -1 : nothing}><dt class="quiet">${label}</dt><dd class="breaks">${values.map(
      ({ facet, value, before = '', note }, i) => {
        const said = value === WITHOUT_CAUTION ? 'nothing to warn of' : value.replace(/ ending$/, '');
        const words = i === 0 ? sentenceCase(said) : said;
        return html`${i > 0 ? ', ' : ''}${before}${facet ? leadingOn(this.session, facet, value, words) : words}${note ? html` <span class="quiet">(${note})</span>` : nothing}`;
      },
    )}</dd></div>`;
  }
}

function leadingOn(session: FilmSession, facet: string, value: string, words: string) {
  return html`<button type="button" title="Show films with this: ${value}" @click=${() => showFilmsWith(session, { [facet]: [value] })}>${words}</button>`;
}

/** The list, narrowed to what the films share and to nothing else. Back returns to the film. */
async function showFilmsWith(session: FilmSession, where: Filters): Promise<void> {
  if (session.state.search) await session.search.ask('');
  session.router.goHome(where); // the list follows its entry
  // The page that the keyboard was on is gone, and what had it before is not what was asked for.
  requestAnimationFrame(() => document.querySelector('privet-app')?.focusMain());
}
