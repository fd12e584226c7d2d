// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tracing, with the address sanitizer watching what it reads. What lines look like is the matter of
// test/wasi/cases/trace.
#include "test/unit/wasi-shim/guest.h"
#include "wasi-shim/trace.h"

#include <algorithm>
#include <random>
#include <tuple>

namespace wasmelt::wasi {
namespace {

/// Traces into a file for as long as it lives.
class Traced {
public:
  Traced() : file(tmpfile()) {
    int standard_error = dup(STDERR_FILENO);
    trace = dup(STDERR_FILENO); // the number that the tracer's own will have
    close(trace);
    dup2(fileno(file), STDERR_FILENO);
    char variable[] = "WASMELT_TRACE=wasi";
    char *environment[] = {variable, nullptr};
    wasmelt_wasi_start_trace(environment);
    dup2(standard_error, STDERR_FILENO);
    close(standard_error);
  }
  ~Traced() {
    tracer = nullptr;
    close(trace);
    fclose(file);
  }
  std::string text() {
    rewind(file);
    std::string text;
    for (int c; (c = fgetc(file)) != EOF;)
      text += char(c);
    return text;
  }

private:
  FILE *file;
  int trace;
};

class Trace : public GuestTest {
protected:
  Trace() : random(1) {}

  uint64_t below(uint64_t end) { return random() % end; }

  /// Mostly what makes sense for something, and what is just outside of memory.
  void choose(uint32_t &value) {
    const uint32_t values[] = {uint32_t(3 + below(4)),
                               uint32_t(3 + below(100)),
                               uint32_t(3 + below(Guest::memory_size)),
                               uint32_t(Guest::memory_size - below(100)),
                               uint32_t(Guest::memory_size + below(3)),
                               uint32_t(0) - uint32_t(below(100))};
    value = values[below(6)];
  }
  void choose(uint64_t &value) {
    const uint64_t values[] = {below(5000), uint64_t(0) - below(5000), below(RightsAll + 1)};
    value = values[below(2) + (below(20) == 0)];
  }
  void choose(int64_t &value) { value = int64_t(below(10000)) - 5000; }
  template <class T>
  void choose(GuestPtr<T> &pointer) {
    choose(pointer.address);
  }

  template <class... Parameters>
  void callWithAnything(Errno (*function)(Instance *, Parameters...)) {
    std::tuple<Parameters...> arguments;
    std::apply([&](auto &...argument) { (choose(argument), ...); }, arguments);
    std::apply([&](auto... argument) { function(instance, argument...); }, arguments);
  }

  std::mt19937_64 random;
};

TEST_F(Trace, NothingOutsideOfMemoryIsReadWhateverACallIsGiven) {
  Traced traced;
  auto isSafe = [](std::string_view name) {
    // Not those that end or wait, nor those that would fill the disk or close what tests write to.
    return name != "proc_raise" && name != "poll_oneoff" && name != "fd_allocate" &&
           name != "fd_filestat_set_size" && name != "fd_pwrite" && name != "fd_close" &&
           name != "fd_renumber";
  };
#define WASMELT_CALL_Errno(name)                                                                   \
  for (int i = 0; isSafe(#name) && i < 100; ++i)                                                   \
    callWithAnything(wasi::name);
#define WASMELT_CALL_NoReturn(name)
#define WASMELT_WASI_CALL(name, result, ...) WASMELT_CALL_##result(name)
#include "wasi-shim/preview1.def"
  std::string text = traced.text();
  EXPECT_GE(std::count(text.begin(), text.end(), '\n'), 100 * 35);
  for (size_t at = 0, end; at < text.size(); at = end + 1) {
    end = text.find('\n', at);
    ASSERT_NE(end, text.npos);
    std::string line = text.substr(at, end - at);
    EXPECT_LE(line.size(), 4095u);
    EXPECT_NE(line.find(") = "), line.npos) << line;
    EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c < 127; }))
        << line;
  }
}

TEST_F(Trace, BuffersAtTheVeryEndOfMemory) {
  Traced traced;
  memcpy(&guest.bytes[Guest::memory_size - 4], "last", 4);
  auto list = guest.vectors({{Guest::memory_size - 4, 4}});
  EXPECT_EQ(fd_write(instance, 99, list, 1, guest.allocate<Size>()), Errno::Badf);
  GuestPtr<const Byte> path = {Guest::memory_size - 4};
  EXPECT_EQ(path_unlink_file(instance, 3, path, 4), Errno::Noent);
  EXPECT_EQ(path_unlink_file(instance, 3, path, 5), Errno::Fault);
  std::string text = traced.text();
  EXPECT_NE(text.find("fd_write(99, [\"last\"], 1, 0x"), text.npos) << text;
  EXPECT_NE(text.find("path_unlink_file(3, \"last\", 4) = ENOENT\n"), text.npos) << text;
  EXPECT_NE(text.find("path_unlink_file(3, 0xffffc, 5) = EFAULT\n"), text.npos) << text;
}

} // namespace
} // namespace wasmelt::wasi
