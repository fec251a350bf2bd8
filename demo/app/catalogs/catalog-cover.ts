// <catalog-cover>: a small drawn cover for an item of any domain. What it is of comes from the item's first facet
// (Italian recipes share a few motifs and a mood, Korean ones others), its colours from the item itself. Decoration:
// whoever shows it also names the item.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { GROUP_FACET } from '../../../src/visitor-files.ts';
import { type Motif, PICTURE_HEIGHT, PICTURE_WIDTH } from '../art/motif.ts';
import { balloons, hearts, keys, record } from '../art/motifs-hearts.ts';
import { arches, columns, mesa, mountains, sail } from '../art/motifs-lands.ts';
import { burst } from '../art/motifs-nerves.ts';
import { contours, reflection, sprig, tiles } from '../art/motifs-plain.ts';
import { birds } from '../art/motifs-rooms.ts';
import { crescent, gridSun, orbits } from '../art/motifs-skies.ts';
import { PALETTES } from '../art/palettes.ts';
import { hashText, seededRandom } from '../art/seeded-random.ts';
import { ground, size } from '../design/parts.ts';

/** Those that say nothing of film. */
const MOTIFS: readonly Motif[] = [
  ...[tiles, mountains, sprig, sail, contours, gridSun, arches, balloons, reflection, birds],
  ...[orbits, columns, burst, mesa, hearts, record, crescent, keys],
];
const MOODS = ['acid', 'cool', 'warm', 'pale', 'rose', 'night'];

@customElement('catalog-cover')
export class CatalogCover extends LitElement {
  static override styles = css`
    :host {
      display: block;
      aspect-ratio: 1;
      ${ground('sunken', 'm')}
      overflow: hidden;
      contain: strict;
    }
    svg {
      display: block;
      ${size('100%')}
    }
  `;

  @property({ attribute: false }) item!: Pick<ItemSummary, 'itemId' | 'facets'>;

  protected override render() {
    const { itemId, facets } = this.item;
    const kind = Object.entries(facets).find(([name]) => name !== GROUP_FACET)?.[1][0] ?? itemId;
    const random = seededRandom(itemId);
    const palette = random.pick(PALETTES[MOODS[hashText(kind) % MOODS.length]!]!);
    const motif = MOTIFS[(hashText(`${kind} motif`) + random.pick([0, 1, 2])) % MOTIFS.length]!;
    const box = `0 0 ${PICTURE_WIDTH} ${PICTURE_HEIGHT}`;
    return html`<svg viewBox=${box} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect width=${PICTURE_WIDTH} height=${PICTURE_HEIGHT} fill=${palette.ground}></rect>${motif(palette, random)}</svg>`;
  }
}
