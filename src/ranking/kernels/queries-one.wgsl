// One query for the score kernel. In front: dot4.

alias Sums = i32;

/// u32 [dim / 4]: four i8 a word
@group(0) @binding(1) var<storage, read> queries: array<u32>;

/// Adds the dot product of an item's word w with the query's.
fn addDots(sums: Sums, item: u32, w: u32) -> Sums {
  return sums + dot4(item, queries[w]);
}

fn sumOf(sums: Sums, q: u32) -> i32 {
  return sums;
}
