// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is valid but cannot be compiled yet: instructions, and parts of modules.
#include "compiler/lower/not_lowered.h"

#include "compiler/lower/function_lowering.h"
#include "compiler/wasm/error_context.h"
#include "compiler/wasm/opcode.h"

namespace wasmelt::lower {

// --- Instructions
// ---------------------------------------------------------------------------------

void FunctionLowering::notLowered(const char *text, wasm::Feature feature) {
  wasm::ErrorContext{module_.wasm, function_index_}.failUnsupported(
      offset, wasm::featureName(feature), text);
}

#define WASMELT_NOT_LOWERED(name, Imm)                                                             \
  void FunctionLowering::name(const wasm::Imm##Immediate &) {                                      \
    constexpr wasm::OpcodeInfo row = wasm::opcode_info<wasm::Opcode::name>;                        \
    notLowered(row.text, row.feature);                                                             \
  }
#include "compiler/lower/not_lowered.def"

// --- Parts of modules
// -----------------------------------------------------------------------------

namespace {

class PartChecker {
public:
  explicit PartChecker(const wasm::Module &module) : module_(module), context_{module, {}} {}

  void check() const {
    for (const wasm::Global &global : module_.globals)
      expression(global.init);
    for (const wasm::Table &table : module_.tables)
      if (table.init)
        expression(*table.init);
    for (const wasm::ElementSegment &segment : module_.elements)
      for (const wasm::ConstExpr &element : segment.elements)
        expression(element);
  }

private:
  [[noreturn]] void fail(uint64_t offset, wasm::Feature feature, const char *what) const {
    context_.failUnsupported(offset, wasm::featureName(feature), what);
  }
  void expression(const wasm::ConstExpr &expr) const {
    for (const wasm::ConstInstr &instr : expr.instrs)
      if (instr.isGC())
        fail(expr.offset, wasm::Feature::GC, "an object in a constant expression");
  }

  const wasm::Module &module_;
  wasm::ErrorContext context_;
};

} // namespace

void checkParts(const wasm::Module &module) { PartChecker(module).check(); }

} // namespace wasmelt::lower
