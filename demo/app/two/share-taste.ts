// <share-taste>: what somebody gives of their taste to one other person: a name, and films, every one of which can be read
// and left out before anything is made; then a file, or a code for the other's camera.
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { ItemSummary, TasteToShare } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { downloadText, exportName } from '../my-data/download.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import { errorText, plural } from '../state/words.ts';
import { codePicture } from './code-picture.ts';
import { MIN_LIKES, numLikes, twoOf } from './two-session.ts';
import { twoStyles } from './two-styles.ts';
import { titleOf } from './two-words.ts';

const KINDS = ['likes', 'dislikes', 'seen'] as const;
type Kind = (typeof KINDS)[number];

const KIND_WORDS: Record<Kind, (count: number) => string> = {
  likes: (count) => `${plural(count, 'film')} that you like`,
  dislikes: (count) => `${plural(count, 'film')} that you do not like`,
  seen: (count) => `${plural(count, 'film')} that you have only seen`,
};
/** What a taste is made with while it has no name yet. */
const NO_NAME = 'me';

@customElement('share-taste')
export class ShareTaste extends SessionElement {
  static override styles = twoStyles;

  @state() private shared: TasteToShare | undefined;
  @state() private note = '';
  @state() private showsCode = false;
  @state() private opened: ReadonlySet<Kind> = new Set();
  @query('input') private nameInput!: HTMLInputElement | null;
  #two = new FromState(
    this,
    () => twoOf(this.session),
    (two) => two,
  );
  #taps = new FromSession(this, (state) => state.taps);
  #phase = new FromSession(this, (state) => state.phase);
  /** What the taste was made of. */
  #madeOf: unknown[] = [];

  /** Where somebody is asked for it. */
  override focus(): void {
    this.nameInput?.focus();
  }

  protected override willUpdate(): void {
    const { name, without } = this.#two.value;
    const from = [name, without, this.#taps.value, this.#phase.value];
    if (from.every((part, i) => part === this.#madeOf[i])) return;
    this.#madeOf = from;
    void this.#make();
  }

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><h2 id="title">Yours</h2>
      ${numLikes(this.session) < MIN_LIKES ? this.#tooFew() : this.#parts()}</section>`;
  }

  #tooFew() {
    const count = numLikes(this.session);
    const so = count === 0 ? 'You have not liked any yet.' : `You have liked ${count} so far.`;
    return html`<p class="soft above-1">Like or rate three films first, so that there is a taste to share. ${so}</p>
      <p class="actions above-3"><a class="button" href="#/">To the films</a></p>`;
  }

  #parts() {
    const { name } = this.#two.value;
    return html`<p class="soft above-1">All that the other person gets is listed here.</p>
      <label class="above-4">Your name, for them to read<input type="text" maxlength="40" autocomplete="off" .value=${name} @change=${this.#rename}></label>
      <div class="above-3">${KINDS.map((kind) => this.#films(kind))}</div>
      ${this.#leftOut()}
      <p class="soft above-2">And today’s date. No stars, no times, nothing else.</p>
      <p class="actions above-4"><button class="button primary" type="button" @click=${this.#save}>${icon('download', 18)}Save as a file</button>
        <button class="button" type="button" aria-expanded=${this.showsCode} @click=${this.#toggleCode}>${this.showsCode ? 'Hide the code' : 'Show a code'}</button></p>
      <p class="soft above-2" role="status">${this.note}</p>
      ${this.showsCode && this.shared ? this.#code(this.shared) : nothing}`;
  }

  #films(kind: Kind) {
    const films = this.shared?.taste[kind] ?? [];
    if (films.length === 0) return nothing;
    return html`<details class=${kind} @toggle=${(event: Event) => this.#toggle(kind, event)}><summary>${KIND_WORDS[kind](films.length)}</summary>
      ${this.opened.has(kind) ? html`<ul class="titles" tabindex="0" aria-label=${KIND_WORDS[kind](films.length)}>${films.map((film) => this.#film(film))}</ul>` : nothing}</details>`;
  }

  #film(film: ItemSummary) {
    return html`<li><span class="title grow">${titleOf(film)}</span>
      <button class="button plain" type="button" aria-label="Leave out ${film.title}" @click=${() => this.#leaveOut(film)}>Leave out</button></li>`;
  }

  #leftOut() {
    const count = this.#two.value.without.size;
    if (count === 0) return nothing;
    return html`<p class="actions above-2"><span class="soft">${plural(count, 'film')} left out.</span>
      <button class="button plain" type="button" @click=${() => twoOf(this.session).set({ without: new Set() })}>Put ${count === 1 ? 'it' : 'them'} back</button></p>`;
  }

  #code({ taste, code, numInCode }: TasteToShare) {
    const count = taste.likes.length;
    const some =
      numInCode < count ? `the strongest ${numInCode} of your ${count} likes` : `your ${plural(count, 'like')}`;
    const rest =
      taste.dislikes.length + taste.seen.length > 0 ? ' What you dislike and have seen is in the file alone.' : '';
    return html`<figure>${codePicture(code, 'A code with your taste')}
      <figcaption class="soft above-2">Your name, the date and ${some}.${rest} The other person opens this page on their device and presses “Scan a code”.</figcaption></figure>`;
  }

  #toggle(kind: Kind, { target }: Event): void {
    const isOpen = (target as HTMLDetailsElement).open;
    this.opened = new Set(isOpen ? [...this.opened, kind] : [...this.opened].filter((other) => other !== kind));
  }

  #leaveOut({ itemId }: ItemSummary): void {
    const two = twoOf(this.session);
    two.set({ without: new Set([...two.state.without, itemId]) });
  }

  #rename(): void {
    this.note = '';
    twoOf(this.session).set({ name: this.nameInput!.value });
  }

  /** Nothing goes out without a name: the other would not know whose it is. */
  #hasName(): boolean {
    if (this.#two.value.name.trim() !== '') return true;
    this.note = 'Write your name first, so that they know whose taste it is.';
    this.nameInput!.focus();
    return false;
  }

  async #save(): Promise<void> {
    if (!this.#hasName()) return;
    await this.#make();
    if (!this.shared) return;
    const fileName = exportName(new Date(), 'taste');
    downloadText(fileName, this.shared.file, 'application/json');
    this.note = `Saved as ${fileName}. Hand it over as you like.`;
  }

  #toggleCode(): void {
    this.showsCode = !this.showsCode && this.#hasName();
    if (this.showsCode) this.note = '';
  }

  async #make(): Promise<void> {
    const { name, without } = this.#two.value;
    if (this.#phase.value !== 'ready' || this.#taps.value === undefined) return;
    try {
      await this.session.taps.settled();
      this.shared = await this.session.privet!.shareTaste({ name: name.trim() || NO_NAME, without: [...without] });
    } catch (error) {
      this.shared = undefined;
      this.note = `This could not be made. ${errorText(error)}`;
    }
  }
}
