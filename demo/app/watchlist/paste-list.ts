// <paste-list>: a list from elsewhere becomes one of this person's: films that they have not seen, the best for them first, to
// be saved all or some; apart from these what they know, what may be one of some films, and what is no film here. It is read on
// this device, and nothing of it is kept but the films that are saved.
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { isShut } from '../state/app-state.ts';
import { errorText, filmLine, marksText, plural } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { menu } from '../widgets/menu.ts';
import { pasteListStyles } from './paste-list-styles.ts';
import { bestFirst, type PastedFilms, pastedFilms, type UnsureLine } from './pasted-films.ts';
import { MAX_CHARS, MAX_LINES } from './read-list.ts';
import '../art/film-poster.ts';

/** Films that are drawn at once. */
const PAGE_LENGTH = 30;

@customElement('paste-list')
export class PasteList extends SessionElement {
  static override styles = pasteListStyles;

  @state() private found: PastedFilms | undefined;
  @state() private problem = '';
  @state() private isBusy = false;
  @state() private isOver = false;
  /** Ids of films that are not to be saved. */
  @state() private left: ReadonlySet<string> = new Set();
  @state() private numShown = PAGE_LENGTH;
  @query('textarea') private box!: HTMLTextAreaElement;
  @query('input[type="file"]') private file!: HTMLInputElement;
  #marks = new FromSession(this, (state) => state.marks);
  #encryption = new FromSession(this, (state) => state.encryption);
  #numErasures = new FromSession(this, (state) => state.numErasures);
  #seenErasures: number | undefined;
  /** What was read before the last question is dropped. */
  #question = 0;

  /** What was pasted goes with what was erased or locked. */
  protected override willUpdate(): void {
    const isNew = this.#seenErasures !== undefined && this.#seenErasures !== this.#numErasures.value;
    this.#seenErasures = this.#numErasures.value;
    if ((isNew || isShut(this.#encryption.value)) && this.found) this.#clear();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('found') && this.found) this.renderRoot.querySelector<HTMLElement>('#result')?.focus();
  }

  protected override render() {
    if (isShut(this.#encryption.value)) return nothing;
    return html`<section class="box" aria-labelledby="paste"><h2 id="paste" tabindex="-1">Paste a list</h2>
      ${this.found ? this.#result(this.found) : this.#door()}</section>`;
  }

  #door() {
    return html`<p id="how" class="soft above-1">The best of the year, a festival programme, what a friend sent: one film a line. It is read on this device, and
        nothing of it is kept but the films that you save.</p>
      <textarea class="above-3 ${this.isOver ? 'over' : ''}" aria-label="A list of films, one a line" aria-describedby="how" autocomplete="off" spellcheck="false" rows="6"
        placeholder="1. Alien (1979)&#10;2. Paddington 2, dir. Paul King" @dragover=${this.#over} @dragleave=${this.#out} @drop=${this.#drop}></textarea>
      ${this.problem ? html`<p class="problem above-2" role="alert">${this.problem}</p>` : nothing}
      <div class="actions above-3"><button class="button primary" type="button" ?disabled=${this.isBusy} @click=${() => this.#read(this.box.value)}>${this.isBusy ? 'Looking for the films' : 'Find these films'}</button>
        <button class="button" type="button" @click=${() => this.file.click()}>${icon('upload', 18)}Take a text file</button></div>
      <input type="file" hidden accept=".txt,.csv,.md,.tsv,text/plain,text/csv,text/markdown" aria-label="A text file with a list of films" @change=${this.#chosen}>`;
  }

  #result(found: PastedFilms) {
    const { films, unsure, missing, numLines, numLeftOut } = found;
    const marks = this.#marks.value;
    const isKnown = ({ itemId }: ItemSummary) => {
      const { taste, stars, seen, hidden } = marks.get(itemId) ?? {};
      return Boolean(taste || stars || seen || hidden);
    };
    const known = films.filter(isKnown);
    const open = films.filter((film) => !isKnown(film));
    const toSave = open.filter(({ itemId }) => !marks.get(itemId)?.saved && !this.left.has(itemId));
    const rest =
      numLeftOut > 0
        ? ` At most ${MAX_LINES} lines are looked for: ${plural(numLeftOut, 'line')} at the end were left out.`
        : '';
    return html`<p id="result" class="above-1" role="status" tabindex="-1">${numLines - missing.length - unsure.length} of ${plural(numLines, 'line')} ${numLines === 1 ? 'is a film' : 'are films'} here.${rest}</p>
      ${unsure.length > 0 ? html`<h3 class="above-4">Which one is meant?</h3><ul class="above-2" aria-label="Lines that may be one of some films">${unsure.map((line) => this.#choice(line))}</ul>` : nothing}
      ${
        open.length > 0
          ? html`<h3 class="above-4">Not seen yet, best for you first</h3><ol class="above-2" aria-label="Films of the list, best for you first">${repeat(
              open.slice(0, this.numShown),
              ({ itemId }) => itemId,
              (film) => this.#film(film),
            )}</ol>`
          : nothing
      }
      ${open.length > this.numShown ? html`<p class="above-3"><button class="button" type="button" @click=${this.#showMore}>Show ${Math.min(PAGE_LENGTH, open.length - this.numShown)} more</button></p>` : nothing}
      ${known.length > 0 ? html`<h3 class="above-4">You know ${known.length === 1 ? 'this one' : 'these'} already</h3><ul class="above-2" aria-label="Films of the list that you know">${known.map((film) => this.#film(film))}</ul>` : nothing}
      ${missing.length > 0 ? html`<details class="above-4" ?open=${missing.length < 6}><summary class="bold small">${plural(missing.length, 'line')} not found here</summary><ul>${missing.map((text) => html`<li class="missing breaks">${text}</li>`)}</ul></details>` : nothing}
      <div class="foot above-4">${toSave.length > 0 ? html`<button class="button primary" type="button" ?disabled=${this.isBusy} @click=${() => this.#save(toSave)}>${icon('save', 18)}Save ${plural(toSave.length, 'film')} for later</button>` : nothing}
        <button class="button" type="button" @click=${this.#another}>Another list</button></div>`;
  }

  #film(item: ItemSummary) {
    const { itemId, title } = item;
    const marks = this.#marks.value.get(itemId);
    const said = marks ? marksText(marks) : '';
    return html`<li class="film">${said ? nothing : html`<label><input type="checkbox" aria-label="Save ${title}" .checked=${!this.left.has(itemId)} @change=${() => this.#toggle(itemId)}></label>`}
      <film-poster lazy .item=${item}></film-poster>
      <p class="grow breaks"><a class="title-link bold" ${filmLink(itemId)}>${title}</a> <span class="soft block">${[filmLine(item), said].filter(Boolean).join(' · ')}</span></p></li>`;
  }

  #choice(line: UnsureLine) {
    const { text, candidates } = line;
    const named = candidates.map(
      (item) => [item.itemId, `${item.title} (${item.details.year ?? 'year unknown'})`] as const,
    );
    const take = (itemId: string) => void this.#take(line, itemId);
    return html`<li class="unsure"><span class="breaks">${text}</span>${menu(`Which film is ${text}?`, [['', 'None of these'], ...named], '', take)}</li>`;
  }

  async #take(line: UnsureLine, itemId: string): Promise<void> {
    const { found } = this;
    const item = line.candidates.find((candidate) => candidate.itemId === itemId);
    if (!found || !item) return;
    const place = found.unsure.indexOf(line);
    const question = ++this.#question;
    const films = await bestFirst(this.session.privet!, [
      ...found.films.filter((film) => film.itemId !== itemId),
      item,
    ]);
    if (question !== this.#question) return;
    this.found = { ...found, films, unsure: found.unsure.filter((other) => other !== line) };
    await this.updateComplete;
    this.focusNear([...this.renderRoot.querySelectorAll<HTMLElement>('.unsure select')], place, '#result');
  }

  #toggle(itemId: string): void {
    const left = new Set(this.left);
    if (!left.delete(itemId)) left.add(itemId);
    this.left = left;
  }

  #showMore(): void {
    this.numShown += PAGE_LENGTH;
  }

  async #read(text: string): Promise<void> {
    const { privet } = this.session;
    this.problem = tooMuch(text);
    if (this.problem || !privet || this.isBusy) return;
    const question = ++this.#question;
    this.isBusy = true;
    try {
      const found = await pastedFilms(privet, text);
      if (question !== this.#question) return;
      if (found.numLines === 0) this.problem = 'There is no title in it. Paste the titles of films, one a line.';
      else this.found = found;
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.isBusy = false;
    }
  }

  /** In one act with one way back; the best of them stands first on the watchlist. */
  async #save(films: readonly ItemSummary[]): Promise<void> {
    this.isBusy = true;
    await this.session.engine.attempt(async (privet) => {
      await this.session.taps.settled();
      const nowMs = Date.now();
      const saves = films.map(({ itemId }, i) => ({ type: 'save', mark: 'save', itemId, time: nowMs - i }) as const);
      const { added } = await privet.addEvents(saves);
      const undo = async () => {
        await privet.eraseEvents(added);
        await this.session.films.followHistory(`${plural(added.length, 'film')} taken off your watchlist.`);
      };
      const takeBack = () => void this.session.engine.attempt(undo);
      await this.session.films.followHistory(`${plural(added.length, 'film')} saved for later`, takeBack);
    });
    this.isBusy = false;
    await this.focusDrawn('#result');
  }

  async #another(): Promise<void> {
    this.#clear();
    await this.focusDrawn('textarea');
  }

  #clear(): void {
    this.#question++;
    this.found = undefined;
    this.problem = '';
    this.left = new Set();
    this.numShown = PAGE_LENGTH;
  }

  #over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isOver = true;
  }

  #out(): void {
    this.isOver = false;
  }

  #drop(event: DragEvent): void {
    this.isOver = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.#readFile(file);
  }

  #chosen(): void {
    const [file] = this.file.files ?? [];
    this.file.value = '';
    if (file) void this.#readFile(file);
  }

  async #readFile(file: File): Promise<void> {
    // A character takes up to four bytes.
    const text = file.size > 4 * MAX_CHARS ? undefined : await file.text().catch(() => undefined);
    if (text !== undefined) return this.#read(text);
    this.problem = `${file.name} could not be read: a text file of at most 100 kB is expected.`;
  }
}

/** What is wrong with a text as a whole, for people; '' for nothing. */
function tooMuch(text: string): string {
  if (text.trim() === '') return 'Nothing is here yet. Paste the titles of films, one a line.';
  const thousands = Math.round(text.length / 1000).toLocaleString('en-GB');
  if (text.length > MAX_CHARS)
    return `That is ${thousands} thousand characters, and at most 100 thousand are read. Paste a part of it.`;
  return text.includes('\0') ? 'That is no text. Paste the titles of films, one a line.' : '';
}
