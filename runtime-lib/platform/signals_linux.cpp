// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Faults as Linux signals.
#include "runtime-lib/platform/signals.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

namespace wasmelt::runtime {

namespace {

// Which one a trap instruction raises depends on the CPU. Not SIGFPE: division is checked in
// compiled code, so that one is never ours.
const unsigned char caught_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP};

struct sigaction previous_actions[sizeof caught_signals];
void (*fault_handler)(const Fault &);
volatile bool handling;
// Room for the largest register state (AVX-512 and AMX: 11 KiB) and the back trace.
alignas(16) char signal_stack[64 * 1024];

// Lets the previous handler or the default action see the signal.
void passOn(int signal, const siginfo_t *info) {
  for (unsigned i = 0; i != sizeof caught_signals; ++i)
    if (caught_signals[i] == signal)
      sigaction(signal, &previous_actions[i], nullptr);
  // A fault happens again on return; a signal that somebody sent does not.
  if (info->si_code <= 0)
    kill(getpid(), signal);
}

void onSignal(int signal, siginfo_t *info, void *context) {
  int saved_errno = errno;
  bool sent = info->si_code <= 0;
  if (!sent) {
    Fault fault;
    fault.kind = handling                                ? Fault::Nested
                 : signal == SIGSEGV || signal == SIGBUS ? Fault::Access
                                                         : Fault::Instruction;
    fault.io_error = signal == SIGBUS;
    fault.address = reinterpret_cast<uintptr_t>(info->si_addr);
    fault.context = interruptedContext(context);
    handling = true;
    fault_handler(fault);
    handling = false;
  }
  passOn(signal, info);
  errno = saved_errno;
}

} // namespace

void installFaultHandler(void (*handler)(const Fault &)) {
  fault_handler = handler;
  stack_t stack = {};
  stack.ss_sp = signal_stack;
  stack.ss_size = sizeof signal_stack;
  sigaltstack(&stack, nullptr);
  struct sigaction action = {};
  action.sa_sigaction = onSignal;
  // Not blocked while handled, so that a fault in the handler is seen.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (unsigned i = 0; i != sizeof caught_signals; ++i)
    sigaction(caught_signals[i], &action, &previous_actions[i]);
}

} // namespace wasmelt::runtime
