// Adam (Kingma & Ba 2015) on the host: the training graph gives gradients, plain loops apply them. Residual rows that a
// step did not touch keep their moments (sparse Adam), so that a step costs what its candidates cost.

const BETA1 = 0.9;
const BETA2 = 0.98;
const EPSILON = 1e-8;

export interface AdamMoments {
  /** First and second moments, f32, shaped as the parameter. */
  first: Float32Array<ArrayBuffer>;
  second: Float32Array<ArrayBuffer>;
}

export function createMoments(length: number): AdamMoments {
  return { first: new Float32Array(length), second: new Float32Array(length) };
}

/**
 * One step on a whole parameter, in place.
 *
 * @param step         1 for the first step
 * @param weightDecay  decoupled from the gradient (Loshchilov & Hutter, Decoupled weight decay regularization, ICLR
 *   2019)
 */
export function adamStep(
  values: Float32Array,
  gradient: Float32Array,
  moments: AdamMoments,
  learningRate: number,
  step: number,
  weightDecay = 0,
): void {
  if (weightDecay > 0) for (let i = 0; i < values.length; i++) values[i]! *= 1 - learningRate * weightDecay;
  adamSpan(values, 0, gradient, 0, values.length, moments, learningRate, step);
}

/**
 * One step on some rows of a table, in place.
 *
 * @param table     f32 [numRows, width]
 * @param rows      rows that the gradient is of, each at most once
 * @param gradient  f32 [rows.length, width]
 */
export function adamRowsStep(
  table: Float32Array,
  width: number,
  rows: Uint32Array,
  gradient: Float32Array,
  moments: AdamMoments,
  learningRate: number,
  step: number,
): void {
  rows.forEach((row, i) => {
    adamSpan(table, row * width, gradient, i * width, width, moments, learningRate, step);
  });
}

function adamSpan(
  values: Float32Array,
  valueStart: number,
  gradient: Float32Array,
  gradientStart: number,
  length: number,
  { first, second }: AdamMoments,
  learningRate: number,
  step: number,
): void {
  const rate = learningRate / (1 - BETA1 ** step);
  const correction = 1 / (1 - BETA2 ** step);
  for (let i = 0; i < length; i++) {
    const g = gradient[gradientStart + i]!;
    const at = valueStart + i;
    const m = (first[at] = BETA1 * first[at]! + (1 - BETA1) * g);
    const v = (second[at] = BETA2 * second[at]! + (1 - BETA2) * g * g);
    values[at]! -= (rate * m) / (Math.sqrt(v * correction) + EPSILON);
  }
}

/**
 * Linear warm-up, then a half cosine down to a fiftieth of the peak (Loshchilov & Hutter 2017).
 *
 * @param step  1 for the first step
 */
export function learningRateAt(step: number, totalSteps: number, peak: number): number {
  const warmUp = Math.min(200, Math.ceil(totalSteps / 10));
  if (step <= warmUp) return (peak * step) / warmUp;
  const progress = (step - warmUp) / Math.max(1, totalSteps - warmUp);
  return peak * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress))));
}
