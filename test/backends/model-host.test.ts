// How the host moves from one runtime to the next. The runtimes here are fakes, because a GPU that fails on demand is
// hard to come by in Node; device-loss.slow.gpu.test.ts does it with a real device.
import { describe, expect, it } from 'vitest';
import { type Model, ModelHost } from '../../src/backends/model-host.ts';
import type { Backend, Runtime } from '../../src/backends/tower-runtimes.ts';

interface FakeModel extends Model {
  where: string;
  answer(): Promise<string>;
}

/** This realm's types know no WebAssembly. */
const { RuntimeError } = (globalThis as unknown as { WebAssembly: { RuntimeError: ErrorConstructor } }).WebAssembly;
const aborted = (where: string) => new RuntimeError(`Aborted(${where})`);

/**
 * Runtimes by name; `broken` names those that cannot start a model, `dying` those on which a model fails when called,
 * `aborting` those whose WebAssembly ends then.
 */
function fakes(
  names: string[],
  { broken = [] as string[], dying = [] as string[], aborting = [] as string[], cannotFree = [] as string[] } = {},
) {
  const disposed: string[] = [];
  const runtimes = names.map((name) => ({
    backend: (name.startsWith('gpu') ? 'webgpu' : 'wasm') as Backend,
    label: name,
    load: async () => name,
    ...(name.startsWith('gpu') && { device: { destroy: () => disposed.push(`${name} device`) } }),
  })) as unknown as Runtime<string>[];
  const create = async (where: string): Promise<FakeModel> => {
    if (broken.includes(where)) throw new Error(`${where} does not start`);
    return {
      where,
      answer: async () => {
        await null; // others come meanwhile
        if (dying.includes(where)) throw new Error(`${where} died`);
        if (aborting.includes(where)) throw aborted(where);
        return `answer of ${where}`;
      },
      dispose: async () => {
        if (cannotFree.includes(where)) throw aborted('free');
        disposed.push(where);
      },
    };
  };
  return { runtimes, create, disposed };
}

const answer = (model: FakeModel) => model.answer();

describe('the model host', () => {
  it('runs models on the first runtime while that works', async () => {
    const { runtimes, create, disposed } = fakes(['gpu', 'cpu']);
    const host = new ModelHost(runtimes);
    const model = await host.add(create);
    expect(await model.use(answer)).toBe('answer of gpu');
    expect(host.backend).toBe('webgpu');
    await host.dispose();
    expect(disposed).toEqual(['gpu', 'gpu device']);
  });

  it('answers the call that a GPU failed under, from the next runtime, and tells', async () => {
    const { runtimes, create, disposed } = fakes(['gpu', 'cpu'], { dying: ['gpu'] });
    const told: string[] = [];
    const host = new ModelHost(runtimes, (to, reason) => told.push(`${to?.backend}: ${reason}`));
    const [first, second] = [await host.add(create), await host.add(create)];
    expect(await first.use(answer)).toBe('answer of cpu');
    expect(await second.use(answer)).toBe('answer of cpu');
    expect(told).toEqual(['wasm: gpu died']);
    expect(disposed).toEqual(['gpu', 'gpu', 'gpu device']);
  });

  it('answers every one of the calls that were under way', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu'], { dying: ['gpu'] });
    const model = await new ModelHost(runtimes).add(create);
    const answers = await Promise.all([model.use(answer), model.use(answer), model.use(answer)]);
    expect(answers).toEqual(Array(3).fill('answer of cpu'));
  });

  it('starts a model on the first runtime that can', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu', 'plain'], { broken: ['gpu', 'cpu'] });
    const told: (Backend | undefined)[] = [];
    const host = new ModelHost(runtimes, (to) => told.push(to?.backend));
    expect(await (await host.add(create)).use(answer)).toBe('answer of plain');
    expect(told).toEqual(['wasm', 'wasm']);
  });

  it('gives up when no runtime starts the model', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu'], { broken: ['gpu', 'cpu'] });
    await expect(new ModelHost(runtimes).add(create)).rejects.toThrow('cpu does not start');
  });

  it('leaves an error on WebAssembly to the caller', async () => {
    const { runtimes, create } = fakes(['cpu', 'plain'], { dying: ['cpu'] });
    const model = await new ModelHost(runtimes).add(create);
    await expect(model.use(answer)).rejects.toThrow('cpu died');
  });

  it('tries a model on another runtime, and moves all models there only when that is accepted', async () => {
    const { runtimes, create, disposed } = fakes(['gpu', 'cpu']);
    const host = new ModelHost(runtimes.slice(1), () => expect.unreachable());
    const [first, second] = [await host.add(create), await host.add(create)];
    expect(await first.use(answer)).toBe('answer of cpu');
    const rejected = await host.trial(first, runtimes[0]!);
    expect([await rejected.use(answer), await first.use(answer)]).toEqual(['answer of gpu', 'answer of cpu']);
    await rejected.reject();
    expect([host.backend, disposed]).toEqual(['wasm', ['gpu']]);
    const accepted = await host.trial(first, runtimes[0]!);
    await accepted.accept();
    expect([host.backend, disposed]).toEqual(['webgpu', ['gpu', 'cpu', 'cpu']]);
    expect([await first.use(answer), await second.use(answer)]).toEqual(Array(2).fill('answer of gpu'));
    await host.dispose();
    expect(disposed.slice(3)).toEqual(['gpu', 'gpu', 'gpu device']);
  });

  it('stays where it is when a trial cannot start', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu'], { broken: ['gpu'] });
    const host = new ModelHost(runtimes.slice(1), () => expect.unreachable());
    const model = await host.add(create);
    await expect(host.trial(model, runtimes[0]!)).rejects.toThrow('gpu does not start');
    expect(await model.use(answer)).toBe('answer of cpu');
  });

  it('steps down from WebAssembly that aborted, as from a GPU, and answers all that were under way', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu', 'plain'], {
      dying: ['gpu'],
      aborting: ['cpu'],
      cannotFree: ['cpu'],
    });
    const told: string[] = [];
    const host = new ModelHost(runtimes, (to, reason, left) => told.push(`${left.label} to ${to?.label}: ${reason}`));
    const [first, second] = [await host.add(create), await host.add(create)];
    const answers = await Promise.all([first.use(answer), second.use(answer), first.use(answer)]);
    expect(answers).toEqual(Array(3).fill('answer of plain'));
    expect(told).toEqual(['gpu to cpu: gpu died', 'cpu to plain: Aborted(cpu)']);
  });

  it('asks nothing of the last runtime once it aborted, and says so once', async () => {
    const { runtimes, create } = fakes(['cpu'], { aborting: ['cpu'] });
    const told: string[] = [];
    const host = new ModelHost(runtimes, (to, reason) => told.push(`${to?.backend}: ${reason}`));
    const [first, second] = [await host.add(create), await host.add(create)];
    const results = await Promise.allSettled([first.use(answer), second.use(answer), host.add(create)]);
    expect(results.map((result) => (result as PromiseRejectedResult).reason.message)).toEqual([
      'Aborted(cpu)',
      ...Array(2).fill('runtime: cpu aborted (Aborted(cpu)), and nothing else runs models here'),
    ]);
    expect(told).toEqual(['undefined: Aborted(cpu)']);
  });

  it('knows an abort by its cause when a model cannot be started', async () => {
    const { runtimes } = fakes(['cpu']);
    let numStarts = 0;
    const create = async (): Promise<FakeModel> => {
      numStarts++;
      throw new Error('user-tower: ONNX Runtime cannot start it', { cause: aborted('OOM') });
    };
    const host = new ModelHost(runtimes);
    await expect(host.add(create)).rejects.toThrow('cannot start it');
    await expect(host.add(create)).rejects.toThrow('nothing else runs models here');
    expect(numStarts).toBe(1);
  });

  it('adds a model that was being added when the GPU failed under another call', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu'], { dying: ['gpu'] });
    const host = new ModelHost(runtimes);
    const first = await host.add(create);
    const [answered, second] = await Promise.all([first.use(answer), host.add(create)]);
    expect([answered, await second.use(answer)]).toEqual(Array(2).fill('answer of cpu'));
  });

  it('frees all when it is disposed of while a GPU fails under a call', async () => {
    const { runtimes, create, disposed } = fakes(['gpu', 'cpu'], { dying: ['gpu'] });
    const host = new ModelHost(runtimes);
    const model = await host.add(create);
    const [answered] = await Promise.all([model.use(answer), host.dispose()]);
    expect(answered).toBe('answer of cpu');
    expect(disposed).toEqual(['gpu', 'gpu device', 'cpu', 'gpu device']);
  });

  it('leaves a GPU that fails after a trial on it was accepted, with a second call under way', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu'], { dying: ['gpu'] });
    const told: string[] = [];
    const host = new ModelHost(runtimes.slice(1), (to) => told.push(`${to?.backend}`));
    const [first, second] = [await host.add(create), await host.add(create)];
    const trial = await host.trial(first, runtimes[0]!);
    const [, ...answers] = await Promise.all([trial.accept(), first.use(answer), second.use(answer)]);
    expect(answers).toEqual(Array(2).fill('answer of cpu'));
    expect(told).toEqual(['wasm']);
  });

  it('answers on WebAssembly while a trial on the GPU fails', async () => {
    const { runtimes, create } = fakes(['gpu', 'cpu'], { dying: ['gpu'] });
    const host = new ModelHost(runtimes.slice(1), () => expect.unreachable());
    const model = await host.add(create);
    const trial = await host.trial(model, runtimes[0]!);
    const [tried, answered] = await Promise.allSettled([trial.use(answer), model.use(answer)]);
    expect([tried.status, (answered as PromiseFulfilledResult<string>).value]).toEqual(['rejected', 'answer of cpu']);
  });
});
