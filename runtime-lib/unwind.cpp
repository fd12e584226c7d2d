// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A small interpreter of DWARF call frame information. Formats: the Linux Standard Base on
// .eh_frame and .eh_frame_hdr, DWARF 4 section 6.4 on the instructions.
#include "runtime-lib/unwind.h"
#include "runtime-lib/executable_image.h"

#include <elf.h>
#include <stddef.h>
#include <string.h>

namespace wasmelt::runtime {

namespace {

// Reads a byte range; beyond its end it yields zeros and is `failed`.
struct Reader {
  const unsigned char *next, *end;
  bool failed = false;

  template <typename T>
  T fixed() {
    T value = 0;
    if (static_cast<size_t>(end - next) < sizeof(T)) {
      failed = true;
      next = end;
      return value;
    }
    memcpy(&value, next, sizeof(T));
    next += sizeof(T);
    return value;
  }
  unsigned char byte() { return fixed<unsigned char>(); }
  uint64_t uleb() {
    uint64_t value = 0;
    unsigned shift = 0;
    unsigned char b;
    do {
      b = byte();
      if (shift < 64)
        value |= static_cast<uint64_t>(b & 0x7f) << shift;
      shift += 7;
    } while (b & 0x80);
    return value;
  }
  int64_t sleb() {
    int64_t value = 0;
    unsigned shift = 0;
    unsigned char b;
    do {
      b = byte();
      if (shift < 64)
        value |= static_cast<int64_t>(static_cast<uint64_t>(b & 0x7f) << shift);
      shift += 7;
    } while (b & 0x80);
    if (shift < 64 && (b & 0x40))
      value |= static_cast<int64_t>(~uint64_t(0) << shift);
    return value;
  }
  void skip(uint64_t count) {
    if (count > static_cast<size_t>(end - next)) {
      failed = true;
      next = end;
    } else {
      next += count;
    }
  }
  // DW_EH_PE: low half the format, high half what it is relative to.
  uintptr_t encoded(unsigned char encoding, uintptr_t data_base) {
    uintptr_t here = reinterpret_cast<uintptr_t>(next), value;
    switch (encoding & 0x0f) {
    case 0x00:
      value = fixed<uintptr_t>();
      break;
    case 0x01:
      value = uleb();
      break;
    case 0x02:
      value = fixed<uint16_t>();
      break;
    case 0x03:
      value = fixed<uint32_t>();
      break;
    case 0x04:
      value = fixed<uint64_t>();
      break;
    case 0x09:
      value = static_cast<uintptr_t>(sleb());
      break;
    case 0x0a:
      value = static_cast<uintptr_t>(fixed<int16_t>());
      break;
    case 0x0b:
      value = static_cast<uintptr_t>(fixed<int32_t>());
      break;
    case 0x0c:
      value = static_cast<uintptr_t>(fixed<int64_t>());
      break;
    default:
      failed = true;
      return 0;
    }
    switch (encoding & 0x70) {
    case 0x00:
      return value;
    case 0x10:
      return value + here;
    case 0x30:
      return value + data_base;
    default:
      failed = true;
      return 0;
    }
  }
};

// A function's unwind information: an FDE and the CIE that it refers to.
struct FunctionInfo {
  uintptr_t start = 0, size = 0;
  uint64_t code_alignment = 1;
  int64_t data_alignment = 1;
  uint64_t return_register = 0;
  Reader initial{}, instructions{};
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
  unsigned char pointer_encoding = 0;
  bool sized_augmentation = *augmentation == 'z';
  if (sized_augmentation) {
    uint64_t size = cie.uleb();
    Reader data = cie;
    cie.skip(size);
    for (const char *letter = augmentation + 1; *letter; ++letter) {
      if (*letter == 'R')
        pointer_encoding = data.byte();
      else if (*letter == 'L')
        data.byte();
      else if (*letter == 'P')
        data.encoded(data.byte() & 0x0f, 0);
    }
  } else if (*augmentation) {
    return false;
  }
  info.initial = cie;
  info.start = fde.encoded(pointer_encoding, 0);
  info.size = fde.encoded(pointer_encoding & 0x0f, 0);
  if (sized_augmentation)
    fde.skip(fde.uleb());
  info.instructions = fde;
  return !fde.failed && !cie.failed && info.return_register < tracked_registers;
}

bool findFunction(uintptr_t pc, FunctionInfo &info) {
  const unsigned char *table =
      reinterpret_cast<const unsigned char *>(findSegment(PT_GNU_EH_FRAME).start);
  // What every linker writes: 32-bit values relative to the table's start.
  if (!table || table[0] != 1 || table[2] != 0x03 || table[3] != 0x3b)
    return false;
  uintptr_t base = reinterpret_cast<uintptr_t>(table);
  Reader header{table + 4, table + 24};
  header.encoded(table[1], base);
  uint32_t count = header.fixed<uint32_t>();
  struct Entry {
    int32_t function, fde;
  };
  const Entry *entries = reinterpret_cast<const Entry *>(header.next);
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

struct Rule {
  enum Kind : unsigned char {
    Same,
    Undefined,
    Offset,
    ValueOffset,
    Register,
    Expression,
    ValueExpression
  };
  Kind kind;
  int64_t value;                   // offset from the CFA, or register
  const unsigned char *expression; // behind its length
};

struct Row {
  Rule cfa; // ValueOffset of `cfa_register`, or ValueExpression
  uint64_t cfa_register;
  Rule rules[tracked_registers];
};

constexpr unsigned remembered_rows = 4;

// Runs instructions until the row for `offset` in the function is complete.
bool execute(Reader code, const FunctionInfo &info, uintptr_t offset, Row &row,
             const Row *initial) {
  Row remembered[remembered_rows];
  unsigned depth = 0;
  uintptr_t location = 0;
  auto set = [&row](uint64_t reg, Rule::Kind kind, int64_t value,
                    const unsigned char *expression = nullptr) {
    if (reg < tracked_registers)
      row.rules[reg] = {kind, value, expression};
  };
  auto block = [&code] {
    const unsigned char *at = code.next;
    code.skip(code.uleb());
    return at;
  };
  auto restore = [&](uint64_t reg) {
    if (reg < tracked_registers)
      row.rules[reg] = initial ? initial->rules[reg] : Rule{Rule::Same, 0, nullptr};
  };
  auto factored = [&info](int64_t n) { return n * info.data_alignment; };
  while (code.next != code.end && !code.failed) {
    unsigned char opcode = code.byte();
    uint64_t operand = opcode & 0x3f;
    uint64_t advance = 0;
    switch (opcode >> 6) {
    case 1:
      advance = operand;
      break; // DW_CFA_advance_loc
    case 2:
      set(operand, Rule::Offset, factored(static_cast<int64_t>(code.uleb())));
      continue;
    case 3:
      restore(operand);
      continue;
    }
    uint64_t reg;
    if (opcode < 0x40) {
      switch (opcode) {
      case 0x00:
        continue; // nop
      case 0x01:
        return false; // set_loc: nobody emits it
      case 0x02:
        advance = code.byte();
        break; // advance_loc1, 2, 4
      case 0x03:
        advance = code.fixed<uint16_t>();
        break;
      case 0x04:
        advance = code.fixed<uint32_t>();
        break;
      case 0x05: // offset_extended
        reg = code.uleb();
        set(reg, Rule::Offset, factored(static_cast<int64_t>(code.uleb())));
        continue;
      case 0x06:
        restore(code.uleb());
        continue; // restore_extended
      case 0x07:
        set(code.uleb(), Rule::Undefined, 0);
        continue;
      case 0x08:
        set(code.uleb(), Rule::Same, 0);
        continue; // same_value
      case 0x09:  // register
        reg = code.uleb();
        set(reg, Rule::Register, static_cast<int64_t>(code.uleb()));
        continue;
      case 0x0a: // remember_state
        if (depth == remembered_rows)
          return false;
        remembered[depth++] = row;
        continue;
      case 0x0b: // restore_state
        if (depth == 0)
          return false;
        row = remembered[--depth];
        continue;
      case 0x0c: // def_cfa
        row.cfa_register = code.uleb();
        row.cfa = {Rule::ValueOffset, static_cast<int64_t>(code.uleb()), nullptr};
        continue;
      case 0x0d:
        row.cfa_register = code.uleb();
        continue; // def_cfa_register
      case 0x0e:  // def_cfa_offset
        row.cfa = {Rule::ValueOffset, static_cast<int64_t>(code.uleb()), nullptr};
        continue;
      case 0x0f:
        row.cfa = {Rule::ValueExpression, 0, block()};
        continue; // def_cfa_expression
      case 0x10:  // expression
        reg = code.uleb();
        set(reg, Rule::Expression, 0, block());
        continue;
      case 0x11: // offset_extended_sf
        reg = code.uleb();
        set(reg, Rule::Offset, factored(code.sleb()));
        continue;
      case 0x12: // def_cfa_sf
        row.cfa_register = code.uleb();
        row.cfa = {Rule::ValueOffset, factored(code.sleb()), nullptr};
        continue;
      case 0x13:
        row.cfa = {Rule::ValueOffset, factored(code.sleb()), nullptr};
        continue;
      case 0x14: // val_offset
        reg = code.uleb();
        set(reg, Rule::ValueOffset, factored(static_cast<int64_t>(code.uleb())));
        continue;
      case 0x15: // val_offset_sf
        reg = code.uleb();
        set(reg, Rule::ValueOffset, factored(code.sleb()));
        continue;
      case 0x16: // val_expression
        reg = code.uleb();
        set(reg, Rule::ValueExpression, 0, block());
        continue;
      case 0x2d:
        continue; // AARCH64_negate_ra_state
      case 0x2e:
        code.uleb();
        continue; // GNU_args_size
      default:
        return false;
      }
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

// Evaluates a DWARF expression of the kinds that compilers use in unwind tables.
bool evaluate(const unsigned char *at, const Context &context, uintptr_t cfa, bool push_cfa,
              const StackBounds &stack, uintptr_t &result) {
  Reader size{at, at + 10};
  uint64_t length = size.uleb();
  Reader code{size.next, size.next + length};
  uintptr_t values[16];
  unsigned depth = 0;
  if (push_cfa)
    values[depth++] = cfa;
  while (code.next != code.end && !code.failed) {
    unsigned char op = code.byte();
    if (op == 0x06 || op == 0x23 || op == 0x1f) { // deref, plus_uconst, neg
      if (depth == 0)
        return false;
      uintptr_t &top = values[depth - 1];
      if (op == 0x06) {
        if (!readStack(top, stack, top))
          return false;
      } else {
        top = op == 0x23 ? top + code.uleb() : 0 - top;
      }
      continue;
    }
    if (op == 0x1a || op == 0x1c || op == 0x22 || op == 0x24 || op == 0x2a) {
      if (depth < 2)
        return false;
      uintptr_t right = values[--depth], &left = values[depth - 1];
      switch (op) {
      case 0x1a:
        left &= right;
        break;
      case 0x1c:
        left -= right;
        break;
      case 0x22:
        left += right;
        break;
      case 0x24:
        left = right < 64 ? left << right : 0;
        break;
      case 0x2a:
        left = static_cast<intptr_t>(left) >= static_cast<intptr_t>(right);
        break;
      }
      continue;
    }
    uintptr_t value;
    if (op >= 0x30 && op <= 0x4f)
      value = op - 0x30u; // lit
    else if (op >= 0x70 && op <= 0x8f)
      value = context.registers[op - 0x70] + static_cast<uintptr_t>(code.sleb()); // breg
    else
      switch (op) {
      case 0x08:
        value = code.fixed<uint8_t>();
        break;
      case 0x09:
        value = static_cast<uintptr_t>(code.fixed<int8_t>());
        break;
      case 0x0a:
        value = code.fixed<uint16_t>();
        break;
      case 0x0b:
        value = static_cast<uintptr_t>(code.fixed<int16_t>());
        break;
      case 0x0c:
        value = code.fixed<uint32_t>();
        break;
      case 0x0d:
        value = static_cast<uintptr_t>(code.fixed<int32_t>());
        break;
      case 0x10:
        value = code.uleb();
        break;
      case 0x11:
        value = static_cast<uintptr_t>(code.sleb());
        break;
      default:
        return false;
      }
    if (depth == 16)
      return false;
    values[depth++] = value;
  }
  if (code.failed || depth == 0)
    return false;
  result = values[depth - 1];
  return true;
}

// Gives `context` the values that registers had in the caller.
bool apply(const Row &row, uint64_t return_register, Context &context, const StackBounds &stack) {
  uintptr_t cfa;
  if (row.cfa.kind == Rule::ValueExpression) {
    if (!evaluate(row.cfa.expression, context, 0, false, stack, cfa))
      return false;
  } else {
    if (row.cfa_register >= tracked_registers)
      return false;
    cfa = context.registers[row.cfa_register] + static_cast<uintptr_t>(row.cfa.value);
  }
  if (cfa < context.registers[stack_pointer_register] || cfa > stack.high)
    return false;
  if (row.rules[return_register].kind == Rule::Undefined)
    return false; // the outermost frame
  Context caller = context;
  for (unsigned i = 0; i != tracked_registers; ++i) {
    const Rule &rule = row.rules[i];
    uintptr_t &value = caller.registers[i];
    uintptr_t offset_address = cfa + static_cast<uintptr_t>(rule.value);
    switch (rule.kind) {
    case Rule::Same:
    case Rule::Undefined:
      break;
    case Rule::Offset:
      if (!readStack(offset_address, stack, value))
        return false;
      break;
    case Rule::ValueOffset:
      value = offset_address;
      break;
    case Rule::Register:
      if (static_cast<uint64_t>(rule.value) >= tracked_registers)
        return false;
      value = context.registers[rule.value];
      break;
    case Rule::Expression:
      if (!evaluate(rule.expression, context, cfa, true, stack, value) ||
          !readStack(value, stack, value))
        return false;
      break;
    case Rule::ValueExpression:
      if (!evaluate(rule.expression, context, cfa, true, stack, value))
        return false;
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
