// `npm run check` runs this: no import may go in a circle, none against the arrows between rooms, and none against the
// order inside a room. Arrows and orders stand in DESIGN.md, under "Who may import whom", and nowhere else: this reads
// them there. Types and dynamic imports count like all others. `bench` has no arrows; circles are looked for in it too.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf } from '../src/pipeline/code/imports.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const HEADING = '## Who may import whom';
const PLACES = ['src', 'demo', 'bench'];

/** Room -> rooms that it may import, itself not among them. */
function arrowsOf(section: string): Map<string, Set<string>> {
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const arrows = rows.map((row): [string, Set<string>] => {
    const [, rooms = '', imports = ''] = row.split('|');
    return [namesIn(rooms)[0]!, new Set(namesIn(imports))];
  });
  if (arrows.length === 0) throw new Error(`DESIGN.md: found no rows under "${HEADING}", expected one a room`);
  return new Map(arrows);
}

/** Room -> its folders, lowest first, files named among them where they stand below one. A line of DESIGN.md each. */
function ordersOf(section: string): Map<string, string[]> {
  const lines = section.split(/\n(?=- `|\n)/).filter((line) => line.startsWith('- `'));
  return new Map(
    lines.map((line) => {
      const [room, ...parts] = namesIn(line);
      return [room!, parts];
    }),
  );
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|wgsl|css)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules'));
}

/**
 * The room of a file: `src/engine/lists/answers.ts` -> `engine`, `src/errors.ts` -> `errors.ts`, `demo/films/…` ->
 * `demo/films`.
 */
function roomOf(file: string): string {
  const [place, room] = file.split(/[/\\]/);
  if (place === 'src') return room!;
  return place === 'demo' ? `demo/${room}` : place!;
}

type Graph = Map<string, string[]>;

function readGraph(): Graph {
  const files = PLACES.flatMap(filesUnder).sort();
  return new Map(
    files.map((file) => {
      const path = join(ROOT, file);
      const imports = file.endsWith('.ts') ? importsOf(readFileSync(path, 'utf8'), path) : [];
      return [file, [...new Set(imports.map((found) => relative(ROOT, found.path)))]];
    }),
  );
}

/** Strongly connected files, each set once (Tarjan 1972). */
function circlesIn(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) lowest.set(file, Math.min(lowest.get(file)!, visit(next)));
      else if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, order.get(next)!));
    }
    if (lowest.get(file) === order.get(file)) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) circles.push(circle);
    }
    return lowest.get(file)!;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}

function wrongWays(graph: Graph, arrows: Map<string, Set<string>>): string[] {
  return [...graph].flatMap(([file, imports]) => {
    const room = roomOf(file);
    if (room === 'bench') return [];
    const allowed = arrows.get(room);
    if (!allowed) return [`${file}: found the room \`${room}\`, expected one of those that DESIGN.md names`];
    return imports
      .filter((path) => roomOf(path) !== room && !allowed.has(roomOf(path)) && !allowed.has(path.replace(/^src\//, '')))
      .map((path) => `${file}: imports ${path}, but \`${room}\` may import ${[...allowed].join(', ') || 'nothing'}`);
  });
}

/** The folder of a file inside its room, or the file itself: `src/engine/lists/answers.ts` -> `lists`. */
function partOf(file: string): string {
  return file.slice(roomFolder(roomOf(file)).length + 1).split(/[/\\]/)[0]!;
}

const roomFolder = (room: string): string => (room.startsWith('demo/') ? room : `src/${room}`);

/** A file that the order does not name stands above all that it names; a folder must be named. */
function againstOrder(graph: Graph, room: string, order: string[]): string[] {
  const unknown = Number.POSITIVE_INFINITY;
  const levelOf = (file: string) => order.indexOf(partOf(file)) + 1 || unknown;
  return [...graph].flatMap(([file, imports]) => {
    const [part, level] = [partOf(file), levelOf(file)];
    if (roomOf(file) !== room) return [];
    if (level === unknown && !part.includes('.'))
      return [`${file}: DESIGN.md's order of \`${room}\` has no \`${part}\``];
    return imports
      .filter((path) => roomOf(path) === room && levelOf(path) > level)
      .map((path) => `${file}: imports ${path}, but in \`${room}\` \`${part}\` stands below \`${partOf(path)}\``);
  });
}

const graph = readGraph();
const missing = [...graph].flatMap(([file, imports]) =>
  imports
    .filter((path) => /^(src|demo|bench)[/\\].*\.ts$/.test(path) && !graph.has(path))
    .map((path) => `${file}: imports ${path}, which is not there`),
);
const circles = circlesIn(graph);
const design = readFileSync(join(ROOT, 'DESIGN.md'), 'utf8');
const section = design.split(HEADING)[1]?.split('\n## ')[0] ?? '';
const wrong = wrongWays(graph, arrowsOf(section));
wrong.push(...[...ordersOf(section)].flatMap(([room, order]) => againstOrder(graph, room, order)));
for (const circle of circles) console.error(`a circle of ${circle.length} files: ${circle.sort().join(', ')}`);
for (const line of [...missing, ...wrong]) console.error(line);
console.log(
  `imports: ${graph.size} files, ${circles.length} circles, ${wrong.length} against DESIGN.md's arrows and orders`,
);
if (circles.length + wrong.length + missing.length > 0) process.exitCode = 1;
