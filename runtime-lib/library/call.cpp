// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls from the host into compiled code and back, and what becomes of traps: they end the
// innermost call from the host, which says so by its result.
#include "runtime-lib/library/call.h"

#include "runtime-lib/library/api.h"
#include "runtime-lib/library/thread.h"
#include "runtime-lib/platform/host_signals.h"
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/unwind.h"

#include <string.h>

namespace wasmelt::embed {

namespace {

const char *messageOf(TrapKind kind) {
  switch (kind) {
#define WASMELT_TRAP(name, code, message)                                                          \
  case TrapKind::name:                                                                             \
    return message;
#include "runtime-lib/abi/trap_kinds.def"
  }
  return nullptr;
}

// Notes the frames of compiled code between a place and the call from the host; in signal handlers,
// too. `interrupted`: the place is at an instruction, not behind a call.
void traceBack(Result &result, runtime::Context context, bool interrupted) {
  const runtime::ThreadStack &thread = runtime::threadStack();
  runtime::StackBounds stack = {thread.low, thread.high};
  result.frame_count = 0;
  while (result.frame_count != Result::most_frames) {
    uintptr_t pc = interrupted ? context.pc : context.pc - 1;
    if (runtime::isEntryCode(pc))
      return;
    if (libraryAt(pc))
      result.frames[result.frame_count++] = pc;
    if (!runtime::goToCaller(context, interrupted, stack))
      return;
    interrupted = false;
  }
}

// Which trap a fault in compiled code, or in the runtime for it, is; 0: none of ours.
int trapOf(const runtime::Fault &fault) {
  if (fault.kind == runtime::Fault::Access) {
    const runtime::ThreadStack &stack = runtime::threadStack();
    if (fault.address >= stack.guard_low && fault.address < stack.low + guard_reach)
      return static_cast<int>(TrapKind::CallStackExhausted);
    bool is_ours = !fault.io_error && isInMemory(fault.address);
    return is_ours ? static_cast<int>(TrapKind::MemoryOutOfBounds) : 0;
  }
  int operand = runtime::trapOperand(fault.context.pc);
  return operand > 0 && messageOf(static_cast<TrapKind>(operand)) ? operand : 0;
}

// In the signal handler.
runtime::EntryThread *onFault(const runtime::Fault &fault) {
  Thread *thread = knownThread();
  if (!thread || !thread->innermost || thread->isInHost())
    return nullptr;
  int trap = trapOf(fault);
  if (!trap)
    return nullptr;
  setTrap(thread->failure, static_cast<TrapKind>(trap));
  traceBack(thread->failure, fault.context, true);
  return thread;
}

// Of a thread in compiled code.
Thread &thisThread() { return *knownThread(); }

// Ends the innermost call from the host, whose result is set.
[[noreturn]] void leave(Thread &thread) { runtime::wasmelt_leave(&thread); }

[[noreturn]] void leave(Thread &thread, TrapKind kind) {
  setTrap(thread.failure, kind);
  leave(thread);
}

void setInHost(Thread &thread, bool is_in_host) {
  auto entry = reinterpret_cast<uintptr_t>(thread.innermost) & ~uintptr_t(1);
  thread.innermost = reinterpret_cast<runtime::Entry *>(entry | is_in_host);
}

bool isStackLow(const Thread &thread) {
  return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) < thread.stack_limit;
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

void setTrap(Result &result, TrapKind kind) {
  result.status = Status::Trap;
  result.trap = static_cast<uint8_t>(kind);
  strcpy(result.message, messageOf(kind));
}

void expectFaults() { runtime::installHostFaultHandler(onFault); }

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

namespace {

// What an entry's result that is not null means.
void takeFailure(void *exception, Thread &thread, Result &result) {
  if (reinterpret_cast<uintptr_t>(exception) == runtime::left_mark) {
    result = thread.failure;
    thread.failure.status = Status::Ok;
    thread.failure.keep(nullptr);
    return;
  }
  result.fail(Status::Exception, "uncaught exception");
  result.frame_count = 0;
  result.keep(exception);
}

constexpr const char *no_thread = "not enough memory for a thread";

Thread *prepareToEnter() {
  runtime::prepareForFaults();
  return currentThread();
}

} // namespace

bool enter(CompiledEntry *code_entry, void *code, void *instance, void *values, Result &result) {
  Thread *thread = prepareToEnter();
  if (!thread)
    return result.fail(Status::Failure, no_thread);
  result.status = Status::Ok;
  result.trap = 0;
  result.frame_count = 0;
  if (isStackLow(*thread)) {
    setTrap(result, TrapKind::CallStackExhausted);
    return false;
  }
  void *exception = runtime::wasmelt_enter_compiled(code_entry, code, instance, values, thread);
  if (exception)
    takeFailure(exception, *thread, result);
  return !exception;
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

// A stay in an instance, unless another thread is there.
bool beginVisit(StoreInstance &instance) {
  void *nobody = nullptr, *self = runtime::threadPointer();
  if (!__atomic_compare_exchange_n(&instance.user, &nobody, self, false, __ATOMIC_ACQUIRE,
                                   __ATOMIC_RELAXED) &&
      nobody != self)
    return false;
  ++instance.depth;
  return true;
}

void endVisit(StoreInstance &instance) {
  if (--instance.depth == 0)
    __atomic_store_n(&instance.user, nullptr, __ATOMIC_RELEASE);
}

constexpr const char *store_is_gone = "the store of the function that is called was destroyed";

// A call from the host into an instance whose store watches calls. False: it must not be.
bool beginWatched(StoreInstance &instance, const Thread &thread, Result &result) {
  Store &store = *instance.store;
  if (store.checks() && !beginVisit(instance))
    return result.fail(Status::Misuse, "the instance is in use by another thread");
  if (!store.control.isUsed() || store.control.begin(thread.stack_limit, result))
    return true;
  if (store.checks())
    endVisit(instance);
  return false;
}

void endWatched(StoreInstance &instance) {
  instance.store->control.end();
  if (instance.store->checks())
    endVisit(instance);
}

bool callWatched(const ContextFuncRef *function, Value *values, Result &result) {
  if (storeOf(*function).isReleased())
    return result.fail(Status::Misuse, store_is_gone);
  if (isHostFunction(*function))
    return callUnchecked(function, values, result);
  Thread *thread = currentThread();
  if (!thread)
    return result.fail(Status::Failure, no_thread);
  StoreInstance &instance = StoreInstance::of(*static_cast<Instance *>(function->instance));
  if (!beginWatched(instance, *thread, result))
    return false;
  bool done = callUnchecked(function, values, result);
  endWatched(instance);
  return done;
}

} // namespace

bool call(const ContextFuncRef *function, Value *values, Result &result) {
  if (__builtin_expect(storeOf(*function).watchesCalls(), false))
    return callWatched(function, values, result);
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

extern "C" {

void wasmelt_rt_host_begin() {
  Thread &thread = thisThread();
  if (isStackLow(thread))
    leave(thread, TrapKind::CallStackExhausted);
  setInHost(thread, true);
}

void wasmelt_rt_host_end(void *error) {
  Thread &thread = thisThread();
  setInHost(thread, false);
  if (!error)
    return;
  thread.failure = static_cast<wasmelt_error_t *>(error)->result;
  wasmelt_error_free(static_cast<wasmelt_error_t *>(error));
  leave(thread);
}

void wasmelt_rt_call_host(void *host_function, void *values) {
  const HostFunction &host = *static_cast<const HostFunction *>(host_function);
  wasmelt_rt_host_begin();
  Result result;
  reinterpret_cast<HostArrayFunction>(host.function)(host.data, static_cast<Value *>(values),
                                                     result);
  wasmelt_rt_host_end(nullptr);
  if (result.status == Status::Ok)
    return;
  Thread &thread = thisThread();
  thread.failure = result;
  result.keep(nullptr); // what is left is never told
  leave(thread);
}

int32_t wasmelt_rt_accepts_function(void *function, int32_t type) {
  auto &reference = *static_cast<ContextFuncRef *>(function);
  return completeFunction(reference) &&
         (!type || isSubtype(reference.type, static_cast<TypeId>(type)));
}

void wasmelt_rt_bad_argument(int32_t number) {
  Thread &thread = thisThread();
  thread.failure.fail(Status::Misuse, "argument %d is not of the parameter's type", number);
  leave(thread);
}

// In a library there is always a call from the host to leave.
void wasmelt_rt_trap(int32_t kind) { leave(thisThread(), static_cast<TrapKind>(kind)); }

} // extern "C"

namespace wasmelt::runtime {

Admission wasmelt_admit(void *address, uintptr_t stack_pointer) {
  StoreInstance &instance = StoreInstance::of(*static_cast<Instance *>(address));
  Store &store = *instance.store;
  if (store.isReleased())
    return {makeError(Status::Misuse, store_is_gone), 0};
  Thread *thread = prepareToEnter();
  if (!thread)
    return {makeError(Status::Failure, no_thread), 0};
  Result result;
  if (stack_pointer < thread->stack_limit) {
    setTrap(result, TrapKind::CallStackExhausted);
    return {makeError(result), 0};
  }
  if (!store.watchesCalls()) {
    __atomic_store_n(&instance.thread, thread, __ATOMIC_RELAXED);
    return {nullptr, reinterpret_cast<uintptr_t>(thread)};
  }
  if (!beginWatched(instance, *thread, result))
    return {makeError(result), 0};
  return {nullptr, reinterpret_cast<uintptr_t>(thread) | 1};
}

void wasmelt_note_place(EntryThread *thread, const Context *place) {
  traceBack(static_cast<Thread *>(thread)->failure, *place, false);
}

void wasmelt_end_visit(void *instance) {
  endWatched(StoreInstance::of(*static_cast<Instance *>(instance)));
}

void *wasmelt_native_failure(void *exception) {
  Result result;
  takeFailure(exception, thisThread(), result);
  return makeError(result);
}

} // namespace wasmelt::runtime
