// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Guest paths: copying, splitting, and resolution where the system cannot do it beneath a
// directory.
#include "wasi-shim/path_resolver.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/platform/open_beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::wasi {

Errno GuestPath::load(const GuestMemory &memory, GuestPtr<const Byte> path, Size length) {
  uint8_t *source;
  if (!memory.range(path, length, source))
    return Errno::Fault;
  if (!length)
    return Errno::Noent;
  if (length > max_length)
    return Errno::Nametoolong;
  if (memchr(source, 0, length))
    return Errno::Inval;
  memcpy(buffer, source, length);
  buffer[length] = 0;
  return Errno::Success;
}

bool GuestPath::hasSlash() const { return strchr(buffer, '/'); }

namespace {

/// Resolves a path one component at a time, never letting the system follow a link. The directories
/// on the way stay open, so that `..` goes back to where the walk came from.
class PathWalk {
public:
  explicit PathWalk(const Descriptor &dir) : is_root(dir.is_root) { directories[0] = dir.host; }
  ~PathWalk() {
    while (depth > 0)
      leave();
  }

  Errno open(const char *path, int flags, bool follow, int &opened) {
    if (!prepend(path, strlen(path)))
      return Errno::Nametoolong;
    for (;;) {
      while (*rest == '/')
        ++rest;
      if (!*rest)
        return finish(".", flags & ~(O_CREAT | O_EXCL), opened);
      size_t length = strcspn(rest, "/");
      char name[256];
      if (length >= sizeof(name))
        return Errno::Nametoolong;
      memcpy(name, rest, length);
      name[length] = 0;
      rest += length;
      bool slash_follows = *rest == '/';
      bool last = !rest[strspn(rest, "/")];

      if (last && slash_follows && (flags & O_CREAT))
        return Errno::Isdir; // as the system says it
      if (!strcmp(name, "."))
        continue;
      if (!strcmp(name, "..")) {
        if (depth > 0)
          leave();
        else if (!is_root)
          return Errno::Notcapable;
        continue;
      }
      if (!last || slash_follows || follow) {
        bool followed;
        if (Errno error = followLink(name, followed); error != Errno::Success)
          return error;
        if (followed)
          continue;
      }
      if (last)
        return finish(name, flags | (slash_follows ? O_DIRECTORY : 0), opened);
      if (Errno error = enter(name); error != Errno::Success)
        return error;
    }
  }

private:
  static constexpr int max_depth = 512;
  static constexpr int max_links = 40;
  int directories[max_depth];
  bool is_root;
  int depth = 0;
  int links = 0;
  char buffer[8192]; // what is still to be walked, at its end
  char *rest = buffer + sizeof(buffer) - 1;

  bool prepend(const char *text, size_t length) {
    if (length > size_t(rest - buffer))
      return false;
    if (rest == buffer + sizeof(buffer) - 1)
      *rest = 0;
    rest -= length;
    memcpy(rest, text, length);
    return true;
  }

  Errno followLink(const char *name, bool &followed) {
    char target[4096];
    ssize_t length = readlinkat(directories[depth], name, target, sizeof(target));
    followed = length >= 0;
    if (!followed) // what it is instead, or why it is not there, shows when it is opened
      return Errno::Success;
    if (++links > max_links)
      return Errno::Loop;
    if (length == sizeof(target))
      return Errno::Nametoolong;
    if (length > 0 && target[0] == '/') {
      if (!is_root)
        return Errno::Notcapable;
      while (depth > 0)
        leave();
    }
    return prepend(target, size_t(length)) ? Errno::Success : Errno::Nametoolong;
  }

  Errno enter(const char *name) {
    if (depth + 1 == max_depth)
      return Errno::Nametoolong;
    int next = openat(directories[depth], name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (next < 0)
      return lastError();
    directories[++depth] = next;
    return Errno::Success;
  }

  void leave() { close(directories[depth--]); }

  Errno finish(const char *name, int flags, int &opened) {
    opened = retry(
        [&] { return openat(directories[depth], name, flags | O_NOFOLLOW | O_CLOEXEC, 0666); });
    return resultOf(opened);
  }
};

} // namespace

Errno openBelow(const Descriptor &dir, const char *path, int flags, bool follow, int &opened) {
  if (flags & O_EXCL)
    follow = false;
  if (path[0] == '/')
    return Errno::Notcapable;
  int all_flags = flags | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW);
  if (platform::openBeneath(dir.host, dir.is_root, path, all_flags, 0666, opened))
    return opened < 0 && errno == EXDEV ? Errno::Notcapable : resultOf(opened);
  return PathWalk(dir).open(path, flags, follow, opened);
}

ParentDirectory::~ParentDirectory() {
  if (owned)
    close(host);
}

Errno ParentDirectory::open(const Descriptor &dir, GuestPath &path) {
  char *text = path.text();
  if (text[0] == '/')
    return Errno::Notcapable;
  char *end = text + strlen(text);
  while (end > text && end[-1] == '/') {
    *--end = 0;
    trailing_slash = true;
  }
  char *slash = strrchr(text, '/');
  last = slash ? slash + 1 : text;
  const char *directory = text;
  if (!strcmp(last, "..") || !strcmp(last, ".")) {
    last = "."; // the directory itself: the host refuses what cannot be done with it
  } else if (slash) {
    *slash = 0;
  } else {
    host = dir.host;
    return Errno::Success;
  }
  Errno error = openBelow(dir, directory, O_PATH | O_DIRECTORY, true, host);
  owned = error == Errno::Success;
  return error;
}

Errno ParentDirectory::checkIsDirectory() const {
  struct stat stat;
  if (platform::statusAt(host, last, stat, AT_SYMLINK_NOFOLLOW) < 0)
    return lastError();
  return S_ISDIR(stat.st_mode) ? Errno::Success : Errno::Notdir;
}

} // namespace wasmelt::wasi
