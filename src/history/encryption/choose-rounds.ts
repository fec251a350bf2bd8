// How many rounds of PBKDF2 a passphrase gets: as many as take half a second on this device, so that each guess costs whoever
// has a copy of the history as much as may be. Never fewer than were ever given here.

import { ITERATIONS, MAX_ITERATIONS } from './passphrase-lock.ts';

const UNLOCK_MS = 500;
/** A lock is made anew where the device would choose so many times its rounds. */
const WORTH_RAISING = 1.5;
/** Measured times are no finer than this, and nobody tells a device by its lock. */
const STEP = 100_000;

/** Tells how long so many rounds take here, in milliseconds. Tests pass one that only says so. */
export type RoundsTimer = (rounds: number) => Promise<number>;

/** @returns from 600,000 to 10,000,000 */
export async function chooseRounds(timeOf: RoundsTimer = timeRounds): Promise<number> {
  // Whatever else the device does lengthens a measurement: the shorter of two is nearer.
  const [first, second] = [await timeOf(ITERATIONS), await timeOf(ITERATIONS)];
  return roundsFor(ITERATIONS, Math.min(first, second));
}

/** @returns the rounds that a lock is raised to, or undefined where it is hard enough */
export async function raisedRounds(iterations: number, timeOf: RoundsTimer = timeRounds): Promise<number | undefined> {
  const rounds = await chooseRounds(timeOf);
  return rounds >= WORTH_RAISING * iterations ? rounds : undefined;
}

function roundsFor(measured: number, tookMs: number): number {
  const rounds = Math.floor((measured * UNLOCK_MS) / Math.max(tookMs, 1) / STEP) * STEP;
  return Math.min(Math.max(rounds, ITERATIONS), MAX_ITERATIONS);
}

async function timeRounds(iterations: number): Promise<number> {
  const { subtle } = crypto;
  const material = await subtle.importKey('raw', new Uint8Array(16), 'PBKDF2', false, ['deriveBits']);
  const start = performance.now();
  await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', iterations, salt: new Uint8Array(16) }, material, 256);
  return performance.now() - start;
}
