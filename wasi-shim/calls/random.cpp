// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// random_get.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"

#include <sys/random.h>

namespace wasmelt::wasi {

namespace calls {
namespace {

Errno random_get(Instance *instance, GuestPtr<Byte> buf, Size buf_len) {
  uint8_t *bytes;
  if (!GuestMemory(instance).range(buf, buf_len, bytes))
    return Errno::Fault;
  for (size_t done = 0; done < buf_len;) {
    ssize_t count = retry([&] { return getrandom(bytes + done, buf_len - done, 0); });
    if (count < 0)
      return lastError();
    done += size_t(count);
  }
  return Errno::Success;
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_random_get ,
#include "wasi-shim/define_entry_points.h"
