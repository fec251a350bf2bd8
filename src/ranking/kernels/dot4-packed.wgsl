// dot4 of the score kernel where WGSL has packed integer dot products: one instruction on most GPUs.
requires packed_4x8_integer_dot_product;

/// Exact dot product of four signed bytes with four signed bytes.
fn dot4(a: u32, b: u32) -> i32 {
  return dot4I8Packed(a, b);
}
