// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of wasi_unstable: the calls of wasi_snapshot_preview1 but for the order of
// `whence`, and the layouts of file attributes and of clock subscriptions.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/variants.h"

namespace wasmelt::wasi {

// namespace unstable { Errno fd_read(Instance *instance, Fd fd, ...) __asm__("..."); }
#define WASMELT_WASI_DECLARE(name, result, ...)                                                    \
  WASMELT_WASI_RESULT_##result name(                                                               \
      Instance *instance WASMELT_WASI_EACH(WASMELT_WASI_PARAMETER, __VA_ARGS__))
namespace unstable {
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_DECLARE(name, result, __VA_ARGS__)                                                  \
  WASMELT_WASI_SYMBOL(WASMELT_WASI_UNSTABLE_MODULE, name, result, __VA_ARGS__);
#include "wasi-shim/preview1.def"
} // namespace unstable

// What has not changed goes on to its successor.
#define WASMELT_WASI_ARGUMENT(kind, name) , name
#define WASMELT_WASI_RETURN_Errno return
#define WASMELT_WASI_RETURN_NoReturn
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CHANGED_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_DECLARE(unstable::name, result, __VA_ARGS__) {                                      \
    WASMELT_WASI_RETURN_##result wasi::name(                                                       \
        instance WASMELT_WASI_EACH(WASMELT_WASI_ARGUMENT, __VA_ARGS__));                           \
  }
#include "wasi-shim/preview1.def"

namespace {

struct UnstableFilestat {
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
static_assert(sizeof(UnstableFilestat) == 56);

Errno storeStat(Instance *instance, GuestPtr<Filestat> out, const Filestat &stat) {
  UnstableFilestat result = {stat.dev,  stat.ino,  stat.filetype, {},       uint32_t(stat.nlink),
                             stat.size, stat.atim, stat.mtim,     stat.ctim};
  return GuestMemory(instance).finish(GuestPtr<UnstableFilestat>{out.address}, result);
}

struct UnstableSubscription {
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
static_assert(sizeof(UnstableSubscription) == 56);

Subscription readSubscription(const uint8_t *&at) {
  UnstableSubscription old;
  memcpy(&old, at, sizeof(old));
  at += sizeof(old);
  Subscription subscription = {};
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

} // namespace

Errno unstable::fd_filestat_get(Instance *instance, Fd fd, GuestPtr<Filestat> stat) {
  Filestat result;
  Errno error = statDescriptor(instance, fd, result);
  return error == Errno::Success ? storeStat(instance, stat, result) : error;
}

Errno unstable::path_filestat_get(Instance *instance, Fd fd, U32 lookup, GuestPtr<const Byte> path,
                                  Size path_len, GuestPtr<Filestat> stat) {
  Filestat result;
  Errno error = statPath(instance, fd, lookup, path, path_len, result);
  return error == Errno::Success ? storeStat(instance, stat, result) : error;
}

Errno unstable::fd_seek(Instance *instance, Fd fd, S64 offset, U32 whence, GuestPtr<U64> position) {
  static constexpr Whence whence_values[] = {Whence::Cur, Whence::End, Whence::Set};
  return whence < 3 ? seekTo(instance, fd, offset, whence_values[whence], position) : Errno::Inval;
}

Errno unstable::poll_oneoff(Instance *instance, GuestPtr<const Subscription> subscriptions,
                            GuestPtr<Event> events, Size count, GuestPtr<Size> event_count) {
  return pollSubscriptions(instance, subscriptions.address, sizeof(UnstableSubscription),
                           readSubscription, events, count, event_count);
}

} // namespace wasmelt::wasi
