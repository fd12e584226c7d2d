// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exceptions in a host process, where compiled code is in many shared libraries. All ways into it
// catch what nobody else does (compiler/lower/context_thunks.cpp), so that a throw never meets the
// host's frames.
#include "runtime-lib/exception.h"
#include "runtime-lib/library/library.h"
#include "runtime-lib/platform/host_signals.h"
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/unwind_tables.h"

#include <link.h>
#include <stdlib.h>

namespace wasmelt::runtime {

namespace {

struct Search {
  uintptr_t pc;
  const unsigned char *table;
};

int lookInImage(dl_phdr_info *image, size_t, void *data) {
  Search &search = *static_cast<Search *>(data);
  bool is_here = false;
  const unsigned char *table = nullptr;
  for (unsigned i = 0; i != image->dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = image->dlpi_phdr[i];
    uintptr_t start = image->dlpi_addr + segment.p_vaddr;
    if (segment.p_type == PT_LOAD)
      is_here |= search.pc - start < segment.p_memsz;
    else if (segment.p_type == PT_GNU_EH_FRAME)
      table = reinterpret_cast<const unsigned char *>(start);
  }
  if (is_here)
    search.table = table;
  return is_here;
}

} // namespace

// In compiled code no lock is taken, as back traces are made in signal handlers; elsewhere it is
// asked once for each place that is thrown from or through.
const unsigned char *unwindTableOf(uintptr_t pc) {
  if (const embed::Library *library = embed::libraryAt(pc))
    return library->unwind_table;
  Search search = {pc, nullptr};
  dl_iterate_phdr(lookInImage, &search);
  return search.table;
}

StackBounds stackBounds() {
  const ThreadStack &stack = threadStack();
  return {stack.low, stack.high};
}

// The stack is damaged, then.
void uncaughtException(const Exception &, const Context &) { abort(); }

} // namespace wasmelt::runtime

namespace wasmelt::embed {

void Result::keep(void *kept) { wasmelt_rt_exception_store(&exception, kept); }

} // namespace wasmelt::embed

// As much as 1000 parameters or results of 16 bytes need.
extern "C" void *wasmelt_rt_call_area() {
  alignas(16) static thread_local char area[16 << 10];
  return area;
}
