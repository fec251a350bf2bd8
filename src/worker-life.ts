// How a page hears that a worker of its own is gone. No browser tells it: a worker that ended, or that the browser ended
// for want of memory, fires no event, and calls to it wait for ever. But a Web Lock is given back by the browser itself in
// the very moment in which its holder is gone. So a worker holds a lock for its whole life, and its page waits for it
// (src/sdk/worker-watch.ts).

/**
 * Call once, first thing in a worker. Its page is told the lock's name once it is held; never where there are no locks (the
 * page is not secure) or where they are refused (some frames).
 */
export function announceLife(): void {
  const life = `privet ${Math.random()}`;
  navigator.locks
    ?.request(life, () => {
      postMessage({ life });
      return new Promise(() => {}); // for life
    })
    .catch(() => {});
}
