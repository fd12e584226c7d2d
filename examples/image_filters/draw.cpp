// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// draw OUT.ppm WIDTH HEIGHT: a picture to try filters with, of colours that change all over it.
#include <cstdlib>
#include <fstream>

int main(int argc, char **argv) {
  if (argc != 4)
    return 2;
  int width = atoi(argv[2]), height = atoi(argv[3]);
  std::ofstream file(argv[1], std::ios::binary);
  file << "P6\n" << width << ' ' << height << "\n255\n";
  for (int y = 0; y != height; ++y)
    for (int x = 0; x != width; ++x)
      file << char(x * 255 / width) << char(y * 255 / height) << char((x * 7 ^ y * 13) & 255);
  return file.flush() ? 0 : 1;
}
