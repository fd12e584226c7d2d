// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An executable's end by an exception that nobody catches.
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/exception.h"
#include "runtime-lib/program.h"
#include "runtime-lib/trap_report.h"

#include <unistd.h>

namespace wasmelt::runtime {

void uncaughtException(const Exception &exception, const Context &thrown_at) {
  {
    Console out;
    out.text("wasmelt: uncaught exception");
    if (const char *name = static_cast<const char *>(static_cast<const Tag *>(exception.tag)->name))
      out.text(" ").foreign(name);
    out.text("\n").flush(); // whatever may happen now
    // As if interrupted in the call, so that the caller is found by the row for it.
    Context in_call = thrown_at;
    --in_call.pc;
    printBackTrace(out, in_call);
  }
  if (wasmelt_wasi_end)
    wasmelt_wasi_end();
  _exit(trap_exit_status);
}

StackBounds stackBounds() { return currentStack().bounds; }

} // namespace wasmelt::runtime
