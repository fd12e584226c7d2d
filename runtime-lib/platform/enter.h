// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Entering compiled code from a host, so that it can be left from anywhere in it; implemented in
// enter_<cpu>.cpp, which knows where the fields of these structures lie.
#pragma once

#include <stdint.h>

namespace wasmelt {

/// As LibraryDescriptor's TypeRow::call: returns an uncaught exception or null.
using CompiledEntry = void *(void *code, void *instance, void *values);

namespace runtime {

struct Context;

/// A call from the host that has not returned. On the stack, below the registers that the host
/// wants back; the address that compiled code returns to is the word before it.
struct Entry {
  Entry *outer;
};

/// A thread of the host, as entering compiled code needs it.
struct EntryThread {
  void *self;            ///< threadPointer() of the thread that this is of; null: none any more
  uintptr_t stack_limit; ///< compiled code is not entered with a stack pointer below this
  /// With its lowest bit set while compiled code has called a function of the host.
  Entry *innermost;
  bool isInHost() const { return reinterpret_cast<uintptr_t>(innermost) & 1; }
};

/// What wasmelt_enter_compiled returns if it was left.
constexpr uintptr_t left_mark = ~uintptr_t(0);

/// Calls `entry(code, instance, values)` as the innermost entry of `thread` and returns its result.
extern "C" void *wasmelt_enter_compiled(CompiledEntry *entry, void *code, void *instance,
                                        void *values, EntryThread *thread);

/// Whether an address lies in this function or wasmelt_rt_enter_native.
bool isEntryCode(uintptr_t pc);

/// What tells this thread from all others that are alive.
void *threadPointer();

/// Lets a signal's context (a ucontext_t) go on, once the handler has returned, as if the code that
/// was entered last had returned left_mark. Nothing on the stack in between is told.
void leaveFromSignal(void *ucontext, EntryThread *thread);

/// Leaves in the same way, without a signal, once wasmelt_note_place has been told where the call
/// of this function is.
extern "C" [[noreturn]] void wasmelt_leave(EntryThread *thread);
extern "C" void wasmelt_note_place(EntryThread *thread, const Context *place);

// What wasmelt_rt_enter_native (runtime_calls.def) asks of whoever knows instances.

struct Admission {
  void *error; ///< what to return at once; null: go on
  /// The thread to enter as; with the lowest bit set, wasmelt_end_visit is to be told of the end.
  uintptr_t thread;
};
/// Called if the thread that was last in `instance` is another one or its stack is low.
extern "C" Admission wasmelt_admit(void *instance, uintptr_t stack_pointer);
extern "C" void wasmelt_end_visit(void *instance);
/// What to return to the host for an exception or left_mark.
extern "C" void *wasmelt_native_failure(void *exception);

} // namespace runtime
} // namespace wasmelt
