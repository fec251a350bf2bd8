import { describe, expect, it } from 'vitest';
import { startStageClock } from '../../src/engine/lists/stage-clock.ts';

describe('the stage clock', () => {
  it('gives each stage the time since the lap before', () => {
    const times = [100, 103, 103.5, 110, 111];
    const clock = startStageClock(() => times.shift()!);
    clock.lap('history');
    clock.lap('rank');
    clock.lap('describe');
    clock.lap('rank');
    expect(clock.timings).toEqual({ history: 3, embed: 0, rank: 1.5, rerank: 0, describe: 6.5 });
  });
});
