// <match-level>: how strictly the list leaves out what is likely not for the person, in three steps. What each step does
// stands below; the list follows at once.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { MatchLevel } from '../../../src/sdk/index.ts';
import { MATCH_LEVELS, writeMatch } from '../session/match-choice.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { sentenceCase } from '../state/words.ts';
import { facetSectionStyles } from './facet-section-styles.ts';

const EFFECTS: Record<MatchLevel, string> = {
  off: 'Nothing is left out of your list.',
  gentle: 'Leaves out what is almost surely not for you.',
  strict: 'Leaves out what is probably not for you.',
};

@customElement('match-level')
export class MatchLevelChoice extends SessionElement {
  static override styles = [
    facetSectionStyles,
    css`
      fieldset {
        margin: 0;
        padding: var(--space-3) 0 var(--space-4);
        border: 0;
        border-top: 1px solid var(--line);
      }
      legend {
        float: left;
        padding: 0;
        width: 100%;
        margin-bottom: var(--space-2);
        font-weight: 600;
      }
      .lists {
        clear: both;
        margin-bottom: var(--space-2);
      }
    `,
  ];

  #level = new FromSession(this, (state) => state.match);

  protected override render() {
    const chosen = this.#level.value;
    return html`<fieldset><legend>Leave out what is not for you</legend><div class="lists">${MATCH_LEVELS.map(
      (level) =>
        html`<label><input type="radio" name="match" .checked=${level === chosen} @change=${() => this.#choose(level)}><span>${sentenceCase(level)}</span></label>`,
    )}</div><p class="soft" aria-live="polite">${EFFECTS[chosen]}</p></fieldset>`;
  }

  #choose(match: MatchLevel): Promise<void> {
    writeMatch(match);
    this.session.set({ match });
    return this.session.list.attempt(() => this.session.list.follow());
  }
}
