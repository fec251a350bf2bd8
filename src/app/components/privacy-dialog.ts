// <privacy-dialog>: what leaves this device (nothing), what came in, where it runs and where the taps are kept; and the state
// of every part, with the reason where one failed.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AnswerSource, EngineStatus, PartName, PartStatus } from '../../sdk/index.ts';
import { FromStore } from '../store/store-controller.ts';
import { formatBytes } from '../store/words.ts';
import { baseStyles, buttonStyles } from '../styles/shared.ts';
import { icon } from './icons.ts';
import './modal-sheet.ts';

const PARTS: readonly (readonly [PartName, string, string])[] = [
  ['catalog', 'Films', 'the list, checked against its fingerprint'],
  ['history', 'Your taps', 'kept in this browser'],
  ['ranking', 'Ranking', 'finds the best films for you among all'],
  ['runtime', 'ONNX Runtime', 'runs the models'],
  ['towers', 'Taste model', 'turns your taps into a list'],
  ['item-to-item', 'What goes with what', 'which films people went on to; fetched behind the list'],
  ['text-encoder', 'Text model', 'reads what you search for; fetched on the first search'],
  ['map', 'Map', 'where the films lie; fetched when you look at it'],
];
const STATES: Record<PartStatus['state'], string> = {
  idle: 'Not needed yet',
  loading: 'Loading',
  ready: 'Ready',
  degraded: 'Limited',
  failed: 'Failed',
};
const SOURCES: Record<AnswerSource, string> = {
  prior: 'Well rated and widely seen films: the same first list for everyone',
  mean: 'An average of your taps; the model had not loaded yet',
  'user-tower': 'The taste model, from your taps',
};

/** `ready` or `loading 1.2 of 3.7 MB`. */
function stateText({ state, loadedBytes, totalBytes }: PartStatus): string {
  if (state !== 'loading' || !loadedBytes) return STATES[state];
  return `${STATES[state]} ${formatBytes(loadedBytes)}${totalBytes ? ` of ${formatBytes(totalBytes)}` : ''}`;
}

@customElement('privacy-dialog')
export class PrivacyDialog extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      .page {
        padding: var(--space-6);
      }
      h1 {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding-right: var(--space-8);
        font: 600 var(--text-xl) / 1.2 var(--font-display);
      }
      h1 svg {
        flex: none;
        color: var(--leaf);
      }
      .intro {
        margin-top: var(--space-3);
        max-width: 38rem;
      }
      h2 {
        margin: var(--space-6) 0 var(--space-2);
        font: 600 var(--text-l) / 1.3 var(--font-display);
      }
      dl > div,
      li {
        display: grid;
        grid-template-columns: minmax(8rem, 2fr) 5fr;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-2) 0;
        border-top: 1px solid var(--line);
      }
      dt,
      .part {
        font-weight: 600;
      }
      .what {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      .failed .state,
      .degraded .state {
        color: var(--clay);
        font-weight: 600;
      }
      .ready .state {
        color: var(--leaf);
        font-weight: 600;
      }
      @media (max-width: 39.99rem) {
        .page {
          padding: var(--space-5) var(--space-4);
        }
      }
    `,
  ];

  @state() private persisted: boolean | undefined;
  #status = new FromStore(this, (state) => state.status);
  #list = new FromStore(this, (state) => state.list);

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    this.persisted = await navigator.storage?.persisted?.().catch(() => undefined);
  }

  protected override render() {
    const status = this.#status.value;
    return html`<modal-sheet label="What leaves this device: nothing"><div class="page">
      <h1>${icon('shield', 28)}What leaves this device: nothing</h1>
      <p class="intro">The films and the models were downloaded to you, and your list is worked out here. Your taps and your searches are
        never sent anywhere: there is no account, no server that knows you, nothing that counts you. The page may only talk to the site
        that it came from, and asks it for the same files for everyone.</p>
      ${status ? this.#facts(status) : nothing}</div></modal-sheet>`;
  }

  #facts(status: EngineStatus) {
    const { source } = this.#list.value;
    return html`<h2>On this device</h2><dl>
        ${row('Films and models', `${formatBytes(status.bytesLoaded)} here, the runtime’s own code not counted`)}
        ${row('The model runs on', backendText(status))}
        ${row('This list comes from', source ? SOURCES[source] : 'Your last visit: it is as you left it')}
        ${row('Your taps are kept', this.#storageText(status))}
        ${row('In the catalog', `${status.numItems.toLocaleString('en-GB')} films${status.catalogName ? ` (${status.catalogName})` : ''}`)}</dl>
      ${this.persisted === false && status.storage === 'indexeddb' ? html`<p class="what"><button class="button" type="button" @click=${this.#persist}>Ask the browser to keep them for good</button></p>` : nothing}
      <offline-facts></offline-facts>
      <h2>Parts</h2><ul>${PARTS.map(([name, label, what]) => part(status.parts[name], label, what))}</ul>`;
  }

  #storageText(status: EngineStatus): string {
    if (status.storage === 'memory')
      return 'In memory only: this browser refused storage, and they are gone when the tab closes';
    return this.persisted
      ? 'In this browser, for good'
      : 'In this browser, until you clear its data or it runs out of space';
  }

  async #persist(): Promise<void> {
    this.persisted = (await navigator.storage.persist()) || undefined;
  }
}

function backendText({ backend, parts }: EngineStatus): string {
  if (backend === 'webgpu') return 'Your graphics processor (WebGPU)';
  if (backend === 'wasm') return 'Your processor (WebAssembly)';
  return parts.towers.state === 'failed'
    ? 'Nowhere: it could not be loaded'
    : 'Nowhere yet: it loads in the background';
}

function row(label: string, value: string) {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function part(status: PartStatus, label: string, what: string) {
  return html`<li class=${status.state}><span class="part">${label}</span><div><span class="state">${stateText(status)}</span>
    <p class="what">${status.message ?? what}</p></div></li>`;
}
