// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The running executable's own ELF headers.
#include "runtime-lib/executable_image.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/unwind_tables.h"

#include <elf.h>
#include <link.h>

// Where the linker put the executable's ELF header.
extern "C" __attribute__((visibility("hidden"))) char __ehdr_start[];

namespace wasmelt::runtime {

Segment findSegment(uint32_t type) {
  const ElfW(Ehdr) &header = *reinterpret_cast<const ElfW(Ehdr) *>(__ehdr_start);
  const ElfW(Phdr) *segments = reinterpret_cast<const ElfW(Phdr) *>(__ehdr_start + header.e_phoff);
  for (unsigned i = 0; i != header.e_phnum; ++i)
    if (segments[i].p_type == type)
      return {__ehdr_start + segments[i].p_vaddr, segments[i].p_memsz};
  return {nullptr, 0};
}

const unsigned char *unwindTableOf(uintptr_t) {
  return reinterpret_cast<const unsigned char *>(findSegment(PT_GNU_EH_FRAME).start);
}

void protectRelocatedData() {
  Segment data = findSegment(PT_GNU_RELRO);
  uintptr_t page_mask = pageSize() - 1;
  uintptr_t start = reinterpret_cast<uintptr_t>(data.start) & ~page_mask;
  uintptr_t end = (reinterpret_cast<uintptr_t>(data.start) + data.size) & ~page_mask;
  // If the system refuses, the program works all the same.
  if (start < end)
    makeReadOnly(reinterpret_cast<void *>(start), end - start);
}

} // namespace wasmelt::runtime
