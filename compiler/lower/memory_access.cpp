// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/lower/memory_access.h"

#include "compiler/lower/instance_access.h"

using namespace llvm;

namespace wasmelt::lower {

Value *MemoryAccess::at(uint32_t memory, Value *index64, uint64_t offset) {
  // base + index + offset stays below 2^34 or so, so no step of it wraps; and the whole reservation
  // counts as one allocated object, so it is in bounds.
  GEPNoWrapFlags flags = GEPNoWrapFlags::inBounds() | GEPNoWrapFlags::noUnsignedWrap();
  Value *address =
      b_.CreateGEP(b_.getInt8Ty(), instance_.memoryBase(b_, memory), index64, "", flags);
  if (offset)
    address = b_.CreateGEP(b_.getInt8Ty(), address, b_.getInt64(offset), "", flags);
  return address;
}

Value *MemoryAccess::address(uint32_t memory, Value *index, uint64_t offset, uint64_t size,
                             TrapIf trap_if) {
  Value *index64 = b_.CreateZExt(index, b_.getInt64Ty());
  // Hardware bounds: index and offset are below 2^32 each, and 8 GiB and a guard are reserved from
  // the base on. Otherwise: index + (offset + size) <= memory size, where nothing can wrap for the
  // same reason.
  if (instance_.hasExplicitBounds(memory))
    trap_if(b_.CreateICmpUGT(b_.CreateAdd(index64, b_.getInt64(offset + size), "", true, true),
                             instance_.memorySize(b_, memory)));
  return at(memory, index64, offset);
}

Value *MemoryAccess::checkedAddress(uint32_t memory, Value *index) {
  return at(memory, b_.CreateZExt(index, b_.getInt64Ty()), 0);
}

} // namespace wasmelt::lower
