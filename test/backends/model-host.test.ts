// How the host moves from one runtime to the next. The runtimes here are fakes, because a GPU that fails on demand is
// hard to come by in Node; device-loss.gpu.test.ts does it with a real device.
import { describe, expect, it } from 'vitest';
import { type Model, ModelHost } from '../../src/backends/model-host.ts';
import type { Backend, Runtime } from '../../src/backends/runtimes.ts';
import type { OrtModule } from '../../src/towers/session.ts';

interface FakeModel extends Model {
  where: string;
  answer(): Promise<string>;
}

/**
 * Runtimes by name; `broken` names those that cannot start a model, `dying` those on which a model fails when called.
 */
function fakes(names: string[], { broken = [] as string[], dying = [] as string[] } = {}) {
  const disposed: string[] = [];
  const runtimes = names.map((name) => ({
    backend: (name.startsWith('gpu') ? 'webgpu' : 'wasm') as Backend,
    load: async () => ({ name }) as unknown as OrtModule,
    sessionOptions: {},
    ...(name.startsWith('gpu') && { device: { destroy: () => disposed.push(`${name} device`) } }),
  })) as unknown as Runtime[];
  const create = async (ort: OrtModule): Promise<FakeModel> => {
    const where = (ort as unknown as { name: string }).name;
    if (broken.includes(where)) throw new Error(`${where} does not start`);
    return {
      where,
      answer: async () => {
        if (dying.includes(where)) throw new Error(`${where} died`);
        return `answer of ${where}`;
      },
      dispose: async () => {
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
    const host = new ModelHost(runtimes, (backend, reason) => told.push(`${backend}: ${reason}`));
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
    const told: Backend[] = [];
    const host = new ModelHost(runtimes, (backend) => told.push(backend));
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
    const host = new ModelHost(runtimes, () => expect.unreachable(), 1);
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
    const host = new ModelHost(runtimes, () => expect.unreachable(), 1);
    const model = await host.add(create);
    await expect(host.trial(model, runtimes[0]!)).rejects.toThrow('gpu does not start');
    expect(await model.use(answer)).toBe('answer of cpu');
  });
});
