import { describe, expect, it } from 'vitest';
import { requestRow, verdictOf } from '../../demo/app/hood/request-rows.ts';

const HOME = 'https://films.example/app/';
const fact = (url: string, changes = {}) => ({
  url,
  initiator: 'fetch',
  startedMs: 1000,
  durationMs: 5,
  transferBytes: 1300,
  bodyBytes: 1000,
  isByServiceWorker: false,
  hasFailed: false,
  ...changes,
});
const row = (url: string, changes = {}) => requestRow(fact(url, changes), 'worker', HOME);

describe('a request as a row', () => {
  it('is told by its path below the page, and by its kind', () => {
    expect(row(`${HOME}models/user-tower.onnx`)).toMatchObject({ path: 'models/user-tower.onnx', kind: 'model' });
    expect(row(HOME)).toMatchObject({ path: 'the page itself', kind: 'page' });
    expect(row('https://films.example/other.js')).toMatchObject({
      path: '/other.js',
      kind: 'script',
      isSameSite: true,
    });
    expect(row(`${HOME}what`)).toMatchObject({ kind: 'fetch' });
  });

  it('says where the bytes came from', () => {
    expect(row(`${HOME}a.js`).source).toBe('network');
    expect(row(`${HOME}a.js`, { transferBytes: 300 }).source).toBe('unchanged');
    expect(row(`${HOME}a.js`, { transferBytes: 0 }).source).toBe('cache');
    expect(row(`${HOME}a.js`, { transferBytes: 0, isByServiceWorker: true }).source).toBe('service worker');
  });

  it('shows another site, and a question in the address', () => {
    expect(row('https://elsewhere.example/a.js')).toMatchObject({
      path: 'https://elsewhere.example/a.js',
      isSameSite: false,
    });
    expect(row('http://films.example/app/a.js').isSameSite).toBe(false);
    expect(row(`${HOME}a.json?liked=alien-1979`)).toMatchObject({ path: 'a.json?liked=alien-1979', hasQuery: true });
  });
});

describe('the verdict', () => {
  const rows = [row(HOME), row(`${HOME}a.js`), row(`${HOME}late.json`, { startedMs: 3000 })];

  it('counts what it was given, and calls nothing late before everything is here', () => {
    expect(verdictOf(rows, undefined)).toEqual({
      numRequests: 3,
      foreign: [],
      withQuery: [],
      sinceWarm: undefined,
      numLooking: 0,
    });
  });

  it('names what began after everything was here, went elsewhere, or asked a question', () => {
    const bad = [...rows, row('https://elsewhere.example/?taste=1')];
    expect(verdictOf(bad, 2000)).toEqual({
      numRequests: 4,
      foreign: ['https://elsewhere.example/?taste=1'],
      withQuery: ['https://elsewhere.example/?taste=1'],
      sinceWarm: ['late.json'],
      numLooking: 0,
    });
  });

  it('calls late what the host got, not what a cache or the page’s own service worker answered', () => {
    const late = (changes: object) =>
      verdictOf([row(`${HOME}late.js`, { startedMs: 3000, ...changes })], 2000).sinceWarm;
    expect(late({ transferBytes: 0, isByServiceWorker: true })).toEqual([]);
    expect(late({ transferBytes: 0 })).toEqual([]);
    expect(late({ isByServiceWorker: true })).toEqual(['late.js']); // passed by it, over the network
    expect(late({ transferBytes: 300 })).toEqual(['late.js']); // the host was asked whether the copy is right
    expect(late({ transferBytes: 0, bodyBytes: 0, hasFailed: true })).toEqual(['late.js']);
  });

  it('tells looks for a newer version apart', () => {
    const looks = [{ fromMs: 2900, toMs: 3100 }];
    expect(verdictOf(rows, 2000, looks)).toMatchObject({ sinceWarm: [], numLooking: 1 });
    expect(verdictOf(rows, 2000, [{ fromMs: 3001, toMs: 3100 }])).toMatchObject({ sinceWarm: ['late.json'] });
  });
});
