// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Faults as Linux signals.
#include "runtime-lib/platform/signals.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

namespace wasmelt::runtime {

namespace {

// Which one a trap instruction raises depends on the CPU. Not SIGFPE: division is checked in
// compiled code, so that one is never ours.
const unsigned char caught_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP};

struct sigaction previous_actions[sizeof caught_signals];
void (*fault_handler)(const Fault &);
int handling_thread; // 0 for none
alignas(16) char first_signal_stack[signal_stack_size];

// Whether this thread is at it already. While another one is, its report comes first, and the process
// most likely ends with it.
bool isHandling(int thread) {
  for (;;) {
    int other = 0;
    if (__atomic_compare_exchange_n(&handling_thread, &other, thread, false, __ATOMIC_ACQUIRE,
                                    __ATOMIC_RELAXED))
      return false;
    if (other == thread)
      return true;
    sched_yield();
  }
}

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
    bool nested = isHandling(gettid());
    fault.kind = nested                                  ? Fault::Nested
                 : signal == SIGSEGV || signal == SIGBUS ? Fault::Access
                                                         : Fault::Instruction;
    fault.io_error = signal == SIGBUS;
    fault.address = reinterpret_cast<uintptr_t>(info->si_addr);
    fault.context = interruptedContext(context);
    fault_handler(fault);
    __atomic_store_n(&handling_thread, 0, __ATOMIC_RELEASE);
  }
  passOn(signal, info);
  errno = saved_errno;
}

} // namespace

void useSignalStack(char *low) {
  stack_t stack = {};
  stack.ss_sp = low;
  stack.ss_size = signal_stack_size;
  stack.ss_flags = low ? 0 : SS_DISABLE;
  sigaltstack(&stack, nullptr);
}

void installFaultHandler(void (*handler)(const Fault &)) {
  fault_handler = handler;
  useSignalStack(first_signal_stack);
  struct sigaction action = {};
  action.sa_sigaction = onSignal;
  // Not blocked while handled, so that a fault in the handler is seen.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (unsigned i = 0; i != sizeof caught_signals; ++i)
    sigaction(caught_signals[i], &action, &previous_actions[i]);
}

} // namespace wasmelt::runtime
