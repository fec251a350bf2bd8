// How ONNX Runtime runs whatever training asks of it.

import type { InferenceSession } from 'onnxruntime-common';
import type { TrainingSettings } from './training-data.ts';

/** The thread count is part of what fixes the bytes. */
export function sessionOptions({ threads }: TrainingSettings): InferenceSession.SessionOptions {
  return { intraOpNumThreads: threads, logSeverityLevel: 3 };
}
