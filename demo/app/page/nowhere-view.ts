// <nowhere-view>: what stands at an address that is nothing, with ways on.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';

@customElement('nowhere-view')
export class NowhereView extends AppElement {
  static override styles = css`
    :host {
      outline: none;
    }
  `;

  protected override render() {
    return html`<section class="above-4"><h1>There is nothing at this address</h1>
      <p class="quiet above-3">The link may be old, or a letter is wrong. The field above finds any film.</p>
      <div class="actions wide above-5"><a class="button primary" href="#/">To the films</a><a class="button" href="#/watchlist">Watchlist</a>
        <a class="button" href="#/map">Map</a><a class="button" href="#/data">My data</a></div></section>`;
  }
}
