// <modal-sheet>: the frame of everything that opens over the list: a native modal dialog, a sheet on phones. Escape,
// the backdrop and the close button all close it; focus goes in at the heading and back to where it was.
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { SessionElement } from '../session/session-element.ts';
import './undo-toast.ts';
import { middle, raised, size } from '../design/parts.ts';

/** Sheets that are open: a film's page may lie over another one. */
let numOpen = 0;

/** The focused element, inside whatever shadow trees it is. */
function focusedElement(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

@customElement('modal-sheet')
export class ModalSheet extends SessionElement {
  static override styles = css`
    dialog {
      width: min(100%, var(--sheet-width, 46rem));
      max-width: none;
      max-height: var(--sheet-max-height, min(92dvh, 60rem));
      margin: var(--sheet-margin, auto);
      ${raised('paper', 'l', 0)}
      color: var(--ink);
      overflow: hidden auto;
      overscroll-behavior: contain;
    }
    dialog[open] {
      animation: arrive var(--sheet-motion, var(--motion-settle)) var(--ease-settle);
    }
    dialog::backdrop {
      background: var(--sheet-scrim, var(--scrim));
      animation: appear var(--sheet-motion, var(--motion-settle));
    }
    @keyframes arrive {
      from {
        opacity: 0;
        transform: translateY(1.25rem);
      }
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
    .close {
      position: var(--sheet-close, sticky);
      top: 0;
      right: 0;
      z-index: 1;
      height: 0;
      display: flex;
      justify-content: flex-end;
    }
    .close button {
      flex: none;
      ${middle} ${size('var(--tap-target)')}
      margin: var(--space-3);
      border: 1px solid var(--line);
      border-radius: 50%;
      background: var(--surface);
      color: var(--ink);
    }
    .close button:hover {
      border-color: var(--ink);
    }
    @media (max-width: 39.99rem) {
      dialog {
        ${size('100%', 'calc(100dvh - 2.5rem)')}
        max-height: none;
        margin: auto 0 0;
        border-radius: var(--radius-l) var(--radius-l) 0 0;
      }
    }
  `;

  /** The dialog's name. */
  @property() label = '';
  /** Takes it off the page; a film's page and its like are addresses. */
  @property({ attribute: false }) close = (): void => this.session.router.close();
  @query('dialog') private dialog!: HTMLDialogElement;
  #opener: Element | null = null;
  /** Else there is nothing to go back from: to ask the dialog makes the browser lay it out. */
  #hasScrolled = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#opener = focusedElement();
    document.documentElement.classList.toggle('sheet-open', ++numOpen > 0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.documentElement.classList.toggle('sheet-open', --numOpen > 0);
    if (this.#opener?.isConnected) (this.#opener as HTMLElement).focus({ preventScroll: true });
    else document.querySelector('privet-app')?.focusMain();
  }

  /** What was said of an act before would lie over its foot. */
  protected override firstUpdated(): void {
    this.session.toasts.dismiss();
    this.dialog.showModal();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#hasScrolled && changed.get('label') !== undefined) this.dialog.scrollTop = 0;
  }

  /** A browser may close a dialog without asking, when Escape comes before any other input: the page follows. */
  protected override render() {
    return html`<dialog aria-label=${this.label} tabindex="-1" autofocus @cancel=${this.#cancel} @close=${this.close} @click=${this.#clickBeside} @scroll=${this.#noteScroll}>
      <div class="close"><button type="button" aria-label="Close" @click=${this.close}>${icon('close')}</button></div>
      <slot></slot><undo-toast></undo-toast>
    </dialog>`;
  }

  #noteScroll(): void {
    this.#hasScrolled = true;
  }

  /** Escape; a file picker inside the sheet that is cancelled says so here too, and closes nothing. */
  #cancel(event: Event): void {
    if (event.target !== this.dialog) return;
    event.preventDefault();
    this.close();
  }

  /** A click on the backdrop reaches the dialog itself, outside its box. */
  #clickBeside(event: MouseEvent): void {
    if (event.target !== this.dialog || event.clientX === 0) return;
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (!inside) this.close();
  }
}
