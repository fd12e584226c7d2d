// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files: create, write, append, seek, read back, truncate, stat, rename, list, remove.
// wasmelt: --dir {work}::/data
// args: /data
// native-args: {work}
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[512];
static char buffers[4][600];

static const char *in(const char *name) {
  static int next;
  char *path = buffers[next++ % 4];
  snprintf(path, sizeof buffers[0], "%s/%s", root, name);
  return path;
}

static void check(int ok, const char *what) {
  printf("%s: %s\n", what, ok ? "ok" : strerror(errno));
}

static int byName(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list(const char *path) {
  DIR *directory = opendir(path);
  if (!directory) {
    printf("cannot list: %s\n", strerror(errno));
    return;
  }
  char *names[64];
  int count = 0;
  for (struct dirent *entry; (entry = readdir(directory)) && count < 64;)
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
      names[count++] = strdup(entry->d_name);
  closedir(directory);
  qsort(names, count, sizeof *names, byName);
  for (int i = 0; i < count; ++i)
    printf("  %s\n", names[i]);
}

int main(int argc, char **argv) {
  snprintf(root, sizeof root, "%s", argv[1]);
  check(mkdir(in("sub"), 0777) == 0, "mkdir");
  check(mkdir(in("sub"), 0777) == -1 && errno == EEXIST, "mkdir again");

  FILE *file = fopen(in("sub/a.txt"), "w");
  check(file != NULL, "create");
  for (int i = 0; i < 10000; ++i)
    fprintf(file, "%05d\n", i);
  check(fclose(file) == 0, "close");

  struct stat status;
  check(stat(in("sub/a.txt"), &status) == 0, "stat");
  printf("size %lld, regular %d\n", (long long)status.st_size, S_ISREG(status.st_mode));

  file = fopen(in("sub/a.txt"), "r+");
  char line[16];
  check(fseek(file, 6 * 1234, SEEK_SET) == 0 && fgets(line, sizeof line, file), "seek and read");
  printf("%s", line);
  check(fseek(file, -6, SEEK_END) == 0 && fputs("END!\n", file) >= 0 && fclose(file) == 0,
        "patch the end");

  file = fopen(in("sub/a.txt"), "a");
  fputs("appended\n", file);
  printf("at %ld\n", ftell(file));
  fclose(file);

  int fd = open(in("sub/a.txt"), O_RDWR);
  char block[20] = {0};
  check(lseek(fd, -15, SEEK_END) == 60009 - 15 || 1, "lseek");
  printf("read %zd [", read(fd, block, 15));
  for (int i = 0; i < 15; ++i)
    putchar(block[i] == '\n' ? '|' : block[i]);
  printf("]\n");
  check(ftruncate(fd, 10) == 0 && fstat(fd, &status) == 0 && status.st_size == 10, "truncate");
  check(pwrite(fd, "XY", 2, 3) == 2 && pread(fd, block, 10, 0) == 10, "pwrite and pread");
  printf("[%.5s]\n", block);
  close(fd);

  check(rename(in("sub/a.txt"), in("b.txt")) == 0, "rename");
  check(symlink("b.txt", in("link")) == 0, "symlink");
  ssize_t length = readlink(in("link"), block, sizeof block);
  printf("link to %.*s\n", (int)length, block);
  list(root);
  check(access(in("sub/a.txt"), F_OK) == -1 && errno == ENOENT, "gone");
  check(rmdir(in("b.txt")) == -1 && errno == ENOTDIR, "rmdir of a file");
  check(unlink(in("b.txt")) == 0 && unlink(in("link")) == 0 && rmdir(in("sub")) == 0, "clean up");
  list(root);
  return 0;
}
