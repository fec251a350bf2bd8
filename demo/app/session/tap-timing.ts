// Marks where a tap is on its way to the list, in the browser's own timeline: `privet:tap`, then `privet:stored` (the
// event is kept), `privet:answered` (the new list is here; its detail tells the worker's share) and `privet:listed`
// (the state holds it). demo/bench/tap-to-list.bench.ts reads them, and the performance panel of a browser shows them.

export type TapStage = 'tap' | 'stored' | 'answered' | 'listed';

/** One entry a stage, the last tap's: nothing piles up. */
export function markTap(stage: TapStage, detail?: unknown): void {
  performance.clearMarks(`privet:${stage}`);
  performance.mark(`privet:${stage}`, { detail });
}
