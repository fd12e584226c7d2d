// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/output_file.h"

#include "compiler/driver/error.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt {

namespace {

[[noreturn]] void cannotWrite(const std::string &name, int error) {
  throw Error::environment("cannot write '" + name + "': " + std::strerror(error));
}

// What a signal handler has to remove. It may use nothing but async-signal-safe functions, hence
// fixed slots with the state of each in an atomic.
struct Slot {
  std::atomic<bool> used{false};
  std::atomic<bool> active{false};
  bool is_directory = false;
  std::atomic<unsigned> files{0};
  char path[PATH_MAX];
};
Slot slots[16];

constexpr int handled_signals[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGPIPE,
                                   SIGXCPU, SIGABRT, SIGSEGV, SIGBUS,  SIGILL};
struct sigaction old_actions[NSIG];

/// Appends `/<number>.o` to the path in `slot` and removes that file.
void removeNumbered(const Slot &slot, unsigned number) {
  char path[PATH_MAX + 16];
  size_t length = std::strlen(slot.path);
  std::memcpy(path, slot.path, length);
  path[length++] = '/';
  char digits[10];
  size_t count = 0;
  do
    digits[count++] = char('0' + number % 10);
  while (number /= 10);
  while (count)
    path[length++] = digits[--count];
  std::memcpy(path + length, ".o", 3);
  ::unlink(path);
}

void removeSlot(Slot &slot) {
  if (!slot.active.exchange(false))
    return;
  if (!slot.is_directory) {
    ::unlink(slot.path);
    return;
  }
  for (unsigned i = 0, n = slot.files; i < n; ++i)
    removeNumbered(slot, i);
  ::rmdir(slot.path);
}

void onSignal(int signal) {
  removeTemporaryFiles();
  ::sigaction(signal, &old_actions[signal], nullptr);
  ::raise(signal);
}

int takeSlot(const std::string &path, bool is_directory) {
  static std::once_flag once;
  std::call_once(once, [] {
    for (int signal : handled_signals) {
      struct sigaction action = {};
      action.sa_handler = onSignal;
      sigemptyset(&action.sa_mask);
      ::sigaction(signal, nullptr, &old_actions[signal]);
      if (old_actions[signal].sa_handler != SIG_IGN) // nohup
        ::sigaction(signal, &action, nullptr);
    }
    // Writing beyond the limit of file sizes then is an error like a full disk.
    ::signal(SIGXFSZ, SIG_IGN);
  });
  if (path.size() >= PATH_MAX)
    cannotWrite(path, ENAMETOOLONG);
  for (size_t i = 0; i < std::size(slots); ++i) {
    if (slots[i].used.exchange(true))
      continue;
    slots[i].is_directory = is_directory;
    slots[i].files = 0;
    std::memcpy(slots[i].path, path.c_str(), path.size() + 1);
    slots[i].active = true;
    return int(i);
  }
  throw Error::environment("internal error: too many temporary files");
}

void freeSlot(int slot, bool remove) {
  if (remove)
    removeSlot(slots[slot]);
  slots[slot].active = false;
  slots[slot].used = false;
}

} // namespace

TemporaryFile::TemporaryFile(std::string path)
    : path_(std::move(path)), slot_(takeSlot(path_, false)) {}
TemporaryFile::~TemporaryFile() {
  if (slot_ >= 0)
    freeSlot(slot_, true);
}
void TemporaryFile::release() {
  freeSlot(slot_, false);
  slot_ = -1;
}

TemporaryDirectory::TemporaryDirectory() {
  llvm::SmallString<128> folder;
  llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, folder);
  llvm::sys::path::append(folder, "wasmelt-XXXXXX");
  path_ = folder.str();
  if (!::mkdtemp(path_.data()))
    throw Error::environment("cannot make a temporary folder '" + path_ +
                             "': " + std::strerror(errno) + " (set TMPDIR to another place)");
  slot_ = takeSlot(path_, true);
}
TemporaryDirectory::~TemporaryDirectory() { freeSlot(slot_, true); }
std::string TemporaryDirectory::file(unsigned number) const {
  return path_ + "/" + std::to_string(number) + ".o";
}
void TemporaryDirectory::expectFiles(unsigned count) { slots[slot_].files = count; }

OutputFile::OutputFile(std::string path, const std::string &input) : name_(std::move(path)) {
  if (name_.empty())
    throw Error::environment("no output file was named");
  std::string stem;
  struct stat status;
  if (name_ == "-") {
    is_stream_ = true;
  } else if (::stat(name_.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode))
      cannotWrite(name_, EISDIR);
    struct stat input_status;
    if (input != "-" && ::stat(input.c_str(), &input_status) == 0 &&
        input_status.st_dev == status.st_dev && input_status.st_ino == status.st_ino)
      throw Error::environment("the output '" + name_ + "' is the input itself");
    if (::access(name_.c_str(), W_OK) != 0)
      cannotWrite(name_, errno);
    is_stream_ = !S_ISREG(status.st_mode);
    char *resolved = ::realpath(name_.c_str(), nullptr);
    destination_ = resolved ? resolved : name_;
    std::free(resolved);
  } else {
    if (errno != ENOENT)
      cannotWrite(name_, errno);
    destination_ = name_;
  }
  if (is_stream_) {
    llvm::SmallString<128> folder;
    llvm::sys::path::system_temp_directory(true, folder);
    stem = (folder + "/wasmelt").str();
  } else {
    // Renaming needs the same file system. A long name may have no room for a suffix.
    llvm::StringRef parent = llvm::sys::path::parent_path(destination_);
    llvm::StringRef base = llvm::sys::path::filename(destination_);
    stem = (parent.empty() ? "" : (parent == "/" ? "" : parent.str()) + "/") + "." +
           base.substr(0, 100).str();
  }
  std::string temporary = stem + ".XXXXXX";
  int fd = ::mkstemp(temporary.data());
  if (fd < 0)
    cannotWrite(name_, errno);
  ::close(fd);
  temporary_ = new TemporaryFile(temporary);
}

OutputFile::~OutputFile() { delete temporary_; }

uint64_t OutputFile::commit(bool executable) {
  struct stat status;
  if (::stat(path().c_str(), &status) != 0)
    cannotWrite(name_, errno);
  if (is_stream_) {
    int from = ::open(path().c_str(), O_RDONLY | O_CLOEXEC);
    int to = name_ == "-" ? ::dup(1) : ::open(name_.c_str(), O_WRONLY | O_CLOEXEC);
    int error = from < 0 || to < 0 ? errno : 0;
    char buffer[1 << 16];
    while (!error) {
      ssize_t count = ::read(from, buffer, sizeof buffer);
      if (count <= 0) {
        error = count < 0 ? errno : 0;
        break;
      }
      for (ssize_t done = 0; done < count && !error;) {
        ssize_t written = ::write(to, buffer + done, size_t(count - done));
        if (written < 0 && errno != EINTR)
          error = errno;
        done += written < 0 ? 0 : written;
      }
    }
    ::close(from);
    if (::close(to) != 0 && !error)
      error = errno;
    if (error)
      cannotWrite(name_ == "-" ? "standard output" : name_, error);
    return uint64_t(status.st_size);
  }
  mode_t mask = ::umask(0);
  ::umask(mask);
  if (::chmod(path().c_str(), (executable ? 0777 : 0666) & ~mask) != 0 ||
      ::rename(path().c_str(), destination_.c_str()) != 0)
    cannotWrite(name_, errno);
  temporary_->release();
  return uint64_t(status.st_size);
}

void removeTemporaryFiles() {
  for (Slot &slot : slots)
    removeSlot(slot);
}

void writeFile(const std::string &path, std::string_view bytes) {
  int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0)
    cannotWrite(path, errno);
  while (!bytes.empty()) {
    ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      int error = errno;
      ::close(fd);
      cannotWrite(path, error);
    }
    bytes.remove_prefix(size_t(std::max<ssize_t>(written, 0)));
  }
  if (::close(fd) != 0)
    cannotWrite(path, errno);
}

} // namespace wasmelt
