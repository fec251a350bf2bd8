import { describe, expect, it } from 'vitest';
import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import { StatusBoard } from '../../src/engine/base/status-board.ts';

describe('the status board', () => {
  it('tells every change of state, in copies', () => {
    const board = new StatusBoard();
    const told: EngineStatus[] = [];
    board.listen((status) => told.push(status));
    board.setPart('catalog', { state: 'loading', totalBytes: 100 });
    board.setPart('catalog', { state: 'ready' });
    board.set({ numItems: 7 });
    expect(told.map(({ parts, numItems }) => [parts.catalog.state, numItems])).toEqual([
      ['loading', 0],
      ['ready', 0],
      ['ready', 7],
    ]);
  });

  it('adds up the bytes of the files of a part, and of all parts', () => {
    const board = new StatusBoard();
    board.setPart('towers', { state: 'loading', totalBytes: 100 });
    board.setProgress('towers', 'a', 10);
    board.setProgress('towers', 'b', 5);
    board.setProgress('towers', 'a', 30);
    board.setProgress('catalog', 'items', 7);
    board.setPart('towers', { state: 'ready' });
    const { parts, bytesLoaded } = board.snapshot();
    expect(parts.towers).toEqual({ state: 'ready', loadedBytes: 35 });
    expect(bytesLoaded).toBe(42);
  });

  it('tells nobody after it was told not to', () => {
    const board = new StatusBoard();
    board.listen(() => expect.unreachable());
    board.listen(undefined);
    board.setPart('catalog', { state: 'ready' });
  });
});
