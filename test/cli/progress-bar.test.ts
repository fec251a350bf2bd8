import { expect, test } from 'vitest';
import { begun, progressBar, type Stream } from '../../src/pipeline/terminal/progress-bar.ts';

/** A stream that collects, and a clock that is turned by hand. */
function setting(stream: Omit<Stream, 'write'> = {}) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const bar = progressBar('encoding', { ...stream, write: (text) => written.push(text) }, () => clock.ms);
  return { bar, written, clock };
}

test('in a log there is a line every five seconds, with the time left by the rate, and one at the end', () => {
  const { bar, written, clock } = setting();
  for (let done = 0; done <= 9; done++) {
    clock.ms = done * 1000;
    bar.update(done, 10);
  }
  bar.stop();
  expect(written).toHaveLength(2);
  expect(written[0]).toMatch(/^encoding {21}={10}-{10} 50%, 5s left\n$/);
  expect(written[1]).toMatch(/ 90%, 1s left\n$/);
});

test('on a terminal one line is drawn again, ten times a second at most, and ends with the bar', () => {
  const { bar, written, clock } = setting({ isTTY: true, columns: 60 });
  bar.update(1, 4);
  clock.ms = 50;
  bar.update(2, 4);
  clock.ms = 150;
  bar.update(3, 4);
  bar.stop();
  expect(written.at(-1)).toBe('\n');
  const lines = written.slice(0, -1);
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(line.startsWith('\r')).toBe(true);
    expect(line.endsWith('\x1b[K')).toBe(true);
    expect(line.slice(1, -3)).toHaveLength(59);
  }
});

test('nothing that was done already has a bar, and a bar that never moved has no time', () => {
  const { bar, written } = setting();
  bar.update(3, 3);
  bar.stop();
  expect(written).toEqual([]);
  bar.update(0, 3);
  bar.stop();
  bar.stop();
  expect(written).toEqual([expect.stringMatching(/ -{20} 0%, measuring the time left\n$/)]);
});

test.each([
  [59, '59s left'],
  [61, '1m1s left'],
  [3 * 3600 + 125, '3h2m left'],
])('%d seconds are written as %s', (seconds, text) => {
  const { bar, written, clock } = setting();
  bar.update(0, seconds + 1);
  clock.ms = 1000;
  bar.update(1, seconds + 1);
  bar.stop();
  expect(written.join('')).toContain(text);
});

test('work that counts nothing shows how long it takes, and then its steps by their own rate', () => {
  const { bar, written, clock } = setting({ isTTY: true, columns: 90 });
  begun(bar);
  clock.ms = 7000;
  bar.update(1, 4);
  clock.ms = 8000;
  bar.update(2, 4);
  bar.stop();
  expect(written[0]).toMatch(/^\rencoding {21}for 0s/);
  expect(written.at(-2)).toMatch(/ 50%, 2s left/);
});

test('work that counts nothing and takes no time leaves no line', () => {
  const log = setting();
  begun(log.bar).stop();
  expect(log.written).toEqual([]);
  const terminal = setting({ isTTY: true, columns: 90 });
  begun(terminal.bar).stop();
  expect(terminal.written.at(-1)).toBe('\r\x1b[K');
});
