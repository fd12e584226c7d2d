// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a throw to its handler. What the tables say about a return address is kept: programs throw
// from the same places again and again, and reading the tables takes a hundred times as long as
// going by what was read.
#include "runtime-lib/exception.h"
#include "runtime-lib/dwarf_reader.h"

namespace wasmelt::runtime {

namespace {

// All tables were written by LLVM, for code that runs: a few checks find damage, not malice.
struct KnownFrame {
  uintptr_t return_address; // 0: none yet
  uintptr_t landing_pad;
  FrameStep step;
};
constexpr unsigned known_frame_count = 64;
thread_local KnownFrame known_frames[known_frame_count];

const KnownFrame *knownFrame(uintptr_t return_address) {
  uintptr_t hash = return_address * 0x9e3779b97f4a7c15u >> 32;
  KnownFrame &frame = known_frames[hash % known_frame_count];
  if (frame.return_address == return_address)
    return &frame;
  frame.return_address = 0;
  if (!describeFrame(return_address, frame.step))
    return nullptr;
  frame.landing_pad = landingPadOf(frame.step, return_address);
  frame.return_address = return_address;
  return &frame;
}

bool leave(const FrameStep &step, Context &context, const StackBounds &stack) {
  uintptr_t cfa =
      context.registers[step.cfa_register] + static_cast<uintptr_t>(intptr_t(step.cfa_offset));
  if (cfa < context.registers[stack_pointer_register] || cfa > stack.high)
    return false;
  for (unsigned i = 0; i != step.saved_count; ++i) {
    uintptr_t address = cfa + static_cast<uintptr_t>(step.saved_words[i] * intptr_t(sizeof cfa));
    if (address < stack.low || address > stack.high - sizeof cfa)
      return false;
    context.registers[step.saved_register[i]] = *reinterpret_cast<const uintptr_t *>(address);
  }
  context.pc = context.registers[step.return_register];
  context.registers[stack_pointer_register] = cfa;
  return true;
}

} // namespace

uintptr_t landingPadOf(const FrameStep &step, uintptr_t return_address) {
  if (!step.exception_table)
    return 0;
  // The table's size follows; what is read before it is a few bytes.
  const unsigned char *start = reinterpret_cast<const unsigned char *>(step.exception_table);
  Reader table = {start, start + 64};
  uintptr_t pads_from = step.function;
  if (unsigned char encoding = table.byte(); encoding != 0xff)
    pads_from = table.encoded(encoding);
  if (table.byte() != 0xff)
    table.uleb(); // where the type table would be
  unsigned char encoding = table.byte();
  uint64_t size = table.uleb();
  table.end = table.next + size;
  auto number = [&]() -> uint64_t {
    return encoding == 0x01   ? table.uleb()
           : encoding == 0x03 ? table.fixed<uint32_t>()
           : encoding == 0x04 ? table.fixed<uint64_t>()
                              : (table.failed = true, 0);
  };
  uintptr_t call = return_address - 1 - step.function;
  while (table.next < table.end && !table.failed) {
    uint64_t from = number(), length = number(), pad = number();
    table.uleb(); // action: always to enter the pad
    if (call < from)
      break;
    if (call - from < length)
      return pad ? pads_from + pad : 0;
  }
  return 0;
}

bool goToHandler(Context &context, const StackBounds &stack) {
  for (;;) {
    const KnownFrame *frame = knownFrame(context.pc);
    if (frame && frame->landing_pad) {
      context.pc = frame->landing_pad;
      return true;
    }
    if (frame ? !leave(frame->step, context, stack) : !goToCaller(context, false, stack))
      return false;
  }
}

} // namespace wasmelt::runtime

extern "C" void *wasmelt_find_handler(void *exception, wasmelt::runtime::Context *context) {
  using namespace wasmelt::runtime;
  Context thrown_at = *context;
  if (!goToHandler(*context, stackBounds()))
    uncaughtException(*static_cast<const wasmelt::Exception *>(exception), thrown_at);
  return exception;
}
