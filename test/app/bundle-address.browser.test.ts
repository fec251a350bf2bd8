import { describe, expect, it } from 'vitest';
import { bundleAddress } from '../../src/app/shell/bundle-address.ts';

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
    '',
  ])('%s is none: the films are opened', (named) => {
    expect(bundleAddress(`?bundle=${encodeURIComponent(named)}`)).toBe('models/manifest.json');
  });
});
