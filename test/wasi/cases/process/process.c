// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clocks, randomness, scheduling, exit and signals.
#include "../case.h"

/* Signals have WASI's numbers, for which its C library has no names. */
enum {
  NONE = 0,
  INT = 2,
  ABRT = 6,
  KILL = 9,
  USR1 = 10,
  SEGV = 11,
  PIPE_ = 13,
  ALRM = 14,
  TERM = 15
};
enum { CHLD = 16, CONT = 17, URG = 22, WINCH = 27 };

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

// status: 0
CASE(exit_statuses_have_eight_bits) { wasi_proc_exit(256); }

// status: 255
CASE(the_largest_number_to_exit_with) { wasi_proc_exit(0xffffffff); }

static int exitDeep(int depth) {
  if (!depth)
    wasi_proc_exit(7);
  return exitDeep(depth - 1) + (int)(uintptr_t)malloc(1);
}

// status: 7
// stdout: before
CASE(exiting_from_within_calls) {
  mustWrite(1, "before\n");
  exitDeep(1000);
}

static void atExit(void) { mustWrite(1, "at exit\n"); }
// status: 3
// stdout: at exit
// stdout: buffered
CASE(leaving_by_the_library_does_what_is_left) {
  atexit(atExit);
  setvbuf(stdout, 0, _IOFBF, 100);
  printf("buffered\n");
  exit(3);
}

// library: signals are the whole process's
CASE(raising_no_signal_succeeds) { OK(wasi_proc_raise(NONE)); }

// library: signals are the whole process's
CASE(unknown_signals_are_refused) {
  IS(INVAL, wasi_proc_raise(31));
  IS(INVAL, wasi_proc_raise(255));
  IS(INVAL, wasi_proc_raise(0xffffffff));
}

// stdout: still here
// library: signals are the whole process's
CASE(signals_that_are_ignored_by_default) {
  OK(wasi_proc_raise(CHLD));
  OK(wasi_proc_raise(URG));
  OK(wasi_proc_raise(WINCH));
  OK(wasi_proc_raise(CONT));
  mustWrite(1, "still here\n");
}

// status: -15
// library: signals are the whole process's
CASE(raising_term) { wasi_proc_raise(TERM); }

// status: -9
// library: signals are the whole process's
CASE(raising_kill) { wasi_proc_raise(KILL); }

// status: -6
// library: signals are the whole process's
CASE(raising_abrt) { wasi_proc_raise(ABRT); }

// status: -2
// library: signals are the whole process's
CASE(raising_int) { wasi_proc_raise(INT); }

// Which the runtime ignores otherwise, so that writing to nobody is an error.
// status: -13
// library: signals are the whole process's
CASE(raising_pipe) { wasi_proc_raise(PIPE_); }

// Which the runtime otherwise takes for a trap.
// status: -11
// library: signals are the whole process's
CASE(raising_segv) { wasi_proc_raise(SEGV); }

// status: -14
// library: signals are the whole process's
CASE(raising_alrm) { wasi_proc_raise(ALRM); }

// status: -10
// library: signals are the whole process's
CASE(raising_usr1) { wasi_proc_raise(USR1); }

CASE(random_bytes_of_any_number) {
  static uint8_t bytes[70000];
  static const uint32_t sizes[] = {1, 2, 255, 256, 257, 1023, 65535, 65536, 65537};
  for (unsigned i = 0; i < sizeof(sizes) / sizeof(*sizes); ++i) {
    memset(bytes, 0, sizeof(bytes));
    OK(wasi_random_get(bytes + 3, sizes[i]));
    CHECK(!bytes[0] && !bytes[1] && !bytes[2]);
    SAME(bytes[3 + sizes[i]], 0);
    int ones = 0;
    for (uint32_t j = 0; j < sizes[i]; ++j)
      ones += __builtin_popcount(bytes[3 + j]);
    CHECK(sizes[i] < 255 || (ones > (int)sizes[i] * 3 && ones < (int)sizes[i] * 5));
  }
}

CASE(random_bytes_differ_each_time) {
  uint8_t first[32], second[32];
  OK(wasi_random_get(first, 32));
  OK(wasi_random_get(second, 32));
  CHECK(memcmp(first, second, 32));
}

CASE(random_bytes_to_the_end_of_memory) {
  uint32_t end = (uint32_t)__builtin_wasm_memory_size(0) * 65536;
  OK(wasi_random_get((void *)(uintptr_t)(end - 100), 100));
  OK(wasi_random_get((void *)(uintptr_t)end, 0));
}

CASE(the_time_of_day_is_of_this_century) {
  uint64_t time;
  OK(wasi_clock_time_get(__WASI_CLOCKID_REALTIME, 1, &time));
  CHECK(time > 1577836800ull * 1000000000 && time < 4102444800ull * 1000000000);
}

CASE(clocks_count_in_nanoseconds) {
  static const uint32_t ids[] = {__WASI_CLOCKID_REALTIME, __WASI_CLOCKID_MONOTONIC};
  for (int i = 0; i < 2; ++i) {
    uint64_t resolution, time;
    int finer = 0;
    OK(wasi_clock_res_get(ids[i], &resolution));
    for (int j = 0; j < 100; ++j) {
      OK(wasi_clock_time_get(ids[i], 0, &time));
      SAME(time % resolution, 0); // as it states
      finer |= time % 1000 != 0;
    }
    CHECK(finer || resolution >= 1000);
  }
}

CASE(waiting_takes_no_processor_time) {
  uint64_t before, after;
  uint32_t n;
  __wasi_event_t event;
  __wasi_subscription_t wait;
  memset(&wait, 0, sizeof(wait));
  wait.u.tag = __WASI_EVENTTYPE_CLOCK;
  wait.u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  wait.u.u.clock.timeout = 200000000;
  OK(wasi_clock_time_get(__WASI_CLOCKID_THREAD_CPUTIME_ID, 0, &before));
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  OK(wasi_clock_time_get(__WASI_CLOCKID_THREAD_CPUTIME_ID, 0, &after));
  CHECK(after - before < 200000000);
}

CASE(a_thread_has_no_more_processor_time_than_its_process) {
  uint64_t thread, process;
  OK(wasi_clock_time_get(__WASI_CLOCKID_THREAD_CPUTIME_ID, 0, &thread));
  OK(wasi_clock_time_get(__WASI_CLOCKID_PROCESS_CPUTIME_ID, 0, &process));
  CHECK(thread > 0 && thread <= process);
}

// args: one "two words" "" ä -x
CASE(arguments_are_passed_on_as_they_are) {
  static char text[1000];
  static uint32_t list[20];
  uint32_t count, size;
  OK(wasi_args_sizes_get(&count, &size));
  SAME(count, 7);
  CHECK(size < sizeof(text));
  memset(text, 0xee, sizeof(text));
  OK(wasi_args_get(list, text));
  SAME(list[0], (uint32_t)(uintptr_t)text);
  SAME((uint8_t)text[size], 0xee); // as many bytes as it said
  SAME(text[size - 1], 0);
  static const char *const wanted[] = {"one", "two words", "", "ä", "-x"};
  for (int i = 0; i < 5; ++i)
    CHECK(!strcmp((char *)(uintptr_t)list[i + 2], wanted[i]));
  for (int i = 0; i < 6; ++i) // one behind the other
    SAME(list[i + 1], list[i] + strlen((char *)(uintptr_t)list[i]) + 1);
}

// env: FIRST=1
// env: EMPTY=
// env: EQUALS=a=b
// env: FIRST=2
CASE(variables_are_set_once_with_the_last_value) {
  static char text[1000];
  static uint32_t list[20];
  uint32_t count, size;
  OK(wasi_environ_sizes_get(&count, &size));
  SAME(count, 3);
  OK(wasi_environ_get(list, text));
  CHECK(!strcmp(getenv("FIRST"), "2"));
  CHECK(!strcmp(getenv("EMPTY"), ""));
  CHECK(!strcmp(getenv("EQUALS"), "a=b"));
  uint32_t bytes = 0;
  for (uint32_t i = 0; i < count; ++i)
    bytes += strlen((char *)(uintptr_t)list[i]) + 1;
  SAME(bytes, size);
}
