// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// args_*, environ_*: what the program was started with.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/state.h"

namespace wasmelt::wasi {
namespace {

struct Strings {
  const char *const *list;
  uint32_t count;

  uint64_t totalSize() const {
    uint64_t size = 0;
    for (uint32_t i = 0; i < count; ++i)
      size += strlen(list[i]) + 1;
    return size;
  }

  Errno sizes(Instance *instance, GuestPtr<Size> count_out, GuestPtr<Size> size_out) const {
    GuestMemory memory(instance);
    uint64_t size = totalSize();
    if (size > UINT32_MAX)
      return Errno::Overflow;
    return memory.contains(size_out) && memory.store(count_out, count)
               ? memory.finish(size_out, Size(size))
               : Errno::Fault;
  }

  Errno copy(Instance *instance, GuestPtr<Pointer> pointers, GuestPtr<Byte> bytes) const {
    GuestMemory memory(instance);
    uint8_t *at;
    if (!memory.contains(pointers, count) || !memory.range(bytes, totalSize(), at))
      return Errno::Fault;
    for (uint32_t i = 0; i < count; ++i) {
      size_t size = strlen(list[i]) + 1;
      memory.store(pointers.offsetBy(i * sizeof(Pointer)), Pointer(bytes.address));
      memcpy(at, list[i], size);
      at += size;
      bytes = bytes.offsetBy(size);
    }
    return Errno::Success;
  }
};

Strings argsOf(Instance *instance) {
  State &state = stateOf(instance);
  return {state.args, state.arg_count};
}
Strings environOf(Instance *instance) {
  State &state = stateOf(instance);
  return {state.env, state.env_count};
}

} // namespace

namespace calls {
namespace {

Errno args_get(Instance *instance, GuestPtr<Pointer> argv, GuestPtr<Byte> argv_buf) {
  return argsOf(instance).copy(instance, argv, argv_buf);
}

Errno args_sizes_get(Instance *instance, GuestPtr<Size> argc, GuestPtr<Size> argv_buf_size) {
  return argsOf(instance).sizes(instance, argc, argv_buf_size);
}

Errno environ_get(Instance *instance, GuestPtr<Pointer> env, GuestPtr<Byte> env_buf) {
  return environOf(instance).copy(instance, env, env_buf);
}

Errno environ_sizes_get(Instance *instance, GuestPtr<Size> env_count, GuestPtr<Size> env_buf_size) {
  return environOf(instance).sizes(instance, env_count, env_buf_size);
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_args_get ,
#define WASMELT_WASI_HERE_args_sizes_get ,
#define WASMELT_WASI_HERE_environ_get ,
#define WASMELT_WASI_HERE_environ_sizes_get ,
#include "wasi-shim/define_entry_points.h"
