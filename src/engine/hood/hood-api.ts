// What a page gets told of what the engine is made of. Types only, as src/engine/engine-api.ts.
export type { RequestFact } from '../../fetching/request-fact.ts';

export interface EngineReport {
  /** Of the bundle. */
  name: string;
  numItems: number;
  embeddingDim: number;
  /** Events that the user tower reads one by one. */
  sequenceLength: number;
  notices: string[];
  hasModelCard: boolean;
  files: FileFact[];
  /** Absent where nothing was to be measured: no GPU, or the page asked for a backend. */
  calibration?: Calibration;
}

export interface FileFact {
  role: FileRole;
  /** Relative to the manifest. */
  path: string;
  /** As stored and sent. */
  sizeBytes: number;
  /** That it must have, hex. */
  sha256: string;
  /**
   * When its bytes were found to be those of the manifest, in milliseconds since the epoch; absent: not fetched here.
   */
  checkedAtMs?: number;
  /** Numbers in a model's tensors by precision, most numerous first; absent before it is loaded. */
  tensors?: { precision: string; count: number }[];
}

/** What a file of the bundle is for. */
export type FileRole =
  | 'items'
  | 'content'
  | 'user-tower'
  | 'user-tower-batch'
  | 'item-tower'
  | 'text-encoder'
  | 'item-to-item'
  | 'match-filter'
  | 'language'
  | 'taste-map'
  | 'codebooks';

/** What decided where towers and ranking run. */
export interface Calibration {
  /** Milliseconds since the epoch. */
  measuredAtMs: number;
  ways: WayMeasured[];
}

/** One way to run a request, measured whole. */
export interface WayMeasured {
  tower: 'webgpu' | 'wasm' | 'js';
  ranking: 'webgpu' | 'wasm';
  /** Median of the warmed runs; Infinity for a way that failed or did not end in time. */
  medianMs: number;
}
