// Requests of which nothing comes: after 8 s without a byte whoever listens hears what is waited for. Nothing is broken off for
// it and nothing else is asked for: a slow host is slow for everyone.

const SILENCE_MS = 8000;
const LOOK_MS = 1000;

export interface WaitingFor {
  /** The file, without its folders. */
  file: string;
  /** For people: what is waited for, and how long nothing has come of it. */
  message: string;
}

type Listener = (waiting: WaitingFor | undefined) => void;

interface OpenRequest {
  name: string;
  /** When the last byte came, or it was asked for. */
  heardMs: number;
}

/** The first that matches the end of an address. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/manifest/, 'the list of files'],
  [/\.js$/, 'a part of the program'],
  [/\.wasm$/, 'the runtime of the models'],
  [/content|encoder|tokenizer/, 'search by meaning'],
  [/tower/, 'the model of the lists'],
  [/item-to/, 'what goes with what'],
  [/items/, 'the items'],
  [/language/, 'the words of the catalog'],
  [/map/, 'the map'],
];

/** Oldest first. */
const open = new Set<OpenRequest>();
const listeners = new Set<Listener>();
let isLooking = false;
let lookedMs = 0;
let told: WaitingFor | undefined;

/** Hears of each change; undefined once bytes come again. @returns what ends it */
export function hearSlowRequests(listener: Listener): () => void {
  listeners.add(listener);
  if (told) listener(told);
  return () => listeners.delete(listener);
}

/**
 * @param name     the file's; folders before it do not matter
 * @param request  from asking until the last byte; calls what it is given with each byte that comes
 */
export async function watched<T>(name: string, request: (heard: () => void) => Promise<T>): Promise<T> {
  const one: OpenRequest = { name, heardMs: performance.now() };
  open.add(one);
  if (!isLooking) lookAgain();
  try {
    return await request(() => {
      one.heardMs = performance.now();
      if (told) tell();
    });
  } finally {
    open.delete(one);
    if (told) tell();
  }
}

function lookAgain(): void {
  isLooking = true;
  lookedMs = performance.now();
  setTimeout(look, LOOK_MS);
}

function look(): void {
  // A device that slept, or was busy itself, heard nothing meanwhile, whatever the host did.
  const lateMs = performance.now() - lookedMs - LOOK_MS;
  if (lateMs > LOOK_MS) for (const request of open) request.heardMs += lateMs;
  tell();
  isLooking = open.size > 0;
  if (isLooking) lookAgain();
}

function tell(): void {
  const now = performance.now();
  const silent = [...open].find(({ heardMs }) => now - heardMs >= SILENCE_MS);
  const waiting = silent && inWords(silent.name, now - silent.heardMs);
  if (waiting?.message === told?.message) return;
  told = waiting;
  for (const listener of listeners) listener(waiting);
}

function inWords(name: string, silentMs: number): WaitingFor {
  const file = name.split('/').pop()!;
  const [, what = 'a file'] = WORDS.find(([form]) => form.test(file)) ?? [];
  return { file, message: `The host has sent nothing of ${what} (${file}) for ${timeInWords(silentMs)}.` };
}

/** In few steps: whoever reads it aloud is not to be interrupted each second. */
function timeInWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes > 0) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return ms < 30_000 ? '8 seconds' : 'half a minute';
}
