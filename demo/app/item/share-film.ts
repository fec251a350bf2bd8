// <share-film>: makes a link to a film when somebody asks for one, and hands it to the device's own way of sharing or to
// the clipboard. The only place where a film's id is put into an address.
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { wrap } from '../design/parts.ts';
import { sharedHref } from '../state/router.ts';

const CONTAINS = 'The link names the film and says nothing about you.';

@customElement('share-film')
export class ShareFilm extends AppElement {
  static override styles = css`
    :host {
      ${wrap(2, 4)}
    }
  `;

  @property({ attribute: false }) item!: ItemSummary;
  @state() private told = CONTAINS;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('item')) this.told = CONTAINS;
  }

  protected override render() {
    return html`<button class="button" type="button" @click=${this.#share}>${icon('link', 18)}${canShare() ? 'Share' : 'Copy link'}</button>
      <p class="soft breaks" role="status">${this.told}</p>`;
  }

  async #share(): Promise<void> {
    const { item } = this;
    const url = sharedHref(item.itemId);
    const told = canShare() ? await share(item.title, url) : await copy(url);
    if (item === this.item) this.told = told;
  }
}

/** On the web, over https, and mostly on phones. */
function canShare(): boolean {
  return 'share' in navigator;
}

/** @returns what to say of it */
async function share(title: string, url: string): Promise<string> {
  try {
    await navigator.share({ title, url });
    return `Shared. ${CONTAINS}`;
  } catch (error) {
    // Somebody changed their mind.
    return (error as Error).name === 'AbortError' ? CONTAINS : copy(url);
  }
}

async function copy(url: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(url);
    return `Copied. ${CONTAINS}`;
  } catch {
    return `Your browser does not let this page copy. The link is ${url}`;
  }
}
