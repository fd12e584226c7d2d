// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Evaluation of constant expressions at compile time.
#include "compiler/wasm/const_expr.h"

#include <map>

namespace wasmelt::wasm {

namespace {

using Known = std::map<uint32_t, std::optional<ConstValue>>;

uint64_t arithmetic(ConstInstr::Op op, uint64_t a, uint64_t b) {
  switch (op) {
  case ConstInstr::I32Add:
    return static_cast<uint32_t>(a + b);
  case ConstInstr::I32Sub:
    return static_cast<uint32_t>(a - b);
  case ConstInstr::I32Mul:
    return static_cast<uint32_t>(a * b);
  case ConstInstr::I64Add:
    return a + b;
  case ConstInstr::I64Sub:
    return a - b;
  default:
    return a * b;
  }
}

/// `globals` holds the values of all globals that the expression names.
std::optional<ConstValue> evaluateOne(const ConstExpr &expr, const Known &globals) {
  std::vector<ConstValue> stack;
  for (const ConstInstr &instr : expr.instrs) {
    ConstValue value{.type = instr.type, .function = {}};
    switch (instr.op) {
    case ConstInstr::I32Const:
    case ConstInstr::I64Const:
    case ConstInstr::F32Const:
    case ConstInstr::F64Const:
    case ConstInstr::V128Const:
      value.bits = instr.bits;
      value.bits_high = instr.bits_high;
      break;
    case ConstInstr::GlobalGet: {
      const auto found = globals.find(static_cast<uint32_t>(instr.bits));
      if (found == globals.end() || !found->second)
        return std::nullopt;
      value = *found->second;
      break;
    }
    case ConstInstr::RefNull:
      break;
    case ConstInstr::RefFunc:
      value.function = static_cast<uint32_t>(instr.bits);
      break;
    case ConstInstr::StructNew:
    case ConstInstr::StructNewDefault:
    case ConstInstr::ArrayNew:
    case ConstInstr::ArrayNewDefault:
    case ConstInstr::ArrayNewFixed:
    case ConstInstr::RefI31:
    case ConstInstr::AnyConvertExtern:
    case ConstInstr::ExternConvertAny:
      return std::nullopt;
    default:
      value.bits = arithmetic(instr.op, stack[stack.size() - 2].bits, stack.back().bits);
      stack.resize(stack.size() - 2);
      break;
    }
    stack.push_back(value);
  }
  return stack.back();
}

} // namespace

std::optional<ConstValue> evaluate(const Module &module, const ConstExpr &expr) {
  // A global's initialiser names earlier globals only, so that all that are needed can be found
  // first and evaluated in ascending order: no recursion (a module chooses its depth), nothing
  // twice.
  Known needed;
  std::vector<uint32_t> work;
  auto addGlobalsOf = [&](const ConstExpr &e) {
    for (const ConstInstr &instr : e.instrs)
      if (instr.op == ConstInstr::GlobalGet)
        if (const auto index = static_cast<uint32_t>(instr.bits);
            needed.try_emplace(index).second && !module.globals[index].import)
          work.push_back(index);
  };
  addGlobalsOf(expr);
  while (!work.empty()) {
    const uint32_t index = work.back();
    work.pop_back();
    addGlobalsOf(module.globals[index].init);
  }
  for (auto &[index, value] : needed)
    if (!module.globals[index].import)
      value = evaluateOne(module.globals[index].init, needed);
  return evaluateOne(expr, needed);
}

} // namespace wasmelt::wasm
