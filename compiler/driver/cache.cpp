// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/cache.h"

#include "compiler/codegen/target.h"
#include "compiler/driver/inspect_note.h"
#include "compiler/driver/options_text.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt {

namespace {

/// Entries are files named by their keys with this; other files are not touched.
constexpr std::string_view entry_suffix = ".exe";
/// Temporary files of compilations that were killed are removed once they are this old.
constexpr time_t stale_seconds = 24 * 60 * 60;

uint64_t parseSize(const std::string &text) {
  char *end = nullptr;
  errno = 0;
  unsigned long long value = std::strtoull(text.c_str(), &end, 10);
  unsigned shift = 0;
  switch (*end) {
  case 'K':
  case 'k':
    shift = 10, ++end;
    break;
  case 'M':
  case 'm':
    shift = 20, ++end;
    break;
  case 'G':
  case 'g':
    shift = 30, ++end;
    break;
  }
  if (text.empty() || text[0] < '0' || text[0] > '9' || *end || errno ||
      (value << shift) >> shift != value)
    throw Error::environment("WASMELT_CACHE_SIZE is '" + text +
                             "': expected bytes, or a number with K, M or G");
  return uint64_t(value) << shift;
}

/// Changes when a file does, without reading it.
std::string identity(const std::string &path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0)
    return "absent";
  return std::to_string(status.st_size) + ":" + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

std::string cacheKey(const CompileOptions &options, std::string_view module) {
  codegen::Target target =
      codegen::Target::select(options.target, options.cpu, options.features, options.opt);
  // The note's facts are the options that change the output; strings in it are delimited.
  InspectInfo info;
  info.source_sha256 = sha256Hex(module);
  info.source_bytes = module.size();
  info.compilation = describeCompilation(options, target);
  std::string text = toJson(info, false);
  // The compiler itself and its runtime.
  text += identity(llvm::sys::fs::getMainExecutable(nullptr, nullptr));
  std::string bundle = runtimeBundle(options, target);
  for (const char *file : {"libwasmelt-runtime.a", "libwasmelt-wasi.a", "libc.a", "rcrt1.o"})
    text += ";" + identity(bundle + "/" + file);
  return sha256Hex(text);
}

/// Removes the least recently used entries until the rest fits, and stale temporary files. `keep`
/// stays.
void evict(const CacheConfig &config, const std::string &keep) {
  struct Entry {
    std::string path;
    uint64_t bytes;
    timespec used;
  };
  std::vector<Entry> entries;
  uint64_t total = 0;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(config.directory, error), end; it != end && !error;
       it.increment(error)) {
    std::string path = it->path();
    struct stat status;
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
      continue;
    if (!path.ends_with(entry_suffix)) {
      llvm::StringRef name = llvm::sys::path::filename(path);
      if (name.starts_with(".") && name.contains(entry_suffix) &&
          status.st_mtim.tv_sec + stale_seconds < ::time(nullptr))
        ::unlink(path.c_str());
      continue;
    }
    entries.push_back({path, uint64_t(status.st_size), status.st_mtim});
    total += uint64_t(status.st_size);
  }
  std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
    return std::tie(a.used.tv_sec, a.used.tv_nsec, a.path) <
           std::tie(b.used.tv_sec, b.used.tv_nsec, b.path);
  });
  for (const Entry &entry : entries) {
    if (total <= config.max_bytes)
      return;
    if (entry.path == keep)
      continue;
    ::unlink(entry.path.c_str());
    total -= entry.bytes;
  }
}

} // namespace

CachedProgram::CachedProgram(CachedProgram &&other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), hit_(other.hit_) {}
CachedProgram::~CachedProgram() {
  if (fd_ >= 0)
    ::close(fd_);
}

void CachedProgram::execute(char *const argv[], char *const envp[]) {
  ::execve(path_.c_str(), argv, envp);
  if (errno == ENOENT) // evicted meanwhile, but still open
    ::fexecve(fd_, argv, envp);
  throw Error::environment("cannot run '" + path_ + "': " + std::strerror(errno));
}

CacheConfig CacheConfig::fromEnvironment() {
  CacheConfig config;
  llvm::SmallString<128> directory;
  const char *xdg = std::getenv("XDG_CACHE_HOME");
  const char *home = std::getenv("HOME");
  if (xdg && *xdg == '/') // relative ones are to be ignored, says the XDG specification
    directory = xdg;
  else if (home && *home)
    llvm::sys::path::append(directory, home, ".cache");
  else
    throw Error::environment("no place for the cache: neither XDG_CACHE_HOME nor HOME is set");
  llvm::sys::path::append(directory, "wasmelt");
  config.directory = directory.str();
  if (const char *size = std::getenv("WASMELT_CACHE_SIZE"))
    config.max_bytes = parseSize(size);
  return config;
}

CachedProgram compileCached(const CompileOptions &options, const CacheConfig &config,
                            Reporter &reporter, CompileResult *result) {
  if (options.input == "-")
    throw Error::environment("standard input is the program's own; run a module from a file");
  auto buffer = llvm::MemoryBuffer::getFile(options.input, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer)
    throw Error::environment("cannot read '" + options.input + "': " + buffer.getError().message());
  if (std::error_code error = llvm::sys::fs::create_directories(config.directory))
    throw Error::environment("cannot make the cache's folder '" + config.directory +
                             "': " + error.message());

  CompileOptions cached = options;
  cached.emit = EmitKind::Executable;
  std::string key = cacheKey(cached, std::string_view((*buffer)->getBuffer()));
  buffer->reset();
  cached.output = config.directory + "/" + key + std::string(entry_suffix);

  int fd = ::open(cached.output.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    ::futimens(fd, nullptr); // the time of last use
    reporter.note("from the cache: " + cached.output);
    return CachedProgram(cached.output, fd, true);
  }
  CompileResult done = compile(cached, reporter);
  if (result)
    *result = std::move(done);
  fd = ::open(cached.output.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    throw Error::environment("cannot read '" + cached.output + "': " + std::strerror(errno));
  evict(config, cached.output);
  return CachedProgram(cached.output, fd, false);
}

} // namespace wasmelt
