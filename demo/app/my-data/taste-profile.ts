// <taste-profile>: what the likes and dislikes have in common, in plain sentences; the figures behind each are there
// for who asks.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TasteProfile } from '../../../src/sdk/index.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { errorText } from '../state/words.ts';
import { panelStyles } from './panel-styles.ts';
import { evidenceOf, type ProfileSentence, profileRemark, profileSentences } from './profile-words.ts';

/** Details of a film that a taste may follow, beside its facets. */
const DETAILS = ['director', 'cast'];

@customElement('taste-profile')
export class TasteProfilePanel extends SessionElement {
  static override styles = [
    panelStyles,
    css`
    .words {
        max-width: 46rem;
        font: 400 var(--text-l) / 1.55 var(--font-display);
        text-wrap: pretty;
      }
      .bone + .bone {
        width: 60%;
      }
    `,
  ];

  @state() private profile: TasteProfile | undefined;
  @state() private failure = '';
  #taps = new FromSession(this, (state) => state.taps);
  #seenTaps: unknown;

  protected override willUpdate(): void {
    if (this.#taps.value === this.#seenTaps) return;
    this.#seenTaps = this.#taps.value;
    void this.#read();
  }

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><h2 id="title">Your taste, in words</h2>${this.#content()}</section>`;
  }

  #content() {
    if (this.failure) return html`<p class="trouble">${this.failure}</p>`;
    if (!this.profile) return html`<div class="bone"></div><div class="bone"></div>`;
    const sentences = profileSentences(this.profile);
    const remark = profileRemark(this.profile, sentences.length);
    if (sentences.length === 0) return html`<p class="soft">${remark}</p>`;
    return html`<p class="words above-2">${sentences.map(({ text }) => `${text} `)}</p>
      <details class="above-2"><summary>What that rests on</summary>${this.#evidence(sentences, this.profile)}</details>`;
  }

  #evidence(sentences: readonly ProfileSentence[], profile: TasteProfile) {
    const rows = sentences.flatMap(({ traits }) =>
      traits.map((trait) => [trait, profile.likes.includes(trait)] as const),
    );
    return html`<table class="above-2"><caption class="visually-hidden">What the sentences rest on</caption>
        <tbody>${rows.map(([trait, isLike]) => html`<tr><th scope="row">${trait.value}</th><td class="quiet">${evidenceOf(trait, profile, isLike)}</td></tr>`)}</tbody></table>
      <p class="soft">A value is named when it is among your films more often than chance would put it there, measured against the whole
        catalog. Ratings from 3.5 stars count as likes, up to 2.5 as dislikes.</p>${nothing}`;
  }

  async #read(): Promise<void> {
    try {
      this.profile = await this.session.privet?.tasteProfile(DETAILS);
      this.failure = '';
    } catch (error) {
      this.failure = `The profile could not be made. ${errorText(error)}`;
    }
  }
}
