// Which picture a film wears in this page. Lists give their films pictures so that none stands twice close together; a
// film that was given one wears it wherever it can, and its page shows the one of the card that it was opened from.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { loadPart } from '../state/late-parts.ts';
import type * as Covers from './covers.ts';
import type { MotifName } from './motifs.ts';
import type { Picture } from './poster.ts';
import { writtenPicture } from './written-pictures.ts';

const worn = new Map<string, MotifName>();
let covers: typeof Covers | undefined;
let coming: Promise<void> | undefined;

/** Resolves when the pictures are there. What failed is asked for again. */
function coversCome(): Promise<void> {
  coming ??= loadPart<typeof Covers>('covers').then(
    (part) => {
      covers = part;
    },
    (error: unknown) => {
      coming = undefined;
      console.warn(error);
    },
  );
  return coming;
}

/** Draws its host again when the pictures are there. */
export class FromCovers implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (!covers) void coversCome().then(() => this.#host.requestUpdate());
  }

  /** The picture of this name, or the one that a film wears, or its best. Until pictures are there, what the page has. */
  motifOf(item: ItemSummary, name: MotifName | undefined): Picture | undefined {
    if (!covers) return writtenPicture(item.itemId);
    return covers.MOTIFS[name ?? worn.get(item.itemId) ?? covers.rankMotifs(item)[0]!];
  }
}

/** From now on a film wears this picture where no list decides. */
export function wear(itemId: string, name: MotifName | undefined): void {
  if (name) worn.set(itemId, name);
}

/** The pictures of a list. A film keeps its picture while it is in the list. */
export class ListCovers extends FromCovers {
  readonly #reach: number;
  #items: readonly ItemSummary[] = [];
  #names = new Map<string, MotifName>();

  /** @param reach  places before and behind a film in which its picture does not stand again (default: in the list) */
  constructor(host: ReactiveControllerHost, reach = Number.POSITIVE_INFINITY) {
    super(host);
    this.#reach = reach;
  }

  /** By item id; empty until pictures are there. */
  of(items: readonly ItemSummary[]): ReadonlyMap<string, MotifName> {
    if (!covers || (items === this.#items && this.#names.size > 0)) return this.#names;
    const before = items.flatMap(({ itemId }) => {
      const name = this.#names.get(itemId) ?? worn.get(itemId);
      return name ? [[itemId, name] as const] : [];
    });
    this.#items = items;
    this.#names = covers.assignMotifs(items, this.#reach, new Map(before));
    for (const [itemId, name] of this.#names) if (!worn.has(itemId)) worn.set(itemId, name);
    return this.#names;
  }
}
