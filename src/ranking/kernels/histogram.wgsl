// One level of radix select, first half: how often each value of the level's digit occurs among the items that have the
// digits known so far. Counts in workgroup memory first, then adds what it found.
//
// In front: shared.wgsl. Workgroup: 256 threads, an item each at a time. pick.wgsl follows.

/// u32 [numItems]
@group(0) @binding(1) var<storage, read> keys: array<u32>;
@group(0) @binding(2) var<storage, read> selection: Selection;
/// u32 [256], zeros before
@group(0) @binding(3) var<storage, read_write> histogram: array<atomic<u32>>;

var<workgroup> counts: array<atomic<u32>, RADIX>;

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  if (selection.level == DONE) {
    return;
  }
  for (var index = group.x * 256u + lane; index < params.numItems; index += groups.x * 256u) {
    let key = keys[index];
    let digit = digitOf(key, params.numItems - 1u - index, selection);
    if (key != 0u && digit < RADIX) {
      atomicAdd(&counts[digit], 1u);
    }
  }
  workgroupBarrier();
  let count = atomicLoad(&counts[lane]);
  if (count != 0u) {
    atomicAdd(&histogram[lane], count);
  }
}

/// The level's digit; RADIX or more for an item with other known digits.
fn digitOf(key: u32, tie: u32, known: Selection) -> u32 {
  let shift = shiftOf(known.level);
  if (known.level < params.keyLevels) {
    return select(RADIX, (key - known.key) >> shift, key >= known.key);
  }
  return select(RADIX, (tie - known.tie) >> shift, key == known.key && tie >= known.tie);
}
