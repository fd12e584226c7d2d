// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of instructions, for diagnostics only.
#include "compiler/wasm/opcode.h"

namespace wasmelt::wasm {

const char *opcodeText(uint32_t number) {
  switch (static_cast<Opcode>(number)) {
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  case Opcode::name:                                                                               \
    return text;
#include "compiler/wasm/opcodes.def"
  }
  return nullptr;
}

const UnsupportedOpcode *findUnsupportedOpcode(uint32_t number) {
  struct Row {
    uint32_t number;
    UnsupportedOpcode opcode;
  };
  static constexpr Row rows[] = {
#define WASM_UNSUPPORTED_OPCODE(text, prefix, code, proposal)                                      \
  {opcodeNumber(prefix, code), {text, proposal}},
#include "compiler/wasm/unsupported_opcodes.def"
  };
  for (const Row &row : rows)
    if (row.number == number)
      return &row.opcode;
  return nullptr;
}

} // namespace wasmelt::wasm
