// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Trap messages and back traces.
#include "runtime-lib/trap_report.h"
#include "runtime-lib/program.h"

namespace wasmelt::runtime {

namespace {

constexpr uint64_t first_shown = 32, last_shown = 8;
// What a back trace may cost: deep recursion is walked to its end (0.1 s), not a damaged stack.
constexpr uint64_t most_frames = 4'000'000;
constexpr unsigned most_lookups = 2'000;

// The names of functions, with those found lately, as the table is long and searched linearly, and
// deep stacks are recursive.
class FunctionNames {
public:
  static constexpr uint32_t unknown = ~uint32_t(0);

  /// The number of the function in the table, or `unknown`.
  uint32_t find(uintptr_t function) {
    Found &slot = found[(function >> 4) % (sizeof found / sizeof *found)];
    if (slot.function == function)
      return slot.number;
    ++lookups;
    slot = {function, unknown};
    const FunctionName *names = table();
    for (uint32_t i = 0; i != wasmelt_module.function_name_count; ++i)
      if (reinterpret_cast<uintptr_t>(&names[i].code) + static_cast<intptr_t>(names[i].code) ==
          function) {
        slot.number = i;
        break;
      }
    return slot.number;
  }

  const char *name(uint32_t number) const {
    return static_cast<const char *>(wasmelt_module.name_strings) + table()[number].name;
  }

  bool tired() const { return lookups > most_lookups; }

private:
  struct Found {
    uintptr_t function;
    uint32_t number;
  };
  static const FunctionName *table() {
    return static_cast<const FunctionName *>(wasmelt_module.function_names);
  }
  Found found[64] = {};
  unsigned lookups = 0;
};

} // namespace

const char *trapMessage(unsigned kind) {
  // Text in the rows themselves: pointers would have to be relocated in every program.
  static const struct {
    unsigned char kind;
    char message[31];
  } messages[] = {
#define WASMELT_TRAP(name, code, message) {code, message},
#include "runtime-lib/abi/trap_kinds.def"
  };
  for (const auto &row : messages)
    if (row.kind == kind)
      return row.message;
  return nullptr;
}

void printBackTrace(Console &out, Context context) {
  FunctionNames names;
  uint32_t last[last_shown];
  uint64_t shown = 0; // named frames so far
  auto print = [&](uint64_t frame, uint32_t number) {
    out.text("  ").decimal(frame).text(": ").foreign(names.name(number)).text("\n");
  };
  bool interrupted = true;
  for (uint64_t walked = 0; walked != most_frames && !names.tired(); ++walked) {
    uintptr_t function = functionAt(interrupted ? context.pc : context.pc - 1);
    uint32_t number = function ? names.find(function) : FunctionNames::unknown;
    if (number != FunctionNames::unknown) {
      if (shown < first_shown)
        print(shown, number);
      else
        last[shown % last_shown] = number;
      ++shown;
    }
    if (!goToCaller(context, interrupted, currentStack().bounds))
      break;
    interrupted = false;
  }
  if (shown > first_shown + last_shown)
    out.text("  ... ").decimal(shown - first_shown - last_shown).text(" more\n");
  if (shown > first_shown)
    for (uint64_t frame = shown - first_shown > last_shown ? shown - last_shown : first_shown;
         frame != shown; ++frame)
      print(frame, last[frame % last_shown]);
}

} // namespace wasmelt::runtime
