// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The sections of a binary module (spec section 5.5).
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/branch_hints.h"
#include "compiler/wasm/canonical_types.h"
#include "compiler/wasm/decode_names.h"
#include "compiler/wasm/decode_types.h"
#include "compiler/wasm/instruction_reader.h"
#include "compiler/wasm/limits.h"
#include "compiler/wasm/read_const_expr.h"
#include "compiler/wasm/read_type.h"

#include <algorithm>

namespace wasmelt::wasm {

namespace {

enum SectionId : uint8_t {
  kCustom,
  kType,
  kImport,
  kFunction,
  kTable,
  kMemory,
  kGlobal,
  kExport,
  kStart,
  kElement,
  kCode,
  kData,
  kDataCount,
  kTag,
};
constexpr const char *kSectionNames[] = {"custom", "type",   "import",     "function", "table",
                                         "memory", "global", "export",     "start",    "element",
                                         "code",   "data",   "data count", "tag"};

/// Where a section stands among the others. Not the order of ids: tag and data count came later.
constexpr uint8_t kSectionPosition[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6};

class ModuleDecoder {
public:
  ModuleDecoder(Module &module, const FeatureSet &features)
      : module_(module), features_(features), context_{module, {}} {}

  void decode() {
    if (module_.bytes.size() > limits::kModuleBytes)
      context_.fail(Error::Kind::LimitExceeded, 0,
                    "module size: " + std::to_string(module_.bytes.size()) +
                        " bytes are more than the limit of " +
                        std::to_string(limits::kModuleBytes));
    context_.require(features_, Feature::MVP, 0, "a module");
    ByteReader reader(context_, 0, module_.bytes.size());
    header(reader);
    try {
      sections(reader);
    } catch (const Error &) {
      context_.function.reset();
      decodeBodies();
      throw;
    }
    canonicalizeTypes(module_.types);
    decodeNames(module_);
    decodeBranchHints(module_, features_);
  }

private:
  void sections(ByteReader &reader) {
    uint8_t last_position = 0;
    while (!reader.atEnd()) {
      const uint64_t offset = reader.offset();
      const uint8_t id = reader.u8();
      if (id > kTag)
        reader.fail(Error::Kind::Malformed, offset, "malformed section id: " + std::to_string(id));
      ByteReader content = reader.sub(reader.u32());
      if (id != kCustom) {
        if (kSectionPosition[id] <= last_position)
          reader.fail(Error::Kind::Malformed, offset,
                      std::string("unexpected content after last section: the ") +
                          kSectionNames[id] + " section is repeated or out of order");
        last_position = kSectionPosition[id];
      }
      section(static_cast<SectionId>(id), offset, content);
      if (!content.atEnd())
        reader.fail(Error::Kind::Malformed, content.offset(),
                    std::string("section size mismatch: ") + std::to_string(content.remaining()) +
                        " bytes left in the " + kSectionNames[id] + " section");
    }
    if (bodies_ != definedFunctions())
      context_.fail(Error::Kind::Malformed, code_offset_ ? code_offset_ : reader.offset(),
                    "function and code section have inconsistent lengths: " +
                        std::to_string(definedFunctions()) + " functions, " +
                        std::to_string(bodies_) + " bodies");
    if (module_.data_count && *module_.data_count != module_.datas.size())
      failInconsistentData(reader.offset(), module_.datas.size());
  }

  /// Throws Error for a body that cannot be decoded. Bodies are left to validation, but if
  /// something behind them is malformed, it may be so because of an error in one of them.
  void decodeBodies() {
    for (size_t i = module_.importedFunctionCount; i < module_.functions.size(); ++i) {
      if (module_.functions[i].body_end == 0)
        return;
      const ErrorContext context{module_, static_cast<uint32_t>(i)};
      InstructionReader reader(context, *context.function, features_);
      for (Instruction instruction; reader.next(instruction);)
        ;
    }
  }

  void header(ByteReader &reader) {
    static constexpr uint8_t magic[4] = {0, 'a', 's', 'm'};
    if (reader.remaining() < 4)
      reader.fail(Error::Kind::Malformed, module_.bytes.size(),
                  "unexpected end: this is not a binary WebAssembly module");
    if (std::memcmp(module_.bytes.data(), magic, 4) != 0)
      reader.fail(Error::Kind::Malformed, 0,
                  "magic header not detected: this is not a binary WebAssembly module");
    reader.bytes(4);
    const uint32_t version = reader.fixed32();
    if (version == 0x0001000D)
      context_.failUnsupported(4, "the component model", "this is a component, not a module");
    if (version != 1)
      reader.fail(Error::Kind::Malformed, 4, "unknown binary version: " + std::to_string(version));
  }

  void section(SectionId id, uint64_t offset, ByteReader &reader) {
    switch (id) {
    case kCustom:
      return customSection(offset, reader);
    case kType:
      return decodeTypes(reader, features_, module_.types);
    case kImport:
      return importSection(reader);
    case kFunction:
      return functionSection(reader);
    case kTable:
      return tableSection(reader);
    case kMemory:
      return memorySection(reader);
    case kGlobal:
      return globalSection(reader);
    case kExport:
      return exportSection(reader);
    case kStart:
      module_.start_offset = reader.offset();
      module_.start = reader.u32();
      return;
    case kElement:
      return elementSection(reader);
    case kCode:
      return codeSection(reader);
    case kData:
      return dataSection(reader);
    case kDataCount:
      context_.require(features_, Feature::BulkMemory, offset, "the data count section");
      module_.data_count = reader.u32();
      return;
    case kTag:
      context_.require(features_, Feature::Exceptions, offset, "the tag section");
      return tagSection(reader);
    }
  }

  /// Reads how many entries follow.
  uint32_t count(ByteReader &reader, uint32_t limit, const char *what) {
    const uint64_t offset = reader.offset();
    const uint32_t n = reader.u32();
    if (n > limit)
      reader.fail(Error::Kind::LimitExceeded, offset,
                  std::string("too many ") + what + ": " + std::to_string(n) +
                      " are more than the limit of " + std::to_string(limit));
    return n;
  }
  /// Prepares for `n` more entries, each of which takes at least a byte: never for more than can be
  /// in the file, whatever it says.
  template <class T>
  void reserve(std::vector<T> &entries, uint32_t n, const ByteReader &reader) {
    entries.reserve(entries.size() + std::min<uint64_t>(n, reader.remaining()));
  }

  void customSection(uint64_t offset, ByteReader &reader) {
    CustomSection custom;
    custom.offset = offset;
    custom.name = reader.name();
    custom.bytes = reader.bytes(reader.remaining());
    module_.custom_sections.push_back(std::move(custom));
  }

  enum LimitsFlags : uint8_t { kHasMax = 1, kShared = 2, k64Bit = 4, kPageSize = 8 };

  uint8_t limitsFlags(ByteReader &reader, bool is_memory) {
    const uint64_t offset = reader.offset();
    const uint8_t flags = reader.u8();
    const uint8_t known = is_memory ? kHasMax | kShared | k64Bit | kPageSize : kHasMax | k64Bit;
    if (flags & ~known)
      reader.fail(Error::Kind::Malformed, offset,
                  "malformed limits flags: " + std::to_string(flags));
    if (flags & kPageSize && reader.atEnd())
      reader.fail(Error::Kind::Malformed, offset,
                  "malformed limits flags: " + std::to_string(flags) + " without the limits");
    if (flags & kPageSize && !features_.has(Feature::CustomPageSizes))
      reader.fail(Error::Kind::Malformed, offset,
                  "malformed limits flags: " + std::to_string(flags) +
                      " needs the feature 'custom-page-sizes', which is turned off");
    if (flags & k64Bit)
      context_.require(features_, Feature::Memory64, offset, "an address type of i64");
    if (flags & kShared)
      context_.require(features_, Feature::Threads, offset, "a shared memory");
    return flags;
  }
  Limits limits(ByteReader &reader, uint8_t flags) {
    Limits result;
    result.has_max = flags & kHasMax;
    result.is_shared = flags & kShared;
    result.is_64 = flags & k64Bit;
    result.min = reader.u64();
    if (result.has_max)
      result.max = reader.u64();
    return result;
  }

  Table table(ByteReader &reader, std::optional<uint32_t> import) {
    Table table;
    table.offset = reader.offset();
    table.import = import;
    table.type.element = readReferenceType(reader, features_);
    table.type.limits = limits(reader, limitsFlags(reader, false));
    return table;
  }

  Memory memory(ByteReader &reader, std::optional<uint32_t> import) {
    Memory memory;
    memory.offset = reader.offset();
    memory.import = import;
    const uint8_t flags = limitsFlags(reader, true);
    memory.type.limits = limits(reader, flags);
    if (flags & kPageSize) {
      const uint64_t offset = reader.offset();
      const uint32_t log2 = reader.u32();
      if (log2 >= 64)
        reader.fail(Error::Kind::Malformed, offset,
                    "invalid custom page size: 2^" + std::to_string(log2) + " bytes");
      memory.type.page_size_log2 = static_cast<uint8_t>(log2);
    }
    return memory;
  }

  Tag tag(ByteReader &reader, std::optional<uint32_t> import) {
    Tag tag;
    tag.offset = reader.offset();
    tag.import = import;
    if (const uint8_t attribute = reader.u8(); attribute != 0)
      reader.fail(Error::Kind::Malformed, tag.offset,
                  "malformed tag attribute: " + std::to_string(attribute));
    tag.type = reader.u32();
    return tag;
  }

  GlobalType globalType(ByteReader &reader) {
    GlobalType type;
    type.type = readValueType(reader, features_);
    const uint64_t offset = reader.offset();
    const uint8_t mutability = reader.u8();
    if (mutability > 1)
      reader.fail(Error::Kind::Malformed, offset,
                  "malformed mutability: " + std::to_string(mutability));
    type.is_mutable = mutability == 1;
    return type;
  }

  void importSection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kImports, "imports");
    reserve(module_.imports, n, reader);
    for (uint32_t i = 0; i < n; ++i) {
      Import import;
      import.offset = reader.offset();
      import.module = reader.name();
      import.field = reader.name();
      const uint64_t kind_offset = reader.offset();
      const uint8_t kind = reader.u8();
      switch (kind) {
      case 0: {
        Function function;
        function.type = reader.u32();
        function.import = i;
        import.index = static_cast<uint32_t>(module_.functions.size());
        module_.functions.push_back(function);
        break;
      }
      case 1:
        import.index = static_cast<uint32_t>(module_.tables.size());
        module_.tables.push_back(table(reader, i));
        break;
      case 2:
        import.index = static_cast<uint32_t>(module_.memories.size());
        module_.memories.push_back(memory(reader, i));
        break;
      case 3: {
        import.index = static_cast<uint32_t>(module_.globals.size());
        const GlobalType type = globalType(reader);
        if (type.is_mutable)
          context_.require(features_, Feature::MutableGlobals, import.offset,
                           "importing a mutable global");
        module_.globals.push_back({.type = type, .import = i, .init = {}});
        break;
      }
      case 4:
        context_.require(features_, Feature::Exceptions, kind_offset, "importing a tag");
        import.index = static_cast<uint32_t>(module_.tags.size());
        module_.tags.push_back(tag(reader, i));
        break;
      default:
        reader.fail(Error::Kind::Malformed, kind_offset,
                    "malformed import kind: " + std::to_string(kind));
      }
      import.kind = static_cast<ExternKind>(kind);
      module_.imports.push_back(std::move(import));
    }
    module_.importedFunctionCount = static_cast<uint32_t>(module_.functions.size());
  }

  void functionSection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kFunctions, "functions");
    reserve(module_.functions, n, reader);
    for (uint32_t i = 0; i < n; ++i)
      module_.functions.emplace_back().type = reader.u32();
  }

  void tableSection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kTables, "tables");
    for (uint32_t i = 0; i < n; ++i) {
      if (reader.peek() != 0x40) {
        module_.tables.push_back(table(reader, {}));
        continue;
      }
      const uint64_t offset = reader.offset();
      context_.require(features_, Feature::FunctionReferences, offset,
                       "a table with an initialiser");
      reader.u8();
      if (const uint8_t reserved = reader.u8(); reserved != 0)
        reader.fail(Error::Kind::Malformed, offset + 1,
                    "malformed table: expected 0, found " + std::to_string(reserved));
      Table &initialised = module_.tables.emplace_back(table(reader, {}));
      initialised.offset = offset;
      initialised.init = readConstExpr(reader, features_);
      declareFunctionsOf(*initialised.init);
    }
  }

  void memorySection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kMemories, "memories");
    for (uint32_t i = 0; i < n; ++i)
      module_.memories.push_back(memory(reader, {}));
  }

  void tagSection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kTags, "tags");
    reserve(module_.tags, n, reader);
    for (uint32_t i = 0; i < n; ++i)
      module_.tags.push_back(tag(reader, {}));
  }

  void globalSection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kGlobals, "globals");
    reserve(module_.globals, n, reader);
    for (uint32_t i = 0; i < n; ++i) {
      Global global;
      global.type = globalType(reader);
      global.init = readConstExpr(reader, features_);
      declareFunctionsOf(global.init);
      module_.globals.push_back(std::move(global));
    }
  }

  void exportSection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kExports, "exports");
    reserve(module_.exports, n, reader);
    for (uint32_t i = 0; i < n; ++i) {
      Export e;
      e.offset = reader.offset();
      e.name = reader.name();
      const uint64_t kind_offset = reader.offset();
      const uint8_t kind = reader.u8();
      if (kind == 4)
        context_.require(features_, Feature::Exceptions, kind_offset, "exporting a tag");
      if (kind > 4)
        reader.fail(Error::Kind::Malformed, kind_offset,
                    "malformed export kind: " + std::to_string(kind));
      e.kind = static_cast<ExternKind>(kind);
      e.index = reader.u32();
      if (e.kind == ExternKind::Function)
        declareFunction(e.index);
      module_.exports.push_back(std::move(e));
    }
  }

  /// What ref.func makes; of a function that does not exist, just something.
  ValueType functionReference(uint32_t function) const {
    return function < module_.functions.size() ? module_.referenceType(function)
                                               : ValueType::funcref();
  }
  void declareFunction(uint64_t index) {
    if (index < module_.functions.size())
      module_.functions[index].is_declared = true;
  }
  void declareFunctionsOf(const ConstExpr &expr) {
    for (const ConstInstr &instr : expr.instrs)
      if (instr.op == ConstInstr::RefFunc)
        declareFunction(instr.bits);
  }

  void elementSection(ByteReader &reader) {
    const uint32_t n = count(reader, limits::kElementSegments, "element segments");
    for (uint32_t i = 0; i < n; ++i)
      module_.elements.push_back(elementSegment(reader));
  }

  ElementSegment elementSegment(ByteReader &reader) {
    // Bits of the flags, and how they read together with kNotActive clear and set.
    enum : uint32_t { kNotActive = 1, kTableGivenOrDeclarative = 2, kExpressions = 4 };
    ElementSegment segment;
    segment.offset = reader.offset();
    const uint32_t flags = reader.u32();
    if (flags > 7)
      reader.fail(Error::Kind::Malformed, segment.offset,
                  "malformed element segment flags: " + std::to_string(flags));
    if (flags != 0)
      context_.require(features_, Feature::BulkMemory, segment.offset, "this element segment");
    if (!(flags & kNotActive)) {
      segment.mode = SegmentMode::Active;
      if (flags & kTableGivenOrDeclarative)
        segment.table = reader.u32();
      segment.start = readConstExpr(reader, features_);
    } else {
      segment.mode =
          flags & kTableGivenOrDeclarative ? SegmentMode::Declarative : SegmentMode::Passive;
    }
    // Function indices never are null; expressions are of the type that is written, or funcref.
    segment.type = ValueType::ref({HeapType::Func, 0}, flags & kExpressions);
    if (flags & (kNotActive | kTableGivenOrDeclarative)) {
      if (flags & kExpressions) {
        segment.type = readReferenceType(reader, features_);
      } else if (const uint64_t offset = reader.offset(); reader.u8() != 0) {
        reader.fail(Error::Kind::Malformed, offset,
                    "malformed element kind: expected 0 (functions)");
      }
    }
    const uint32_t n = count(reader, limits::kTableEntries, "entries of an element segment");
    reserve(segment.elements, n, reader);
    for (uint32_t i = 0; i < n; ++i) {
      if (flags & kExpressions) {
        segment.elements.push_back(readConstExpr(reader, features_));
        declareFunctionsOf(segment.elements.back());
        continue;
      }
      ConstExpr &element = segment.elements.emplace_back();
      element.offset = reader.offset();
      const uint32_t function = reader.u32();
      element.instrs.push_back(
          {.op = ConstInstr::RefFunc, .bits = function, .type = functionReference(function)});
      declareFunction(function);
    }
    return segment;
  }

  uint64_t definedFunctions() const {
    return module_.functions.size() - module_.importedFunctionCount;
  }
  [[noreturn]] void failInconsistentData(uint64_t offset, uint64_t datas) {
    context_.fail(Error::Kind::Malformed, offset,
                  "data count and data section have inconsistent lengths: " +
                      std::to_string(*module_.data_count) + " announced, " + std::to_string(datas) +
                      " found");
  }

  void codeSection(ByteReader &reader) {
    code_offset_ = reader.offset();
    const uint32_t n = reader.u32();
    for (; bodies_ < n; ++bodies_) {
      const uint32_t index = module_.importedFunctionCount + static_cast<uint32_t>(bodies_);
      const bool is_declared = index < module_.functions.size();
      if (is_declared)
        context_.function = index;
      const uint64_t size_offset = reader.offset();
      const uint32_t size = reader.u32();
      if (size > limits::kBodyBytes)
        reader.fail(Error::Kind::LimitExceeded, size_offset,
                    "function body size: " + std::to_string(size) +
                        " bytes are more than the limit of " + std::to_string(limits::kBodyBytes));
      const uint64_t begin = reader.offset();
      reader.bytes(size);
      if (is_declared) {
        module_.functions[index].body_begin = begin;
        module_.functions[index].body_end = reader.offset();
      }
    }
    context_.function.reset();
  }

  void dataSection(ByteReader &reader) {
    const uint64_t offset = reader.offset();
    const uint32_t n = count(reader, limits::kDataSegments, "data segments");
    if (module_.data_count && *module_.data_count != n)
      failInconsistentData(offset, n);
    reserve(module_.datas, n, reader);
    for (uint32_t i = 0; i < n; ++i) {
      DataSegment segment;
      segment.offset = reader.offset();
      const uint32_t flags = reader.u32();
      if (flags > 2)
        reader.fail(Error::Kind::Malformed, segment.offset,
                    "malformed data segment flags: " + std::to_string(flags));
      if (flags != 0)
        context_.require(features_, Feature::BulkMemory, segment.offset, "this data segment");
      segment.mode = flags == 1 ? SegmentMode::Passive : SegmentMode::Active;
      if (flags == 2)
        segment.memory = reader.u32();
      if (segment.mode == SegmentMode::Active)
        segment.start = readConstExpr(reader, features_);
      const uint32_t size = reader.u32();
      if (size > reader.remaining())
        reader.fail(Error::Kind::Malformed, reader.offset(),
                    "unexpected end of section or function: " + std::to_string(size) +
                        " bytes of data announced, " + std::to_string(reader.remaining()) +
                        " left");
      segment.bytes = reader.bytes(size);
      module_.datas.push_back(std::move(segment));
    }
  }

  Module &module_;
  const FeatureSet &features_;
  ErrorContext context_;
  uint64_t bodies_ = 0, code_offset_ = 0;
};

} // namespace

Module decodeModule(std::span<const uint8_t> bytes, std::string file_name,
                    const FeatureSet &features) {
  Module module;
  module.file_name = std::move(file_name);
  module.bytes = bytes;
  ModuleDecoder(module, features).decode();
  return module;
}

} // namespace wasmelt::wasm
