// <own-progress>: how far a catalog is while it is being built, how long it will still take, and the way to stop;
// for a stopped one, the way to go on.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BuildProgress } from '../../../src/sdk/own-catalogs.ts';
import { AppElement } from '../design/app-element.ts';
import { ground, wrap } from '../design/parts.ts';
import { plural } from '../state/words.ts';
import type { OwnCatalogsSession } from './own-catalogs-session.ts';
import type { OwnSessionState } from './own-catalogs-state.ts';

const STAGES: Record<BuildProgress['stage'], string> = {
  loading: 'Fetching the language model',
  encoding: 'Reading your items',
  fitting: 'Finding out what tells them apart',
  grouping: 'Finding groups',
  mapping: 'Drawing the map',
};

@customElement('own-progress')
export class OwnProgress extends AppElement {
  static override styles = css`
    .box {
      ${wrap(2, 5)} ${ground('leaf-wash', 'm', 3, 3, 3, 5)}
    }
    .words {
      flex: 1 1 16rem;
      min-width: 0;
    }
    progress {
      flex: 2 1 12rem;
    }
  `;

  @property({ attribute: false }) own!: OwnCatalogsSession;
  @property({ attribute: false }) open!: OwnSessionState;

  protected override render() {
    const { progress, catalog } = this.open;
    if (progress) return this.#running(progress);
    if (catalog.state === 'ready') return nothing;
    const missing = catalog.numItems - catalog.numUsable;
    return html`<div class="box"><div class="words"><strong class="block">Stopped after ${plural(catalog.numUsable, 'item')}</strong>
      <span class="soft even">They can be used as they are; ${plural(missing, 'more item')} can still be read.</span></div>
      <button class="button" type="button" @click=${() => this.own.build()}>Go on</button></div>`;
  }

  #running({ stage, catalog, itemsPerSecond, secondsLeft }: BuildProgress) {
    const { numEncoded, numItems, numUsable } = catalog;
    const count = `${numEncoded.toLocaleString('en-GB')} of ${numItems.toLocaleString('en-GB')}`;
    const pace = itemsPerSecond && `${Math.max(1, Math.round(itemsPerSecond))} a second`;
    const left = secondsLeft !== undefined && stage === 'encoding' && `${timeLeft(secondsLeft)} left`;
    const usable = numUsable > 0 && numUsable < numItems && `${numUsable.toLocaleString('en-GB')} in the list already`;
    return html`<div class="box"><div class="words"><strong class="block">${STAGES[stage]}</strong>
        <span class="soft even">${[count, pace, left, usable].filter(Boolean).join(' · ')}</span></div>
      <progress aria-label="Items read" max=${numItems} value=${numEncoded}></progress>
      <button class="button" type="button" @click=${() => this.own.stop()}>Stop here</button></div>`;
  }
}

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return `${Math.round(seconds / 60)} min`;
}
