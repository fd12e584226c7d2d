// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The context strategy: where things lie in an instance, and the descriptor by which the runtime
// links and instantiates the library.
#include "compiler/codegen/safepoints.h"
#include "compiler/lower/abi_types.h"
#include "compiler/lower/context_instance.h"
#include "compiler/lower/function_lowering.h"
#include "compiler/lower/type_encoding.h"
#include "compiler/wasm/const_expr.h"
#include "runtime-lib/abi/abi_version.h"
#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/abi/symbol_names.h"
#include "runtime-lib/abi/type_encoding.h"

#include <llvm/IR/InstIterator.h>
#include <llvm/Support/MathExtras.h>

using namespace llvm;

namespace wasmelt::lower {

ContextInstance::ContextInstance(ModuleContext &module) : InstanceAccess(module) {
  ArrayType *ids = ArrayType::get(module_.i32, module_.wasm.types.size());
  type_ids_ = makeVariable(ids, ConstantAggregateZero::get(ids), false, "wasmelt.type_ids");
  type_ids_->setExternallyInitialized(true);
  StructType *entry = abi::typeContextFuncRef(module_.ir.getContext());
  null_entry_ = makeVariable(entry, Constant::getNullValue(entry), true, "wasmelt.null_entry");
  computeLayout();
  findConstantGlobals();
  makeSegments();
  markFunctions();
}

void ContextInstance::markFunctions() {
  const CompileOptions &options = module_.options;
  if (!options.interruptible && options.traps == Traps::Signals)
    return;
  for (uint32_t i = module_.wasm.importedFunctionCount; i < module_.wasm.functions.size(); ++i) {
    Function &f = *module_.function(i);
    f.addFnAttr(codegen::control_attribute, std::to_string(layout_.control));
    if (options.interruptible)
      f.addFnAttr(codegen::poll_attribute);
    if (options.traps == Traps::Explicit)
      f.addFnAttr(codegen::frames_attribute);
  }
}

/// What calls functions from outside does not get their code, as it gets no safepoints.
void ContextInstance::keepMarkedFunctions() {
  for (Function &f : module_.ir) {
    if (f.hasFnAttribute(codegen::control_attribute))
      continue;
    for (Instruction &instruction : instructions(f))
      if (auto *call = dyn_cast<CallBase>(&instruction))
        if (Function *callee = call->getCalledFunction();
            callee && callee->hasFnAttribute(codegen::control_attribute))
          call->setIsNoInline();
  }
}

void ContextInstance::computeLayout() {
  const wasm::Module &wasm = module_.wasm;
  uint64_t end = sizeof(Instance);
  auto take = [&](uint64_t count, uint64_t size, uint64_t alignment = 8) {
    uint64_t start = alignTo(end, alignment);
    end = start + count * size;
    return uint32_t(start);
  };
  if (module_.hasControl())
    layout_.control = take(1, sizeof(void *));
  layout_.memories = take(wasm.memories.size(), sizeof(MemorySlot));
  layout_.tables = take(wasm.tables.size(), sizeof(void *));
  layout_.tags = take(wasm.tags.size(), sizeof(void *));
  layout_.functions = take(wasm.importedFunctionCount, sizeof(FunctionSlot));
  // Globals first, as code may refer to them more than to anything else.
  for (const wasm::Global &global : wasm.globals) {
    bool wide = global.type.type.isVector() && !global.import;
    layout_.globals.push_back(take(1, wide ? 16 : 8, wide ? 16 : 8));
  }
  for (size_t i = 0; i < wasm.elements.size(); ++i)
    layout_.element_sizes.push_back(take(1, 8));
  for (size_t i = 0; i < wasm.datas.size(); ++i)
    layout_.data_sizes.push_back(take(1, 8));
  layout_.references = take(module_.facts.referenced_functions.size(), sizeof(ContextFuncRef));
  for (const wasm::ElementSegment &segment : wasm.elements)
    layout_.elements.push_back(take(segment.elements.size(), sizeof(void *)));
  layout_.size = take(0, 0, 16);
}

void ContextInstance::findConstantGlobals() {
  LLVMContext &context = module_.ir.getContext();
  for (const wasm::Global &global : module_.wasm.globals) {
    Constant *constant = nullptr;
    std::optional<wasm::ConstValue> value;
    if (!global.import && !global.type.is_mutable && !global.type.type.isRef())
      value = wasm::evaluate(module_.wasm, global.init);
    if (value)
      switch (value->type.kind()) {
      case wasm::ValueType::I32:
      case wasm::ValueType::I64:
        constant = ConstantInt::get(module_.type(value->type), value->bits, false, true);
        break;
      case wasm::ValueType::F32:
        constant = ConstantFP::get(
            context, APFloat(APFloat::IEEEsingle(), APInt(32, uint32_t(value->bits))));
        break;
      case wasm::ValueType::F64:
        constant = ConstantFP::get(context, APFloat(APFloat::IEEEdouble(), APInt(64, value->bits)));
        break;
      case wasm::ValueType::V128:
        constant =
            ConstantDataVector::get(context, ArrayRef<uint64_t>{value->bits, value->bits_high});
        break;
      default:
        break;
      }
    constant_globals_.push_back(constant);
  }
}

void ContextInstance::makeSegments() {
  imaged_ = imagedSegments(module_.wasm, placed_);
  for (size_t i = 0; i < module_.wasm.datas.size(); ++i) {
    const wasm::DataSegment &segment = module_.wasm.datas[i];
    bool is_kept = !isImaged(uint32_t(i));
    ArrayRef<uint8_t> bytes(segment.bytes.data(), is_kept ? segment.bytes.size() : 0);
    Constant *init = ConstantDataArray::get(module_.ir.getContext(), bytes);
    datas_.push_back(makeVariable(init->getType(), init, true, "wasmelt.data." + Twine(i)));
    datas_.back()->setAlignment(Align(1));
  }
}

bool ContextInstance::isExported(wasm::ExternKind kind, uint32_t index) const {
  return any_of(module_.wasm.exports,
                [&](const wasm::Export &e) { return e.kind == kind && e.index == index; });
}

Constant *ContextInstance::nameBytes(StringRef name) { return cString(name); }

GlobalVariable *ContextInstance::makeWords(const std::vector<uint32_t> &words, const char *name) {
  Constant *init = ConstantDataArray::get(module_.ir.getContext(), ArrayRef<uint32_t>(words));
  return makeVariable(init->getType(), init, true, name);
}

namespace {

uint64_t libraryOptions(const CompileOptions &options) {
  return (options.interruptible ? LibraryInterruptible : 0) |
         (options.fuel ? LibraryCountsFuel : 0) |
         (options.traps == Traps::Explicit ? LibraryTrapsExplicitly : 0);
}

uint64_t limitFlags(const wasm::Limits &limits) {
  return (limits.has_max ? LimitHasMax : 0) | (limits.is_64 ? LimitIs64 : 0) |
         (limits.is_shared ? LimitShared : 0);
}

/// The index of the defined type in a value type, for rows that have one.
uint32_t typeIndex(wasm::ValueType type) {
  return type.isRef() && type.heap().kind == wasm::HeapType::Concrete ? type.heap().index : 0;
}

template <typename Items>
uint32_t countImported(const Items &items) {
  return uint32_t(count_if(items, [](const auto &item) { return item.import.has_value(); }));
}

} // namespace

Constant *ContextInstance::importRows() {
  StructType *type = abi::typeImportRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (const wasm::Import &import : module_.wasm.imports) {
    uint32_t type_index = 0, reference = NoReference;
    if (import.kind == wasm::ExternKind::Function) {
      type_index = module_.wasm.functions[import.index].type;
      if (is_contained(module_.facts.referenced_functions, import.index))
        reference = uint32_t(referenceNumber(import.index));
    }
    rows.push_back(abi::StructConstant(type)
                       .set(abi::ImportRow::module, nameBytes(import.module))
                       .set(abi::ImportRow::name, nameBytes(import.field))
                       .set(abi::ImportRow::module_size, import.module.size())
                       .set(abi::ImportRow::name_size, import.field.size())
                       .set(abi::ImportRow::kind, uint64_t(import.kind))
                       .set(abi::ImportRow::index, import.index)
                       .set(abi::ImportRow::type, type_index)
                       .set(abi::ImportRow::reference, reference)
                       .get());
  }
  return makeArray(type, rows, true, "wasmelt.imports");
}

Constant *ContextInstance::exportRows() {
  StructType *type = abi::typeExportRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (const wasm::Export &e : module_.wasm.exports)
    rows.push_back(abi::StructConstant(type)
                       .set(abi::ExportRow::name, nameBytes(e.name))
                       .set(abi::ExportRow::name_size, e.name.size())
                       .set(abi::ExportRow::kind, uint64_t(e.kind))
                       .set(abi::ExportRow::index, e.kind == wasm::ExternKind::Function
                                                       ? referenceNumber(e.index)
                                                       : e.index)
                       .get());
  return makeArray(type, rows, true, "wasmelt.exports");
}

Constant *ContextInstance::referenceRows() {
  StructType *type = abi::typeReferenceRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (uint32_t function : module_.facts.referenced_functions) {
    const wasm::Function &row = module_.wasm.functions[function];
    rows.push_back(
        abi::StructConstant(type)
            .set(abi::ReferenceRow::code, row.import ? nullReference() : module_.function(function))
            .set(abi::ReferenceRow::type, row.type)
            .set(abi::ReferenceRow::function, function)
            .get());
  }
  return makeArray(type, rows, true, "wasmelt.references");
}

Constant *ContextInstance::tableRows() {
  StructType *type = abi::typeTableRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (uint32_t i = 0; i < module_.wasm.tables.size(); ++i) {
    const wasm::TableType &table = module_.wasm.tables[i].type;
    uint64_t flags = TableDynamic |
                     (holdsFunctions(i) ? TableFuncRefEntries | TableContextEntries : 0) |
                     (isExceptionReference(table.element) ? TableExceptionEntries : 0);
    rows.push_back(abi::StructConstant(type)
                       .set(abi::TableRow::min, table.limits.min)
                       .set(abi::TableRow::max, table.limits.max)
                       .set(abi::TableRow::flags, limitFlags(table.limits))
                       .set(abi::TableRow::table_flags, flags)
                       .set(abi::TableRow::element, encodeValueType(table.element))
                       .set(abi::TableRow::element_type, typeIndex(table.element))
                       .get());
  }
  return makeArray(type, rows, true, "wasmelt.tables");
}

Constant *ContextInstance::memoryRows() {
  StructType *type = abi::typeMemoryRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (uint32_t i = 0; i < module_.wasm.memories.size(); ++i) {
    const wasm::Memory &memory = module_.wasm.memories[i];
    MemoryShape shape = memoryShape(i);
    // Code that checks every access needs nothing of a memory that somebody else made.
    uint64_t reservation = memory.import && hasExplicitBounds(i) ? 0 : shape.reservation;
    rows.push_back(abi::StructConstant(type)
                       .set(abi::MemoryRow::min, memory.type.limits.min)
                       .set(abi::MemoryRow::max, memory.type.limits.max)
                       .set(abi::MemoryRow::initial_size, shape.initial_size)
                       .set(abi::MemoryRow::max_size, shape.max_size)
                       .set(abi::MemoryRow::reservation, reservation)
                       .set(abi::MemoryRow::page_size_log2, memory.type.page_size_log2)
                       .set(abi::MemoryRow::memory_flags, shape.flags)
                       .set(abi::MemoryRow::flags, limitFlags(memory.type.limits))
                       .get());
  }
  return makeArray(type, rows, true, "wasmelt.memories");
}

Constant *ContextInstance::imageRows(size_t &count) {
  // The runtime puts them into whole pages of the machine, whatever size those have.
  constexpr uint64_t page = 4096;
  StructType *type = abi::typeImageRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (const ImagePart &part : imageParts(module_, placed_, page)) {
    if (part.bytes.empty())
      continue;
    Constant *init = ConstantDataArray::get(module_.ir.getContext(), ArrayRef<uint8_t>(part.bytes));
    GlobalVariable *bytes =
        makeVariable(init->getType(), init, true, "wasmelt.image." + Twine(rows.size()));
    bytes->setAlignment(Align(1));
    rows.push_back(abi::StructConstant(type)
                       .set(abi::ImageRow::bytes, bytes)
                       .set(abi::ImageRow::offset, part.offset)
                       .set(abi::ImageRow::size, part.bytes.size())
                       .set(abi::ImageRow::memory, part.memory)
                       .get());
  }
  count = rows.size();
  return makeArray(type, rows, true, "wasmelt.images");
}

Constant *ContextInstance::globalRows() {
  StructType *type = abi::typeGlobalRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (size_t i = 0; i < module_.wasm.globals.size(); ++i) {
    const wasm::GlobalType &global = module_.wasm.globals[i].type;
    rows.push_back(abi::StructConstant(type)
                       .set(abi::GlobalRow::type, encodeValueType(global.type))
                       .set(abi::GlobalRow::type_index, typeIndex(global.type))
                       .set(abi::GlobalRow::is_mutable, global.is_mutable)
                       .set(abi::GlobalRow::slot, layout_.globals[i])
                       .get());
  }
  return makeArray(type, rows, true, "wasmelt.globals");
}

void ContextInstance::emitDescriptors(FunctionLowering &functions,
                                      const std::string &cpu_features) {
  const wasm::Module &wasm = module_.wasm;
  Function *initialise = functions.lowerInitialise(*this);
  std::vector<uint32_t> words = encodeTypes(wasm.types), tags;
  for (const wasm::Tag &tag : wasm.tags)
    tags.push_back(tag.type);
  size_t image_count;
  Constant *images = imageRows(image_count);
  StructType *type = abi::typeLibraryDescriptor(module_.ir.getContext());
  namespace field = abi::LibraryDescriptor;
  Constant *descriptor = abi::StructConstant(type)
                             .set(field::abi_version, WASMELT_ABI_VERSION)
                             .set(field::runtime_call_count, uint64_t(RuntimeCall::Count))
                             .set(field::instance_size, layout_.size)
                             .set(field::type_count, wasm.types.size())
                             .set(field::type_word_count, words.size())
                             .set(field::import_count, wasm.imports.size())
                             .set(field::export_count, wasm.exports.size())
                             .set(field::function_import_count, wasm.importedFunctionCount)
                             .set(field::reference_count, module_.facts.referenced_functions.size())
                             .set(field::table_count, wasm.tables.size())
                             .set(field::table_import_count, countImported(wasm.tables))
                             .set(field::memory_count, wasm.memories.size())
                             .set(field::memory_import_count, countImported(wasm.memories))
                             .set(field::global_count, wasm.globals.size())
                             .set(field::global_import_count, countImported(wasm.globals))
                             .set(field::tag_count, wasm.tags.size())
                             .set(field::tag_import_count, countImported(wasm.tags))
                             .set(field::memory_slots, layout_.memories)
                             .set(field::table_slots, layout_.tables)
                             .set(field::tag_slots, layout_.tags)
                             .set(field::function_slots, layout_.functions)
                             .set(field::reference_slots, layout_.references)
                             .set(field::type_words, makeWords(words, "wasmelt.type_words"))
                             .set(field::type_ids, type_ids_)
                             .set(field::types, makeTypeRows())
                             .set(field::imports, importRows())
                             .set(field::exports, exportRows())
                             .set(field::references, referenceRows())
                             .set(field::tables, tableRows())
                             .set(field::memories, memoryRows())
                             .set(field::image_count, image_count)
                             .set(field::options, libraryOptions(module_.options))
                             .set(field::control_slot, layout_.control)
                             .set(field::images, images)
                             .set(field::globals, globalRows())
                             .set(field::tags, makeWords(tags, "wasmelt.tags"))
                             .set(field::runtime_calls, module_.runtimeTable())
                             .set(field::initialise, initialise)
                             .set(field::cpu_features, cString(cpu_features))
                             .get();
  auto *library = new GlobalVariable(module_.ir, type, true, GlobalValue::ExternalLinkage,
                                     descriptor, WASMELT_SYMBOL_LIBRARY);
  emitEntries(*library, module_.entry_symbols);
  keepMarkedFunctions();
}

} // namespace wasmelt::lower
