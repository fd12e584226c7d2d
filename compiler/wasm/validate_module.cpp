// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Validation of everything but function bodies (spec section 3.4).
#include "compiler/wasm/validate_module.h"
#include "compiler/wasm/limits.h"
#include "compiler/wasm/read_const_expr.h"

#include <unordered_set>

namespace wasmelt::wasm {

namespace {

class ModuleValidator {
public:
  ModuleValidator(const Module &module, const FeatureSet &features)
      : module_(module), features_(features), context_{module, {}} {}

  void validate() {
    functions();
    tables();
    memories();
    globals();
    exports();
    start();
    elements();
    datas();
  }

private:
  [[noreturn]] void invalid(uint64_t offset, std::string message) {
    context_.fail(Error::Kind::Invalid, offset, std::move(message));
  }
  [[noreturn]] void unknown(uint64_t offset, const char *what, uint64_t index, size_t count) {
    invalid(offset, std::string("unknown ") + what + " " + std::to_string(index) +
                        ": the module has " + std::to_string(count));
  }
  ValueType addressType(const Limits &limits) {
    return limits.is_64 ? ValueType::I64 : ValueType::I32;
  }

  void functions() {
    for (uint32_t i = 0; i < module_.functions.size(); ++i) {
      const Function &function = module_.functions[i];
      if (function.type < module_.types.size() &&
          module_.types[function.type].kind == DefinedType::Function)
        continue;
      if (!function.import)
        context_.function = i;
      unknown(function.import ? module_.imports[*function.import].offset : function.body_begin,
              "type", function.type, module_.types.size());
    }
  }

  void limits(const Limits &limits, uint64_t offset, uint64_t most, const char *message) {
    if (limits.min > most || (limits.has_max && limits.max > most))
      invalid(offset, std::string(message) + ": at most " + std::to_string(most) + " are possible");
    if (limits.has_max && limits.min > limits.max)
      invalid(offset, "size minimum must not be greater than maximum: " +
                          std::to_string(limits.min) + " > " + std::to_string(limits.max));
  }

  void tables() {
    if (module_.tables.size() > limits::kTables)
      context_.fail(Error::Kind::LimitExceeded, module_.tables.back().offset,
                    "too many tables: " + std::to_string(module_.tables.size()) +
                        " are more than the limit of " + std::to_string(limits::kTables));
    if (module_.tables.size() > 1)
      context_.require(features_, Feature::ReferenceTypes, module_.tables[1].offset,
                       "more than one table");
    for (const Table &table : module_.tables) {
      const uint64_t offset = table.offset;
      limits(table.type.limits, offset, UINT32_MAX, "table size");
      if (table.type.limits.min > limits::kTableEntries)
        context_.fail(Error::Kind::LimitExceeded, offset,
                      "table size: " + std::to_string(table.type.limits.min) +
                          " entries are more than the limit of " +
                          std::to_string(limits::kTableEntries));
    }
  }

  void memories() {
    if (module_.memories.size() > 1)
      context_.failUnsupported(module_.memories[1].offset, "multi-memory",
                               std::to_string(module_.memories.size()) + " memories");
    for (const Memory &memory : module_.memories)
      limits(memory.type.limits, memory.offset, uint64_t{1} << 16, "memory size in pages");
  }

  void globals() {
    for (size_t i = 0; i < module_.globals.size(); ++i)
      if (const Global &global = module_.globals[i]; !global.import)
        checkConstExpr(context_, global.init, global.type.type, i);
  }

  size_t indexSpace(ExternKind kind) {
    switch (kind) {
    case ExternKind::Function:
      return module_.functions.size();
    case ExternKind::Table:
      return module_.tables.size();
    case ExternKind::Memory:
      return module_.memories.size();
    case ExternKind::Global:
      return module_.globals.size();
    case ExternKind::Tag:
      return module_.tags.size();
    }
    return 0;
  }

  void exports() {
    std::unordered_set<std::string_view> names;
    names.reserve(module_.exports.size());
    for (const Export &e : module_.exports) {
      if (e.index >= indexSpace(e.kind))
        unknown(e.offset, externKindName(e.kind), e.index, indexSpace(e.kind));
      if (!names.insert(e.name).second)
        invalid(e.offset, "duplicate export name: '" + e.name + "'");
      if (e.kind == ExternKind::Global && module_.globals[e.index].type.is_mutable)
        context_.require(features_, Feature::MutableGlobals, e.offset,
                         "exporting a mutable global");
    }
  }

  void start() {
    if (!module_.start)
      return;
    if (*module_.start >= module_.functions.size())
      unknown(module_.start_offset, "function", *module_.start, module_.functions.size());
    const FunctionType &type = module_.functionType(*module_.start);
    if (!type.params.empty() || !type.results.empty())
      invalid(module_.start_offset,
              "start function: expected the type () -> (), found " + type.str());
  }

  void elements() {
    for (const ElementSegment &segment : module_.elements) {
      if (segment.mode == SegmentMode::Active) {
        if (segment.table >= module_.tables.size())
          unknown(segment.offset, "table", segment.table, module_.tables.size());
        const TableType &table = module_.tables[segment.table].type;
        if (table.element != segment.type)
          invalid(segment.offset, "type mismatch: an element segment of " + segment.type.str() +
                                      " for a table of " + table.element.str());
        checkConstExpr(context_, segment.start, addressType(table.limits), module_.globals.size());
      }
      for (const ConstExpr &element : segment.elements)
        checkConstExpr(context_, element, segment.type, module_.globals.size());
    }
  }

  void datas() {
    for (const DataSegment &segment : module_.datas) {
      if (segment.mode != SegmentMode::Active)
        continue;
      if (segment.memory >= module_.memories.size())
        unknown(segment.offset, "memory", segment.memory, module_.memories.size());
      checkConstExpr(context_, segment.start,
                     addressType(module_.memories[segment.memory].type.limits),
                     module_.globals.size());
    }
  }

  const Module &module_;
  const FeatureSet &features_;
  ErrorContext context_;
};

} // namespace

void validateModule(const Module &module, const FeatureSet &features) {
  ModuleValidator(module, features).validate();
}

} // namespace wasmelt::wasm
