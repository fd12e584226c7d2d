// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/code_buffer.h"
#include "compiler/wasm/text/keywords.h"

namespace wasmelt::wasm::text {

void CodeBuffer::heapType(HeapType type) {
  if (type.kind == HeapType::Concrete)
    signedLeb(type.index);
  else
    u8(heapTypeCode(type.kind));
}

void CodeBuffer::valueType(const ValueType &type) {
  switch (type.kind()) {
  case ValueType::I32:
    return u8(0x7F);
  case ValueType::I64:
    return u8(0x7E);
  case ValueType::F32:
    return u8(0x7D);
  case ValueType::F64:
    return u8(0x7C);
  case ValueType::V128:
    return u8(0x7B);
  case ValueType::Ref:
    if (!type.nullable() || type.heap().kind == HeapType::Concrete)
      u8(type.nullable() ? 0x63 : 0x64);
    return heapType(type.heap());
  case ValueType::Bottom:
    return;
  }
}

} // namespace wasmelt::wasm::text
