// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASI in a host's process (wasmelt/wasi.h), where it is not as in a program; what is the same,
// test/wasi/suite.py --library tests.
#include "runtime-lib/include/wasmelt/wasi.h"
#include "test/unit/runtime-lib/compiled_library.h"

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace wasmelt {
namespace {

std::string take(wasmelt_error_t *error) {
  std::string text = error ? wasmelt_error_message(error) : "";
  wasmelt_error_free(error);
  return text;
}

/// A module that does what its exports are called, on descriptors that the test says. The vector at
/// 0 is for the text at 64, and results are at 16.
const char *calls = R"((module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pread" (func $pread (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_renumber" (func $renumber (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_dir_name"
    (func $name (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_create_directory"
    (func $mkdir (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ_sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func $environ (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "wasi_snapshot_preview1" "proc_raise" (func $raise (param i32) (result i32)))
  (memory (export "memory") 1)
  (global $initialized (mut i32) (i32.const 0))
  (func (export "_initialize") (global.set $initialized (i32.add (global.get $initialized) (i32.const 1))))
  (func (export "initialized") (param i32 i32) (result i32) (global.get $initialized))
  (func $vector (param $size i32)
    (i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (local.get $size)))
  (func (export "write") (param i32 i32) (result i32)
    (call $vector (local.get 1))
    (call $write (local.get 0) (i32.const 0) (i32.const 1) (i32.const 16)))
  (func (export "write_nowhere") (param i32 i32) (result i32)
    (i32.store (i32.const 0) (i32.const 0xffff)) (i32.store (i32.const 4) (local.get 1))
    (call $write (local.get 0) (i32.const 0) (i32.const 1) (i32.const 16)))
  (func (export "read") (param i32 i32) (result i32)
    (call $vector (local.get 1))
    (call $read (local.get 0) (i32.const 0) (i32.const 1) (i32.const 16)))
  (func (export "pread") (param i32 i32) (result i32)
    (call $vector (local.get 1))
    (call $pread (local.get 0) (i32.const 0) (i32.const 1) (i64.const 0) (i32.const 16)))
  (func (export "close") (param i32 i32) (result i32) (call $close (local.get 0)))
  (func (export "renumber") (param i32 i32) (result i32) (call $renumber (local.get 0) (local.get 1)))
  (func (export "name") (param i32 i32) (result i32)
    (call $name (local.get 0) (i32.const 64) (local.get 1)))
  (func (export "open") (param i32 i32) (result i32)
    (call $open (local.get 0) (i32.const 0) (i32.const 64) (local.get 1) (i32.const 0) (i64.const 2)
      (i64.const 0) (i32.const 0) (i32.const 16)))
  (func (export "mkdir") (param i32 i32) (result i32)
    (call $mkdir (local.get 0) (i32.const 64) (local.get 1)))
  (func (export "environ") (param i32 i32) (result i32)
    (drop (call $environ_sizes (i32.const 16) (i32.const 20)))
    (call $environ (i32.const 1024) (i32.const 64)))
  (func (export "args") (param i32 i32) (result i32)
    (drop (call $args_sizes (i32.const 16) (i32.const 20)))
    (call $args (i32.const 1024) (i32.const 64)))
  (func (export "exit") (param i32 i32) (result i32) (call $exit (local.get 0)) (unreachable))
  (func (export "raise") (param i32 i32) (result i32) (call $raise (local.get 0)))
))";

enum Errno {
  success = 0,
  again = 6,
  badf = 8,
  inval = 28,
  io = 29,
  mfile = 33,
  noent = 44,
  notsup = 58,
  pipe_ = 64,
  spipe = 70,
  notcapable = 76,
  fault = 21
};

class WasiLibrary : public testing::Test {
protected:
  WasiLibrary() {
    wasi = wasmelt_wasi_create(nullptr);
    store = wasmelt_store_create(nullptr, nullptr);
  }
  ~WasiLibrary() override {
    wasmelt_store_destroy(store);
    wasmelt_wasi_destroy(wasi);
  }

  static const wasmelt_library_t *load(const std::string &wat) {
    wasmelt_error_t *error = nullptr;
    const wasmelt_library_t *library = wasmelt_library_load(compileToFile(wat).c_str(), &error);
    EXPECT_TRUE(library) << take(error);
    return library;
  }
  static const wasmelt_library_t *callsLibrary() {
    static const wasmelt_library_t *library = load(calls);
    return library;
  }
  static wasmelt_instance_t *instantiate(wasmelt_store_t *store, wasmelt_wasi_t *wasi,
                                         const wasmelt_library_t *library) {
    wasmelt_error_t *error = nullptr;
    wasmelt_linker_t *linker = wasmelt_linker_create(store, nullptr);
    wasmelt_linker_define_wasi(linker, wasi);
    wasmelt_instance_t *instance = wasmelt_linker_instantiate(linker, library, &error);
    EXPECT_TRUE(instance) << take(error);
    wasmelt_linker_destroy(linker);
    return instance;
  }
  wasmelt_instance_t *instantiate() { return instantiate(store, wasi, callsLibrary()); }

  static wasmelt_memory_t *memoryOf(wasmelt_instance_t *instance) {
    wasmelt_extern_t found = {};
    EXPECT_TRUE(wasmelt_instance_export(instance, "memory", &found));
    return found.of.memory;
  }
  static void put(wasmelt_instance_t *instance, const std::string &text, uint64_t at = 64) {
    EXPECT_TRUE(wasmelt_memory_write(memoryOf(instance), at, text.data(), text.size()));
  }
  static std::string text(wasmelt_instance_t *instance, size_t size) {
    std::string found(size, 0);
    EXPECT_TRUE(wasmelt_memory_read(memoryOf(instance), 64, found.data(), size));
    return found;
  }
  static uint32_t stored(wasmelt_instance_t *instance, uint64_t at = 16) {
    uint32_t value = 0;
    EXPECT_TRUE(wasmelt_memory_read(memoryOf(instance), at, &value, sizeof value));
    return value;
  }
  static wasmelt_error_t *tryCall(wasmelt_instance_t *instance, const char *name, int32_t a,
                                  int32_t b, int32_t &result) {
    wasmelt_value_t args[] = {wasmelt_i32(a), wasmelt_i32(b)}, value = wasmelt_i32(-1);
    wasmelt_error_t *error = wasmelt_call_export(instance, name, args, 2, &value, 1);
    result = value.of.i32;
    return error;
  }
  /// What WASI's call returns.
  static int32_t call(wasmelt_instance_t *instance, const char *name, int32_t a = 0,
                      int32_t b = 0) {
    int32_t result;
    EXPECT_EQ(take(tryCall(instance, name, a, b, result)), "") << name;
    return result;
  }
  static int32_t write(wasmelt_instance_t *instance, int32_t fd, const std::string &what) {
    put(instance, what);
    return call(instance, "write", fd, int32_t(what.size()));
  }

  wasmelt_wasi_t *wasi = nullptr;
  wasmelt_store_t *store = nullptr;
};

/// Takes what is written, a few bytes at a time.
struct Sink {
  std::string text;
  size_t at_once = SIZE_MAX;
  static ptrdiff_t take(void *data, const void *bytes, size_t size) {
    auto *sink = static_cast<Sink *>(data);
    if (!sink->at_once)
      return -1;
    size = std::min(size, sink->at_once);
    sink->text.append(static_cast<const char *>(bytes), size);
    return ptrdiff_t(size);
  }
};

TEST_F(WasiLibrary, GrantsNothingAtFirst) {
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(call(instance, "args"), success);
  EXPECT_EQ(stored(instance, 16), 0u);
  EXPECT_EQ(call(instance, "environ"), success);
  EXPECT_EQ(stored(instance, 16), 0u);
  EXPECT_EQ(write(instance, 1, "dropped"), success);
  EXPECT_EQ(stored(instance), 7u);
  EXPECT_EQ(call(instance, "read", 0, 10), success);
  EXPECT_EQ(stored(instance), 0u) << "standard input is at its end";
  EXPECT_EQ(call(instance, "name", 3, 0), badf);
  EXPECT_EQ(call(instance, "open", 3, 1), badf);
}

TEST_F(WasiLibrary, PassesArgumentsAndVariables) {
  ASSERT_EQ(take(wasmelt_wasi_add_arg(wasi, "plugin")), "");
  ASSERT_EQ(take(wasmelt_wasi_add_arg(wasi, "-x")), "");
  ASSERT_EQ(take(wasmelt_wasi_add_env(wasi, "A", "1")), "");
  ASSERT_EQ(take(wasmelt_wasi_add_env(wasi, "AB", "=")), "");
  ASSERT_EQ(take(wasmelt_wasi_add_env(wasi, "A", "two")), "") << "in place of the first";
  EXPECT_EQ(take(wasmelt_wasi_add_env(wasi, "A=B", "")), "'A=B' is no name of a variable");
  EXPECT_EQ(take(wasmelt_wasi_add_env(wasi, "", "")), "'' is no name of a variable");
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(call(instance, "args"), success);
  EXPECT_EQ(stored(instance, 16), 2u);
  EXPECT_EQ(text(instance, stored(instance, 20)), std::string("plugin\0-x\0", 10));
  EXPECT_EQ(call(instance, "environ"), success);
  EXPECT_EQ(stored(instance, 16), 2u);
  EXPECT_EQ(text(instance, stored(instance, 20)), std::string("A=two\0AB==\0", 11));
}

TEST_F(WasiLibrary, GrantsDirectoriesAndNothingAround) {
  std::string root = folder() + "/granted";
  std::filesystem::create_directories(root + "/read");
  std::ofstream(root + "/read/file") << "contents";
  std::ofstream(root + "/secret") << "secret";
  ASSERT_EQ(
      take(wasmelt_wasi_add_dir(wasi, (root + "/read").c_str(), "/data", WASMELT_WASI_READ_ONLY)),
      "");
  ASSERT_EQ(
      take(wasmelt_wasi_add_dir(wasi, (root + "/read").c_str(), nullptr, WASMELT_WASI_READ_WRITE)),
      "");
  EXPECT_EQ(
      take(wasmelt_wasi_add_dir(wasi, (root + "/none").c_str(), "/none", WASMELT_WASI_READ_WRITE)),
      "cannot open granted directory '" + root + "/none': No such file or directory");
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(call(instance, "name", 3, 5), success);
  EXPECT_EQ(text(instance, 5), "/data");
  EXPECT_EQ(call(instance, "name", 4, int32_t(root.size() + 5)), success);
  EXPECT_EQ(text(instance, root.size() + 5), root + "/read");
  EXPECT_EQ(call(instance, "name", 5, 0), badf);
  put(instance, "file");
  EXPECT_EQ(call(instance, "open", 3, 4), success);
  EXPECT_EQ(stored(instance), 5u);
  EXPECT_EQ(call(instance, "read", 5, 100), success);
  EXPECT_EQ(text(instance, stored(instance)), "contents");
  put(instance, "../secret");
  EXPECT_EQ(call(instance, "open", 3, 9), notcapable);
  put(instance, "made");
  EXPECT_EQ(call(instance, "mkdir", 3, 4), notcapable) << "for reading only";
  EXPECT_EQ(call(instance, "mkdir", 4, 4), success);
  EXPECT_TRUE(std::filesystem::is_directory(root + "/read/made"));
}

TEST_F(WasiLibrary, HandsOutputToFunctions) {
  Sink out, err;
  out.at_once = 4;
  ASSERT_EQ(take(wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDOUT, Sink::take, &out)), "");
  ASSERT_EQ(take(wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDERR, Sink::take, &err)), "");
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(write(instance, 1, "output"), success);
  EXPECT_EQ(stored(instance), 4u) << "as many as were taken";
  EXPECT_EQ(write(instance, 2, "error"), success);
  EXPECT_EQ(stored(instance), 5u);
  EXPECT_EQ(call(instance, "read", 1, 4), badf);
  EXPECT_EQ(call(instance, "write_nowhere", 1, 4), fault);
  out.at_once = 0;
  EXPECT_EQ(write(instance, 1, "more"), io);
  EXPECT_EQ(out.text, "outp");
  EXPECT_EQ(err.text, "error");
}

TEST_F(WasiLibrary, FollowsAStreamThatIsRenumbered) {
  Sink out;
  ASSERT_EQ(take(wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDOUT, Sink::take, &out)), "");
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(call(instance, "renumber", 1, 2), success);
  EXPECT_EQ(write(instance, 2, "moved"), success);
  EXPECT_EQ(write(instance, 1, "gone"), badf);
  EXPECT_EQ(call(instance, "close", 2), success);
  EXPECT_EQ(write(instance, 2, "closed"), badf);
  EXPECT_EQ(out.text, "moved");
}

TEST_F(WasiLibrary, TakesInputFromAFunction) {
  std::string given = "some input";
  auto read = [](void *data, void *bytes, size_t size) -> ptrdiff_t {
    auto *left = static_cast<std::string *>(data);
    if (*left == "fail")
      return -1;
    size = std::min(size, left->size());
    memcpy(bytes, left->data(), size);
    left->erase(0, size);
    return ptrdiff_t(size);
  };
  ASSERT_EQ(take(wasmelt_wasi_set_input(wasi, read, &given)), "");
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(call(instance, "read", 0, 4), success);
  EXPECT_EQ(text(instance, stored(instance)), "some");
  EXPECT_EQ(call(instance, "read", 0, 100), success);
  EXPECT_EQ(text(instance, stored(instance)), " input");
  EXPECT_EQ(call(instance, "read", 0, 100), success);
  EXPECT_EQ(stored(instance), 0u);
  EXPECT_EQ(call(instance, "pread", 0, 100), spipe);
  given = "fail";
  EXPECT_EQ(call(instance, "read", 0, 100), io);
}

TEST_F(WasiLibrary, LeavesTheHostItsDescriptors) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(take(wasmelt_wasi_set_stream(wasi, WASMELT_WASI_STDOUT, ends[1])), "");
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(write(instance, 1, "piped"), success);
  EXPECT_EQ(call(instance, "close", 1), success);
  EXPECT_EQ(fcntl(ends[1], F_GETFD), 0) << "still the host's";
  char buffer[16];
  EXPECT_EQ(read(ends[0], buffer, sizeof buffer), 5);
  EXPECT_EQ(take(wasmelt_wasi_set_stream(wasi, WASMELT_WASI_STDOUT, 9999)),
            "cannot make a standard stream of descriptor 9999: Bad file descriptor");
  EXPECT_EQ(take(wasmelt_wasi_add_socket(wasi, ends[1])), "cannot pass on descriptor " +
                                                              std::to_string(ends[1]) +
                                                              ": Socket operation on non-socket");
  EXPECT_EQ(take(wasmelt_wasi_set_stream(wasi, wasmelt_wasi_stream_t(3), ends[1])),
            "there is no such standard stream: 3");
  EXPECT_EQ(take(wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDIN, Sink::take, nullptr)),
            "there is no such standard stream: 0");
  close(ends[0]);
  close(ends[1]);
}

TEST_F(WasiLibrary, ReportsWritingToNobodyWithoutASignal) {
  int ends[2], pair[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  close(ends[0]);
  close(pair[0]);
  auto *before = std::signal(SIGPIPE, SIG_DFL); // which would end this process
  ASSERT_EQ(take(wasmelt_wasi_set_stream(wasi, WASMELT_WASI_STDOUT, ends[1])), "");
  ASSERT_EQ(take(wasmelt_wasi_add_socket(wasi, pair[1])), "");
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(write(instance, 1, "lost"), pipe_);
  EXPECT_EQ(write(instance, 3, "lost"), pipe_);
  sigset_t pending;
  ASSERT_EQ(sigpending(&pending), 0);
  EXPECT_FALSE(sigismember(&pending, SIGPIPE));
  std::signal(SIGPIPE, before);
  close(ends[1]);
  close(pair[1]);
}

/// Calls that wait, of the descriptor or the number of milliseconds that they are given.
const char *const waits = R"((module
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"
    (func $receive (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\40\00\00\00\08\00\00\00")
  (func (export "sleep") (param i32 i32) (result i32)
    (i32.store8 (i32.const 1032) (i32.const 0)) ;; a clock,
    (i32.store (i32.const 1040) (i32.const 1))  ;; the monotonic one
    (i64.store (i32.const 1048) (i64.mul (i64.extend_i32_u (local.get 0)) (i64.const 1000000)))
    (call $poll (i32.const 1024) (i32.const 2048) (i32.const 1) (i32.const 16)))
  (func (export "poll") (param i32 i32) (result i32)
    (i32.store8 (i32.const 1032) (i32.const 1)) ;; a descriptor to read from
    (i32.store (i32.const 1040) (local.get 0))
    (call $poll (i32.const 1024) (i32.const 2048) (i32.const 1) (i32.const 16)))
  (func (export "read") (param i32 i32) (result i32)
    (call $read (local.get 0) (i32.const 0) (i32.const 1) (i32.const 16)))
  (func (export "read nothing") (param i32 i32) (result i32)
    (call $read (local.get 0) (i32.const 0) (i32.const 0) (i32.const 16)))
  (func (export "accept") (param i32 i32) (result i32)
    (call $accept (local.get 0) (i32.const 0) (i32.const 16)))
  (func (export "receive") (param i32 i32) (result i32)
    (call $receive (local.get 0) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 16)
      (i32.const 20)))
))";

TEST_F(WasiLibrary, StopsCallsThatWait) {
  CompileOptions options;
  options.interruptible = true;
  wasmelt_error_t *error = nullptr;
  const wasmelt_library_t *library =
      wasmelt_library_load(compileToFile(waits, options).c_str(), &error);
  ASSERT_TRUE(library) << take(error);
  int input[2], pair[2];
  ASSERT_EQ(pipe(input), 0);
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  ASSERT_EQ(take(wasmelt_wasi_set_stream(wasi, WASMELT_WASI_STDIN, input[0])), "");
  ASSERT_EQ(take(wasmelt_wasi_add_socket(wasi, pair[1])), "");
  std::string address = "unix:" + folder() + "/socket";
  ASSERT_EQ(take(wasmelt_wasi_add_listener(wasi, address.c_str())), "");
  wasmelt_instance_t *instance = instantiate(store, wasi, library);

  constexpr struct {
    const char *name;
    int32_t argument;
  } endless[] = {{"sleep", 1'000'000'000},
                 {"poll", 0},
                 {"poll", 3},
                 {"poll", 4},
                 {"read", 0},
                 {"read", 3},
                 {"accept", 4},
                 {"receive", 3}};
  for (auto [name, argument] : endless) {
    int32_t result;
    ASSERT_EQ(take(wasmelt_store_set_deadline(store, 15'000'000)), "");
    error = tryCall(instance, name, argument, 0, result);
    ASSERT_TRUE(error) << name;
    EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_DEADLINE_EXCEEDED) << name;
    EXPECT_EQ(wasmelt_error_frame_count(error), 1u) << name;
    EXPECT_EQ(take(error), "deadline exceeded");
    ASSERT_EQ(take(wasmelt_store_set_deadline(store, WASMELT_NO_DEADLINE)), "");
    std::thread other([&] { EXPECT_EQ(take(wasmelt_store_interrupt(store)), ""); });
    error = tryCall(instance, name, argument, 0, result);
    other.join();
    ASSERT_TRUE(error) << name;
    EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_INTERRUPTED) << name;
    EXPECT_EQ(take(error), "interrupted");
  }

  // What does not wait does not now.
  ASSERT_EQ(take(wasmelt_store_set_deadline(store, 5'000'000'000)), "");
  EXPECT_EQ(call(instance, "read nothing", 0), success);
  EXPECT_EQ(call(instance, "read", 4), inval); // as Linux says of a Unix socket that listens
  EXPECT_EQ(call(instance, "receive", 4), inval);
  EXPECT_EQ(call(instance, "accept", 3), inval);
  ASSERT_EQ(take(wasmelt_store_set_deadline(store, WASMELT_NO_DEADLINE)), "");

  // What they wait for, they still get.
  EXPECT_EQ(call(instance, "sleep", 35), success);
  EXPECT_EQ(stored(instance), 1u);
  ASSERT_EQ(::write(input[1], "input", 5), 5);
  ASSERT_EQ(::write(pair[0], "sent", 4), 4);
  EXPECT_EQ(call(instance, "poll", 0), success);
  EXPECT_EQ(call(instance, "read", 0), success);
  EXPECT_EQ(text(instance, stored(instance)), "input");
  EXPECT_EQ(call(instance, "receive", 3), success);
  EXPECT_EQ(text(instance, stored(instance)), "sent");
  close(input[1]);
  EXPECT_EQ(call(instance, "read", 0), success); // the end
  EXPECT_EQ(stored(instance), 0u);
  ASSERT_EQ(fcntl(pair[0], F_SETFL, O_NONBLOCK), 0);
  ASSERT_EQ(fcntl(pair[1], F_SETFL, O_NONBLOCK), 0);
  EXPECT_EQ(call(instance, "receive", 3), again); // who does not wait does not now
  close(input[0]);
  close(pair[0]);
  close(pair[1]);
}

TEST_F(WasiLibrary, EndsTheCallWhenTheModuleExits) {
  wasmelt_instance_t *instance = instantiate();
  int32_t result;
  wasmelt_error_t *error = tryCall(instance, "exit", 42, 0, result);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_EXIT);
  EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_NONE);
  EXPECT_EQ(wasmelt_error_exit_status(error), 42);
  EXPECT_EQ(take(error), "the module has exited with status 42");
  EXPECT_EQ(call(instance, "initialized"), 0) << "which can be called on";
  EXPECT_EQ(call(instance, "raise", 15), notsup) << "signals are the host's";
}

TEST_F(WasiLibrary, InitializesReactors) {
  wasmelt_instance_t *instance = instantiate();
  EXPECT_EQ(take(wasmelt_wasi_initialize(instance)), "");
  EXPECT_EQ(call(instance, "initialized"), 1);
  EXPECT_EQ(take(wasmelt_wasi_initialize(instantiate(store, wasi, load("(module)")))), "")
      << "not every reactor has something to initialise";
  int32_t status;
  EXPECT_EQ(take(wasmelt_wasi_run(instance, &status)), "there is no export \"_start\"");
}

TEST_F(WasiLibrary, RunsCommands) {
  const char *command = R"((module
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "_start")
      (drop (call $sizes (i32.const 0) (i32.const 4)))
      (if (i32.eq (i32.load (i32.const 0)) (i32.const 3)) (then unreachable))
      (if (i32.load (i32.const 0)) (then (call $exit (i32.add (i32.const 255) (i32.load (i32.const 0)))))))))";
  const wasmelt_library_t *library = load(command);
  int32_t status = -1;
  EXPECT_EQ(take(wasmelt_wasi_run(instantiate(store, wasi, library), &status)), "");
  EXPECT_EQ(status, 0);
  ASSERT_EQ(take(wasmelt_wasi_add_arg(wasi, "one")), "");
  EXPECT_EQ(take(wasmelt_wasi_run(instantiate(store, wasi, library), &status)), "");
  EXPECT_EQ(status, 256);
  ASSERT_EQ(take(wasmelt_wasi_add_arg(wasi, "two")), "");
  ASSERT_EQ(take(wasmelt_wasi_add_arg(wasi, "three")), "");
  EXPECT_EQ(take(wasmelt_wasi_run(instantiate(store, wasi, library), &status)), "unreachable");
}

TEST_F(WasiLibrary, LimitsDescriptors) {
  wasmelt_wasi_limit_descriptors(wasi, 4);
  ASSERT_EQ(take(wasmelt_wasi_add_dir(wasi, folder().c_str(), "/", WASMELT_WASI_READ_WRITE)), "");
  EXPECT_EQ(take(wasmelt_wasi_add_dir(wasi, folder().c_str(), "/", WASMELT_WASI_READ_WRITE)),
            "no more descriptors may be open (see wasmelt_wasi_limit_descriptors)");
  std::ofstream(folder() + "/one") << "1";
  wasmelt_instance_t *instance = instantiate();
  put(instance, "one");
  EXPECT_EQ(call(instance, "open", 3, 3), mfile);
}

TEST_F(WasiLibrary, KeepsWhatIsDefinedOtherwise) {
  wasmelt_type_t types[] = {{WASMELT_I32, false, 0}};
  wasmelt_signature_t signature = {types, 1, types, 1};
  auto refuse = [](void *, const wasmelt_value_t *, wasmelt_value_t *results) -> wasmelt_error_t * {
    results[0] = wasmelt_i32(1234);
    return nullptr;
  };
  wasmelt_extern_t own;
  own.kind = WASMELT_EXTERN_FUNCTION;
  own.of.function = wasmelt_function_new(store, &signature, refuse, nullptr, nullptr);
  wasmelt_linker_t *linker = wasmelt_linker_create(store, nullptr);
  wasmelt_linker_define_wasi(linker, wasi);
  ASSERT_EQ(take(wasmelt_linker_define(linker, "wasi_snapshot_preview1", "proc_raise", own)), "");
  wasmelt_instance_t *instance = wasmelt_linker_instantiate(linker, callsLibrary(), nullptr);
  ASSERT_TRUE(instance);
  EXPECT_EQ(call(instance, "raise", 15), 1234);
  EXPECT_EQ(write(instance, 1, "x"), success);
  wasmelt_linker_destroy(linker);
}

TEST_F(WasiLibrary, NamesAnImportThatIsNoneOfWasis) {
  wasmelt_error_t *error = nullptr;
  wasmelt_linker_t *linker = wasmelt_linker_create(store, nullptr);
  wasmelt_linker_define_wasi(linker, wasi);
  EXPECT_FALSE(wasmelt_linker_instantiate(
      linker, load(R"((module (import "wasi_snapshot_preview1" "fd_dup" (func))))"), &error));
  EXPECT_EQ(take(error), "unknown import: \"wasi_snapshot_preview1\" \"fd_dup\"");
  EXPECT_FALSE(wasmelt_linker_instantiate(
      linker, load(R"((module (import "wasi_snapshot_preview1" "fd_close" (func))))"), &error));
  EXPECT_EQ(take(error), "incompatible import type: \"wasi_snapshot_preview1\" \"fd_close\"");
  wasmelt_linker_destroy(linker);
}

TEST_F(WasiLibrary, FailsWhereTheInstanceExportsNoMemory) {
  const char *without = R"((module
    (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
    (func (export "sizes") (param i32 i32) (result i32)
      (call $sizes (i32.const 0) (i32.const 4)))))";
  EXPECT_EQ(call(instantiate(store, wasi, load(without)), "sizes"), fault);
}

TEST_F(WasiLibrary, ServesTheStartFunction) {
  Sink out;
  ASSERT_EQ(take(wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDOUT, Sink::take, &out)), "");
  instantiate(store, wasi, load(R"((module
    (import "wasi_unstable" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "\08\00\00\00\05\00\00\00start")
    (func $start (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 20))))
    (start $start)))"));
  EXPECT_EQ(out.text, "start");
}

TEST_F(WasiLibrary, KeepsInstancesOnDifferentThreadsApart) {
  callsLibrary();
  auto run = [](const char *argument, std::string &output, bool &good) {
    wasmelt_wasi_t *wasi = wasmelt_wasi_create(nullptr);
    wasmelt_store_t *store = wasmelt_store_create(nullptr, nullptr);
    Sink out;
    good = !wasmelt_wasi_add_arg(wasi, argument) &&
           !wasmelt_wasi_add_dir(wasi, folder().c_str(), argument, WASMELT_WASI_READ_WRITE) &&
           !wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDOUT, Sink::take, &out);
    wasmelt_instance_t *instance = instantiate(store, wasi, callsLibrary());
    for (int i = 0; good && i != 2000; ++i) {
      put(instance, "file-of-threads");
      good = call(instance, "open", 3, 15) == success && stored(instance) == 4 &&
             call(instance, "close", 4) == success && call(instance, "args") == success &&
             text(instance, strlen(argument)) == argument &&
             call(instance, "write", 1, int32_t(strlen(argument))) == success;
    }
    output = out.text;
    wasmelt_store_destroy(store);
    wasmelt_wasi_destroy(wasi);
  };
  std::ofstream(folder() + "/file-of-threads") << "x";
  std::string first, second;
  bool first_good, second_good;
  std::thread other([&] { run("other", second, second_good); });
  run("this", first, first_good);
  other.join();
  EXPECT_TRUE(first_good);
  EXPECT_TRUE(second_good);
  std::string expected_first, expected_second;
  for (int i = 0; i != 2000; ++i) {
    expected_first += "this";
    expected_second += "other";
  }
  EXPECT_EQ(first, expected_first);
  EXPECT_EQ(second, expected_second);
}

TEST_F(WasiLibrary, ClosesWhatIsOpenWhenItIsDestroyed) {
  auto openDescriptors = [] {
    size_t count = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator("/proc/self/fd"))
      ++count;
    return count;
  };
  std::ofstream(folder() + "/left-open") << "x";
  callsLibrary();
  size_t before = openDescriptors();
  wasmelt_wasi_t *own = wasmelt_wasi_create(nullptr);
  wasmelt_store_t *own_store = wasmelt_store_create(nullptr, nullptr);
  ASSERT_EQ(take(wasmelt_wasi_add_dir(own, folder().c_str(), "/", WASMELT_WASI_READ_WRITE)), "");
  wasmelt_instance_t *instance = instantiate(own_store, own, callsLibrary());
  for (uint32_t i = 0; i != 100; ++i) { // more than the table has at first
    put(instance, "left-open");
    ASSERT_EQ(call(instance, "open", 3, 9), success);
    ASSERT_EQ(stored(instance), 4 + i);
  }
  EXPECT_GT(openDescriptors(), before + 100);
  wasmelt_store_destroy(own_store);
  wasmelt_wasi_destroy(own);
  EXPECT_EQ(openDescriptors(), before);
}

} // namespace
} // namespace wasmelt
