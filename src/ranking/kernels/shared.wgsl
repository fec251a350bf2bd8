// What the kernels of one pass share: its sizes, and how far top-k has come. In front of every kernel's own text.
//
// Binding 0: params. Top-k orders by the composite key (key, tie), of which both parts are better when higher: key =
// score + bias, which is above 0, or 0 for an item that is not allowed; tie = numItems - 1 - index, so that equal scores
// go to the lower index. No two items have the same composite key.

struct Params {
  numItems: u32,
  /// dim / 4.
  wordsPerRow: u32,
  bias: u32,
  /// 8-bit digits of the largest key and of the largest tie.
  keyLevels: u32,
  tieLevels: u32,
  /// 1 where the request has a set, and boosts.
  hasAllowed: u32,
  hasBoosts: u32,
}

/// Radix select's state: the selected are those from (key, tie) upwards.
struct Selection {
  /// The digits that are known; the lower ones are 0.
  key: u32,
  tie: u32,
  /// How many are still to be taken among those that have exactly the known digits.
  remaining: u32,
  /// The next digit to find, 0 = the highest of the key; DONE when the selected are known.
  level: u32,
}

const DONE = 0xffffffffu;
const RADIX = 256u;

@group(0) @binding(0) var<uniform> params: Params;

/// Bits below the digit of a level, within the key or the tie.
fn shiftOf(level: u32) -> u32 {
  let levels = select(params.keyLevels + params.tieLevels, params.keyLevels, level < params.keyLevels);
  return 8u * (levels - 1u - level);
}
