// <taste-map>: the picture itself. Drag, wheel, pinch and keys move it; a film under the pointer shows its card; a
// click opens it. It tells which films lie around the middle (`centre-change`), so that whoever shows it can list them
// as links.
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ItemSummary, MapLabel, Privet } from '../../../src/sdk/index.ts';
import { cssVars } from '../design/css-vars.ts';
import { icon } from '../design/icons.ts';
import { CatalogElement } from '../session/session-element.ts';
import { marksText, plural } from '../state/words.ts';
import { toScreen } from './camera.ts';
import { followGestures, type MapActions } from './gestures.ts';
import { regionZoom } from './label-style.ts';
import type { MapData } from './map-data.ts';
import { MapStage } from './map-stage.ts';
import { MARK_WORDS, type Mark } from './marks.ts';
import { itemAt, itemsNear } from './nearby.ts';
import type { LabelBox } from './place-labels.ts';
import { tasteMapStyles } from './taste-map-styles.ts';

/** Pixels around a pointer or a finger in which a film counts as meant. */
const [POINTER_REACH, TOUCH_REACH] = [14, 26];
const BUTTON_ZOOM = 1.8;
const NEAR_CENTRE = 12;
/** The list of films near the middle follows once the map rests. */
const REST_MS = 180;
/** Room between a film and its card, and what a card may take. */
const [CARD_GAP, CARD_WIDTH, CARD_HEIGHT] = [16, 290, 104];

/** Films of which more than the title is known: a pointer passes over many. */
const MAX_KEPT = 500;

export class CentreChangeEvent extends Event {
  readonly items: readonly number[];

  constructor(items: readonly number[]) {
    super('centre-change');
    this.items = items;
  }
}

@customElement('taste-map')
export class TasteMapElement extends CatalogElement {
  static override styles = tasteMapStyles;

  @property({ attribute: false }) map!: MapData;
  @property({ attribute: false }) marks: readonly Mark[] = [];
  /** u8 [numItems]: 1 = fits what is filtered for; absent: everything does. */
  @property({ attribute: false }) lit: Uint8Array<ArrayBuffer> | undefined;
  /** Row of the film that the map was opened at. */
  @property({ attribute: false }) home: number | undefined;
  /** Row of a film that another element points at. */
  @property({ attribute: false }) pointedAt: number | undefined;
  /** What else is to be known of it, for who cannot see it. */
  @property() hint = '';
  @state() private looked: number | undefined;
  @query('.stage') private host!: HTMLElement;
  @query('.buttons') private buttons!: HTMLElement;

  #stage: MapStage | undefined;
  #facts = new FilmFacts();
  #watching = new AbortController();
  #resting: ReturnType<typeof setTimeout> | undefined;
  #usesKeys = false;

  /** The picture, for whoever measures it. */
  get stage(): MapStage | undefined {
    return this.#stage;
  }

  protected override firstUpdated(): void {
    this.#begin();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watching.abort();
    clearTimeout(this.#resting);
    this.#stage?.dispose();
    this.#stage = undefined;
  }

  /** Moves to a film. */
  showFilm(item: number): void {
    this.#stage?.showFilm(item);
  }

  /** Moves to where a region's name stands, as near as it takes for the name to show. */
  showRegion({ x, y, level }: MapLabel): void {
    this.#stage?.showPlace(x, y, regionZoom(level));
  }

  protected override updated(changed: PropertyValues<this>): void {
    const looked = this.looked ?? this.pointedAt;
    this.#stage?.show({ marks: this.marks, home: this.home, looked, lit: this.lit });
    if (changed.has('pointedAt') && this.pointedAt !== undefined) this.#askFacts(this.pointedAt);
    if (changed.has('home') && this.home !== undefined) this.#stage?.showFilm(this.home);
  }

  #begin(): void {
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    this.#stage = new MapStage(this.host, this.map, () => this.#moved());
    followGestures(this.host, this.#actions(), signal);
    const recolour = () => this.#stage?.recolour();
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']) {
      matchMedia(query).addEventListener('change', recolour, { signal });
    }
    const watcher = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      const { size } = this.#stage!;
      if (width === size.width && height === size.height) return;
      this.#stage?.resize({ width, height }, devicePixelRatio, [this.#buttonsBox()]);
    });
    watcher.observe(this.host);
    signal.addEventListener('abort', () => watcher.disconnect());
    const { clientWidth, clientHeight } = this.host;
    this.#stage.resize({ width: clientWidth, height: clientHeight }, devicePixelRatio, [this.#buttonsBox()]);
    this.#stage.show({ marks: this.marks, home: this.home, lit: this.lit });
    if (this.home !== undefined) this.#stage.showFilm(this.home);
  }

  /** The zoom buttons, in pixels of the picture. */
  #buttonsBox(): LabelBox {
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = this.buttons;
    return { left, top, width, height };
  }

  #actions(): MapActions {
    const find = ({ left, top, isTouch }: { left: number; top: number; isTouch: boolean }) => {
      const { camera, size } = this.#stage!;
      return itemAt(this.map, camera, size, left, top, isTouch ? TOUCH_REACH : POINTER_REACH);
    };
    return {
      pan: (right, down) => this.#stage?.pan(right, down),
      zoomAt: (left, top, factor) => this.#stage?.zoomAt(left, top, factor),
      reset: () => this.#stage?.reset(),
      look: (place) => {
        this.#endKeys();
        this.#look(place && find(place));
      },
      choose: (place) => this.#open(find(place)),
      chooseLooked: () => this.#open(this.looked),
      usedKeys: () => {
        this.#usesKeys = true;
        this.#stage?.show({ showsCentre: true });
      },
    };
  }

  #open(item: number | undefined): void {
    if (item !== undefined) this.catalog.openItem(this.map.itemIds[item]!);
  }

  #look(item: number | undefined): void {
    if (item === this.looked) return;
    this.looked = item;
    if (item !== undefined) this.#askFacts(item);
  }

  #askFacts(item: number): void {
    this.#facts.ask(this.catalog.privet, this.map.itemIds[item]!, () => this.requestUpdate());
  }

  /** While keys move the map, the film in the middle is the one that is looked at. */
  #moved(): void {
    if (this.#usesKeys) this.#look(itemsNear(this.map, ...this.#stage!.centre, 1)[0]);
    if (this.looked !== undefined || this.pointedAt !== undefined) this.requestUpdate();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      if (this.#stage)
        this.dispatchEvent(new CentreChangeEvent(itemsNear(this.map, ...this.#stage.centre, NEAR_CENTRE)));
    }, REST_MS);
  }

  #endKeys(): void {
    if (!this.#usesKeys) return;
    this.#usesKeys = false;
    this.#stage?.show({ showsCentre: false });
  }

  #blur(): void {
    this.#endKeys();
    this.#look(undefined);
  }

  protected override render() {
    const item = this.looked ?? this.pointedAt;
    const { words } = this.catalog;
    return html`<div class="stage ${this.looked === undefined ? '' : 'on-film'}" tabindex="0" role="application"
        aria-roledescription="map" aria-label="Map of ${plural(this.map.numItems, words.item)}" aria-describedby="keys"
        @blur=${this.#blur}></div>
      <p id="keys" class="visually-hidden">Arrow keys move the map, plus and minus zoom, 0 shows everything, Enter opens the ${words.item}
        in the middle. ${this.hint}</p>
      <p class="visually-hidden" role="status">${this.#usesKeys && item !== undefined ? this.map.titles[item] : ''}</p>
      ${item === undefined ? nothing : this.#card(item)}
      <div class="buttons" role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom in" @click=${() => this.#stage?.zoomBy(BUTTON_ZOOM)}>${icon('plus')}</button>
        <button type="button" aria-label="Zoom out" @click=${() => this.#stage?.zoomBy(1 / BUTTON_ZOOM)}>${icon('minus')}</button>
        <button type="button" aria-label="Show everything" @click=${() => this.#stage?.reset()}>${icon('whole')}</button></div>`;
  }

  /** Decoration for the eye: the film's name is told by the status line or by the link that points at it. */
  #card(item: number) {
    const known = this.#facts.get(this.map.itemIds[item]!);
    const mark = this.marks.find((other) => other.item === item);
    return html`<div class="card" aria-hidden="true" ${cssVars(this.#cardPlace(item))}>
      ${known ? this.catalog.words.cover(known) : html`<div class="bone poster"></div>`}
      <div><p class="name breaks">${this.map.titles[item]}</p><p>${known ? this.catalog.words.line(known) : ''}</p>
        ${mark ? html`<p class="mark">${marksText(this.catalog.state.marks.get(this.map.itemIds[item]!) ?? {}) || MARK_WORDS[mark.kind] + (mark.kind === 'next' ? '' : ' it')}</p>` : nothing}</div></div>`;
  }

  /** Beside the film, on the side where there is room. */
  #cardPlace(item: number): Record<string, string> {
    if (!this.#stage) return {};
    const { camera, size } = this.#stage;
    const [left, top] = toScreen(camera, size, this.map.x(item), this.map.y(item));
    const isRight = left + CARD_GAP + CARD_WIDTH > size.width;
    const x = isRight ? Math.max(8, left - CARD_GAP - CARD_WIDTH) : left + CARD_GAP;
    const y = Math.min(size.height - CARD_HEIGHT - 8, Math.max(8, top - CARD_HEIGHT / 2));
    return { '--card-left': `${Math.round(x)}px`, '--card-top': `${Math.round(y)}px` };
  }
}

/** Tells a film at once where it is known, else when it is; a film that was left meanwhile is told to nobody. */
class FilmFacts {
  readonly #known = new Map<string, ItemSummary>();
  #asked = '';

  get(itemId: string): ItemSummary | undefined {
    return this.#known.get(itemId);
  }

  /** @param tell  called once the film is known, if nothing else was asked for meanwhile */
  async ask(privet: Privet | undefined, itemId: string, tell: () => void): Promise<void> {
    this.#asked = itemId;
    if (!privet || this.#known.has(itemId)) return;
    const item = await privet.item(itemId).catch(() => undefined);
    if (!item) return;
    if (this.#known.size >= MAX_KEPT) this.#known.clear();
    this.#known.set(itemId, item);
    if (this.#asked === itemId) tell();
  }
}
