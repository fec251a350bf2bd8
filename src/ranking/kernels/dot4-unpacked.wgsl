// dot4 of the score kernel where WGSL lacks packed integer dot products: shifts that extend the sign take bytes apart.

/// Four signed bytes, the lowest first.
fn unpack(word: u32) -> vec4i {
  return (vec4i(bitcast<i32>(word)) << vec4u(24u, 16u, 8u, 0u)) >> vec4u(24u);
}

/// Exact dot product of four signed bytes with four signed bytes.
fn dot4(a: u32, b: u32) -> i32 {
  let products = unpack(a) * unpack(b);
  return products.x + products.y + products.z + products.w;
}
