// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The only place that turns guest addresses into host pointers.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "wasi-shim/preview1_types.h"

#include <string.h>

namespace wasmelt::wasi {

/// An instance's exported memory as it is during one call. Everything copies, because the guest may
/// pass any alignment; a range is checked whole before a byte of it is touched.
class GuestMemory {
public:
  explicit GuestMemory(const Instance *instance) {
    if (const auto *memory = static_cast<const Memory *>(instance->wasi_memory)) {
      base = static_cast<uint8_t *>(memory->base);
      size = memory->size;
    }
  }

  /// Whether `length` bytes from `address` lie in the memory.
  bool contains(uint32_t address, uint64_t length) const {
    return address <= size && length <= size - address;
  }
  template <class T>
  bool contains(GuestPtr<T> pointer, uint64_t count = 1) const {
    return contains(pointer.address, count * sizeof(T));
  }

  /// What entry points ask of their parameters (preview1.def): numbers are good, and addresses of
  /// as much as is there.
  template <class T>
  static constexpr bool isNoAddress(const T &) {
    return true;
  }
  struct Counted {
    const GuestMemory &memory;
    uint64_t count;
    template <class T>
    bool contains(GuestPtr<T> pointer) const {
      return memory.contains(pointer, count);
    }
  };
  Counted counted(uint64_t count) const { return {*this, count}; }

  /// Points `out` at `length` bytes; false if they are not all there.
  bool range(uint32_t address, uint64_t length, uint8_t *&out) const {
    if (!contains(address, length))
      return false;
    out = base + address;
    return true;
  }
  template <class T>
  bool range(GuestPtr<T> pointer, uint64_t length, uint8_t *&out) const {
    return range(pointer.address, length, out);
  }

  template <class T>
  bool load(GuestPtr<const T> pointer, T &value) const {
    if (!contains(pointer))
      return false;
    memcpy(&value, base + pointer.address, sizeof(T));
    return true;
  }
  template <class T>
  bool store(GuestPtr<T> pointer, const T &value) const {
    if (!contains(pointer))
      return false;
    memcpy(base + pointer.address, &value, sizeof(T));
    return true;
  }

  /// store() as the end of a call that has succeeded otherwise.
  template <class T>
  Errno finish(GuestPtr<T> pointer, const T &value) const {
    return store(pointer, value) ? Errno::Success : Errno::Fault;
  }

private:
  uint8_t *base = nullptr;
  uint64_t size = 0;
};

} // namespace wasmelt::wasi
