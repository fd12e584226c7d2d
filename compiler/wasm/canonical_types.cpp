// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two recursion groups are equal if they are written alike once references into the group count
// from its first member and references out of it are canonical ids. That writing is the key of a
// hash map.
#include "compiler/wasm/canonical_types.h"

#include <unordered_map>

namespace wasmelt::wasm {

namespace {

class GroupWriter {
public:
  GroupWriter(const std::vector<DefinedType> &types, size_t begin, size_t end)
      : types_(types), begin_(begin), end_(end) {
    for (size_t i = begin; i < end; ++i)
      write(types[i]);
  }
  std::string key;

private:
  void number(uint32_t n) {
    for (int shift = 0; shift < 32; shift += 8)
      key.push_back(static_cast<char>(n >> shift));
  }
  void reference(uint32_t index) {
    if (index >= end_) { // invalid, which is for the validator to say
      key.push_back('?');
      return number(index);
    }
    const bool inside = index >= begin_;
    key.push_back(inside ? 'r' : 'c');
    number(inside ? static_cast<uint32_t>(index - begin_) : types_[index].canonical_id);
  }
  void write(const ValueType &type) {
    key.push_back(static_cast<char>(type.kind()));
    if (!type.isRef())
      return;
    key.push_back(type.nullable() ? '?' : '!');
    key.push_back(static_cast<char>(type.heap().kind));
    if (type.heap().kind == HeapType::Concrete)
      reference(type.heap().index);
  }
  void write(const ResultType &types) {
    number(static_cast<uint32_t>(types.size()));
    for (const ValueType &type : types)
      write(type);
  }
  void write(const DefinedType &type) {
    key.push_back(static_cast<char>(type.kind));
    key.push_back(type.is_final ? 'f' : 'o');
    number(static_cast<uint32_t>(type.supertypes.size()));
    for (uint32_t super : type.supertypes)
      reference(super);
    if (type.kind == DefinedType::Function) {
      write(type.function.params);
      write(type.function.results);
      return;
    }
    number(static_cast<uint32_t>(type.fields.size()));
    for (const FieldType &field : type.fields) {
      key.push_back(static_cast<char>(field.packed));
      key.push_back(field.is_mutable ? 'm' : 'c');
      write(field.type);
    }
  }

  const std::vector<DefinedType> &types_;
  size_t begin_, end_;
};

} // namespace

void canonicalizeTypes(std::vector<DefinedType> &types) {
  std::unordered_map<std::string, uint32_t> first_id_of_group;
  uint32_t next_id = 1;
  for (size_t begin = 0, end; begin < types.size(); begin = end) {
    for (end = begin; end < types.size() && types[end].rec_group == types[begin].rec_group;)
      ++end;
    GroupWriter writer(types, begin, end);
    const auto [entry, is_new] = first_id_of_group.try_emplace(std::move(writer.key), next_id);
    for (size_t i = begin; i < end; ++i)
      types[i].canonical_id = entry->second + static_cast<uint32_t>(i - begin);
    if (is_new)
      next_id += static_cast<uint32_t>(end - begin);
  }
}

} // namespace wasmelt::wasm
