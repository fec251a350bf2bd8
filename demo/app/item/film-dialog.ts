// <film-dialog>: a film's page, open over the list: what it is, what the person said of it, why it stands where it
// does, films like it, what to take instead and what goes with it. Its head has the colours of its poster. The head is
// there at once; what is below it comes from the top down, one part a task, so that no finger waits for the whole page.
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type Companions,
  type ItemDetails,
  type ItemSummary,
  type Reason,
  RequestError,
} from '../../../src/sdk/index.ts';
import { posterRecipe } from '../art/recipe.ts';
import { cssVars } from '../design/css-vars.ts';
import { InTurn } from '../design/in-turn.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { errorText, predictedWords, sentenceCase } from '../state/words.ts';
import { filmDialogStyles } from './film-dialog-styles.ts';
import { ROW_FILMS } from './film-row.ts';
import { saidOf } from './said-of.ts';
import '../art/film-poster.ts';
import '../map/map-thumb.ts';
import '../widgets/modal-sheet.ts';
import '../list/opinion-buttons.ts';
import './evening-panel.ts';
import './film-facts.ts';
import './share-film.ts';
import './unknown-film.ts';
import './why-panel.ts';

const MOST_SHARED = 2;
const REASONS = 4;
/** Of the page, below its head. */
const NUM_PARTS = 7;
/** With fewer, no stars are foretold. */
const MIN_RATINGS = 10;

@customElement('film-dialog')
export class FilmDialog extends SessionElement {
  static override styles = filmDialogStyles;

  /** Undefined where nobody knows any more which film it was. */
  @property() itemId: string | undefined;
  @state() private item: ItemDetails | undefined;
  @state() private similar: readonly ItemSummary[] | undefined;
  @state() private substitutes: Companions | undefined;
  @state() private goesWith: Companions | undefined;
  @state() private reasons: readonly Reason[] | undefined;
  /** What the person would give it, in a sentence; '' where that is not sure. */
  @state() private stars = '';
  @state() private error = '';
  @state() private isUnknown = false;
  /** What goes with the film stands in the panel of the evening. */
  @state() private isEvening = false;
  #inTurn = new InTurn(this);
  #marks = new FromSession(this, (state) => state.marks);
  #taps = new FromSession(this, (state) => state.taps);
  #tasteVersion = new FromSession(this, (state) => state.tasteVersion);
  #explainedVersion = -1;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.itemId === undefined) return;
    if (changed.has('itemId')) this.#load(this.itemId);
    else if (this.#tasteVersion.value !== this.#explainedVersion) {
      void this.#tellStars(this.itemId);
      void this.#explain(this.itemId);
    }
  }

  /** Whether the page is still open at this film: what comes late for another one is dropped, and nothing more is asked. */
  #isAt(itemId: string): boolean {
    return this.isConnected && itemId === this.itemId;
  }

  async #load(itemId: string): Promise<void> {
    this.item = this.similar = this.reasons = this.substitutes = this.goesWith = undefined;
    this.error = this.stars = '';
    this.isUnknown = this.isEvening = false;
    this.#inTurn.begin(0);
    // Not before the rows are there: it takes ten times as long as they do.
    this.#explainedVersion = this.#tasteVersion.value;
    try {
      const item = await this.session.privet!.item(itemId);
      if (!this.#isAt(itemId)) return;
      this.item = item;
      this.#inTurn.begin(NUM_PARTS);
      this.#focusHeading();
      void this.#tellStars(itemId);
      const { items } = await this.session.privet!.similar(itemId, { count: ROW_FILMS });
      if (!this.#isAt(itemId)) return;
      this.similar = items;
      await this.#loadRows(itemId, items);
      if (this.#isAt(itemId) && !this.reasons) await this.#explain(itemId);
    } catch (error) {
      if (!this.#isAt(itemId)) return;
      this.isUnknown = !this.item && error instanceof RequestError;
      this.error = errorText(error);
    } finally {
      if (this.#isAt(itemId) && !this.item) this.#focusHeading();
    }
  }

  /** Without these rows it is a film's page all the same. No film stands in two of them. */
  async #loadRows(itemId: string, similar: readonly ItemSummary[]): Promise<void> {
    const none: Companions = { items: [], shared: [], requestId: '', latencyMs: 0 };
    const orNone = (error: unknown) => {
      console.warn(error);
      return none;
    };
    const request = { count: ROW_FILMS, exclude: idsOf(similar) };
    const substitutes = await this.session.privet!.substitutes(itemId, request).catch(orNone);
    if (!this.#isAt(itemId)) return;
    this.substitutes = substitutes;
    const exclude = [...request.exclude, ...idsOf(substitutes.items)];
    const goesWith = await this.session.privet!.goesWith([itemId], { count: ROW_FILMS, exclude }).catch(orNone);
    if (this.#isAt(itemId)) this.goesWith = goesWith;
  }

  /** Without them it is a film's page all the same. */
  async #tellStars(itemId: string): Promise<void> {
    if (!this.#mayTellStars(itemId)) return;
    const told = await this.session.privet!.predictedRatings([itemId]).catch(() => undefined);
    if (!this.#isAt(itemId)) return;
    const [prediction] = told?.items ?? [];
    this.stars = told && prediction ? predictedWords(prediction.stars, told.numRatings) : '';
  }

  #mayTellStars(itemId: string): boolean {
    const ratings = (this.#taps.value ?? []).filter(({ event }) => event.type === 'rate');
    return ratings.length >= MIN_RATINGS && this.#marks.value.get(itemId)?.stars === undefined;
  }

  /** A screen reader begins there, with the film or with why there is none. */
  #focusHeading(): Promise<void> {
    return this.focusDrawn('h1, unknown-film', { preventScroll: true });
  }

  /** Reasons that are on screen stay until the new ones are there. */
  async #explain(itemId: string): Promise<void> {
    this.#explainedVersion = this.#tasteVersion.value;
    try {
      const reasons = await this.session.privet!.explain(itemId, { count: REASONS });
      if (this.#isAt(itemId)) this.reasons = reasons;
    } catch (error) {
      if (this.#isAt(itemId)) this.error = errorText(error);
    }
  }

  protected override render() {
    const item = this.itemId === undefined ? undefined : this.item;
    return html`<modal-sheet label=${item?.title ?? 'Film'}>${item ? this.#page(item) : this.#instead()}</modal-sheet>`;
  }

  #instead() {
    if (this.itemId === undefined || this.isUnknown) return html`<unknown-film .itemId=${this.itemId}></unknown-film>`;
    if (!this.error) return this.#bones();
    return html`<div class="failed"><h1 tabindex="-1">This film could not be opened</h1><p>${this.error}</p></div>`;
  }

  #bones() {
    return html`<div class="head"><div class="poster bone"></div></div><div class="body"><div class="bone line"></div><div class="bone line"></div></div>`;
  }

  #page(item: ItemDetails) {
    const { palette } = posterRecipe(item.itemId, item.facets);
    const { itemId, title } = item;
    const said = saidOf(this.#taps.value ?? [], itemId);
    const marks = this.#marks.value.get(itemId) ?? {};
    return html`<div class="head" ${cssVars({ '--ground': palette.ground, '--lettering': palette.ink })}>
        <film-poster class="poster" untitled .item=${item}></film-poster>
        <div class="name grow"><h1 tabindex="-1">${title}</h1><p>${this.#headline(item)}</p></div></div>
      <div class="body">
        <div class="opinion"><opinion-buttons labelled .item=${item} .marks=${marks}></opinion-buttons>
          <p class="soft">${said ? `${said} Tap again to undo.` : 'Not rated yet.'}</p>
          ${this.#mayTellStars(itemId) ? html`<p class="stars soft">${this.stars}</p>` : nothing}</div>
        ${item.details.logline ? html`<p class="logline">${item.details.logline}</p>` : nothing}
        ${this.#parts(item).slice(0, this.#inTurn.numDrawn)}</div>`;
  }

  /** NUM_PARTS of them, from the top down. */
  #parts(item: ItemDetails) {
    const shown = [this.similar ?? [], this.substitutes?.items ?? []].flatMap(idsOf);
    return [
      html`<section class="facts" aria-label="Facts"><film-facts .item=${item}></film-facts></section>`,
      html`<film-row heading="Films like it" note="Closest in story and mood." .items=${this.similar}></film-row>`,
      html`<section><h2 class="heading">Why is it here?</h2>${this.error ? html`<p>${this.error}</p>` : html`<why-panel .reasons=${this.reasons}></why-panel>`}</section>
        <share-film .item=${item}></share-film>`,
      this.#companions(
        'Similar films, other directors',
        'Much alike, from other people and other series.',
        this.substitutes,
      ),
      this.isEvening
        ? nothing
        : this.#companions('Goes with it', 'Less alike, but good for the same evening.', this.goesWith),
      html`<evening-panel .item=${item} .exclude=${shown} @evening-opened=${this.#beginEvening}></evening-panel>`,
      html`<map-thumb .itemId=${item.itemId}></map-thumb>`,
    ];
  }

  #beginEvening(): void {
    this.isEvening = true;
  }

  #headline(item: ItemDetails): string {
    const { year, runningTime } = item.details;
    return [year, item.facets.genre?.[0], runningTime].filter(Boolean).join(' · ');
  }

  /** What the row is, and what most of it shares with the film. */
  #companions(heading: string, words: string, companions: Companions | undefined) {
    if (companions?.items.length === 0) return nothing;
    const shared = companions?.shared.slice(0, MOST_SHARED).map(({ value }) => sentenceCase(value)) ?? [];
    const inCommon = shared.length > 0 ? ` In common: ${shared.join(' · ')}` : '';
    return html`<film-row heading=${heading} note="${words}${inCommon}" .items=${companions?.items}></film-row>`;
  }
}

const idsOf = (items: readonly ItemSummary[]): string[] => items.map(({ itemId }) => itemId);
