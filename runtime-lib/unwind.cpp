// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A small interpreter of DWARF call frame information. Formats: the Linux Standard Base on
// .eh_frame and .eh_frame_hdr, DWARF 4 section 6.4 on the instructions.
#include "runtime-lib/unwind.h"
#include "runtime-lib/dwarf_reader.h"
#include "runtime-lib/unwind_tables.h"

#include <stddef.h>
#include <string.h>

namespace wasmelt::runtime {

namespace {

// A function's unwind information: an FDE and the CIE that it refers to.
struct FunctionInfo {
  uintptr_t start = 0, size = 0;
  uint64_t code_alignment = 1;
  int64_t data_alignment = 1;
  uint64_t return_register = 0;
  Reader initial{}, instructions{};
  uintptr_t exception_table = 0; // 0: none
};

// One record of .eh_frame, behind its length.
Reader record(const unsigned char *at) {
  uint32_t length;
  memcpy(&length, at, 4);
  at += 4;
  uint64_t size = length;
  if (length == 0xffffffff) {
    memcpy(&size, at, 8);
    at += 8;
  }
  return {at, at + size};
}

bool readFunction(const unsigned char *fde_address, FunctionInfo &info) {
  Reader fde = record(fde_address);
  const unsigned char *cie_reference = fde.next;
  uint32_t cie_distance = fde.fixed<uint32_t>();
  if (cie_distance == 0)
    return false; // a CIE
  Reader cie = record(cie_reference - cie_distance);
  if (cie.fixed<uint32_t>() != 0)
    return false;
  unsigned char version = cie.byte();
  if (version != 1 && version != 3)
    return false;
  const char *augmentation = reinterpret_cast<const char *>(cie.next);
  while (cie.byte())
    ;
  info.code_alignment = cie.uleb();
  info.data_alignment = cie.sleb();
  info.return_register = version == 1 ? cie.byte() : cie.uleb();
  unsigned char pointer_encoding = 0, table_encoding = 0xff;
  bool sized_augmentation = *augmentation == 'z';
  if (sized_augmentation) {
    uint64_t size = cie.uleb();
    Reader data = cie;
    cie.skip(size);
    for (const char *letter = augmentation + 1; *letter; ++letter) {
      if (*letter == 'R')
        pointer_encoding = data.byte();
      else if (*letter == 'L')
        table_encoding = data.byte();
      else if (*letter == 'P')
        data.encoded(data.byte() & 0x0f);
    }
  } else if (*augmentation) {
    return false;
  }
  info.initial = cie;
  info.start = fde.encoded(pointer_encoding);
  info.size = fde.encoded(pointer_encoding & 0x0f);
  if (sized_augmentation) {
    uint64_t size = fde.uleb();
    Reader data = fde;
    fde.skip(size);
    // All zeros stand for none, also where they are relative to where they lie.
    uintptr_t here = reinterpret_cast<uintptr_t>(data.next);
    uintptr_t table = table_encoding == 0xff ? 0 : data.encoded(table_encoding);
    if (table != here && !data.failed)
      info.exception_table = table;
  }
  info.instructions = fde;
  return !fde.failed && !cie.failed && info.return_register < tracked_registers;
}

bool findFunction(uintptr_t pc, FunctionInfo &info) {
  const unsigned char *table = unwindTableOf(pc);
  // What every linker writes: version 1; .eh_frame's address, number of entries and entries in 4
  // bytes each, the last relative to the table's start.
  static const unsigned char usual[] = {1, 0x1b, 0x03, 0x3b};
  if (!table || memcmp(table, usual, sizeof usual) != 0)
    return false;
  uintptr_t base = reinterpret_cast<uintptr_t>(table);
  uint32_t count;
  memcpy(&count, table + 8, sizeof count);
  struct Entry {
    int32_t function, fde;
  };
  const Entry *entries = reinterpret_cast<const Entry *>(table + 12);
  // The last entry that starts at or before pc.
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (base + static_cast<intptr_t>(entries[middle].function) <= pc)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return false;
  return readFunction(table + entries[low - 1].fde, info) && pc - info.start < info.size;
}

// How to find a register's value in the caller, given the frame's address (CFA). Expressions, which
// compilers have no use for in ordinary frames, count as unknown.
struct Rule {
  enum Kind : unsigned char { Same, Unknown, Offset, ValueOffset, Register };
  Kind kind;
  int64_t value; // offset from the CFA, or register
};

struct Row {
  uint64_t cfa_register; // tracked_registers: unknown
  int64_t cfa_offset;
  Rule rules[tracked_registers];
};

constexpr unsigned remembered_rows = 4;

// Runs instructions until the row for `offset` in the function is complete.
bool execute(Reader code, const FunctionInfo &info, uintptr_t offset, Row &row,
             const Row *initial) {
  Row remembered[remembered_rows];
  unsigned depth = 0;
  uintptr_t location = 0;
  while (code.next != code.end && !code.failed) {
    unsigned char opcode = code.byte();
    uint64_t advance = 0, reg = opcode & 0x3f;
    // Three opcodes have an operand in their low bits; they are their longer forms otherwise.
    switch (opcode >> 6) {
    case 1:
      advance = reg;
      opcode = 0;
      break;
    case 2:
      opcode = 0x05;
      break;
    case 3:
      opcode = 0x06;
      break;
    default:
      // All but nop, set_loc, advance_loc, remember, restore and offsets begin with a register.
      if (opcode >= 0x05 && opcode != 0x0a && opcode != 0x0b && opcode != 0x0e && opcode != 0x0f &&
          opcode != 0x13 && opcode < 0x17)
        reg = code.uleb();
    }
    Rule rule = {Rule::Same, 0};
    switch (opcode) {
    case 0x00: // nop
      break;
    case 0x02: // advance_loc1, 2, 4
      advance = code.byte();
      break;
    case 0x03:
      advance = code.fixed<uint16_t>();
      break;
    case 0x04:
      advance = code.fixed<uint32_t>();
      break;
    case 0x05: // offset_extended
      rule = {Rule::Offset, static_cast<int64_t>(code.uleb()) * info.data_alignment};
      goto set_rule;
    case 0x11: // offset_extended_sf
      rule = {Rule::Offset, code.sleb() * info.data_alignment};
      goto set_rule;
    case 0x14: // val_offset
      rule = {Rule::ValueOffset, static_cast<int64_t>(code.uleb()) * info.data_alignment};
      goto set_rule;
    case 0x15: // val_offset_sf
      rule = {Rule::ValueOffset, code.sleb() * info.data_alignment};
      goto set_rule;
    case 0x09: // register
      rule = {Rule::Register, static_cast<int64_t>(code.uleb())};
      goto set_rule;
    case 0x10: // expression, val_expression
    case 0x16:
      code.skip(code.uleb());
      rule.kind = Rule::Unknown;
      goto set_rule;
    case 0x07: // undefined
      rule.kind = Rule::Unknown;
      goto set_rule;
    case 0x06: // restore_extended
      if (initial && reg < tracked_registers)
        rule = initial->rules[reg];
      goto set_rule;
    case 0x08: // same_value
    set_rule:
      if (reg < tracked_registers)
        row.rules[reg] = rule;
      break;
    case 0x0a: // remember_state
      if (depth == remembered_rows)
        return false;
      remembered[depth++] = row;
      break;
    case 0x0b: // restore_state
      if (depth == 0)
        return false;
      row = remembered[--depth];
      break;
    case 0x0c: // def_cfa
      row.cfa_register = reg;
      row.cfa_offset = static_cast<int64_t>(code.uleb());
      break;
    case 0x12: // def_cfa_sf
      row.cfa_register = reg;
      row.cfa_offset = code.sleb() * info.data_alignment;
      break;
    case 0x0d: // def_cfa_register
      row.cfa_register = reg;
      break;
    case 0x0e: // def_cfa_offset
      row.cfa_offset = static_cast<int64_t>(code.uleb());
      break;
    case 0x13: // def_cfa_offset_sf
      row.cfa_offset = code.sleb() * info.data_alignment;
      break;
    case 0x0f: // def_cfa_expression
      code.skip(code.uleb());
      row.cfa_register = tracked_registers;
      break;
    case 0x2d: // AARCH64_negate_ra_state
      break;
    case 0x2e: // GNU_args_size
      code.uleb();
      break;
    default:
      return false;
    }
    location += advance * info.code_alignment;
    if (location > offset)
      break;
  }
  return !code.failed;
}

bool readStack(uintptr_t address, const StackBounds &stack, uintptr_t &value) {
  if (address < stack.low || address > stack.high - sizeof value || address % sizeof value != 0)
    return false;
  value = *reinterpret_cast<const uintptr_t *>(address);
  return true;
}

// Gives `context` the values that registers had in the caller.
bool apply(const Row &row, uint64_t return_register, Context &context, const StackBounds &stack) {
  // An unknown return address marks the outermost frame.
  if (row.cfa_register >= tracked_registers || row.rules[return_register].kind == Rule::Unknown)
    return false;
  uintptr_t cfa = context.registers[row.cfa_register] + static_cast<uintptr_t>(row.cfa_offset);
  if (cfa < context.registers[stack_pointer_register] || cfa > stack.high)
    return false;
  Context caller = context;
  for (unsigned i = 0; i != tracked_registers; ++i) {
    const Rule &rule = row.rules[i];
    uintptr_t &value = caller.registers[i];
    uintptr_t address = cfa + static_cast<uintptr_t>(rule.value);
    switch (rule.kind) {
    case Rule::Same:
    case Rule::Unknown:
      break;
    case Rule::Offset:
      if (!readStack(address, stack, value))
        return false;
      break;
    case Rule::ValueOffset:
      value = address;
      break;
    case Rule::Register:
      if (static_cast<uint64_t>(rule.value) >= tracked_registers)
        return false;
      value = context.registers[rule.value];
      break;
    }
  }
  caller.pc = caller.registers[return_register];
  caller.registers[stack_pointer_register] = cfa;
  context = caller;
  return true;
}

} // namespace

uintptr_t functionAt(uintptr_t pc) {
  FunctionInfo info;
  return findFunction(pc, info) ? info.start : 0;
}

bool describeFrame(uintptr_t return_address, FrameStep &step) {
  uintptr_t pc = return_address - 1;
  FunctionInfo info;
  Row initial = {}, row;
  if (!findFunction(pc, info) || !execute(info.initial, info, ~uintptr_t(0), initial, nullptr))
    return false;
  row = initial;
  if (!execute(info.instructions, info, pc - info.start, row, &initial))
    return false;
  if (row.cfa_register >= tracked_registers ||
      row.cfa_offset != static_cast<int32_t>(row.cfa_offset))
    return false;
  step.cfa_register = static_cast<unsigned char>(row.cfa_register);
  step.cfa_offset = static_cast<int32_t>(row.cfa_offset);
  step.saved_count = 0;
  step.return_register = static_cast<unsigned char>(info.return_register);
  for (unsigned i = 0; i != tracked_registers; ++i) {
    const Rule &rule = row.rules[i];
    if (rule.kind == Rule::Same || (rule.kind == Rule::Unknown && i != info.return_register))
      continue;
    int64_t words = rule.value / int64_t(sizeof(uintptr_t));
    if (rule.kind != Rule::Offset || step.saved_count == FrameStep::most_saved ||
        words * int64_t(sizeof(uintptr_t)) != rule.value || words != static_cast<int16_t>(words))
      return false;
    step.saved_register[step.saved_count] = static_cast<unsigned char>(i);
    step.saved_words[step.saved_count++] = static_cast<int16_t>(words);
  }
  step.function = info.start;
  step.exception_table = info.exception_table;
  return true;
}

bool goToCaller(Context &context, bool interrupted, const StackBounds &stack) {
  // A call may be its function's last instruction: its return address then belongs to the next one.
  uintptr_t pc = interrupted ? context.pc : context.pc - 1;
  FunctionInfo info;
  if (!findFunction(pc, info))
    return interrupted && leaveFrameless(context, stack.low, stack.high);
  Row initial = {};
  if (!execute(info.initial, info, ~uintptr_t(0), initial, nullptr))
    return false;
  Row row = initial;
  if (!execute(info.instructions, info, pc - info.start, row, &initial))
    return false;
  return apply(row, info.return_register, context, stack);
}

} // namespace wasmelt::runtime
