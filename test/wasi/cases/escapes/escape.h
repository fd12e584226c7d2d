/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What attempts to get out of a granted directory have in common. Outside of it are the files
 * ../secret and ../vault/secret, whose text begins with SECRET; a case fails if it reaches one of
 * them. */
#pragma once

#include "../case.h"

#include <fcntl.h>

/* The text of a secret. */
#define SECRET "SECRET"

/* Fails the case if what can be read from `fd` is a secret. Returns the first byte, or 0. */
char mustNotHoldSecret(uint32_t fd);

/* Every call that could find `path` below `dir`, following links, has to refuse. */
void isUnreachable(uint32_t dir, const char *path);
/* The same for every call on an entry called `name` in the directory `path`; it may exist or not.
 */
void cannotChangeEntries(uint32_t dir, const char *path, const char *name);
/* Both, for a directory outside that holds `secret`. */
void isUnreachableDirectory(uint32_t dir, const char *path);

/* The call may do what it likes but succeed. */
#define DENIED(call)                                                                               \
  do {                                                                                             \
    if ((call) == __WASI_ERRNO_SUCCESS)                                                            \
      failed(__FILE__, __LINE__, "succeeded: %s", #call);                                          \
  } while (0)
