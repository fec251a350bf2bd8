// What Node 20 and every browser realm share, declared for the universal realm, which sees neither lib.dom nor Node's
// types.

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(input: string, target: Uint8Array): { read: number; written: number };
}
declare class Blob {
  constructor(parts?: readonly unknown[], options?: { type: string });
  readonly size: number;
  slice(start: number, end: number): Blob;
  stream(): ReadableStream;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare class ReadableStream {
  constructor(source: {
    pull(controller: { enqueue(chunk: Uint8Array): void; close(): void }): void | Promise<void>;
    cancel?(): Promise<void>;
  });
  pipeThrough(transform: unknown): ReadableStream;
  getReader(): {
    read(): Promise<{ done: false; value: Uint8Array<ArrayBuffer> } | { done: true; value?: undefined }>;
    cancel(): Promise<void>;
  };
}
declare class Response {
  constructor(body?: unknown);
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare class DecompressionStream {
  constructor(format: 'gzip' | 'deflate' | 'deflate-raw');
}
declare class CompressionStream {
  constructor(format: 'gzip' | 'deflate' | 'deflate-raw');
}
declare const crypto: {
  /** Missing in a page that came over plain http from another host than localhost. */
  subtle?: {
    digest(algorithm: 'SHA-256' | 'SHA-384' | 'SHA-512', data: ArrayBufferView | ArrayBuffer): Promise<ArrayBuffer>;
  };
};
/** A key of WebCrypto; only whoever encrypts looks into it. */
declare interface CryptoKey {
  readonly extractable: boolean;
}
declare function setTimeout(call: () => void, ms?: number): unknown;
declare const performance: { readonly timeOrigin: number; now(): number };
declare interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
declare class Worker {
  constructor(url: string, options: { type: 'module'; name: string });
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listen: (event: { data?: object }) => void): void;
}
declare class URL {
  static createObjectURL(blob: Blob): string;
  constructor(url: string, base?: string);
  readonly href: string;
}
declare function fetch(
  url: string,
  init?: { cache?: string; credentials?: string; signal?: AbortSignal },
): Promise<Response>;
declare function structuredClone<T>(value: T): T;
declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBufferView | ArrayBuffer);
  }
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    /** @returns the former size in pages of 64 kB */
    grow(pages: number): number;
  }
  function validate(bytes: ArrayBufferView | ArrayBuffer): boolean;
}
declare function structuredClone<T>(value: T): T;
declare function atob(base64: string): string;
declare function btoa(bytes: string): string;
