// What <privet-why> shows: a question that opens, and the answer in plain words. It asks the engine when it is opened, so
// that a card may have one; each answer was verified by leaving events out.
import { make } from './card.ts';
import { phraseOf } from './event-words.ts';
import { numberOf } from './list-attributes.ts';
import { viewedItem } from './page-item.ts';
import type { PanelHost } from './panel-host.ts';
import { adoptPanelStyles } from './panel-styles.ts';
import type { VisitorData } from './recommender.ts';
import { messageOf, tellOnce } from './tell-once.ts';

const DEFAULT_EVENTS = 3;
const MOST_EVENTS = 20;

type ItemReason = Awaited<ReturnType<VisitorData['reasons']>>[number];
type Reason = Awaited<ReturnType<VisitorData['explain']>>[number];

/** Below this share of the largest effect an event is not worth a line. */
const LEAST_EFFECT = 0.05;

export function drawWhy({ element, root, engine, signal }: PanelHost): void {
  const details = make('details', 'panel') as HTMLDetailsElement;
  const summary = make('summary', 'question');
  const answer = make('div', 'answer');
  summary.textContent = element.getAttribute('label') ?? 'Why is this here?';
  answer.setAttribute('role', 'status');
  details.append(summary, answer);
  details.addEventListener('toggle', () => details.open && show());
  adoptPanelStyles(root);
  root.replaceChildren(details);

  /** Anew at each opening: the history may be another one. */
  async function show(): Promise<void> {
    answer.setAttribute('aria-busy', 'true');
    try {
      const lines = await answerOf(element, await engine());
      if (!signal.aborted) answer.replaceChildren(...lines.map(drawLine));
    } catch (error) {
      tellOnce(`privet-why: ${messageOf(error)}`);
      answer.replaceChildren(drawLine('This cannot be told just now.'));
    }
    answer.removeAttribute('aria-busy');
  }
}

async function answerOf(element: HTMLElement, engine: VisitorData): Promise<string[]> {
  const item = element.getAttribute('item')?.trim() || viewedItem();
  if (!item) throw new TypeError('item: found none, expected an id');
  const count = numberOf(element, 'count', 0, MOST_EVENTS) ?? DEFAULT_EVENTS;
  const [reasons, effects] = await Promise.all([engine.reasons([item]), engine.explain(item, { count })]);
  const [reason] = reasons;
  const lines = effects
    .filter(({ effect, event }) => Math.abs(effect) >= LEAST_EFFECT && !isSaid(reason, event))
    .map(effectLine);
  const first = reason ? reasonLine(reason) : undefined;
  if (first) return [first, ...lines];
  return lines.length > 0 ? lines : ['Nothing that you did here speaks for it: everyone sees it about here.'];
}

function isSaid(reason: ItemReason | undefined, event: Reason['event']): boolean {
  return reason?.kind === 'event' && reason.event.sequence === event.sequence;
}

/** `Because you liked Lamp. Both have: Acme.` */
function reasonLine(reason: ItemReason): string {
  if (reason.kind === 'taste') return `Because you seem to like ${valuesOf(reason.facets)}.`;
  const { facets, details } = reason.shared;
  const values = valuesOf(facets);
  const same = details.length > 0 ? ` The same: ${details.join(', ')}.` : '';
  return `Because you ${phraseOf(reason.event, reason.item.title)}.${values ? ` Both have: ${values}.` : ''}${same}`;
}

function effectLine({ event, item, effect }: Reason): string {
  return `You ${phraseOf(event, item.title)}: ${effect > 0 ? 'speaks for it' : 'speaks against it'}.`;
}

function valuesOf(facets: Record<string, string[]>): string {
  return Object.values(facets).flat().slice(0, 4).join(', ');
}

function drawLine(text: string): HTMLElement {
  return Object.assign(make('p', 'reason'), { textContent: text });
}
