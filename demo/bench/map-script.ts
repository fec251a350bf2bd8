// What the map's benchmark runs in the page: moves the picture for a number of frames, each move as a pointer or a
// wheel makes it, and notes how long drawing took and how far frames lay apart.

export interface Frames {
  /** Milliseconds of each frame's work: camera, points, marks, words. */
  drawMs: number[];
  /** Milliseconds from frame to frame. */
  intervalMs: number[];
  /** Tasks of the page thread over 50 ms, as the browser reports them. */
  longTasksMs: number[];
  kind: string;
}

/** Installs `moveMap(kind, numFrames)` in the page. */
export const INSTALL_MOVE = `
window.moveMap = (kind, numFrames) => new Promise((done) => {
  const view = document.querySelector('privet-app').shadowRoot.querySelector('map-view');
  const { stage } = view.shadowRoot.querySelector('taste-map');
  const { width, height } = stage.size;
  const frames = { drawMs: [], intervalMs: [], longTasksMs: [], kind: stage.kind };
  const observer = new PerformanceObserver((list) => frames.longTasksMs.push(...list.getEntries().map((e) => e.duration)));
  observer.observe({ entryTypes: ['longtask'] });
  const moves = {
    pan: (i) => stage.pan(i % 120 < 60 ? 9 : -9, i % 90 < 45 ? 4 : -4),
    zoom: (i) => stage.zoomAt(width * 0.4, height * 0.45, i % 120 < 60 ? 1.06 : 1 / 1.06),
  };
  let last = 0;
  const step = (timeMs) => {
    if (last > 0) frames.intervalMs.push(timeMs - last);
    last = timeMs;
    const startMs = performance.now();
    moves[kind](frames.drawMs.length);
    stage.draw();
    frames.drawMs.push(performance.now() - startMs);
    if (frames.drawMs.length < numFrames) return requestAnimationFrame(step);
    setTimeout(() => { observer.disconnect(); done(frames); }, 200);
  };
  requestAnimationFrame(step);
});`;
