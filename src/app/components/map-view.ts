// <map-view>: the taste map. Not built yet.
import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';

@customElement('map-view')
export class MapView extends LitElement {
  protected override render() {
    return html`<h1>Not built yet: the taste map</h1>`;
  }
}
