// Dead code elimination: keeps the nodes, then the constants, that some graph output needs. Graph inputs stay, used or
// not: they are the caller's contract.
import type { OnnxGraph, OnnxNode } from './onnx-graph.ts';

/**
 * Drops what no output depends on.
 *
 * @param graph  nodes in execution order; not changed
 * @returns      a graph with the same inputs and outputs, order kept
 */
export function pruneGraph(graph: OnnxGraph): OnnxGraph {
  const needed = new Set(graph.outputs.map((output) => output.name));
  const nodes: OnnxNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    nodes.push(node);
    for (const input of node.inputs) needed.add(input);
  }
  return {
    inputs: [...graph.inputs],
    outputs: [...graph.outputs],
    initializers: graph.initializers.filter((tensor) => needed.has(tensor.name)),
    nodes: nodes.reverse(),
  };
}
