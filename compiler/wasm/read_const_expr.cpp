// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decoding and validation of constant expressions.
#include "compiler/wasm/read_const_expr.h"
#include "compiler/wasm/read_immediates.h"
#include "compiler/wasm/subtyping.h"

namespace wasmelt::wasm {

namespace {

/// The binary instructions of the extended-const proposal.
std::optional<ConstInstr> extendedInstr(uint32_t number) {
  switch (static_cast<Opcode>(number)) {
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

/// The constant instructions of garbage collection.
std::optional<ConstInstr> gcInstr(ByteReader &reader, uint32_t number) {
  auto typed = [&](ConstInstr::Op op) {
    const uint32_t type = reader.u32();
    return ConstInstr{
        .op = op, .bits = type, .type = ValueType::ref({HeapType::Concrete, type}, false)};
  };
  switch (static_cast<Opcode>(number)) {
  case Opcode::struct_new:
    return typed(ConstInstr::StructNew);
  case Opcode::struct_new_default:
    return typed(ConstInstr::StructNewDefault);
  case Opcode::array_new:
    return typed(ConstInstr::ArrayNew);
  case Opcode::array_new_default:
    return typed(ConstInstr::ArrayNewDefault);
  case Opcode::array_new_fixed: {
    ConstInstr instr = typed(ConstInstr::ArrayNewFixed);
    instr.bits_high = reader.u32();
    return instr;
  }
  case Opcode::ref_i31:
    return ConstInstr{.op = ConstInstr::RefI31, .type = ValueType::ref({HeapType::I31, 0}, false)};
  // Whether their results can be null depends on the operand.
  case Opcode::any_convert_extern:
    return ConstInstr{.op = ConstInstr::AnyConvertExtern, .type = ValueType::ref(HeapType::Any)};
  case Opcode::extern_convert_any:
    return ConstInstr{.op = ConstInstr::ExternConvertAny, .type = ValueType::externref()};
  default:
    return std::nullopt;
  }
}

ConstInstr readInstr(ByteReader &reader, const FeatureSet &features, uint64_t offset,
                     uint32_t number) {
  const ErrorContext &context = reader.context();
  switch (static_cast<Opcode>(number)) {
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
  case Opcode::ref_func: {
    context.require(features, Feature::ReferenceTypes, offset, "ref.func");
    ConstInstr instr{.op = ConstInstr::RefFunc, .bits = reader.u32(), .type = ValueType::funcref()};
    if (instr.bits < context.module.functions.size())
      instr.type = context.module.referenceType(static_cast<uint32_t>(instr.bits));
    return instr;
  }
  case Opcode::v128_const: {
    context.require(features, Feature::Simd, offset, "v128.const");
    ConstInstr instr{.op = ConstInstr::V128Const, .type = ValueType::V128};
    instr.bits = reader.fixed64();
    instr.bits_high = reader.fixed64();
    return instr;
  }
  default:
    break;
  }
  const char *text = opcodeText(number);
  if (!text)
    failUnknownOpcode(context, offset, number >> 12, number & 0xFFF);
  if (const auto instr = gcInstr(reader, number)) {
    context.require(features, Feature::GC, offset, text);
    return *instr;
  }
  if (const auto instr = extendedInstr(number)) {
    context.require(features, Feature::ExtendedConst, offset, text);
    return *instr;
  }
  context.fail(Error::Kind::Invalid, offset,
               std::string("constant expression required: ") + text + " is not constant");
}

} // namespace

ConstExpr readConstExpr(ByteReader &reader, const FeatureSet &features) {
  ConstExpr expr;
  expr.offset = reader.offset();
  for (;;) {
    const uint64_t offset = reader.offset();
    const uint32_t number = readOpcode(reader);
    if (number == static_cast<uint32_t>(Opcode::end_))
      return expr;
    expr.instrs.push_back(readInstr(reader, features, offset, number));
  }
}

namespace {

class ConstExprChecker {
public:
  ConstExprChecker(const ErrorContext &context, const ConstExpr &expr, size_t global_count)
      : context_(context), module_(context.module), expr_(expr), global_count_(global_count) {}

  void check(ValueType expected) {
    for (const ConstInstr &instr : expr_.instrs)
      instruction(instr);
    if (stack_.size() == 1 && matches(module_, stack_.front(), expected))
      return;
    invalid("type mismatch: expected a constant expression of type " + expected.str() + ", found " +
            (stack_.empty()       ? "nothing"
             : stack_.size() == 1 ? stack_.front().str()
                                  : std::to_string(stack_.size()) + " values"));
  }

private:
  [[noreturn]] void invalid(const std::string &message) const {
    context_.fail(Error::Kind::Invalid, expr_.offset, message);
  }
  [[noreturn]] void unknown(const char *what, uint64_t index, const std::string &have) const {
    invalid(std::string("unknown ") + what + " " + std::to_string(index) + ": " + have);
  }

  ValueType pop(ValueType expected) {
    if (stack_.empty() || !matches(module_, stack_.back(), expected))
      invalid("type mismatch: a constant instruction expected " + expected.str() + ", found " +
              (stack_.empty() ? "nothing" : stack_.back().str()));
    const ValueType found = stack_.back();
    stack_.pop_back();
    return found;
  }

  const DefinedType &type(const ConstInstr &instr, DefinedType::Kind kind) const {
    if (instr.bits >= module_.types.size())
      unknown("type", instr.bits, "the module has " + std::to_string(module_.types.size()));
    const DefinedType &type = module_.types[instr.bits];
    if (type.kind != kind)
      invalid("type mismatch: type " + std::to_string(instr.bits) + " is not " +
              (kind == DefinedType::Struct ? "a structure type" : "an array type"));
    return type;
  }
  void requireDefaults(const DefinedType &type) const {
    for (const FieldType &field : type.fields)
      if (!field.type.defaultable())
        invalid("type mismatch: a field of type " + field.type.str() + " has no default value");
  }

  void instruction(const ConstInstr &instr) {
    ValueType result = instr.type;
    switch (instr.op) {
    case ConstInstr::I32Const:
    case ConstInstr::I64Const:
    case ConstInstr::F32Const:
    case ConstInstr::F64Const:
    case ConstInstr::V128Const:
      break;
    case ConstInstr::RefNull:
      if (const HeapType heap = result.heap();
          heap.kind == HeapType::Concrete && heap.index >= module_.types.size())
        unknown("type", heap.index, "the module has " + std::to_string(module_.types.size()));
      break;
    case ConstInstr::GlobalGet:
      if (instr.bits >= global_count_)
        unknown("global", instr.bits, std::to_string(global_count_) + " can be used here");
      if (module_.globals[instr.bits].type.is_mutable)
        invalid("constant expression required: global " + std::to_string(instr.bits) +
                " is mutable");
      break;
    case ConstInstr::RefFunc:
      if (instr.bits >= module_.functions.size())
        unknown("function", instr.bits,
                "the module has " + std::to_string(module_.functions.size()));
      break;
    case ConstInstr::I32Add:
    case ConstInstr::I32Sub:
    case ConstInstr::I32Mul:
    case ConstInstr::I64Add:
    case ConstInstr::I64Sub:
    case ConstInstr::I64Mul:
      pop(result);
      pop(result);
      break;
    case ConstInstr::StructNew: {
      const std::vector<FieldType> &fields = type(instr, DefinedType::Struct).fields;
      for (size_t i = fields.size(); i-- > 0;)
        pop(fields[i].type);
      break;
    }
    case ConstInstr::StructNewDefault:
      requireDefaults(type(instr, DefinedType::Struct));
      break;
    case ConstInstr::ArrayNew: {
      const DefinedType &array = type(instr, DefinedType::Array);
      pop(ValueType::I32);
      pop(array.fields[0].type);
      break;
    }
    case ConstInstr::ArrayNewDefault:
      requireDefaults(type(instr, DefinedType::Array));
      pop(ValueType::I32);
      break;
    case ConstInstr::ArrayNewFixed: {
      const DefinedType &array = type(instr, DefinedType::Array);
      for (uint64_t i = 0; i < instr.bits_high; ++i)
        pop(array.fields[0].type);
      break;
    }
    case ConstInstr::RefI31:
      pop(ValueType::I32);
      break;
    case ConstInstr::AnyConvertExtern:
      result = ValueType::ref({HeapType::Any, 0}, pop(ValueType::externref()).nullable());
      break;
    case ConstInstr::ExternConvertAny:
      result = ValueType::ref({HeapType::Extern, 0}, pop(ValueType::ref(HeapType::Any)).nullable());
      break;
    }
    stack_.push_back(result);
  }

  const ErrorContext &context_;
  const Module &module_;
  const ConstExpr &expr_;
  const size_t global_count_;
  std::vector<ValueType> stack_;
};

} // namespace

void checkConstExpr(const ErrorContext &context, const ConstExpr &expr, ValueType expected,
                    size_t global_count) {
  ConstExprChecker(context, expr, global_count).check(expected);
}

} // namespace wasmelt::wasm
