import { describe, expect, it } from 'vitest';
import { Prefetch } from '../../src/bundle/prefetch.ts';

const URL_OF_FILE = 'https://films.example/models/text-encoder.onnx';

function hostOf(answer: () => Response) {
  const asked: string[] = [];
  const fetchFile = (async (input: unknown) => {
    asked.push(String(input));
    return answer();
  }) as typeof fetch;
  return { asked, prefetch: new Prefetch(fetchFile) };
}

describe('what is fetched ahead', () => {
  const { signal } = new AbortController();

  it('is handed out once, without another request', async () => {
    const { asked, prefetch } = hostOf(() => new Response('bytes'));
    await prefetch.ahead(URL_OF_FILE, 5, signal);
    expect(await (await prefetch.fetch(URL_OF_FILE)).text()).toBe('bytes');
    expect(asked).toHaveLength(1);
    expect(await (await prefetch.fetch(URL_OF_FILE)).text()).toBe('bytes');
    expect(asked).toHaveLength(2);
  });

  it('is waited for while it is on its way', async () => {
    const { asked, prefetch } = hostOf(() => new Response('bytes'));
    const ahead = prefetch.ahead(URL_OF_FILE, 5, signal);
    expect(await (await prefetch.fetch(URL_OF_FILE)).text()).toBe('bytes');
    await ahead;
    expect(asked).toHaveLength(1);
  });

  it('is passed over by who wants a fresh copy', async () => {
    const { asked, prefetch } = hostOf(() => new Response('bytes'));
    await prefetch.ahead(URL_OF_FILE, 5, signal);
    await prefetch.fetch(URL_OF_FILE, { cache: 'reload' } as RequestInit);
    expect(asked).toHaveLength(2);
  });

  it('is let go of where it goes on behind its size, and is asked for again', async () => {
    let cancelled = 0;
    let pulls = 0;
    const pull = (controller: ReadableStreamDefaultController) => {
      if (++pulls > 1000) throw new Error('it is read without end');
      controller.enqueue(new Uint8Array(100));
    };
    const { asked, prefetch } = hostOf(
      () => new Response(new ReadableStream({ pull, cancel: () => void cancelled++ })),
    );
    await prefetch.ahead(URL_OF_FILE, 1000, signal);
    expect(cancelled).toBe(1);
    expect(pulls).toBeLessThan(20);
    await prefetch.fetch(URL_OF_FILE);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['missing', () => new Response('', { status: 404 })],
    [
      'unreachable',
      () => {
        throw new TypeError('failed');
      },
    ],
  ])('is asked for again where it was %s', async (_, answer) => {
    const { asked, prefetch } = hostOf(answer);
    await prefetch.ahead(URL_OF_FILE, 5, signal);
    await prefetch.fetch(URL_OF_FILE).catch(() => {});
    expect(asked).toHaveLength(2);
  });
});
