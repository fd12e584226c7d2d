// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The static strategy's data: globals with their initial values, tables, segments, memory images
// and the descriptors that the runtime reads.
#include "compiler/lower/abi_types.h"
#include "compiler/lower/memory_images.h"
#include "compiler/lower/static_instance.h"
#include "compiler/wasm/const_expr.h"
#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/limits.h"
#include "runtime-lib/abi/abi_version.h"
#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/abi/symbol_names.h"
#include "runtime-lib/abi/trap_kinds.h"

#include <llvm/Transforms/Utils/ModuleUtils.h>

using namespace llvm;

namespace wasmelt::lower {

StaticInstance::StaticInstance(ModuleContext &module) : InstanceAccess(module), ir_(module.ir) {
  LLVMContext &context = ir_.getContext();
  instance_ = new GlobalVariable(ir_, abi::typeInstance(context), false,
                                 GlobalValue::ExternalLinkage, nullptr, WASMELT_SYMBOL_INSTANCE);
  instance_->setVisibility(GlobalValue::HiddenVisibility);
  instance_->setDSOLocal(true);
  makeFunctionReferences();
  makeGlobals();
  makeSegments();
  makeMemories();
  makeTables();
}

Constant *StaticInstance::constantOf(const wasm::ConstExpr &expr) {
  LLVMContext &context = ir_.getContext();
  std::optional<wasm::ConstValue> value = wasm::evaluate(module_.wasm, expr);
  if (!value)
    throw wasm::Error(wasm::Error::Kind::Unsupported, module_.wasm.file_name, expr.offset, "",
                      "an initialiser that uses an imported global is not supported in an "
                      "executable: nothing provides the global");
  switch (value->type.kind()) {
  case wasm::ValueType::I32:
    return ConstantInt::get(module_.i32, uint32_t(value->bits));
  case wasm::ValueType::I64:
    return ConstantInt::get(module_.i64, value->bits);
  case wasm::ValueType::F32:
    return ConstantFP::get(context,
                           APFloat(APFloat::IEEEsingle(), APInt(32, uint32_t(value->bits))));
  case wasm::ValueType::F64:
    return ConstantFP::get(context, APFloat(APFloat::IEEEdouble(), APInt(64, value->bits)));
  case wasm::ValueType::V128:
    return ConstantDataVector::get(context, ArrayRef<uint64_t>{value->bits, value->bits_high});
  default:
    return value->function ? constantReference(*value->function) : nullReference();
  }
}

Constant *StaticInstance::entryOf(const wasm::ConstExpr &expr) {
  std::optional<wasm::ConstValue> value = wasm::evaluate(module_.wasm, expr);
  if (!value || !value->function)
    return Constant::getNullValue(abi::typeFuncRef(ir_.getContext()));
  size_t number = referenceNumber(*value->function);
  return funcrefs_->getInitializer()->getAggregateElement(unsigned(number));
}

void StaticInstance::makeFunctionReferences() {
  StructType *type = abi::typeFuncRef(ir_.getContext());
  std::vector<Constant *> values;
  for (uint32_t function : module_.facts.referenced_functions) {
    uint32_t type_id = module_.wasm.types[module_.wasm.functions[function].type].canonical_id;
    values.push_back(abi::StructConstant(type)
                         .set(abi::FuncRef::code, module_.addressable(function))
                         .set(abi::FuncRef::type, type_id)
                         .set(abi::FuncRef::index, values.size())
                         .get());
  }
  funcrefs_ = makeArray(type, values, true, "wasmelt.funcrefs");
  null_entry_ = makeVariable(type, Constant::getNullValue(type), true, "wasmelt.null_entry");
}

void StaticInstance::makeGlobals() {
  for (size_t i = 0; i < module_.wasm.globals.size(); ++i) {
    const wasm::Global &global = module_.wasm.globals[i];
    std::string name = i < module_.wasm.global_names.size() ? module_.wasm.global_names[i] : "";
    if (name.empty())
      name = "global[" + std::to_string(i) + "]";
    if (global.import)
      throw wasm::Error(wasm::Error::Kind::Unsupported, module_.wasm.file_name,
                        module_.wasm.imports[*global.import].offset, "",
                        "an executable cannot import a global: nothing provides it");
    Type *type = module_.type(global.type.type);
    globals_.push_back(
        global.type.is_mutable
            ? makeInstanceVariable(type, constantOf(global.init), "wasm.global." + name)
            : makeVariable(type, constantOf(global.init), true, "wasm.global." + name));
  }
}

GlobalVariable *StaticInstance::makeInstanceVariable(Type *type, Constant *init,
                                                     const Twine &name) {
  GlobalVariable *variable = makeVariable(type, init, false, name);
  if (module_.facts.spawns_threads)
    variable->setThreadLocalMode(GlobalValue::LocalExecTLSModel);
  return variable;
}

GlobalVariable *StaticInstance::makeTag(uint32_t tag) {
  const wasm::Module &wasm = module_.wasm;
  std::string name = tag < wasm.tag_names.size() ? wasm.tag_names[tag] : "";
  for (const wasm::Export &e : wasm.exports)
    if (name.empty() && e.kind == wasm::ExternKind::Tag && e.index == tag)
      name = e.name;
  if (name.empty())
    name = "tag[" + std::to_string(tag) + "]";
  StructType *type = abi::typeTag(ir_.getContext());
  return makeVariable(type,
                      abi::StructConstant(type)
                          .set(abi::Tag::type, wasm.types[wasm.tags[tag].type].canonical_id)
                          .set(abi::Tag::name, cString(name))
                          .get(),
                      true, "wasmelt.tag." + name);
}

void StaticInstance::makeSegments() {
  // Only what memory.init and table.init can name at run time matters; LLVM drops the rest.
  for (size_t i = 0; i < module_.wasm.elements.size(); ++i) {
    const wasm::ElementSegment &segment = module_.wasm.elements[i];
    std::vector<Constant *> refs;
    for (const wasm::ConstExpr &element : segment.elements)
      refs.push_back(constantOf(element));
    elements_.push_back(makeArray(module_.ptr, refs, true, "wasmelt.element." + Twine(i)));
    // Active and declarative segments count as dropped once the module is instantiated.
    uint64_t size = segment.mode == wasm::SegmentMode::Passive ? refs.size() : 0;
    element_sizes_.push_back(makeInstanceVariable(module_.i64, ConstantInt::get(module_.i64, size),
                                                  "wasmelt.element_size." + Twine(i)));
  }
  for (size_t i = 0; i < module_.wasm.datas.size(); ++i) {
    const wasm::DataSegment &segment = module_.wasm.datas[i];
    bool passive = segment.mode == wasm::SegmentMode::Passive;
    bool kept =
        passive || (segment.mode == wasm::SegmentMode::Active && module_.facts.spawns_threads);
    ArrayRef<uint8_t> bytes(segment.bytes.data(), kept ? segment.bytes.size() : 0);
    Constant *init = ConstantDataArray::get(ir_.getContext(), bytes);
    datas_.push_back(makeVariable(init->getType(), init, true, "wasmelt.data." + Twine(i)));
    uint64_t size = passive ? bytes.size() : 0;
    data_sizes_.push_back(makeInstanceVariable(module_.i64, ConstantInt::get(module_.i64, size),
                                               "wasmelt.data_size." + Twine(i)));
  }
}

void StaticInstance::makeMemories() {
  StructType *type = abi::typeMemory(ir_.getContext());
  std::vector<Constant *> values;
  for (uint32_t i = 0; i < module_.wasm.memories.size(); ++i) {
    MemoryShape shape = memoryShape(i);
    Constant *base = nullReference();
    if (hasConstantBase(i)) {
      base = ConstantExpr::getIntToPtr(ConstantInt::get(module_.i64, constant_memory_base),
                                       module_.ptr);
      shape.flags |= MemoryFixedBase;
    }
    values.push_back(
        abi::StructConstant(type)
            .set(abi::Memory::base, base)
            .set(abi::Memory::initial_size, shape.initial_size)
            .set(abi::Memory::max_size, shape.max_size)
            .set(abi::Memory::reservation, shape.reservation)
            .set(abi::Memory::page_size_log2, module_.wasm.memories[i].type.page_size_log2)
            .set(abi::Memory::flags, shape.flags)
            .get());
  }
  memories_ = makeArray(type, values, false, "wasmelt.memories");
}

void StaticInstance::makeTables() {
  LLVMContext &context = ir_.getContext();
  StructType *type = abi::typeTable(context);
  std::vector<Constant *> values;
  for (uint32_t i = 0; i < module_.wasm.tables.size(); ++i) {
    const wasm::Table &table = module_.wasm.tables[i];
    const ModuleFacts::TableFacts &facts = module_.facts.tables[i];
    uint64_t size = table.type.limits.min;
    bool functions = holdsFunctions(i);
    if (size > wasm::limits::kTableEntries)
      throw wasm::Error(wasm::Error::Kind::LimitExceeded, module_.wasm.file_name, table.offset, "",
                        "table size: " + std::to_string(size) +
                            " entries are more than the limit of " +
                            std::to_string(wasm::limits::kTableEntries));
    Type *entry_type = functions ? static_cast<Type *>(abi::typeFuncRef(context)) : module_.ptr;
    Constant *null = Constant::getNullValue(entry_type);

    abi::StructConstant descriptor(type);
    descriptor.set(abi::Table::size, size)
        .set(abi::Table::max_size, table.type.limits.has_max ? table.type.limits.max : UINT32_MAX)
        .set(abi::Table::flags,
             (functions ? TableFuncRefEntries : 0) | (facts.grown ? TableDynamic : 0) |
                 (isExceptionReference(table.type.element) ? TableExceptionEntries : 0));
    if (facts.grown) {
      table_entries_.push_back(nullptr); // filled by the entry function
    } else {
      std::vector<Constant *> entries(size, null);
      if (table.init)
        std::fill(entries.begin(), entries.end(),
                  functions ? entryOf(*table.init) : constantOf(*table.init));
      for (const wasm::ElementSegment &segment : module_.wasm.elements) {
        if (segment.mode != wasm::SegmentMode::Active || segment.table != i)
          continue;
        uint64_t start = cast<ConstantInt>(constantOf(segment.start))->getZExtValue();
        if (start > size || segment.elements.size() > size - start) {
          tables_trap_ = true;
          break;
        }
        for (const wasm::ConstExpr &element : segment.elements)
          entries[start++] = functions ? entryOf(element) : constantOf(element);
      }
      table_entries_.push_back(
          makeArray(entry_type, entries, !facts.written, "wasmelt.table." + Twine(i)));
      descriptor.set(abi::Table::entries, table_entries_.back());
    }
    values.push_back(descriptor.get());
  }
  tables_ = makeArray(type, values, false, "wasmelt.tables");
  // Every thread has tables of its own; those that nobody changes can be one.
  if (module_.facts.spawns_threads &&
      any_of(module_.facts.tables,
             [](const ModuleFacts::TableFacts &table) { return table.grown; }))
    tables_->setThreadLocalMode(GlobalValue::LocalExecTLSModel);
}

std::optional<uint64_t> StaticInstance::placeOf(const wasm::DataSegment &segment) {
  uint64_t at = cast<ConstantInt>(constantOf(segment.start))->getZExtValue();
  uint64_t size = module_.minimumSize(segment.memory);
  if (at > size || segment.bytes.size() > size - at)
    return std::nullopt;
  return at;
}

/// The initial contents of memories, whole pages if they are to be moved.
GlobalVariable *StaticInstance::makeImages(uint32_t &count) {
  std::vector<PlacedSegment> segments;
  for (const wasm::DataSegment &segment : module_.wasm.datas) {
    // With threads it is code that initialises the memory (makeThreadInstantiation).
    if (segment.mode != wasm::SegmentMode::Active || module_.facts.spawns_threads)
      continue;
    std::optional<uint64_t> place = placeOf(segment);
    if (!place) {
      memories_trap_ = true; // and what the later segments hold is never seen
      break;
    }
    segments.push_back({&segment, *place});
  }

  StructType *type = abi::typeMemoryImage(ir_.getContext());
  std::vector<Constant *> images;
  for (const ImagePart &part : imageParts(module_, segments, image_page_size)) {
    // The runtime moves whole pages and copies everything else.
    bool copied = part.offset % image_page_size != 0 || part.bytes.size() % image_page_size != 0;
    Constant *init = ConstantDataArray::get(ir_.getContext(), ArrayRef<uint8_t>(part.bytes));
    GlobalVariable *image =
        makeVariable(init->getType(), init, copied, "wasmelt.image." + Twine(images.size()));
    if (!copied)
      image->setSection(WASMELT_IMAGE_SECTION);
    image->setAlignment(copied ? Align(1) : Align(image_page_size));
    images.push_back(abi::StructConstant(type)
                         .set(abi::MemoryImage::bytes, image)
                         .set(abi::MemoryImage::offset, part.offset)
                         .set(abi::MemoryImage::size, part.bytes.size())
                         .set(abi::MemoryImage::memory, memoryStructure(part.memory))
                         .get());
  }
  count = images.size();
  return makeArray(type, images, true, "wasmelt.images");
}

/// The address of a function that nothing but the program's configuration refers to, which is how
/// it comes to be linked; null if it is not wanted.
Constant *StaticInstance::hostFunction(const char *symbol, bool wanted) {
  if (!wanted)
    return ConstantPointerNull::get(module_.ptr);
  auto *function = Function::Create(FunctionType::get(Type::getVoidTy(ir_.getContext()), false),
                                    GlobalValue::ExternalLinkage, symbol, ir_);
  function->setVisibility(GlobalValue::HiddenVisibility);
  function->setDSOLocal(true);
  return function;
}

Constant *StaticInstance::makeConfig(const std::string &cpu_features) {
  LLVMContext &context = ir_.getContext();
  const CompileOptions &options = module_.options;
  std::vector<Constant *> dirs, env, listen, imports;
  for (const DirGrantOption &dir : options.dirs)
    dirs.push_back(abi::StructConstant(abi::typeDirGrant(context))
                       .set(abi::DirGrant::host, cString(dir.host))
                       .set(abi::DirGrant::guest, cString(dir.guest))
                       .set(abi::DirGrant::flags, dir.read_only ? DirReadOnly : 0)
                       .get());
  for (const std::string &variable : options.env)
    env.push_back(cString(variable));
  for (const std::string &address : options.listen)
    listen.push_back(cString(address));
  if (options.confinement != Confinement::None)
    for (const wasm::Import &import : module_.wasm.imports)
      if (import.kind == wasm::ExternKind::Function)
        imports.push_back(cString(import.field));
  uint64_t flags = (options.sealed ? ProgramSealed : 0) |
                   (options.inherit_env ? ProgramInheritEnv : 0) |
                   (options.confinement == Confinement::BestEffort ? ProgramConfineBestEffort : 0);
  StructType *type = abi::typeProgramConfig(context);
  Constant *config =
      abi::StructConstant(type)
          .set(abi::ProgramConfig::stack_size, options.stack_size)
          .set(abi::ProgramConfig::dirs,
               makeArray(abi::typeDirGrant(context), dirs, true, "wasmelt.dirs"))
          .set(abi::ProgramConfig::env, makeArray(module_.ptr, env, true, "wasmelt.env"))
          .set(abi::ProgramConfig::cpu_features, cString(cpu_features))
          .set(abi::ProgramConfig::time_limit, options.time_limit)
          .set(abi::ProgramConfig::listen, makeArray(module_.ptr, listen, true, "wasmelt.listen"))
          .set(abi::ProgramConfig::limit_time,
               hostFunction(WASMELT_SYMBOL_LIMIT_TIME, options.time_limit != 0))
          .set(abi::ProgramConfig::confine,
               hostFunction(WASMELT_SYMBOL_CONFINE, options.confinement != Confinement::None))
          .set(abi::ProgramConfig::imports,
               makeArray(module_.ptr, imports, true, "wasmelt.imports"))
          .set(abi::ProgramConfig::dir_count, dirs.size())
          .set(abi::ProgramConfig::env_count, env.size())
          .set(abi::ProgramConfig::listen_count, listen.size())
          .set(abi::ProgramConfig::import_count, imports.size())
          .set(abi::ProgramConfig::max_open_files, options.max_open_files)
          .set(abi::ProgramConfig::flags, flags)
          .get();
  return makeVariable(type, config, true, "wasmelt.config");
}

Function *StaticInstance::makeFunction(ArrayRef<Type *> params, GlobalValue::LinkageTypes linkage,
                                       const char *name) {
  Function *f = Function::Create(
      FunctionType::get(Type::getVoidTy(ir_.getContext()), params, false), linkage, name, ir_);
  module_.setDefinitionAttributes(*f);
  return f;
}

void StaticInstance::emitTrap(Builder &b, TrapKind kind) {
  b.CreateIntrinsic(Intrinsic::ubsantrap, {}, {b.getInt8(uint8_t(kind))});
  b.CreateUnreachable();
}

void StaticInstance::emitRun(Builder &b, uint32_t function, ArrayRef<Value *> args) {
  Function *f = module_.addressable(function);
  CallInst *call = b.CreateCall(f->getFunctionType(), f, args);
  call->setCallingConv(f->getCallingConv());
  if (!module_.mayThrow())
    call->setDoesNotThrow();
}

/// Gives dynamic tables their first contents; static ones have them already.
void StaticInstance::emitTableInitialisation(Builder &b) {
  for (uint32_t i = 0; i < module_.wasm.tables.size(); ++i) {
    const wasm::Table &table = module_.wasm.tables[i];
    if (module_.facts.tables[i].grown && table.init)
      b.CreateCall(module_.runtimeCall(RuntimeCall::table_fill),
                   {tableStructure(b, i), b.getInt64(0), constantOf(*table.init),
                    b.getInt64(table.type.limits.min)});
  }
  for (uint32_t i = 0; i < module_.wasm.elements.size(); ++i) {
    const wasm::ElementSegment &segment = module_.wasm.elements[i];
    if (segment.mode != wasm::SegmentMode::Active || !module_.facts.tables[segment.table].grown)
      continue;
    uint64_t start = cast<ConstantInt>(constantOf(segment.start))->getZExtValue();
    Value *size = b.getInt64(segment.elements.size());
    b.CreateCall(module_.runtimeCall(RuntimeCall::table_init),
                 {tableStructure(b, segment.table), elements_[i], size, b.getInt64(start),
                  b.getInt64(0), size});
  }
}

/// What each thread of a program that has threads does at first, the first one included, as it is
/// an instance of its own: initialise the memory, as far as the module does so by active segments,
/// and run the start function. Toolchains make both do nothing after the first time.
Function *StaticInstance::makeThreadInstantiation() {
  Function *instantiate =
      makeFunction({}, GlobalValue::InternalLinkage, "wasmelt.instantiate_thread");
  IRBuilder<> b(BasicBlock::Create(ir_.getContext(), "", instantiate));
  emitTableInitialisation(b);
  for (size_t i = 0; i < module_.wasm.datas.size(); ++i) {
    const wasm::DataSegment &segment = module_.wasm.datas[i];
    if (segment.mode != wasm::SegmentMode::Active)
      continue;
    std::optional<uint64_t> place = placeOf(segment);
    if (!place) {
      emitTrap(b, TrapKind::MemoryOutOfBounds);
      return instantiate;
    }
    Value *to = b.CreateConstGEP1_64(b.getInt8Ty(), memoryBase(b, segment.memory), *place);
    b.CreateMemCpy(to, Align(1), datas_[i], Align(1), segment.bytes.size());
  }
  if (module_.wasm.start)
    emitRun(b, *module_.wasm.start);
  b.CreateRetVoid();
  return instantiate;
}

void StaticInstance::emitInstantiation(Builder &b, Function *instantiate) {
  CallInst *call = b.CreateCall(instantiate, {});
  if (!module_.mayThrow())
    call->setDoesNotThrow();
}

/// What the runtime calls on a new thread, and how it finds the thread's tables.
void StaticInstance::makeThreadMain(Function *instantiate) {
  const wasm::Export *start = module_.wasm.findExport("wasi_thread_start");
  const wasm::FunctionType expected{{wasm::ValueType::I32, wasm::ValueType::I32}, {}};
  if (!start || start->kind != wasm::ExternKind::Function ||
      module_.wasm.functionType(start->index) != expected)
    return; // an object, then; the driver refuses to make a program of it
  Function *main = makeFunction({module_.i32, module_.i32}, GlobalValue::ExternalLinkage,
                                WASMELT_SYMBOL_THREAD_MAIN);
  main->setVisibility(GlobalValue::HiddenVisibility);
  main->setDSOLocal(true);
  IRBuilder<> b(BasicBlock::Create(ir_.getContext(), "", main));
  emitInstantiation(b, instantiate);
  emitRun(b, start->index, {main->getArg(0), main->getArg(1)});
  b.CreateRetVoid();

  if (!tables_->isThreadLocal())
    return;
  Function *tables =
      Function::Create(FunctionType::get(module_.ptr, false), GlobalValue::ExternalLinkage,
                       WASMELT_SYMBOL_THREAD_TABLES, ir_);
  module_.setDefinitionAttributes(*tables);
  tables->setVisibility(GlobalValue::HiddenVisibility);
  tables->setDSOLocal(true);
  b.SetInsertPoint(BasicBlock::Create(ir_.getContext(), "", tables));
  b.CreateRet(addressOf(b, tables_));
}

Function *StaticInstance::makeEntry() {
  Function *entry = makeFunction({}, GlobalValue::InternalLinkage, "wasmelt.entry");
  IRBuilder<> b(BasicBlock::Create(ir_.getContext(), "", entry));
  // Spec 4.5.4: tables are initialised before memories.
  if (!module_.facts.spawns_threads)
    emitTableInitialisation(b);
  if (tables_trap_ || memories_trap_) {
    emitTrap(b, tables_trap_ ? TrapKind::TableOutOfBounds : TrapKind::MemoryOutOfBounds);
    return entry;
  }
  if (module_.facts.spawns_threads) {
    Function *instantiate = makeThreadInstantiation();
    makeThreadMain(instantiate);
    emitInstantiation(b, instantiate);
  } else if (module_.wasm.start) {
    emitRun(b, *module_.wasm.start);
  }
  if (const wasm::Export *start = module_.wasm.findExport("_start");
      start && start->kind == wasm::ExternKind::Function)
    emitRun(b, start->index);
  b.CreateRetVoid();
  return entry;
}

void StaticInstance::emitDescriptors(FunctionLowering &, const std::string &cpu_features) {
  LLVMContext &context = ir_.getContext();
  uint32_t image_count = 0;
  GlobalVariable *images = makeImages(image_count);
  StructType *type = abi::typeModuleDescriptor(context);
  Constant *descriptor =
      abi::StructConstant(type)
          .set(abi::ModuleDescriptor::abi_version, WASMELT_ABI_VERSION)
          .set(abi::ModuleDescriptor::memory_count, module_.wasm.memories.size())
          .set(abi::ModuleDescriptor::image_count, image_count)
          .set(abi::ModuleDescriptor::table_count, module_.wasm.tables.size())
          .set(abi::ModuleDescriptor::memories, memories_)
          .set(abi::ModuleDescriptor::images, images)
          .set(abi::ModuleDescriptor::tables, tables_->isThreadLocal() ? nullReference() : tables_)
          .set(abi::ModuleDescriptor::funcrefs, funcrefs_)
          .set(abi::ModuleDescriptor::entry, makeEntry())
          .set(abi::ModuleDescriptor::config, makeConfig(cpu_features))
          .get();
  auto *module = new GlobalVariable(ir_, type, true, GlobalValue::ExternalLinkage, descriptor,
                                    WASMELT_SYMBOL_MODULE);
  module->setVisibility(GlobalValue::HiddenVisibility);

  Constant *wasi_memory = nullReference();
  if (const wasm::Export *e = module_.wasm.findExport("memory");
      e && e->kind == wasm::ExternKind::Memory)
    wasi_memory = memoryStructure(e->index);
  instance_->setInitializer(abi::StructConstant(abi::typeInstance(context))
                                .set(abi::Instance::module, module)
                                .set(abi::Instance::wasi_memory, wasi_memory)
                                .get());

  // Linking with a runtime of another version fails on this symbol.
  auto *version =
      new GlobalVariable(ir_, Type::getInt8Ty(context), true, GlobalValue::ExternalLinkage, nullptr,
                         WASMELT_ABI_VERSION_SYMBOL);
  version->setVisibility(GlobalValue::HiddenVisibility);
  auto *reference = makeVariable(module_.ptr, version, true, "wasmelt.abi_version");
  reference->setSection(".data.rel.ro.wasmelt_abi");
  llvm::appendToCompilerUsed(ir_, {reference});
}

} // namespace wasmelt::lower
