// <data-view>: everything that the app knows about the person: in words, by date, event by event, and where it is kept; to
// bring, to take along, to change, and to erase with proof.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { isShut } from '../state/app-state.ts';
import { FromState } from '../state/from-state.ts';
import { importOf } from './imports/current-import.ts';
import './diary-panel.ts';
import './erase-panel.ts';
import './event-list.ts';
import './import-review.ts';
import './keep-prompt.ts';
import './lock-panel.ts';
import './move-panel.ts';
import './storage-panel.ts';
import './taste-profile.ts';
import { stack } from '../design/parts.ts';
import { viewStyles } from '../design/view-styles.ts';

@customElement('data-view')
export class MyDataView extends SessionElement {
  static override styles = [
    viewStyles,
    css`
    .intro {
      margin-bottom: var(--space-5);
    }
    .parts {
      ${stack(5)}
      grid-template-columns: minmax(0, 1fr);
    }
    import-review {
      margin-bottom: var(--space-5);
      scroll-margin-top: 8.5rem;
    }
    .side {
      ${stack(5)}
      align-content: start;
    }
    @media (min-width: 60rem) {
      .parts {
        grid-template: repeat(4, auto) 1fr / minmax(0, 1fr) 22rem;
      }
      .side {
        grid-area: 1 / 2 / span 5;
      }
    }
  `,
  ];

  #import = new FromState(
    this,
    () => importOf(this.session),
    ({ now }) => now,
  );
  #phase = new FromSession(this, (state) => state.phase);
  #encryption = new FromSession(this, (state) => state.encryption);

  protected override render() {
    return html`<section aria-labelledby="title"><h1 id="title" class="above-4" tabindex="-1">My data</h1>
      <p class="intro">All that this app knows about you is on this page, and all of it is in this browser. Nothing was sent anywhere.</p>
      ${this.#phase.value === 'ready' ? this.#parts() : nothing}</section>`;
  }

  #parts() {
    if (isShut(this.#encryption.value)) return html`<lock-panel></lock-panel>`;
    const now = this.#import.value;
    return html`<keep-prompt></keep-prompt>
      ${now.step === 'review' ? html`<import-review .review=${now.review}></import-review>` : nothing}
      <div class="parts"><taste-profile></taste-profile>
        <diary-panel></diary-panel>
        <div class="side grow"><move-panel></move-panel><storage-panel></storage-panel></div>
        <event-list></event-list>
        <lock-panel></lock-panel>
        <erase-panel></erase-panel></div>`;
  }
}
