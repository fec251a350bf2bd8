// <film-dialog>: a film's page, open over the list: what it is, what the person said of it, why it stands where it
// does, films like it, what to take instead and what goes with it. Its head has the colours of its poster.
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Companions, ItemDetails, ItemSummary, Reason } from '../../sdk/index.ts';
import { posterRecipe } from '../art/recipe.ts';
import { ListCovers } from '../art/worn-covers.ts';
import { AppElement } from '../design/app-element.ts';
import { cssVars } from '../design/css-vars.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { errorText, marksText, sentenceCase } from '../shell/words.ts';
import { filmDialogStyles } from './film-dialog-styles.ts';
import '../list/film-card.ts';
import '../art/film-poster.ts';
import '../map/map-thumb.ts';
import '../shell/modal-sheet.ts';
import '../list/opinion-buttons.ts';
import './evening-panel.ts';
import './share-film.ts';
import './why-panel.ts';

/** Films in a row. */
const ROW_FILMS = 6;
const MOST_SHARED = 2;
const REASONS = 6;
const NAMELESS =
  'This address names no film. Which one was open is known only in the tab that opened it, and there until everything is erased. To keep a film or to send it, copy the link on its page.';

/** What the catalog calls a detail, and what people do. */
const FACTS: readonly (readonly [string, string])[] = [
  ['otherTitles', 'Also known as'],
  ['director', 'Director'],
  ['cast', 'With'],
  ['year', 'Year'],
  ['runningTime', 'Length'],
  ['distributor', 'Distributor'],
  ['imdbRating', 'IMDb'],
  ['rottenTomatoes', 'Rotten Tomatoes'],
  ['worldwideGross', 'Worldwide gross'],
];

@customElement('film-dialog')
export class FilmDialog extends AppElement {
  static override styles = filmDialogStyles;

  /** Undefined where nobody knows any more which film it was. */
  @property() itemId: string | undefined;
  @state() private item: ItemDetails | undefined;
  @state() private similar: readonly ItemSummary[] | undefined;
  @state() private substitutes: Companions | undefined;
  @state() private goesWith: Companions | undefined;
  @state() private reasons: readonly Reason[] | undefined;
  @state() private error = '';
  #similarCovers = new ListCovers(this);
  #substituteCovers = new ListCovers(this);
  #goesWithCovers = new ListCovers(this);
  #marks = new FromStore(this, (state) => state.marks);
  #tasteVersion = new FromStore(this, (state) => state.tasteVersion);
  #explainedVersion = -1;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.itemId === undefined) return;
    if (changed.has('itemId')) this.#load(this.itemId);
    else if (this.#tasteVersion.value !== this.#explainedVersion) this.#explain(this.itemId);
  }

  async #load(itemId: string): Promise<void> {
    this.item = this.similar = this.reasons = this.substitutes = this.goesWith = undefined;
    this.error = '';
    try {
      const item = await store.privet!.item(itemId);
      if (itemId !== this.itemId) return;
      this.item = item;
      this.#explain(itemId);
      const { items } = await store.privet!.similar(itemId, { count: ROW_FILMS });
      if (itemId !== this.itemId) return;
      this.similar = items;
      this.#loadRows(itemId);
    } catch (error) {
      if (itemId === this.itemId) this.error = errorText(error);
    }
  }

  /** Without these rows it is a film's page all the same. */
  async #loadRows(itemId: string): Promise<void> {
    const none: Companions = { items: [], shared: [], requestId: '', latencyMs: 0 };
    const orNone = (error: unknown) => {
      console.warn(error);
      return none;
    };
    const substitutes = await store.privet!.substitutes(itemId, { count: ROW_FILMS }).catch(orNone);
    if (itemId === this.itemId) this.substitutes = substitutes;
    const goesWith = await store.privet!.goesWith([itemId], { count: ROW_FILMS }).catch(orNone);
    if (itemId === this.itemId) this.goesWith = goesWith;
  }

  /** Reasons that are on screen stay until the new ones are there. */
  async #explain(itemId: string): Promise<void> {
    this.#explainedVersion = this.#tasteVersion.value;
    try {
      const reasons = await store.privet!.explain(itemId, { count: REASONS });
      if (itemId === this.itemId) this.reasons = reasons;
    } catch (error) {
      if (itemId === this.itemId) this.error = errorText(error);
    }
  }

  protected override render() {
    const item = this.itemId === undefined ? undefined : this.item;
    const missing = this.itemId === undefined ? NAMELESS : this.error;
    return html`<modal-sheet label=${item?.title ?? 'Film'}>
      ${item ? this.#page(item) : missing ? html`<div class="failed"><h1>Not here</h1><p>${missing}</p></div>` : this.#bones()}
    </modal-sheet>`;
  }

  #bones() {
    return html`<div class="head"><div class="poster bone"></div></div><div class="body"><div class="bone line"></div><div class="bone line"></div></div>`;
  }

  #page(item: ItemDetails) {
    const { palette } = posterRecipe(item.itemId, item.facets);
    const marks = this.#marks.value.get(item.itemId) ?? {};
    const said = marksText(marks);
    return html`<div class="head" ${cssVars({ '--ground': palette.ground, '--lettering': palette.ink })}>
        <film-poster class="poster" .item=${item}></film-poster>
        <div class="name"><h1>${item.title}</h1><p>${this.#headline(item)}</p></div></div>
      <div class="body">
        <div class="opinion"><opinion-buttons labelled .item=${item} .marks=${marks}></opinion-buttons>
          <p class="soft">${said ? `${said}. Press again to take it back.` : 'You have not said anything about it.'}</p></div>
        ${this.#story(item)}
        <share-film .item=${item}></share-film>
        <section><h2>Why is it here?</h2>${this.error ? html`<p>${this.error}</p>` : html`<why-panel .reasons=${this.reasons}></why-panel>`}</section>
        <section><h2>Facts</h2><dl>${FACTS.map(([name, label]) => fact(label, item.details[name]))}
          ${fact('Genre', item.facets.genre?.join(', '))}${fact('Kind of story', item.facets.creativeType?.join(', '))}
          ${fact('Set in', sentenceCase([item.details.place, item.facets.era?.[0]].filter(Boolean).join(', ')))}
          ${fact('Made for', sentenceCase(item.facets.audience?.[0]))}${fact('Pace', sentenceCase(item.details.pace))}
          ${fact('Contains', sentenceCase(item.facets.cautions?.join(', ')))}
          ${fact('Made from', item.facets.source?.join(', '))}${fact('Country', item.facets.country?.join(', '))}${fact('Rated', item.facets.board?.join(', '))}</dl></section>
        <map-thumb .itemId=${item.itemId}></map-thumb>
        <section><h2>Films like it</h2>${this.#row(this.similar, this.#similarCovers)}</section>
        ${this.#companions('Instead of it', this.substitutes, this.#substituteCovers)}${this.#companions('Goes with it', this.goesWith, this.#goesWithCovers)}
        <evening-panel .item=${item}></evening-panel></div>`;
  }

  /** What happens, and how it feels; each mood and theme leads to the films that share it. */
  #story({ details, facets }: ItemDetails) {
    if (!details.logline) return nothing;
    const links = (facet: string, label: string) =>
      (facets[facet] ?? []).map(
        (value) => html`<li><button class="tag" type="button" title="Show films with this ${label}"
          @click=${() => this.#narrowTo(facet, value)}>${sentenceCase(value)}</button></li>`,
      );
    return html`<section class="story"><p class="logline">${details.logline}</p>
      <ul aria-label="Moods and themes">${links('mood', 'mood')}${links('theme', 'theme')}</ul></section>`;
  }

  #narrowTo(facet: string, value: string): void {
    store.router.close();
    store.list.setFilter(facet, [value]);
  }

  #headline(item: ItemDetails): string {
    const { year, runningTime } = item.details;
    return [year, item.facets.genre?.[0], runningTime].filter(Boolean).join(' · ');
  }

  /** With what most of the row shares with the film. */
  #companions(heading: string, companions: Companions | undefined, covers: ListCovers) {
    if (companions?.items.length === 0) return nothing;
    const shared = companions?.shared.slice(0, MOST_SHARED).map(({ value }) => sentenceCase(value)) ?? [];
    return html`<section><h2>${heading}</h2><p class="soft shared">${shared.length > 0 ? `In common: ${shared.join(' · ')}` : nothing}</p>${this.#row(companions?.items, covers)}</section>`;
  }

  #row(items: readonly ItemSummary[] | undefined, covers: ListCovers) {
    if (!items) return html`<ol>${Array.from({ length: ROW_FILMS }, () => html`<li class="bone small"></li>`)}</ol>`;
    const motifs = covers.of(items);
    return html`<ol>${items.map(
      (item) =>
        html`<li><film-card .item=${item} .motif=${motifs.get(item.itemId)} .marks=${this.#marks.value.get(item.itemId)}></film-card></li>`,
    )}</ol>`;
  }
}

function fact(label: string, value: string | undefined) {
  return value ? html`<div><dt class="soft">${label}</dt><dd>${value}</dd></div>` : nothing;
}
