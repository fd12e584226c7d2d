// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What SQLite's layer for Unix names and WASI does not have. Owners and modes are the host's
// business.
#pragma once

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

// Locks, which the VFS "unix-none" does not take.
#ifndef F_SETLK
enum { F_GETLK = 5, F_SETLK, F_RDLCK = 0, F_WRLCK, F_UNLCK };
#endif

static inline int fchmod(int file, mode_t mode) { return (void)file, (void)mode, 0; }
static inline int fchown(int file, uid_t user, gid_t group) {
  return (void)file, (void)user, (void)group, 0;
}
static inline uid_t geteuid(void) { return 1; }
