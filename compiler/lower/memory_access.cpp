// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/lower/memory_access.h"

#include "compiler/lower/instance_access.h"

using namespace llvm;

namespace wasmelt::lower {

Value *MemoryAccess::at(uint32_t memory, Value *index64, uint64_t offset) {
  // base + index + offset stays below 2^34 or so, or was found to lie in the memory, so no step of
  // it wraps; and the whole reservation counts as one allocated object, so it is in bounds.
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
  // the base on.
  if (instance_.hasExplicitBounds(memory))
    trap_if(isOutside(memory, index64, offset, size));
  return at(memory, index64, offset);
}

Value *MemoryAccess::explicitlyChecked(uint32_t memory, Value *index, uint64_t offset,
                                       uint64_t size, TrapIf trap_if) {
  Value *index64 = b_.CreateZExt(index, b_.getInt64Ty());
  trap_if(isOutside(memory, index64, offset, size));
  return at(memory, index64, offset);
}

Value *MemoryAccess::isOutside(uint32_t memory, Value *index64, uint64_t offset, uint64_t size) {
  if (module_.memoryType(memory).limits.is_64)
    return isOutside64(memory, index64, offset, size);
  // index + (offset + size) > memory size, where nothing can wrap: index and offset are below 2^32.
  return b_.CreateICmpUGT(b_.CreateAdd(index64, b_.getInt64(offset + size), "", true, true),
                          instance_.memorySize(b_, memory));
}

/// The same with a 64-bit index and offset, where the sum may wrap. So it is the other side that is
/// reduced: index > memory size - (offset + size), which is one subtraction that does not depend on
/// the index, and cannot wrap if the memory has that many bytes from the start.
Value *MemoryAccess::isOutside64(uint32_t memory, Value *index, uint64_t offset, uint64_t size) {
  uint64_t extent = offset + size;
  if (extent < offset)
    return b_.getTrue();
  if (auto *constant = dyn_cast<ConstantInt>(index)) {
    uint64_t end = constant->getZExtValue() + extent;
    if (end < extent)
      return b_.getTrue();
    if (end <= module_.minimumSize(memory))
      return b_.getFalse();
    return b_.CreateICmpULT(instance_.memorySize(b_, memory), b_.getInt64(end));
  }
  Value *memory_size = instance_.memorySize(b_, memory);
  bool has_extent = extent <= module_.minimumSize(memory);
  Value *last = b_.CreateSub(memory_size, b_.getInt64(extent), "", /*HasNUW=*/has_extent);
  Value *behind = b_.CreateICmpUGT(index, last);
  return has_extent ? behind
                    : b_.CreateOr(b_.CreateICmpULT(memory_size, b_.getInt64(extent)), behind);
}

Value *MemoryAccess::checkedAddress(uint32_t memory, Value *index) {
  return at(memory, b_.CreateZExt(index, b_.getInt64Ty()), 0);
}

} // namespace wasmelt::lower
