// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Faults as Linux signals, in a process that is somebody else's.
#include "runtime-lib/platform/host_signals.h"

#include "runtime-lib/platform/virtual_memory.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

namespace wasmelt::runtime {

namespace {

// Which one a trap instruction raises depends on the CPU. Not SIGFPE: division is checked in
// compiled code, so that one is never ours.
const unsigned char caught_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP};
struct sigaction previous_actions[sizeof caught_signals];
EntryThread *(*fault_handler)(const Fault &);

struct sigaction *previousAction(int signal) {
  for (unsigned i = 0; i != sizeof caught_signals; ++i)
    if (caught_signals[i] == signal)
      return &previous_actions[i];
  return nullptr;
}

// Lets the previous handler or the default action see the signal.
void passOn(int signal, siginfo_t *info, void *context) {
  struct sigaction *previous = previousAction(signal);
  if (previous->sa_flags & SA_SIGINFO) {
    previous->sa_sigaction(signal, info, context);
  } else if (previous->sa_handler == SIG_DFL || previous->sa_handler == SIG_IGN) {
    // A fault happens again on return, which a process does not survive; a signal that somebody
    // sent does not.
    if (info->si_code <= 0 && previous->sa_handler == SIG_IGN)
      return;
    sigaction(signal, previous, nullptr);
    if (info->si_code <= 0)
      raise(signal);
  } else {
    previous->sa_handler(signal);
  }
}

void onSignal(int signal, siginfo_t *info, void *context) {
  int saved_errno = errno;
  bool sent = info->si_code <= 0;
  EntryThread *leave_to = nullptr;
  if (!sent) {
    Fault fault;
    fault.kind = signal == SIGSEGV || signal == SIGBUS ? Fault::Access : Fault::Instruction;
    fault.io_error = signal == SIGBUS;
    fault.address = reinterpret_cast<uintptr_t>(info->si_addr);
    fault.context = interruptedContext(context);
    leave_to = fault_handler(fault);
  }
  if (leave_to)
    leaveFromSignal(context, leave_to);
  else
    passOn(signal, info, context);
  errno = saved_errno;
}

// Room for the largest register state (AVX-512 and AMX: 11 KiB) and whoever handles what is not
// ours.
constexpr size_t signal_stack_size = 64 << 10;
constexpr size_t smallest_signal_stack = 16 << 10;

pthread_key_t signal_stack_key;
pthread_once_t signal_stack_once = PTHREAD_ONCE_INIT;

void freeSignalStack(void *address) {
  stack_t none = {};
  none.ss_flags = SS_DISABLE;
  sigaltstack(&none, nullptr);
  munmap(address, signal_stack_size);
}

void makeSignalStackKey() { pthread_key_create(&signal_stack_key, freeSignalStack); }

void makeSignalStack() {
  stack_t current;
  if (sigaltstack(nullptr, &current) == 0 && !(current.ss_flags & SS_DISABLE) &&
      current.ss_size >= smallest_signal_stack)
    return; // the host's own
  void *address =
      mmap(nullptr, signal_stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (address == MAP_FAILED)
    return; // then a stack overflow ends the process
  stack_t stack = {};
  stack.ss_sp = address;
  stack.ss_size = signal_stack_size;
  sigaltstack(&stack, nullptr);
  pthread_once(&signal_stack_once, makeSignalStackKey);
  pthread_setspecific(signal_stack_key, address);
}

// Below a main thread's stack the kernel keeps this much free of other mappings.
constexpr uintptr_t kernel_stack_gap = 1 << 20;

void findStack(ThreadStack &stack) {
  pthread_attr_t attributes;
  void *low = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_destroy(&attributes);
  }
  stack.low = reinterpret_cast<uintptr_t>(low);
  stack.high = stack.low + size;
  stack.guard_low = stack.low - (stack.low < kernel_stack_gap ? stack.low : kernel_stack_gap);
}

thread_local bool has_stack, has_signal_stack;
thread_local ThreadStack thread_stack;

void install() {
  struct sigaction action = {};
  action.sa_sigaction = onSignal;
  // Not blocked while handled, so that a fault in the handler is seen.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (unsigned i = 0; i != sizeof caught_signals; ++i) {
    sigaction(caught_signals[i], nullptr, &previous_actions[i]);
    sigaction(caught_signals[i], &action, nullptr);
  }
}

pthread_once_t install_once = PTHREAD_ONCE_INIT;

} // namespace

void installHostFaultHandler(EntryThread *(*handler)(const Fault &)) {
  __atomic_store_n(&fault_handler, handler, __ATOMIC_RELEASE);
  pthread_once(&install_once, install);
}

void prepareForFaults() {
  if (has_signal_stack || !__atomic_load_n(&fault_handler, __ATOMIC_RELAXED))
    return;
  makeSignalStack();
  has_signal_stack = true;
}

const ThreadStack &threadStack() {
  if (!has_stack) {
    findStack(thread_stack);
    has_stack = true;
  }
  return thread_stack;
}

} // namespace wasmelt::runtime
