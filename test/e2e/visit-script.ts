// What runs in the page for demo/bench/first-list.bench.ts: notes layout shifts from the first moment on, and tells what the
// browser measured. It is text, because it is sent to another program.

/** Milliseconds since the navigation began. */
export interface VisitTimes {
  /** The first text or picture is on screen. */
  firstPaint: number;
  /** The first list is on screen: the app's mark `privet:first-list`, which it makes after the frame. */
  firstList: number;
  /** All shifts from the navigation on, those after input left out; no unit. */
  layoutShift: number;
  /** Milliseconds since the epoch. */
  timeOrigin: number;
}

/** Installed before the page's own scripts. */
export const NOTE_SHIFTS = `(() => {
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.layoutShift += value;
  }).observe({ type: 'layout-shift', buffered: true });
})()`;

export const HAS_LIST = `performance.getEntriesByName('privet:first-list').length > 0`;

/** Nothing is on its way any more. */
export const IS_SETTLED = `['towers', 'catalog'].every((part) => window.privet?.status.parts[part].state === 'ready')`;

export const READ_TIMES = `({
  firstPaint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  firstList: performance.getEntriesByName('privet:first-list')[0].startTime,
  layoutShift: window.layoutShift,
  timeOrigin: performance.timeOrigin,
})`;
