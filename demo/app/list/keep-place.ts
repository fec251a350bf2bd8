// Keeps the keyboard's place in a row or grid of films. The tapped card goes, and the one that had its place may move:
// both lose focus, which is then given to whatever film stands there, until the list has followed the tap.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FilmSession } from '../session/film-session.ts';
import type { FilmCard } from './film-card.ts';

type Host = ReactiveControllerHost & { session: FilmSession };

export class KeepPlace implements ReactiveController {
  #host: Host;
  #cards: () => FilmCard[];
  /** Position that focus belongs to, or -1; and the taste before the tap. */
  #place = -1;
  #tasteVersion = 0;

  /** @param cards  the films of the host, in order */
  constructor(host: Host, cards: () => FilmCard[]) {
    this.#host = host;
    this.#cards = cards;
    host.addController(this);
  }

  /** For `opinion` events of the cards. */
  hear = (event: Event): void => {
    this.#place = this.#cards().indexOf(event.target as FilmCard);
    this.#tasteVersion = this.#host.session.state.tasteVersion;
  };

  hostUpdated(): void {
    if (this.#place < 0) return;
    const cards = this.#cards();
    const card = cards[Math.min(this.#place, cards.length - 1)];
    if (card && document.activeElement === document.body) {
      // Focusing lays the page out: only when all cards are drawn.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) card.focus({ preventScroll: true });
      });
    }
    if (this.#host.session.state.tasteVersion !== this.#tasteVersion) this.#place = -1;
  }
}
