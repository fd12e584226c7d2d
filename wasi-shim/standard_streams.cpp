// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The flags of the standard streams, put back at the end. A program that is killed cannot do that.
#include "wasi-shim/standard_streams.h"
#include "runtime-lib/abi/host_interface.h"
#include "wasi-shim/platform/open_flags.h"

#include <unistd.h>

namespace wasmelt::wasi {
namespace {

constexpr int stream_count = STDERR_FILENO + 1;
int original_flags[stream_count];
bool is_changed[stream_count];
bool is_known;

} // namespace

int setOpenFlags(int host, int flags) {
  if (host < stream_count) {
    // All of them before the first change, as they may be one and the same terminal.
    for (int stream = 0; !is_known && stream < stream_count; ++stream)
      original_flags[stream] = platform::openFlagsOf(stream);
    is_known = true;
    is_changed[host] = true;
  }
  return platform::setOpenFlagsOf(host, flags);
}

} // namespace wasmelt::wasi

void wasmelt_wasi_end() {
  using namespace wasmelt::wasi;
  for (int stream = 0; stream < stream_count; ++stream)
    if (is_changed[stream] && original_flags[stream] >= 0)
      platform::setOpenFlagsOf(stream, original_flags[stream]);
}
