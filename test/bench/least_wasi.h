// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The least of WASI that the measured programs need: arguments, the standard streams, clocks. For
// hosts that say where the guest's memory is, by `at`, and what its arguments are.
#pragma once

#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

enum { success = 0, badf = 8, inval = 28, nosys = 52, spipe = 70 };

static int argument_count;
static char **arguments;

static u8 *at(u32 address);
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
