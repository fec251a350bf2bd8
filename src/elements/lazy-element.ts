// An element whose content is a file of its own, fetched when the first of them is on a page: most pages have none, and
// nobody waits for what is not there.
import { PageElement } from './page-element.ts';
import type { PanelHost } from './panel-host.ts';
import { engineOf } from './shared-engines.ts';
import { openRoot } from './styles.ts';
import { messageOf, tellOnce } from './tell-once.ts';
import { warmUp } from './warm-up.ts';

/** The attribute `state` says `loading`, `ready` or `failed`. */
export abstract class LazyElement extends PageElement {
  readonly #root = openRoot(this);
  #ends: AbortController | undefined;

  connectedCallback(): void {
    this.#ends = new AbortController();
    this.#redraw();
  }

  disconnectedCallback(): void {
    this.#ends?.abort();
    this.#ends = undefined;
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before === after || !this.#ends) return;
    this.#ends.abort();
    this.connectedCallback();
  }

  /** Draws it once; what changes later is up to the content. */
  protected abstract draw(host: PanelHost): Promise<void>;

  async #redraw(): Promise<void> {
    const { signal } = this.#ends!;
    this.setAttribute('state', 'loading');
    const engine = () => engineOf(this);
    try {
      await this.draw({ element: this, root: this.#root, engine, signal });
      if (!signal.aborted) this.setAttribute('state', 'ready');
    } catch (error) {
      if (signal.aborted) return;
      tellOnce(`${this.localName}: ${messageOf(error)}`);
      // What a server drew, or nothing.
      this.#root.replaceChildren(document.createElement('slot'));
      this.setAttribute('state', 'failed');
    }
  }
}

/** What is kept of the visitor: seen, exported, paused, erased. */
export class PrivetPrivacy extends LazyElement {
  static readonly observedAttributes = ['src', 'database', 'integrity', 'count'];

  protected async draw(host: PanelHost): Promise<void> {
    const { drawPrivacy } = await import('./privacy-panel.ts');
    await drawPrivacy(host);
    warmUp(await host.engine());
  }
}

/** Why `item` is where it is. */
export class PrivetWhy extends LazyElement {
  static readonly observedAttributes = ['src', 'database', 'integrity', 'item', 'count', 'label'];

  protected async draw(host: PanelHost): Promise<void> {
    const { drawWhy } = await import('./why-panel.ts');
    drawWhy(host);
  }
}
