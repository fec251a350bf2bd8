// <hood-latency>: how long each stage of the last answers took, as small charts that follow the taps, and a button that
// asks ten times.
import { css, html, nothing, type SVGTemplateResult, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ForYouRequest } from '../../../src/sdk/index.ts';
import { cssVars } from '../design/css-vars.ts';
import { ground, lines, size } from '../design/parts.ts';
import { type AnswerTimes, answerLog, noteAnswer } from '../session/answer-log.ts';
import { SessionElement } from '../session/session-element.ts';
import { FromState } from '../state/from-state.ts';
import { errorText, plural } from '../state/words.ts';
import { hoodStyles } from './hood-styles.ts';

interface Stage {
  /** Of its bars, a token. */
  colour: string;
  label: string;
  what: string;
  of: (answer: AnswerTimes) => number | undefined;
}

/** In the order in which they happen; the first five make up the time in the worker. */
const STAGES: readonly Stage[] = [
  {
    colour: 'dusk',
    label: 'History',
    what: 'your ratings, and what may be shown',
    of: ({ timings }) => timings.history,
  },
  { colour: 'leaf', label: 'Taste', what: 'the user tower reads the taps', of: ({ timings }) => timings.embed },
  { colour: 'clay', label: 'Rank', what: 'every film is scored', of: ({ timings }) => timings.rank },
  {
    colour: 'line-strong',
    label: 'Re-rank',
    what: 'what goes with what, variety',
    of: ({ timings }) => timings.rerank,
  },
  { colour: 'ink', label: 'Describe', what: 'titles and facts', of: ({ timings }) => timings.describe },
  {
    colour: 'focus',
    label: 'There and back',
    what: 'between page and worker',
    of: ({ roundTripMs, latencyMs }) => Math.max(0, roundTripMs - latencyMs),
  },
  { colour: 'ink-soft', label: 'Paint', what: 'until the next frame is drawn', of: ({ paintMs }) => paintMs },
];
/** Answers that a chart has room for: a short row begins at its left. */
const CAPACITY = 40;
const ASKED = 10;

@customElement('hood-latency')
export class HoodLatency extends SessionElement {
  static override styles = [
    hoodStyles,
    css`
      .head {
        ${lines(3, 5)}
        align-items: start;
        justify-content: space-between;
      }
      .whole {
        ${size('100%', '1.5rem')}
        ${ground('sunken', 's')}
      }
      .swatch {
        display: inline-block;
        ${size('0.75rem')}
        margin-right: var(--space-2);
        border-radius: 2px;
        background: currentColor;
      }
      .whole rect,
      .spark rect {
        fill: currentColor;
      }
      .spark {
        ${size('100%', '1.75rem')}
        min-width: 7rem;
      }
      .spark rect:not(.last) {
        opacity: 0.55;
      }
      td.chart {
        width: 40%;
      }
    `,
  ];

  @state() private asking = 0;
  @state() private error = '';
  #answers = new FromState(
    this,
    () => answerLog,
    ({ answers }) => answers,
  );

  protected override render() {
    const answers = this.#answers.value;
    const last = answers.at(-1);
    return html`<div class="head"><div><h2>How long an answer takes</h2>
        <p class="intro">${answers.length === 0 ? 'No answer yet.' : `The last ${plural(answers.length, 'answer')} of this visit, stage by stage. Tap a film and watch.`}</p></div>
        <button class="button" type="button" ?disabled=${this.asking > 0} @click=${this.#ask}>${this.asking > 0 ? `Asking, ${this.asking} of ${ASKED}` : 'Ask ten times'}</button></div>
      <p class="note" role="status">${this.error}</p>
      ${last ? this.#whole(last) : nothing}
      <div class="scroll" role="region" aria-label="Times of each stage" tabindex="0"><table>
        <thead><tr><th scope="col">Stage</th><th scope="col">Answers, newest last</th><th scope="col" class="number">Last</th>
          <th scope="col" class="number">Median</th><th scope="col" class="number wide">Longest</th></tr></thead>
        <tbody>${STAGES.map((stage) => this.#row(stage, answers))}</tbody></table></div>
      <p class="note">“Ask ten times” asks what goes with ten films of your list in turn, so that the user tower has something new to read each time. Nothing of
        it is kept. Milliseconds; a browser rounds its clock, so what takes less than a tenth reads as nothing.</p>`;
  }

  /** The last answer as one bar. */
  #whole(answer: AnswerTimes) {
    let at = 0;
    const parts = STAGES.map((stage) => {
      const width = stage.of(answer) ?? 0;
      at += width;
      return { stage, x: at - width, width };
    });
    return html`<p class="above-4">The last answer took <strong>${format(answer.roundTripMs)} ms</strong>, ${format(answer.latencyMs)} of them in the
      worker${answer.paintMs === undefined ? '' : `, and ${format(answer.paintMs)} more to be drawn`}.</p>
      <svg class="whole block above-2" viewBox="0 0 ${at || 1} 1" preserveAspectRatio="none" aria-hidden="true">${parts.map(
        ({ stage, x, width }) => svg`<rect ${inColour(stage)} x=${x} y="0" width=${width} height="1"></rect>`,
      )}</svg>`;
  }

  #row(stage: Stage, answers: readonly AnswerTimes[]) {
    const { label, what, of } = stage;
    const times = answers.map(of).filter((time) => time !== undefined);
    const cells = [times.at(-1), median(times), times.length > 0 ? Math.max(...times) : undefined];
    return html`<tr><th scope="row"><span class="swatch" ${inColour(stage)} aria-hidden="true"></span>${label}<span class="soft">${what}</span></th>
      <td class="chart" ${inColour(stage)}>${sparkBars(times)}</td>
      ${cells.map((value, i) => html`<td class="number ${i === 2 ? 'wide' : ''}">${value === undefined ? '–' : format(value)}</td>`)}</tr>`;
  }

  async #ask(): Promise<void> {
    const { items } = this.session.state.list;
    this.error = '';
    try {
      for (this.asking = 1; this.asking <= ASKED; this.asking++) {
        const item = items[(this.asking - 1) % Math.max(1, items.length)];
        const startMs = performance.now();
        const request: ForYouRequest = { count: 21, ...(item && { basket: [item.itemId] }) };
        const { latencyMs, timings } = await this.session.privet!.forYou(request);
        noteAnswer({ latencyMs, timings, roundTripMs: performance.now() - startMs });
      }
    } catch (error) {
      this.error = errorText(error);
    }
    this.asking = 0;
  }
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const format = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms.toFixed(1));

const inColour = ({ colour }: Stage) => cssVars({ color: `var(--${colour})` });

const BAR_STEP = 4;
const CHART_HEIGHT = 24;
/** What is next to nothing is still a line. */
const MIN_BAR = 1;

/** A row of bars, oldest first, as high as the largest of them. Decoration: the figures stand beside it. */
function sparkBars(values: readonly number[]): SVGTemplateResult {
  const largest = Math.max(...values, Number.MIN_VALUE);
  return svg`<svg class="spark block" viewBox="0 0 ${CAPACITY * BAR_STEP} ${CHART_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${values.map((value, i) => {
      const height = Math.max(MIN_BAR, (CHART_HEIGHT * value) / largest);
      const isLast = i === values.length - 1;
      return svg`<rect class=${isLast ? 'last' : ''} x=${i * BAR_STEP} y=${CHART_HEIGHT - height} width=${BAR_STEP - 1} height=${height}></rect>`;
    })}</svg>`;
}
