// The reference of the kernels: each number by itself, by coordinates, in double precision where no order of a sum is
// asked for. Slow and plain.
import {
  BINARY,
  type FourFours,
  type Kernels,
  PANEL,
  REDUCE,
  type ThreeFours,
  UNARY,
} from '../../../src/towers/graph-executor/kernels.ts';

/** Calls `visit` for each place of four dimensions, with the word offsets of every walker. */
function walk(dims: readonly number[], walks: readonly number[][], visit: (at: number[], n: number) => void): void {
  const total = dims.reduce((product, size) => product * size, 1);
  for (let n = 0; n < total; n++) {
    let rest = n;
    const index = [0, 0, 0, 0];
    for (let axis = 3; axis >= 0; axis--) {
      index[axis] = rest % dims[axis]!;
      rest = Math.floor(rest / dims[axis]!);
    }
    visit(
      walks.map((steps) => steps.reduce((sum, step, axis) => sum + step * index[axis]!, 0)),
      n,
    );
  }
}

const fours = (numbers: ThreeFours | FourFours): number[][] =>
  Array.from({ length: numbers.length / 4 }, (_, i) => numbers.slice(4 * i, 4 * i + 4));

const UNARIES: Record<number, (x: number) => number> = {
  [UNARY.sqrt]: Math.sqrt,
  [UNARY.reciprocal]: (x) => 1 / x,
  [UNARY.exp]: Math.exp,
  [UNARY.neg]: (x) => -x,
  [UNARY.abs]: Math.abs,
  [UNARY.log]: Math.log,
  [UNARY.tanh]: Math.tanh,
};
const BINARIES: Record<number, (x: number, y: number) => number> = {
  [BINARY.add]: (x, y) => x + y,
  [BINARY.sub]: (x, y) => x - y,
  [BINARY.mul]: (x, y) => x * y,
  [BINARY.div]: (x, y) => x / y,
  [BINARY.max]: Math.max,
  [BINARY.min]: Math.min,
  [BINARY.equal]: (x, y) => Number(x === y),
  [BINARY.less]: (x, y) => Number(x < y),
  [BINARY.lessOrEqual]: (x, y) => Number(x <= y),
};

export function naiveKernels(memory: ArrayBuffer): Kernels {
  const [floats, words] = [new Float32Array(memory), new Int32Array(memory)];
  return {
    unary(operation, out, a, n) {
      for (let i = 0; i < n; i++) {
        const from = operation === UNARY.toFloat ? words[a / 4 + i]! : UNARIES[operation]!(floats[a / 4 + i]!);
        floats[out / 4 + i] = from;
      }
    },
    binary(operation, out, a, b, ...dimsAndSteps) {
      const values = operation >= BINARY.equal ? words : floats;
      const [dims, ...walks] = fours(dimsAndSteps);
      walk(dims!, walks, ([x, y], n) => {
        values[out / 4 + n] = BINARIES[operation]!(values[a / 4 + x!]!, values[b / 4 + y!]!);
      });
    },
    where(out, condition, a, b, ...dimsAndSteps) {
      const [dims, ...walks] = fours(dimsAndSteps);
      walk(dims!, walks, ([z, x, y], n) => {
        words[out / 4 + n] = words[condition / 4 + z!] === 0 ? words[b / 4 + y!]! : words[a / 4 + x!]!;
      });
    },
    copy(out, a, ...dimsAndSteps) {
      const [dims, ...walks] = fours(dimsAndSteps);
      walk(dims!, walks, ([to, from]) => {
        words[out / 4 + to!] = words[a / 4 + from!]!;
      });
    },
    reduce(operation, out, a, outer, n, inner) {
      for (let i = 0; i < outer * inner; i++) {
        const column = Array.from(
          { length: n },
          (_, k) => floats[a / 4 + (Math.floor(i / inner) * n + k) * inner + (i % inner)]!,
        );
        floats[out / 4 + i] = operation === REDUCE.max ? Math.max(...column) : column.reduce((sum, x) => sum + x, 0);
      }
    },
    pack(out, a, K, N) {
      for (let n = 0; n < Math.ceil(N / PANEL) * PANEL; n++)
        for (let k = 0; k < K; k++) {
          const to = out / 4 + Math.floor(n / PANEL) * PANEL * K + k * PANEL + (n % PANEL);
          floats[to] = n < N ? floats[a / 4 + k * N + n]! : 0;
        }
    },
    multiply(out, a, b, M, K, N) {
      for (let m = 0; m < M; m++)
        for (let n = 0; n < N; n++) {
          let sum = 0;
          for (let k = 0; k < K; k++) {
            const weight = floats[b / 4 + Math.floor(n / PANEL) * PANEL * K + k * PANEL + (n % PANEL)]!;
            sum = Math.fround(sum + Math.fround(floats[a / 4 + m * K + k]! * weight));
          }
          floats[out / 4 + m * N + n] = sum;
        }
    },
    gather(out, table, indices, rows, width, n) {
      for (let i = 0; i < n * width; i++) {
        const index = words[indices / 4 + Math.floor(i / width)]!;
        words[out / 4 + i] = words[table / 4 + ((index + rows) % rows) * width + (i % width)]!;
      }
    },
  };
}
