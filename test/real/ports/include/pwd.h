/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* There are no users to look up. */
#pragma once
struct passwd {
  char *pw_name;
  char *pw_dir;
};
#define getpwuid(uid) ((struct passwd *)0)
#define getpwnam(name) ((struct passwd *)0)
