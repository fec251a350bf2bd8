import { describe, expect, it } from 'vitest';
import { CatalogFormatError, EngineStoppedError, ModelLoadError, RequestError } from '../../src/errors.ts';
import { rebuildError } from '../../src/sdk/errors.ts';

/** As comlink hands over what was thrown in the worker. */
const received = (name: string, message: string) => Object.assign(new Error(message), { name, stack: 'worker stack' });

describe('errors from the worker', () => {
  it.each([
    ['CatalogFormatError', CatalogFormatError],
    ['ModelLoadError', ModelLoadError],
    ['RequestError', RequestError],
    ['EngineStoppedError', EngineStoppedError],
    ['RangeError', RangeError],
  ])('%s becomes an instance of its class', (name, Class) => {
    const rebuilt = rebuildError(received(name, 'what happened'));
    expect(rebuilt).toBeInstanceOf(Class);
    expect(rebuilt).toMatchObject({ name, message: 'what happened', stack: 'worker stack' });
  });

  it.each([received('SomeError', 'x'), received('constructor', 'x'), 'text', undefined])(
    '%s stays as it came',
    (error) => {
      expect(rebuildError(error)).toBe(error);
    },
  );
});
