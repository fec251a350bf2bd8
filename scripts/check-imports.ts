// `npm run check` runs this: no import may go in a circle, and none against the arrows between rooms. The arrows stand
// in DESIGN.md, in the table under "Who may import whom", and nowhere else: this reads them there. Types and dynamic
// imports count like all others.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf } from '../src/pipeline/code/imports.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const HEADING = '## Who may import whom';
const PLACES = ['src', 'demo'];

/** Room -> rooms that it may import, itself not among them; read off DESIGN.md. */
function arrowsOf(design: string): Map<string, Set<string>> {
  const section = design.split(HEADING)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const arrows = rows.map((row): [string, Set<string>] => {
    const [, rooms = '', imports = ''] = row.split('|');
    return [namesIn(rooms)[0]!, new Set(namesIn(imports))];
  });
  if (arrows.length === 0) throw new Error(`DESIGN.md: found no rows under "${HEADING}", expected one a room`);
  return new Map(arrows);
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|wgsl|css)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
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
    const allowed = arrows.get(room);
    if (!allowed) return [`${file}: found the room \`${room}\`, expected one of those that DESIGN.md names`];
    return imports
      .filter((path) => roomOf(path) !== room && !allowed.has(roomOf(path)) && !allowed.has(path.replace(/^src\//, '')))
      .map((path) => `${file}: imports ${path}, but \`${room}\` may import ${[...allowed].join(', ') || 'nothing'}`);
  });
}

const graph = readGraph();
const missing = [...graph].flatMap(([file, imports]) =>
  imports
    .filter((path) => /^(src|demo)[/\\].*\.ts$/.test(path) && !graph.has(path))
    .map((path) => `${file}: imports ${path}, which is not there`),
);
const circles = circlesIn(graph);
const wrong = wrongWays(graph, arrowsOf(readFileSync(join(ROOT, 'DESIGN.md'), 'utf8')));
for (const circle of circles) console.error(`a circle of ${circle.length} files: ${circle.sort().join(', ')}`);
for (const line of [...missing, ...wrong]) console.error(line);
console.log(`imports: ${graph.size} files, ${circles.length} circles, ${wrong.length} against DESIGN.md's arrows`);
if (circles.length + wrong.length + missing.length > 0) process.exitCode = 1;
