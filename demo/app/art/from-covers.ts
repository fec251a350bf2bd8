// Pictures of films for who draws posters: their code comes behind the first list (loaded-after-list.ts). Until it is there, a
// film has the picture that the build wrote into the page, if any: the same one.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { loadPart } from '../state/late-parts.ts';
import type * as Covers from './covers.ts';
import type { Picture } from './poster.ts';
import { writtenPicture } from './written-pictures.ts';

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

  pictureOf(item: ItemSummary): Picture | undefined {
    return covers ? covers.pictureOf(item) : writtenPicture(item.itemId);
  }
}
