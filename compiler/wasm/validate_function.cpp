// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decoding and validation of one function body in one pass (spec section 3.3 and appendix
// "Validation Algorithm"). The table drives all instructions whose types it holds; the others have
// a `special` method each.
#include "compiler/wasm/byte_reader.h"
#include "compiler/wasm/function_visitor.h"
#include "compiler/wasm/limits.h"
#include "compiler/wasm/opcode.h"
#include "compiler/wasm/read_type.h"
#include "compiler/wasm/validate_module.h"
#include "compiler/wasm/validation_stack.h"

#include <utility>

namespace wasmelt::wasm {

namespace {

template <Opcode>
struct OpTag {};

/// Memory that is kept from function to function.
struct Scratch {
  OperandStack operands;
  std::vector<ControlFrame> frames;
  std::vector<PackedType> locals;
  std::vector<ValueType> declared_locals;
  std::vector<uint32_t> depths;
};
thread_local Scratch t_scratch;

/// Types of blocks that are written as one value type.
constexpr ValueType kSingleTypes[] = {ValueType::I32,        ValueType::I64,  ValueType::F32,
                                      ValueType::F64,        ValueType::V128, ValueType::funcref(),
                                      ValueType::externref()};

class FunctionValidator {
public:
  FunctionValidator(const Module &module, uint32_t function, const FeatureSet &features,
                    FunctionVisitor *visitor)
      : module_(module), features_(features), context_{module, function}, visitor_(visitor),
        reader_(context_, module.functions[function].body_begin,
                module.functions[function].body_end),
        // A visitor may validate another function: that one finds no scratch and makes its own.
        scratch_(std::exchange(t_scratch, {})), stack_(scratch_.operands), frames_(scratch_.frames),
        locals_(scratch_.locals) {
    stack_.clear();
    frames_.clear();
    locals_.clear();
  }
  ~FunctionValidator() { t_scratch = std::move(scratch_); }
  FunctionValidator(const FunctionValidator &) = delete;

  void run() {
    const FunctionType &type = module_.functionType(*context_.function);
    readLocals(type);
    if (visitor_)
      visitor_->beginFunction(*context_.function, scratch_.declared_locals);
    frames_.push_back(
        {.params = {}, .results = type.results, .height = 0, .kind = ControlFrame::Body});
    enterCode(true);
    while (!frames_.empty())
      instruction();
    if (!reader_.atEnd())
      reader_.fail(Error::Kind::Malformed, reader_.offset(),
                   "section size mismatch: " + std::to_string(reader_.remaining()) +
                       " bytes after the end of the function");
    if (visitor_)
      visitor_->endFunction();
  }

private:
  // --- Errors -----------------------------------------------------------------------------------

  [[noreturn]] void invalid(std::string message) const {
    context_.fail(Error::Kind::Invalid, offset_, std::move(message));
  }
  [[noreturn]] void unknown(const char *what, uint64_t index, uint64_t count) const {
    invalid(std::string("unknown ") + what + " " + std::to_string(index) + ": there are " +
            std::to_string(count));
  }
  /// The text of the instruction at `offset_`.
  std::string currentText() const {
    ByteReader reader(context_, offset_, module_.functions[*context_.function].body_end);
    uint32_t number = reader.u8();
    if (number >= 0xFB)
      number = opcodeNumber(number, reader.u32());
    const char *text = opcodeText(number);
    return text ? text : "?";
  }
  [[noreturn]] void mismatch(const std::string &expected, const std::string &found) const {
    invalid("type mismatch: " + currentText() + " expected " + expected + ", found " + found);
  }

  // --- The operand stack ------------------------------------------------------------------------

  void push(PackedType type) { stack_.push(type); }
  void push(std::span<const ValueType> types) {
    for (const ValueType &type : types)
      push(PackedType(type));
    if (types.size() > 1 && stack_.size() > limits::kOperands) [[unlikely]]
      context_.fail(Error::Kind::LimitExceeded, offset_,
                    "too many operands: more than " + std::to_string(limits::kOperands));
  }
  static bool matches(PackedType found, PackedType expected) {
    // 3.0's subtyping belongs here.
    return found == expected || found.isBottom() || expected.isBottom();
  }
  /// Pops whatever is there; Bottom out of a polymorphic stack.
  PackedType popAny() {
    if (stack_.size() > floor_) [[likely]]
      return stack_.pop();
    if (!frames_.back().is_unreachable)
      mismatch("an operand", "none");
    return ValueType::Bottom;
  }
  void pop(PackedType expected) {
    if (stack_.size() > floor_ && stack_.top() == expected) [[likely]] {
      stack_.pop();
      return;
    }
    if (stack_.size() == floor_) {
      if (!frames_.back().is_unreachable)
        mismatch(expected.unpack().str(), "nothing on the stack");
      return;
    }
    const PackedType found = stack_.pop();
    if (!matches(found, expected))
      mismatch(expected.unpack().str(), found.unpack().str());
  }
  void pop(std::span<const ValueType> types) {
    for (size_t i = types.size(); i-- > 0;)
      pop(PackedType(types[i]));
  }
  /// Checks what a branch takes along without taking it.
  void checkTop(std::span<const ValueType> types) const {
    const uint32_t available = stack_.size() - floor_;
    for (uint32_t i = 0; i < types.size(); ++i) {
      const ValueType &expected = types[types.size() - 1 - i];
      if (i >= available) {
        if (!frames_.back().is_unreachable)
          mismatch(expected.str(), "nothing on the stack");
        return;
      }
      if (!matches(stack_.peek(i), expected))
        mismatch(expected.str(), stack_.peek(i).unpack().str());
    }
  }

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

  void openBlock(ControlFrame::Kind kind, const BlockImmediate &imm) {
    frames_.push_back({.params = imm.params,
                       .results = imm.results,
                       .height = stack_.size(),
                       .kind = kind,
                       .is_live = live_});
    enterCode(live_);
    push(imm.params);
  }
  /// At `else` or `end`: exactly the results must be on the stack. Leaves it empty.
  void closeArm() {
    const ControlFrame &frame = frames_.back();
    pop(frame.results);
    if (stack_.size() != frame.height)
      invalid("type mismatch: " + std::to_string(stack_.size() - frame.height) +
              " values too many on the stack at " + currentText());
  }
  void elseInstruction() {
    if (frames_.back().kind != ControlFrame::If)
      invalid("type mismatch: else without if");
    closeArm();
    ControlFrame &frame = frames_.back();
    const bool falls_through = live_;
    frame.end_is_reached |= live_;
    frame.kind = ControlFrame::Else;
    frame.is_unreachable = false;
    enterCode(frame.is_live);
    if (tell_) {
      visitor_->offset = offset_;
      visitor_->else_(falls_through);
    }
    push(frame.params);
  }
  void endInstruction() {
    closeArm();
    const ControlFrame frame = frames_.back();
    const bool falls_through = live_;
    bool reached = live_ || (frame.end_is_reached && frame.kind != ControlFrame::Loop);
    if (frame.kind == ControlFrame::If) {
      // Without `else`, the parameters are the results if the condition is false.
      if (!equal(frame.params, frame.results))
        invalid("type mismatch: if without else must have the same parameters as results");
      reached |= frame.is_live;
    }
    frames_.pop_back();
    if (frame.is_live && visitor_) {
      visitor_->offset = offset_;
      visitor_->end_(falls_through);
    }
    enterCode(reached);
    if (!frames_.empty())
      push(frame.results);
  }
  static bool equal(std::span<const ValueType> a, std::span<const ValueType> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

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
  static PackedType addressType(const Limits &limits) {
    return limits.is_64 ? ValueType::I64 : ValueType::I32;
  }
  static const Limits &smaller(const Limits &a, const Limits &b) { return a.is_64 ? b : a; }

  // --- Immediates: decoding, and the checks that depend on nothing else -------------------------

  template <Opcode Op>
  NoneImmediate read(NoneImmediate *) {
    return {};
  }
  template <Opcode Op>
  BlockImmediate read(BlockImmediate *) {
    const uint64_t offset = reader_.offset();
    if (const uint8_t code = reader_.peek(); code == 0x40) {
      reader_.u8();
      return {};
    } else if (code > 0x40 && code < 0x80) {
      const PackedType type = readValueType(reader_, features_);
      for (const ValueType &single : kSingleTypes)
        if (PackedType(single) == type)
          return {.params = {}, .results = {&single, 1}};
    }
    const int64_t index = reader_.s33();
    if (index < 0)
      reader_.fail(Error::Kind::Malformed, offset, "malformed block type");
    context_.require(features_, Feature::MultiValue, offset, "a block with a type index");
    const FunctionType &type = functionType(static_cast<uint64_t>(index));
    return {.params = type.params, .results = type.results};
  }
  template <Opcode Op>
  LabelImmediate read(LabelImmediate *) {
    return {reader_.u32()};
  }
  template <Opcode Op>
  BranchTableImmediate read(BranchTableImmediate *) {
    std::vector<uint32_t> &depths = scratch_.depths;
    depths.clear();
    const uint32_t count = reader_.u32();
    depths.reserve(std::min<uint64_t>(count, reader_.remaining()));
    for (uint32_t i = 0; i < count; ++i)
      depths.push_back(reader_.u32());
    return {.depths = depths, .default_depth = reader_.u32()};
  }
  template <Opcode Op>
  FunctionImmediate read(FunctionImmediate *) {
    const uint32_t index = reader_.u32();
    if (index >= module_.functions.size())
      unknown("function", index, module_.functions.size());
    return {index};
  }
  template <Opcode Op>
  CallIndirectImmediate read(CallIndirectImmediate *) {
    const uint32_t type = reader_.u32();
    const uint64_t offset = reader_.offset();
    const uint32_t table = reader_.u32();
    if (table != 0)
      context_.require(features_, Feature::ReferenceTypes, offset, "a table other than 0");
    return {type, table};
  }
  template <Opcode Op>
  SelectImmediate read(SelectImmediate *) {
    if constexpr (Op == Opcode::select) {
      return {};
    } else {
      if (const uint32_t arity = reader_.u32(); arity != 1)
        invalid("invalid result arity: select must have one type, found " + std::to_string(arity));
      return {readValueType(reader_, features_)};
    }
  }
  template <Opcode Op>
  LocalImmediate read(LocalImmediate *) {
    const uint32_t index = reader_.u32();
    if (index >= locals_.size())
      unknown("local", index, locals_.size());
    return {index};
  }
  template <Opcode Op>
  GlobalImmediate read(GlobalImmediate *) {
    const uint32_t index = reader_.u32();
    if (index >= module_.globals.size())
      unknown("global", index, module_.globals.size());
    return {index};
  }
  template <Opcode Op>
  TableImmediate read(TableImmediate *) {
    const uint32_t index = reader_.u32();
    table(index);
    return {index};
  }
  template <Opcode Op>
  TableCopyImmediate read(TableCopyImmediate *) {
    const uint32_t dst = reader_.u32(), src = reader_.u32();
    table(dst);
    table(src);
    return {dst, src};
  }
  template <Opcode Op>
  TableInitImmediate read(TableInitImmediate *) {
    const uint32_t segment = reader_.u32(), index = reader_.u32();
    table(index);
    element(segment);
    return {segment, index};
  }
  template <Opcode Op>
  ElementImmediate read(ElementImmediate *) {
    const uint32_t index = reader_.u32();
    element(index);
    return {index};
  }
  uint32_t readMemory() {
    const uint64_t offset = reader_.offset();
    const uint32_t index = reader_.u32();
    if (index != 0 && module_.memories.size() <= 1)
      unknown("memory", index, module_.memories.size());
    if (index != 0)
      context_.failUnsupported(offset, "multi-memory", "memory " + std::to_string(index));
    memory(index);
    return index;
  }
  template <Opcode Op>
  MemoryImmediate read(MemoryImmediate *) {
    return {readMemory()};
  }
  template <Opcode Op>
  MemoryCopyImmediate read(MemoryCopyImmediate *) {
    const uint32_t dst = readMemory();
    return {dst, readMemory()};
  }
  template <Opcode Op>
  MemoryInitImmediate read(MemoryInitImmediate *) {
    const uint32_t segment = reader_.u32();
    const uint32_t memory = readMemory();
    checkData(segment);
    return {segment, memory};
  }
  template <Opcode Op>
  DataImmediate read(DataImmediate *) {
    const uint32_t segment = reader_.u32();
    checkData(segment);
    return {segment};
  }
  template <Opcode Op>
  MemArgImmediate read(MemArgImmediate *) {
    constexpr uint32_t natural = opcode_info<Op>.signature.align_log2;
    const uint64_t offset = reader_.offset();
    const uint32_t flags = reader_.u32();
    if (flags > natural) [[unlikely]]
      failMemArg(offset, flags, natural);
    if (module_.memories.empty())
      unknown("memory", 0, 0);
    MemArgImmediate imm{.memory = 0, .align_log2 = flags, .offset = reader_.u64()};
    if (imm.offset > UINT32_MAX && !module_.memories[0].type.limits.is_64)
      invalid("offset out of range: " + std::to_string(imm.offset) +
              " is not an offset into a 32-bit memory");
    return imm;
  }
  [[noreturn]] void failMemArg(uint64_t offset, uint32_t flags, uint32_t natural) const {
    if (flags >= 0x80)
      context_.fail(Error::Kind::Malformed, offset,
                    "malformed memop flags: " + std::to_string(flags));
    if (flags >= 0x40)
      context_.failUnsupported(offset, "multi-memory", "a memory index in " + currentText());
    invalid("alignment must not be larger than natural: " + currentText() + " has 2^" +
            std::to_string(flags) + ", at most 2^" + std::to_string(natural) + " is possible");
  }
  template <Opcode Op>
  uint8_t readLane(unsigned lanes) {
    const uint8_t lane = reader_.u8();
    if (lane >= lanes)
      invalid("invalid lane index: " + std::to_string(lane) + ", expected less than " +
              std::to_string(lanes));
    return lane;
  }
  template <Opcode Op>
  MemArgLaneImmediate read(MemArgLaneImmediate *) {
    MemArgLaneImmediate imm;
    imm.mem = read<Op>(static_cast<MemArgImmediate *>(nullptr));
    imm.lane = readLane<Op>(opcode_info<Op>.signature.lanes);
    return imm;
  }
  template <Opcode Op>
  LaneImmediate read(LaneImmediate *) {
    return {readLane<Op>(opcode_info<Op>.signature.lanes)};
  }
  template <Opcode Op>
  ShuffleImmediate read(ShuffleImmediate *) {
    ShuffleImmediate imm;
    for (uint8_t &lane : imm.lanes)
      lane = readLane<Op>(32); // of both operands
    return imm;
  }
  template <Opcode Op>
  I32Immediate read(I32Immediate *) {
    return {reader_.s32()};
  }
  template <Opcode Op>
  I64Immediate read(I64Immediate *) {
    return {reader_.s64()};
  }
  template <Opcode Op>
  F32Immediate read(F32Immediate *) {
    return {reader_.fixed32()};
  }
  template <Opcode Op>
  F64Immediate read(F64Immediate *) {
    return {reader_.fixed64()};
  }
  template <Opcode Op>
  V128Immediate read(V128Immediate *) {
    V128Immediate imm;
    for (uint8_t &byte : imm.bytes)
      byte = reader_.u8();
    return imm;
  }
  template <Opcode Op>
  HeapTypeImmediate read(HeapTypeImmediate *) {
    return {readHeapType(reader_, features_)};
  }

  void checkData(uint32_t index) const {
    if (index >= module_.datas.size())
      unknown("data segment", index, module_.datas.size());
    if (!module_.data_count)
      context_.fail(Error::Kind::Malformed, offset_,
                    "data count section required: " + currentText() + " is used without it");
  }
  const FunctionType &functionType(uint64_t index) const {
    if (index >= module_.types.size() || module_.types[index].kind != DefinedType::Function)
      unknown("type", index, module_.types.size());
    return module_.types[index].function;
  }

  // --- Types of the instructions whose types the table does not hold ----------------------------

  void special(OpTag<Opcode::unreachable>, const NoneImmediate &) {}
  void special(OpTag<Opcode::block>, const BlockImmediate &imm) { pop(imm.params); }
  void special(OpTag<Opcode::loop>, const BlockImmediate &imm) { pop(imm.params); }
  void special(OpTag<Opcode::if_>, const BlockImmediate &imm) {
    pop(ValueType::I32);
    pop(imm.params);
  }
  void special(OpTag<Opcode::br>, const LabelImmediate &imm) {
    ControlFrame &target = label(imm.depth);
    pop(target.labelTypes());
    branchTo(target);
  }
  void special(OpTag<Opcode::br_if>, const LabelImmediate &imm) {
    pop(ValueType::I32);
    ControlFrame &target = label(imm.depth);
    pop(target.labelTypes());
    push(target.labelTypes());
    branchTo(target);
  }
  void special(OpTag<Opcode::br_table>, const BranchTableImmediate &imm) {
    pop(ValueType::I32);
    ControlFrame &fallback = label(imm.default_depth);
    const size_t arity = fallback.labelTypes().size();
    const ValueType *checked = nullptr; // most tables have runs of labels of the same types
    for (const uint32_t depth : imm.depths) {
      ControlFrame &target = label(depth);
      if (target.labelTypes().size() != arity)
        invalid("type mismatch: the labels of br_table take different numbers of operands: " +
                std::to_string(target.labelTypes().size()) + " and " + std::to_string(arity));
      if (target.labelTypes().data() != checked)
        checkTop(target.labelTypes());
      checked = target.labelTypes().data();
      branchTo(target);
    }
    pop(fallback.labelTypes());
    branchTo(fallback);
  }
  void special(OpTag<Opcode::return_>, const NoneImmediate &) { pop(frames_.front().results); }
  void special(OpTag<Opcode::call>, const FunctionImmediate &imm) {
    const FunctionType &type = module_.functionType(imm.function);
    pop(type.params);
    push(type.results);
  }
  void special(OpTag<Opcode::call_indirect>, const CallIndirectImmediate &imm) {
    const Table &callees = table(imm.table);
    if (callees.type.element.heap().kind != HeapType::Func)
      mismatch("a table of functions", "a table of " + callees.type.element.str());
    const FunctionType &type = functionType(imm.type);
    pop(addressType(callees.type.limits));
    pop(type.params);
    push(type.results);
  }
  void special(OpTag<Opcode::drop>, const NoneImmediate &) { popAny(); }
  void special(OpTag<Opcode::select>, SelectImmediate &imm) {
    pop(ValueType::I32);
    const PackedType b = popAny(), a = popAny();
    if (a.isRef() || b.isRef())
      mismatch("numbers or vectors", (a.isRef() ? a : b).unpack().str());
    if (!matches(a, b))
      mismatch("two operands of one type", a.unpack().str() + " and " + b.unpack().str());
    const PackedType type = a.isBottom() ? b : a;
    push(type);
    imm.type = type.unpack();
  }
  void special(OpTag<Opcode::select_typed>, const SelectImmediate &imm) {
    const PackedType type = imm.type;
    pop(ValueType::I32);
    pop(type);
    pop(type);
    push(type);
  }
  void special(OpTag<Opcode::local_get>, const LocalImmediate &imm) { push(locals_[imm.local]); }
  void special(OpTag<Opcode::local_set>, const LocalImmediate &imm) { pop(locals_[imm.local]); }
  void special(OpTag<Opcode::local_tee>, const LocalImmediate &imm) {
    pop(locals_[imm.local]);
    push(locals_[imm.local]);
  }
  void special(OpTag<Opcode::global_get>, const GlobalImmediate &imm) {
    push(PackedType(module_.globals[imm.global].type.type));
  }
  void special(OpTag<Opcode::global_set>, const GlobalImmediate &imm) {
    const GlobalType &type = module_.globals[imm.global].type;
    if (!type.is_mutable)
      invalid("immutable global: global.set of global " + std::to_string(imm.global));
    pop(PackedType(type.type));
  }
  void special(OpTag<Opcode::table_get>, const TableImmediate &imm) {
    const TableType &type = table(imm.table).type;
    pop(addressType(type.limits));
    push(PackedType(type.element));
  }
  void special(OpTag<Opcode::table_set>, const TableImmediate &imm) {
    const TableType &type = table(imm.table).type;
    pop(PackedType(type.element));
    pop(addressType(type.limits));
  }
  void special(OpTag<Opcode::table_size>, const TableImmediate &imm) {
    push(addressType(table(imm.table).type.limits));
  }
  void special(OpTag<Opcode::table_grow>, const TableImmediate &imm) {
    const TableType &type = table(imm.table).type;
    pop(addressType(type.limits));
    pop(PackedType(type.element));
    push(addressType(type.limits));
  }
  void special(OpTag<Opcode::table_fill>, const TableImmediate &imm) {
    const TableType &type = table(imm.table).type;
    pop(addressType(type.limits));
    pop(PackedType(type.element));
    pop(addressType(type.limits));
  }
  void special(OpTag<Opcode::table_copy>, const TableCopyImmediate &imm) {
    const TableType &dst = table(imm.dst_table).type, &src = table(imm.src_table).type;
    if (!matches(src.element, dst.element))
      mismatch("a table of " + dst.element.str(), "a table of " + src.element.str());
    pop(addressType(smaller(dst.limits, src.limits)));
    pop(addressType(src.limits));
    pop(addressType(dst.limits));
  }
  void special(OpTag<Opcode::table_init>, const TableInitImmediate &imm) {
    const TableType &type = table(imm.table).type;
    const ElementSegment &segment = element(imm.element);
    if (!matches(segment.type, type.element))
      mismatch("an element segment of " + type.element.str(), segment.type.str());
    pop(ValueType::I32);
    pop(ValueType::I32);
    pop(addressType(type.limits));
  }
  void special(OpTag<Opcode::memory_copy>, const MemoryCopyImmediate &imm) {
    const Limits &dst = memory(imm.dst_memory).type.limits,
                 &src = memory(imm.src_memory).type.limits;
    pop(addressType(smaller(dst, src)));
    pop(addressType(src));
    pop(addressType(dst));
  }
  void special(OpTag<Opcode::ref_null>, const HeapTypeImmediate &imm) {
    push(PackedType(ValueType::ref(imm.type, true)));
  }
  void special(OpTag<Opcode::ref_is_null>, const NoneImmediate &) {
    if (const PackedType type = popAny(); !type.isRef() && !type.isBottom())
      mismatch("a reference", type.unpack().str());
    push(ValueType::I32);
  }
  void special(OpTag<Opcode::ref_func>, const FunctionImmediate &imm) {
    if (!module_.functions[imm.function].is_declared)
      invalid("undeclared function reference: function " + std::to_string(imm.function) +
              " must be named by an element segment, a global or an export");
    push(PackedType(ValueType::funcref()));
  }

  // --- What an instruction does to control, after the visitor was told of it --------------------

  template <Opcode Op, class Imm>
  void after(const Imm &imm) {
    if constexpr (Op == Opcode::block)
      openBlock(ControlFrame::Block, imm);
    else if constexpr (Op == Opcode::loop)
      openBlock(ControlFrame::Loop, imm);
    else if constexpr (Op == Opcode::if_)
      openBlock(ControlFrame::If, imm);
    else if constexpr (Op == Opcode::br || Op == Opcode::br_table || Op == Opcode::return_ ||
                       Op == Opcode::unreachable)
      endPath();
  }

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
  void check(Imm &imm) {
    constexpr Signature sig = opcode_info<Op>.signature;
    if constexpr (sig.is_special) {
      special(OpTag<Op>{}, imm);
    } else {
      if constexpr (sig.operand_count > 2)
        pop(typeOf<sig.operands[2]>(imm));
      if constexpr (sig.operand_count > 1)
        pop(typeOf<sig.operands[1]>(imm));
      if constexpr (sig.operand_count > 0)
        pop(typeOf<sig.operands[0]>(imm));
      static_assert(sig.operand_count <= 3 && sig.result_count <= 1);
      if constexpr (sig.result_count > 0)
        push(typeOf<sig.results[0]>(imm));
    }
  }

  void instruction() {
    offset_ = reader_.offset();
    uint32_t number = reader_.u8();
    if (number >= 0xFB) [[unlikely]] {
      const uint32_t prefix = number, code = reader_.u32();
      if (prefix == 0xFF)
        failUnknownOpcode(context_, offset_, 0, prefix);
      if (code >= 0x1000) // would run into the prefix
        failUnknownOpcode(context_, offset_, prefix, code);
      number = opcodeNumber(prefix, code);
    }
    switch (static_cast<Opcode>(number)) {
    case Opcode::else_:
      return elseInstruction();
    case Opcode::end_:
      return endInstruction();
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm)                                                                      \
  case Opcode::name: {                                                                             \
    if constexpr (opcode_info<Opcode::name>.feature != Feature::MVP)                               \
      context_.require(features_, opcode_info<Opcode::name>.feature, offset_,                      \
                       opcode_info<Opcode::name>.text);                                            \
    auto imm = read<Opcode::name>(static_cast<Imm##Immediate *>(nullptr));                         \
    check<Opcode::name>(imm);                                                                      \
    if (tell_) {                                                                                   \
      visitor_->offset = offset_;                                                                  \
      visitor_->name(imm);                                                                         \
    }                                                                                              \
    return after<Opcode::name>(imm);                                                               \
  }
#include "compiler/wasm/opcodes.def"
#include "compiler/wasm/visit_immediates.def"
#undef WASM_VISIT
    }
    failUnknownOpcode(context_, offset_, number >> 12, number & 0xFFF);
  }

  void readLocals(const FunctionType &type) {
    for (const ValueType &param : type.params)
      locals_.push_back(param);
    scratch_.declared_locals.clear();
    uint64_t total = type.params.size(); // of all groups: at most 2^32 times the body's size
    for (uint32_t groups = reader_.u32(); groups > 0; --groups) {
      const uint64_t offset = reader_.offset();
      const uint32_t count = reader_.u32();
      total += count;
      if (total > limits::kLocals)
        reader_.fail(total > UINT32_MAX ? Error::Kind::Malformed : Error::Kind::LimitExceeded,
                     offset,
                     "too many locals: " + std::to_string(total) + " are more than the limit of " +
                         std::to_string(limits::kLocals));
      const ValueType local = readValueType(reader_, features_);
      locals_.insert(locals_.end(), count, local);
      if (visitor_)
        scratch_.declared_locals.insert(scratch_.declared_locals.end(), count, local);
    }
  }

  const Module &module_;
  const FeatureSet &features_;
  ErrorContext context_;
  FunctionVisitor *visitor_;
  ByteReader reader_;
  Scratch scratch_;
  OperandStack &stack_;
  std::vector<ControlFrame> &frames_;
  std::vector<PackedType> &locals_; ///< parameters first
  uint64_t offset_ = 0;             ///< of the instruction
  uint32_t floor_ = 0;              ///< height of the innermost frame
  bool live_ = true;                ///< whether the instruction can be reached
  bool tell_ = false;               ///< live_, and there is a visitor
};

} // namespace

void validateFunction(const Module &module, uint32_t function, const FeatureSet &features,
                      FunctionVisitor *visitor) {
  if (module.functions[function].import)
    return;
  FunctionValidator(module, function, features, visitor).run();
}

} // namespace wasmelt::wasm
