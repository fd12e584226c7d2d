// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// WASI for compiled modules in C++20: wasmelt/wasi.h, which says what is granted how, as a class.
//
//   wasmelt::Wasi wasi;
//   wasi.arg("plugin").dir("/srv/data", "/data", WASMELT_WASI_READ_ONLY);
//   wasi.output(WASMELT_WASI_STDOUT, [&](std::string_view text) { log += text; });
//   auto instance = plugin::Instance::create({.wasi = wasi.get()});
#ifndef WASMELT_WASI_HPP
#define WASMELT_WASI_HPP

#include "wasi.h"
#include "wasmelt.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace wasmelt {

/// What modules find around them. Has to outlive the instances that get it. What cannot be granted
/// is thrown as an Exception.
class Wasi {
public:
  /// Takes what is written. If it throws, the module's call fails with EIO.
  using Output = std::function<void(std::string_view)>;
  /// Stores what can be read and returns how much, 0 at the end. If it throws, the module's call
  /// fails with EIO.
  using Input = std::function<size_t(std::span<std::byte>)>;

  /// Grants nothing.
  Wasi() {
    wasmelt_error_t *error = nullptr;
    wasi_.reset(wasmelt_wasi_create(&error));
    check(error);
  }

  wasmelt_wasi_t *get() const noexcept { return wasi_.get(); }

  Wasi &arg(const std::string &argument) {
    return check(wasmelt_wasi_add_arg(get(), argument.c_str()));
  }
  Wasi &env(const std::string &name, const std::string &value) {
    return check(wasmelt_wasi_add_env(get(), name.c_str(), value.c_str()));
  }
  Wasi &dir(const std::string &host, const std::string &guest,
            wasmelt_wasi_access_t access = WASMELT_WASI_READ_WRITE) {
    return check(wasmelt_wasi_add_dir(get(), host.c_str(), guest.c_str(), access));
  }
  Wasi &socket(int descriptor) { return check(wasmelt_wasi_add_socket(get(), descriptor)); }
  Wasi &listener(const std::string &address) {
    return check(wasmelt_wasi_add_listener(get(), address.c_str()));
  }
  Wasi &stream(wasmelt_wasi_stream_t stream, int descriptor) {
    return check(wasmelt_wasi_set_stream(get(), stream, descriptor));
  }
  Wasi &output(wasmelt_wasi_stream_t stream, Output function) {
    outputs_.push_back(std::make_unique<Output>(std::move(function)));
    return check(wasmelt_wasi_set_output(get(), stream, write, outputs_.back().get()));
  }
  Wasi &input(Input function) {
    inputs_.push_back(std::make_unique<Input>(std::move(function)));
    return check(wasmelt_wasi_set_input(get(), read, inputs_.back().get()));
  }
  Wasi &limitDescriptors(uint32_t count) noexcept {
    wasmelt_wasi_limit_descriptors(get(), count);
    return *this;
  }

private:
  Wasi &check(wasmelt_error_t *error) {
    if (error)
      throw Exception(Error(error));
    return *this;
  }
  static ptrdiff_t write(void *data, const void *bytes, size_t size) noexcept {
    try {
      (*static_cast<Output *>(data))({static_cast<const char *>(bytes), size});
      return static_cast<ptrdiff_t>(size);
    } catch (...) {
      return -1;
    }
  }
  static ptrdiff_t read(void *data, void *bytes, size_t size) noexcept {
    try {
      return static_cast<ptrdiff_t>(
          (*static_cast<Input *>(data))({static_cast<std::byte *>(bytes), size}));
    } catch (...) {
      return -1;
    }
  }

  struct Destroy {
    void operator()(wasmelt_wasi_t *wasi) const noexcept { wasmelt_wasi_destroy(wasi); }
  };
  std::vector<std::unique_ptr<Output>> outputs_;
  std::vector<std::unique_ptr<Input>> inputs_;
  std::unique_ptr<wasmelt_wasi_t, Destroy> wasi_;
};

/// Calls `_initialize` of an instance that a header made, if it exports that.
inline Result<void> initialize(wasmelt_instance_t *instance) {
  return detail::finish(wasmelt_wasi_initialize(instance));
}

} // namespace wasmelt

#endif
