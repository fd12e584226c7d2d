// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// env: A=1 B=two
// args: x "y z"
// What a C program does with files through its library, with errno by name.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void report(const char *what, long result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
}

int main(int argc, char **argv) {
  char text[64];
  struct stat st;
  for (int i = 1; i < argc; ++i)
    printf("argument %s\n", argv[i]);
  printf("A=%s B=%s C=%s\n", getenv("A"), getenv("B"), getenv("C") ? getenv("C") : "none");

  FILE *file = fopen("/data/numbers", "w");
  for (int i = 0; i < 20000; ++i)
    fprintf(file, "%d\n", i);
  report("fclose", fclose(file));
  file = fopen("/data/numbers", "r");
  long sum = 0, number;
  while (fscanf(file, "%ld", &number) == 1)
    sum += number;
  printf("sum %ld\n", sum);
  fseek(file, -6, SEEK_END);
  fgets(text, sizeof(text), file);
  printf("last %s", text);
  fclose(file);

  report("stat", stat("/data/numbers", &st));
  printf("size %ld regular %d\n", (long)st.st_size, S_ISREG(st.st_mode));
  report("mkdir", mkdir("/data/d", 0777));
  report("mkdir", mkdir("/data/d", 0777));
  report("rename", rename("/data/numbers", "/data/d/n"));
  report("open", open("/data/numbers", O_RDONLY));
  report("open a directory for writing", open("/data/d", O_WRONLY));
  report("symlink", symlink("d/n", "/data/l"));
  report("lstat", lstat("/data/l", &st));
  printf("link %d\n", S_ISLNK(st.st_mode));
  ssize_t length = readlink("/data/l", text, sizeof(text));
  printf("readlink %.*s\n", (int)length, text);
  int fd = open("/data/l", O_RDWR);
  report("ftruncate", ftruncate(fd, 5));
  report("pread", pread(fd, text, 10, 2));
  printf("%.3s", text);
  report("lseek", lseek(fd, 0, SEEK_END));
  report("write", write(fd, "x", 1));
  report("fcntl", fcntl(fd, F_SETFL, O_APPEND));
  printf("~append %d\n", !!(fcntl(fd, F_GETFL) & O_APPEND));
  report("close", close(fd));
  report("close", close(fd));
  report("write to what is open for reading", write(open("/data/l", O_RDONLY), "x", 1));
  report("access", access("/data/l", R_OK));
  report("outside", open("/etc/passwd", O_RDONLY));
  report("above", open("/data/../etc/passwd", O_RDONLY));

  DIR *dir = opendir("/data");
  int entries = 0;
  for (struct dirent *entry; (entry = readdir(dir));)
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
      entries += entry->d_type == DT_DIR ? 10 : entry->d_type == DT_LNK ? 1 : 100;
  printf("entries %d\n", entries);
  closedir(dir);

  report("rmdir", rmdir("/data/d"));
  report("unlink", unlink("/data/d/n"));
  report("rmdir", rmdir("/data/d"));
  report("unlink a link", unlink("/data/l"));
  report("unlink", unlink("/data/l"));

  struct timespec before, after, pause = {0, 20000000};
  clock_gettime(CLOCK_MONOTONIC, &before);
  report("nanosleep", nanosleep(&pause, NULL));
  clock_gettime(CLOCK_MONOTONIC, &after);
  long slept = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
  printf("slept %d\n", slept >= 19);
  printf("year %d\n", time(NULL) > 1600000000);
  printf("terminal %d %d\n", isatty(0), isatty(1));
  return 7;
}
