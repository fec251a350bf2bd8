// Scores every item of one chunk against the queries of a pass: key = dot product + boost + bias; 0 where not allowed.
// Must match the scores of javascript-ranker.ts, and is exact: all sums fit into an i32.
//
// In front: dot4, queries-one.wgsl or queries-eight.wgsl, shared.wgsl. Binding 1: queries. Workgroup: 256 threads, a
// row each at a time. 16 neighbouring threads read 16 neighbouring words (see item-matrix.ts).

struct Masks {
  /// Word offsets into `allowed` and `boosts`; NONE: all allowed, no boosts.
  allowedOffset: u32,
  boostsOffset: u32,
}
struct Chunk {
  firstRow: u32,
  /// Rows up to the next chunk, at most as many as there are items.
  numRows: u32,
}

const NONE = 0xffffffffu;

/// [numQueries]
@group(0) @binding(2) var<storage, read> masks: array<Masks>;
/// u32 [sets, ceil(numItems / 32)]
@group(0) @binding(3) var<storage, read> allowed: array<u32>;
/// i32 [vectors, numItems]
@group(0) @binding(4) var<storage, read> boosts: array<i32>;
/// u32 [numQueries, numItems]
@group(0) @binding(5) var<storage, read_write> keys: array<u32>;
@group(1) @binding(0) var<uniform> chunk: Chunk;
/// u32 [tiles, 1 + dim / 4, 16]: a tile's row sums, which are of no use here, then four i8 a word
@group(1) @binding(1) var<storage, read> items: array<u32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var row = thread.x; row < chunk.numRows; row += groups.x * 256u) {
    scoreRow(row, chunk.firstRow + row);
  }
}

fn scoreRow(row: u32, index: u32) {
  let wanted = queriesThatAllow(index);
  var sums: Sums;
  if (wanted != 0u) {
    var place = ((row / 16u) * (1u + params.wordsPerRow) + 1u) * 16u + row % 16u;
    for (var w = 0u; w < params.wordsPerRow; w++) {
      sums = addDots(sums, items[place], w);
      place += 16u;
    }
  }
  for (var q = 0u; q < params.numQueries; q++) {
    let isAllowed = ((wanted >> q) & 1u) == 1u;
    keys[q * params.numItems + index] = select(0u, keyOf(sumOf(sums, q), q, index), isAllowed);
  }
}

/// Bit q: whether query q allows the item.
fn queriesThatAllow(index: u32) -> u32 {
  var bits = 0u;
  for (var q = 0u; q < params.numQueries; q++) {
    let offset = masks[q].allowedOffset;
    var word = 0xffffffffu;
    if (offset != NONE) {
      word = allowed[offset + index / 32u];
    }
    bits |= ((word >> (index % 32u)) & 1u) << q;
  }
  return bits;
}

fn keyOf(dot: i32, q: u32, index: u32) -> u32 {
  var score = dot;
  if (masks[q].boostsOffset != NONE) {
    score += boosts[masks[q].boostsOffset + index];
  }
  return bitcast<u32>(score) + params.bias;
}
