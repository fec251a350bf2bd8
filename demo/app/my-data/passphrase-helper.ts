// Suggests passphrases and tells what guessing one costs, in a worker that lives as long as a form needs it.
import { type Remote, wrap } from 'comlink';
import { knownFile } from '../../../src/fetching/checked-code/known-files.ts';
import { startScript } from '../../../src/fetching/checked-code/start-script.ts';

/** As passphrase-worker.ts offers it. */
interface Passphrases {
  suggest(): string;
  guesses(passphrase: string): number;
}

export class PassphraseHelper {
  #worker: Promise<Worker> | undefined;
  #passphrases: Promise<Remote<Passphrases>> | undefined;

  /** @throws Error where the worker's script cannot be had */
  async suggest(): Promise<string> {
    return (await this.#started()).suggest();
  }

  /** @returns decadic logarithm of the guesses @throws as `suggest` */
  async guesses(passphrase: string): Promise<number> {
    return (await this.#started()).guesses(passphrase);
  }

  /** Lets go of the worker, and of what it was told. */
  end(): void {
    this.#worker?.then((worker) => worker.terminate()).catch(() => {});
    this.#worker = undefined;
    this.#passphrases = undefined;
  }

  #started(): Promise<Remote<Passphrases>> {
    this.#worker ??= startWorker();
    this.#passphrases ??= this.#worker.then((worker) => wrap<Passphrases>(worker));
    return this.#passphrases;
  }
}

async function startWorker(): Promise<Worker> {
  const script = knownFile('passphrase-worker.js');
  if (script) return startScript(script, 'privet-passphrase');
  // Vite builds the worker's script where it finds this very form.
  return new Worker(new URL('./passphrase-worker.ts', import.meta.url), { type: 'module' });
}
