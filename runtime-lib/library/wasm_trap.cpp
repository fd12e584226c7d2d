// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: traps and their frames.
#include "runtime-lib/library/library.h"
#include "runtime-lib/library/wasm_objects.h"
#include "runtime-lib/unwind.h"

#include <stdarg.h>
#include <stdio.h>

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

// By which a function of the host ended the call from the host that it was made from, on the way
// there.
thread_local wasm_trap_t *raised;

// The function's index, if it is one that can be a reference or has no name.
uint32_t indexOf(const Library &library, uintptr_t function, const char *name) {
  for (uint32_t i = 0; i != library.descriptor.reference_count; ++i) {
    const ReferenceRow &row = library.references()[i];
    if (reinterpret_cast<uintptr_t>(row.code) == function)
      return row.function;
  }
  char *end;
  unsigned long number = strtoul(name, &end, 10);
  return end != name && !*end && number < UINT32_MAX ? static_cast<uint32_t>(number) : UINT32_MAX;
}

// The called instance if it is of the library, else the only one that is.
wasm_instance_t *instanceOf(const wasm_store_t &store, const Library &library, Instance *called) {
  wasm_instance_t *only = nullptr;
  size_t count = 0;
  for (wasm_instance_t *i = store.instances; i; i = i->next) {
    if (&libraryOf(*i->instance) != &library)
      continue;
    if (i->instance == called)
      return i;
    only = i;
    ++count;
  }
  return count == 1 ? only : nullptr;
}

void addFrames(wasm_trap_t &trap, const Result &result, Instance *called) {
  trap.frames =
      static_cast<wasm_frame_t *>(calloc(result.frame_count + size_t(1), sizeof(wasm_frame_t)));
  if (!trap.frames)
    return;
  for (uint32_t i = 0; i != result.frame_count; ++i) {
    uintptr_t pc = result.frames[i];
    Place place = placeOf(pc);
    const Library *library = libraryAt(pc);
    if (!place.function || !library)
      continue; // an adapter between host and compiled code
    uintptr_t function = runtime::functionAt(pc);
    trap.frames[trap.frame_count++] = {instanceOf(*trap.store, *library, called),
                                       indexOf(*library, function, place.function), pc - function,
                                       static_cast<size_t>(place.offset), place.function};
  }
}

wasm_trap_t *makeTrapOf(wasm_store_t &store, size_t size, const char *message) {
  auto *trap = makeObject<wasm_trap_t>(store, ObjectKind::Trap);
  if (trap)
    wasm_byte_vec_new(&trap->message, size, message);
  return trap;
}

} // namespace

namespace wasmelt::embed {

wasm_trap_t *makeTrap(wasm_store_t &store, const Result &result, Instance *called) {
  wasm_trap_t *trap = raised;
  raised = nullptr;
  if (!trap)
    trap = makeTrapOf(store, strlen(result.message) + 1, result.message);
  // One that is handed on has those of where it came from.
  if (trap && !trap->frames)
    addFrames(*trap, result, called);
  return trap;
}

wasm_trap_t *makeTrap(wasm_store_t &store, const char *format, ...) {
  char message[sizeof Result::message];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  return makeTrapOf(store, strlen(message) + 1, message);
}

void raise(wasm_trap_t *trap, Result &result) {
  result.fail(Status::Trap, "%.*s", static_cast<int>(trap->message.size), trap->message.data);
  raised = trap;
}

} // namespace wasmelt::embed

wasm_trap_t *wasm_trap_new(wasm_store_t *store, const wasm_message_t *message) {
  return makeTrapOf(*store, message->size, message->data);
}

void wasm_trap_message(const wasm_trap_t *trap, wasm_message_t *out) {
  wasm_byte_vec_copy(out, &trap->message);
}

wasm_frame_t *wasm_trap_origin(const wasm_trap_t *trap) {
  return trap->frame_count ? wasm_frame_copy(trap->frames) : nullptr;
}

void wasm_trap_trace(const wasm_trap_t *trap, wasm_frame_vec_t *out) {
  wasm_frame_vec_new_uninitialized(out, trap->frame_count);
  for (size_t i = 0; i != out->size; ++i)
    if (!(out->data[i] = wasm_frame_copy(&trap->frames[i])))
      return wasm_frame_vec_delete(out);
}

wasm_frame_t *wasm_frame_copy(const wasm_frame_t *frame) {
  auto *copy = makeZeroed<wasm_frame_t>();
  if (copy)
    *copy = *frame;
  return copy;
}
void wasm_frame_delete(wasm_frame_t *frame) { free(frame); }

wasm_instance_t *wasm_frame_instance(const wasm_frame_t *frame) { return frame->instance; }
uint32_t wasm_frame_func_index(const wasm_frame_t *frame) { return frame->function; }
size_t wasm_frame_func_offset(const wasm_frame_t *frame) { return frame->function_offset; }
size_t wasm_frame_module_offset(const wasm_frame_t *frame) { return frame->library_offset; }

const char *wasmelt_wasm_frame_function_name(const wasm_frame_t *frame) { return frame->name; }
