// Runs a planned graph: inputs into memory, one kernel after the other, the output out of it.
import type { CreateKernels, Kernels } from './kernels.ts';
import type { GraphPlan, Port, Step } from './plan-graph.ts';

export interface Executor {
  /**
   * @param feeds  by name; shapes are those of the graph
   * @returns      a copy of the output, f32
   * @throws RangeError for feeds of another size
   */
  run(feeds: Record<string, { data: Float32Array | Int32Array }>, output: string): Float32Array;
}

/** Allocates its memory and writes the weights. @throws RangeError where there is no more memory */
export function createExecutor(plan: GraphPlan, createKernels: CreateKernels): Executor {
  const { kernels, memory } = createKernels(plan.sizeBytes);
  const floatsAt = ({ at, size }: Pick<Port, 'at' | 'size'>) => new Float32Array(memory, at, size);
  const integersAt = ({ at, size }: Pick<Port, 'at' | 'size'>) => new Int32Array(memory, at, size);
  for (const { fill, ...place } of plan.fillings) fill({ floats: floatsAt(place), integers: integersAt(place) });
  for (const step of plan.prepare) bound(kernels, step)();
  const steps = plan.steps.map((step) => bound(kernels, step));

  return {
    run(feeds, output) {
      for (const [name, port] of plan.inputs) {
        const data = feeds[name]?.data;
        if (data?.length !== port.size) {
          throw new RangeError(`input "${name}" holds ${data?.length ?? 'no'} values, expected ${port.size}`);
        }
        (port.type === 'float32' ? floatsAt(port) : integersAt(port)).set(data);
      }
      for (const step of steps) step();
      return floatsAt(plan.outputs.get(output)!).slice();
    },
  };
}

function bound(kernels: Kernels, { kernel, args }: Step): () => void {
  const call = kernels[kernel] as (...args: number[]) => void;
  return () => call(...args);
}
