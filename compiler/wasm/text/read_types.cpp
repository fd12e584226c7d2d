// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/read_types.h"
#include "compiler/wasm/text/keywords.h"

#include <algorithm>

namespace wasmelt::wasm::text {

namespace {

std::optional<ValueType> plainValueType(std::string_view word) {
  if (word == "i32")
    return ValueType::I32;
  if (word == "i64")
    return ValueType::I64;
  if (word == "f32")
    return ValueType::F32;
  if (word == "f64")
    return ValueType::F64;
  if (word == "v128")
    return ValueType::V128;
  if (const std::optional<HeapType::Kind> heap = findReferenceType(word))
    return ValueType::ref({*heap, 0}, true);
  return std::nullopt;
}

} // namespace

HeapType TypeReader::heapType() {
  if (reader_.atIndex())
    return {HeapType::Concrete, names_.types.read(reader_)};
  const Token &token = reader_.peek();
  if (token.kind == Token::Keyword)
    if (const std::optional<HeapType::Kind> kind = findHeapType(reader_.textOf(token))) {
      reader_.next();
      return {*kind, 0};
    }
  reader_.failUnexpected("a heap type");
}

bool TypeReader::atValueType() const {
  const Token &token = reader_.peek();
  return reader_.atOpen("ref") ||
         (token.kind == Token::Keyword && plainValueType(reader_.textOf(token)));
}

ValueType TypeReader::valueType() {
  if (reader_.acceptOpen("ref")) {
    const bool nullable = reader_.acceptKeyword("null");
    const HeapType heap = heapType();
    reader_.expectClose();
    return ValueType::ref(heap, nullable);
  }
  const Token &token = reader_.peek();
  if (token.kind == Token::Keyword)
    if (const std::optional<ValueType> type = plainValueType(reader_.textOf(token))) {
      reader_.next();
      return *type;
    }
  reader_.failUnexpected("a value type");
}

ValueType TypeReader::referenceType() {
  const Token &token = reader_.peek();
  if (token.kind == Token::LeftParen ? !reader_.atOpen("ref")
                                     : !findReferenceType(reader_.textOf(token)))
    reader_.failUnexpected("a reference type");
  return valueType();
}

ResultType TypeReader::results() {
  ResultType types;
  while (reader_.acceptOpen("result")) {
    while (!reader_.at(Token::RightParen))
      types.push_back(valueType());
    reader_.expectClose();
  }
  return types;
}

void TypeReader::params(FunctionType &type, std::vector<Binding> &bindings, bool allow_names) {
  while (reader_.acceptOpen("param")) {
    Binding binding;
    if (allow_names)
      binding = readBinding(reader_, "parameter");
    const bool is_named = !binding.empty();
    if (is_named) {
      type.params.push_back(valueType());
      bindings.push_back(std::move(binding));
    }
    while (!is_named && !reader_.at(Token::RightParen)) {
      type.params.push_back(valueType());
      bindings.emplace_back();
    }
    reader_.expectClose();
  }
}

void TypeReader::definition() {
  const size_t begin = types_.size();
  if (reader_.acceptOpen("rec")) {
    while (!reader_.at(Token::RightParen))
      definedType();
    reader_.expectClose();
  } else {
    definedType();
  }
  if (types_.size() != begin)
    groups_.push_back({begin, types_.size()});
}

void TypeReader::definedType() {
  const uint32_t source = reader_.peek().begin;
  reader_.expectOpen("type");
  readBinding(reader_, "type");
  DefinedType type;
  if (reader_.acceptOpen("sub")) {
    type.is_final = reader_.acceptKeyword("final");
    while (reader_.atIndex())
      type.supertypes.push_back(names_.types.read(reader_));
    compositeType(type);
    reader_.expectClose();
  } else {
    compositeType(type);
  }
  reader_.expectClose();
  types_.push_back(std::move(type));
  sources_.push_back(source);
}

void TypeReader::compositeType(DefinedType &type) {
  if (reader_.acceptOpen("func")) {
    std::vector<Binding> bindings;
    type.kind = DefinedType::Function;
    params(type.function, bindings, /*allow_names=*/true);
    type.function.results = results();
  } else if (reader_.acceptOpen("array")) {
    type.kind = DefinedType::Array;
    type.fields.push_back(fieldType());
  } else if (reader_.acceptOpen("struct")) {
    structure(type);
  } else {
    reader_.failUnexpected("'(func', '(struct' or '(array'");
  }
  reader_.expectClose();
}

void TypeReader::structure(DefinedType &type) {
  type.kind = DefinedType::Struct;
  IndexSpace fields("field");
  while (reader_.acceptOpen("field")) {
    const Binding binding = readBinding(reader_, "field");
    if (!binding.empty()) {
      fields.add(reader_, binding);
      type.fields.push_back(fieldType());
    } else {
      while (!reader_.at(Token::RightParen)) {
        fields.add(reader_);
        type.fields.push_back(fieldType());
      }
    }
    reader_.expectClose();
  }
  if (!fields.names().empty())
    names_.fields.emplace(static_cast<uint32_t>(types_.size()), std::move(fields));
}

FieldType TypeReader::fieldType() {
  FieldType field;
  field.is_mutable = reader_.acceptOpen("mut");
  if (reader_.acceptKeyword("i8"))
    field.packed = FieldType::I8;
  else if (reader_.acceptKeyword("i16"))
    field.packed = FieldType::I16;
  field.type = field.packed == FieldType::NotPacked ? valueType() : ValueType(ValueType::I32);
  if (field.is_mutable)
    reader_.expectClose();
  return field;
}

std::string TypeReader::keyOf(const FunctionType &type) {
  CodeBuffer key;
  key.resultType(type.params);
  key.resultType(type.results);
  return {key.bytes.begin(), key.bytes.end()};
}

void TypeReader::finishDefinitions() {
  for (const Group &group : groups_) {
    const DefinedType *type = group.end - group.begin == 1 ? &types_[group.begin] : nullptr;
    if (type && type->kind == DefinedType::Function && type->is_final && type->supertypes.empty())
      functions_.try_emplace(keyOf(type->function), static_cast<uint32_t>(group.begin));
  }
}

uint32_t TypeReader::add(DefinedType type) {
  const auto index = static_cast<uint32_t>(types_.size());
  groups_.push_back({index, index + 1});
  types_.push_back(std::move(type));
  return index;
}

const FunctionType *TypeReader::functionType(uint32_t index) const {
  if (index >= types_.size() || types_[index].kind != DefinedType::Function)
    return nullptr;
  return &types_[index].function;
}

TypeReader::Use TypeReader::readUse(bool allow_names) {
  Use use;
  use.source = reader_.peek().begin;
  if (reader_.acceptOpen("type")) {
    use.index = names_.types.read(reader_);
    reader_.expectClose();
  }
  params(use.type, use.params, allow_names);
  use.type.results = results();
  if (reader_.atOpen("param") || reader_.atOpen("type"))
    reader_.failUnexpected("parameters before results, and the type before both");
  return use;
}

uint32_t TypeReader::resolve(const Use &use) {
  if (!use.index) {
    auto [entry, is_new] =
        functions_.try_emplace(keyOf(use.type), static_cast<uint32_t>(types_.size()));
    if (is_new) {
      DefinedType type;
      type.function = use.type;
      sources_.push_back(use.source);
      add(std::move(type));
    }
    return entry->second;
  }
  if (!use.isInline())
    return *use.index;
  if (*use.index >= types_.size())
    reader_.source().fail(use.source, "unknown type " + std::to_string(*use.index));
  const FunctionType *type = functionType(*use.index);
  if (!type || *type != use.type)
    reader_.source().fail(use.source,
                          "inline function type " + use.type.str() + " is not that of type " +
                              std::to_string(*use.index) +
                              (type ? ", " + type->str() : ", which is no function type"));
  return *use.index;
}

TypeUse TypeReader::typeUse(bool allow_names) {
  Use use = readUse(allow_names);
  TypeUse result{resolve(use), std::move(use.params)};
  if (const FunctionType *type = functionType(result.index))
    result.params.resize(type->params.size());
  return result;
}

void TypeReader::blockType(CodeBuffer &out) {
  const Use use = readUse(/*allow_names=*/false);
  if (!use.index && use.type.params.empty() && use.type.results.size() <= 1) {
    if (use.type.results.empty())
      out.u8(0x40);
    else
      out.valueType(use.type.results[0]);
    return;
  }
  out.signedLeb(resolve(use));
}

CodeBuffer TypeReader::encode() const {
  CodeBuffer out;
  if (groups_.empty())
    return out;
  out.unsignedLeb(groups_.size());
  auto field = [&](const FieldType &type) {
    if (type.packed == FieldType::NotPacked)
      out.valueType(type.type);
    else
      out.u8(type.packed == FieldType::I8 ? 0x78 : 0x77);
    out.u8(type.is_mutable);
  };
  for (const Group &group : groups_) {
    if (group.end - group.begin != 1) {
      out.u8(0x4E);
      out.unsignedLeb(group.end - group.begin);
    }
    for (size_t i = group.begin; i < group.end; ++i) {
      const DefinedType &type = types_[i];
      out.mark(sources_[i]);
      if (!type.is_final || !type.supertypes.empty()) {
        out.u8(type.is_final ? 0x4F : 0x50);
        out.unsignedLeb(type.supertypes.size());
        for (uint32_t super : type.supertypes)
          out.unsignedLeb(super);
      }
      switch (type.kind) {
      case DefinedType::Function:
        out.u8(0x60);
        out.resultType(type.function.params);
        out.resultType(type.function.results);
        break;
      case DefinedType::Struct:
        out.u8(0x5F);
        out.unsignedLeb(type.fields.size());
        std::for_each(type.fields.begin(), type.fields.end(), field);
        break;
      case DefinedType::Array:
        out.u8(0x5E);
        field(type.fields[0]);
        break;
      }
    }
  }
  return out;
}

} // namespace wasmelt::wasm::text
