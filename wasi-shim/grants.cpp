// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parsing of what is granted to a program when it starts.
#include "wasi-shim/grants.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

namespace wasmelt::wasi {

void *allocateForever(size_t size) {
  void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    failToStart("not enough memory to start");
  return memory;
}

// Not strerror(): its table is larger than everything else here.
const char *describeErrno(int host_errno) {
  switch (host_errno) {
  case ENOENT:
    return "No such file or directory";
  case ENOTDIR:
    return "Not a directory";
  case EACCES:
    return "Permission denied";
  case EPERM:
    return "Operation not permitted";
  case ELOOP:
    return "Symbolic link loop";
  case ENAMETOOLONG:
    return "File name too long";
  case EMFILE:
    return "Too many open files";
  case ENFILE:
    return "Too many open files in system";
  case ENOMEM:
    return "Out of memory";
  case EBADF:
    return "Bad file descriptor";
  case ENOTSOCK:
    return "Not a socket";
  default:
    return "Input/output error";
  }
}

GrantList::GrantList(const char *text) {
  size_t size = strlen(text) + 1;
  at = static_cast<char *>(memcpy(allocateForever(size), text, size));
}

char *GrantList::next() {
  while (*at) {
    char *start = at, *end = at;
    while (*at && *at != ',') {
      if (*at == '\\' && (at[1] == ',' || at[1] == '\\'))
        ++at;
      *end++ = *at++;
    }
    if (*at)
      ++at;
    *end = 0;
    if (end != start)
      return start;
  }
  return nullptr;
}

DirectoryGrant::DirectoryGrant(char *text) : host(text), guest(text), read_only(false) {
  size_t length = strlen(text);
  if (length > 3 && !memcmp(text + length - 3, ":ro", 4)) {
    read_only = true;
    text[length - 3] = 0;
  }
  for (char *at = text; *at; ++at) // strstr() would be larger than the rest of this file
    if (at[0] == ':' && at[1] == ':') {
      *at = 0;
      guest = at + 2;
      break;
    }
}

EnvironmentList::EnvironmentList(size_t max_count, char *const *host_environment)
    : host(host_environment) {
  list = static_cast<const char **>(allocateForever((max_count + 1) * sizeof(*list)));
}

void EnvironmentList::add(const char *text) {
  size_t name_length = 0;
  while (text[name_length] && text[name_length] != '=')
    ++name_length;
  if (!text[name_length]) {
    const char *value = findVariable(host, text);
    if (!value)
      return;
    text = value - name_length - 1;
  }
  size_t place = 0;
  while (place < count && strncmp(list[place], text, name_length + 1))
    ++place;
  list[place] = text;
  if (place == count)
    ++count;
}

const char *findVariable(char *const *environment, const char *name) {
  size_t length = strlen(name);
  for (; *environment; ++environment)
    if (!strncmp(*environment, name, length) && (*environment)[length] == '=')
      return *environment + length + 1;
  return nullptr;
}

} // namespace wasmelt::wasi
