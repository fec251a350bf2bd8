// Copies the selected items together, in no order: the host sorts these few. There are exactly min(k, allowed items) of
// them, since no two composite keys are equal.
//
// In front: shared.wgsl. Workgroup: 256 threads, an item each at a time; workgroup_id.y is the query.

struct Results {
  /// Rows found, by query.
  counts: array<atomic<u32>, 8>,
  /// (index, score): query q's from offsets[q] on.
  rows: array<vec2u>,
}

/// u32 [numQueries, numItems]
@group(0) @binding(1) var<storage, read> keys: array<u32>;
/// [numQueries]
@group(0) @binding(2) var<storage, read> selections: array<Selection>;
/// u32 [numQueries]
@group(0) @binding(3) var<storage, read> offsets: array<u32>;
/// counts are zeros before
@group(0) @binding(4) var<storage, read_write> results: Results;

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let q = group.y;
  for (var index = group.x * 256u + lane; index < params.numItems; index += groups.x * 256u) {
    let key = keys[q * params.numItems + index];
    if (key != 0u && isSelected(key, params.numItems - 1u - index, selections[q])) {
      let place = atomicAdd(&results.counts[q], 1u);
      results.rows[offsets[q] + place] = vec2u(index, key - params.bias);
    }
  }
}

fn isSelected(key: u32, tie: u32, last: Selection) -> bool {
  return key > last.key || (key == last.key && tie >= last.tie);
}
