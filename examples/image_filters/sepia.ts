// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Old photographs' brown, in AssemblyScript.

export function allocate(size: i32): usize {
  return heap.alloc(size);
}

function put(at: usize, value: i32): void {
  store<u8>(at, <u8>min(value, 255));
}

export function filter(pixels: usize, width: i32, height: i32): void {
  const end = pixels + <usize>width * height * 4;
  for (let at = pixels; at < end; at += 4) {
    const red = <i32>load<u8>(at), green = <i32>load<u8>(at, 1), blue = <i32>load<u8>(at, 2);
    put(at, (red * 393 + green * 769 + blue * 189) / 1000);
    put(at + 1, (red * 349 + green * 686 + blue * 168) / 1000);
    put(at + 2, (red * 272 + green * 534 + blue * 131) / 1000);
  }
}
