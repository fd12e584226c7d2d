/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every way to reach a path, as one attempt. */
#include "escape.h"

char mustNotHoldSecret(uint32_t fd) {
  char text[64] = "";
  uint32_t n = 0;
  __wasi_iovec_t part = {(uint8_t *)text, sizeof(text) - 1};
  if (wasi_fd_pread(fd, &part, 1, 0, &n))
    return 0;
  text[n] = 0;
  if (!strncmp(text, SECRET, strlen(SECRET)))
    failed(__FILE__, __LINE__, "it read the secret");
  return text[0];
}

/* What a call did that had to refuse. */
static void refuses(uint32_t error, const char *call, const char *path) {
  if (!error)
    failed(__FILE__, __LINE__, "%s succeeded with %s", call, path);
}

void isUnreachable(uint32_t dir, const char *path) {
  static const struct {
    uint32_t oflags, fdflags;
    uint64_t rights;
  } ways[] = {
      {0, 0, READ_RIGHTS},
      {0, 0, FILE_RIGHTS},
      {OFLAG(CREAT), 0, FILE_RIGHTS},
      {OFLAG(TRUNC), 0, FILE_RIGHTS},
      {OFLAG(CREAT) | OFLAG(EXCL), 0, FILE_RIGHTS},
      {OFLAG(DIRECTORY), 0, DIRECTORY_RIGHTS},
      {0, FDFLAG(APPEND) | FDFLAG(NONBLOCK), RIGHT(FD_WRITE)},
      {0, 0, 0},
  };
  uint32_t fd;
  __wasi_filestat_t stat;
  for (unsigned i = 0; i < sizeof(ways) / sizeof(*ways); ++i)
    refuses(openAs(dir, path, ways[i].oflags, ways[i].rights, ways[i].fdflags, &fd), "path_open",
            path);
  refuses(wasi_path_filestat_get(dir, FOLLOW, PATH(path), &stat), "path_filestat_get", path);
  refuses(wasi_path_filestat_set_times(dir, FOLLOW, PATH(path), 1, 1, __WASI_FSTFLAGS_MTIM),
          "path_filestat_set_times", path);
  refuses(wasi_path_link(dir, FOLLOW, PATH(path), ROOT, PATH("stolen")), "path_link", path);
}

void cannotChangeEntries(uint32_t dir, const char *path, const char *name) {
  char entry[4096], other[4200];
  uint8_t buffer[100];
  uint32_t used;
  __wasi_filestat_t stat;
  snprintf(entry, sizeof(entry), "%s/%s", path, name);
  snprintf(other, sizeof(other), "%s/new", path);
  refuses(wasi_path_create_directory(dir, PATH(other)), "path_create_directory", other);
  refuses(wasi_path_symlink(PATH("f"), dir, PATH(other)), "path_symlink", other);
  refuses(wasi_path_unlink_file(dir, PATH(entry)), "path_unlink_file", entry);
  refuses(wasi_path_remove_directory(dir, PATH(entry)), "path_remove_directory", entry);
  refuses(wasi_path_rename(dir, PATH(entry), ROOT, PATH("stolen")), "path_rename", entry);
  refuses(wasi_path_rename(ROOT, PATH("f"), dir, PATH(entry)), "path_rename to", entry);
  refuses(wasi_path_link(dir, 0, PATH(entry), ROOT, PATH("stolen")), "path_link", entry);
  refuses(wasi_path_link(ROOT, 0, PATH("f"), dir, PATH(other)), "path_link to", other);
  refuses(wasi_path_readlink(dir, PATH(entry), buffer, sizeof(buffer), &used), "path_readlink",
          entry);
  refuses(wasi_path_filestat_get(dir, 0, PATH(entry), &stat), "path_filestat_get", entry);
  refuses(wasi_path_filestat_set_times(dir, 0, PATH(entry), 1, 1, __WASI_FSTFLAGS_MTIM),
          "path_filestat_set_times", entry);
}

void isUnreachableDirectory(uint32_t dir, const char *path) {
  char inside[4096];
  isUnreachable(dir, path);
  snprintf(inside, sizeof(inside), "%s/secret", path);
  isUnreachable(dir, inside);
  cannotChangeEntries(dir, path, "secret");
}
