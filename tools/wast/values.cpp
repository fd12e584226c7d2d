// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tools/wast/values.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <optional>

namespace wasmelt::wast {

using wasm::text::ScriptValue;

namespace {

/// Scripts know external references by number; any address but null will do.
void *externalReference(uint32_t number) {
  return reinterpret_cast<void *>((uintptr_t(number) + 1) << 4);
}

size_t sizeOf(ValueKind kind) {
  switch (kind) {
  case ValueKind::I32:
  case ValueKind::F32:
    return 4;
  case ValueKind::I64:
  case ValueKind::F64:
    return 8;
  case ValueKind::V128:
    return 16;
  case ValueKind::Ref:
    break;
  }
  return sizeof(void *);
}

/// The kind of value that a number in a script is.
ValueKind kindOf(ScriptValue::Kind kind) {
  switch (kind) {
  case ScriptValue::I32:
    return ValueKind::I32;
  case ScriptValue::I64:
    return ValueKind::I64;
  case ScriptValue::F32:
    return ValueKind::F32;
  case ScriptValue::F64:
    return ValueKind::F64;
  case ScriptValue::V128:
    return ValueKind::V128;
  default:
    return ValueKind::Ref;
  }
}

bool isA(embed::ValueType type, HeapKind heap) {
  return embed::matches({type.word | NullableFlag, type.type}, embed::referenceType(heap));
}

/// The largest type that a heap type is below of. A named one can be of any.
std::optional<HeapKind> topOf(const ScriptValue &null) {
  using wasm::HeapType;
  if (!null.heap || null.heap->kind == HeapType::Concrete)
    return std::nullopt;
  switch (null.heap->kind) {
  case HeapType::Func:
  case HeapType::NoFunc:
    return HeapKind::Func;
  case HeapType::Extern:
  case HeapType::NoExtern:
    return HeapKind::Extern;
  case HeapType::Exn:
  case HeapType::NoExn:
    return HeapKind::Exn;
  default:
    return HeapKind::Any;
  }
}

bool matchesReference(const ScriptValue &expected, embed::ValueType type, void *reference) {
  const std::optional<HeapKind> top = topOf(expected);
  switch (expected.kind) {
  case ScriptValue::RefNull:
    return !reference && (!top || isA(type, *top));
  case ScriptValue::RefExtern:
    return isA(type, HeapKind::Extern) && reference &&
           (!expected.number || reference == externalReference(*expected.number));
  case ScriptValue::RefHost:
    return isA(type, HeapKind::Any) && reference == externalReference(expected.number.value_or(0));
  case ScriptValue::RefFunc:
    return reference && isA(type, HeapKind::Func);
  case ScriptValue::RefExn:
    return reference && isA(type, HeapKind::Exn);
  default: // objects, whose kinds nothing tells yet
    return reference && isA(type, HeapKind::Any);
  }
}

} // namespace

bool mayBe(const ScriptValue &value, embed::ValueType type) {
  if (kindOf(value.kind) != valueKind(type.word))
    return false;
  if (value.kind == ScriptValue::RefExtern)
    return isA(type, HeapKind::Extern);
  if (value.kind == ScriptValue::RefHost)
    return isA(type, HeapKind::Any);
  return true;
}

embed::Value toValue(const ScriptValue &value) {
  embed::Value result = {};
  if (!value.isReference())
    std::memcpy(result.bytes, value.bytes.data(), sizeof result.bytes);
  else if (value.kind != ScriptValue::RefNull)
    result.ref = externalReference(value.number.value_or(0));
  return result;
}

bool matches(const ScriptValue &expected, embed::ValueType type, const embed::Value &value) {
  if (expected.kind == ScriptValue::Either)
    return std::any_of(expected.alternatives.begin(), expected.alternatives.end(),
                       [&](const ScriptValue &one) { return matches(one, type, value); });
  ValueKind kind = valueKind(type.word);
  if (kindOf(expected.kind) != kind)
    return false;
  if (kind == ValueKind::Ref)
    return matchesReference(expected, type, value.ref);
  std::array<uint8_t, 16> bytes{};
  std::copy_n(value.bytes, sizeOf(kind), bytes.begin());
  return expected.matches(bytes);
}

std::string describe(embed::ValueType type, const embed::Value &value) {
  char text[96];
  switch (valueKind(type.word)) {
  case ValueKind::I32:
    snprintf(text, sizeof text, "(i32.const %#x)", unsigned(value.i32));
    break;
  case ValueKind::I64:
    snprintf(text, sizeof text, "(i64.const %#llx)", (unsigned long long)value.i64);
    break;
  case ValueKind::F32:
    snprintf(text, sizeof text, "(f32.const %a) with bits %#x", double(value.f32),
             unsigned(value.i32));
    break;
  case ValueKind::F64:
    snprintf(text, sizeof text, "(f64.const %a) with bits %#llx", value.f64,
             (unsigned long long)value.i64);
    break;
  case ValueKind::V128:
    snprintf(text, sizeof text, "(v128.const i64x2 %#llx %#llx)",
             (unsigned long long)value.words[0], (unsigned long long)value.words[1]);
    break;
  case ValueKind::Ref:
    snprintf(text, sizeof text, value.ref ? "a reference" : "(ref.null)");
    break;
  }
  return text;
}

} // namespace wasmelt::wast
