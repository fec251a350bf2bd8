import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressWithBackend, bundleAddress, chosenBackend, historyOf } from '../../demo/app/state/bundle-address.ts';

const meta = document.createElement('meta');
beforeEach(() => {
  Object.assign(meta, { name: 'privet:bundles', content: 'shop/manifest.json a-b/c_d/m.v2.json ../manifest.json' });
  document.head.append(meta);
});
afterEach(() => meta.remove());

describe('the bundle that the address names', () => {
  it.each([
    ['', 'models/manifest.json'],
    ['?bundle=shop/manifest.json', 'shop/manifest.json'],
    ['?x=1&bundle=a-b/c_d/m.v2.json', 'a-b/c_d/m.v2.json'],
  ])('%s opens %s', (search, address) => {
    expect(bundleAddress(search)).toBe(address);
  });

  it.each([
    'https://elsewhere.example/manifest.json',
    '//elsewhere.example/manifest.json',
    '/manifest.json',
    '../manifest.json',
    'shop/../../manifest.json',
    'shop/./manifest.json',
    'data:application/json,{}.json',
    'shop\\manifest.json',
    'shop/manifest.json?x.json',
    'shop/manifest',
    '%2e%2e/manifest.json',
    'uploads/manifest.json',
    '',
  ])('%s is none: the films are opened', (named) => {
    expect(bundleAddress(`?bundle=${encodeURIComponent(named)}`)).toBe('models/manifest.json');
  });

  it('is of the films where the build was given none', () => {
    meta.remove();
    expect(bundleAddress('?bundle=shop/manifest.json')).toBe('models/manifest.json');
  });
});

it('a bundle beside the films has a history of its own', () => {
  expect(historyOf('models/manifest.json')).toEqual({ database: 'privet' });
  expect(historyOf('shop/manifest.json')).toEqual({ src: new URL('shop/manifest.json', document.baseURI).href });
});

describe('where the taste model is to run', () => {
  it.each([
    ['', 'auto'],
    ['?backend=wasm', 'wasm'],
    ['?bundle=shop/manifest.json&backend=webgpu', 'webgpu'],
    ['?backend=cloud', 'auto'],
  ])('%s means %s', (search, backend) => {
    expect(chosenBackend(search)).toBe(backend);
  });

  it('is chosen by an address that keeps all else', () => {
    const chosen = new URL(addressWithBackend('webgpu'));
    expect(chosenBackend(chosen.search)).toBe('webgpu');
    chosen.searchParams.delete('backend');
    expect(chosen.href).toBe(new URL(addressWithBackend('auto')).href);
  });
});
