// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loaded shared library.
#pragma once

#include "runtime-lib/library/types.h"

namespace wasmelt::embed {

class MemoryImage;

class Library {
public:
  explicit Library(const LibraryDescriptor &descriptor) : descriptor(descriptor) {}
  const LibraryDescriptor &descriptor;

  char *path = nullptr; ///< that it was loaded by
  // Its image in this process.
  uintptr_t load_address = 0, low = 0, high = 0;
  const unsigned char *unwind_table = nullptr; ///< null: none
  MemoryImage *images = nullptr;               ///< one for each memory; null: all begin with zeros

  template <typename Row>
  const Row *rows(const void *rows) const {
    return static_cast<const Row *>(rows);
  }
  const ImportRow *imports() const { return rows<ImportRow>(descriptor.imports); }
  const ExportRow *exports() const { return rows<ExportRow>(descriptor.exports); }
  const ReferenceRow *references() const { return rows<ReferenceRow>(descriptor.references); }
  const TableRow *tables() const { return rows<TableRow>(descriptor.tables); }
  const MemoryRow *memories() const { return rows<MemoryRow>(descriptor.memories); }
  const GlobalRow *globals() const { return rows<GlobalRow>(descriptor.globals); }
  const uint32_t *tags() const { return rows<uint32_t>(descriptor.tags); }
  /// What a memory begins with; null: zeros.
  MemoryImage *imageOf(uint32_t memory) const;
  TypeId typeId(uint32_t index) const { return rows<TypeId>(descriptor.type_ids)[index]; }
  ValueType valueType(uint32_t word, uint32_t type_index) const {
    return {word, isConcreteReference(word) ? typeId(type_index) : 0};
  }

  Library *next = nullptr; ///< in the list of all

  bool holds(uintptr_t address) const { return address >= low && address < high; }
};

/// The library of a module that is linked into something that is loaded, by a name for messages and
/// back traces. Null on failure.
const Library *linkedLibrary(const LibraryDescriptor &descriptor, const char *name, Result &result);

/// The library that an address lies in, or one in the same image; null: none. For signal handlers,
/// too.
const Library *libraryAt(uintptr_t address);

} // namespace wasmelt::embed
