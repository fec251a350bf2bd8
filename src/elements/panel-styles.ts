// The look of the panels, beside that of the lists: fetched with them. Custom properties are those of privet.css.
const CSS = `
[hidden] { display: none !important; }
[part=panel] { color: var(--_ink); line-height: 1.5; }
[part=kept] { margin: 0; font-weight: 650; }
[part=panel] p:not([part]) { margin: .25rem 0 .75rem; color: var(--_soft); }
[part=events] { margin: 0 0 1rem; padding: 0; list-style: none; border-top: 1px solid var(--_line); }
[part=event] { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .5rem 0;
  overflow-wrap: anywhere; border-bottom: 1px solid var(--_line); }
[part=time] { color: var(--_soft); }
div[part=question] { margin-top: 1rem; padding: 1rem; background: var(--_surface); border: 1px solid var(--_line);
  border-radius: var(--_radius); }
div[part=question] > p:not([part]) { margin-top: 0; color: inherit; }
[part=proof-line] { display: block; font-variant-numeric: tabular-nums; }
summary { min-height: 1.5rem; color: var(--_soft); cursor: pointer; }
[part=reason] { margin: .25rem 0; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; }
button { min-height: 2.75rem; padding: .5rem 1rem; font: inherit; color: var(--_ink); background: var(--_surface);
  border: 1px solid var(--_soft); border-radius: var(--_radius); cursor: pointer; }
button:hover { border-color: var(--_accent); }
`;

let sheet: CSSStyleSheet | undefined;

/** Adds the panels' style sheet to an element's own. */
export function adoptPanelStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
