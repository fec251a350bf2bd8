// The report's style sheet: system fonts, the project's colours in light and dark, one column on a phone.

export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f3eb, #121511);
  --surface: light-dark(#fffdf7, #1b1f1a);
  --ink: light-dark(#1c211b, #eeebe1);
  --ink-soft: light-dark(#575d52, #a9afa2);
  --line: light-dark(#e2dccd, #30352e);
  --line-strong: light-dark(#858a7d, #6d7468);
  --leaf: light-dark(#256241, #93d3a4);
  --leaf-wash: light-dark(#e6f0e4, #1e3325);
  --clay: light-dark(#9f3d24, #f2a187);
  --focus: light-dark(#1a56c4, #a5c8ff);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 70rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1rem, 4vw, 2.5rem) 4rem; }
h1, h2, h3 { font-family: ui-serif, Georgia, serif; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.9rem, 5vw, 2.7rem); margin: 0 0 1rem; letter-spacing: -0.015em; }
h2 { font-size: 1.6rem; margin: 3.5rem 0 1rem; padding-top: 1.25rem; border-top: 1px solid var(--line-strong); }
h3 { font-size: 1.3rem; margin: 2.5rem 0 0.5rem; }
h4 { font-size: 1rem; margin: 1.75rem 0 0.5rem; }
p { max-width: 44rem; margin: 0.5rem 0 1rem; }
a { color: var(--leaf); }
.lead { font-size: 1.2rem; }
.note { color: var(--ink-soft); font-size: 0.875rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 0.9rem 2rem; margin: 1rem 0; }
.facts dt, .terms dt { font-weight: 600; }
.facts dt { font-size: 0.8rem; color: var(--ink-soft); }
.facts dd { margin: 0; }
.terms { max-width: 48rem; }
.terms dd { margin: 0 0 0.9rem; color: var(--ink-soft); }
.table { overflow-x: auto; margin: 1.25rem 0; background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; }
.table:focus-visible, summary:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; overflow-wrap: normal; }
caption { text-align: left; padding: 0.8rem 1rem 0.4rem; font-weight: 600; }
caption span { display: block; width: fit-content; max-width: calc(100vw - 4.5rem); position: sticky; left: 1rem; }
th, td { padding: 0.45rem 1rem; text-align: left; vertical-align: baseline; }
tbody th, thead th:first-child { position: sticky; left: 0; background: var(--surface); }
thead th { color: var(--ink-soft); font-size: 0.8rem; font-weight: 600; border-bottom: 1px solid var(--line-strong); }
tbody th { font-weight: 500; min-width: 7.5rem; max-width: 45vw; overflow-wrap: anywhere; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.figures { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead .figures { white-space: normal; }
.interval { display: block; color: var(--ink-soft); font-size: 0.8rem; }
.range { display: block; position: relative; height: 0.75rem; min-width: 5.5rem; margin-top: 0.15rem; color: var(--ink-soft);
  background: linear-gradient(var(--line-strong) 0 0) var(--zero) 0 / 1px 100% no-repeat, linear-gradient(var(--line) 0 0) 0 50% / 100% 1px no-repeat; }
.range::before, .range::after { content: ''; position: absolute; top: 50%; translate: 0 -50%; }
.range::before { left: var(--low); width: calc(var(--high) - var(--low)); height: 0.6rem; background: currentColor; opacity: 0.35; }
.range::after { left: var(--mean); translate: -50% -50%; width: 0.45rem; height: 0.45rem; border: 2px solid; border-radius: 50%; background: currentColor; }
.range.chance::after { background: var(--surface); }
.range.worse { color: var(--clay); }
.emphasized .range { color: var(--leaf); }
.share { display: block; padding: 0.1rem 0.3rem; border-radius: 0.2rem; background: color-mix(in srgb, var(--leaf) var(--share), transparent); }
.emphasized, .emphasized th { background: var(--leaf-wash); }
.emphasized th { color: var(--leaf); font-weight: 700; }
summary { cursor: pointer; padding: 0.35rem 0; font-weight: 500; }
@media (max-width: 40rem) { th, td { padding-inline: 0.65rem; } caption { padding-inline: 0.65rem; } caption span { left: 0.65rem; } }
@media print { :root { color-scheme: light; } * { print-color-adjust: exact; } .table { break-inside: avoid; } main { max-width: none; } }
`;
