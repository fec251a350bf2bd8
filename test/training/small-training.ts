// A training problem that is solved in seconds: two kinds of items that users never mix, each with its own content
// direction.

import { CONTENT_DIM, FEATURES, SEQUENCE_LENGTH, TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import type { TowerConfig } from '../../src/pipeline/models/tower-config.ts';
import {
  DEFAULT_TRAINING_SETTINGS,
  type TrainingItems,
  type TrainingLog,
  type TrainingSettings,
} from '../../src/pipeline/training/training-data.ts';
import { HASHED_MODALITIES, modalityDim, modalityVectors } from '../../src/text/modalities.ts';

export const NUM_ITEMS = 40;
export const kindOf = (item: number): number => (item < NUM_ITEMS / 2 ? 0 : 1);

export const SMALL_CONFIG: TowerConfig = {
  embeddingDim: 32,
  qualityDims: FEATURES.length,
  contentDim: CONTENT_DIM,
  numLevels: 2,
  codebookSize: 4,
  modalityDim: modalityDim(HASHED_MODALITIES),
  itemHiddenDim: 32,
  sequenceLength: SEQUENCE_LENGTH,
  numLayers: 1,
  numHeads: 2,
  feedForwardDim: 32,
  numContexts: 0,
  opinionStrength: 2,
};

export const SMALL_SETTINGS: TrainingSettings = {
  ...DEFAULT_TRAINING_SETTINGS,
  epochs: 3,
  batchSize: 4,
  numCandidates: 48,
  learningRate: 1e-2,
};

export function smallItems(): TrainingItems {
  const random = createRandom(7);
  const content = new Float32Array(NUM_ITEMS * CONTENT_DIM);
  for (let item = 0; item < NUM_ITEMS; item++) {
    content[item * CONTENT_DIM + kindOf(item)] = 0.9;
    for (let d = 2; d < 20; d++) content[item * CONTENT_DIM + d] = random.normal() * 0.1;
  }
  const features = new Float32Array(NUM_ITEMS * FEATURES.length);
  return {
    numItems: NUM_ITEMS,
    contentVariants: [content],
    features,
    codes: Uint8Array.from({ length: NUM_ITEMS * 2 }, (_, i) => (i % 2 === 0 ? kindOf(i / 2) : random.integer(4))),
    modalities: {
      layout: HASHED_MODALITIES,
      values: modalityVectors(
        Array.from({ length: NUM_ITEMS }, (_, item) => ({ title: `Item ${item} no`, year: 1980 + item })),
      ),
    },
  };
}

export function smallLog(numUsers = 24, eventsPerUser = 12): TrainingLog {
  const random = createRandom(11);
  const offsets = Uint32Array.from({ length: numUsers + 1 }, (_, user) => user * eventsPerUser);
  const items = new Uint32Array(numUsers * eventsPerUser);
  const validationTargets = new Int32Array(numUsers);
  for (let user = 0; user < numUsers; user++) {
    const own = Array.from({ length: NUM_ITEMS / 2 }, (_, i) => i + (user % 2) * (NUM_ITEMS / 2));
    random.shuffle(own);
    items.set(own.slice(0, eventsPerUser), user * eventsPerUser);
    validationTargets[user] = own[eventsPerUser]!;
  }
  return {
    name: 'small',
    numUsers,
    offsets,
    items,
    eventTypes: new Uint8Array(items.length).fill(TOWER_EVENT_TYPES.indexOf('view')),
    candidates: Uint32Array.from({ length: NUM_ITEMS }, (_, i) => i),
    validationTargets,
  };
}
