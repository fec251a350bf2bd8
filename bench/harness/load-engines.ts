// Loads engines by the names of their files. The import is computed, which Node and Vite's server both answer: a new
// file is found without a list.

import type { EngineDefinition } from './engine.ts';

export async function loadEngines(names: readonly string[]): Promise<EngineDefinition[]> {
  const modules: { default: EngineDefinition }[] = await Promise.all(
    names.map((name) => import(/* @vite-ignore */ `../engines/${name}.ts`)),
  );
  return modules.map((module) => module.default);
}
