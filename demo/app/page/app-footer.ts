// <app-footer>: the calm end of the page. The doors that nobody looks for every day (the others are in the header), and
// the terms.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { inlineRow, lines, pageWide, soft, wrap } from '../design/parts.ts';

const DOORS = [
  ['#/two', 'A list for two'],
  ['#/own', 'Your own catalog'],
  ['#/hood', 'Under the hood'],
] as const;

@customElement('app-footer')
export class AppFooter extends AppElement {
  static override styles = css`
    :host {
      border-top: 1px solid var(--line);
    }
    footer {
      ${wrap(2, 6)}
      justify-content: space-between;
      padding: var(--space-4) var(--gutter) var(--space-6);
      ${soft} ${pageWide}
    }
    ul {
      ${lines(0, 5)}
    }
    a {
      ${inlineRow()}
      min-height: var(--tap-target);
      color: var(--ink);
      text-underline-offset: 0.2em;
    }
  `;

  protected override render() {
    return html`<footer><nav aria-label="More"><ul>${DOORS.map(([href, label]) => html`<li><a href=${href}>${label}</a></li>`)}</ul></nav>
      <p>Code under the MIT licence. The trained models carry MovieLens’s terms: for demonstration and research.</p></footer>`;
  }
}
