/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What ordinary C programs want from POSIX and wasi-libc lacks. There is one process and one user,
   so file locks always succeed and ownership is nobody's. Included first, in the WASI build only.
 */
#pragma once
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define F_RDLCK 0
#define F_WRLCK 1
#define F_UNLCK 2
#define F_GETLK 5
#define F_SETLK 6
#ifndef L_tmpnam
#define L_tmpnam 20
#endif

static inline int posixGapFcntl(int fd, int command, ...) {
  va_list arguments;
  va_start(arguments, command);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  if (command == F_GETLK)
    ((struct flock *)argument)->l_type = F_UNLCK;
  if (command == F_GETLK || command == F_SETLK)
    return 0;
  return fcntl(fd, command, argument);
}
#define fcntl posixGapFcntl

static inline int chmod(const char *path, mode_t mode) { return 0; }
static inline int fchmod(int fd, mode_t mode) { return 0; }
static inline mode_t umask(mode_t mask) { return 022; }
static inline int chown(const char *path, unsigned owner, unsigned group) { return 0; }
static inline int fchown(int fd, unsigned owner, unsigned group) { return 0; }
static inline unsigned geteuid(void) { return 0; }

#define system(command) ((void)(command), -1)
#define tmpfile() ((FILE *)0)
#define tmpnam(name) ((void)(name), (char *)0)
#define mktemp(path) (path)
#define realpath(path, buffer) ((char *)0)
