// A pretend engine with the SDK's types, for views that are mounted without a worker: it lists its films in their order,
// keeps a history in memory by the rules of the real one, and notes what it was asked. A test gives it what else it needs.
// And a session over it, made and handed down as the page's is.
import type { LitElement } from 'lit';
import { createFilmSession, type FilmSession } from '../../demo/app/session/film-session.ts';
import type { Sessions } from '../../demo/app/session/session-element.ts';
import type { LateParts } from '../../demo/app/state/late-parts.ts';
import { markOf } from '../../src/history/events.ts';
import { standingEvents } from '../../src/history/standing-events.ts';
import type {
  EngineStatus,
  HistoryEvent,
  ItemSummary,
  ListTimings,
  PartStatus,
  Privet,
  RankedItem,
  StoredEvent,
} from '../../src/sdk/index.ts';

export type Answers = Partial<Pick<Privet, keyof Privet>>;

export const film = (itemId: string, more: Partial<ItemSummary> = {}): ItemSummary => ({
  ...{ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} },
  ...more,
});

export function pretendStatus(state: PartStatus['state'] = 'ready'): EngineStatus {
  const names = ['history', 'catalog', 'ranking', 'runtime', 'towers', 'text-encoder', 'item-to-item'] as const;
  const parts = Object.fromEntries([...names, 'language', 'offline'].map((name) => [name, { state }]));
  return {
    ...{
      engine: { state: 'running' },
      parts: parts as EngineStatus['parts'],
      warmUp: { state } as EngineStatus['warmUp'],
    },
    ...{ storage: 'indexeddb', encryption: 'off', numItems: 0, bytesLoaded: 0 },
  };
}

const TIMINGS: ListTimings = { history: 0, embed: 0, rank: 0, rerank: 0, describe: 0 };
const answer = <T>(more: T) => ({ requestId: '', latencyMs: 0, ...more });
const ranked = (films: readonly ItemSummary[]): RankedItem[] => films.map((one) => ({ ...one, score: 0 }));

/** What was asked of it, by the name of the call, with the first argument. */
export type Asked = { name: string; argument: unknown }[];

export interface Pretended {
  privet: Privet;
  asked: Asked;
  /** Everything that was recorded, oldest first; a test may begin with some. */
  log: StoredEvent[];
}

/** @param answers  in place of its own, or beside them; a call that neither has rejects */
export function pretendEngine(films: readonly ItemSummary[], answers: Answers = {}): Pretended {
  const log: StoredEvent[] = [];
  const asked: Asked = [];
  const calls: Answers = { ...listCalls(films, log), ...historyCalls(films, log), ...answers };
  const privet = new Proxy(calls, {
    get(_, name: keyof Answers) {
      const found = calls[name];
      // A promise is asked whether it is one.
      if ((found && typeof found !== 'function') || (name as string) === 'then') return found;
      return async (...args: unknown[]) => {
        asked.push({ name, argument: args[0] });
        if (!found) throw new Error(`the pretend engine has no ${name}`);
        return (found as (...args: unknown[]) => unknown)(...args);
      };
    },
  });
  return { privet: privet as Privet, asked, log };
}

function listCalls(films: readonly ItemSummary[], log: readonly StoredEvent[]): Answers {
  const unmarked = () => {
    const marked = new Set(standingEvents(log).map(({ itemId }) => itemId));
    return films.filter(({ itemId }) => !marked.has(itemId));
  };
  return {
    status: pretendStatus(),
    forYou: async ({ count = 20, exclude = [], among } = {}) => {
      const from = among ? films.filter(({ itemId }) => among.includes(itemId)) : unmarked();
      const items = ranked(from.filter(({ itemId }) => !exclude.includes(itemId)).slice(0, count));
      const source = log.length > 0 ? 'user-tower' : 'prior';
      return answer({ items, source, eventsUsed: log.length, leftOut: [], timings: TIMINGS } as const);
    },
    item: async (itemId) => ({ ...films.find((one) => one.itemId === itemId)!, text: '' }),
    facetCounts: async () => ({}),
    filterCounts: async () => ({ numItems: films.length, facets: {}, ranges: {} }),
    reasons: async () => [],
    shelves: async () => [],
    picker: async () => [],
    steering: async () => ({ wishes: [], where: {}, numItems: films.length }),
    suggest: async () => [],
    requests: async () => [],
    warmUp: async () => ({ leftOutBytes: 0 }) as Awaited<ReturnType<Privet['warmUp']>>,
    on: () => () => {},
    dispose: () => {},
  };
}

function historyCalls(films: readonly ItemSummary[], log: StoredEvent[]): Answers {
  const entryOf = (event: StoredEvent) => {
    const item = films.find(({ itemId }) => itemId === event.itemId);
    return { event, ...(item && { item }) };
  };
  const isSame = (a: HistoryEvent, b: HistoryEvent) => a.type === b.type && a.itemId === b.itemId && a.time === b.time;
  const newestFirst = (events: readonly StoredEvent[]) => events.toReversed().map(entryOf);
  return {
    record: async (type, itemId, details = {}) => {
      const sequence = (log.at(-1)?.sequence ?? -1) + 1;
      const ofItem = itemId !== undefined && { itemId, mark: markOf(type) };
      const event = { type, time: sequence, sequence, ...ofItem, ...details } as StoredEvent;
      log.push(event);
      return event;
    },
    history: async ({ offset = 0, limit = 1000 } = {}) =>
      newestFirst(standingEvents(log)).slice(offset, offset + limit),
    events: async ({ offset = 0, limit = 100 } = {}) => {
      const standing = new Set(standingEvents(log));
      const entries = newestFirst(log).map((entry) => ({ ...entry, stands: standing.has(entry.event) }));
      const page = entries.slice(offset, offset + limit);
      return { entries: page, numFound: log.length, numEvents: log.length };
    },
    eraseEvents: async (events) => {
      const gone = log.filter((event) => events.some((other) => isSame(event, other)));
      for (const event of gone) log.splice(log.indexOf(event), 1);
      return gone;
    },
    restoreEvents: async (events) => {
      log.push(...events);
      log.sort((a, b) => a.sequence - b.sequence);
      return events.length;
    },
    tasteProfile: async () => ({ numLiked: 0, numDisliked: 0, likes: [], dislikes: [], numItems: films.length }),
  };
}

/** Code that follows the first list: a test imports the elements that it draws, and has the rest by its name. */
const BY_NAME: Partial<LateParts> = {
  covers: () => import('../../demo/app/art/covers.ts'),
  reasonsAndRows: () => import('../../demo/app/session/reasons-and-rows.ts'),
};
const PARTS = new Proxy({} as LateParts, {
  // A promise that hands it on looks for `then`.
  get: (_, name) => (name === 'then' ? undefined : (BY_NAME[name as keyof LateParts] ?? (async () => ({})))),
});

/** The session of a page that has opened. */
export async function mountSession({ privet }: Pick<Pretended, 'privet'>): Promise<FilmSession> {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '#/');
  const session = createFilmSession(async (onStatus) => {
    onStatus(privet.status);
    return privet;
  });
  document.body.replaceChildren();
  const sessions: Sessions = { session, catalog: session };
  const around = Object.assign(document.createElement('div'), sessions);
  document.body.append(around);
  await session.start({ parts: PARTS, last: [] });
  return session;
}

/** The whole page over it, whose element the test imports. */
export async function mountPage(engine: Pick<Pretended, 'privet'>): Promise<FilmSession> {
  const session = await mountSession(engine);
  const app = Object.assign(document.createElement('privet-app'), { session, catalog: session });
  document.body.firstElementChild!.append(app);
  await app.updateComplete;
  return session;
}

/** Draws an element below the session that was mounted last. */
export async function mount(name: string): Promise<LitElement> {
  const element = document.createElement(name) as LitElement;
  document.body.firstElementChild!.append(element);
  await element.updateComplete;
  return element;
}

/** All elements of that name below a node, through shadow roots, in the order of the document. */
export function below(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot ? below(element.shadowRoot, selector) : []),
  ]);
}

/** All elements of the page by a path of names, each inside one of the name before: `at('film-card', 'h3')`. */
export const at = (...path: string[]): HTMLElement[] =>
  path.reduce<HTMLElement[]>(
    (around, name) => around.flatMap((element) => below(element.shadowRoot ?? element, name)),
    [document.documentElement],
  );

/** What stands in each of them. */
export const texts = (...path: string[]): string[] =>
  at(...path).map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim());

/** The name or the text of the element that has focus. */
export function focused(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
}
