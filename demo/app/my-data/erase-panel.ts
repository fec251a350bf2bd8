// <erase-panel>: erases everything about the person, asks once, and shows the proof: what was there, and what a reading
// found afterwards.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { ground, row, stack } from '../design/parts.ts';
import { SessionElement } from '../session/session-element.ts';
import { countFiles, totalBytes } from '../state/app-storage.ts';
import { errorText, formatBytes, plural } from '../state/words.ts';
import { type ErasureProof, eraseEverything, type Holdings, isClean } from './erase-everything.ts';
import { importOf } from './imports/current-import.ts';
import { panelStyles } from './panel-styles.ts';

const BROWSER_KEEPS = html`<p class="soft">What your browser keeps by itself, and only you can clear, in its settings: that you visited this site (its addresses name no film
  and no search, but for a link to a film that somebody gave you); copies of files, the same for everyone; files that you saved, such as an export; and on the disk, until it
  writes over them, bytes of what was erased.</p>`;

@customElement('erase-panel')
export class ErasePanel extends SessionElement {
  static override styles = [
    panelStyles,
    css`
      .ask {
        ${stack(3)} ${ground('clay-wash', 'm', 4)}
      }
      label {
        ${row(3)}
        min-height: var(--tap-target);
      }
      input {
        accent-color: var(--clay);
      }
      .erase {
        color: var(--clay);
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        margin: var(--space-3) 0;
      }
      th,
      td {
        padding-right: var(--space-4);
      }
      .verdict {
        ${row(2)}
      }
    `,
  ];

  @state() private step: 'idle' | 'asking' | 'erasing' = 'idle';
  @state() private proof: ErasureProof | undefined;
  @state() private failure = '';
  @query('input') private withFiles!: HTMLInputElement;

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><h2 id="title" tabindex="-1">Erase everything</h2>
      <p class="soft">Removes all that this app stored about you from this device, in every open tab, and shows you the proof. There is no copy elsewhere.</p>
      ${this.step === 'idle' ? html`<button class="button erase above-4" type="button" @click=${this.#ask}>${icon('trash', 18)}Erase everything</button>` : this.#question()}
      ${this.failure ? html`<p class="trouble" role="alert">${this.failure}</p>` : nothing}
      ${this.proof ? this.#proof(this.proof) : nothing}</section>`;
  }

  #question() {
    const busy = this.step === 'erasing';
    return html`<div class="ask above-4" role="group" aria-label="Erase everything?"><p><strong>Erase everything?</strong> There is no undo. If you may want it back, export it to a file first:
        the file holds your events, and your own catalogs with what you said there.</p>
      <p>What goes: your ratings, searches and wishes; your own catalogs, with what you said there; the list and the settings of your last visit; which films you
        opened, and what is filtered and searched for now.</p>
      ${BROWSER_KEEPS}
      <label><input type="checkbox" ?disabled=${busy}>Also the downloaded films, models and app files, which are the same for everyone</label>
      <p class="actions"><button class="button danger" type="button" ?disabled=${busy} @click=${this.#erase}>${busy ? 'Erasing' : 'Yes, erase everything'}</button>
        <button class="button keep" type="button" ?disabled=${busy} @click=${this.#keep}>Keep my data</button></p></div>`;
  }

  #proof(proof: ErasureProof) {
    const { before, after, withFiles } = proof;
    const clean = isClean(proof);
    return html`<div class="above-4" role="status"><p class="verdict bold ${clean ? 'good' : 'bad'}">${icon(clean ? 'check' : 'close', 20)}${clean ? 'Everything about you is gone.' : 'Something is left.'}</p>
      ${clean ? nothing : this.#left(proof)}
      <div class="scroll"><table class="even"><thead><tr><th scope="col">Where</th><th scope="col">Removed</th><th scope="col">Read again</th></tr></thead>
      <tbody>${rows(before).map(([where, removed], i) => html`<tr><th scope="row">${where}</th><td>${removed}</td><td>${rows(after)[i]![1]}</td></tr>`)}
        ${withFiles ? html`<tr><th scope="row">Downloaded files</th><td>${fileText(before)}</td><td>${fileText(after)}</td></tr>` : nothing}</tbody></table></div>
      <p class="soft">${withFiles || after.files.length === 0 ? '' : `Kept: downloaded films, models and app files (${fileText(after)}), the same for everyone. `}Kept: which processor of
        this device is the faster one for the models, which says nothing about you.</p>${BROWSER_KEEPS}</div>`;
  }

  #left({ stands }: ErasureProof) {
    const note =
      'It is noted: nothing of it is shown any more, and it goes with the first visit that can reach it, before anything is read.';
    return html`<p class="trouble" role="alert">${stands ?? 'Another tab may hold it.'} ${note} Close other tabs of this app, and this one, and come back.</p>`;
  }

  #ask(): void {
    this.step = 'asking';
    this.proof = undefined;
    void this.focusDrawn('.keep');
  }

  #keep(): void {
    this.step = 'idle';
    void this.focusDrawn('.erase');
  }

  async #erase(): Promise<void> {
    const withFiles = this.withFiles.checked;
    this.step = 'erasing';
    this.failure = '';
    try {
      importOf(this.session).cancel();
      this.proof = await eraseEverything(this.session.privet!, withFiles);
      const done = 'Everything is erased. You start afresh.';
      await this.session.startAfresh(isClean(this.proof) ? done : 'Not everything could be erased yet.');
    } catch (error) {
      this.failure = `Not everything could be erased. ${errorText(error)}`;
    }
    this.step = 'idle';
    await this.focusDrawn('#title');
  }
}

function rows({ history, keys, databases }: Holdings): [where: string, what: string][] {
  return [
    [
      'Your events',
      `${plural(history.numEvents, 'event')}, ${plural(history.numRecords, 'record')}, ${formatBytes(history.sizeBytes)}`,
    ],
    [
      'Local and session storage',
      `${keys.length === 1 ? '1 entry' : `${keys.length} entries`}, ${formatBytes(totalBytes(keys))}`,
    ],
    ['Your own catalogs', databases.length > 0 ? databases.join(', ') : 'none'],
  ];
}

function fileText({ files }: Holdings): string {
  return files.length === 0 ? 'none kept' : `${countFiles(files)}, ${formatBytes(totalBytes(files))}`;
}
