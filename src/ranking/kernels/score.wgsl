// Scores every item of one chunk against the query: key = dot product + boost + bias; 0 where not allowed. Must match
// the scores of javascript-ranker.ts, and is exact: all sums fit into an i32.
//
// In front: dot4, shared.wgsl. Workgroup: 256 threads, a row each at a time. 16 neighbouring threads read 16
// neighbouring words (see item-matrix.ts).

struct Chunk {
  firstRow: u32,
  /// Rows up to the next chunk, at most as many as there are items.
  numRows: u32,
}

/// u32 [dim / 4]: four i8 a word
@group(0) @binding(1) var<storage, read> query: array<u32>;
/// u32 [ceil(numItems / 32)], where params.hasAllowed
@group(0) @binding(2) var<storage, read> allowed: array<u32>;
/// i32 [numItems], where params.hasBoosts
@group(0) @binding(3) var<storage, read> boosts: array<i32>;
/// u32 [numItems]
@group(0) @binding(4) var<storage, read_write> keys: array<u32>;
@group(1) @binding(0) var<uniform> chunk: Chunk;
/// u32 [tiles, 1 + dim / 4, 16]: a tile's row sums, which are of no use here, then four i8 a word
@group(1) @binding(1) var<storage, read> items: array<u32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var row = thread.x; row < chunk.numRows; row += groups.x * 256u) {
    let index = chunk.firstRow + row;
    keys[index] = 0u;
    if (isAllowed(index)) {
      keys[index] = bitcast<u32>(dotWith(row) + boostOf(index)) + params.bias;
    }
  }
}

fn isAllowed(index: u32) -> bool {
  return params.hasAllowed == 0u || ((allowed[index / 32u] >> (index % 32u)) & 1u) == 1u;
}

fn boostOf(index: u32) -> i32 {
  if (params.hasBoosts == 0u) {
    return 0;
  }
  return boosts[index];
}

fn dotWith(row: u32) -> i32 {
  var sum = 0;
  var place = ((row / 16u) * (1u + params.wordsPerRow) + 1u) * 16u + row % 16u;
  for (var w = 0u; w < params.wordsPerRow; w++) {
    sum += dot4(items[place], query[w]);
    place += 16u;
  }
  return sum;
}
