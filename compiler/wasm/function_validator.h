// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decoding and validation of one function body in one pass (spec section 3.4 and appendix
// "Validation Algorithm"). The table drives all instructions whose types it holds; the others have
// a method each: of control in validate_control.cpp, of references and the garbage collected heap
// in validate_reference.cpp, the rest in validate_function.cpp.
#pragma once

#include "compiler/wasm/function_visitor.h"
#include "compiler/wasm/limits.h"
#include "compiler/wasm/read_immediates.h"
#include "compiler/wasm/subtyping.h"
#include "compiler/wasm/validation_stack.h"

namespace wasmelt::wasm {

/// Memory that is kept from function to function.
struct ValidationScratch {
  OperandStack operands;
  std::vector<ControlFrame> frames;
  std::vector<PackedType> locals;
  std::vector<ValueType> declared_locals;
  std::vector<LocalGroup> local_groups;
  std::vector<uint8_t> local_is_set;
  std::vector<uint32_t> set_locals;
  ImmediateScratch immediates;
};

class FunctionValidator {
public:
  FunctionValidator(const Module &module, uint32_t function, const FeatureSet &features,
                    FunctionVisitor *visitor);
  ~FunctionValidator();
  FunctionValidator(const FunctionValidator &) = delete;

  void run();

private:
  // --- Errors -----------------------------------------------------------------------------------

  [[noreturn]] void invalid(std::string message) const;
  [[noreturn]] void failMissingEnd() const;
  [[noreturn]] void unknown(const char *what, uint64_t index, uint64_t count) const;
  /// The text of the instruction at `offset_`.
  std::string currentText() const;
  [[noreturn]] void mismatch(const std::string &expected, const std::string &found) const;
  [[noreturn]] void mismatch(PackedType expected, PackedType found) const {
    mismatch(expected.unpack().str(), found.unpack().str());
  }
  [[noreturn]] void failAlignment(const MemArgImmediate &imm, uint32_t natural,
                                  bool is_atomic) const;
  [[noreturn]] void failOffset(uint64_t offset) const;

  // --- The operand stack ------------------------------------------------------------------------

  void push(PackedType type) { stack_.push(type); }
  void push(std::span<const ValueType> types) {
    for (const ValueType &type : types)
      push(PackedType(type));
    if (types.size() > 1 && stack_.size() > limits::kOperands) [[unlikely]]
      context_.fail(Error::Kind::LimitExceeded, offset_,
                    "too many operands: more than " + std::to_string(limits::kOperands));
  }
  bool isSubtype(PackedType found, PackedType expected) const {
    if (found == expected || found.isBottom() || expected.isBottom())
      return true;
    return found.isRef() && expected.isRef() && matches(module_, found.unpack(), expected.unpack());
  }
  /// Pops whatever is there; Bottom out of a polymorphic stack.
  PackedType popAny() {
    if (stack_.size() > floor_) [[likely]]
      return stack_.pop();
    if (!frames_.back().is_unreachable)
      mismatch("an operand", "none");
    return ValueType::Bottom;
  }
  /// Pops a reference; one to the bottom heap type out of a polymorphic stack.
  ValueType popReference();
  void pop(PackedType expected) {
    if (stack_.size() > floor_ && stack_.top() == expected) [[likely]] {
      stack_.pop();
      return;
    }
    popSubtype(expected);
  }
  void popSubtype(PackedType expected);
  void pop(std::span<const ValueType> types) {
    for (size_t i = types.size(); i-- > 0;)
      pop(PackedType(types[i]));
  }
  /// Checks what a branch takes along without taking it.
  void checkTop(std::span<const ValueType> types) const;

  // --- Control ----------------------------------------------------------------------------------

  /// The innermost frame has changed, or what is known of it: `live` says whether what follows can
  /// be reached.
  void enterCode(bool live) {
    live_ = live;
    tell_ = live && visitor_ != nullptr;
    floor_ = frames_.empty() ? 0 : frames_.back().height;
  }
  /// What follows cannot be reached.
  void endPath() {
    stack_.truncate(floor_);
    frames_.back().is_unreachable = true;
    live_ = tell_ = false;
  }
  ControlFrame &label(uint32_t depth) {
    if (depth >= frames_.size())
      unknown("label", depth, frames_.size());
    return frames_[frames_.size() - 1 - depth];
  }
  void branchTo(ControlFrame &target) { target.end_is_reached |= live_; }

  void openBlock(ControlFrame::Kind kind, const BlockImmediate &imm);
  void closeArm();
  bool openArm(ControlFrame::Kind kind);
  void elseInstruction();
  void catchInstruction();
  void catchAllInstruction();
  void delegateInstruction();
  void endInstruction();
  void checkCatch(const CatchClause &clause);
  void checkTailCall(const FunctionType &callee);

  // --- Parts of the module ----------------------------------------------------------------------

  const Memory &memory(uint32_t index) const {
    if (index >= module_.memories.size())
      unknown("memory", index, module_.memories.size());
    return module_.memories[index];
  }
  const Table &table(uint32_t index) const {
    if (index >= module_.tables.size())
      unknown("table", index, module_.tables.size());
    return module_.tables[index];
  }
  const ElementSegment &element(uint32_t index) const {
    if (index >= module_.elements.size())
      unknown("elem segment", index, module_.elements.size());
    return module_.elements[index];
  }
  const FunctionType &tagType(uint32_t index) const {
    if (index >= module_.tags.size())
      unknown("tag", index, module_.tags.size());
    return module_.types[module_.tags[index].type].function;
  }
  const DefinedType &definedType(uint32_t index, DefinedType::Kind kind) const;
  const FunctionType &functionType(uint32_t index) const {
    return definedType(index, DefinedType::Function).function;
  }
  /// The element of an array type.
  const FieldType &arrayElement(uint32_t index) const {
    return definedType(index, DefinedType::Array).fields[0];
  }
  const FieldType &mutableArrayElement(uint32_t index) const;
  const FieldType &structField(const StructFieldImmediate &imm) const;
  void checkPacking(const FieldType &field, bool with_sign, const char *what) const;
  void checkDataArray(const FieldType &element) const;
  void checkElementArray(const FieldType &element, uint32_t segment) const;
  void readField(const StructFieldImmediate &imm, bool with_sign);
  void readElement(const TypeImmediate &imm, bool with_sign);
  /// A branch with `branched` if a cast succeeds or fails; otherwise `kept` stays.
  void checkCastBranch(const CastBranchImmediate &imm, const ValueType &branched,
                       const ValueType &kept);
  void checkType(const ValueType &type) const {
    if (type.isRef())
      checkType(type.heap());
  }
  void checkType(const HeapType &type) const {
    if (type.kind == HeapType::Concrete && type.index >= module_.types.size())
      unknown("type", type.index, module_.types.size());
  }
  void checkData(uint32_t index) const;
  static ValueType concrete(uint32_t type, bool nullable) {
    return ValueType::ref({HeapType::Concrete, type}, nullable);
  }
  static PackedType addressType(const Limits &limits) {
    return limits.is_64 ? ValueType::I64 : ValueType::I32;
  }
  static const Limits &smaller(const Limits &a, const Limits &b) { return a.is_64 ? b : a; }

  // --- Local variables --------------------------------------------------------------------------

  void readDeclaredLocals(const FunctionType &type);
  void setLocal(uint32_t local) {
    if (has_unset_locals_ && !scratch_.local_is_set[local]) {
      scratch_.local_is_set[local] = true;
      scratch_.set_locals.push_back(local);
    }
  }
  /// Forgets what was set since `height` variables were.
  void forgetSetLocals(uint32_t height);

  // --- Immediates: checks of each kind against the module
  // -----------------------------------------

  template <Opcode Op, class Imm>
  void checkImmediate(const Imm &) const {}
  template <Opcode Op>
  void checkImmediate(const BlockImmediate &imm) const {
    if (imm.results.size() == 1)
      checkType(imm.results[0]);
  }
  template <Opcode Op>
  void checkImmediate(const TryTableImmediate &imm) const {
    checkImmediate<Op>(static_cast<const BlockImmediate &>(imm));
  }
  template <Opcode Op>
  void checkImmediate(const CastBranchImmediate &imm) const {
    checkType(imm.source);
    checkType(imm.target);
  }
  template <Opcode Op>
  void checkImmediate(const FunctionImmediate &imm) const {
    if (imm.function >= module_.functions.size())
      unknown("function", imm.function, module_.functions.size());
  }
  template <Opcode Op>
  void checkImmediate(const SelectImmediate &imm) const {
    checkType(imm.type);
  }
  template <Opcode Op>
  void checkImmediate(const LocalImmediate &imm) const {
    if (imm.local >= locals_.size())
      unknown("local", imm.local, locals_.size());
  }
  template <Opcode Op>
  void checkImmediate(const GlobalImmediate &imm) const {
    if (imm.global >= module_.globals.size())
      unknown("global", imm.global, module_.globals.size());
  }
  template <Opcode Op>
  void checkImmediate(const TableImmediate &imm) const {
    table(imm.table);
  }
  template <Opcode Op>
  void checkImmediate(const TableCopyImmediate &imm) const {
    table(imm.dst_table);
    table(imm.src_table);
  }
  template <Opcode Op>
  void checkImmediate(const TableInitImmediate &imm) const {
    table(imm.table);
    element(imm.element);
  }
  template <Opcode Op>
  void checkImmediate(const ElementImmediate &imm) const {
    element(imm.element);
  }
  template <Opcode Op>
  void checkImmediate(const MemoryImmediate &imm) const {
    memory(imm.memory);
  }
  template <Opcode Op>
  void checkImmediate(const MemoryCopyImmediate &imm) const {
    memory(imm.dst_memory);
    memory(imm.src_memory);
  }
  template <Opcode Op>
  void checkImmediate(const MemoryInitImmediate &imm) const {
    memory(imm.memory);
    checkData(imm.data);
  }
  template <Opcode Op>
  void checkImmediate(const DataImmediate &imm) const {
    checkData(imm.data);
  }
  template <Opcode Op>
  void checkImmediate(const MemArgImmediate &imm) const {
    constexpr uint32_t natural = opcode_info<Op>.signature.align_log2;
    constexpr bool is_atomic = static_cast<uint32_t>(Op) >> 12 == 0xFE;
    const Limits &limits = memory(imm.memory).type.limits;
    if (is_atomic ? imm.align_log2 != natural : imm.align_log2 > natural) [[unlikely]]
      failAlignment(imm, natural, is_atomic);
    if (imm.offset > UINT32_MAX && !limits.is_64) [[unlikely]]
      failOffset(imm.offset);
  }
  template <Opcode Op>
  void checkImmediate(const MemArgLaneImmediate &imm) const {
    checkImmediate<Op>(imm.mem);
    checkLane(imm.lane, opcode_info<Op>.signature.lanes);
  }
  template <Opcode Op>
  void checkImmediate(const LaneImmediate &imm) const {
    checkLane(imm.lane, opcode_info<Op>.signature.lanes);
  }
  template <Opcode Op>
  void checkImmediate(const ShuffleImmediate &imm) const {
    for (const uint8_t lane : imm.lanes)
      checkLane(lane, 32); // of both operands
  }
  void checkLane(uint8_t lane, unsigned lanes) const {
    if (lane >= lanes)
      invalid("invalid lane index: " + std::to_string(lane) + ", expected less than " +
              std::to_string(lanes));
  }
  template <Opcode Op>
  void checkImmediate(const HeapTypeImmediate &imm) const {
    checkType(imm.type);
  }
  template <Opcode Op>
  void checkImmediate(const ReferenceImmediate &imm) const {
    checkType(imm.type);
  }
  template <Opcode Op>
  void checkImmediate(const ArrayDataImmediate &imm) const {
    checkData(imm.data);
  }
  template <Opcode Op>
  void checkImmediate(const ArrayElementImmediate &imm) const {
    element(imm.element);
  }

  // --- Types of the instructions whose types the table does not hold ----------------------------
  // (The methods of the others are declared, too, but never defined.)

#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm) void name(Imm##Immediate &imm);
#include "compiler/wasm/opcodes.def"
#undef WASM_VISIT

  // --- The table-driven part --------------------------------------------------------------------

  static consteval PackedType letterType(char letter) {
    switch (letter) {
    case 'i':
      return ValueType::I32;
    case 'I':
      return ValueType::I64;
    case 'f':
      return ValueType::F32;
    case 'F':
      return ValueType::F64;
    case 'v':
      return ValueType::V128;
    default:
      return ValueType::Bottom;
    }
  }
  /// The type of a letter of the signature; 'a' is the address type of the immediate's memory.
  template <char Letter, class Imm>
  PackedType typeOf(const Imm &imm) const {
    if constexpr (Letter != 'a')
      return letterType(Letter);
    else if constexpr (requires { imm.mem.memory; })
      return addressType(module_.memories[imm.mem.memory].type.limits);
    else
      return addressType(module_.memories[imm.memory].type.limits);
  }
  template <Opcode Op, class Imm>
  void typesOfTable(const Imm &imm) {
    constexpr Signature sig = opcode_info<Op>.signature;
    static_assert(sig.operand_count <= 4 && sig.result_count <= 2);
    if constexpr (sig.operand_count > 3)
      pop(typeOf<sig.operands[3]>(imm));
    if constexpr (sig.operand_count > 2)
      pop(typeOf<sig.operands[2]>(imm));
    if constexpr (sig.operand_count > 1)
      pop(typeOf<sig.operands[1]>(imm));
    if constexpr (sig.operand_count > 0)
      pop(typeOf<sig.operands[0]>(imm));
    if constexpr (sig.result_count > 0)
      push(typeOf<sig.results[0]>(imm));
    if constexpr (sig.result_count > 1)
      push(typeOf<sig.results[1]>(imm));
  }

  /// What an instruction does to control, after the visitor was told of it.
  template <Opcode Op, class Imm>
  void after(const Imm &imm) {
    if constexpr (Op == Opcode::block || Op == Opcode::try_table)
      openBlock(ControlFrame::Block, imm);
    else if constexpr (Op == Opcode::loop)
      openBlock(ControlFrame::Loop, imm);
    else if constexpr (Op == Opcode::if_)
      openBlock(ControlFrame::If, imm);
    else if constexpr (Op == Opcode::try_)
      openBlock(ControlFrame::Try, imm);
    else if constexpr (Op == Opcode::br || Op == Opcode::br_table || Op == Opcode::return_ ||
                       Op == Opcode::unreachable || Op == Opcode::return_call ||
                       Op == Opcode::return_call_indirect || Op == Opcode::return_call_ref ||
                       Op == Opcode::throw_ || Op == Opcode::throw_ref || Op == Opcode::rethrow)
      endPath();
  }
  void instruction();

  const Module &module_;
  const FeatureSet &features_;
  ErrorContext context_;
  FunctionVisitor *visitor_;
  ValidationScratch scratch_;
  ImmediateReader immediates_;
  OperandStack &stack_;
  std::vector<ControlFrame> &frames_;
  std::vector<PackedType> &locals_; ///< parameters first
  uint64_t offset_ = 0;             ///< of the instruction
  uint32_t floor_ = 0;              ///< height of the innermost frame
  bool live_ = true;                ///< whether the instruction can be reached
  bool tell_ = false;               ///< live_, and there is a visitor
  bool has_unset_locals_ = false;   ///< whether a variable has no default value
};

} // namespace wasmelt::wasm
