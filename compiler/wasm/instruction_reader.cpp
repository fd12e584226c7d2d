// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/instruction_reader.h"
#include "compiler/wasm/limits.h"

namespace wasmelt::wasm {

void readLocals(ByteReader &reader, const FeatureSet &features, size_t params,
                std::vector<LocalGroup> &groups) {
  groups.clear();
  uint64_t total = params; // of all groups: at most 2^32 times the body's size
  for (uint32_t left = reader.u32(); left > 0; --left) {
    const uint64_t offset = reader.offset();
    const uint32_t count = reader.u32();
    total += count;
    if (total > limits::kLocals)
      reader.fail(total > UINT32_MAX ? Error::Kind::Malformed : Error::Kind::LimitExceeded, offset,
                  "too many locals: " + std::to_string(total) + " are more than the limit of " +
                      std::to_string(limits::kLocals));
    const uint64_t type_offset = reader.offset();
    groups.push_back(
        {.count = count, .type = readValueType(reader, features), .offset = type_offset});
  }
}

InstructionReader::InstructionReader(const ErrorContext &context, uint32_t function,
                                     const FeatureSet &features)
    : features_(features),
      immediates_(ByteReader(context, context.module.functions[function].body_begin,
                             context.module.functions[function].body_end),
                  features_, scratch_) {
  readLocals(immediates_.reader, features_, 0, locals_);
}

InstructionReader::InstructionReader(const ErrorContext &context, const ConstExpr &expr,
                                     const FeatureSet &features)
    : features_(features),
      immediates_(ByteReader(context, expr.offset, context.module.bytes.size()), features_,
                  scratch_) {}

namespace {

/// How `immediate` is read, by kind.
template <Opcode Op, class Imm>
AnyImmediate readAs(ImmediateReader &reader) {
  return reader.read<Op>(static_cast<Imm *>(nullptr));
}

} // namespace

bool InstructionReader::next(Instruction &instruction) {
  if (open_blocks_ == 0)
    return false;
  instruction.offset = immediates_.reader.offset();
  const uint32_t number = readOpcode(immediates_.reader);
  instruction.opcode = static_cast<Opcode>(number);
  switch (instruction.opcode) {
  case Opcode::block:
  case Opcode::loop:
  case Opcode::if_:
  case Opcode::try_:
  case Opcode::try_table:
    ++open_blocks_;
    break;
  case Opcode::end_:
  case Opcode::delegate:
    --open_blocks_;
    break;
  default:
    break;
  }
  switch (instruction.opcode) {
  case Opcode::else_:
  case Opcode::end_:
  case Opcode::catch_all:
    instruction.immediate = NoneImmediate{};
    return true;
  case Opcode::catch_:
    instruction.immediate = readAs<Opcode::catch_, TagImmediate>(immediates_);
    return true;
  case Opcode::delegate:
    instruction.immediate = readAs<Opcode::delegate, LabelImmediate>(immediates_);
    return true;
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm)                                                                      \
  case Opcode::name:                                                                               \
    instruction.immediate = readAs<Opcode::name, Imm##Immediate>(immediates_);                     \
    return true;
#include "compiler/wasm/visit_immediates.def"
// (a comment between the two, so that clang-format does not sort them)
#include "compiler/wasm/opcodes.def"
#undef WASM_VISIT
  }
  failUnknownOpcode(immediates_.reader.context(), instruction.offset, number >> 12, number & 0xFFF);
}

} // namespace wasmelt::wasm
