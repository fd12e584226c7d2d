// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// proc_*, sched_yield.
#include "runtime-lib/abi/host_interface.h"
#include "wasi-shim/entry_points.h"

#include <sched.h>
#include <signal.h>
#include <unistd.h>

namespace wasmelt::wasi {

namespace calls {
namespace {

// The guest's C library has flushed its own buffers; there are none here. As of a native program,
// the system passes on the low 8 bits.
[[noreturn]] void proc_exit(Instance *instance, U32 code) {
  if (wasmelt_wasi_end)
    wasmelt_wasi_end();
  _exit(int(code));
}

Errno proc_raise(Instance *instance, U32 signal) {
  static constexpr uint8_t host_signals[] = {
      0,       SIGHUP,    SIGINT,  SIGQUIT,  SIGILL,  SIGTRAP, SIGABRT, SIGBUS,
      SIGFPE,  SIGKILL,   SIGUSR1, SIGSEGV,  SIGUSR2, SIGPIPE, SIGALRM, SIGTERM,
      SIGCHLD, SIGCONT,   SIGSTOP, SIGTSTP,  SIGTTIN, SIGTTOU, SIGURG,  SIGXCPU,
      SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGPOLL, SIGPWR,  SIGSYS};
  if (signal >= sizeof(host_signals))
    return Errno::Inval;
  int host = host_signals[signal];
  if (!host)
    return Errno::Success;
  // The guest has no handlers, so it gets the default action, not the runtime's trap handler.
  struct sigaction original, standard = {};
  standard.sa_handler = SIG_DFL;
  bool changed = sigaction(host, &standard, &original) == 0;
  int result = kill(getpid(), host); // raise() could reach other processes, too, if taken over
  if (changed)
    sigaction(host, &original, nullptr);
  return resultOf(result ? -1 : 0);
}

Errno sched_yield(Instance *instance) { return resultOf(::sched_yield()); }

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_proc_exit ,
#define WASMELT_WASI_HERE_proc_raise ,
#define WASMELT_WASI_HERE_sched_yield ,
#include "wasi-shim/define_entry_points.h"
