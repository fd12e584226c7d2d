// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls from the host into compiled code and back, and what becomes of traps: they end the
// innermost call from the host, which says so by its result.
#include "runtime-lib/library/call.h"

#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/library/store.h"
#include "runtime-lib/platform/host_signals.h"
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/unwind.h"

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

// What the runtime traps with in its own code: a TrapKind, or 0 if the result says it already.
thread_local uint8_t requested_trap;

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

// Notes the frames of compiled code between here and the call from the host; in the signal handler.
void traceBack(Result &result, runtime::Context context) {
  const runtime::ThreadStack &thread = runtime::prepareThread();
  runtime::StackBounds stack = {thread.low, thread.high};
  auto outermost = reinterpret_cast<uintptr_t>(&runtime::wasmelt_enter_compiled);
  bool interrupted = true; // the first is at an instruction, the others are behind calls
  while (result.frame_count != Result::most_frames) {
    uintptr_t pc = interrupted ? context.pc : context.pc - 1;
    if (libraryAt(pc))
      result.frames[result.frame_count++] = pc;
    else if (runtime::functionAt(pc) == outermost)
      return;
    if (!runtime::goToCaller(context, interrupted, stack))
      return;
    interrupted = false;
  }
}

// Which trap a fault in compiled code, or in the runtime for it, is; 0: none of ours. -1: the
// result says so.
int trapOf(const runtime::Fault &fault) {
  if (fault.kind == runtime::Fault::Access) {
    const runtime::ThreadStack &stack = runtime::prepareThread();
    if (fault.address >= stack.guard_low && fault.address < stack.low + guard_reach)
      return static_cast<int>(TrapKind::CallStackExhausted);
    bool is_ours = !fault.io_error && isInMemory(fault.address);
    return is_ours ? static_cast<int>(TrapKind::MemoryOutOfBounds) : 0;
  }
  int operand = runtime::trapOperand(fault.context.pc);
  if (operand == runtime::runtime_trap_operand)
    return requested_trap ? requested_trap : -1;
  return operand > 0 && messageOf(static_cast<TrapKind>(operand)) ? operand : 0;
}

// In the signal handler.
void *onFault(const runtime::Fault &fault) {
  Entry *entry = innermost;
  if (!entry || entry->is_in_host)
    return nullptr;
  int trap = trapOf(fault);
  if (!trap)
    return nullptr;
  if (trap > 0)
    setTrap(*entry->result, static_cast<TrapKind>(trap));
  traceBack(*entry->result, fault.context);
  return entry->state;
}

// Ends the innermost call from the host: by an instruction, so that there is one way to trap, and
// one way to find out where. `kind`: a TrapKind, or 0 if the result is set.
[[noreturn]] void leave(uint8_t kind) {
  requested_trap = kind;
  runtime::executeTrap();
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
  Store *store;
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
  made->store = &store;
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

Store &storeOf(const ContextFuncRef &function) {
  if (isHostFunction(function))
    return *static_cast<StoreFunction *>(function.instance)->store;
  return *StoreInstance::of(*static_cast<Instance *>(function.instance)).store;
}

bool enter(CompiledEntry *code_entry, void *code, void *instance, void *values, Result &result) {
  runtime::installHostFaultHandler(onFault);
  const runtime::ThreadStack &stack = runtime::prepareThread();
  result.status = Status::Ok;
  result.trap = 0;
  result.frame_count = 0;
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

namespace {

bool callUnchecked(const ContextFuncRef *function, Value *values, Result &result) {
  const TypeRow *thunks = thunksOf(function->type);
  if (!thunks) { // so a function of the host
    auto *host = static_cast<StoreFunction *>(function->instance);
    if (host->is_native)
      return result.fail(Status::Failure, "no loaded library has the type of the function");
    result.status = Status::Ok;
    result.trap = 0;
    result.frame_count = 0;
    reinterpret_cast<HostArrayFunction>(host->function.function)(host->function.data, values,
                                                                 result);
    return result.status == Status::Ok;
  }
  if (isHostFunction(*function))
    completeFunction(*const_cast<ContextFuncRef *>(function));
  return enter(reinterpret_cast<CompiledEntry *>(thunks->call), function->code, function->instance,
               values, result);
}

/// A stay in an instance, if no other thread is there.
class Visit {
public:
  explicit Visit(StoreInstance &instance) : instance_(instance) {
    void *nobody = nullptr, *self = &innermost;
    is_granted_ = __atomic_compare_exchange_n(&instance_.user, &nobody, self, false,
                                              __ATOMIC_ACQUIRE, __ATOMIC_RELAXED) ||
                  nobody == self;
    if (is_granted_)
      ++instance_.depth;
  }
  ~Visit() {
    if (is_granted_ && --instance_.depth == 0)
      __atomic_store_n(&instance_.user, nullptr, __ATOMIC_RELEASE);
  }
  bool isGranted() const { return is_granted_; }

private:
  StoreInstance &instance_;
  bool is_granted_;
};

bool callChecked(const ContextFuncRef *function, Value *values, Result &result) {
  if (storeOf(*function).isReleased())
    return result.fail(Status::Misuse, "the store of the function that is called was destroyed");
  if (isHostFunction(*function))
    return callUnchecked(function, values, result);
  Visit visit(StoreInstance::of(*static_cast<Instance *>(function->instance)));
  if (!visit.isGranted())
    return result.fail(Status::Misuse, "the instance is in use by another thread");
  return callUnchecked(function, values, result);
}

} // namespace

bool call(const ContextFuncRef *function, Value *values, Result &result) {
  if (__builtin_expect(storeOf(*function).checks(), false))
    return callChecked(function, values, result);
  return callUnchecked(function, values, result);
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
    leave(static_cast<uint8_t>(TrapKind::CallStackExhausted));
  Result &result = *entry.result;
  entry.is_in_host = true;
  reinterpret_cast<HostArrayFunction>(host.function)(host.data, static_cast<Value *>(values),
                                                     result);
  entry.is_in_host = false;
  if (result.status != Status::Ok)
    leave(0);
}

// In a library there is always a call from the host to leave.
extern "C" void wasmelt_rt_trap(int32_t kind) { leave(static_cast<uint8_t>(kind)); }
