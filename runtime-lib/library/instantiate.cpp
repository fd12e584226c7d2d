// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instantiation (spec 4.7.3): matches imports, fills the instance's slots, and leaves the rest to
// the library's own code, which traps as any code does.
#include "runtime-lib/library/call.h"
#include "runtime-lib/library/store.h"
#include "runtime-lib/library/thread.h"
#include "runtime-lib/runtime_calls.h"

#include <string.h>

namespace wasmelt::embed {

namespace {

bool limitsMatch(uint64_t size, const Limits &limits, uint64_t min, uint64_t max, uint32_t flags) {
  if (limits.is_64 != ((flags & LimitIs64) != 0) ||
      limits.is_shared != ((flags & LimitShared) != 0))
    return false;
  return size >= min && (!(flags & LimitHasMax) || (limits.has_max && limits.max <= max));
}

bool tableMatches(const Library &library, const Table &table, const TableRow &row) {
  const StoreTable &actual = reinterpret_cast<const StoreTable &>(table);
  return limitsMatch(table.size, actual.limits, row.min, row.max, row.flags) &&
         isSame(actual.element, library.valueType(row.element, row.element_type));
}

bool memoryMatches(const Memory &memory, const MemoryRow &row) {
  const StoreMemory &actual = reinterpret_cast<const StoreMemory &>(memory);
  return memory.page_size_log2 == row.page_size_log2 &&
         limitsMatch(memory.size >> memory.page_size_log2, actual.limits, row.min, row.max,
                     row.flags);
}

bool globalMatches(const Library &library, const Extern &global, const GlobalRow &row) {
  ValueType expected = library.valueType(row.type, row.type_index);
  if (global.global_is_mutable != (row.is_mutable != 0))
    return false;
  return row.is_mutable ? isSame(global.global_type, expected)
                        : matches(global.global_type, expected);
}

bool typeMatches(const Library &library, const ImportRow &row, const Extern &import) {
  switch (ExternKind(row.kind)) {
  case ExternKind::Function:
    return isSubtype(import.function->type, library.typeId(row.type));
  case ExternKind::Table:
    return tableMatches(library, *import.table, library.tables()[row.index]);
  case ExternKind::Memory:
    return memoryMatches(*import.memory, library.memories()[row.index]);
  case ExternKind::Global:
    return globalMatches(library, import, library.globals()[row.index]);
  case ExternKind::Tag:
    return import.tag->type == library.typeId(library.tags()[row.index]);
  }
  return false;
}

/// The store that an import is in; null: nothing tells.
const Store *ownerOf(const Extern &import) {
  switch (import.kind) {
  case ExternKind::Function:
    return &storeOf(*import.function);
  case ExternKind::Table:
    return reinterpret_cast<const StoreTable *>(import.table)->store;
  case ExternKind::Memory:
    return reinterpret_cast<const StoreMemory *>(import.memory)->store;
  case ExternKind::Global:
  case ExternKind::Tag:
    break;
  }
  return nullptr;
}

bool checkImport(const Store &store, const Library &library, const ImportRow &row,
                 const Extern &import, Result &result) {
  auto fail = [&](Status status, const char *why) {
    return result.fail(status, "%s: \"%.*s\" \"%.*s\"", why, static_cast<int>(row.module_size),
                       static_cast<const char *>(row.module), static_cast<int>(row.name_size),
                       static_cast<const char *>(row.name));
  };
  if (!import.is_known)
    return fail(Status::Unlinkable, "unknown import");
  if (const Store *other = ownerOf(import); other && other != &store)
    return fail(Status::Misuse, "the import is in another store");
  if (import.kind != ExternKind(row.kind) || !typeMatches(library, row, import))
    return fail(Status::Unlinkable, "incompatible import type");
  // Two modules may have been compiled for different ways to check bounds.
  if (import.kind == ExternKind::Memory &&
      import.memory->reservation < library.memories()[row.index].reservation)
    return fail(Status::Unlinkable,
                "the memory has no guard, which the importing library was compiled to rely on");
  if (import.kind == ExternKind::Function && !completeFunction(*import.function))
    return fail(Status::Unlinkable, "no loaded library has the function's type");
  return true;
}

Limits limitsOf(uint64_t min, uint64_t max, uint32_t flags) {
  return {min, max, (flags & LimitHasMax) != 0, (flags & LimitIs64) != 0,
          (flags & LimitShared) != 0};
}

/// Fills the slots of a new instance.
class Slots {
public:
  Slots(Store &store, const Library &library, StoreInstance &instance, Result &result)
      : store_(store), library_(library), descriptor_(library.descriptor), instance_(instance),
        result_(result) {}

  bool fill(const Extern *imports) {
    makeReferences();
    for (uint32_t i = 0; i != descriptor_.import_count; ++i)
      import(library_.imports()[i], imports[i]);
    if (descriptor_.control_slot)
      *instance_.slots<Control *>(descriptor_.control_slot) = store_.control.shared();
    return makeMemories() && makeTables() && makeTags();
  }

private:
  void setMemory(uint32_t index, Memory *memory) {
    instance_.slots<MemorySlot>(descriptor_.memory_slots)[index] = {memory->base, memory};
  }
  void setTable(uint32_t index, Table *table) {
    instance_.slots<Table *>(descriptor_.table_slots)[index] = table;
  }
  void setTag(uint32_t index, Tag *tag) {
    instance_.slots<Tag *>(descriptor_.tag_slots)[index] = tag;
  }

  void import(const ImportRow &row, const Extern &import) {
    switch (import.kind) {
    case ExternKind::Function:
      instance_.slots<FunctionSlot>(descriptor_.function_slots)[row.index] = {
          import.function->code, import.function->instance};
      if (row.reference != NoReference) {
        ContextFuncRef &reference =
            instance_.slots<ContextFuncRef>(descriptor_.reference_slots)[row.reference];
        // Its number stays the function's own, so that a copy in a table leads to the original.
        reference = *import.function;
      }
      break;
    case ExternKind::Table:
      setTable(row.index, import.table);
      break;
    case ExternKind::Memory:
      setMemory(row.index, import.memory);
      break;
    case ExternKind::Global:
      *instance_.slots<void *>(library_.globals()[row.index].slot) = import.global;
      break;
    case ExternKind::Tag:
      setTag(row.index, import.tag);
      break;
    }
  }

  void makeReferences() {
    auto *references = instance_.slots<ContextFuncRef>(descriptor_.reference_slots);
    for (uint32_t i = 0; i != descriptor_.reference_count; ++i) {
      const ReferenceRow &row = library_.references()[i];
      references[i] = {
          row.code, library_.typeId(row.type),
          static_cast<uint32_t>(descriptor_.reference_slots + i * sizeof(ContextFuncRef)),
          &instance_.instance()};
    }
  }

  bool makeMemories() {
    for (uint32_t i = descriptor_.memory_import_count; i != descriptor_.memory_count; ++i) {
      const MemoryRow &row = library_.memories()[i];
      Memory shape = {};
      shape.initial_size = row.initial_size;
      shape.max_size = row.max_size;
      shape.reservation = row.reservation;
      shape.page_size_log2 = row.page_size_log2;
      shape.flags = row.memory_flags;
      StoreMemory *made = store_.makeMemory(shape, limitsOf(row.min, row.max, row.flags),
                                            library_.imageOf(i), result_);
      if (!made)
        return false;
      setMemory(i, &made->memory);
    }
    return true;
  }

  bool makeTables() {
    for (uint32_t i = descriptor_.table_import_count; i != descriptor_.table_count; ++i) {
      const TableRow &row = library_.tables()[i];
      StoreTable *made =
          store_.makeTable(library_.valueType(row.element, row.element_type),
                           limitsOf(row.min, row.max, row.flags), row.table_flags, result_);
      if (!made)
        return false;
      setTable(i, &made->table);
    }
    return true;
  }

  bool makeTags() {
    for (uint32_t i = descriptor_.tag_import_count; i != descriptor_.tag_count; ++i) {
      Tag *tag = makeTag(store_, library_.typeId(library_.tags()[i]));
      if (!tag)
        return result_.fail(Status::Failure, "not enough memory");
      setTag(i, tag);
    }
    return true;
  }

  Store &store_;
  const Library &library_;
  const LibraryDescriptor &descriptor_;
  StoreInstance &instance_;
  Result &result_;
};

void *runInitialise(void *code, void *instance, void *) {
  return reinterpret_cast<void *(*)(void *)>(code)(instance);
}

bool initialise(StoreInstance &made, Result &result) {
  if (!(made.library->descriptor.options & LibraryTrapsExplicitly))
    expectFaults();
  StoreControl &control = made.store->control;
  bool is_watched = control.isUsed();
  if (is_watched) {
    const Thread *thread = currentThread();
    if (!thread)
      return result.fail(Status::Failure, "not enough memory for a thread");
    if (!control.begin(thread->stack_limit, result))
      return false;
  }
  bool done =
      enter(runInitialise, made.library->descriptor.initialise, &made.instance(), nullptr, result);
  if (is_watched)
    control.end();
  return done;
}

} // namespace

/// What WASI's functions work on, if there is a memory that they may, and what they look at while
/// they wait, if code of the module may be stopped.
static void complete(StoreInstance &instance, WasiCaller &caller) {
  Extern memory;
  if (findExport(instance.instance(), "memory", memory) && memory.kind == ExternKind::Memory)
    caller.instance.wasi_memory = memory.memory;
  if (instance.library->descriptor.options & LibraryInterruptible)
    caller.control = instance.store->control.shared();
}

Instance *instantiate(Store &store, const Library &library, const Extern *imports, Result &result,
                      WasiCaller *wasi_caller) {
  const LibraryDescriptor &descriptor = library.descriptor;
  result.status = Status::Ok;
  for (uint32_t i = 0; i != descriptor.import_count; ++i)
    if (!checkImport(store, library, library.imports()[i], imports[i], result))
      return nullptr;
  if (!store.control.admit(library, result) || !store.countInstance(result))
    return nullptr;
  auto *made = static_cast<StoreInstance *>(
      store.allocate(sizeof(StoreInstance) + descriptor.instance_size));
  if (!made) {
    result.fail(Status::Failure, "not enough memory");
    return nullptr;
  }
  made->store = &store;
  made->library = &library;
  made->instance().module = const_cast<LibraryDescriptor *>(&descriptor);
  if (!Slots(store, library, *made, result).fill(imports))
    return nullptr;
  if (wasi_caller)
    complete(*made, *wasi_caller);
  if (!initialise(*made, result))
    return nullptr;
  return &made->instance();
}

const Library &libraryOf(const Instance &instance) {
  return *StoreInstance::of(const_cast<Instance &>(instance)).library;
}

Extern exportAt(Instance &instance, uint32_t index) {
  StoreInstance &object = StoreInstance::of(instance);
  const Library &library = *object.library;
  const LibraryDescriptor &descriptor = library.descriptor;
  const ExportRow &row = library.exports()[index];
  switch (ExternKind(row.kind)) {
  case ExternKind::Function:
    return externOf(&object.slots<ContextFuncRef>(descriptor.reference_slots)[row.index]);
  case ExternKind::Table:
    return externOf(object.slots<Table *>(descriptor.table_slots)[row.index]);
  case ExternKind::Memory:
    return externOf(
        static_cast<Memory *>(object.slots<MemorySlot>(descriptor.memory_slots)[row.index].memory));
  case ExternKind::Tag:
    return externOf(object.slots<Tag *>(descriptor.tag_slots)[row.index]);
  case ExternKind::Global:
    break;
  }
  const GlobalRow &global = library.globals()[row.index];
  Extern result;
  result.is_known = true;
  result.kind = ExternKind::Global;
  result.global = object.slots<void>(global.slot);
  if (row.index < descriptor.global_import_count)
    result.global = *object.slots<void *>(global.slot);
  result.global_type = library.valueType(global.type, global.type_index);
  result.global_is_mutable = global.is_mutable;
  return result;
}

bool findExport(Instance &instance, Name name, Extern &result) {
  const Library &library = libraryOf(instance);
  for (uint32_t i = 0; i != library.descriptor.export_count; ++i) {
    const ExportRow &row = library.exports()[i];
    if (row.name_size == name.size && memcmp(row.name, name.bytes, name.size) == 0) {
      result = exportAt(instance, i);
      return true;
    }
  }
  result = Extern();
  return false;
}

bool findExport(Instance &instance, const char *name, Extern &result) {
  return findExport(instance, Name{name, static_cast<uint32_t>(strlen(name))}, result);
}

} // namespace wasmelt::embed

extern "C" void wasmelt_rt_make_references(void *refs, void *instance, void *offsets,
                                           int64_t count) {
  void **reference = static_cast<void **>(refs);
  const uint32_t *offset = static_cast<const uint32_t *>(offsets);
  for (; count; --count, ++reference, ++offset)
    *reference = *offset ? static_cast<char *>(instance) + *offset : nullptr;
}
