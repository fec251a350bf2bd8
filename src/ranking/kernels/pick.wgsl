// One level of radix select, second half: the digit in which the last of the selected lies. Items with a higher digit
// are selected, items with a lower one are not, and the next level looks at those with this very digit.
//
// In front: shared.wgsl. One workgroup of 256 threads, a digit each. Follows histogram.wgsl.

@group(0) @binding(1) var<storage, read_write> selection: Selection;
/// u32 [256], zeros again afterwards
@group(0) @binding(2) var<storage, read_write> histogram: array<u32>;

/// atLeast[d]: items whose digit is d or higher. The upper half stays 0, so that sums may reach over the end.
var<workgroup> atLeast: array<u32, 512>;

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) lane: u32) {
  let known = selection;
  atLeast[lane] = histogram[lane];
  histogram[lane] = 0u;
  sumFromTheEnd(lane);
  if (known.level == DONE) {
    return;
  }
  if (lane == 0u && atLeast[0] < known.remaining) {
    selection.level = DONE; // Fewer candidates than asked for: all of them.
  }
  if (atLeast[lane] >= known.remaining && atLeast[lane + 1u] < known.remaining) {
    selection = withDigit(known, lane);
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
