// <hood-view>: under the hood. What the page asked of the network, how long each stage takes, what runs where and why,
// and every file with its fingerprint: what the other views promise, to be seen. All of it is read on this device.
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { EngineReport } from '../../../src/sdk/index.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import './hood-device.ts';
import './hood-files.ts';
import './hood-latency.ts';
import './hood-matches.ts';
import './hood-network.ts';
import './hood-parts.ts';
import { viewStyles } from '../design/view-styles.ts';

@customElement('hood-view')
export class HoodView extends SessionElement {
  static override styles = [
    viewStyles,
    css`
    :host(:focus) {
      outline: none;
    }
    .intro {
      max-width: 44rem;
      margin-bottom: 0;
    }
    section > * {
      margin-top: var(--space-7);
    }
  `,
  ];

  @state() private report: EngineReport | undefined;
  #status = new FromSession(this, (state) => state.status);
  #warm = new FromSession(this, (state) => state.warm);
  #phase = new FromSession(this, (state) => state.phase);
  /** What the report was read for. */
  #readFor: unknown[] = [];

  /** Files are checked as parts come: the report is read again when one has changed its state. */
  protected override willUpdate(): void {
    if (this.#phase.value !== 'ready') return;
    const states = Object.values(this.#status.value?.parts ?? {}).map(({ state }) => state);
    const readFor = [...states, this.#warm.value];
    if (readFor.length === this.#readFor.length && readFor.every((value, i) => value === this.#readFor[i])) return;
    this.#readFor = readFor;
    this.session.privet?.inspect().then(
      (report) => {
        this.report = report;
      },
      (error: unknown) => console.warn(error),
    );
  }

  protected override render() {
    return html`<section aria-labelledby="title"><h1 id="title">Under the hood</h1>
      <p class="intro">Everything here is measured or read on this device while you look at it, and shown to you alone.</p>
      <hood-network></hood-network>
      <hood-latency></hood-latency>
      <hood-matches></hood-matches>
      <hood-device .report=${this.report}></hood-device>
      <hood-files .report=${this.report}></hood-files>
      <hood-parts></hood-parts></section>`;
  }
}
