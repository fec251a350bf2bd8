// <map-view>: the whole catalog as a map of taste, with the person's taps and their list on it; the header's box finds films
// and regions on it. Beside the picture stand the filters (films that do not fit become faint), what the marks mean, and the films around
// the middle as plain links: for the keyboard, for screen readers, and for whoever would rather read.
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { MapLabel } from '../../../src/sdk/index.ts';
import { InTurn } from '../design/in-turn.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { isNarrowed } from '../state/constraints.ts';
import { errorText, plural, sum, wordsOfId } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { loadMap, type MapData } from './map-data.ts';
import { type Mark, marksOf } from './marks.ts';
import '../art/film-poster.ts';
import './filter-line.ts';
import './map-legend.ts';
import { mapScope } from './map-scope.ts';
import { mapViewStyles } from './map-view-styles.ts';
import './taste-map.ts';
import type { CentreChangeEvent, TasteMapElement } from './taste-map.ts';

@customElement('map-view')
export class MapView extends SessionElement {
  static override styles = mapViewStyles;

  /** Undefined: it has not come yet; null: the bundle has none. */
  @state() private map: MapData | null | undefined;
  @state() private error = '';
  @state() private lit: Uint8Array<ArrayBuffer> | undefined;
  @state() private near: readonly number[] = [];
  @state() private pointedAt: number | undefined;
  @query('taste-map') private picture!: TasteMapElement | null;
  /** The picture comes in a task of its own, behind what is above it. */
  #inTurn = new InTurn(this);
  #isReady = new FromSession(this, ({ phase }) => phase === 'ready');
  #view = new FromSession(this, ({ view }) => view);
  #taps = new FromSession(this, ({ taps }) => taps);
  #items = new FromSession(this, ({ list }) => list.items);
  #filters = new FromSession(this, ({ filters }) => filters);
  #marks: { of: readonly unknown[]; marks: readonly Mark[] } = { of: [], marks: [] };
  #litFor: unknown;
  /** Words of the missing film that stand in the box; undefined while the box is not the map's. */
  #searchedMissing: string | undefined;
  #hasAsked = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#searchedMissing = undefined;
    this.session.set({ searchScope: undefined });
  }

  protected override updated(): void {
    const { map } = this;
    if (map && this.isConnected && this.#missingWords(map) !== this.#searchedMissing) this.#beSearched(map);
  }

  /** From now on the header's box finds what is on the map. */
  #beSearched(map: MapData): void {
    this.#searchedMissing = this.#missingWords(map);
    const film = (item: number) => this.#showFilm(map, item);
    const region = (label: MapLabel) => this.picture?.showRegion(label);
    this.session.set({ searchScope: mapScope(map, { film, region }, this.#searchedMissing) });
  }

  /** Also where it is the one that the address names already, and the map was moved on. */
  #showFilm(map: MapData, item: number): void {
    if (item === this.#home(map)) this.picture?.showFilm(item);
    this.session.router.open({ name: 'map', itemId: map.itemIds[item]! });
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus({ preventScroll: true });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('map')) this.#inTurn.begin(this.map ? 1 : 0);
    if (this.#isReady.value && !this.#hasAsked) this.#load();
    if (this.map && this.#filters.value !== this.#litFor) this.#light(this.map);
  }

  async #load(): Promise<void> {
    this.#hasAsked = true;
    this.error = '';
    try {
      this.map = (await loadMap(this.session.privet!)) ?? null;
    } catch (error) {
      this.error = errorText(error);
    }
  }

  /** Which films fit the filters; asked again whenever these change. */
  async #light(map: MapData): Promise<void> {
    const filters = this.#filters.value;
    this.#litFor = filters;
    if (!isNarrowed(filters)) {
      this.lit = undefined;
      return;
    }
    const items = await this.session.privet?.matching(filters).catch(() => undefined);
    if (!items || filters !== this.#filters.value) return;
    const lit = new Uint8Array(map.numItems);
    for (const item of items) lit[item] = 1;
    this.lit = lit;
  }

  protected override render() {
    return html`<section><header><h1 tabindex="-1">The map of taste</h1><p class="quiet">${this.#intro()}</p></header>
      ${this.error !== '' || this.map === null ? this.#instead() : this.#below(this.map)}</section>`;
  }

  #intro(): string {
    const { map } = this;
    if (!map) return 'Films that go together lie together.';
    if (!this.lit) return `${plural(map.numItems, 'film')}: those that go together lie together.`;
    return `${plural(sum([...this.lit]), 'film')} of ${map.numItems.toLocaleString('en-GB')} fit.`;
  }

  #instead() {
    if (this.error !== '') {
      return html`<div class="instead" role="alert"><h2 class="small-title">The map could not be loaded</h2><p>${this.error}</p>
        <p>Your list and your ratings are not affected.</p>
        <p><button class="button primary" type="button" @click=${this.#load}>Try again</button></p></div>`;
    }
    return html`<div class="instead"><h2 class="small-title">This catalog has no map</h2>
      <p>A map is made together with a catalog, by <code>privet build</code>, for up to 100,000 items. This one was made
        without, so there is nothing to draw. Your list, your ratings and search work as ever.</p>
      <p><a class="button" href="#/">Back to the list</a></p></div>`;
  }

  #below(map: MapData | undefined) {
    const missing = map ? this.#missingWords(map) : '';
    return html`<filter-line></filter-line>
      ${missing ? html`<p class="missing above-2" role="status">The film in this address, “${missing}” it seems, is not on the map. Search for a title above.</p>` : nothing}
      ${map && this.#inTurn.numDrawn > 0 ? this.#picture(map) : html`<div class="bone picture above-2" role="status"><span class="visually-hidden">Loading the map</span></div>`}`;
  }

  #picture(map: MapData) {
    const marks = this.#marksOn(map);
    const home = this.#home(map);
    return html`<taste-map class="picture above-2" hint="Films near the middle are listed below the map." .map=${map} .marks=${marks} .lit=${this.lit} .home=${home} .pointedAt=${this.pointedAt}
        @centre-change=${this.#followCentre}></taste-map>
      <map-legend class="above-3" .marks=${marks}></map-legend>
      <section class="near above-5" aria-labelledby="near"><h2 id="near" class="small-title">In the middle of the map</h2>
        <ol class="above-2">${this.near.map((item) => this.#link(map, item))}</ol></section>`;
  }

  #link(map: MapData, item: number) {
    const point = () => {
      this.pointedAt = item;
    };
    const leave = () => {
      this.pointedAt = undefined;
    };
    return html`<li><a class="lifts" ${filmLink(map.itemIds[item]!)} @focus=${point} @blur=${leave} @pointerenter=${point} @pointerleave=${leave}>${map.titles[item]}</a></li>`;
  }

  #followCentre({ items }: CentreChangeEvent): void {
    this.near = items;
  }

  #home(map: MapData): number | undefined {
    const view = this.#view.value;
    return view.name === 'map' && view.itemId !== undefined ? map.indexOf(view.itemId) : undefined;
  }

  /** Of the film in the address that is not on the map; '' where there is none. */
  #missingWords(map: MapData): string {
    const view = this.#view.value;
    const isMissing = view.name === 'map' && view.itemId !== undefined && map.indexOf(view.itemId) === undefined;
    return isMissing ? wordsOfId(view.itemId!) : '';
  }

  /** Made anew only when taps or list changed: they may be thousands. */
  #marksOn(map: MapData): readonly Mark[] {
    const of = [map, this.#taps.value, this.#items.value];
    if (of.some((value, i) => value !== this.#marks.of[i])) {
      this.#marks = { of, marks: marksOf(map, this.#taps.value ?? [], this.#items.value) };
    }
    return this.#marks.marks;
  }
}
