// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decoding and validation of constant expressions.
#include "compiler/wasm/read_const_expr.h"
#include "compiler/wasm/opcode.h"
#include "compiler/wasm/read_type.h"

namespace wasmelt::wasm {

namespace {

/// The binary instructions of the extended-const proposal.
std::optional<ConstInstr> extendedInstr(uint8_t code) {
  switch (static_cast<Opcode>(code)) {
  case Opcode::i32_add:
    return ConstInstr{.op = ConstInstr::I32Add, .type = ValueType::I32};
  case Opcode::i32_sub:
    return ConstInstr{.op = ConstInstr::I32Sub, .type = ValueType::I32};
  case Opcode::i32_mul:
    return ConstInstr{.op = ConstInstr::I32Mul, .type = ValueType::I32};
  case Opcode::i64_add:
    return ConstInstr{.op = ConstInstr::I64Add, .type = ValueType::I64};
  case Opcode::i64_sub:
    return ConstInstr{.op = ConstInstr::I64Sub, .type = ValueType::I64};
  case Opcode::i64_mul:
    return ConstInstr{.op = ConstInstr::I64Mul, .type = ValueType::I64};
  default:
    return std::nullopt;
  }
}

ConstInstr readInstr(ByteReader &reader, const FeatureSet &features, uint64_t offset,
                     uint8_t code) {
  const ErrorContext &context = reader.context();
  switch (static_cast<Opcode>(code)) {
  case Opcode::i32_const:
    return {.op = ConstInstr::I32Const,
            .bits = static_cast<uint32_t>(reader.s32()),
            .type = ValueType::I32};
  case Opcode::i64_const:
    return {.op = ConstInstr::I64Const,
            .bits = static_cast<uint64_t>(reader.s64()),
            .type = ValueType::I64};
  case Opcode::f32_const:
    return {.op = ConstInstr::F32Const, .bits = reader.fixed32(), .type = ValueType::F32};
  case Opcode::f64_const:
    return {.op = ConstInstr::F64Const, .bits = reader.fixed64(), .type = ValueType::F64};
  case Opcode::global_get: {
    ConstInstr instr{.op = ConstInstr::GlobalGet, .bits = reader.u32(), .type = {}};
    if (instr.bits < context.module.globals.size())
      instr.type = context.module.globals[instr.bits].type.type;
    return instr;
  }
  case Opcode::ref_null: {
    context.require(features, Feature::ReferenceTypes, offset, "ref.null");
    const HeapType heap = readHeapType(reader, features);
    return {.op = ConstInstr::RefNull, .type = ValueType::ref(heap, true)};
  }
  case Opcode::ref_func:
    context.require(features, Feature::ReferenceTypes, offset, "ref.func");
    return {.op = ConstInstr::RefFunc, .bits = reader.u32(), .type = ValueType::funcref()};
  default:
    break;
  }
  if (code == 0xFD) {
    const uint32_t sub = reader.u32();
    if (sub == 0x0C) {
      context.require(features, Feature::Simd, offset, "v128.const");
      ConstInstr instr{.op = ConstInstr::V128Const, .type = ValueType::V128};
      instr.bits = reader.fixed64();
      instr.bits_high = reader.fixed64();
      return instr;
    }
    if (sub >= 0x1000 || !opcodeText(opcodeNumber(code, sub)))
      failUnknownOpcode(context, offset, code, sub);
  } else if (code == 0xFB || code == 0xFC || code == 0xFE) {
    const uint32_t sub = reader.u32();
    if (sub >= 0x1000 || !opcodeText(opcodeNumber(code, sub)))
      failUnknownOpcode(context, offset, code, sub);
  } else if (const auto instr = extendedInstr(code)) {
    context.require(features, Feature::ExtendedConst, offset, opcodeText(code));
    return *instr;
  } else if (!opcodeText(code)) {
    failUnknownOpcode(context, offset, 0, code);
  }
  const char *text = code < 0xFB ? opcodeText(code) : "this instruction";
  context.fail(Error::Kind::Invalid, offset,
               std::string("constant expression required: ") + text + " is not constant");
}

} // namespace

ConstExpr readConstExpr(ByteReader &reader, const FeatureSet &features) {
  ConstExpr expr;
  expr.offset = reader.offset();
  for (;;) {
    const uint64_t offset = reader.offset();
    const uint8_t code = reader.u8();
    if (code == static_cast<uint32_t>(Opcode::end_))
      return expr;
    expr.instrs.push_back(readInstr(reader, features, offset, code));
  }
}

void checkConstExpr(const ErrorContext &context, const ConstExpr &expr, ValueType expected,
                    size_t global_count) {
  const Module &module = context.module;
  std::vector<ValueType> stack;
  auto mismatch = [&](const std::string &found) {
    context.fail(Error::Kind::Invalid, expr.offset,
                 "type mismatch: expected a constant expression of type " + expected.str() +
                     ", found " + found);
  };
  for (const ConstInstr &instr : expr.instrs) {
    switch (instr.op) {
    case ConstInstr::GlobalGet:
      if (instr.bits >= global_count)
        context.fail(Error::Kind::Invalid, expr.offset,
                     "unknown global " + std::to_string(instr.bits) + ": " +
                         std::to_string(global_count) + " can be used here");
      if (module.globals[instr.bits].type.is_mutable)
        context.fail(Error::Kind::Invalid, expr.offset,
                     "constant expression required: global " + std::to_string(instr.bits) +
                         " is mutable");
      break;
    case ConstInstr::RefFunc:
      if (instr.bits >= module.functions.size())
        context.fail(Error::Kind::Invalid, expr.offset,
                     "unknown function " + std::to_string(instr.bits) + ": the module has " +
                         std::to_string(module.functions.size()));
      break;
    case ConstInstr::I32Add:
    case ConstInstr::I32Sub:
    case ConstInstr::I32Mul:
    case ConstInstr::I64Add:
    case ConstInstr::I64Sub:
    case ConstInstr::I64Mul:
      for (int operand = 0; operand < 2; ++operand) {
        if (stack.empty() || stack.back() != instr.type)
          context.fail(Error::Kind::Invalid, expr.offset,
                       "type mismatch: a constant instruction expected " + instr.type.str() +
                           ", found " + (stack.empty() ? "nothing" : stack.back().str()));
        stack.pop_back();
      }
      break;
    default:
      break;
    }
    stack.push_back(instr.type);
  }
  if (stack.size() != 1)
    mismatch(stack.empty() ? "nothing" : std::to_string(stack.size()) + " values");
  if (stack.front() != expected)
    mismatch(stack.front().str());
}

} // namespace wasmelt::wasm
