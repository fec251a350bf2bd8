// What a host could tell two visitors apart by: their requests, with all that stands in them, in the order in which they came.
import type { Visitor } from './harness.ts';
import type { Asked } from './static-server.ts';

/**
 * A browser asks for the scripts and styles of a page in one order, but by six connections at once (HTTP/1.1): one that is
 * asked for on a connection that still opens is overtaken by those on the other five. So are the scripts that one script of
 * a worker imports. All else is asked for one after the other.
 */
const MOST_OVERTAKING = 5;
const IS_CODE = /^GET \/assets\/[\w.-]+\.(js|css) /;
/** Which the browser asks for by its own clock. */
const IS_SERVICE_WORKER = /^GET \/sw\.js /;

/** How what one visitor caused differs from what another one did, in words; nothing where a host cannot tell them apart. */
export function differences(one: Visitor, other: Visitor, mostOvertaking = MOST_OVERTAKING): string[] {
  const [first, second] = [numbered(one), numbered(other)] as const;
  const places = new Map(second.map((line, place) => [line, place]));
  const only = [...unlike(first, second, 'the first'), ...unlike(second, first, 'the second')];
  const moved = first.flatMap((line, place) => {
    const by = Math.abs((places.get(line) ?? place) - place);
    return by > mostOvertaking ? [`${by} places away from one another: ${line}`] : [];
  });
  const isAlone = (line: string) => !IS_CODE.test(line) && !IS_SERVICE_WORKER.test(line);
  const oneByOne = [first, second].map((lines) => lines.filter(isAlone));
  const at = oneByOne[0]!.findIndex((line, place) => line !== oneByOne[1]![place]);
  return [
    ...only,
    ...moved,
    ...(at < 0 ? [] : [`in another order: ${oneByOne.map((lines) => lines[at]).join(' and ')}`]),
  ];
}

/** Lines that tell the whole request, the second of two that are the same with a number. */
function numbered(visitor: Visitor): string[] {
  const counts = new Map<string, number>();
  return visitor.server.asked.map((asked) => {
    const line = told(asked, visitor);
    const count = (counts.get(line) ?? 0) + 1;
    counts.set(line, count);
    return count === 1 ? line : `${line} (${count})`;
  });
}

/** All but the port of this run's host. */
function told({ method, path, headers }: Asked, { server }: Visitor): string {
  const { host: _, ...rest } = headers;
  return `${method} ${path} ${JSON.stringify(rest)}`.replaceAll(new URL(server.url).host, 'host');
}

function unlike(lines: readonly string[], others: readonly string[], whose: string): string[] {
  const there = new Set(others);
  return lines.flatMap((line, place) => (there.has(line) ? [] : [`only ${whose} asked, at place ${place}: ${line}`]));
}
