// <privacy-dialog>: the promise, in plain words: what leaves this device (nothing). That it is kept can be seen under
// the hood.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import '../widgets/modal-sheet.ts';
import { row } from '../design/parts.ts';
import { sheetStyles } from '../design/view-styles.ts';
import { formatBytes } from '../state/words.ts';

@customElement('privacy-dialog')
export class PrivacyDialog extends SessionElement {
  static override styles = [
    sheetStyles,
    css`
    h1 {
      ${row(3)}
    }
    p {
      max-width: 38rem;
    }
  `,
  ];

  #warmUp = new FromSession(this, (state) => state.status?.warmUp);

  /** Known before they are here: `, 21 MB,`. */
  #size(): string {
    const warmUp = this.#warmUp.value;
    return warmUp && 'totalBytes' in warmUp ? `, ${formatBytes(warmUp.totalBytes)},` : '';
  }

  protected override render() {
    return html`<modal-sheet label="What leaves this device: nothing"><div class="page">
      <h1>${icon('shield', 28)}What leaves this device: nothing</h1>
      <p class="above-3">The films and the models were downloaded to you, and your list is worked out here. Your ratings and your searches are
        never sent anywhere: there is no account, no server that knows you, nothing that counts you. The page may only talk to the site
        that it came from, and asks it for the same files for everyone.</p>
      <p class="above-3">The films and the models${this.#size()} and the app itself are kept in this browser, so that it opens at once and without a connection: the same for
        everyone. <a href="#/data">My data</a> says how much that takes, and can remove it.</p>
      <p class="above-3">You need not take our word for it: every request of this page is listed, as your browser noted it.</p>
      <p class="above-3"><a class="button" href="#/hood">See for yourself ${icon('arrow', 18)}</a></p>
      <offline-facts></offline-facts></div></modal-sheet>`;
  }
}
