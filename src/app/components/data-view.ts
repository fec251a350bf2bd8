// <data-view>: everything that is stored. Not built yet.
import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';

@customElement('data-view')
export class MyDataView extends LitElement {
  protected override render() {
    return html`<h1>Not built yet: everything that is stored</h1>`;
  }
}
