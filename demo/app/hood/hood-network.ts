// <hood-network>: every request since the page was opened, of the page and of its worker, as a waterfall, and what
// there is to say of them all. It looks again every second: whoever taps and searches meanwhile sees that nothing is
// added.
import { css, html, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { ground, line, size } from '../design/parts.ts';
import { said } from '../design/view-styles.ts';
import { serviceWorkerRequests } from '../offline/service-worker-requests.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { formatBytes, plural, sum } from '../state/words.ts';
import { hoodStyles } from './hood-styles.ts';
import { pageRequests, type RequestRow, requestRow, type Source, type Verdict, verdictOf } from './request-rows.ts';

const LOOK_AGAIN_MS = 1000;
const SOURCES: Record<Source, string> = {
  network: 'network',
  cache: 'this browser',
  unchanged: 'this browser, host asked',
  'service worker': 'kept here',
  failed: 'no answer',
};

@customElement('hood-network')
export class HoodNetwork extends SessionElement {
  static override styles = [
    hoodStyles,
    css`
      .verdict {
        ${line(3)}
        ${ground('leaf-wash', 'm', 4)}
      }
      .verdict.bad {
        background: var(--clay-wash);
        color: inherit;
        font-weight: 400;
      }
      .verdict svg {
        margin-top: 2px;
        color: var(--leaf);
      }
      .verdict.bad svg {
        color: var(--clay);
      }
      .chart {
        width: 34%;
        min-width: 6rem;
        vertical-align: middle;
      }
      .chart svg {
        ${size('100%', '0.75rem')}
        overflow: visible;
      }
      .chart rect {
        fill: var(--line-strong);
      }
      .network rect {
        fill: var(--leaf);
      }
      .foreign rect {
        fill: var(--clay);
      }
      .foreign .path {
        ${said('clay')}
      }
      @media (max-width: 39.99rem) {
        .chart {
          width: 26%;
          min-width: 4rem;
        }
      }
    `,
  ];

  @state() private rows: readonly RequestRow[] = [];
  #warm = new FromSession(this, (state) => state.warm);
  #warmUp = new FromSession(this, (state) => state.status?.warmUp);
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#look();
    this.#timer = setInterval(() => document.visibilityState === 'visible' && this.#look(), LOOK_AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const home = new URL('./', document.baseURI).href;
    const ofWorker = (await this.session.privet?.requests().catch(() => [])) ?? [];
    const rows = [
      ...pageRequests().map((fact) => requestRow(fact, 'page', home)),
      ...ofWorker.map((fact) => requestRow(fact, 'worker', home)),
      ...serviceWorkerRequests().map((fact) => requestRow(fact, 'service worker', home)),
    ].sort((a, b) => a.startedMs - b.startedMs);
    if (rows.length !== this.rows.length) this.rows = rows;
  }

  protected override render() {
    const warm = this.#warm.value;
    const verdict = 'looks' in warm ? verdictOf(this.rows, warm.sinceMs, warm.looks) : verdictOf(this.rows, undefined);
    return html`<h2>What the page asked the network for</h2>
      <p class="intro">Every request since you opened this page, of the page and of the worker that makes your list, as your browser noted it. Go
        back, tap, search, open films, and come here again: nothing should be added.</p>
      <div class="verdict above-4 ${isBad(verdict) ? 'bad' : ''}" role="status">${icon('shield', 24)}
        <div>${this.rows.length > 0 ? this.#verdict(verdict) : 'Looking'}</div></div>
      ${
        warm.state === 'partial'
          ? html`<p class="note">Your browser asks pages to save data, so the text model (${formatBytes(warm.leftOutBytes)}) was left out. Your first search,
        or the first catalog of your own that you build or search, will fetch it: the host can tell from that request that somebody did one of these, not
        what was in it.</p>`
          : nothing
      }
      ${this.#waterfall()}
      <p class="note">Green bars came over the network. “Host asked” means that the browser asked whether its own copy is still right, and it was. A service
        worker fetches the files of the page a second time, to keep them for offline use. Its own script, sw.js, is noted nowhere: the browser fetches it with
        each visit, and when a newer version is looked for.</p>`;
  }

  #verdict(verdict: Verdict) {
    const { numRequests, foreign, withQuery, sinceWarm, numLooking } = verdict;
    const site = foreign.length === 0 ? 'all to this site' : `${foreign.length} to other sites`;
    const files =
      withQuery.length === 0
        ? 'all for plain files, with nothing in their addresses'
        : `${withQuery.length} with a question in the address`;
    return html`<p><strong>${plural(numRequests, 'request')}, ${site}, ${files}.</strong></p>
      <p class="above-2">${this.#sinceWarm(sinceWarm)}${numLooking > 0 ? ` ${plural(numLooking, 'request')} looked for a newer version of the app, by the clock.` : ''}</p>
      ${isBad(verdict) ? html`<ul class="above-2">${[...new Set([...foreign, ...withQuery, ...(sinceWarm ?? [])])].map((path) => html`<li class="breaks">${path}</li>`)}</ul>` : nothing}`;
  }

  #sinceWarm(paths: string[] | undefined): string {
    const warm = this.#warm.value;
    if (paths === undefined || !('looks' in warm)) return this.#untilWarm();
    const time = new Date(warm.sinceMs).toLocaleTimeString('en-GB');
    const count = paths.length === 0 ? 'None' : plural(paths.length, 'request');
    const what = warm.state === 'partial' ? 'everything but the text model' : 'everything';
    return `${count} since the engine had ${what} (${time}): ${this.#bytes()} of models and catalog.`;
  }

  /** Before that: how far it is, and why it does not go on. */
  #untilWarm(): string {
    const [warm, warmUp] = [this.#warm.value, this.#warmUp.value];
    const waiting = [warm, warmUp].find((part) => part?.state === 'waiting');
    if (waiting?.state === 'waiting') {
      return `Not everything is here: ${this.#bytes()} of models and catalog so far, and the network is away or slow (${waiting.message}). What is missing is fetched when it goes on, the same files in the same order for everyone.`;
    }
    if (warm.state === 'failed') return `Not everything could be had: ${warm.message}`;
    return `The engine is still fetching what it needs, the same files in the same order for everyone: ${this.#bytes()} of models and catalog so far.`;
  }

  /** `3.1 MB of 16 MB`, or all of it. */
  #bytes(): string {
    const warmUp = this.#warmUp.value;
    if (!warmUp || warmUp.state === 'idle') return 'nothing';
    const { loadedBytes, totalBytes } = warmUp;
    return loadedBytes === totalBytes
      ? formatBytes(totalBytes)
      : `${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}`;
  }

  #waterfall() {
    const start = this.rows[0]?.startedMs ?? 0;
    const spanMs = Math.max(1, ...this.rows.map(({ startedMs, durationMs }) => startedMs + durationMs - start));
    const total = sum(this.rows.map(({ sizeBytes }) => sizeBytes));
    return html`<div class="scroll" role="region" aria-label="Requests in the order in which they began" tabindex="0"><table>
      <thead><tr><th scope="col" class="wide number">No.</th><th scope="col">What</th><th scope="col" class="wide">Kind</th><th scope="col" class="wide">By</th>
        <th scope="col" class="number">Bytes</th><th scope="col" class="wide">From</th><th scope="col" class="number">At, ms</th><th scope="col">In ${(spanMs / 1000).toFixed(1)} s</th></tr></thead>
      <tbody>${this.rows.map((row, i) => this.#row(row, i, start, spanMs))}</tbody></table></div>
      <p class="note">${formatBytes(total)} over the network.</p>`;
  }

  #row(row: RequestRow, i: number, start: number, spanMs: number) {
    const { path, kind, from, source, sizeBytes, startedMs, durationMs, isSameSite, hasQuery } = row;
    const classes = `${source === 'network' ? 'network' : ''} ${isSameSite && !hasQuery ? '' : 'foreign'}`;
    const x = ((startedMs - start) / spanMs) * 100;
    return html`<tr class=${classes}><td class="wide number soft">${i + 1}</td><td class="path">${path}</td><td class="wide soft">${kind}</td><td class="wide soft">${from}</td>
      <td class="number">${sizeBytes === 0 ? '–' : formatSmall(sizeBytes)}</td><td class="wide soft">${SOURCES[source]}</td>
      <td class="number soft">${Math.round(startedMs - start)}</td>
      <td class="chart"><svg class="block" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${svg`<rect x=${x} y="0" width=${Math.max(0.6, (durationMs / spanMs) * 100)} height="1"></rect>`}</svg></td></tr>`;
  }
}

function isBad({ foreign, withQuery, sinceWarm }: Verdict): boolean {
  return foreign.length > 0 || withQuery.length > 0 || (sinceWarm?.length ?? 0) > 0;
}

const formatSmall = (bytes: number): string => (bytes < 1000 ? `${bytes} B` : formatBytes(bytes));
