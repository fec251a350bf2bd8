// <own-map>: the whole catalog at a glance, as the films have theirs: what is alike lies near, under the names of the
// groups that were found. Whoever uses no pointer has these as chips above the list, too.
import { css, html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MapLabel } from '../../../src/sdk/index.ts';
import type { OwnMap } from '../../../src/sdk/own-catalogs.ts';
import { AppElement } from '../design/app-element.ts';
import { MAP_SIZE, type MapData, toMapData } from '../map/map-data.ts';
import { marksOf } from '../map/marks.ts';
import type { ListSessionState } from '../state/list-state.ts';
import '../map/taste-map.ts';
import './own-cover.ts';

@customElement('own-map')
export class OwnMapElement extends AppElement {
  static override styles = css`
    taste-map {
      height: clamp(20rem, 60vw, 34rem);
    }
  `;

  @property({ attribute: false }) map!: OwnMap;
  /** What is marked on it. */
  @property({ attribute: false }) of!: ListSessionState;
  #data!: MapData;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('map')) this.#data = toMapData({ ...this.map, ...inSteps(this.map) });
  }

  protected override render() {
    const { taps = [], list } = this.of;
    return html`<h2>The map</h2><p class="soft">What is alike lies together.</p>
      <taste-map class="above-3" .map=${this.#data} .marks=${marksOf(this.#data, taps, list.items)}></taste-map>`;
  }
}

/** Places as bundles have them, and the names of the groups at the middles of their items, the largest group first. */
function inSteps({ positions, groups, groupOf }: OwnMap): { positions: Uint16Array<ArrayBuffer>; labels: MapLabel[] } {
  const steps = Uint16Array.from(positions, (place) => Math.round(place * MAP_SIZE));
  const members = groups.map((text, group) => ({
    text,
    items: [...groupOf.keys()].filter((i) => groupOf[i] === group),
  }));
  const median = (items: readonly number[], axis: 0 | 1) =>
    items.map((i) => steps[2 * i + axis]!).sort((a, b) => a - b)[items.length >> 1]!;
  const labels = members
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => b.items.length - a.items.length)
    .map(({ text, items }) => ({ text, x: median(items, 0), y: median(items, 1), level: 0 }));
  return { positions: steps, labels };
}
