// One level of radix select, second half: the digit in which the last of the selected lies. Items with a higher digit
// are selected, items with a lower one are not, and the next level looks at those with this very digit.
//
// In front: shared.wgsl. Workgroup: 256 threads, a digit each; workgroup_id.x is the query. Follows histogram.wgsl.

/// [numQueries]
@group(0) @binding(1) var<storage, read_write> selections: array<Selection>;
/// u32 [numQueries, 256], zeros again afterwards
@group(0) @binding(2) var<storage, read_write> histograms: array<u32>;

/// atLeast[d]: items whose digit is d or higher. The upper half stays 0, so that sums may reach over the end.
var<workgroup> atLeast: array<u32, 512>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let q = group.x;
  let known = selections[q];
  atLeast[lane] = histograms[q * RADIX + lane];
  histograms[q * RADIX + lane] = 0u;
  sumFromTheEnd(lane);
  if (known.level == DONE) {
    return;
  }
  if (lane == 0u && atLeast[0] < known.remaining) {
    selections[q].level = DONE; // Fewer candidates than asked for: all of them.
  }
  if (atLeast[lane] >= known.remaining && atLeast[lane + 1u] < known.remaining) {
    selections[q] = withDigit(known, lane);
  }
}

/// Suffix sums in 8 steps (Hillis and Steele, 1986).
fn sumFromTheEnd(lane: u32) {
  workgroupBarrier();
  for (var step = 1u; step < RADIX; step *= 2u) {
    let higher = atLeast[lane + step];
    workgroupBarrier();
    atLeast[lane] += higher;
    workgroupBarrier();
  }
}

fn withDigit(known: Selection, digit: u32) -> Selection {
  var next = known;
  if (known.level < params.keyLevels) {
    next.key += digit << shiftOf(known.level);
  } else {
    next.tie += digit << shiftOf(known.level);
  }
  next.remaining -= atLeast[digit + 1u];
  // Where all with this digit are taken, lower digits tell nothing.
  next.level = select(known.level + 1u, DONE, atLeast[digit] == known.remaining);
  return next;
}
