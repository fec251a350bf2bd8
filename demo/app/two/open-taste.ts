// <open-taste>: the other person's file, chosen or dropped, or their code before the camera.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { dropZone } from '../design/drop-zone.ts';
import { icon } from '../design/icons.ts';
import { ground } from '../design/parts.ts';
import { SessionElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import './code-scanner.ts';
import { twoOf } from './two-session.ts';
import { twoStyles } from './two-styles.ts';

/** What every code of ours begins with (docs/formats/taste-file.md). */
const IS_CODE = /^PRIVET TASTE /;
const OTHER_CODE = 'That is a code of something else. Theirs is on this page, on their device, under “Show a code”.';

@customElement('open-taste')
export class OpenTaste extends SessionElement {
  static override styles = [
    twoStyles,
    dropZone,
    css`
      .trouble {
        ${ground('clay-wash', 'm', 3, 4)}
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private isOver = false;
  @state() private scans = false;
  @query('input') private fileInput!: HTMLInputElement;
  #problem = new FromState(
    this,
    () => twoOf(this.session),
    ({ problem }) => problem,
  );

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><h2 id="title">Theirs</h2>
      <p class="soft above-1">Their file, or the code on their screen. It is read here and kept nowhere.</p>
      ${this.#problem.value ? html`<p class="trouble above-3" role="alert">${this.#problem.value}</p>` : nothing}
      <div class="drop above-4 ${this.isOver ? 'over' : ''}" @dragover=${this.#over} @dragleave=${this.#out} @drop=${this.#drop}>
        <p class="soft">Drop their file here, or</p>
        <div class="actions"><button class="button" type="button" @click=${() => this.fileInput.click()}>${icon('upload', 18)}Choose a file</button>
          <button class="button scan" type="button" aria-expanded=${this.scans} @click=${this.#toggleScan}>${this.scans ? 'Stop scanning' : 'Scan a code'}</button></div></div>
      <input type="file" hidden accept=".json,application/json" aria-label="Their file" @change=${this.#chosen}>
      ${this.scans ? html`<code-scanner class="above-4" @code=${this.#scanned}></code-scanner>` : nothing}</section>`;
  }

  #toggleScan(): void {
    twoOf(this.session).set({ problem: '' });
    this.scans = !this.scans;
  }

  async #scanned({ detail }: CustomEvent<string>): Promise<void> {
    if (!IS_CODE.test(detail)) return twoOf(this.session).set({ problem: OTHER_CODE });
    if (await twoOf(this.session).open(async () => detail, 'This code was not opened.')) this.scans = false;
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
    this.#read(event.dataTransfer?.files[0]);
  }

  #chosen(): void {
    this.#read(this.fileInput.files?.[0]);
    this.fileInput.value = '';
  }

  #read(file: File | undefined): void {
    this.scans = false;
    if (file) void twoOf(this.session).openFile(file);
  }
}
