// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls from the host into compiled code and back, and what becomes of traps: they end the
// innermost call from the host, which says so by its result.
#include "runtime-lib/library/call.h"

#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/library/store.h"
#include "runtime-lib/platform/host_signals.h"
#include "runtime-lib/runtime_calls.h"

#include <string.h>

namespace wasmelt::embed {

namespace {

/// One call from the host that has not returned.
struct Entry {
  Entry *outer;
  void *state; ///< for wasmelt_leave_compiled
  Result *result;
  bool is_in_host; ///< compiled code has called a function of the host
};

thread_local Entry *innermost;

// What a function of the host may use of the stack without being asked, and compiled code before it
// is let in at all.
constexpr uintptr_t host_stack = 64 << 10;
// How far above its lowest address a stack's guard may reach.
constexpr uintptr_t guard_reach = 64 << 10;

const char *messageOf(TrapKind kind) {
  switch (kind) {
#define WASMELT_TRAP(name, code, message)                                                          \
  case TrapKind::name:                                                                             \
    return message;
#include "runtime-lib/abi/trap_kinds.def"
  }
  return nullptr;
}

void setTrap(Result &result, TrapKind kind) {
  result.status = Status::Trap;
  result.trap = static_cast<uint8_t>(kind);
  strcpy(result.message, messageOf(kind));
}

// In the signal handler.
void *onFault(const runtime::Fault &fault) {
  Entry *entry = innermost;
  if (!entry || entry->is_in_host)
    return nullptr;
  if (fault.kind == runtime::Fault::Access) {
    const runtime::ThreadStack &stack = runtime::prepareThread();
    if (fault.address >= stack.guard_low && fault.address < stack.low + guard_reach)
      setTrap(*entry->result, TrapKind::CallStackExhausted);
    else if (!fault.io_error && isInMemory(fault.address))
      setTrap(*entry->result, TrapKind::MemoryOutOfBounds);
    else
      return nullptr;
    return entry->state;
  }
  int operand = runtime::trapOperand(fault.context.pc);
  if (operand < 0 || !messageOf(static_cast<TrapKind>(operand)))
    return nullptr;
  setTrap(*entry->result, static_cast<TrapKind>(operand));
  return entry->state;
}

bool isStackLow(const runtime::ThreadStack &stack) {
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here < stack.low + guard_reach + host_stack;
}

bool isHostFunction(const ContextFuncRef &function) {
  return function.index == offsetof(HostFunction, code);
}

/// A function of the host, and which of the two kinds it is.
struct StoreFunction {
  HostFunction function; // first
  bool is_native;
};

ContextFuncRef &referenceOf(HostFunction &host) {
  return *reinterpret_cast<ContextFuncRef *>(&host.code);
}

static_assert(sizeof(HostFunction) - offsetof(HostFunction, code) == sizeof(ContextFuncRef) &&
              offsetof(HostFunction, instance) - offsetof(HostFunction, code) ==
                  offsetof(ContextFuncRef, instance));

ContextFuncRef *makeHostFunction(Store &store, TypeId type, void *code, void *data,
                                 bool is_native) {
  auto *made = store.make<StoreFunction>();
  if (!made)
    return nullptr;
  made->is_native = is_native;
  made->function.function = code;
  made->function.data = data;
  made->function.type = type;
  made->function.index = offsetof(HostFunction, code);
  made->function.instance = &made->function;
  ContextFuncRef &reference = referenceOf(made->function);
  completeFunction(reference);
  return &reference;
}

} // namespace

bool completeFunction(ContextFuncRef &function) {
  if (function.code)
    return true;
  const TypeRow *thunks = thunksOf(function.type);
  if (!thunks)
    return false;
  auto *host = static_cast<StoreFunction *>(function.instance);
  __atomic_store_n(&function.code, host->is_native ? thunks->host_native : thunks->host_array,
                   __ATOMIC_RELEASE);
  return true;
}

bool enter(CompiledEntry *code_entry, void *code, void *instance, void *values, Result &result) {
  runtime::installHostFaultHandler(onFault);
  const runtime::ThreadStack &stack = runtime::prepareThread();
  result.status = Status::Ok;
  if (isStackLow(stack)) {
    setTrap(result, TrapKind::CallStackExhausted);
    return false;
  }
  Entry entry = {innermost, nullptr, &result, false};
  innermost = &entry;
  void *exception =
      runtime::wasmelt_enter_compiled(code_entry, code, instance, values, &entry.state);
  innermost = entry.outer;
  if (reinterpret_cast<uintptr_t>(exception) == runtime::left_mark)
    return false; // whoever left has set the result
  if (exception) {
    result.fail(Status::Exception, "uncaught exception");
    result.keep(exception);
    return false;
  }
  return true;
}

bool call(const ContextFuncRef *function, Value *values, Result &result) {
  const TypeRow *thunks = thunksOf(function->type);
  if (!thunks) { // so a function of the host
    auto *host = static_cast<StoreFunction *>(function->instance);
    if (host->is_native)
      return result.fail(Status::Failure, "no loaded library has the type of the function");
    result.status = Status::Ok;
    reinterpret_cast<HostArrayFunction>(host->function.function)(host->function.data, values,
                                                                 result);
    return result.status == Status::Ok;
  }
  if (isHostFunction(*function))
    completeFunction(*const_cast<ContextFuncRef *>(function));
  return enter(reinterpret_cast<CompiledEntry *>(thunks->call), function->code, function->instance,
               values, result);
}

ContextFuncRef *makeFunction(Store &store, TypeId type, HostArrayFunction function, void *data) {
  return makeHostFunction(store, type, reinterpret_cast<void *>(function), data, false);
}

ContextFuncRef *makeNativeFunction(Store &store, TypeId type, void (*function)(), void *data) {
  return makeHostFunction(store, type, reinterpret_cast<void *>(function), data, true);
}

} // namespace wasmelt::embed

using namespace wasmelt;
using namespace wasmelt::embed;

extern "C" void wasmelt_rt_call_host(void *host_function, void *values) {
  const HostFunction &host = *static_cast<const HostFunction *>(host_function);
  Entry &entry = *innermost;
  if (isStackLow(runtime::prepareThread()))
    wasmelt_rt_trap(static_cast<int32_t>(TrapKind::CallStackExhausted));
  Result &result = *entry.result;
  entry.is_in_host = true;
  reinterpret_cast<HostArrayFunction>(host.function)(host.data, static_cast<Value *>(values),
                                                     result);
  entry.is_in_host = false;
  if (result.status != Status::Ok)
    runtime::wasmelt_leave_compiled(entry.state);
}

// In a library there is always a call from the host to leave.
extern "C" void wasmelt_rt_trap(int32_t kind) {
  setTrap(*innermost->result, static_cast<TrapKind>(kind));
  runtime::wasmelt_leave_compiled(innermost->state);
}
