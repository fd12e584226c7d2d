// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Validation of everything but function bodies (spec section 3.4).
#include "compiler/wasm/validate_module.h"
#include "compiler/wasm/limits.h"
#include "compiler/wasm/read_const_expr.h"
#include "compiler/wasm/subtyping.h"

#include <unordered_set>

namespace wasmelt::wasm {

namespace {

class ModuleValidator {
public:
  ModuleValidator(const Module &module, const FeatureSet &features)
      : module_(module), features_(features), context_{module, {}} {}

  void validate() {
    types();
    functions();
    tags();
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

  // --- Types ------------------------------------------------------------------------------------

  /// Checks that the types which a type names are among the first `count`.
  void reference(const ValueType &type, size_t count, uint64_t offset) {
    if (type.isRef() && type.heap().kind == HeapType::Concrete && type.heap().index >= count)
      unknown(offset, "type", type.heap().index, count);
  }
  void references(const DefinedType &type, size_t count) {
    for (const ValueType &param : type.function.params)
      reference(param, count, type.offset);
    for (const ValueType &result : type.function.results)
      reference(result, count, type.offset);
    for (const FieldType &field : type.fields)
      reference(field.type, count, type.offset);
  }
  void type(const ValueType &type, uint64_t offset) {
    reference(type, module_.types.size(), offset);
  }

  void types() {
    const std::vector<DefinedType> &types = module_.types;
    std::vector<uint32_t> depths(types.size());
    for (size_t begin = 0, end; begin < types.size(); begin = end) {
      for (end = begin; end < types.size() && types[end].rec_group == types[begin].rec_group; ++end)
        ;
      // All indices first: whether types match depends on those of the whole group.
      for (size_t i = begin; i < end; ++i) {
        references(types[i], end);
        for (const uint32_t super : types[i].supertypes) {
          if (super >= i)
            unknown(types[i].offset, "type", super, i);
          depths[i] = depths[super] + 1;
        }
        if (depths[i] > limits::kSubtypingDepth)
          context_.fail(Error::Kind::LimitExceeded, types[i].offset,
                        "too many supertypes: more than the limit of " +
                            std::to_string(limits::kSubtypingDepth));
      }
      for (size_t i = begin; i < end; ++i)
        for (const uint32_t super : types[i].supertypes)
          subtype(i, super);
    }
  }
  void subtype(size_t index, uint32_t super) {
    const std::string names =
        "sub type " + std::to_string(index) + " does not match super type " + std::to_string(super);
    if (module_.types[super].is_final)
      invalid(module_.types[index].offset, names + ", which is final");
    if (!compositeMatches(module_, module_.types[index], module_.types[super]))
      invalid(module_.types[index].offset, names);
  }

  // --- Index spaces -----------------------------------------------------------------------------

  void tags() {
    for (const Tag &tag : module_.tags) {
      if (tag.type >= module_.types.size())
        unknown(tag.offset, "type", tag.type, module_.types.size());
      const DefinedType &type = module_.types[tag.type];
      if (type.kind != DefinedType::Function)
        invalid(tag.offset, "type mismatch: the type of a tag must be a function type");
      if (!type.function.results.empty())
        invalid(tag.offset, "non-empty tag result type: " + type.function.str());
    }
  }

  void functions() {
    for (uint32_t i = 0; i < module_.functions.size(); ++i) {
      const Function &function = module_.functions[i];
      const bool is_known = function.type < module_.types.size();
      if (is_known && module_.types[function.type].kind == DefinedType::Function)
        continue;
      const uint64_t offset =
          function.import ? module_.imports[*function.import].offset : function.body_begin;
      if (!function.import)
        context_.function = i;
      if (!is_known)
        unknown(offset, "type", function.type, module_.types.size());
      invalid(offset, "type mismatch: type " + std::to_string(function.type) +
                          " of a function is not a function type");
    }
  }

  void limits(const Limits &limits, uint64_t offset, uint64_t most, const char *message,
              const char *unit) {
    if (limits.min > most || (limits.has_max && limits.max > most))
      invalid(offset, std::string(message) + " " + std::to_string(most) + " " + unit);
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
      type(table.type.element, offset);
      limits(table.type.limits, offset, table.type.limits.is_64 ? UINT64_MAX : UINT32_MAX,
             "table size must be at most", "elements");
      if (table.init)
        checkConstExpr(context_, *table.init, table.type.element, importedGlobals());
      else if (!table.import && !table.type.element.defaultable())
        invalid(offset, "type mismatch: a table of " + table.type.element.str() +
                            " needs an initialiser, as its elements cannot be null");
    }
  }

  void memories() {
    if (module_.memories.size() > 1)
      context_.require(features_, Feature::MultiMemory, module_.memories[1].offset,
                       "more than one memory");
    for (const Memory &memory : module_.memories) {
      const Limits &size = memory.type.limits;
      const uint8_t log2 = memory.type.page_size_log2;
      if (log2 != 0 && log2 != 16)
        invalid(memory.offset, "invalid custom page size: 2^" + std::to_string(log2) +
                                   " bytes; 1 and 65536 are possible");
      // Sizes in pages, which memory.size returns, must be addresses, too.
      const uint64_t most = log2 == 0 ? (size.is_64 ? UINT64_MAX : UINT32_MAX)
                                      : uint64_t{1} << (size.is_64 ? 48 : 16);
      limits(size, memory.offset, most, "memory size must be at most", "pages");
      if (size.is_shared && !size.has_max)
        invalid(memory.offset, "shared memory must have maximum");
    }
  }

  size_t importedGlobals() const {
    size_t count = 0;
    while (count < module_.globals.size() && module_.globals[count].import)
      ++count;
    return count;
  }

  void globals() {
    for (size_t i = 0; i < module_.globals.size(); ++i) {
      const Global &global = module_.globals[i];
      type(global.type.type,
           global.import ? module_.imports[*global.import].offset : global.init.offset);
      if (!global.import)
        checkConstExpr(context_, global.init, global.type.type, i);
    }
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
      type(segment.type, segment.offset);
      if (segment.mode == SegmentMode::Active) {
        if (segment.table >= module_.tables.size())
          unknown(segment.offset, "table", segment.table, module_.tables.size());
        const TableType &table = module_.tables[segment.table].type;
        if (!matches(module_, segment.type, table.element))
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
