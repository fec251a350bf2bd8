// What Node makes for the worker, by the name that bench/node/ranking-server.ts knows: `floor.wasm`, `top-k.onnx?<shape>`.

export async function benchFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/bench-files/${name}`);
  if (!response.ok) throw new Error(`bench file: ${name} came with status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
