// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What memories begin with, as far as active data segments say so before anything runs.
#pragma once

#include "compiler/lower/module_context.h"

namespace wasmelt::lower {

/// A data segment, and where in its memory it goes.
struct PlacedSegment {
  const wasm::DataSegment *segment;
  uint64_t at;
};

struct ImagePart {
  uint32_t memory;
  uint64_t offset;
  std::vector<uint8_t> bytes;
};

/// The contents that segments, which all lie inside of their memories, leave when they are written
/// in this order: whole pages, or, if these are few, what is in them. Ordered by memory and offset.
/// Large stretches of zeros between the segments are left out.
std::vector<ImagePart> imageParts(const ModuleContext &module,
                                  llvm::ArrayRef<PlacedSegment> segments, uint64_t page);

/// How many of the module's active data segments, from the first on, can be part of a library's
/// images: writing them cannot fail, and comes before anything else that can be seen.
size_t imagedSegments(const wasm::Module &module, std::vector<PlacedSegment> &segments);

} // namespace wasmelt::lower
