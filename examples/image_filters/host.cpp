// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// host IN.ppm OUT.ppm FILTER.so…: applies filters, which it does not trust, one after the other.
#include <wasmelt/wasmelt.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Picture {
  int width = 0, height = 0;
  std::vector<uint8_t> pixels; ///< red, green, blue, alpha
};

Picture readPpm(const char *path) {
  std::ifstream file(path, std::ios::binary);
  std::string magic;
  int most = 0;
  Picture picture;
  file >> magic >> picture.width >> picture.height >> most;
  file.get();
  bool is_sane = magic == "P6" && most == 255 && picture.width > 0 && picture.height > 0 &&
                 picture.width <= 20000 && picture.height <= 20000;
  if (!file || !is_sane)
    throw std::runtime_error(std::string(path) + ": not a picture in PPM format (P6)");
  size_t count = size_t(picture.width) * size_t(picture.height);
  picture.pixels.resize(4 * count, 255);
  for (size_t i = 0; i != count; ++i)
    file.read(reinterpret_cast<char *>(&picture.pixels[4 * i]), 3);
  if (!file)
    throw std::runtime_error(std::string(path) + ": the picture is cut off");
  return picture;
}

void writePpm(const char *path, const Picture &picture) {
  std::ofstream file(path, std::ios::binary);
  file << "P6\n" << picture.width << ' ' << picture.height << "\n255\n";
  for (size_t i = 0; i != picture.pixels.size(); i += 4)
    file.write(reinterpret_cast<const char *>(&picture.pixels[i]), 3);
  if (!file.flush())
    throw std::runtime_error(std::string(path) + ": cannot be written");
}

/// Throws what wasmelt says, and where in the filter it happened.
void check(wasmelt_error_t *error) {
  if (!error)
    return;
  std::string message = wasmelt_error_message(error);
  if (wasmelt_error_frame_count(error))
    message += std::string(" in ") + wasmelt_error_frame(error, 0).function;
  wasmelt_error_free(error);
  throw std::runtime_error(message);
}

struct StoreDeleter {
  void operator()(wasmelt_store_t *store) const { wasmelt_store_destroy(store); }
};

/// A filter, with a store of its own: what it has is gone with it.
class Filter {
public:
  explicit Filter(const char *path) {
    wasmelt_error_t *error = nullptr;
    const wasmelt_library_t *library = wasmelt_library_load(path, &error);
    check(error);
    wasmelt_store_limits_t limits = {};
    limits.memory_size = 64 << 20;
    limits.table_elements = 10000;
    limits.instances = limits.memories = 1;
    limits.tables = 2;
    limits.stack_size = 256 << 10;
    store_.reset(wasmelt_store_create(&limits, &error));
    check(error);
    // For all of its calls together, and for what it does when it is made.
    check(wasmelt_store_set_deadline(store_.get(), 2'000'000'000));
    // A filter that imports anything gets nothing, and is refused.
    std::unique_ptr<wasmelt_linker_t, void (*)(wasmelt_linker_t *)> nothing(
        wasmelt_linker_create(store_.get(), &error), wasmelt_linker_destroy);
    check(error);
    instance_ = wasmelt_linker_instantiate(nothing.get(), library, &error);
    check(error);
    wasmelt_extern_t memory;
    if (!wasmelt_instance_export(instance_, "memory", &memory) ||
        memory.kind != WASMELT_EXTERN_MEMORY)
      throw std::runtime_error("no memory is exported");
    memory_ = memory.of.memory;
  }

  /// Either all of it was done, or the picture is as it was.
  void apply(Picture &picture) {
    wasmelt_value_t size = wasmelt_i32(int32_t(picture.pixels.size())), address;
    check(wasmelt_call_export(instance_, "allocate", &size, 1, &address, 1));
    uint32_t at = uint32_t(address.of.i32);
    // What a filter says is not believed: both of these check the place.
    if (!wasmelt_memory_write(memory_, at, picture.pixels.data(), picture.pixels.size()))
      throw std::runtime_error("the room for the picture is not in its memory");
    wasmelt_value_t args[3] = {address, wasmelt_i32(picture.width), wasmelt_i32(picture.height)};
    check(wasmelt_call_export(instance_, "filter", args, 3, nullptr, 0));
    wasmelt_memory_read(memory_, at, picture.pixels.data(), picture.pixels.size());
  }

private:
  std::unique_ptr<wasmelt_store_t, StoreDeleter> store_;
  wasmelt_instance_t *instance_ = nullptr;
  wasmelt_memory_t *memory_ = nullptr;
};

} // namespace

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: host IN.ppm OUT.ppm FILTER.so...\n");
    return 2;
  }
  try {
    Picture picture = readPpm(argv[1]);
    int failed = 0;
    for (int i = 3; i != argc; ++i) {
      try {
        Filter(argv[i]).apply(picture);
        printf("%s: done\n", argv[i]);
      } catch (const std::runtime_error &error) {
        printf("%s: left out: %s\n", argv[i], error.what());
        ++failed;
      }
    }
    writePpm(argv[2], picture);
    return failed ? 1 : 0;
  } catch (const std::runtime_error &error) {
    fprintf(stderr, "host: %s\n", error.what());
    return 2;
  }
}
