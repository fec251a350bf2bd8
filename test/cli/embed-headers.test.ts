// `privet embed-headers`: the policy and the caching headers, as hosts write them.
import { expect, test } from 'vitest';
import { run } from './collecting-terminal.ts';

test('without options nothing but the own origin is allowed, and no WebAssembly', async () => {
  const { code, out } = await run(['embed-headers']);
  expect(code).toBe(0);
  expect(out).toContain(
    "Content-Security-Policy: default-src 'none'; script-src 'self' blob:; worker-src 'self' blob:;",
  );
  expect(out).toContain('/privet/privet-*.js\n  Cache-Control: public, max-age=31536000, immutable');
  expect(out).not.toMatch(/wasm|Access-Control/);
});

test('trained towers, another origin and a frame are each a word more', async () => {
  const shop = 'https://shop.example';
  const { out } = await run([
    'embed-headers',
    '--towers',
    '--origin',
    'https://cdn.example',
    '--frame-ancestors',
    shop,
  ]);
  expect(out).toContain("script-src 'self' https://cdn.example blob: 'wasm-unsafe-eval'; ");
  expect(out).toContain("worker-src 'self' https://cdn.example blob:; ");
  expect(out).toContain(`frame-ancestors ${shop}`);
  expect(out).toContain('/privet/*\n  Access-Control-Allow-Origin: *');
});

test('a page that shows a frame allows its origin, and no other', async () => {
  const { out } = await run(['embed-headers', '--frame-src', 'https://recs.example']);
  expect(out).toContain('; frame-src https://recs.example; ');
  expect((await run(['embed-headers'])).out).not.toContain('frame-src');
  const { code } = await run(['embed-headers', '--frame-src', '*']);
  expect(code).toBe(2);
});

test('nginx repeats the policy in each location, for an inner header hides outer ones', async () => {
  const { out } = await run(['embed-headers', '--for', 'nginx', '--mount', '/static/privet/']);
  const locations = out.split(/(?=^location )/m);
  expect(locations.length).toBeGreaterThan(2);
  for (const location of locations) expect(location).toContain('add_header Content-Security-Policy');
  expect(locations[0]).toContain('location ~ ^/static/privet/privet-[^/]*\\.js$ {');
});

test.each([
  ['an origin with a path', ['--origin', 'https://cdn.example/x'], 'Expected an origin'],
  ['an origin that would end the policy', ['--frame-ancestors', 'https://a.example;script-src'], 'Expected an origin'],
  ['a path without a slash', ['--mount', 'privet'], 'Expected a path'],
  ['a host that is not known', ['--for', 'iis'], 'Allowed choices'],
])('%s is refused', async (_name, options, message) => {
  const { code, notes } = await run(['embed-headers', ...options]);
  expect(code).toBe(2);
  expect(notes).toContain(message);
});
