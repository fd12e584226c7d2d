// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: versions and errors.
#include "runtime-lib/abi/abi_version.h"
#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/new.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

// The header has numbers of its own, so that it needs no other: they are the same.
constexpr wasmelt_trap_t traps[] = {
    WASMELT_TRAP_UNREACHABLE,
    WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS,
    WASMELT_TRAP_TABLE_OUT_OF_BOUNDS,
    WASMELT_TRAP_UNDEFINED_ELEMENT,
    WASMELT_TRAP_UNINITIALIZED_ELEMENT,
    WASMELT_TRAP_INDIRECT_CALL_TYPE_MISMATCH,
    WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO,
    WASMELT_TRAP_INTEGER_OVERFLOW,
    WASMELT_TRAP_INVALID_CONVERSION_TO_INTEGER,
    WASMELT_TRAP_CALL_STACK_EXHAUSTED,
    WASMELT_TRAP_NULL_FUNCTION_REFERENCE,
    WASMELT_TRAP_NULL_REFERENCE,
    WASMELT_TRAP_OUT_OF_MEMORY,
    WASMELT_TRAP_CAST_FAILURE,
    WASMELT_TRAP_UNALIGNED_ATOMIC,
    WASMELT_TRAP_EXPECTED_SHARED_MEMORY,
    WASMELT_TRAP_OUT_OF_FUEL,
    WASMELT_TRAP_INTERRUPTED,
    WASMELT_TRAP_DEADLINE_EXCEEDED,
};
constexpr TrapKind kinds[] = {
#define WASMELT_TRAP(name, code, message) TrapKind::name,
#include "runtime-lib/abi/trap_kinds.def"
};
constexpr bool areTheSame() {
  if (sizeof traps / sizeof *traps != sizeof kinds / sizeof *kinds)
    return false;
  for (size_t i = 0; i != sizeof kinds / sizeof *kinds; ++i)
    if (static_cast<int>(traps[i]) != static_cast<int>(kinds[i]))
      return false;
  return true;
}
static_assert(areTheSame(), "wasmelt.h and trap_kinds.def differ");

/// What is returned where there is no memory for an error; never freed.
wasmelt_error_t &outOfMemory() {
  alignas(wasmelt_error_t) static char place[sizeof(wasmelt_error_t)];
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, [] {
    auto *error = new (place) wasmelt_error_t;
    error->result.fail(Status::Failure, "not enough memory");
  });
  return *reinterpret_cast<wasmelt_error_t *>(place);
}

wasmelt_error_t *newError() {
  void *memory = malloc(sizeof(wasmelt_error_t));
  return memory ? new (memory) wasmelt_error_t : nullptr;
}

} // namespace

namespace wasmelt::embed {

wasmelt_error_t *makeError(const Result &result) {
  wasmelt_error_t *error = newError();
  if (!error)
    return &outOfMemory();
  error->result = result;
  // An exception belongs to the thread that threw it; an error may go to another.
  error->result.keep(nullptr);
  return error;
}

wasmelt_error_t *makeError(Status status, const char *format, ...) {
  wasmelt_error_t *error = newError();
  if (!error)
    return &outOfMemory();
  error->result.status = status;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->result.message, sizeof error->result.message, format, arguments);
  va_end(arguments);
  return error;
}

void report(wasmelt_error_t **error, const Result &result) {
  if (error)
    *error = makeError(result);
}

} // namespace wasmelt::embed

const char *wasmelt_version(void) { return WASMELT_VERSION; }

uint32_t wasmelt_abi_version(void) { return WASMELT_ABI_VERSION; }

wasmelt_error_t *wasmelt_error_new(const char *message) {
  return makeError(Status::Trap, "%s", message);
}

void wasmelt_error_free(wasmelt_error_t *error) {
  if (!error || error == &outOfMemory())
    return;
  error->~wasmelt_error();
  free(error);
}

wasmelt_error_kind_t wasmelt_error_kind(const wasmelt_error_t *error) {
  switch (error->result.status) {
  case Status::Trap:
    return WASMELT_ERROR_TRAP;
  case Status::Exception:
    return WASMELT_ERROR_EXCEPTION;
  case Status::Unlinkable:
    return WASMELT_ERROR_LINK;
  case Status::Limit:
    return WASMELT_ERROR_LIMIT;
  case Status::Misuse:
    return WASMELT_ERROR_MISUSE;
  case Status::Exit:
    return WASMELT_ERROR_EXIT;
  case Status::Ok: // there are no such errors
  case Status::Failure:
    break;
  }
  return WASMELT_ERROR_FAILURE;
}

wasmelt_trap_t wasmelt_error_trap(const wasmelt_error_t *error) {
  if (error->result.status != Status::Trap)
    return WASMELT_TRAP_NONE;
  return static_cast<wasmelt_trap_t>(error->result.trap);
}

int32_t wasmelt_error_exit_status(const wasmelt_error_t *error) {
  return error->result.status == Status::Exit ? error->result.exit_status : 0;
}

const char *wasmelt_error_message(const wasmelt_error_t *error) { return error->result.message; }

// What a host sees are Wasm functions: not the adapters between it and them.

size_t wasmelt_error_frame_count(const wasmelt_error_t *error) {
  size_t count = 0;
  for (uint32_t i = 0; i != error->result.frame_count; ++i)
    count += placeOf(error->result.frames[i]).function != nullptr;
  return count;
}

wasmelt_frame_t wasmelt_error_frame(const wasmelt_error_t *error, size_t index) {
  for (uint32_t i = 0; i != error->result.frame_count; ++i) {
    Place place = placeOf(error->result.frames[i]);
    if (place.function && index-- == 0)
      return {place.function, place.library, place.offset};
  }
  return {"", "", 0};
}
