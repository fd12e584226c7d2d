// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lets wasm2c's output run, with the least of WASI that the measured programs need: arguments, the
// standard streams, clocks. Everything else answers "not supported".
#include "guest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { success = 0, badf = 8, inval = 28, nosys = 52, spipe = 70 };

static Z_guest_instance_t guest;
static int argument_count;
static char **arguments;

static u8 *at(u32 address) { return Z_guestZ_memory(&guest)->data + address; }
static void put32(u32 address, u32 value) { memcpy(at(address), &value, 4); }
static void put64(u32 address, u64 value) { memcpy(at(address), &value, 8); }
static u32 get32(u32 address) {
  u32 value;
  memcpy(&value, at(address), 4);
  return value;
}

static u32 wasi_args_sizes_get(u32 count, u32 size) {
  u32 total = 0;
  for (int i = 0; i < argument_count; ++i)
    total += (u32)strlen(arguments[i]) + 1;
  put32(count, (u32)argument_count);
  put32(size, total);
  return success;
}
static u32 wasi_args_get(u32 pointers, u32 buffer) {
  for (int i = 0; i < argument_count; ++i) {
    u32 size = (u32)strlen(arguments[i]) + 1;
    put32(pointers + 4 * (u32)i, buffer);
    memcpy(at(buffer), arguments[i], size);
    buffer += size;
  }
  return success;
}
static u32 wasi_environ_sizes_get(u32 count, u32 size) {
  put32(count, 0);
  put32(size, 0);
  return success;
}
static u32 wasi_environ_get(u32 pointers, u32 buffer) { return success; }

static int vectors(struct iovec *out, u32 list, u32 count) {
  if (count > 16)
    count = 16;
  for (u32 i = 0; i < count; ++i)
    out[i] = (struct iovec){at(get32(list + 8 * i)), get32(list + 8 * i + 4)};
  return (int)count;
}
static u32 wasi_fd_write(u32 fd, u32 list, u32 count, u32 written) {
  struct iovec buffers[16];
  if (fd > 2)
    return badf;
  ssize_t size = writev((int)fd, buffers, vectors(buffers, list, count));
  if (size < 0)
    return inval;
  put32(written, (u32)size);
  return success;
}
static u32 wasi_fd_read(u32 fd, u32 list, u32 count, u32 read) {
  struct iovec buffers[16];
  if (fd > 2)
    return badf;
  ssize_t size = readv((int)fd, buffers, vectors(buffers, list, count));
  if (size < 0)
    return inval;
  put32(read, (u32)size);
  return success;
}
static u32 wasi_fd_fdstat_get(u32 fd, u32 result) {
  if (fd > 2)
    return badf;
  memset(at(result), 0, 24);
  *at(result) = 4; // a regular file, so that output is buffered as it is for the others
  put64(result + 8, ~(u64)0);
  return success;
}
static u32 wasi_fd_prestat_get(u32 fd, u32 result) { return badf; }
static u32 wasi_fd_close(u32 fd) { return fd > 2 ? badf : success; }
static u32 wasi_fd_seek(u32 fd, u64 offset, u32 whence, u32 result) { return spipe; }

static u32 wasi_clock_time_get(u32 clock, u64 precision, u32 result) {
  struct timespec time;
  clock_gettime(clock == 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC, &time);
  put64(result, (u64)time.tv_sec * 1000000000 + (u64)time.tv_nsec);
  return success;
}
static u32 wasi_clock_res_get(u32 clock, u32 result) {
  put64(result, 1);
  return success;
}
static u32 wasi_random_get(u32 buffer, u32 size) {
  return getrandom(at(buffer), size, 0) == (ssize_t)size ? success : inval;
}

struct Z_wasi_snapshot_preview1_instance_t {
  int unused;
};
typedef struct Z_wasi_snapshot_preview1_instance_t Wasi;

#define CALL(name, ...) u32 Z_wasi_snapshot_preview1Z_##name(Wasi *wasi, __VA_ARGS__)
#define MISSING(name, ...)                                                                         \
  CALL(name, __VA_ARGS__) { return nosys; }

CALL(args_sizes_get, u32 count, u32 size) { return wasi_args_sizes_get(count, size); }
CALL(args_get, u32 pointers, u32 buffer) { return wasi_args_get(pointers, buffer); }
CALL(environ_sizes_get, u32 count, u32 size) { return wasi_environ_sizes_get(count, size); }
CALL(environ_get, u32 pointers, u32 buffer) { return wasi_environ_get(pointers, buffer); }
CALL(fd_write, u32 fd, u32 list, u32 count, u32 written) {
  return wasi_fd_write(fd, list, count, written);
}
CALL(fd_read, u32 fd, u32 list, u32 count, u32 read) { return wasi_fd_read(fd, list, count, read); }
CALL(fd_fdstat_get, u32 fd, u32 result) { return wasi_fd_fdstat_get(fd, result); }
CALL(fd_prestat_get, u32 fd, u32 result) { return wasi_fd_prestat_get(fd, result); }
CALL(fd_close, u32 fd) { return wasi_fd_close(fd); }
CALL(fd_seek, u32 fd, u64 offset, u32 whence, u32 result) {
  return wasi_fd_seek(fd, offset, whence, result);
}
CALL(clock_time_get, u32 clock, u64 precision, u32 result) {
  return wasi_clock_time_get(clock, precision, result);
}
CALL(clock_res_get, u32 clock, u32 result) { return wasi_clock_res_get(clock, result); }
CALL(random_get, u32 buffer, u32 size) { return wasi_random_get(buffer, size); }
void Z_wasi_snapshot_preview1Z_proc_exit(Wasi *wasi, u32 status) {
  fflush(NULL);
  _exit((int)status);
}

u32 Z_wasi_snapshot_preview1Z_sched_yield(Wasi *wasi) { return success; }
MISSING(fd_advise, u32 a, u64 b, u64 c, u32 d)
MISSING(fd_allocate, u32 a, u64 b, u64 c)
MISSING(fd_datasync, u32 a)
MISSING(fd_sync, u32 a)
MISSING(fd_fdstat_set_flags, u32 a, u32 b)
MISSING(fd_fdstat_set_rights, u32 a, u64 b, u64 c)
MISSING(fd_filestat_get, u32 a, u32 b)
MISSING(fd_filestat_set_size, u32 a, u64 b)
MISSING(fd_filestat_set_times, u32 a, u64 b, u64 c, u32 d)
MISSING(fd_pread, u32 a, u32 b, u32 c, u64 d, u32 e)
MISSING(fd_pwrite, u32 a, u32 b, u32 c, u64 d, u32 e)
MISSING(fd_prestat_dir_name, u32 a, u32 b, u32 c)
MISSING(fd_readdir, u32 a, u32 b, u32 c, u64 d, u32 e)
MISSING(fd_renumber, u32 a, u32 b)
MISSING(fd_tell, u32 a, u32 b)
MISSING(path_create_directory, u32 a, u32 b, u32 c)
MISSING(path_filestat_get, u32 a, u32 b, u32 c, u32 d, u32 e)
MISSING(path_filestat_set_times, u32 a, u32 b, u32 c, u32 d, u64 e, u64 f, u32 g)
MISSING(path_link, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f, u32 g)
MISSING(path_open, u32 a, u32 b, u32 c, u32 d, u32 e, u64 f, u64 g, u32 h, u32 i)
MISSING(path_readlink, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f)
MISSING(path_remove_directory, u32 a, u32 b, u32 c)
MISSING(path_rename, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f)
MISSING(path_symlink, u32 a, u32 b, u32 c, u32 d, u32 e)
MISSING(path_unlink_file, u32 a, u32 b, u32 c)
MISSING(poll_oneoff, u32 a, u32 b, u32 c, u32 d)

int main(int argc, char **argv) {
  static Wasi wasi;
  argument_count = argc;
  arguments = argv;
  wasm_rt_init();
  Z_guest_init_module();
  Z_guest_instantiate(&guest, &wasi);
  Z_guestZ__start(&guest);
  return 0;
}
