// <hood-view>: under the hood. Not built yet.
import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';

@customElement('hood-view')
export class HoodView extends LitElement {
  protected override render() {
    return html`<h1>Not built yet: under the hood</h1>`;
  }
}
