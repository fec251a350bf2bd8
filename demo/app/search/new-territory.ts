// <new-territory>: a line below the first films with searches that lead elsewhere. It asks for them when it comes in
// sight, and keeps its room until they are there.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { chipStyles } from '../design/chip-styles.ts';
import { grow, row } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { sentenceCase } from '../state/words.ts';

const NUM_SHOWN = 3;

@customElement('new-territory')
export class NewTerritory extends SessionElement {
  static override styles = [
    chipStyles,
    css`
      .lead {
        flex: none;
      }
      .chip {
        white-space: nowrap;
      }
      @media (min-width: 48rem) {
        section {
          ${row(3)}
        }
        .strip {
          ${grow}
          margin: 0;
          padding: 3px;
        }
      }
    `,
  ];

  #isInSight = false;
  #ready = new FromSession(this, (state) => state.phase === 'ready');
  #suggested = new FromSession(this, (state) => state.suggested);
  readonly #sight = new IntersectionObserver((entries) => {
    this.#isInSight = entries.at(-1)!.isIntersecting;
    this.requestUpdate();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
  }

  protected override render() {
    const texts = this.#suggested.value?.slice(0, NUM_SHOWN);
    if (texts?.length === 0) return nothing;
    if (!texts) return nothing;
    return html`<section aria-label="Something new"><p class="lead soft">Something new:</p>
      <ul class="strip">${texts.map((text) => html`<li><button class="chip" type="button" @click=${() => this.#ask(text)}>${sentenceCase(text)}</button></li>`)}</ul></section>`;
  }

  protected override updated(): void {
    if (!this.#isInSight || !this.#ready.value) return;
    this.session.suggestions.show(NUM_SHOWN).catch((error: unknown) => console.warn(error));
  }

  /** The results stand where the line was. */
  #ask(text: string): void {
    this.session.search.ask(text);
    this.dispatchEvent(new CustomEvent('search-asked'));
  }
}
