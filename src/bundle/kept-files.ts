// Files that are fetched before anybody asks for them: those that only some acts of a person need come in the same order
// for everyone then, and the act itself asks the host for nothing. They lie on the device where it keeps files, else in
// memory.
import { type AnyFile, formsOf, hashesOf } from './bundle-files.ts';
import { type FetchOptions, type FileStore, keepFile } from './fetch-verified.ts';

/** Where copies outlive the page. */
export interface DeviceStore extends FileStore {
  /** Hashes of all files that are there. */
  hashes(): Promise<Set<string>>;
}

export interface KeptOptions {
  /** Undefined where nothing is kept on the device. */
  device: DeviceStore | undefined;
  /** A file in memory stays when it was used (default: it goes then). */
  staysInMemory?: boolean;
}

export class KeptFiles implements FileStore {
  readonly #device: DeviceStore | undefined;
  readonly #staysInMemory: boolean;
  readonly #inMemory = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor({ device, staysInMemory = false }: KeptOptions) {
    this.#device = device;
    this.#staysInMemory = staysInMemory;
  }

  async get(sha256: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#inMemory.get(sha256) ?? this.#device?.get(sha256, maxBytes);
  }

  /** Whoever used these files needs them no more. */
  release(files: readonly AnyFile[]): void {
    if (!this.#staysInMemory) for (const sha256 of files.flatMap(hashesOf)) this.#inMemory.delete(sha256);
  }

  /** Of what is fetched because somebody needs it now, only the device keeps a copy. */
  async put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#device?.put(sha256, bytes);
  }

  /** Whether a file is here in any of its forms. */
  async has(file: AnyFile): Promise<boolean> {
    const hashes = hashesOf(file);
    if (hashes.some((hash) => this.#inMemory.has(hash))) return true;
    const known = await this.#device?.hashes().catch(() => undefined);
    return hashes.some((hash) => known?.has(hash));
  }

  /** Fetches a file that is not here yet. @throws as `fetchVerified` */
  async keep(url: string, file: AnyFile, options: Omit<FetchOptions, 'kept'>): Promise<void> {
    if (await this.has(file)) return;
    const put = (sha256: string, bytes: Uint8Array<ArrayBuffer>) => this.#putAnywhere(sha256, bytes);
    await keepFile(url, file, { get: async () => undefined, put }, options);
  }

  /** Takes bytes that were checked elsewhere; they are checked again when they are used. */
  take(file: AnyFile, bytes: Uint8Array<ArrayBuffer>): void {
    const form = formsOf(file).find(({ sizeBytes }) => sizeBytes === bytes.length);
    if (form) this.#inMemory.set(form.sha256, bytes);
  }

  async #putAnywhere(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      if (this.#device) return await this.#device.put(sha256, bytes);
    } catch {} // no room there
    this.#inMemory.set(sha256, bytes);
  }
}
