// <own-drop>: where a file comes in: dropped, chosen (by mouse or keyboard) or, for a first look, the sample. While
// something is dragged over the page the whole box says so.
import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { ground, middle, round, size, soft, stack, tint } from '../design/parts.ts';
import type { OwnCatalogsSession } from './own-catalogs-session.ts';

const EXAMPLE = `title,author,year,tags,description
The Left Hand of Darkness,Ursula K. Le Guin,1969,science fiction|winter,An envoy on a world without fixed sexes.
The Hobbit,J. R. R. Tolkien,1937,fantasy|quest,A comfortable person leaves home without a handkerchief.`;

@customElement('own-drop')
export class OwnDrop extends AppElement {
  static override styles = css`
    .zone {
      ${stack(4)}
      justify-items: start;
      ${round('l', 6)}
      border: 2px dashed var(--line-strong);
      background: var(--surface);
      transition: background var(--motion-quick), border-color var(--motion-quick);
    }
    .zone.over {
      border-color: var(--leaf);
      border-style: solid;
      background: var(--leaf-wash);
    }
    .steps {
      ${stack(4, 6)}
      margin-top: var(--space-6);
      counter-reset: step;
    }
    .steps li {
      position: relative;
      padding-left: 2.75rem;
      counter-increment: step;
      ${soft}
    }
    .steps li::before {
      content: counter(step);
      position: absolute;
      left: 0;
      ${middle} ${size('2rem')}
      border-radius: 50%;
      ${tint('leaf')}
      font: 600 var(--text-m) / 1 var(--font-display);
    }
    .steps strong {
      color: var(--ink);
    }
    figure {
      margin: var(--space-6) 0 0;
    }
    pre {
      margin: var(--space-2) 0 0;
      ${ground('sunken', 'm', 4)}
      font-size: var(--text-s);
      line-height: 1.6;
      overflow: auto hidden;
    }
    @media (min-width: 48rem) {
      .steps {
        grid-template-columns: repeat(3, 1fr);
      }
    }
    @media (max-width: 33.99rem) {
      .zone {
        padding: var(--space-5) var(--space-4);
      }
    }
  `;

  @property({ attribute: false }) own!: OwnCatalogsSession;
  /** Name of the file that is being read, or nothing. */
  @property() reading = '';
  @state() private isOver = false;
  @query('input') private input!: HTMLInputElement;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ['dragover', 'dragleave', 'drop'] as const) addEventListener(type, this.#drag);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of ['dragover', 'dragleave', 'drop'] as const) removeEventListener(type, this.#drag);
  }

  protected override render() {
    const isBusy = this.reading !== '';
    return html`<div class="zone ${this.isOver ? 'over' : ''}">
        <h2>${this.isOver ? 'Let go to read it' : isBusy ? `Reading ${this.reading}` : 'Drop a file here'}</h2>
        <p class="soft">CSV, JSON or JSON lines, also in .gz or .zip, with a title for each item. Up to 20,000 items and 50 MB.</p>
        <div class="actions wide">
          <button class="button primary" type="button" ?disabled=${isBusy} @click=${() => this.input.click()}>${icon('upload', 18)}Choose a file</button>
          <button class="button" type="button" ?disabled=${isBusy} @click=${() => this.own.readSample()}>Try it with 363 recipes</button></div>
        <input type="file" hidden aria-label="A file with your catalog" accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz,.zip,text/csv,application/json"
          @change=${this.#choose}></div>
      <ol class="steps">
        <li><strong class="block">Look at the columns</strong> Which one is the title, the text, the tags? They are guessed, and you can correct them.</li>
        <li><strong class="block">It reads your items</strong> A small language model on this device reads each text. You can begin after the first hundred.</li>
        <li><strong class="block">Like and dislike</strong> The list follows at once. It is all kept here, for the next visit too.</li></ol>
      <figure><figcaption class="soft">A file can be as simple as this</figcaption><pre tabindex="0">${EXAMPLE}</pre></figure>`;
  }

  #choose(): void {
    const [file] = this.input.files ?? [];
    if (file) void this.own.read(file, file.name);
    this.input.value = '';
  }

  /** Anywhere on the page counts: a file that misses the box would else replace the page. */
  #drag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isOver = event.type === 'dragover';
    const [file] = event.type === 'drop' ? event.dataTransfer.files : [];
    if (file && this.reading === '') void this.own.read(file, file.name);
  };
}
