// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The validator's loop over a body, and its instructions that concern operands, variables, memories
// and tables.
#include "compiler/wasm/function_validator.h"
#include "compiler/wasm/validate_module.h"

#include <utility>

namespace wasmelt::wasm {

static thread_local ValidationScratch t_scratch;

FunctionValidator::FunctionValidator(const Module &module, uint32_t function,
                                     const FeatureSet &features, FunctionVisitor *visitor)
    : module_(module), features_(features), context_{module, function}, visitor_(visitor),
      // A visitor may validate another function: that one finds no scratch and makes its own.
      scratch_(std::exchange(t_scratch, {})),
      immediates_(ByteReader(context_, module.functions[function].body_begin,
                             module.functions[function].body_end),
                  features, scratch_.immediates),
      stack_(scratch_.operands), frames_(scratch_.frames), locals_(scratch_.locals) {
  stack_.clear();
  frames_.clear();
  locals_.clear();
}

FunctionValidator::~FunctionValidator() { t_scratch = std::move(scratch_); }

void FunctionValidator::run() {
  const FunctionType &type = module_.functionType(*context_.function);
  readDeclaredLocals(type);
  if (visitor_)
    visitor_->beginFunction(*context_.function, scratch_.declared_locals);
  frames_.push_back(
      {.params = {}, .results = type.results, .height = 0, .kind = ControlFrame::Body});
  enterCode(true);
  while (!frames_.empty())
    instruction();
  if (!immediates_.reader.atEnd())
    immediates_.reader.fail(
        Error::Kind::Malformed, immediates_.reader.offset(),
        "section size mismatch: " + std::to_string(immediates_.reader.remaining()) +
            " bytes after the end of the function");
  if (visitor_)
    visitor_->endFunction();
}

void FunctionValidator::instruction() {
  offset_ = immediates_.reader.offset();
  if (immediates_.reader.atEnd()) [[unlikely]]
    failMissingEnd();
  const uint32_t number = readOpcode(immediates_.reader);
  switch (static_cast<Opcode>(number)) {
  case Opcode::else_:
    return elseInstruction();
  case Opcode::end_:
    return endInstruction();
  case Opcode::catch_:
    return catchInstruction();
  case Opcode::catch_all:
    return catchAllInstruction();
  case Opcode::delegate:
    return delegateInstruction();
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm)                                                                      \
  case Opcode::name: {                                                                             \
    constexpr OpcodeInfo row = opcode_info<Opcode::name>;                                          \
    if constexpr (row.feature != Feature::MVP)                                                     \
      context_.require(features_, row.feature, offset_, row.text);                                 \
    auto imm = immediates_.read<Opcode::name>(static_cast<Imm##Immediate *>(nullptr));             \
    checkImmediate<Opcode::name>(imm);                                                             \
    if constexpr (row.signature.is_special)                                                        \
      this->name(imm);                                                                             \
    else                                                                                           \
      typesOfTable<Opcode::name>(imm);                                                             \
    if (tell_) {                                                                                   \
      visitor_->offset = offset_;                                                                  \
      if (visitor_->wants_each_instruction)                                                        \
        visitor_->eachInstruction();                                                               \
      visitor_->name(imm);                                                                         \
    }                                                                                              \
    return after<Opcode::name>(imm);                                                               \
  }
#include "compiler/wasm/opcodes.def"
#undef WASM_VISIT
  }
  failUnknownOpcode(context_, offset_, number >> 12, number & 0xFFF);
}

// --- Errors
// -----------------------------------------------------------------------------------------

void FunctionValidator::invalid(std::string message) const {
  context_.fail(Error::Kind::Invalid, offset_, std::move(message));
}
/// The official scripts expect what the reference interpreter says, which reads on behind the body
/// and may find an `end` or `else` there.
void FunctionValidator::failMissingEnd() const {
  const uint8_t next = offset_ < module_.bytes.size() ? module_.bytes[offset_] : 0;
  context_.fail(Error::Kind::Malformed, offset_,
                std::string(next == 0x0B   ? "section size mismatch"
                            : next == 0x05 ? "END opcode expected"
                                           : "unexpected end of section or function") +
                    ": the function has no end");
}
void FunctionValidator::unknown(const char *what, uint64_t index, uint64_t count) const {
  invalid(std::string("unknown ") + what + " " + std::to_string(index) + ": there are " +
          std::to_string(count));
}
std::string FunctionValidator::currentText() const {
  ByteReader reader(context_, offset_, module_.functions[*context_.function].body_end);
  const char *text = opcodeText(readOpcode(reader));
  return text ? text : "?";
}
void FunctionValidator::mismatch(const std::string &expected, const std::string &found) const {
  invalid("type mismatch: " + currentText() + " expected " + expected + ", found " + found);
}
void FunctionValidator::failAlignment(const MemArgImmediate &imm, uint32_t natural,
                                      bool is_atomic) const {
  const std::string has = currentText() + " has 2^" + std::to_string(imm.align_log2);
  if (is_atomic)
    invalid("atomic alignment must be natural: " + has + ", not 2^" + std::to_string(natural));
  invalid("alignment must not be larger than natural: " + has + ", at most 2^" +
          std::to_string(natural) + " is possible");
}
void FunctionValidator::failOffset(uint64_t offset) const {
  invalid("offset out of range: " + std::to_string(offset) +
          " is not an offset into a 32-bit memory");
}

// --- The operand stack
// ------------------------------------------------------------------------------

ValueType FunctionValidator::popReference() {
  const PackedType type = popAny();
  if (type.isBottom())
    return ValueType::ref({HeapType::Bottom, 0}, false);
  if (!type.isRef())
    mismatch("a reference", type.unpack().str());
  return type.unpack();
}

void FunctionValidator::popSubtype(PackedType expected) {
  if (stack_.size() == floor_) {
    if (!frames_.back().is_unreachable)
      mismatch(expected.unpack().str(), "nothing on the stack");
    return;
  }
  const PackedType found = stack_.pop();
  if (!isSubtype(found, expected))
    mismatch(expected, found);
}

void FunctionValidator::checkTop(std::span<const ValueType> types) const {
  const uint32_t available = stack_.size() - floor_;
  for (uint32_t i = 0; i < types.size(); ++i) {
    const ValueType &expected = types[types.size() - 1 - i];
    if (i >= available) {
      if (!frames_.back().is_unreachable)
        mismatch(expected.str(), "nothing on the stack");
      return;
    }
    if (!isSubtype(stack_.peek(i), expected))
      mismatch(expected, stack_.peek(i));
  }
}

// --- Parts of the module
// ----------------------------------------------------------------------------

const DefinedType &FunctionValidator::definedType(uint32_t index, DefinedType::Kind kind) const {
  if (index >= module_.types.size())
    unknown("type", index, module_.types.size());
  const DefinedType &type = module_.types[index];
  if (type.kind != kind) {
    static constexpr const char *kinds[] = {"a function type", "a structure type", "an array type"};
    mismatch(kinds[kind], std::string(kinds[type.kind]) + " as type " + std::to_string(index));
  }
  return type;
}

void FunctionValidator::checkData(uint32_t index) const {
  if (index >= module_.datas.size())
    unknown("data segment", index, module_.datas.size());
  if (!module_.data_count)
    context_.fail(Error::Kind::Malformed, offset_,
                  "data count section required: " + currentText() + " is used without it");
}

// --- Local variables
// --------------------------------------------------------------------------------

void FunctionValidator::readDeclaredLocals(const FunctionType &type) {
  for (const ValueType &param : type.params)
    locals_.push_back(param);
  std::vector<LocalGroup> &groups = scratch_.local_groups;
  readLocals(immediates_.reader, features_, type.params.size(), groups);
  scratch_.declared_locals.clear();
  for (const LocalGroup &group : groups) {
    offset_ = group.offset;
    checkType(group.type);
    locals_.insert(locals_.end(), group.count, group.type);
    if (visitor_)
      scratch_.declared_locals.insert(scratch_.declared_locals.end(), group.count, group.type);
    has_unset_locals_ |= group.count != 0 && !group.type.defaultable();
  }
  if (!has_unset_locals_)
    return;
  scratch_.set_locals.clear();
  scratch_.local_is_set.assign(locals_.size(), true);
  size_t local = type.params.size();
  for (const LocalGroup &group : groups) {
    if (!group.type.defaultable())
      std::fill_n(scratch_.local_is_set.begin() + static_cast<ptrdiff_t>(local), group.count,
                  false);
    local += group.count;
  }
}

void FunctionValidator::forgetSetLocals(uint32_t height) {
  for (; scratch_.set_locals.size() > height; scratch_.set_locals.pop_back())
    scratch_.local_is_set[scratch_.set_locals.back()] = false;
}

void FunctionValidator::local_get(LocalImmediate &imm) {
  if (has_unset_locals_ && !scratch_.local_is_set[imm.local]) [[unlikely]]
    invalid("uninitialized local: local " + std::to_string(imm.local) + " of type " +
            locals_[imm.local].unpack().str() + " has not been set here");
  push(locals_[imm.local]);
}
void FunctionValidator::local_set(LocalImmediate &imm) {
  pop(locals_[imm.local]);
  setLocal(imm.local);
}
void FunctionValidator::local_tee(LocalImmediate &imm) {
  pop(locals_[imm.local]);
  setLocal(imm.local);
  push(locals_[imm.local]);
}

// --- Operands and globals
// ---------------------------------------------------------------------------

void FunctionValidator::drop(NoneImmediate &) { popAny(); }

void FunctionValidator::select(SelectImmediate &imm) {
  pop(ValueType::I32);
  const PackedType b = popAny(), a = popAny();
  if (a.isRef() || b.isRef())
    mismatch("numbers or vectors", (a.isRef() ? a : b).unpack().str());
  if (!isSubtype(a, b))
    mismatch("two operands of one type", a.unpack().str() + " and " + b.unpack().str());
  const PackedType type = a.isBottom() ? b : a;
  push(type);
  imm.type = type.unpack();
}
void FunctionValidator::select_typed(SelectImmediate &imm) {
  const PackedType type = imm.type;
  pop(ValueType::I32);
  pop(type);
  pop(type);
  push(type);
}

void FunctionValidator::global_get(GlobalImmediate &imm) {
  push(PackedType(module_.globals[imm.global].type.type));
}
void FunctionValidator::global_set(GlobalImmediate &imm) {
  const GlobalType &type = module_.globals[imm.global].type;
  if (!type.is_mutable)
    invalid("immutable global: global.set of global " + std::to_string(imm.global));
  pop(PackedType(type.type));
}

// --- Tables and memories
// ----------------------------------------------------------------------------

void FunctionValidator::table_get(TableImmediate &imm) {
  const TableType &type = table(imm.table).type;
  pop(addressType(type.limits));
  push(PackedType(type.element));
}
void FunctionValidator::table_set(TableImmediate &imm) {
  const TableType &type = table(imm.table).type;
  pop(PackedType(type.element));
  pop(addressType(type.limits));
}
void FunctionValidator::table_size(TableImmediate &imm) {
  push(addressType(table(imm.table).type.limits));
}
void FunctionValidator::table_grow(TableImmediate &imm) {
  const TableType &type = table(imm.table).type;
  pop(addressType(type.limits));
  pop(PackedType(type.element));
  push(addressType(type.limits));
}
void FunctionValidator::table_fill(TableImmediate &imm) {
  const TableType &type = table(imm.table).type;
  pop(addressType(type.limits));
  pop(PackedType(type.element));
  pop(addressType(type.limits));
}
void FunctionValidator::table_copy(TableCopyImmediate &imm) {
  const TableType &dst = table(imm.dst_table).type, &src = table(imm.src_table).type;
  if (!isSubtype(src.element, dst.element))
    mismatch("a table of " + dst.element.str(), "a table of " + src.element.str());
  pop(addressType(smaller(dst.limits, src.limits)));
  pop(addressType(src.limits));
  pop(addressType(dst.limits));
}
void FunctionValidator::table_init(TableInitImmediate &imm) {
  const TableType &type = table(imm.table).type;
  const ElementSegment &segment = element(imm.element);
  if (!isSubtype(segment.type, type.element))
    mismatch("an element segment of " + type.element.str(), segment.type.str());
  pop(ValueType::I32);
  pop(ValueType::I32);
  pop(addressType(type.limits));
}
void FunctionValidator::memory_copy(MemoryCopyImmediate &imm) {
  const Limits &dst = memory(imm.dst_memory).type.limits, &src = memory(imm.src_memory).type.limits;
  pop(addressType(smaller(dst, src)));
  pop(addressType(src));
  pop(addressType(dst));
}

// ----------------------------------------------------------------------------------------------------

void validateFunction(const Module &module, uint32_t function, const FeatureSet &features,
                      FunctionVisitor *visitor) {
  if (module.functions[function].import)
    return;
  FunctionValidator(module, function, features, visitor).run();
}

} // namespace wasmelt::wasm
