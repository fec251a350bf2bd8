// What runs in the page for demo/bench/tap-to-list.bench.ts: presses Like on a film of the list, waits until the new list is
// drawn, and tells when each stage was reached. It is text, because it is sent to another program.

/** Milliseconds since the tap. */
export interface TapTimes {
  /** IndexedDB has kept the event, and the page knows. */
  stored: number;
  /** The new list is in the page. */
  answered: number;
  /** The document holds it, style and layout are done. */
  drawn: number;
  /** The next frame is painted and with the compositor. */
  frame: number;
  /** In the worker: the whole answer, and its stages. */
  latencyMs: number;
  timings: Record<string, number>;
}

/** Installed before the page's own scripts: hears the app's marks the moment they are made. */
export const INSTALL = `(() => {
  const original = performance.mark.bind(performance);
  const listeners = new Set();
  performance.mark = (name, options) => {
    const mark = original(name, options);
    for (const listener of listeners) listener(mark);
    return mark;
  };
  /** After all microtasks, in which the components render; or after a frame that comes before. */
  const afterRendering = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(0);
  });
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const deep = (root, ...selectors) => selectors.reduce((node, selector) => {
    const found = (node.shadowRoot ?? node).querySelector(selector);
    if (!found) throw new Error('no ' + selector);
    return found;
  }, root);
  const cards = () => {
    const grid = deep(document, 'privet-app', 'home-view', 'film-grid');
    return [...grid.shadowRoot.querySelectorAll('film-card')];
  };
  window.tapLike = async (place) => {
    const list = cards();
    const button = deep(list[place % list.length], 'opinion-buttons', 'button.like');
    const times = {};
    const reached = (wanted) => new Promise((resolve) => {
      listeners.add(function hear({ name, detail }) {
        if (name !== 'privet:' + wanted) return;
        listeners.delete(hear);
        times[wanted] = performance.now();
        Object.assign(times, detail);
        resolve();
      });
    });
    const [stored, answered, listed] = [reached('stored'), reached('answered'), reached('listed')];
    const start = performance.now();
    button.click();
    await listed;
    await Promise.race([afterRendering(), nextFrame()]);
    document.body.offsetHeight;
    times.drawn = performance.now();
    await nextFrame();
    await afterRendering();
    times.frame = performance.now();
    await Promise.all([stored, answered]);
    for (const stage of ['stored', 'answered', 'drawn', 'frame']) times[stage] -= start;
    return times;
  };
})()`;
