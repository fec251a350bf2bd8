// How a page hears that a worker of its own is gone. No browser tells it: a worker that ended, or that the browser ended
// for want of memory, fires no event, and calls to it wait for ever. But a Web Lock is given back by the browser itself in
// the very moment in which its holder is gone. So a worker holds a lock for its whole life, and its page waits for it
// (src/sdk/worker-watch.ts).

/** Call once, first thing in a worker. Its page is told the lock's name once it is held, or '' where there are no locks. */
export function announceLife(): void {
  const name = `privet-worker-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  const tell = (life: string) => postMessage({ life });
  const hold = () => {
    tell(name);
    return new Promise(() => {}); // for life
  };
  // Locks are missing where a page is not secure, and refused in some frames.
  if (navigator.locks) navigator.locks.request(name, hold).catch(() => tell(''));
  else tell('');
}
