// Changes of a log by the numbers of its events, as tests name them.
import { exchange, type LogChange } from '../../src/history/edit-events.ts';
import type { NewEvent } from '../../src/history/events.ts';

export function withoutNumbers(...numbers: number[]): LogChange {
  return (log) => log.filter(({ sequence }) => !numbers.includes(sequence));
}

export function exchangeNumber(number: number, event: NewEvent): LogChange {
  return (log, nextSequence) => {
    const former = log.find(({ sequence }) => sequence === number);
    return former ? exchange(former, [event])(log, nextSequence) : log.slice();
  };
}
