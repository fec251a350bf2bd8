// Where the parts of a run say what they do and found; both runtimes report to the same terminal.

import type { Terminal } from '../../src/pipeline/terminal/terminal.ts';
import type { BenchHost } from '../harness/host.ts';
import type { BenchLine } from '../harness/lines.ts';

export type Reporter = Pick<BenchHost, 'note' | 'progress' | 'emit'>;

/** @param emit  gets each result as it comes */
export function terminalReporter(terminal: Terminal, emit: (line: BenchLine) => void): Reporter {
  let current: { label: string; bar: ReturnType<Terminal['progress']> } | undefined;
  const end = () => {
    current?.bar.stop();
    current = undefined;
  };
  return {
    note(text) {
      end();
      terminal.note(text);
    },
    progress(label, done, total) {
      if (current?.label !== label) {
        end();
        current = { label, bar: terminal.progress(label) };
      }
      current.bar.update(done, total);
      if (done >= total) end();
    },
    emit,
  };
}
