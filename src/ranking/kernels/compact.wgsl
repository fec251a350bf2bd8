// Copies the selected items together, in no order: the host sorts these few. There are exactly min(k, allowed items) of
// them, since no two composite keys are equal.
//
// In front: shared.wgsl. Workgroup: 256 threads, an item each at a time.

struct Results {
  /// Rows found.
  count: atomic<u32>,
  /// (index, score)
  rows: array<vec2u>,
}

/// u32 [numItems]
@group(0) @binding(1) var<storage, read> keys: array<u32>;
@group(0) @binding(2) var<storage, read> selection: Selection;
/// the count is 0 before
@group(0) @binding(3) var<storage, read_write> results: Results;

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  for (var index = group.x * 256u + lane; index < params.numItems; index += groups.x * 256u) {
    let key = keys[index];
    if (key != 0u && isSelected(key, params.numItems - 1u - index, selection)) {
      let place = atomicAdd(&results.count, 1u);
      results.rows[place] = vec2u(index, key - params.bias);
    }
  }
}

fn isSelected(key: u32, tie: u32, last: Selection) -> bool {
  return key > last.key || (key == last.key && tie >= last.tie);
}
