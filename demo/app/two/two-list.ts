// <two-list>: what came of the other's taste: where both agree and differ, the films for both, and the ways to hand the list
// back and to forget it all. Whatever comes from the other is text.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemSummary, ReadTaste, TasteKind, TasteToShare, TogetherResponse } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { ground, lines, stack } from '../design/parts.ts';
import { downloadText, exportName } from '../my-data/download.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import { errorText, plural } from '../state/words.ts';
import { codePicture } from './code-picture.ts';
import './two-row.ts';
import type { Whys } from './two-row.ts';
import { twoOf } from './two-session.ts';
import { twoStyles } from './two-styles.ts';
import { countsOf, kindWords, titlesOf, whyFor } from './two-words.ts';

@customElement('two-list')
export class TwoList extends SessionElement {
  static override styles = [
    twoStyles,
    css`
      .panel {
        margin-bottom: var(--space-5);
      }
      h3 {
        font: 600 var(--text-m) / 1.3 var(--font-text);
      }
      .sides {
        ${stack(4, 6)}
      }
      .kinds {
        ${lines(1)}
      }
      .kinds li {
        ${ground('sunken', 'round', 1, 3)}
        font-size: var(--text-s);
      }
      .foot {
        ${lines(2)}
        justify-content: space-between;
      }
      .bone {
        height: 6rem;
      }
      @media (min-width: 48rem) {
        .sides {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
    `,
  ];

  @state() private note = '';
  @state() private shown: TasteToShare | undefined;
  #two = new FromState(
    this,
    () => twoOf(this.session),
    (two) => two,
  );
  #marks = new FromSession(this, (state) => state.marks);
  #seen: ReadTaste | undefined;

  /** Another's taste takes the place of the one before. */
  protected override willUpdate(): void {
    const { other } = this.#two.value;
    if (other === this.#seen) return;
    this.#seen = other;
    this.note = '';
    this.shown = undefined;
    void this.focusDrawn('#title');
  }

  protected override render() {
    const { other, found, isBusy } = this.#two.value;
    if (!other) return nothing;
    const { name, list } = other;
    return html`<section class="panel" aria-labelledby="title"><h2 id="title" tabindex="-1">You and ${name}</h2>
      <p class="soft above-1">${about(other)}</p>
      ${list ? this.#handedBack(list, name) : nothing}
      ${isBusy ? html`<div class="bone above-4"></div><p class="visually-hidden" role="status">Looking for films for both of you</p>` : nothing}
      ${found ? this.#found(found, name) : isBusy || list ? nothing : this.#tooLittle(other)}
      <div class="foot above-4"><p class="soft" role="status">${this.note}</p>
        <button class="button" type="button" @click=${this.#forget}>${icon('trash', 18)}Forget ${name}</button></div></section>`;
  }

  #handedBack(films: readonly ItemSummary[], name: string) {
    return html`<h3 class="above-4">The list that ${name} hands to you</h3>
      ${films.length === 0 ? html`<p class="soft">None of its films is in this catalog.</p>` : this.#films(films, () => [])}`;
  }

  #tooLittle({ likes, name }: ReadTaste) {
    const why =
      likes.length === 0 ? `${name} has liked no film of this catalog yet.` : 'Like three films yourself first.';
    return html`<p class="above-4">${why} Then there is a list for both of you.</p>`;
  }

  #found({ items, agree, differ }: TogetherResponse, name: string) {
    const whys = (film: ItemSummary): Whys => {
      const found = items.find(({ itemId }) => itemId === film.itemId)!;
      return [
        ['You', whyFor(found, found.reasons.mine, found.mine)],
        [name, whyFor(found, found.reasons.theirs, found.theirs, name)],
      ];
    };
    return html`<div class="sides above-4"><div><h3>Where you agree</h3>${this.#agree(agree)}</div>
        <div><h3>Where you differ</h3>${this.#differ(differ, name)}</div></div>
      <h3 class="above-5">${plural(items.length, 'film')} that you would both like</h3>
      <p class="soft">Neither of you has seen them, as far as you said. What the pickier of you likes best comes first.</p>
      ${this.#films(items, whys)}
      <p class="actions above-4"><button class="button primary" type="button" @click=${() => this.#save(items)}>${icon('download', 18)}Save the list for ${name}</button>
        <button class="button" type="button" aria-expanded=${this.shown !== undefined} @click=${() => this.#toggleCode(items)}>${this.shown ? 'Hide the code' : 'Show it as a code'}</button></p>
      ${this.shown ? html`<figure>${codePicture(this.shown.code, 'A code with this list')}<figcaption class="soft above-2">Your name, the date and these ${plural(items.length, 'film')}, nothing else.</figcaption></figure>` : nothing}`;
  }

  #films(films: readonly ItemSummary[], whysOf: (film: ItemSummary) => Whys) {
    return html`<ol class="above-2">${repeat(
      films,
      ({ itemId }) => itemId,
      (film) =>
        html`<li><two-row .item=${film} .marks=${this.#marks.value.get(film.itemId)} .whys=${whysOf(film)}></two-row></li>`,
    )}</ol>`;
  }

  #agree({ items, kinds }: TogetherResponse['agree']) {
    if (items.length + kinds.length === 0) return html`<p class="soft">On nothing that you both have said so far.</p>`;
    return html`${items.length > 0 ? html`<p class="above-1">You both like ${titlesOf(items)}.</p>` : nothing}${this.#kinds('Both of you', kinds)}`;
  }

  #differ({ items, kinds }: TogetherResponse['differ'], name: string) {
    if (items.length + kinds.length === 0) return html`<p class="soft">On nothing that stands out so far.</p>`;
    const likedBy = (who: 'me' | 'other') => items.filter((one) => one.likedBy === who).map(({ item }) => item);
    const [mine, theirs] = [likedBy('me'), likedBy('other')];
    const only = (who: 'me' | 'other') => kinds.filter((kind) => kind.likedBy === who);
    return html`${mine.length > 0 ? html`<p class="above-1">You like ${titlesOf(mine)}, ${name} does not.</p>` : nothing}
      ${theirs.length > 0 ? html`<p class="above-1">${name} likes ${titlesOf(theirs)}, you do not.</p>` : nothing}
      ${this.#kinds('You alone', only('me'))}${this.#kinds(`${name} alone`, only('other'))}`;
  }

  #kinds(label: string, kinds: readonly TasteKind[]) {
    if (kinds.length === 0) return nothing;
    return html`<p class="soft above-2">${label}</p><ul class="kinds above-1" aria-label=${label}>${kinds.map((kind) => html`<li>${kindWords(kind)}</li>`)}</ul>`;
  }

  async #save(films: readonly ItemSummary[]): Promise<void> {
    const shared = await this.#share(films);
    if (!shared) return;
    const fileName = exportName(new Date(), 'list-for-two');
    downloadText(fileName, shared.file, 'application/json');
    this.note = `Saved as ${fileName}: your name, the date and these films, nothing else.`;
  }

  async #toggleCode(films: readonly ItemSummary[]): Promise<void> {
    this.shown = this.shown ? undefined : await this.#share(films);
  }

  /** The list alone, under the person's name. */
  async #share(films: readonly ItemSummary[]): Promise<TasteToShare | undefined> {
    const name = this.#two.value.name.trim();
    this.note = '';
    if (name === '') {
      this.note = 'Write your name first, under “Yours”, so that they know who the list is from.';
      this.dispatchEvent(new CustomEvent('unnamed'));
      return undefined;
    }
    try {
      return await this.session.privet!.shareTaste({ name, list: films.map(({ itemId }) => itemId) });
    } catch (error) {
      this.note = `This could not be made. ${errorText(error)}`;
      return undefined;
    }
  }

  #forget(): void {
    twoOf(this.session).forget();
    this.dispatchEvent(new CustomEvent('forgotten'));
  }
}

/** `From a file of 2026-12-01: 57 likes and 12 dislikes.` */
function about({ kind, date, likes, dislikes, seen, list, numLikes, numUnknown }: ReadTaste): string {
  const day = new Date(`${date}T12:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const some =
    likes.length < numLikes
      ? `${likes.length} of ${plural(numLikes, 'like')}`
      : countsOf(likes.length, dislikes.length, seen.length);
  const what = list ? plural(list.length, 'film') : some;
  const unknown =
    numUnknown > 0
      ? ` ${plural(numUnknown, 'film')} of it ${numUnknown === 1 ? 'is' : 'are'} not in this catalog.`
      : '';
  const code = kind === 'code' && !list ? ' A code does not say what was seen: their file does.' : '';
  return `From a ${kind} of ${day}: ${what}.${unknown}${code}`;
}
