// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values and modules of scripts; read_script.cpp reads them.
#include "compiler/wasm/text/script.h"
#include "compiler/wasm/text/literals.h"

#include <algorithm>

namespace wasmelt::wasm::text {

namespace {

uint64_t littleEndian(const uint8_t *bytes, unsigned size) {
  uint64_t value = 0;
  for (unsigned i = 0; i < size; ++i)
    value |= static_cast<uint64_t>(bytes[i]) << (8 * i);
  return value;
}

/// Whether a float of so many bytes is a NaN of the pattern.
bool matchesNan(uint64_t bits, unsigned size, ScriptValue::Nan pattern) {
  const uint64_t canonical = size == 4 ? 0x7FC00000 : 0x7FF8000000000000;
  const uint64_t magnitude = bits & (size == 4 ? 0x7FFFFFFF : 0x7FFFFFFFFFFFFFFF);
  return pattern == ScriptValue::Nan::Canonical ? magnitude == canonical
                                                : (magnitude & canonical) == canonical;
}

std::string signedText(uint64_t bits, unsigned size) {
  const unsigned unused = 64 - 8 * size;
  return std::to_string(static_cast<int64_t>(bits << unused) >> unused);
}

std::string floatText(uint64_t bits, unsigned size, ScriptValue::Nan pattern) {
  if (pattern != ScriptValue::Nan::No)
    return pattern == ScriptValue::Nan::Canonical ? "nan:canonical" : "nan:arithmetic";
  return size == 4 ? formatF32(static_cast<uint32_t>(bits)) : formatF64(bits);
}

/// What our messages end with if an instruction or a block wants these operands (`i32`, or nothing)
/// and the stack has those (followed by `]`).
std::string stackDetails(const std::string &wanted, std::string found) {
  found = found.substr(0, found.find(']'));
  if (wanted.empty())
    return "1 value too many on the stack at end"; // no script has more
  return "expected " + wanted + ", found " + (found.empty() ? "nothing on the stack" : found);
}

} // namespace

uint64_t ScriptValue::u64() const { return littleEndian(bytes.data(), 8); }

bool ScriptValue::matches(const std::array<uint8_t, 16> &actual) const {
  if (kind == Either)
    return std::any_of(alternatives.begin(), alternatives.end(),
                       [&](const ScriptValue &value) { return value.matches(actual); });
  const bool has_lanes = kind == V128 && isFloatShape(shape);
  const unsigned size = kind == F32 || (has_lanes && shape == LaneShape::F32x4) ? 4 : 8;
  const unsigned patterns = has_lanes ? 16 / size : kind == F32 || kind == F64 ? 1 : 0;
  for (unsigned i = 0; i < 16; ++i) {
    const unsigned lane = i / size;
    if (lane < patterns && nans[lane] != Nan::No) {
      if (i % size == 0 && !matchesNan(littleEndian(&actual[i], size), size, nans[lane]))
        return false;
    } else if (actual[i] != bytes[i]) {
      return false;
    }
  }
  return true;
}

std::string ScriptValue::str() const {
  static constexpr const char *kReferences[] = {"ref.null",  "ref.extern", "ref.host", "ref.func",
                                                "ref.any",   "ref.eq",     "ref.i31",  "ref.struct",
                                                "ref.array", "ref.exn"};
  static constexpr const char *kShapes[] = {"i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2"};
  std::string text = "(";
  switch (kind) {
  case I32:
    return "(i32.const " + signedText(u32(), 4) + ")";
  case I64:
    return "(i64.const " + signedText(u64(), 8) + ")";
  case F32:
    return "(f32.const " + floatText(u32(), 4, nans[0]) + ")";
  case F64:
    return "(f64.const " + floatText(u64(), 8, nans[0]) + ")";
  case V128: {
    text += std::string("v128.const ") + kShapes[static_cast<size_t>(shape)];
    const unsigned count = laneCount(shape), size = 16 / count;
    for (unsigned lane = 0; lane < count; ++lane) {
      const uint64_t bits = littleEndian(&bytes[lane * size], size);
      text +=
          " " + (isFloatShape(shape) ? floatText(bits, size, nans[lane]) : signedText(bits, size));
    }
    return text + ")";
  }
  case Either:
    text += "either";
    for (const ScriptValue &value : alternatives)
      text += " " + value.str();
    return text + ")";
  default:
    text += kReferences[kind - RefNull];
    if (heap)
      text += heap->kind == HeapType::Concrete ? std::string(" a type")
                                               : " " + ValueType::ref(*heap, false).str().substr(5);
    else if (number)
      text += " " + std::to_string(*number);
    if (text.back() != ')')
      text += ")";
    return text;
  }
}

const char *ScriptCommand::name() const {
  static constexpr const char *kNames[] = {"module",
                                           "register",
                                           "action",
                                           "assert_return",
                                           "assert_trap",
                                           "assert_exhaustion",
                                           "assert_exception",
                                           "assert_invalid",
                                           "assert_malformed",
                                           "assert_unlinkable",
                                           "assert_invalid_custom",
                                           "assert_malformed_custom",
                                           "thread",
                                           "wait"};
  return kNames[kind];
}

bool ScriptCommand::expects(std::string_view message) const {
  if (message.starts_with(text))
    return true;
  // "instruction requires [i32] but stack has [i64]", "block requires [] but stack has [i32]"
  constexpr std::string_view mismatch = "type mismatch: ";
  const size_t required = text.find(" requires ["), found = text.find("] but stack has [");
  if (text.starts_with(mismatch) && required != text.npos && found != text.npos)
    return message.starts_with(mismatch) &&
           message.ends_with(
               stackDetails(text.substr(0, found).substr(required + 11), text.substr(found + 17)));
  // "uninitialized element 2": a trap does not tell which.
  const size_t digits = text.find_last_not_of("0123456789") + 1;
  return kind == AssertTrap && digits > 1 && digits < text.size() && text[digits - 1] == ' ' &&
         message == std::string_view(text).substr(0, digits - 1);
}

AssembledModule Script::assemble(const ScriptModule &module) const {
  switch (module.form) {
  case ScriptModule::Text: {
    size_t position = module.token;
    return readModule(source, tokens, position);
  }
  case ScriptModule::Quote:
    return readModule(module.content,
                      source.fileName() + ":" + std::to_string(module.line) + ":quoted");
  case ScriptModule::Binary:
  case ScriptModule::Instance:
    break;
  }
  AssembledModule result;
  result.bytes.assign(module.content.begin(), module.content.end());
  result.source = SourceText(source.fileName() + ":" + std::to_string(module.line) + ":binary", {});
  return result;
}

} // namespace wasmelt::wasm::text
