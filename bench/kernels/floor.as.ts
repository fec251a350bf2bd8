// AssemblyScript: the memory floor, the time that reading the items takes at all. Every 16 bytes are loaded once and
// added, into four accumulators so that no addition waits for the one before it. No exact ranker that reads the same
// bytes can be faster, so rankers are compared with this and not with one another's best day.

/** @returns the sum of the 32-bit words of `bytes` bytes from offset 0 on, whole blocks of 64 only */
export function read(bytes: usize): i32 {
  let sum0 = i32x4.splat(0);
  let sum1 = i32x4.splat(0);
  let sum2 = i32x4.splat(0);
  let sum3 = i32x4.splat(0);
  const end = bytes & ~(<usize>63);
  for (let place: usize = 0; place < end; place += 64) {
    sum0 = i32x4.add(sum0, v128.load(place));
    sum1 = i32x4.add(sum1, v128.load(place, 16));
    sum2 = i32x4.add(sum2, v128.load(place, 32));
    sum3 = i32x4.add(sum3, v128.load(place, 48));
  }
  const sum = i32x4.add(i32x4.add(sum0, sum1), i32x4.add(sum2, sum3));
  return (
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
  );
}
