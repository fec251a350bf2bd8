// What runs in the page for demo/bench/interaction.bench.ts: observers of what a person would feel. It is text, because it
// is sent to another program.

/** What was observed since the last reset. */
export interface Felt {
  /**
   * Milliseconds from each interaction to the frame that shows its effect, in steps of 8, by the kind of its longest
   * event.
   */
  interactions: { kind: string; durationMs: number }[];
  /** Tasks of the main thread above 50 ms. */
  longTasksMs: number[];
  /** Layout shifts that no input caused: time and size. */
  shifts: { timeMs: number; value: number }[];
}

/** Installed before the page's own scripts. */
export const INSTALL = `(() => {
  let felt;
  window.resetFelt = () => { felt = { interactions: new Map(), longTasksMs: [], shifts: [] }; };
  window.resetFelt();
  window.readFelt = () => ({ ...felt, interactions: [...felt.interactions.values()] });
  const observe = (type, options, hear) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, ...options });
  observe('event', { durationThreshold: 16 }, ({ interactionId, duration, name }) => {
    if (!interactionId) return;
    const known = felt.interactions.get(interactionId);
    if (!known || known.durationMs < duration) felt.interactions.set(interactionId, { kind: name, durationMs: duration });
  });
  observe('longtask', {}, ({ duration }) => felt.longTasksMs.push(duration));
  observe('layout-shift', {}, ({ hadRecentInput, value, startTime }) => {
    if (!hadRecentInput) felt.shifts.push({ timeMs: startTime, value });
  });
})()`;
