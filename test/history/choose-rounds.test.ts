// Rounds are what takes half a second on the device, within what a lock may have.
import { expect, test } from 'vitest';
import { chooseRounds, raisedRounds } from '../../src/history/encryption/choose-rounds.ts';

/** A device that does so many rounds in a second, asked while it does other things as well. */
function device(roundsPerSecond: number, delaysMs: number[] = []) {
  const asked: number[] = [];
  const timeOf = async (rounds: number) => {
    asked.push(rounds);
    return (1000 * rounds) / roundsPerSecond + (delaysMs[asked.length - 1] ?? 0);
  };
  return { asked, timeOf };
}

test.each([
  ['8.5 million a second (a desktop)', 8_500_000, 4_200_000],
  ['2 million a second', 2_000_000, 1_000_000],
  ['one that needs more than half a second for the fewest', 500_000, 600_000],
  ['one beyond what a lock may ask for', 90_000_000, 10_000_000],
  ['one whose clock stands still', Number.POSITIVE_INFINITY, 10_000_000],
])('%s', async (_, roundsPerSecond, rounds) => {
  const { timeOf, asked } = device(roundsPerSecond);
  expect(await chooseRounds(timeOf)).toBe(rounds);
  expect(asked).toEqual([600_000, 600_000]);
});

test('the faster of two measurements counts: other work only makes one longer', async () => {
  expect(await chooseRounds(device(4_000_000, [900, 0]).timeOf)).toBe(2_000_000);
  expect(await chooseRounds(device(4_000_000, [0, 900]).timeOf)).toBe(2_000_000);
});

test('a lock is raised from one and a half times its rounds on, and never lowered', async () => {
  const { timeOf } = device(1_800_000); // would choose 900,000
  expect(await raisedRounds(600_000, timeOf)).toBe(900_000);
  expect(await raisedRounds(700_000, timeOf)).toBe(undefined);
  expect(await raisedRounds(5_000_000, timeOf)).toBe(undefined);
});

test('this device is measured, and chooses within what a lock may have', async () => {
  const rounds = await chooseRounds();
  expect(rounds).toBeGreaterThanOrEqual(600_000);
  expect(rounds).toBeLessThanOrEqual(10_000_000);
});
