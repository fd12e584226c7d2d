// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/lower/memory_images.h"

#include "compiler/wasm/const_expr.h"

#include <algorithm>
#include <map>

namespace wasmelt::lower {

namespace {

using Pages = std::map<std::pair<uint32_t, uint64_t>, std::vector<uint8_t>>;

Pages writePages(llvm::ArrayRef<PlacedSegment> segments, uint64_t page) {
  Pages pages;
  for (const PlacedSegment &placed : segments) {
    std::span<const uint8_t> bytes = placed.segment->bytes;
    uint64_t at = placed.at;
    for (size_t done = 0; done < bytes.size();) {
      std::vector<uint8_t> &target = pages[{placed.segment->memory, at / page}];
      target.resize(page);
      size_t n = std::min<size_t>(page - at % page, bytes.size() - done);
      std::copy_n(bytes.begin() + done, n, target.begin() + at % page);
      done += n;
      at += n;
    }
  }
  return pages;
}

void trimZeros(ImagePart &part) {
  auto used = [](uint8_t byte) { return byte != 0; };
  auto end = std::find_if(part.bytes.rbegin(), part.bytes.rend(), used).base();
  auto begin = std::find_if(part.bytes.begin(), end, used);
  part.offset += begin - part.bytes.begin();
  part.bytes = std::vector<uint8_t>(begin, end);
}

/// Whether so many items at a place that is known fit into what there is at least.
bool isInside(const wasm::Module &module, const wasm::ConstExpr &start, uint64_t count,
              uint64_t size) {
  std::optional<wasm::ConstValue> at = wasm::evaluate(module, start);
  return at && at->bits <= size && count <= size - at->bits;
}

} // namespace

std::vector<ImagePart> imageParts(const ModuleContext &module,
                                  llvm::ArrayRef<PlacedSegment> segments, uint64_t page) {
  Pages pages = writePages(segments, page);
  // A few pages are copied faster than moved, and need no padding in the file.
  const bool small = pages.size() <= 4;
  std::vector<ImagePart> parts;
  for (auto it = pages.begin(); it != pages.end();) {
    auto [memory, first] = it->first;
    std::vector<uint8_t> bytes;
    // Short runs of untouched pages are cheaper to carry than another image.
    constexpr uint64_t gap_pages = 4;
    for (; it != pages.end() && it->first.first == memory; ++it) {
      uint64_t next = first + bytes.size() / page;
      if (!bytes.empty() && it->first.second > next + gap_pages)
        break;
      bytes.resize((it->first.second - first) * page);
      bytes.insert(bytes.end(), it->second.begin(), it->second.end());
    }
    uint64_t offset = first * page;
    // A memory of small pages may end inside of the machine's.
    bytes.resize(std::min(bytes.size(), module.minimumSize(memory) - offset));
    parts.push_back({memory, offset, std::move(bytes)});
    if (small)
      trimZeros(parts.back());
  }
  return parts;
}

size_t imagedSegments(const wasm::Module &module, std::vector<PlacedSegment> &segments) {
  // Element segments come first: if one of them fails, no data is written.
  for (const wasm::ElementSegment &segment : module.elements)
    if (segment.mode == wasm::SegmentMode::Active &&
        !isInside(module, segment.start, segment.elements.size(),
                  module.tables[segment.table].type.limits.min))
      return 0;
  size_t i = 0;
  for (; i < module.datas.size(); ++i) {
    const wasm::DataSegment &segment = module.datas[i];
    if (segment.mode != wasm::SegmentMode::Active)
      continue;
    const wasm::Memory &memory = module.memories[segment.memory];
    uint64_t pages = std::min(memory.type.limits.min, UINT64_MAX >> memory.type.page_size_log2);
    if (memory.import ||
        !isInside(module, segment.start, segment.bytes.size(), pages << memory.type.page_size_log2))
      break;
    segments.push_back({&segment, wasm::evaluate(module, segment.start)->bits});
  }
  return i;
}

} // namespace wasmelt::lower
