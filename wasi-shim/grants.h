// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parsing of what is granted to a program when it starts.
#pragma once

#include <stddef.h>

namespace wasmelt::wasi {

/// Memory that lives as long as the program. Exits with a message when there is none.
void *allocateForever(size_t size);

/// Exits with status 1 after "PROGRAM: " and the texts on standard error.
[[noreturn]] void failToStart(const char *text, const char *subject = "", const char *reason = "");

/// Says what a host errno means, in short.
const char *describeErrno(int host_errno);

/// Walks the comma-separated items of a text; copies it, so that items are C strings that stay.
class GrantList {
public:
  explicit GrantList(const char *text);
  /// The next item that is not empty, or null.
  char *next();

private:
  char *at;
};

/// Splits HOST[::GUEST][:ro] in place.
struct DirectoryGrant {
  char *host;
  char *guest;
  bool read_only;
  explicit DirectoryGrant(char *text);
};

/// A list of NAME=VALUE in which later ones replace earlier ones.
class EnvironmentList {
public:
  EnvironmentList(size_t max_count, char *const *host_environment);
  /// Adds NAME=VALUE, or the host's NAME if it has one.
  void add(const char *text);
  const char *const *variables() const { return list; }
  size_t size() const { return count; }

private:
  const char **list;
  size_t count = 0;
  char *const *host;
};

/// The value of NAME in a list of NAME=VALUE, or null.
const char *findVariable(char *const *environment, const char *name);

} // namespace wasmelt::wasi
