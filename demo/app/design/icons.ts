// The app's icons: drawn here, 24 units square, in the colour of the text around them. They are decoration; the button
// that holds one has a name of its own.
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const THUMB = svg`<path d="M3.5 11h3.2v9H3.5z M6.7 11l3.9-7.3c1.6 0 2.6 1.1 2.3 2.6L12.2 10h6a2 2 0 0 1 2 2.3l-1 5.9a2.2 2.2 0 0 1-2.2 1.8H6.7"></path>`;

const SHAPES = {
  like: THUMB,
  dislike: svg`<g transform="rotate(180 12 12)">${THUMB}</g>`,
  hide: svg`<path d="M3.5 3.5l17 17 M10.4 6.2A10 10 0 0 1 12 6c5 0 8.4 4.3 9.5 6a15.6 15.6 0 0 1-2.7 3.2 M6.4 7.6A15.4 15.4 0 0 0 2.5 12c1.1 1.7 4.5 6 9.5 6a9.4 9.4 0 0 0 4-.9 M9.9 10a3 3 0 0 0 4.2 4.2"></path>`,
  seen: svg`<path d="M2.5 12C3.6 10.3 7 6 12 6s8.4 4.3 9.5 6c-1.1 1.7-4.5 6-9.5 6S3.6 13.7 2.5 12z"></path><circle cx="12" cy="12" r="2.8"></circle>`,
  save: svg`<path d="M6.5 3.5h11v17L12 16.2 6.5 20.5z"></path>`,
  more: svg`<path d="M5.5 12h.01 M12 12h.01 M18.5 12h.01" stroke-width="2.8"></path>`,
  back: svg`<path d="M19.5 12h-15 M10.5 6l-6 6 6 6"></path>`,
  sliders: svg`<path d="M4 7h9 M17 7h3 M4 17h3 M11 17h9"></path><circle cx="15" cy="7" r="2"></circle><circle cx="9" cy="17" r="2"></circle>`,
  moon: svg`<path d="M19.8 14.4A8.200 8.200 0 1 1 9.600 4.200a6.600 6.600 0 0 0 10.200 10.200z"></path>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"></circle><path d="M15.4 15.4L21 21"></path>`,
  close: svg`<path d="M5 5l14 14 M19 5L5 19"></path>`,
  shield: svg`<path d="M12 3l7.5 2.6v5.6c0 4.6-3 8-7.5 9.8-4.5-1.8-7.5-5.2-7.5-9.8V5.6z M8.6 11.8l2.5 2.5 4.4-4.6"></path>`,
  taps: svg`<path d="M9 6.5h11 M9 12h11 M9 17.5h11 M4.5 6.5h.01 M4.5 12h.01 M4.5 17.5h.01"></path>`,
  undo: svg`<path d="M8.5 5L4 9.5 8.5 14 M4.5 9.5H14a5.5 5.5 0 0 1 0 11H9"></path>`,
  refresh: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3 M19.5 3.5v4.2h-4.2"></path>`,
  download: svg`<path d="M12 3.5v11.5 M7.5 10.5L12 15l4.5-4.5 M4 20h16"></path>`,
  upload: svg`<path d="M12 15.5V4 M7.5 8.5L12 4l4.5 4.5 M4 20h16"></path>`,
  lock: svg`<path d="M5.5 10.500h13v9.500h-13z M8.500 10.500V7.500a3.500 3.500 0 0 1 7 0v3 M12 14.200v2.200"></path>`,
  trash: svg`<path d="M4.5 6.5h15 M9.5 6V3.8h5V6 M6.5 6.5l1 14h9l1-14 M10.3 10.5v6 M13.7 10.5v6"></path>`,
  map: svg`<path d="M3.5 6.2l5.500-2.200 6 2.200 5.500-2.200v13.800l-5.500 2.200-6-2.200-5.500 2.200z M9 4v13.800 M15 6.200v13.800"></path>`,
  plus: svg`<path d="M12 5v14 M5 12h14"></path>`,
  minus: svg`<path d="M5 12h14"></path>`,
  whole: svg`<path d="M4 9V4h5 M15 4h5v5 M20 15v5h-5 M9 20H4v-5"></path>`,
  arrow: svg`<path d="M4.5 12h15 M13.5 6l6 6-6 6"></path>`,
  edit: svg`<path d="M4 20l.9-4.2L15.8 4.9a2 2 0 0 1 2.8 0l.5.5a2 2 0 0 1 0 2.8L8.2 19.1z M14 6.7l3.3 3.3"></path>`,
  check: svg`<path d="M4.5 12.5l5 5L19.5 6.5"></path>`,
  link: svg`<path d="M10 14a4.2 4.2 0 0 0 6 0l3.500-3.500a4.200 4.200 0 0 0-6-6L12 6 M14 10a4.200 4.200 0 0 0-6 0l-3.500 3.500a4.200 4.200 0 0 0 6 6L12 18"></path>`,
  film: svg`<path d="M4 5h16v14H4z M8 5v14 M16 5v14 M4 9.700h4 M4 14.300h4 M16 9.700h4 M16 14.300h4"></path>`,
  person: svg`<circle cx="12" cy="8" r="3.8"></circle><path d="M4.500 20c.6-4 3.600-6 7.500-6s6.900 2 7.500 6"></path>`,
  tag: svg`<path d="M3.500 4.500h7.500l9.500 9.500-6.500 6.500-9.500-9.500z M7.800 8.300h.01"></path>`,
  disk: svg`<ellipse cx="12" cy="5.8" rx="8" ry="2.8"></ellipse><path d="M4 5.8v12.4c0 1.5 3.6 2.8 8 2.8s8-1.3 8-2.8V5.8 M4 12c0 1.5 3.6 2.8 8 2.8s8-1.3 8-2.8"></path>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** An icon of `size` CSS pixels. */
export function icon(name: IconName, size = 20): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[name]}</svg>`;
}
