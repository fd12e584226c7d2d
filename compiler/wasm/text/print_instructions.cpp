// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/print_instructions.h"
#include "compiler/wasm/text/keywords.h"
#include "compiler/wasm/text/literals.h"

#include <algorithm>

namespace wasmelt::wasm::text {

namespace {

/// Depth of the lines of a function's body.
constexpr size_t kBodyIndent = 4;
constexpr size_t kMaxIndent = 100; // nesting has no limit, lines should

std::string hex(uint64_t value, int digits) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text = "0x";
  for (int i = digits - 1; i >= 0; --i)
    text += kHex[value >> (4 * i) & 15];
  return text;
}

} // namespace

void InstructionPrinter::body(std::string &out, uint32_t function, const PrintedNames &locals,
                              InstructionReader &reader, bool hints) {
  static const std::map<uint32_t, std::string> no_names;
  auto names = names_.module.label_names.find(function);
  label_names_ = names == names_.module.label_names.end() ? &no_names : &names->second;
  label_count_ = 0;
  labels_.assign(1, ""); // the body itself
  locals_ = &locals;
  for (Instruction next; reader.next(next);) {
    const ImmediateKind kind = rowOf(next.opcode).immediate;
    const bool ends_arm = kind == ImmediateKind::Structure || kind == ImmediateKind::StructureTag ||
                          kind == ImmediateKind::StructureLabel;
    if (next.opcode == Opcode::end_ && labels_.size() == 1)
      continue; // of the function itself, told by its parenthesis
    const size_t depth = labels_.size() - 1 - (ends_arm && labels_.size() > 1);
    out.append(std::min(kBodyIndent + 2 * depth, kMaxIndent), ' ');
    if (next.opcode == Opcode::end_ || kind == ImmediateKind::StructureLabel)
      if (labels_.size() > 1)
        labels_.pop_back();
    if (hints)
      hint(out, next.offset);
    instruction(out, next);
    out += '\n';
  }
}

std::string InstructionPrinter::expression(const ConstExpr &expr, size_t &count) {
  static const PrintedNames no_locals;
  locals_ = &no_locals;
  std::string out;
  count = 0;
  const ErrorContext context{names_.module, {}};
  InstructionReader reader(context, expr, features_);
  for (Instruction next; reader.next(next) && next.opcode != Opcode::end_; ++count) {
    if (count != 0)
      out += ' ';
    instruction(out, next);
  }
  return out;
}

void InstructionPrinter::hint(std::string &out, uint64_t offset) {
  if (const std::optional<bool> likely = names_.module.branchHint(offset))
    out += *likely ? "(@metadata.code.branch_hint \"\\01\") "
                   : "(@metadata.code.branch_hint \"\\00\") ";
}

void InstructionPrinter::instruction(std::string &out, const Instruction &instruction) {
  out += rowOf(instruction.opcode).text;
  immediate(out, instruction);
}

void InstructionPrinter::enterLabel(std::string &out) {
  auto found = label_names_->find(label_count_++);
  if (found == label_names_->end()) {
    labels_.emplace_back();
    return;
  }
  labels_.push_back(found->second);
  out += found->second.empty() ? " (@name \"\")" : " " + identifier(found->second);
}

std::string InstructionPrinter::label(uint32_t depth) const {
  if (depth < labels_.size()) {
    // The name means the innermost block that has it.
    const std::string &name = labels_[labels_.size() - 1 - depth];
    auto innermost = std::find(labels_.rbegin(), labels_.rend(), name);
    if (!name.empty() && innermost - labels_.rbegin() == static_cast<ptrdiff_t>(depth))
      return identifier(name);
  }
  return std::to_string(depth);
}

void InstructionPrinter::block(std::string &out, const BlockImmediate &imm) {
  if (imm.type != BlockImmediate::kNoType)
    out += " (type " + names_.types.use(imm.type) + ")";
  out += names_.signature(imm.params, imm.results);
}

void InstructionPrinter::memArg(std::string &out, const MemArgImmediate &imm, Opcode opcode) {
  out += optional(names_.memories, imm.memory);
  if (imm.offset != 0)
    out += " offset=" + std::to_string(imm.offset);
  if (imm.align_log2 != rowOf(opcode).align_log2)
    out += " align=" + std::to_string(uint64_t{1} << imm.align_log2);
}

namespace {
/// A visitor made of lambdas.
template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
} // namespace

void InstructionPrinter::immediate(std::string &out, const Instruction &instruction) {
  const ModulePrintedNames &n = names_;
  auto add = [&](const std::string &text) { out += " " + text; };
  auto number = [&](auto value) { add(std::to_string(value)); };
  auto both = [&](const PrintedNames &space, uint32_t dst, uint32_t src) {
    if (dst == 0 && src == 0)
      return;
    add(space.use(dst));
    add(space.use(src));
  };
  std::visit(
      Overloaded{
          [](const NoneImmediate &) {},
          [](const FenceImmediate &) {},
          [&](const BlockImmediate &imm) {
            enterLabel(out);
            block(out, imm);
          },
          [&](const TryTableImmediate &imm) {
            static constexpr const char *kClauses[] = {"catch", "catch_ref", "catch_all",
                                                       "catch_all_ref"};
            // The clauses' labels are those around this one.
            std::string clauses;
            for (const CatchClause &clause : imm.catches) {
              clauses += std::string(" (") + kClauses[clause.kind];
              if (clause.hasTag())
                clauses += " " + n.tags.use(clause.tag);
              clauses += " " + label(clause.depth) + ")";
            }
            enterLabel(out);
            block(out, imm);
            out += clauses;
          },
          [&](const TagImmediate &imm) { add(n.tags.use(imm.tag)); },
          [&](const LabelImmediate &imm) { add(label(imm.depth)); },
          [&](const BranchTableImmediate &imm) {
            for (uint32_t depth : imm.depths)
              add(label(depth));
            add(label(imm.default_depth));
          },
          [&](const CastBranchImmediate &imm) {
            add(label(imm.depth));
            add(n.valueType(imm.source));
            add(n.valueType(imm.target));
          },
          [&](const FunctionImmediate &imm) { add(n.functions.use(imm.function)); },
          [&](const CallIndirectImmediate &imm) {
            out += optional(n.tables, imm.table);
            add("(type " + n.types.use(imm.type) + ")");
          },
          [&](const TypeImmediate &imm) { add(n.types.use(imm.type)); },
          [&](const SelectImmediate &imm) {
            if (instruction.opcode == Opcode::select_typed)
              add("(result " + n.valueType(imm.type) + ")");
          },
          [&](const LocalImmediate &imm) { add(locals_->use(imm.local)); },
          [&](const GlobalImmediate &imm) { add(n.globals.use(imm.global)); },
          [&](const TableImmediate &imm) { out += optional(n.tables, imm.table); },
          [&](const TableCopyImmediate &imm) { both(n.tables, imm.dst_table, imm.src_table); },
          [&](const TableInitImmediate &imm) {
            out += optional(n.tables, imm.table);
            add(n.elements.use(imm.element));
          },
          [&](const ElementImmediate &imm) { add(n.elements.use(imm.element)); },
          [&](const MemoryImmediate &imm) { out += optional(n.memories, imm.memory); },
          [&](const MemoryCopyImmediate &imm) { both(n.memories, imm.dst_memory, imm.src_memory); },
          [&](const MemoryInitImmediate &imm) {
            out += optional(n.memories, imm.memory);
            add(n.datas.use(imm.data));
          },
          [&](const DataImmediate &imm) { add(n.datas.use(imm.data)); },
          [&](const MemArgImmediate &imm) { memArg(out, imm, instruction.opcode); },
          [&](const MemArgLaneImmediate &imm) {
            memArg(out, imm.mem, instruction.opcode);
            number(imm.lane);
          },
          [&](const LaneImmediate &imm) { number(imm.lane); },
          [&](const ShuffleImmediate &imm) {
            for (uint8_t lane : imm.lanes)
              number(lane);
          },
          [&](const I32Immediate &imm) { number(imm.value); },
          [&](const I64Immediate &imm) { number(imm.value); },
          [&](const F32Immediate &imm) { add(formatF32(imm.bits)); },
          [&](const F64Immediate &imm) { add(formatF64(imm.bits)); },
          [&](const V128Immediate &imm) {
            add("i32x4");
            for (unsigned lane = 0; lane < 4; ++lane) {
              uint32_t bits = 0;
              for (unsigned i = 0; i < 4; ++i)
                bits |= static_cast<uint32_t>(imm.bytes[lane * 4 + i]) << (8 * i);
              add(hex(bits, 8));
            }
          },
          [&](const HeapTypeImmediate &imm) { add(n.heapType(imm.type)); },
          [&](const ReferenceImmediate &imm) { add(n.valueType(imm.type)); },
          [&](const StructFieldImmediate &imm) {
            add(n.types.use(imm.type));
            add(n.field(imm.type, imm.field));
          },
          [&](const ArrayFixedImmediate &imm) {
            add(n.types.use(imm.type));
            number(imm.size);
          },
          [&](const ArrayDataImmediate &imm) {
            add(n.types.use(imm.type));
            add(n.datas.use(imm.data));
          },
          [&](const ArrayElementImmediate &imm) {
            add(n.types.use(imm.type));
            add(n.elements.use(imm.element));
          },
          [&](const ArrayCopyImmediate &imm) {
            add(n.types.use(imm.dst_type));
            add(n.types.use(imm.src_type));
          },
      },
      instruction.immediate);
}

} // namespace wasmelt::wasm::text
