// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cache of compiled programs behind `wasmelt run`.
#pragma once

#include "compiler/driver/compile.h"

#include <string>

namespace wasmelt {

/// An executable in the cache, held open, so that it can be started even if another process evicts
/// it meanwhile.
class CachedProgram {
public:
  CachedProgram(std::string path, int fd, bool hit) : path_(std::move(path)), fd_(fd), hit_(hit) {}
  CachedProgram(CachedProgram &&other) noexcept;
  ~CachedProgram();

  const std::string &path() const { return path_; }
  bool hit() const { return hit_; } ///< it was there before
  /// Replaces this process by the program (execve's arguments, both ending in null). Returns only
  /// to throw Error.
  [[noreturn]] void execute(char *const argv[], char *const envp[]);

private:
  std::string path_;
  int fd_;
  bool hit_;
};

/// Directory and size of a cache.
struct CacheConfig {
  std::string directory;
  uint64_t max_bytes = uint64_t(1) << 30;
  /// `$XDG_CACHE_HOME/wasmelt` or `~/.cache/wasmelt`, and WASMELT_CACHE_SIZE (bytes, or with K, M
  /// or G). Throws Error if the size is malformed or there is no home.
  static CacheConfig fromEnvironment();
};

/// The program for `options.input` compiled to an executable with `options` (`output` and `emit`
/// are ignored), from the cache or compiled into it; then evicts the least recently used programs
/// until the cache fits its size. Keys are hashes of the module's bytes, every option that changes
/// the output, and the compiler with its runtime. Safe among concurrent processes: entries appear
/// whole, by rename. Throws as compile() does. `result` (may be null) gets what a compilation did.
CachedProgram compileCached(const CompileOptions &options, const CacheConfig &config,
                            Reporter &reporter, CompileResult *result = nullptr);

} // namespace wasmelt
