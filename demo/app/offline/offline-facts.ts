// <offline-facts>: in the privacy dialog, whether the page opens without a network, and whether this is its newest
// version. Says no more than is true: `ready` means that every file was seen in the browser's storage.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { pair } from '../design/view-styles.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import { formatBytes } from '../state/words.ts';
import { type OfflineState, offline } from './offline.ts';

const VERSIONS: Record<OfflineState['version'], string> = {
  unknown: 'A newer one is looked for once everything is here',
  checking: 'Looking for a newer one',
  newest: 'The newest that this site has',
  waiting: 'A new version is here and is taken with the next reload',
  unreachable: 'The site cannot be reached right now: you go on with this one',
  unfinished: 'The site has a newer one that is not complete yet: you go on with this one',
};

@customElement('offline-facts')
export class OfflineFacts extends SessionElement {
  static override styles = css`
    h2 {
      margin-top: var(--space-6);
    }
    dl > div {
      ${pair}
      grid-template-columns: minmax(8rem, 2fr) 5fr;
    }
    .actions {
      margin: var(--space-2) 0;
    }
  `;

  #offline = new FromState(
    this,
    () => offline,
    (state) => state,
  );
  #part = new FromSession(this, (state) => state.status?.parts.offline);

  protected override render() {
    const state = this.#offline.value;
    return html`<h2 class="heading">Without a connection</h2><dl><div><dt class="bold">This app</dt><dd>${this.#offlineText(state)}</dd></div>${state.keptBytes > 0 ? this.#kept(state) : nothing}${state.phase === 'impossible' ? nothing : this.#version(state)}</dl>`;
  }

  #kept({ keptBytes }: OfflineState) {
    return html`<div><dt class="bold">Kept here for it</dt><dd>${formatBytes(keptBytes)}, the same for everyone. To remove it, erase everything in <a href="#/data">My data</a> with its box
      ticked, or clear this site in your browser’s settings.</dd></div>`;
  }

  /** Two buttons, each with its place: one that became the other could reload under a finger that meant to look. */
  #version({ version, isReloading }: OfflineState) {
    return html`<div><dt class="bold">Version</dt><dd><p role="status">${VERSIONS[version]}</p><p class="actions">
        <button class="button" type="button" ?disabled=${version === 'checking' || isReloading} @click=${() => offline.check()}>Look for a new version</button>
        ${version === 'waiting' ? html`<button class="button primary" type="button" ?disabled=${isReloading} @click=${() => offline.reload()}>Reload</button>` : nothing}</p></dd></div>`;
  }

  #offlineText({ phase, hasSearch }: OfflineState): string {
    if (phase === 'preparing') return this.#progressText();
    if (phase === 'impossible')
      return 'Not possible: this browser keeps no apps here. With a connection everything works.';
    if (phase === 'failed') return 'Not ready: not all of it could be kept. The next visit tries again.';
    return hasSearch
      ? 'Ready: everything works, search included'
      : 'Ready. Search goes by words: your browser asks to save data, so the text model comes with your first search';
  }

  #progressText(): string {
    const { loadedBytes = 0, totalBytes } = this.#part.value ?? {};
    const progress = totalBytes ? `: ${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}` : '';
    return `Not yet: what is missing is on its way${progress}`;
  }
}
