// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasi-threads for guests, without a C library, as the packaged one is built without threads:
// starting and joining threads, a mutex, a condition variable, and printing. A guest is linked with
//   -nostdlib -matomics -mbulk-memory -Wl,--shared-memory,--import-memory,--export-memory,…
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
WASI(fd_write) int fd_write(int fd, const void *vectors, size_t count, size_t *written);
WASI(proc_exit) _Noreturn void proc_exit(int status);
__attribute__((import_module("wasi"), import_name("thread-spawn"))) int
thread_spawn(void *argument);

static inline bool waitWhile(volatile int *word, int value, int64_t timeout) {
  return __builtin_wasm_memory_atomic_wait32((int *)word, value, timeout) != 2;
}
static inline unsigned notify(volatile int *word, unsigned count) {
  return __builtin_wasm_memory_atomic_notify((int *)word, count);
}

// Threads. The first two fields are known to wasi_thread_start below.
typedef struct Thread {
  void *stack_top;
  void *tls;
  void (*run)(void *);
  void *argument;
  volatile int is_done;
  _Alignas(16) char stack[16 << 10], tls_area[1 << 10];
} Thread;

__asm__(".globaltype __stack_pointer, i32\n"
        ".functype __wasm_init_tls (i32) -> ()\n"
        ".functype runThread (i32) -> ()\n"
        ".globl wasi_thread_start\n"
        ".export_name wasi_thread_start, wasi_thread_start\n"
        ".type wasi_thread_start,@function\n"
        "wasi_thread_start:\n"
        "  .functype wasi_thread_start (i32, i32) -> ()\n"
        "  local.get 1\n"
        "  i32.load 0\n"
        "  global.set __stack_pointer\n"
        "  local.get 1\n"
        "  i32.load 4\n"
        "  call __wasm_init_tls\n"
        "  local.get 1\n"
        "  call runThread\n"
        "  end_function\n");

__attribute__((used)) void runThread(Thread *thread) {
  thread->run(thread->argument);
  __atomic_store_n(&thread->is_done, true, __ATOMIC_SEQ_CST);
  notify(&thread->is_done, 1);
}

static bool start(Thread *thread, void (*run)(void *), void *argument) {
  thread->stack_top = thread->stack + sizeof thread->stack;
  thread->tls = thread->tls_area;
  thread->run = run;
  thread->argument = argument;
  thread->is_done = false;
  return __builtin_wasm_tls_size() <= sizeof thread->tls_area && thread_spawn(thread) > 0;
}

static void join(Thread *thread) {
  while (!__atomic_load_n(&thread->is_done, __ATOMIC_SEQ_CST))
    waitWhile(&thread->is_done, false, -1);
}

// Mutex: 0 free, 1 held, 2 held and waited for. Condition: a count of signals.
typedef struct {
  volatile int state;
} Mutex;
static void lock(Mutex *mutex) {
  int state = 0;
  if (__atomic_compare_exchange_n(&mutex->state, &state, 1, false, __ATOMIC_SEQ_CST,
                                  __ATOMIC_SEQ_CST))
    return;
  while (__atomic_exchange_n(&mutex->state, 2, __ATOMIC_SEQ_CST) != 0)
    waitWhile(&mutex->state, 2, -1);
}
static void unlock(Mutex *mutex) {
  if (__atomic_exchange_n(&mutex->state, 0, __ATOMIC_SEQ_CST) == 2)
    notify(&mutex->state, 1);
}
typedef struct {
  volatile int signals;
} Condition;
static void await(Condition *condition, Mutex *mutex) {
  int signals = __atomic_load_n(&condition->signals, __ATOMIC_SEQ_CST);
  unlock(mutex);
  waitWhile(&condition->signals, signals, -1);
  lock(mutex);
}
static void signal(Condition *condition) {
  __atomic_fetch_add(&condition->signals, 1, __ATOMIC_SEQ_CST);
  notify(&condition->signals, UINT32_MAX);
}

// Printing: a text and a number in one call of WASI.
static void print(const char *text, uint64_t number) {
  char digits[24], *next = digits + sizeof digits;
  struct {
    const void *start;
    size_t length;
  } parts[2];
  *--next = '\n';
  do
    *--next = (char)('0' + number % 10);
  while (number /= 10);
  size_t length = 0, written;
  while (text[length])
    ++length;
  parts[0].start = text;
  parts[0].length = length;
  parts[1].start = next;
  parts[1].length = (size_t)(digits + sizeof digits - next);
  fd_write(1, parts, 2, &written);
}
