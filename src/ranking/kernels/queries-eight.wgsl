// Eight queries for the score kernel: one load of an item's word serves them all. The sums are two vectors and no
// array, because an array that is indexed in a loop may end up in memory. In front: dot4.

struct Sums {
  /// Of queries 0 to 3, and 4 to 7.
  low: vec4i,
  high: vec4i,
}

/// u32 [dim / 4, 8]: four i8 a word
@group(0) @binding(1) var<storage, read> queries: array<vec4u>;

/// Adds the dot products of an item's word w with the queries'.
fn addDots(sums: Sums, item: u32, w: u32) -> Sums {
  return Sums(sums.low + dots(item, queries[2u * w]), sums.high + dots(item, queries[2u * w + 1u]));
}

fn dots(item: u32, words: vec4u) -> vec4i {
  return vec4i(dot4(item, words.x), dot4(item, words.y), dot4(item, words.z), dot4(item, words.w));
}

fn sumOf(sums: Sums, q: u32) -> i32 {
  return select(sums.low, sums.high, q >= 4u)[q % 4u];
}
