// What the student is trained by. All of it is asked of the first 64 and 128 values alone as well, so that they can be cut
// off (Kusupati et al., Matryoshka representation learning, NeurIPS 2022).
import { type Array as JaxArray, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { compileModel, prepareJax, type Traced } from '../../src/pipeline/models/compile-model.ts';

/** How sharply a text tells others apart. */
const TEMPERATURE = 0.06;
/** The teacher's, of what it is asked to hand over: which of a batch's texts are alike. */
const TEACHER_TEMPERATURE = 0.05;
const CUTS = [64, 128];
/** Of the loss that takes a text's own vector alone. */
const COSINE_WEIGHT = 2;

/**
 * The loss as an ONNX model. Inputs f32 [B, D]: `alone`, `short`, `long` (sums of pieces: of texts drawn alone, of what is
 * short, and of the texts that it is about), `aloneTarget`, `longTarget` (the teacher's vectors of unit length).
 * Outputs: `loss` f32 [] in nats and `grad:alone`, `grad:short`, `grad:long`.
 */
export async function compileStudentLoss(batch: number, dim: number): Promise<Uint8Array> {
  await prepareJax();
  const zeros = () => np.zeros([batch, dim]);
  const step = valueAndGrad(studentLoss(batch, dim) as never, { argnums: [0] }) as unknown as (
    ...args: Traced[]
  ) => JaxArray;
  return compileModel<Traced[]>(
    step,
    (): Traced[] => [
      { alone: zeros(), long: zeros(), short: zeros() },
      { aloneTarget: zeros(), longTarget: zeros() },
    ],
    ['loss', 'grad:alone', 'grad:long', 'grad:short'],
  );
}

function studentLoss(batch: number, dim: number) {
  return (sums: Traced, taught: Traced): JaxArray => {
    const widths = [...CUTS.filter((width) => width < dim), dim];
    const losses = widths.map((width, i) => {
      const isLast = i === widths.length - 1;
      const own = (name: string) => unit(cut(isLast ? sums[name]! : sums[name]!.ref, width, dim));
      const target = (name: string) => unit(cut(isLast ? taught[name]! : taught[name]!.ref, width, dim));
      const [alone, short, long] = [own('alone'), own('short'), own('long')];
      const [aloneTarget, longTarget] = [target('aloneTarget'), target('longTarget')];
      const cosine = alone.ref.mul(aloneTarget.ref).sum(-1).mean().neg().add(1).mul(COSINE_WEIGHT);
      const spread = alike(alone, aloneTarget);
      const taughtPairs = finds(short.ref, longTarget, batch);
      const ownPairs = finds(short, long, batch);
      return cosine.add(spread).add(taughtPairs).add(ownPairs);
    });
    return losses.reduce((sum, loss) => sum.add(loss)).div(widths.length);
  };
}

/** Its first values; the others become 0. */
function cut(rows: JaxArray, width: number, dim: number): JaxArray {
  if (width === dim) return rows;
  return rows.mul(np.array(Array.from({ length: dim }, (_, d) => Number(d < width))));
}

function unit(rows: JaxArray): JaxArray {
  const square = rows.ref.mul(rows.ref).sum(-1, { keepdims: true }).add(1e-12);
  return rows.div(np.sqrt(square));
}

/** Cross entropy between which texts of the batch the teacher takes for alike, and which the student does. */
function alike(own: JaxArray, target: JaxArray): JaxArray {
  const wanted = nn.softmax(np.matmul(target.ref, target.ref.transpose()).div(TEACHER_TEMPERATURE), -1);
  const logits = np.matmul(own, target.transpose()).div(TEMPERATURE);
  const normalizer = nn.logsumexp(logits.ref, -1);
  return normalizer.sub(wanted.mul(logits).sum(-1)).mean();
}

/** Cross entropy of what is short with its own text among those of the batch. */
function finds(short: JaxArray, long: JaxArray, batch: number): JaxArray {
  const own = short.ref.mul(long.ref).sum(-1).div(TEMPERATURE);
  const logits = np.matmul(short, long.transpose()).div(TEMPERATURE).reshape([batch, batch]);
  return nn.logsumexp(logits, -1).sub(own).mean();
}
