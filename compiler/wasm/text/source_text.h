// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The source of a module in text, and how places in it are told to people: line, column, and the
// line itself with a caret.
#pragma once

#include "compiler/wasm/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace wasmelt::wasm::text {

struct SourcePosition {
  uint32_t line = 1;   ///< from 1
  uint32_t column = 1; ///< from 1, in characters (code points), as editors count
};

/// A text and its name. Refers to the text, which must outlive it.
class SourceText {
public:
  SourceText() = default;
  /// `first_line` is the number of the text's first line, for a text that is quoted in another.
  SourceText(std::string file_name, std::string_view text, uint32_t first_line = 1)
      : file_name_(std::move(file_name)), text_(text), first_line_(first_line) {}

  const std::string &fileName() const { return file_name_; }
  std::string_view text() const { return text_; }
  SourcePosition position(uint32_t offset) const;
  /// An error at a place: `file.wat:12:8: error: …`, the line, a caret.
  Error error(Error::Kind kind, uint32_t offset, std::string context, std::string message) const;
  [[noreturn]] void fail(uint32_t offset, std::string message,
                         Error::Kind kind = Error::Kind::Malformed) const {
    throw error(kind, offset, {}, std::move(message));
  }

private:
  std::string file_name_;
  std::string_view text_;
  uint32_t first_line_ = 1;
};

/// Which place of the source each part of a binary module comes from.
class SourceMap {
public:
  /// What was written from `binary_offset` on comes from `source_offset`. In increasing order.
  void add(uint32_t binary_offset, uint32_t source_offset) {
    marks_.push_back({binary_offset, source_offset});
  }
  bool empty() const { return marks_.empty(); }
  /// The source of the byte at a binary offset.
  uint32_t sourceOffset(uint64_t binary_offset) const;

private:
  struct Mark {
    uint32_t binary, source;
  };
  std::vector<Mark> marks_;
};

} // namespace wasmelt::wasm::text
