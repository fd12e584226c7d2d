// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files that a compilation writes: its output, which appears whole or not at all, and temporary
// ones, which are gone at its end whatever that is.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

namespace wasmelt {

/// A file that is removed at the end of this object's life, and when a
/// signal ends the process.
class TemporaryFile {
public:
  /// Takes charge of `path`, which need not exist yet.
  explicit TemporaryFile(std::string path);
  TemporaryFile(const TemporaryFile &) = delete;
  ~TemporaryFile();
  const std::string &path() const { return path_; }
  /// The file is no longer temporary (it was renamed).
  void release();

private:
  std::string path_;
  int slot_;
};

/// A folder for this process alone below TMPDIR, removed with its numbered files as above.
class TemporaryDirectory {
public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory &) = delete;
  ~TemporaryDirectory();
  const std::string &path() const { return path_; }
  /// The path of file `number`: `<path>/<number>.o`.
  std::string file(unsigned number) const;
  /// How many files there may be, at most. Call before making them.
  void expectFiles(unsigned count);

private:
  std::string path_;
  int slot_;
};

/// The output of a compilation.
class OutputFile {
public:
  /// Makes sure that `path` can be written, before time is spent. `-` is standard output. Throws
  /// Error. `input` must not be the same file.
  OutputFile(std::string path, const std::string &input);
  ~OutputFile();
  OutputFile(const OutputFile &) = delete;

  /// Where to write the contents: a file beside the destination, or a temporary one if the
  /// destination is no regular file.
  const std::string &path() const { return temporary_->path(); }
  /// Puts the contents in place: renames, or copies to what is no regular file. Returns the size.
  uint64_t commit(bool executable);

private:
  std::string destination_; ///< symbolic links resolved
  std::string name_;        ///< as the user gave it
  bool is_stream_ = false;  ///< standard output, a device, a pipe
  TemporaryFile *temporary_ = nullptr;
};

/// Removes all temporary files at once: for a process that is about to end without destructors.
void removeTemporaryFiles();

/// Writes all of `bytes` to the new or existing file `path`. Throws Error, also if the disk is
/// full.
void writeFile(const std::string &path, std::string_view bytes);

} // namespace wasmelt
