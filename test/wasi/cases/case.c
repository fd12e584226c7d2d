/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The program around the cases: runs the one that is named, or lists them. */
#include "case.h"

#include <stdarg.h>

Case *all_cases;

int main(int argc, char **argv) {
  /* After the program's name; arguments of the case's own follow. */
  for (Case *entry = all_cases; entry; entry = entry->next) {
    if (argc < 2) {
      printf("%s\n", entry->name);
    } else if (!strcmp(entry->name, argv[1])) {
      entry->run();
      return 0;
    }
  }
  return argc < 2 ? 0 : 3;
}

void failed(const char *file, int line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fflush(stdout);
  fprintf(stderr, "%s:%d: ", strrchr(file, '/') ? strrchr(file, '/') + 1 : file, line);
  vfprintf(stderr, format, arguments);
  fprintf(stderr, "\n");
  va_end(arguments);
  exit(1);
}

const char *errorName(unsigned error) {
  static char number[16];
  switch (error) {
  case 0:
    return "Success";
#define WASMELT_WASI_ERRNO(name, value, host)                                                      \
  case value:                                                                                      \
    return #name;
#include "wasi-shim/errno.def"
  default:
    snprintf(number, sizeof(number), "error %u", error);
    return number;
  }
}

uint32_t openAs(uint32_t dir, const char *path, uint32_t oflags, uint64_t rights, uint32_t fdflags,
                uint32_t *fd) {
  return wasi_path_open(dir, FOLLOW, PATH(path), oflags, rights, rights, fdflags, fd);
}

uint32_t mustOpen(const char *path, uint32_t oflags, uint64_t rights) {
  uint32_t fd;
  uint32_t error = openAs(ROOT, path, oflags, rights, 0, &fd);
  if (error)
    failed(__FILE__, __LINE__, "cannot open %s: %s", path, errorName(error));
  return fd;
}

uint32_t mustOpenDirectory(const char *path) {
  uint32_t fd;
  uint32_t error = wasi_path_open(ROOT, FOLLOW, PATH(path), OFLAG(DIRECTORY), DIRECTORY_RIGHTS,
                                  DIRECTORY_RIGHTS | FILE_RIGHTS, 0, &fd);
  if (error)
    failed(__FILE__, __LINE__, "cannot open directory %s: %s", path, errorName(error));
  return fd;
}

void mustWrite(uint32_t fd, const char *text) {
  __wasi_ciovec_t vector = {(const uint8_t *)text, strlen(text)};
  uint32_t n;
  OK(wasi_fd_write(fd, &vector, 1, &n));
  SAME(n, strlen(text));
}

uint32_t mustRead(uint32_t fd, char *text, uint32_t size) {
  __wasi_iovec_t vector = {(uint8_t *)text, size};
  uint32_t n;
  OK(wasi_fd_read(fd, &vector, 1, &n));
  CHECK(n <= size);
  return n;
}

const char *contentsOf(const char *path) {
  static char text[4096];
  uint32_t fd = mustOpen(path, 0, READ_RIGHTS);
  text[mustRead(fd, text, sizeof(text) - 1)] = 0;
  OK(wasi_fd_close(fd));
  return text;
}

__wasi_filestat_t statOf(uint32_t dir, uint32_t lookup, const char *path) {
  __wasi_filestat_t stat;
  uint32_t error = wasi_path_filestat_get(dir, lookup, PATH(path), &stat);
  if (error)
    failed(__FILE__, __LINE__, "no attributes of %s: %s", path, errorName(error));
  return stat;
}

__wasi_fdstat_t fdstatOf(uint32_t fd) {
  __wasi_fdstat_t stat;
  OK(wasi_fd_fdstat_get(fd, &stat));
  return stat;
}

static int compareNames(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

const char *namesIn(uint32_t dir, uint32_t size) {
  static char joined[1 << 20], *names[20000];
  uint8_t *buffer = malloc(size);
  uint64_t cookie = 0;
  int count = 0;
  for (uint32_t used = size; used == size;) {
    OK(wasi_fd_readdir(dir, buffer, size, cookie, &used));
    CHECK(used <= size);
    for (uint32_t at = 0; at + sizeof(__wasi_dirent_t) <= used;) {
      __wasi_dirent_t entry;
      memcpy(&entry, buffer + at, sizeof(entry));
      at += sizeof(entry);
      if (entry.d_namlen > used - at) {
        CHECK(at > sizeof(entry) || used == size);
        if (at == sizeof(entry))
          failed(__FILE__, __LINE__, "a buffer of %u is too small for a name", size);
        break;
      }
      char *name = strndup((char *)buffer + at, entry.d_namlen);
      at += entry.d_namlen;
      cookie = entry.d_next;
      if (strcmp(name, ".") && strcmp(name, ".."))
        names[count++] = name;
    }
  }
  free(buffer);
  qsort(names, (size_t)count, sizeof(*names), compareNames);
  char *at = joined;
  for (int i = 0; i < count; ++i)
    at += sprintf(at, i ? " %s" : "%s", names[i]);
  *at = 0;
  return joined;
}
