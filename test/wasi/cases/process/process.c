// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clocks, randomness, scheduling, exit and signals.
#include "../case.h"

CASE(clocks_do_not_go_backwards_and_have_a_resolution) {
  for (uint32_t id = 0; id < 4; ++id) {
    uint64_t first, second, resolution;
    OK(wasi_clock_time_get(id, 0, &first));
    OK(wasi_clock_time_get(id, 1000000, &second));
    CHECK(first <= second || id == __WASI_CLOCKID_REALTIME);
    OK(wasi_clock_res_get(id, &resolution));
    CHECK(resolution > 0 && resolution <= 1000000000);
  }
}

CASE(there_are_four_clocks) {
  uint64_t time;
  IS(INVAL, wasi_clock_time_get(4, 0, &time));
  IS(INVAL, wasi_clock_res_get(4, &time));
  IS(INVAL, wasi_clock_time_get(0xffffffff, 0, &time));
}

CASE(processor_time_passes_with_work_only) {
  uint64_t before, after, real_before, real_after;
  OK(wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 0, &real_before));
  OK(wasi_clock_time_get(__WASI_CLOCKID_PROCESS_CPUTIME_ID, 0, &before));
  volatile int sum = 0;
  for (int i = 0; i < 3000000; ++i)
    sum += i;
  OK(wasi_clock_time_get(__WASI_CLOCKID_PROCESS_CPUTIME_ID, 0, &after));
  OK(wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 0, &real_after));
  CHECK(after > before);
}

CASE(random_bytes_fill_what_was_asked_for_and_no_more) {
  static uint8_t bytes[1000], none[8];
  OK(wasi_random_get(bytes, 900));
  int zeros = 0;
  for (int i = 0; i < 900; ++i)
    zeros += bytes[i] == 0;
  CHECK(zeros < 100);
  for (int i = 900; i < 1000; ++i)
    SAME(bytes[i], 0);
  OK(wasi_random_get(none, 0));
  SAME(none[0], 0);
}

CASE(random_bytes_of_a_megabyte) {
  enum { size = 1 << 20 };
  static uint8_t bytes[size];
  OK(wasi_random_get(bytes, size));
  int zeros = 0;
  for (int i = size - 1000; i < size; ++i)
    zeros += bytes[i] == 0;
  CHECK(zeros < 100);
}

CASE(yielding_succeeds) { OK(wasi_sched_yield()); }

// status: 255
CASE(the_largest_exit_status) { wasi_proc_exit(255); }

// status: 42
CASE(exit_does_not_return) { wasi_proc_exit(42); }
