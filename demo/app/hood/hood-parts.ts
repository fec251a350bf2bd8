// <hood-parts>: the state of every part of the engine, with the reason where one failed and what still works.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { PartName, PartStatus } from '../../../src/sdk/index.ts';
import { pair } from '../design/view-styles.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { formatBytes } from '../state/words.ts';
import { hoodStyles } from './hood-styles.ts';

const PARTS: readonly (readonly [PartName, string, string])[] = [
  ['catalog', 'Films', 'the list, checked against its fingerprint'],
  ['history', 'Your ratings', 'kept in this browser'],
  ['ranking', 'Ranking', 'finds the best films for you among all'],
  ['runtime', 'ONNX Runtime', 'runs the taste model where a graphics processor is tried'],
  ['towers', 'Taste model', 'turns your ratings into a list, by kernels that are part of this page'],
  ['item-to-item', 'What goes with what', 'which films people went on to; fetched behind the list'],
  ['language', 'Words', 'what sentences mean to these films'],
  ['text-encoder', 'Text model', 'reads what you search for'],
  ['map', 'Map', 'where the films lie'],
];
const STATES: Record<PartStatus['state'], string> = {
  idle: 'Not needed yet',
  loading: 'Loading',
  ready: 'Ready',
  degraded: 'Limited',
  failed: 'Failed',
};

const VOICES: Partial<Record<PartStatus['state'], string>> = { ready: 'good', degraded: 'bad', failed: 'bad' };

/** `Ready` or `Loading 1.2 MB of 3.7 MB`. */
function stateText({ state, loadedBytes, totalBytes }: PartStatus): string {
  if (state !== 'loading' || !loadedBytes) return STATES[state];
  return `${STATES[state]} ${formatBytes(loadedBytes)}${totalBytes ? ` of ${formatBytes(totalBytes)}` : ''}`;
}

@customElement('hood-parts')
export class HoodParts extends SessionElement {
  static override styles = [
    hoodStyles,
    css`
      li {
        ${pair}
        grid-template-columns: minmax(8.5rem, 1fr) 4fr;
      }
    `,
  ];

  #status = new FromSession(this, (state) => state.status);

  protected override render() {
    const parts = this.#status.value?.parts;
    return html`<h2>Parts</h2><ul class="above-3">${parts ? PARTS.map(([name, label, what]) => part(parts[name], label, what)) : ''}</ul>`;
  }
}

function part(status: PartStatus, label: string, what: string) {
  return html`<li class=${status.state}><span class="bold">${label}</span><div><span class=${VOICES[status.state] ?? 'bold'}>${stateText(status)}</span>
    <p class="soft">${status.message ?? what}</p></div></li>`;
}
