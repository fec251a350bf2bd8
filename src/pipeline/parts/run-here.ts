// Parts on this thread, one behind the other: for work that is done before another thread has started.

import { PART_KINDS } from './part-kinds.ts';
import type { PartRunner } from './parts.ts';

export const HERE: PartRunner = {
  async run(parts, onDone, signal) {
    for (const part of parts) {
      const result = await PART_KINDS[part.kind](
        part.inputs.map(({ record }) => record),
        part.settings,
      );
      await onDone(part, result);
      signal?.throwIfAborted();
    }
  },
  async close() {},
};
