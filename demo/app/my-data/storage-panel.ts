// <storage-panel>: what is kept where and how much it takes, and whether the browser may clear it.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { line } from '../design/parts.ts';
import { ruled } from '../design/view-styles.ts';
import { offline } from '../offline/offline.ts';
import { isPersisted, persist } from '../session/keeping.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { countFiles, totalBytes } from '../state/app-storage.ts';
import { FromState } from '../state/from-state.ts';
import { errorText, formatBytes, plural } from '../state/words.ts';
import { downloadText, exportName } from './download.ts';
import { type Holdings, holdings } from './erase-everything.ts';
import { panelStyles } from './panel-styles.ts';

@customElement('storage-panel')
export class StoragePanel extends SessionElement {
  static override styles = [
    panelStyles,
    css`
      dl > div {
        ${line(1, 4)}
        align-items: baseline;
        ${ruled}
      }
      .bone {
        height: 6rem;
      }
    `,
  ];

  @state() private kept: Holdings | undefined;
  @state() private estimate: StorageEstimate | undefined;
  @state() private persisted: boolean | undefined;
  @state() private note = '';
  /** What was set aside of a damaged history, as a file. */
  @state() private setAside: string | undefined;
  #taps = new FromSession(this, (state) => state.taps);
  #storage = new FromSession(this, (state) => state.status?.storage);
  #isOwed = new FromSession(this, (state) => state.status?.isErasureOwed);
  #offline = new FromState(
    this,
    () => offline,
    ({ phase }) => phase,
  );
  #warmUp = new FromSession(this, (state) => state.status?.warmUp);
  #seen: unknown[] = [];

  protected override willUpdate(): void {
    const now = [this.#taps.value, this.#offline.value];
    if (now.every((value, i) => value === this.#seen[i])) return;
    this.#seen = now;
    void this.#read();
  }

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><h2 id="title">Where it is kept</h2>
      <p class="soft">${this.#promise()}</p>
      ${this.kept ? this.#figures(this.kept) : html`<div class="bone"></div>`}
      ${this.persisted === false && this.#storage.value === 'indexeddb' ? html`<p class="actions above-4"><button class="button" type="button" @click=${this.#persist}>Ask to keep it for good</button></p>` : nothing}
      ${this.setAside === undefined ? nothing : this.#damaged(this.setAside)}
      <p class="soft" role="status">${this.note}</p></section>`;
  }

  #damaged(file: string) {
    const save = () => downloadText(exportName(new Date(), 'privet-set-aside'), file, 'application/json');
    return html`<p class="trouble">The database of your history was damaged, and could not be read. All that was in it is set aside (${formatBytes(file.length)}), and a
      new one was begun. Save it as a file before you erase everything, which erases it too.</p>
      <p class="actions above-4"><button class="button" type="button" @click=${save}>Save what was set aside</button></p>`;
  }

  #promise(): string {
    if (this.#isOwed.value)
      return 'In memory only, until what was to be erased is gone: what you do now goes when the tab closes. Export it to keep it.';
    if (this.#storage.value === 'memory')
      return 'In memory only: this browser refused storage, and it is gone when the tab closes. Export it to keep it.';
    if (this.persisted) return 'In this browser, for good: it goes only when you remove it.';
    return 'In this browser, until you clear its data or the device runs short of space.';
  }

  #figures({ history, keys, databases, files }: Holdings) {
    const isStored = this.#storage.value !== 'memory';
    return html`<dl class="above-3">
      ${figure('Your events', `${plural(history.numEvents, 'event')}, ${isStored ? 'in a database (IndexedDB)' : 'in memory'}`, formatBytes(history.sizeBytes))}
      ${figure('The list you last saw', keys.length > 0 ? 'names of films and small settings (local storage)' : 'nothing in local storage', formatBytes(totalBytes(keys)))}
      ${databases.map((name) => figure('A further database', name, 'in the total'))}
      ${this.#files(files)}
      ${this.estimate ? figure('All that this site takes', `of ${formatBytes(this.estimate.quota ?? 0)} that the browser allows, by its own estimate`, formatBytes(this.estimate.usage ?? 0)) : nothing}</dl>`;
  }

  /** What is kept of films and models, or will be as soon as all of it is here. */
  #files(files: Holdings['files']) {
    const warmUp = this.#warmUp.value;
    const words =
      'the same for everyone, so that the app opens without a connection. “Erase everything” can remove them too';
    const isComing = this.#offline.value === 'preparing' && warmUp && 'totalBytes' in warmUp;
    if (isComing)
      return figure(
        'Films and models',
        `on their way here, beside the app’s own files: ${words}`,
        formatBytes(warmUp.totalBytes),
      );
    if (files.length === 0) return nothing;
    return figure(
      'Films, models and the app',
      `${countFiles(files)} (caches), ${words}`,
      formatBytes(totalBytes(files)),
    );
  }

  async #read(): Promise<void> {
    try {
      this.kept = await holdings(this.session.privet!);
      this.setAside = await this.session.privet!.exportSetAside();
      this.estimate = await navigator.storage?.estimate?.();
      this.persisted = await isPersisted();
    } catch (error) {
      this.note = `It could not be measured. ${errorText(error)}`;
    }
  }

  async #persist(): Promise<void> {
    this.persisted = await persist();
    this.note = this.persisted
      ? 'The browser keeps it for good.'
      : 'The browser does not promise it yet. It often does once you use the page more, or install it.';
  }
}

function figure(label: string, what: string, size: string) {
  return html`<div><dt class="grow">${label}<span class="soft block">${what}</span></dt><dd class="even bold">${size}</dd></div>`;
}
