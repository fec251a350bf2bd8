// <own-view>: a catalog of the visitor’s own. Not built yet.
import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';

@customElement('own-view')
export class OwnView extends LitElement {
  protected override render() {
    return html`<h1>Not built yet: a catalog of the visitor’s own</h1>`;
  }
}
