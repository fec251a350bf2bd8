// A row of bars, oldest first, as high as the largest of them: a chart as small as a word. Decoration: the figures
// stand beside it.
import { type SVGTemplateResult, svg } from 'lit';

const STEP = 4;
const HEIGHT = 24;
/** What is next to nothing is still a line. */
const MIN_BAR = 1;

/** @param capacity  bars that the chart has room for: a short row begins at its left */
export function sparkBars(values: readonly number[], capacity: number): SVGTemplateResult {
  const largest = Math.max(...values, Number.MIN_VALUE);
  return svg`<svg class="spark" viewBox="0 0 ${capacity * STEP} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${values.map((value, i) => {
      const height = Math.max(MIN_BAR, (HEIGHT * value) / largest);
      const isLast = i === values.length - 1;
      return svg`<rect class=${isLast ? 'last' : ''} x=${i * STEP} y=${HEIGHT - height} width=${STEP - 1} height=${height}></rect>`;
    })}</svg>`;
}
