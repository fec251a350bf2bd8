// <hood-device>: what this device has, where the towers and the ranking run on it, and the figures that decided that.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AnswerSource, Calibration, EngineReport, EngineStatus } from '../../../src/sdk/index.ts';
import { stack } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { addressWithBackend, BACKENDS as CHOOSABLE, chosenBackend } from '../state/bundle-address.ts';
import { formatBytes, sentenceCase, timeAgo } from '../state/words.ts';
import { hoodStyles } from './hood-styles.ts';

const BACKENDS = {
  webgpu: 'the graphics processor (WebGPU)',
  wasm: 'the processor (WebAssembly)',
  js: 'the processor (plain JavaScript: this page may compile no WebAssembly)',
} as const;
const RANKERS = {
  webgpu: BACKENDS.webgpu,
  'wasm-relaxed-simd': 'the processor (WebAssembly, relaxed SIMD)',
  'wasm-simd': 'the processor (WebAssembly, SIMD)',
  javascript: 'the processor (plain JavaScript)',
} as const;
const CHOICES = {
  requested: 'It was asked for.',
  only: 'There is nothing to choose from: no graphics processor that the browser offers here is worth using.',
  measured: 'It was the fastest in a measurement on this device, just now.',
  remembered: 'It was the fastest in a measurement on this device, on an earlier visit.',
} as const;
/** To be chosen by hand. */
const PREFERENCES = { auto: 'Whatever is fastest', wasm: 'The processor', webgpu: 'The graphics processor' } as const;
const CANNOT_SUSPEND =
  'The taste model stays on the processor: WebAssembly of this browser cannot wait for the graphics processor.';
const SOURCES: Record<AnswerSource, string> = {
  prior: 'Well rated and widely seen films: the same first list for everyone',
  mean: 'An average of your ratings; the model had not loaded yet',
  'user-tower': 'The taste model, from your ratings',
};

@customElement('hood-device')
export class HoodDevice extends SessionElement {
  static override styles = [
    hoodStyles,
    css`
      .halves {
        ${stack(6, 7)}
      }
      .halves > * {
        min-width: 0;
      }
      .places {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1.5rem;
        margin-block: 0.5rem;
        padding: 0;
        list-style: none;
      }
      .places [aria-current] {
        font-weight: bold;
      }
      @media (min-width: 60rem) {
        .halves {
          grid-template-columns: 1fr 1fr;
        }
      }
    `,
  ];

  @property({ attribute: false }) report: EngineReport | undefined;
  @state() private device: DeviceFacts | undefined;
  #status = new FromSession(this, (state) => state.status);
  #list = new FromSession(this, (state) => state.list);

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    this.device = await readDeviceFacts();
  }

  protected override render() {
    const status = this.#status.value;
    return html`<div class="halves"><div><h2>This device</h2>${this.device ? this.#device(this.device, status) : nothing}</div>
      <div><h2>Where your list is made</h2>${status ? this.#places(status) : nothing}</div></div>`;
  }

  #device({ threads, memoryGb, gpu, storage, ...has }: DeviceFacts, status: EngineStatus | undefined) {
    const simd = has.hasRelaxedSimd ? 'SIMD and relaxed SIMD' : has.hasSimd ? 'SIMD' : 'without SIMD';
    return html`<dl>${row('Processor', `${threads} threads, as the browser tells it`)}
      ${row('Memory', memoryGb ? `${memoryGb} GB or more, rounded by the browser` : 'The browser does not say')}
      ${row('Graphics', gpuText(gpu))}
      ${row('WebAssembly', `${simd}${has.hasSuspending ? ', can wait for the graphics processor' : ''}; one thread is used`)}
      ${row('Isolated page', has.isIsolated ? 'Yes' : 'No: it is not needed, one thread is enough')}
      ${row('Storage', this.#storageText(storage, status))}</dl>
      ${storage?.isPersisted === false && status?.storage === 'indexeddb' ? html`<button class="button above-2" type="button" @click=${this.#persist}>Ask the browser to keep your ratings for good</button>` : nothing}`;
  }

  #storageText(storage: DeviceFacts['storage'], status: EngineStatus | undefined): string {
    if (status?.storage === 'memory') return 'Refused by this browser: your ratings are gone when the tab closes';
    if (!storage) return 'The browser does not say';
    const kept = storage.isPersisted ? 'kept for good' : 'kept until you clear the data or the disk is full';
    return `${formatBytes(storage.usedBytes)} used of ${formatBytes(storage.quotaBytes)} that this site may use; ${kept}`;
  }

  async #persist(): Promise<void> {
    await navigator.storage.persist();
    this.device = await readDeviceFacts();
  }

  #places(status: EngineStatus) {
    const { source } = this.#list.value;
    const { backend, rankingBackend, parts } = status;
    const towers = parts.towers.state === 'failed' ? 'nowhere: it could not be loaded' : 'nowhere yet: it is loading';
    return html`<dl>${row('Taste model', sentenceCase(backend ? BACKENDS[backend] : towers))}
        ${row('Ranking', rankingBackend ? sentenceCase(RANKERS[rankingBackend]) : 'Nowhere yet')}
        ${row('Why there', whyThere(status))}
        ${row('This list is', source ? SOURCES[source] : 'As you left it on your last visit')}</dl>
      <h3>Choose where</h3>${choosePlace()}
      <h3>What was measured</h3>${this.#calibration(this.report?.calibration, status)}`;
  }

  #calibration(calibration: Calibration | undefined, status: EngineStatus) {
    if (!calibration) return html`<p class="note">${notMeasured(status)}</p>`;
    const { measuredAtMs, ways } = calibration;
    return html`<div class="scroll" role="region" aria-label="Measured ways" tabindex="0"><table><thead><tr><th scope="col">Taste model</th><th scope="col">Ranking</th>
        <th scope="col" class="number">Median, ms</th></tr></thead>
      <tbody>${ways.map(({ tower, ranking, medianMs }) => {
        const isChosen = tower === status.backend && (ranking === 'webgpu') === (status.rankingBackend === 'webgpu');
        return html`<tr class=${isChosen ? 'chosen bold' : ''}><td>${NAMES[tower]}</td><td>${NAMES[ranking]}</td><td class="number">${medianText(medianMs)}${isChosen ? ', chosen' : ''}</td></tr>`;
      })}</tbody></table></div>
      <p class="note">A whole request each, on the catalog that is loaded, ${timeAgo(measuredAtMs)} (${new Date(measuredAtMs).toLocaleString('en-GB')}). A graphics processor has to be
        a tenth faster to be chosen: the processor is never lost in between.</p>`;
  }
}

const NAMES = { webgpu: 'WebGPU', wasm: 'WebAssembly', js: 'JavaScript' } as const;

/** Links: the page is loaded anew with the choice in its address. */
function choosePlace() {
  const chosen = chosenBackend(location.search);
  return html`<ul class="places">${CHOOSABLE.map(
    (backend) =>
      html`<li><a href=${addressWithBackend(backend)} aria-current=${backend === chosen ? 'true' : nothing}>${PREFERENCES[backend]}</a></li>`,
  )}</ul>
    <p class="note">The page reloads, and your ratings stay. The graphics processor needs ONNX Runtime, 4 MB more.</p>`;
}

function whyThere({ backendChoice, cannotSuspend }: EngineStatus): string {
  const choice = backendChoice ? CHOICES[backendChoice] : 'It is decided when everything else is here.';
  return cannotSuspend ? `${choice} ${CANNOT_SUSPEND}` : choice;
}

const medianText = (ms: number): string => (Number.isFinite(ms) ? ms.toFixed(2) : 'did not end in time');

function notMeasured({ backendChoice }: EngineStatus): string {
  if (backendChoice === 'only') return 'Nothing: with one way to run there is nothing to compare.';
  if (backendChoice === 'requested') return 'Nothing: this was asked for.';
  if (backendChoice === 'remembered') return 'On an earlier visit, before the figures were kept.';
  return 'Nothing yet.';
}

function gpuText(gpu: DeviceFacts['gpu']): string {
  if (!gpu) return 'None that the browser offers';
  const name = [gpu.vendor, gpu.architecture].filter(Boolean).join(', ') || 'one that the browser does not name';
  return gpu.isSoftware ? `${name}: drawn by the processor, so it is used only when it is asked for` : name;
}

function row(label: string, value: string) {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

// The smallest modules that use one instruction of each kind: (func (result v128) i32.const 0; i8x16.splat) and the
// relaxed swizzle.
const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
const SIMD = Uint8Array.of(...HEADER, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);
const RELAXED_SIMD = Uint8Array.of(
  ...[...HEADER, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0],
  ...[65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11],
);

type DeviceFacts = Awaited<ReturnType<typeof readDeviceFacts>>;

/** What the browser tells of this device, read here and told to nobody. What it does not tell is undefined. */
async function readDeviceFacts() {
  const [gpu, storage] = await Promise.all([readGpu(), readStorage()]);
  return {
    threads: navigator.hardwareConcurrency,
    /** Rounded by the browser on purpose, so that nobody is known by it. */
    memoryGb: (navigator as { deviceMemory?: number }).deviceMemory,
    gpu,
    hasSimd: WebAssembly.validate(SIMD),
    hasRelaxedSimd: WebAssembly.validate(RELAXED_SIMD),
    /** WebAssembly may wait for the GPU without a detour. */
    hasSuspending: 'Suspending' in WebAssembly,
    isIsolated: crossOriginIsolated,
    storage,
  };
}

interface AdapterLike {
  info?: { vendor: string; architecture: string; isFallbackAdapter?: boolean };
  isFallbackAdapter?: boolean;
}

/** The page's types know no WebGPU: the engine alone uses it, and here it is only looked at. */
async function readGpu() {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<AdapterLike | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) return undefined;
  const { vendor = '', architecture = '' } = adapter.info ?? {};
  // Drawn by the processor it is slower than the processor itself, and never used.
  return { vendor, architecture, isSoftware: adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false };
}

async function readStorage() {
  try {
    const [{ usage = 0, quota = 0 }, isPersisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return { usedBytes: usage, quotaBytes: quota, isPersisted };
  } catch {
    return undefined;
  }
}
