// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/bindings/c_types.h"

#include "compiler/bindings/identifiers.h"

namespace wasmelt::bindings {

bool isFunctionReference(const wasm::Module &module, wasm::ValueType type) {
  if (!type.isRef())
    return false;
  wasm::HeapType heap = type.heap();
  return heap.kind == wasm::HeapType::Func || heap.kind == wasm::HeapType::NoFunc ||
         (heap.kind == wasm::HeapType::Concrete &&
          module.types[heap.index].kind == wasm::DefinedType::Function);
}

std::string cType(const wasm::Module &module, wasm::ValueType type) {
  switch (type.kind()) {
  case wasm::ValueType::I32:
    return "int32_t ";
  case wasm::ValueType::I64:
    return "int64_t ";
  case wasm::ValueType::F32:
    return "float ";
  case wasm::ValueType::F64:
    return "double ";
  case wasm::ValueType::V128:
    return "wasmelt_v128_t ";
  case wasm::ValueType::Ref:
  case wasm::ValueType::Bottom:
    break;
  }
  return isFunctionReference(module, type) ? "const wasmelt_function_t *" : "void *";
}

const char *valueMember(const wasm::Module &module, wasm::ValueType type) {
  switch (type.kind()) {
  case wasm::ValueType::I32:
    return "i32";
  case wasm::ValueType::I64:
    return "i64";
  case wasm::ValueType::F32:
    return "f32";
  case wasm::ValueType::F64:
    return "f64";
  case wasm::ValueType::V128:
    return "v128";
  case wasm::ValueType::Ref:
  case wasm::ValueType::Bottom:
    break;
  }
  return isFunctionReference(module, type) ? "function" : "ref";
}

const char *kindEnumerator(wasm::ValueType type) {
  switch (type.heap().kind) {
  case wasm::HeapType::Func:
    return "WASMELT_FUNCREF";
  case wasm::HeapType::Extern:
    return "WASMELT_EXTERNREF";
  case wasm::HeapType::Any:
    return "WASMELT_ANYREF";
  case wasm::HeapType::Eq:
    return "WASMELT_EQREF";
  case wasm::HeapType::I31:
    return "WASMELT_I31REF";
  case wasm::HeapType::Struct:
    return "WASMELT_STRUCTREF";
  case wasm::HeapType::Array:
    return "WASMELT_ARRAYREF";
  case wasm::HeapType::Exn:
    return "WASMELT_EXNREF";
  case wasm::HeapType::None:
    return "WASMELT_NULLREF";
  case wasm::HeapType::NoFunc:
    return "WASMELT_NULLFUNCREF";
  case wasm::HeapType::NoExtern:
    return "WASMELT_NULLEXTERNREF";
  case wasm::HeapType::NoExn:
    return "WASMELT_NULLEXNREF";
  case wasm::HeapType::Concrete:
  case wasm::HeapType::Bottom:
    break;
  }
  return "WASMELT_TYPEDREF";
}

std::string cParameters(const wasm::Module &module, const wasm::FunctionType &type) {
  std::string text;
  for (size_t i = 0; i < type.params.size(); ++i) {
    bool by_address = type.params[i].isVector();
    text += std::string(", ") + (by_address ? "const " : "") + cType(module, type.params[i]) +
            (by_address ? "*" : "") + "p" + std::to_string(i);
  }
  for (size_t i = 0; i < type.results.size(); ++i)
    text += ", " + cType(module, type.results[i]) + "*result" +
            (type.results.size() > 1 ? std::to_string(i) : "");
  return text;
}

namespace {

std::string types(const char *word, const wasm::ResultType &types) {
  if (types.empty())
    return "";
  std::string text = std::string(" (") + word;
  for (wasm::ValueType type : types)
    text += " " + type.str();
  return text + ")";
}

std::string signature(const wasm::FunctionType &type) {
  return types("param", type.params) + types("result", type.results);
}

std::string limits(const wasm::Limits &limits) {
  return std::string(limits.is_64 ? " i64" : "") + " " + std::to_string(limits.min) +
         (limits.has_max ? " " + std::to_string(limits.max) : "") +
         (limits.is_shared ? " shared" : "");
}

/// `(func` `…)`, with what is to be between.
std::string describe(const wasm::Module &module, wasm::ExternKind kind, uint32_t index,
                     const std::string &name) {
  switch (kind) {
  case wasm::ExternKind::Function:
    return "(func " + name + signature(module.functionType(index)) + ")";
  case wasm::ExternKind::Table: {
    const wasm::TableType &type = module.tables[index].type;
    return "(table " + name + limits(type.limits) + " " + type.element.str() + ")";
  }
  case wasm::ExternKind::Memory: {
    const wasm::MemoryType &type = module.memories[index].type;
    return "(memory " + name + limits(type.limits) +
           (type.page_size_log2 == 16
                ? ""
                : " (pagesize " + std::to_string(uint64_t(1) << type.page_size_log2) + ")") +
           ")";
  }
  case wasm::ExternKind::Global: {
    const wasm::GlobalType &type = module.globals[index].type;
    return "(global " + name + " " +
           (type.is_mutable ? "(mut " + type.type.str() + ")" : type.type.str()) + ")";
  }
  case wasm::ExternKind::Tag:
    break;
  }
  return "(tag " + name + signature(module.types[module.tags[index].type].function) + ")";
}

} // namespace

std::string describe(const wasm::Module &module, const wasm::Export &e) {
  return describe(module, e.kind, e.index, "(export " + quoted(e.name) + ")");
}

std::string describe(const wasm::Module &module, const wasm::Import &import) {
  return describe(module, import.kind, import.index,
                  "(import " + quoted(import.module) + " " + quoted(import.field) + ")");
}

} // namespace wasmelt::bindings
