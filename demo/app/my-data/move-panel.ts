// <move-panel>: the history as a file to take along, and files to bring: one from here, or a person's own export of
// another service. One door for all of them: what a file is shows in it.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { dropZone } from '../design/drop-zone.ts';
import { icon } from '../design/icons.ts';
import { ground, stack } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import { plural } from '../state/words.ts';
import { exportName, saved } from './download.ts';
import { exportEverything, hasOwnCatalogs } from './export-everything.ts';
import { hasNews, type ImportStep, importOf } from './imports/current-import.ts';
import { catalogsWords } from './imports/own-catalogs-import.ts';
import { panelStyles } from './panel-styles.ts';

/** How a person gets at their own data elsewhere. Pages move now and then; the names of the files last longer. */
const SERVICE_HELP: readonly (readonly [service: string, how: string])[] = [
  [
    'Letterboxd',
    'Settings, Data, Export your data. Bring the zip as it is: ratings, watched films, diary and likes are read.',
  ],
  ['IMDb', 'Your ratings, the three dots, Export. Bring ratings.csv; films and shorts are read, series are not.'],
  ['Trakt', 'Settings, Data, Export. Bring the zip, or its history, watched and ratings JSON.'],
  ['TMDB', 'Settings, Ratings, Export. Bring the csv.'],
  ['Netflix', 'Account, your profile, Viewing activity, Download all. Bring the csv; episodes are left out.'],
  ['This app', 'On the other device: My data, Export to a file.'],
];

@customElement('move-panel')
export class MovePanel extends SessionElement {
  static override styles = [
    panelStyles,
    dropZone,
    css`
      .help {
        ${stack(3)}
        font-size: var(--text-s);
      }
      .busy,
      .done {
        ${stack(3)} ${ground('leaf-wash', 'm', 4)}
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private note = '';
  @state() private isOver = false;
  @state() private hasOwn = false;
  @query('input') private fileInput!: HTMLInputElement;
  #import = new FromState(
    this,
    () => importOf(this.session),
    ({ now }) => now,
  );
  #encryption = new FromSession(this, (state) => state.encryption);
  #taps = new FromSession(this, (state) => state.taps);

  #seenStep: ImportStep['step'] | undefined;

  /** An import may have brought some, its undo removed them. */
  protected override willUpdate(): void {
    const { step } = this.#import.value;
    if (step === this.#seenStep) return;
    this.#seenStep = step;
    void hasOwnCatalogs().then((hasOwn) => {
      this.hasOwn = hasOwn;
    });
  }

  protected override render() {
    const isEmpty = (this.#taps.value?.length ?? 0) === 0 && !this.hasOwn;
    const what = this.hasOwn ? 'every event and your own catalogs' : 'every event';
    return html`<section class="panel" aria-labelledby="bring"><h2 id="bring">Bring your films</h2>
        <p class="soft">From another device, or from a film diary that you keep elsewhere. Files are read here and sent nowhere.</p>
        ${this.#door()}
        <details class="above-2"><summary>Where to get the files</summary><dl class="help">${SERVICE_HELP.map(([name, how]) => html`<div><dt class="bold">${name}</dt><dd class="quiet">${how}</dd></div>`)}</dl></details></section>
      <section class="panel" aria-labelledby="take"><h2 id="take">Take it along</h2>
        <p class="soft">One file with ${what}, readable as text. Another device takes it under “Bring your films”.</p>
        ${this.#encryption.value === 'off' ? nothing : html`<p class="soft"><strong>The file is not locked:</strong> whoever has it can read it.</p>`}
        <button class="button export above-4" type="button" ?disabled=${isEmpty} @click=${this.#export}>${icon('download', 18)}Export to a file</button>
        <p class="soft" role="status">${this.note}</p>
        <p class="soft above-2">To choose a film with somebody else, make <a href="#/two">a list for two</a>.</p></section>`;
  }

  #door() {
    const state = this.#import.value;
    if (state.step === 'reading') return this.#busy(`Reading ${state.name}`);
    if (state.step === 'matching')
      return this.#busy(`Looking for ${plural(state.total, 'film')} in the catalog`, state);
    if (state.step === 'recording') return this.#busy(`Adding the films of ${state.name}`);
    if (state.step === 'building') return this.#building(state);
    if (state.step === 'review')
      return html`<p class="busy above-4" role="status">${state.name} was read. Look at what was found, above, and add it.</p>`;
    return html`${state.step === 'done' ? this.#done(state) : nothing}
      ${state.step === 'failed' ? html`<p class="trouble" role="alert"><strong>${state.name} was not imported; nothing changed.</strong> ${state.message}</p>` : nothing}
      <div class="drop above-4 ${this.isOver ? 'over' : ''}" @dragover=${this.#over} @dragleave=${this.#out} @drop=${this.#drop}>
        <p class="soft">Drop a file here, or</p>
        <button class="button" type="button" @click=${() => this.fileInput.click()}>${icon('upload', 18)}Choose a file</button>
        <p class="soft">Letterboxd, IMDb, Trakt, TMDB, Netflix, or exported here</p></div>
      <input type="file" multiple hidden accept=".json,.csv,.zip,application/json,text/csv,application/zip" aria-label="Files to import" @change=${this.#chosen}>`;
  }

  #busy(text: string, progress?: { done: number; total: number }) {
    return html`<div class="busy above-4"><p role="status">${text}</p>
      ${progress ? html`<progress aria-label=${text} max=${progress.total} value=${progress.done}></progress>` : html`<progress aria-label=${text}></progress>`}
      <p class="actions"><button class="button" type="button" @click=${() => importOf(this.session).cancel()}>Cancel</button></p></div>`;
  }

  /** All of it is here already; what takes time is reading it. */
  #building({ progress, place, total }: Extract<ImportStep, { step: 'building' }>) {
    const { name, numEncoded, numItems } = progress.catalog;
    const text = `Reading your own catalog ${name}${total > 1 ? ` (${place} of ${total})` : ''}`;
    return html`<div class="busy above-4"><p role="status">${text}</p>
      <progress aria-label=${text} max=${numItems} value=${numEncoded}></progress>
      <p class="actions"><button class="button" type="button" @click=${() => importOf(this.session).buildLater()}>Go on later</button></p></div>`;
  }

  #done(done: Extract<ImportStep, { step: 'done' }>) {
    const { name, result, numUnknown, own } = done;
    const { added, numKnown } = result;
    return html`<div class="done above-4"><p role="status"><strong>${name}</strong>: ${plural(added.length, 'new event')}, ${numKnown.toLocaleString('en-GB')} that
        you had already, ${plural(numUnknown, 'film')} not in this catalog.
        ${own ? catalogsWords(own).map((sentence) => html`<span class="block above-2">${sentence}</span>`) : nothing}</p>
      ${own?.restored.length ? html`<p><a href="#/own">See your own catalogs</a></p>` : nothing}
      ${hasNews(done) ? html`<p class="actions"><button class="button" type="button" @click=${() => importOf(this.session).undo()}>${icon('undo', 18)}Take the import back</button></p>` : nothing}</div>`;
  }

  #over(event: DragEvent): void {
    event.preventDefault();
    this.isOver = true;
  }

  #out(): void {
    this.isOver = false;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    this.#read([...(event.dataTransfer?.files ?? [])]);
  }

  #chosen(): void {
    this.#read([...(this.fileInput.files ?? [])]);
    this.fileInput.value = '';
  }

  #read(files: File[]): void {
    if (files.length > 0) void importOf(this.session).read(files);
  }

  async #export(): Promise<void> {
    this.note = await saved(exportName(), () => exportEverything(this.session.privet!, this.hasOwn));
  }
}
