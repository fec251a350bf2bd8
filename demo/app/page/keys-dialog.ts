// <keys-dialog>: what the keyboard and the finger can do, for whoever presses ?.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import '../widgets/modal-sheet.ts';
import { round, row } from '../design/parts.ts';
import { ruled, sheetStyles } from '../design/view-styles.ts';

const ON_FILM = [
  ['L', 'Like'],
  ['D', 'Dislike'],
  ['S', 'Save for later'],
  ['R', 'Stars: ← and → by halves, 1 to 5, Enter gives them'],
  ['V', 'Seen it'],
  ['H', 'Hide'],
  ['Enter', 'Open its page'],
  ['← → ↑ ↓', 'To the next film'],
] as const;
const ANYWHERE = [
  ['/', 'Search'],
  ['Shift Enter', 'In the field: use the words for tonight’s list'],
  ['Esc', 'End the search, close what is open'],
  ['?', 'This page'],
] as const;
const BY_FINGER = [
  ['Swipe right', 'Like'],
  ['Swipe left', 'Dislike'],
] as const;

@customElement('keys-dialog')
export class KeysDialog extends AppElement {
  static override styles = [
    sheetStyles,
    css`
    modal-sheet {
      --sheet-width: 34rem;
    }
    h2 {
      font: 600 var(--text-m) / 1.4 var(--font-text);
    }
    dl div {
      ${row(4)} ${ruled}
    }
    dt {
      flex: 0 0 8rem;
    }
    kbd {
      display: inline-block;
      min-width: 2rem;
      ${round('s', 0, 2)}
      border: 1px solid var(--line-strong);
      background: var(--surface);
      font: 600 var(--text-s) / 1.75rem var(--font-text);
      text-align: center;
    }
  `,
  ];

  protected override render() {
    return html`<modal-sheet label="Keys and swipes"><div class="page"><h1>Keys and swipes</h1>
      <h2>By finger, on a film of the list</h2>${this.#list(BY_FINGER)}
      <h2>By keyboard, on a film that has focus</h2>${this.#list(ON_FILM)}
      <h2>By keyboard, anywhere</h2>${this.#list(ANYWHERE)}
      <p class="quiet above-4">Everything can be taken back: a message offers it, and the same key or button undoes it.</p></div></modal-sheet>`;
  }

  #list(rows: readonly (readonly [string, string])[]) {
    return html`<dl>${rows.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>`;
  }
}
