// What a training run needs to go on: parameters, residuals, both Adam moments and the number of finished epochs, in
// one file (a JSON header with names and lengths, then raw f32). Written beside and renamed, so that a run that is
// killed while writing still has the checkpoint before.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InputError } from '../../errors.ts';
import { writeWhole } from '../base/write-whole.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from './training-data.ts';
import type { ValidationFigures } from './validate.ts';

interface Checkpoint {
  /** Settings, data and code that the run depends on; a checkpoint of another run is refused. */
  fingerprint: string;
  epochsDone: number;
  stepsDone: number;
  /** Figures of the best state so far, by log name; its arrays are then among `arrays`. */
  validation?: Record<string, ValidationFigures>;
  arrays: Record<string, Float32Array<ArrayBuffer>>;
}

interface Header {
  magic: string;
  fingerprint: string;
  epochsDone: number;
  stepsDone: number;
  validation?: Record<string, ValidationFigures>;
  lengths: [name: string, length: number][];
}

const MAGIC = 'privet-checkpoint-1';

/** What a training run depends on. */
interface RunInputs {
  /** Fingerprint of the code that trains (code/code-fingerprint.ts). */
  code: string;
  config: TowerConfig;
  items: TrainingItems;
  logs: readonly TrainingLog[];
  settings: TrainingSettings;
  /** Where it goes on from. */
  start?: { residuals: Float32Array };
}

/** SHA-256 over all that a checkpoint depends on: the restart and new items come after the last one. */
export function trainingFingerprint({ code, config, items, logs, settings, start }: RunInputs): string {
  const { restartEpochs, coldEpochs, coldLearningRate, coldWeightDecay, coldShare, ...shared } = settings;
  const hash = createHash('sha256').update(JSON.stringify({ code, config, settings: shared }));
  const bytes = (a: ArrayBufferView): Uint8Array => new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  for (const variant of [...items.contentVariants, items.features]) hash.update(bytes(variant));
  for (const log of logs) {
    hash.update(log.name).update(bytes(log.offsets)).update(bytes(log.items)).update(bytes(log.eventTypes));
    hash.update(bytes(log.candidates));
    if (log.timesSeconds) hash.update(bytes(log.timesSeconds));
    for (const { numbers } of log.contexts ?? []) hash.update(bytes(numbers));
  }
  if (start) hash.update(bytes(start.residuals));
  return hash.digest('hex');
}

export async function saveCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const { arrays, ...rest } = checkpoint;
  const lengths = Object.entries(arrays).map(([name, array]): [string, number] => [name, array.length]);
  const header = Buffer.from(JSON.stringify({ magic: MAGIC, ...rest, lengths } satisfies Header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  const parts = Object.values(arrays).map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
  await writeWhole(file, Buffer.concat([size, header, ...parts]));
}

/** The checkpoint of this very run; undefined where there is none, or one of other settings, data or code. */
export async function loadCheckpoint(file: string, fingerprint: string): Promise<Checkpoint | undefined> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!bytes) return undefined;
  const header = parseHeader(bytes, file);
  if (header.fingerprint !== fingerprint) return undefined;
  let at = 4 + bytes.readUInt32LE(0);
  const arrays: Record<string, Float32Array<ArrayBuffer>> = {};
  for (const [name, length] of header.lengths) {
    if (at + 4 * length > bytes.length) {
      throw new InputError({ file, found: `${bytes.length} bytes`, expected: `more: array "${name}" is cut off` });
    }
    arrays[name] = new Float32Array(Uint8Array.from(bytes.subarray(at, at + 4 * length)).buffer);
    at += 4 * length;
  }
  const { epochsDone, stepsDone, validation } = header;
  return { fingerprint, epochsDone, stepsDone, validation, arrays };
}

function parseHeader(bytes: Buffer, file: string): Header {
  try {
    const header = JSON.parse(bytes.subarray(4, 4 + bytes.readUInt32LE(0)).toString()) as Header;
    if (header.magic === MAGIC) return header;
  } catch {
    // falls through to the one error for everything that is no checkpoint
  }
  throw new InputError({ file, found: 'another file', expected: 'a checkpoint; delete it to start anew' });
}
