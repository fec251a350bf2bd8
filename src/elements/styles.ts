// The look of lists and cards, once for all elements: an adopted style sheet, which no policy forbids. The custom properties
// are documented in privet.css.
const CSS = `
:host { display: block; min-height: var(--privet-min-height, 0);
  --_ink: var(--privet-ink, light-dark(#1d2129, #f0f1f4)); --_soft: var(--privet-soft, light-dark(#565d6b, #a8afbd));
  --_surface: var(--privet-surface, light-dark(#fff, #1c1f26)); --_line: var(--privet-line, light-dark(#dfe2e8, #343944));
  --_accent: var(--privet-accent, light-dark(#1f5fbf, #9cc3ff)); --_radius: var(--privet-radius, .625rem);
  --_gap: var(--privet-gap, 1rem); --_card: var(--privet-card-width, 11rem); }
:host([hidden]), :host([state=empty][hide-when-empty]) { display: none; }
* { box-sizing: border-box; }
.list, ::slotted([slot=list]) { display: grid; gap: var(--_gap); margin: 0; padding: 0;
  grid-template-columns: repeat(auto-fill, minmax(min(var(--_card), calc(50% - var(--_gap) / 2)), 1fr)); }
.list:focus { outline: none; }
[role=listitem] { display: grid; min-width: 0; }
[part=card] { display: grid; grid-template-rows: auto 1fr auto; align-content: start; gap: .25rem; overflow: hidden; min-width: 0;
  padding-bottom: .75rem; color: var(--_ink); background: var(--_surface); border: 1px solid var(--_line);
  border-radius: var(--_radius); text-decoration: none; font: inherit; line-height: 1.35; }
[part=card] > :not([part=image]) { padding-inline: .75rem; }
[part=card] > :first-child:not([part=image]) { padding-top: .75rem; }
a[part=card]:hover { border-color: var(--_accent); }
a[part=card]:hover [part=title] { text-decoration: underline; text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
[part=image] { display: grid; place-items: center; aspect-ratio: var(--privet-image-ratio, 1); margin-bottom: .5rem; overflow: hidden;
  background: color-mix(in oklab, var(--_accent) 12%, var(--_surface)); color: var(--_accent); font-size: 2.5rem; }
[part=image] img { width: 100%; height: 100%; object-fit: var(--privet-image-fit, cover); }
[part=title] { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
  overflow-wrap: anywhere; min-height: 2.7em; max-height: calc(2.7em + .75rem); }
[part=price] { font-weight: 650; font-variant-numeric: tabular-nums; }
[part=list-price] { margin-inline-start: .5em; font-weight: 400; }
[part=list-price], [part=sold-out] { color: var(--_soft); }
.skeleton [part=card] { border-color: transparent; }
.skeleton [part=image], .skeleton i { color: transparent; background: var(--_line); animation: pulse 1.6s ease-in-out infinite; }
.skeleton i { display: block; height: 2.2em; margin: .25em .75rem; border-radius: .25rem; }
@keyframes pulse { 50% { opacity: .5; } }
@media (prefers-reduced-motion: reduce) { .skeleton * { animation: none !important; } }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[part=note] { color: var(--_soft); margin: .5rem 0; }
.field { position: relative; max-width: 36rem; margin-bottom: var(--_gap); }
input { width: 100%; min-height: 2.75rem; padding: .5rem .875rem; font: inherit; font-size: max(1rem, 16px); color: var(--_ink);
  background: var(--_surface); border: 1px solid var(--_soft); border-radius: var(--_radius); }
input::placeholder { color: var(--_soft); opacity: 1; }
[part=completions] { position: absolute; z-index: 10; inset: calc(100% + .25rem) 0 auto; margin: 0; padding: .25rem;
  list-style: none; color: var(--_ink); background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius);
  box-shadow: 0 .5rem 1.5rem rgb(0 0 0 / 18%); }
[part=completions][hidden] { display: none; }
[role=option] { padding: .625rem .75rem; border-radius: calc(var(--_radius) - .25rem); cursor: pointer; }
[role=option][aria-selected=true], [role=option]:hover { background: color-mix(in oklab, var(--_accent) 14%, var(--_surface)); }
`;

let sheet: CSSStyleSheet | undefined;

/** Gives an element its shadow root with the shared style sheet. */
export function openRoot(element: HTMLElement): ShadowRoot {
  const root = element.attachShadow({ mode: 'open' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  root.adoptedStyleSheets = [sheet];
  return root;
}
