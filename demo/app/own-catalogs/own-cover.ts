// <own-cover>: a small drawn cover for an item of any domain. What it is of comes from the item's first facet
// (Italian recipes share a few motifs and a mood, Korean ones others), its colours from the item itself. Decoration:
// whoever shows it also names the item.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { GROUP_FACET } from '../../../src/visitor-files.ts';
import { coverStyles } from '../art/cover-styles.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '../art/motif.ts';
import { MOTIFS } from '../art/motifs.ts';
import { PALETTES } from '../art/palettes.ts';
import { hashText, seededRandom } from '../art/seeded-random.ts';
import { ground } from '../design/parts.ts';

/** Those that say nothing of film. */
const NAMES = [
  ...['tiles', 'mountains', 'sprig', 'sail', 'contours', 'gridSun', 'arches', 'balloons', 'reflection', 'birds'],
  ...['orbits', 'columns', 'burst', 'mesa', 'hearts', 'record', 'crescent', 'keys'],
];
const MOODS = ['acid', 'cool', 'warm', 'pale', 'rose', 'night'];

@customElement('own-cover')
export class OwnCover extends LitElement {
  static override styles = [
    coverStyles,
    css`
      :host {
        aspect-ratio: 1;
        ${ground('sunken', 'm')}
      }
    `,
  ];

  @property({ attribute: false }) item!: Pick<ItemSummary, 'itemId' | 'facets'>;

  protected override render() {
    const { itemId, facets } = this.item;
    const kind = Object.entries(facets).find(([name]) => name !== GROUP_FACET)?.[1][0] ?? itemId;
    const random = seededRandom(itemId);
    const palette = random.pick(PALETTES[MOODS[hashText(kind) % MOODS.length]!]!);
    const motif = MOTIFS[NAMES[(hashText(`${kind} motif`) + random.pick([0, 1, 2])) % NAMES.length]!]!;
    const box = `0 0 ${PICTURE_WIDTH} ${PICTURE_HEIGHT}`;
    return html`<svg viewBox=${box} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect width=${PICTURE_WIDTH} height=${PICTURE_HEIGHT} fill=${palette.ground}></rect>${motif(palette, random)}</svg>`;
  }
}
