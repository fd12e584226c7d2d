// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiled code compares its stack pointer with `stack_limit` where functions begin, and looks at
// `stop_requests` in loops. Who wants it to stop sets a request and raises the limit above every
// stack; both are written under the mutex alone.
#include "runtime-lib/library/control.h"

#include "runtime-lib/library/deadlines.h"
#include "runtime-lib/library/library.h"
#include "runtime-lib/platform/enter.h"
#include "runtime-lib/runtime_calls.h"

namespace wasmelt::embed {

namespace {

// What a library has to be compiled for.
enum Ability : unsigned { Interruptible, CountsFuel, ChecksStack, ability_count };
constexpr struct {
  const char *limit, *option;
} ability_names[] = {{"a deadline", "--interruptible"},
                     {"limited fuel", "--fuel"},
                     {"a limit of its stack", "--interruptible or --traps=explicit"}};

uint32_t abilitiesOf(uint32_t options) {
  return (options & LibraryInterruptible ? 1u << Interruptible : 0) |
         (options & LibraryCountsFuel ? 1u << CountsFuel : 0) |
         (options & (LibraryInterruptible | LibraryTrapsExplicitly) ? 1u << ChecksStack : 0);
}

constexpr uint64_t above_every_stack = UINT64_MAX;
// More than what stop() itself takes of the stack.
constexpr uint64_t stop_frame = 1024;

class Guard {
public:
  explicit Guard(pthread_mutex_t &mutex) : mutex_(mutex) { pthread_mutex_lock(&mutex_); }
  ~Guard() { pthread_mutex_unlock(&mutex_); }
  Guard(const Guard &) = delete;

private:
  pthread_mutex_t &mutex_;
};

} // namespace

StoreControl::StoreControl(uint64_t stack_size)
    : is_used_(stack_size != 0), needed_(stack_size ? 1u << ChecksStack : 0),
      stack_size_(stack_size) {
  control_.fuel = unlimited_fuel;
  control_.stop = reinterpret_cast<void *>(stop);
}

StoreControl::~StoreControl() {
  if (had_deadline_) // whoever watches may be about to tell that it has passed
    watchDeadline(*this, no_deadline);
  pthread_mutex_destroy(&mutex_);
}

bool StoreControl::admit(const Library &library, Result &result) {
  Guard guard(mutex_);
  uint32_t abilities = abilitiesOf(library.descriptor.options);
  for (unsigned i = 0; i != ability_count; ++i) {
    if (abilities >> i & 1)
      continue;
    if (needed_ >> i & 1)
      return result.fail(Status::Misuse,
                         "the store has %s, which %s was not compiled for: it needs %s",
                         ability_names[i].limit, library.path, ability_names[i].option);
    if (!without_[i])
      without_[i] = &library;
  }
  if (library.descriptor.options & LibraryTrapsExplicitly)
    __atomic_store_n(&is_used_, true, __ATOMIC_RELAXED);
  return true;
}

// With the mutex.
bool StoreControl::isAble(unsigned ability, Result &result) const {
  return !without_[ability] ||
         result.fail(Status::Misuse,
                     "the store has an instance of %s, which was not compiled with %s",
                     without_[ability]->path, ability_names[ability].option);
}

bool StoreControl::need(unsigned ability, bool is_needed, Result &result) {
  if (is_needed && !isAble(ability, result))
    return false;
  needed_ = (needed_ & ~(1u << ability)) | (is_needed ? 1u << ability : 0);
  return true;
}

void StoreControl::publish(uint32_t requests) {
  __atomic_store_n(&control_.stop_requests, requests, __ATOMIC_RELAXED);
  __atomic_store_n(&control_.stack_limit, requests ? above_every_stack : limit_, __ATOMIC_RELAXED);
}

bool StoreControl::interrupt(Result &result) {
  Guard guard(mutex_);
  if (!isAble(Interruptible, result))
    return false;
  publish(control_.stop_requests | Interrupt);
  return true;
}

bool StoreControl::setDeadline(uint64_t nanoseconds, Result &result) {
  {
    Guard guard(mutex_);
    if (!need(Interruptible, nanoseconds != no_deadline, result))
      return false;
    had_deadline_ = true;
  }
  watchDeadline(*this, no_deadline);
  { // the one of before may have passed
    Guard guard(mutex_);
    publish(control_.stop_requests & ~uint32_t(Deadline));
  }
  return watchDeadline(*this, nanoseconds) ||
         result.fail(Status::Failure, "the system has no thread to watch the deadline");
}

void StoreControl::passDeadline() {
  Guard guard(mutex_);
  publish(control_.stop_requests | Deadline);
}

bool StoreControl::setFuel(uint64_t fuel, Result &result) {
  Guard guard(mutex_);
  if (!need(CountsFuel, fuel != unlimited_fuel, result))
    return false;
  control_.fuel = fuel;
  return true;
}

bool StoreControl::take(TrapKind &kind) {
  uint32_t requests = control_.stop_requests;
  if (!requests)
    return false;
  kind = requests & Interrupt ? TrapKind::Interrupted : TrapKind::DeadlineExceeded;
  publish(requests & ~uint32_t(Interrupt));
  return true;
}

TrapKind StoreControl::takeRequest() {
  Guard guard(mutex_);
  TrapKind kind = TrapKind::Interrupted; // if another call has taken the request
  take(kind);
  return kind;
}

void StoreControl::stop(void *address) {
  StoreControl &store = of(*static_cast<Control *>(address));
  TrapKind kind = TrapKind::CallStackExhausted;
  {
    Guard guard(store.mutex_);
    auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
    if (!store.take(kind) && here > store.limit_ + stop_frame) // another call has taken the request
      kind = TrapKind::Interrupted;
  }
  wasmelt_rt_trap(static_cast<int32_t>(kind));
}

bool StoreControl::begin(uintptr_t thread_limit, Result &result) {
  Guard guard(mutex_);
  if (calls_++) {
    if (user_ == runtime::threadPointer())
      return true; // what is used up already counts
    --calls_;
    return result.fail(Status::Misuse,
                       "the store is in use by another thread, and its stack is limited");
  }
  user_ = runtime::threadPointer();
  limit_ = thread_limit;
  if (stack_size_) {
    uint64_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
    uint64_t wanted = here > stack_size_ ? here - stack_size_ : 0;
    limit_ = wanted > limit_ ? wanted : limit_;
  }
  publish(control_.stop_requests);
  return true;
}

void StoreControl::end() {
  Guard guard(mutex_);
  // A call may have begun before it was to be told.
  if (!calls_ || user_ != runtime::threadPointer() || --calls_)
    return;
  limit_ = 0;
  publish(control_.stop_requests);
}

} // namespace wasmelt::embed
