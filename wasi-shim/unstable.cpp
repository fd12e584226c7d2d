// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of wasi_unstable: the calls of wasi_snapshot_preview1 but for the order of
// `whence`, and the layouts of file attributes and of clock subscriptions.
#include "wasi-shim/define_entry_points.h"
#include "wasi-shim/variants.h"

namespace wasmelt::wasi {

// namespace unstable { Errno fd_read(Instance *instance, Fd fd, ...) __asm__("..."); }
// Names of types and values in preview1.def mean those of this namespace, where it has its own.
namespace unstable {

struct Filestat {
  uint64_t dev;
  uint64_t ino;
  Filetype filetype;
  uint8_t padding[3];
  uint32_t nlink;
  uint64_t size;
  Timestamp atim;
  Timestamp mtim;
  Timestamp ctim;
};
static_assert(sizeof(Filestat) == 56);

struct Subscription {
  uint64_t userdata;
  EventType type;
  uint8_t padding[7];
  union {
    struct {
      uint64_t identifier;
      uint32_t id;
      uint32_t padding;
      Timestamp timeout;
      Timestamp precision;
      uint16_t flags;
      uint8_t padding2[6];
    } clock;
    struct {
      Fd fd;
    } file;
  };
};
static_assert(sizeof(Subscription) == 56);

#undef WASMELT_WASI_NAMES_whence
#define WASMELT_WASI_NAMES_whence "CUR\0END\0SET\0"
#undef WASMELT_WASI_LAYOUT_Filestat
#define WASMELT_WASI_LAYOUT_Filestat                                                               \
  "{8.ino=N, 1E" WASMELT_WASI_NAMES_filetype "\0..., 4nlink=N, 8size=N, atim=N, mtim=N, ctim=N}"
#undef WASMELT_WASI_LAYOUT_Subscription
#define WASMELT_WASI_LAYOUT_Subscription                                                           \
  "{8.1E" WASMELT_WASI_NAMES_event "\0.......?8.4, E" WASMELT_WASI_NAMES_clock                     \
  "\0.8, N.2, FABSTIME\0\0:4, N;}"

#define WASMELT_WASI_DECLARE(name, result, ...)                                                    \
  WASMELT_WASI_RESULT_##result name(                                                               \
      Instance *instance WASMELT_WASI_EACH(WASMELT_WASI_PARAMETER, __VA_ARGS__))
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_DECLARE(name, result, __VA_ARGS__)                                                  \
  WASMELT_WASI_SYMBOL(WASMELT_WASI_UNSTABLE_MODULE, name, result, __VA_ARGS__);
#include "wasi-shim/preview1.def"

// What has not changed goes on to its successor.
#define WASMELT_WASI_RETURN_Errno return
#define WASMELT_WASI_RETURN_NoReturn
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CHANGED_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_DECLARE(name, result, __VA_ARGS__) {                                                \
    WASMELT_WASI_RETURN_##result wasi::name(                                                       \
        instance WASMELT_WASI_EACH(WASMELT_WASI_ARGUMENT, __VA_ARGS__));                           \
  }
#include "wasi-shim/preview1.def"

namespace calls {
namespace {

Errno storeStat(Instance *instance, GuestPtr<Filestat> out, const wasi::Filestat &stat) {
  Filestat result = {stat.dev,  stat.ino,  stat.filetype, {},       uint32_t(stat.nlink),
                     stat.size, stat.atim, stat.mtim,     stat.ctim};
  return GuestMemory(instance).finish(out, result);
}

wasi::Subscription readSubscription(const uint8_t *&at) {
  Subscription old;
  memcpy(&old, at, sizeof(old));
  at += sizeof(old);
  wasi::Subscription subscription = {};
  subscription.userdata = old.userdata;
  subscription.type = old.type;
  if (old.type == EventType::Clock) {
    subscription.clock.id = old.clock.id;
    subscription.clock.timeout = old.clock.timeout;
    subscription.clock.precision = old.clock.precision;
    subscription.clock.flags = old.clock.flags;
  } else {
    subscription.file.fd = old.file.fd;
  }
  return subscription;
}

Errno fd_filestat_get(Instance *instance, Fd fd, GuestPtr<Filestat> stat) {
  wasi::Filestat result;
  Errno error = statDescriptor(instance, fd, result);
  return error == Errno::Success ? storeStat(instance, stat, result) : error;
}

Errno path_filestat_get(Instance *instance, Fd fd, U32 lookup, GuestPtr<const Byte> path,
                        Size path_len, GuestPtr<Filestat> stat) {
  wasi::Filestat result;
  Errno error = statPath(instance, fd, lookup, path, path_len, result);
  return error == Errno::Success ? storeStat(instance, stat, result) : error;
}

Errno fd_seek(Instance *instance, Fd fd, S64 offset, U32 whence, GuestPtr<U64> position) {
  static constexpr Whence whence_values[] = {Whence::Cur, Whence::End, Whence::Set};
  return whence < 3 ? seekTo(instance, fd, offset, whence_values[whence], position) : Errno::Inval;
}

Errno poll_oneoff(Instance *instance, GuestPtr<const Subscription> subscriptions,
                  GuestPtr<Event> events, Size count, GuestPtr<Size> event_count) {
  return pollSubscriptions(instance, subscriptions.address, sizeof(Subscription), readSubscription,
                           events, count, event_count);
}

} // namespace
} // namespace calls

#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CHANGED_CALL WASMELT_WASI_DEFINE
#include "wasi-shim/preview1.def"

} // namespace unstable
} // namespace wasmelt::wasi
