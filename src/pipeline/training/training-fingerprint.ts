// Which training a checkpoint belongs to: another input, setting or code never goes on from it.

import { createHash } from 'node:crypto';
import type { TrainOptions } from './train-towers.ts';

/** Raised when a change to the code makes checkpoints of earlier code unusable. */
const CODE_VERSION = 7;

/** SHA-256 over everything that a checkpoint depends on: the restart, requests and new items come after the last one. */
export function trainingFingerprint({ config, items, logs, settings, start }: TrainOptions): string {
  const { requestEpochs, requestLearningRate, coldEpochs, coldLearningRate, coldWeightDecay, coldShare, ...further } =
    settings;
  const { restartEpochs, ...shared } = further;
  const hash = createHash('sha256').update(JSON.stringify({ CODE_VERSION, config, settings: shared }));
  const bytes = (a: ArrayBufferView): Uint8Array => new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  for (const variant of [...items.contentVariants, ...items.queryVariants, items.features]) hash.update(bytes(variant));
  for (const log of logs) {
    hash.update(log.name).update(bytes(log.offsets)).update(bytes(log.items)).update(bytes(log.eventTypes));
    hash.update(bytes(log.candidates));
    if (log.timesSeconds) hash.update(bytes(log.timesSeconds));
    for (const { numbers } of log.contexts ?? []) hash.update(bytes(numbers));
  }
  if (start) hash.update(bytes(start.residuals));
  return hash.digest('hex');
}
