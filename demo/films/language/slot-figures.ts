// How well two readings of the same phrases agree, slot by slot: micro F1 over exact slots (kind, value, polarity, bound),
// and the share of phrases that agree whole.
export interface SlotCounts {
  right: number;
  wrong: number;
  missed: number;
}

export interface SlotFigures {
  numPhrases: number;
  /** Share of phrases that agree in every slot. */
  whole: number;
  all: SlotCounts;
  byKind: Map<string, SlotCounts>;
}

const HALF_OPEN = /^!(year|minutes)=(\d*)\.\.(\d*)$/;

/** "Nothing over two hours" and "up to two hours" are one slot: years are counted, minutes measured. */
export function canonicalSlot(slot: string): string {
  const [, kind, low, high] = HALF_OPEN.exec(slot) ?? [];
  if (!kind || (low && high)) return slot;
  const step = kind === 'year' ? 1 : 0;
  return low ? `${kind}=..${Number(low) - step}` : `${kind}=${Number(high) + step}..`;
}

export function kindOf(slot: string): string {
  return slot.replace(/^(?:!|more |less )/, '').split('=')[0]!;
}

/** @param wanted  slots of each phrase; `found`: as many */
export function slotFigures(
  wanted: readonly (readonly string[])[],
  found: readonly (readonly string[])[],
): SlotFigures {
  const all = { right: 0, wrong: 0, missed: 0 };
  const byKind = new Map<string, SlotCounts>();
  let numWhole = 0;
  const count = (slot: string, what: keyof SlotCounts) => {
    const counts = byKind.get(kindOf(slot)) ?? { right: 0, wrong: 0, missed: 0 };
    byKind.set(kindOf(slot), counts);
    counts[what]++;
    all[what]++;
  };
  for (const [i, slots] of wanted.entries()) {
    const [want, have] = [slots, found[i]!].map((list) => new Set(list.map(canonicalSlot)));
    for (const slot of have!) count(slot, want!.has(slot) ? 'right' : 'wrong');
    for (const slot of want!) if (!have!.has(slot)) count(slot, 'missed');
    if (want!.size === have!.size && [...want!].every((slot) => have!.has(slot))) numWhole++;
  }
  return { numPhrases: wanted.length, whole: numWhole / Math.max(1, wanted.length), all, byKind };
}

export function f1({ right, wrong, missed }: SlotCounts): number {
  return (2 * right) / Math.max(1, 2 * right + wrong + missed);
}
