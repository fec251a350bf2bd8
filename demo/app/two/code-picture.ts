// A code for another device's camera: dark on white whatever the page's colours are, because not every camera reads it the
// other way round.
import { html, svg } from 'lit';
import encodeQR from 'qr';

/** Modules of white around it, as the standard asks. */
const QUIET = 4;

/** The modules of a code, row by row: true is dark. */
export const darkRows = (text: string): boolean[][] => encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });

/** @param label  what it holds, in words */
export function codePicture(text: string, label: string) {
  const rows = darkRows(text);
  const size = rows.length;
  return html`<svg class="code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">${svg`<path
    fill="#fff" d="M0 0h${size}v${size}H0z"></path><path fill="#000" d=${darkPath(rows)}></path>`}</svg>`;
}

/** A path over all dark modules, a rectangle for each run of them in a row. */
function darkPath(rows: readonly (readonly boolean[])[]): string {
  const runs = rows.flatMap((row, y) => {
    const starts = row.flatMap((isDark, x) => (isDark && !row[x - 1] ? [x] : []));
    return starts.map((x) => {
      const end = row.indexOf(false, x);
      return `M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`;
    });
  });
  return runs.join('');
}
