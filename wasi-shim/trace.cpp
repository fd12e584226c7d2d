// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tracing: shows the values of a call by its text (trace.h). Lines are written whole, so that those
// of several threads do not mix. It is written to be small, as it is part of every program that may
// be traced: functions are not inlined, members are in the order that makes for short instructions.
#include "wasi-shim/trace.h"
#include "wasi-shim/grants.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/platform/open_flags.h"

#include <errno.h>
#include <sched.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

int trace_fd;

// As errno.def numbers them: from 1 on without a gap. Kept without the E that all begin with.
constexpr char full_error_names[] =
#define WASMELT_WASI_ERRNO(name, number, host) #host "\0"
#include "wasi-shim/errno.def"
    "ENOTCAPABLE\0";
constexpr int error_count = int(Errno::Notcapable);
struct ErrorNames {
  char list[sizeof(full_error_names) - error_count];
  consteval ErrorNames() {
    char *end = list;
    for (const char *c = full_error_names; *c; ++c) // at an E
      do
        *end++ = *++c;
      while (*c);
    *end = 0;
  }
};
constexpr ErrorNames error_names;

#define WASMELT_WASI_RIGHT(Name, text) text "\0"
constexpr char rights_names[] =
#include "wasi-shim/rights.def"
    ;

[[gnu::noinline]] const char *behind(const char *text, char c) {
  while (*text++ != c)
    ;
  return text;
}

class TraceLine {
public:
  TraceLine(const Instance *instance, const char *text, const uint64_t *values)
      : memory(instance), failed(*values) {
    put(text);
    put('(');
    text = behind(text, 0);
    show(*text ? text + 2 : text, reinterpret_cast<const uint8_t *>(values + 1), sizeof(*values));
    if (room == 0)
      memcpy(end - 3, "...", 3);
    room = kept; // there is always room for the result
    put(") = ");
    if (*values == no_result)
      put('?');
    else
      error(*values);
    put('\n');
    // All of it, even if the program has standard error not wait.
    for (const char *at = buffer; at != end;) {
      ssize_t written = write(trace_fd, at, size_t(end - at));
      if (written >= 0)
        at += written;
      else if (errno == EAGAIN)
        ::sched_yield();
      else if (errno != EINTR)
        break;
    }
  }

private:
  static constexpr unsigned line_size = 4096; // what a pipe takes at once
  static constexpr unsigned kept = 40;
  // So much is shown of what is in buffers, and of lists.
  static constexpr uint64_t most_bytes = 64, most_entries = 16;

  const GuestMemory memory;
  uint64_t in_buffers = UINT64_MAX; // bytes in the buffers of a list
  bool failed;
  unsigned room = line_size - kept;
  char *end = buffer;
  char buffer[line_size];

  [[gnu::noinline]] void put(char c) {
    if (room) {
      --room;
      *end++ = c;
    }
  }
  [[gnu::noinline]] void put(const char *text) {
    while (*text)
      put(*text++);
  }

  [[gnu::noinline]] void number(uint64_t value, unsigned base) {
    char digits[24];
    char *at = digits + sizeof(digits);
    *--at = 0;
    do
      *--at = "0123456789abcdef"[value % base];
    while (value /= base);
    put(at);
  }

  [[gnu::noinline]] void hexadecimal(uint64_t value) {
    if (value)
      put("0x");
    number(value, 16);
  }

  /// The name of that number, or the names of those bits. Returns what is behind the names.
  [[gnu::noinline]] const char *named(const char *names, uint64_t value, bool is_number) {
    bool any = false;
    for (unsigned i = 0;; ++i) {
      bool is_last = !*names;
      if (is_last ? value || !any : is_number ? value == i : value >> i & 1) {
        if (any)
          put('|');
        any = true;
        if (is_last) {
          hexadecimal(value);
        } else {
          put(names);
          value -= is_number ? value : uint64_t(1) << i;
        }
      }
      names = behind(names, 0);
      if (is_last)
        return names;
    }
  }

  [[gnu::noinline]] void error(uint64_t value) {
    if (value) {
      put('E');
      named(error_names.list, value - 1, true);
    } else {
      put('0');
    }
  }

  [[gnu::noinline]] void text(uint64_t address, uint64_t size, uint64_t most) {
    uint8_t *bytes;
    if (!memory.range(uint32_t(address), size, bytes))
      return hexadecimal(address);
    put('"');
    uint64_t i = 0;
    for (; i < size && i < most && room; ++i) {
      uint8_t c = bytes[i];
      if (c < ' ' || c >= 127) {
        put("\\x");
        number(c >> 4, 16);
        number(c & 15, 16);
        continue;
      }
      if (c == '"' || c == '\\')
        put('\\');
      put(char(c));
    }
    put('"');
    if (i < size)
      put("...");
  }

  /// A list, or what is one byte or more by itself.
  [[gnu::noinline]] const char *list(const char *layout, uint64_t address, uint64_t count,
                                     uint64_t size) {
    uint8_t *bytes;
    if (memory.range(uint32_t(address), count * size, bytes)) {
      if (size != 1)
        put('[');
      for (uint64_t i = 0; i < count; ++i) {
        if (i)
          put(", ");
        if (i == most_entries) {
          put("...");
          break;
        }
        show(layout, bytes + i * size, 0);
      }
      if (size != 1)
        put(']');
    } else {
      hexadecimal(address);
    }
    return behind(layout, ')');
  }

  /// The last one, which may be cut off, is not shown if it is.
  [[gnu::noinline]] void entries(const char *layout, uint64_t address, uint64_t size) {
    put('[');
    for (unsigned i = 0; size; ++i) {
      Dirent entry;
      uint8_t *bytes;
      if (i)
        put(", ");
      if (i == most_entries || size < sizeof(entry) ||
          !memory.load(GuestPtr<const Dirent>{uint32_t(address)}, entry) ||
          size - sizeof(entry) < entry.name_len ||
          !memory.range(uint32_t(address), sizeof(entry), bytes)) {
        put("...");
        break;
      }
      show(layout, bytes, 0);
      text(address + sizeof(entry), entry.name_len, most_bytes);
      put('}');
      address += sizeof(entry) + entry.name_len;
      size -= sizeof(entry) + entry.name_len;
    }
    put(']');
  }

  /// What a call has stored there, if it has.
  [[gnu::noinline]] uint64_t stored(uint64_t address) {
    Size value = 0;
    if (!failed)
      memory.load(GuestPtr<const Size>{uint32_t(address)}, value);
    return value;
  }

  /// Shows what is at `at` by a text up to its end, or to a closing parenthesis. Returns what is
  /// behind that.
  [[gnu::noinline]] const char *show(const char *text, const uint8_t *at, unsigned width) {
    uint64_t value = 0;
    auto next = [&]() __attribute__((noinline)) {
      uint64_t read = 0;
      memcpy(&read, at, width);
      at += width;
      return read;
    };
    for (char c; (c = *text++) && c != ')';) {
      if (c >= '1' && c <= '8') {
        width = unsigned(c - '0');
        continue;
      }
      if (c == '.') {
        next();
        continue;
      }
      if (c == '?') {
        if (value)
          text = behind(text, ':');
        continue;
      }
      if (c == ':') {
        text = behind(text, ';');
        continue;
      }
      if (c == ';')
        continue;
      if (c < 'A' || c > 'Z') {
        put(c);
        continue;
      }
      value = next();
      if (c == 'S' && int64_t(value) < 0) {
        put('-');
        value = -value;
      }
      uint64_t size, count;
      switch (c) {
      case 'N':
      case 'S':
        number(value, 10);
        break;
      case 'X':
        hexadecimal(value);
        break;
      case 'E':
      case 'F':
        text = named(text, value, c == 'E');
        break;
      case 'R':
        named(rights_names, value, false);
        break;
      case 'Z':
        error(value);
        break;
      case 'P':
        this->text(value, next(), UINT64_MAX);
        break;
      case 'T':
      case 'U':
        size = next();
        if (c == 'U')
          size = stored(size);
        this->text(value, failed ? UINT64_MAX : size, most_bytes);
        break;
      case 'V':
        size = next();
        count = size < in_buffers ? size : in_buffers;
        in_buffers -= count;
        this->text(value, count, most_bytes);
        if (count < size) {
          put('/');
          number(size, 10);
        }
        break;
      case 'D':
        entries(text, value, stored(next()));
        text = behind(text, ')');
        break;
      case 'O':
      case 'L':
      case 'M':
      case 'B':
        count = size = 1;
        if (c != 'O') {
          count = next();
          size = next();
        }
        if (c == 'B')
          in_buffers = stored(next());
        if (c == 'M')
          count = stored(count);
        if (failed && (c == 'O' || c == 'M'))
          count = UINT64_MAX; // which is not there, so that the address is shown
        text = list(text, value, count, size);
        break;
      }
    }
    return text;
  }
};

void trace(const Instance *instance, const char *text, const uint64_t *values) {
  TraceLine(instance, text, values);
}

} // namespace
} // namespace wasmelt::wasi

void wasmelt_wasi_start_trace(char *const *environment) {
  using namespace wasmelt::wasi;
  const char *wanted = findVariable(environment, "WASMELT_TRACE");
  if (!wanted || strcmp(wanted, "wasi"))
    return;
  // A descriptor of its own, as the guest may close standard error.
  trace_fd = platform::duplicate(STDERR_FILENO);
  if (trace_fd >= 0)
    tracer = trace;
}
