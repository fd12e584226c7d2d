// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Small binary modules, assembled by hand.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

namespace wasmelt::test {

class ModuleBytes {
public:
  /// Appends a section of at most 16383 bytes.
  ModuleBytes &section(int id, const std::string &contents) {
    bytes_ += char(id);
    bytes_ += leb(contents.size());
    bytes_ += contents;
    return *this;
  }
  const std::string &bytes() const { return bytes_; }

  static std::string leb(size_t value) {
    std::string out;
    do {
      out += char((value & 127) | (value > 127 ? 128 : 0));
      value >>= 7;
    } while (value);
    return out;
  }
  static std::string name(const std::string &text) { return leb(text.size()) + text; }
  static std::string raw(std::initializer_list<int> values) {
    std::string out;
    for (int value : values)
      out += char(value);
    return out;
  }
  static std::string vector(const std::vector<std::string> &items) {
    std::string out = leb(items.size());
    for (const std::string &item : items)
      out += item;
    return out;
  }

private:
  std::string bytes_ = std::string("\0asm\1\0\0\0", 8);
};

/// A program that writes "hello\n" to standard output with WASI's fd_write, then exits with 7.
/// `field` is what it imports for writing; `with_start` whether it exports `_start`.
inline std::string helloModule(const std::string &field = "fd_write", bool with_start = true,
                               const std::string &import_module = "wasi_snapshot_preview1") {
  using M = ModuleBytes;
  std::string data = M::raw({16, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) + "hello\n";
  std::string body = M::raw({0, 0x41, 1, 0x41, 0, 0x41, 1, 0x41, 8, 0x10, 0, 0x1A, // fd_write
                             0x41, 7, 0x10, 1, 0x0B});                             // proc_exit
  std::vector<std::string> exports = {M::name("memory") + M::raw({2, 0})};
  if (with_start)
    exports.push_back(M::name("_start") + M::raw({0, 2}));
  return M()
      .section(1, M::vector({M::raw({0x60, 4, 0x7F, 0x7F, 0x7F, 0x7F, 1, 0x7F}),
                             M::raw({0x60, 1, 0x7F, 0}), M::raw({0x60, 0, 0})}))
      .section(
          2, M::vector({M::name(import_module) + M::name(field) + M::raw({0, 0}),
                        M::name("wasi_snapshot_preview1") + M::name("proc_exit") + M::raw({0, 1})}))
      .section(3, M::vector({M::raw({2})}))
      .section(5, M::vector({M::raw({0, 1})}))
      .section(7, M::vector(exports))
      .section(10, M::vector({M::leb(body.size()) + body}))
      .section(11, M::vector({M::raw({0, 0x41, 0, 0x0B}) + M::leb(data.size()) + data}))
      .bytes();
}

} // namespace wasmelt::test
