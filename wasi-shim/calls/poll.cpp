// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// poll_oneoff: clocks and descriptors, several of each.
#include "wasi-shim/clocks.h"
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/scratch_array.h"
#include "wasi-shim/state.h"
#include "wasi-shim/variants.h"
#include "wasi-shim/waiting.h"

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

constexpr Timestamp never = UINT64_MAX;

Timestamp now(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return timestampOf(time);
}

/// How much a file still has to read.
uint64_t bytesLeft(int host) {
  struct stat stat;
  off_t position = lseek(host, 0, SEEK_CUR);
  return position >= 0 && platform::statusOf(host, stat) == 0 && stat.st_size > position
             ? uint64_t(stat.st_size - position)
             : 0;
}

/// What is waited for of the host: each of its descriptors once, however many subscriptions it has,
/// as the host takes no more of them than may be open.
class HostWaits {
public:
  explicit HostWaits(Size capacity) : list(capacity) {}
  bool isValid() const { return list.isValid(); }
  void clear() { count = 0; }

  void add(int host, short events) {
    Size at = find(host);
    if (at == count)
      list[count++] = {host, 0, 0};
    list[at].events |= events;
  }
  /// What happened of `events` on a descriptor that was added.
  short happened(int host, short events) {
    Size at = find(host);
    return at == count ? 0 : short(list[at].revents & (events | POLLERR | POLLHUP | POLLNVAL));
  }
  int wait(const timespec *limit) { return ppoll(list.data(), count, limit, nullptr); }

private:
  ScratchArray<pollfd, 32> list;
  Size count = 0;

  Size find(int host) {
    Size at = 0;
    while (at < count && list[at].fd != host)
      ++at;
    return at;
  }
};

class Poll {
public:
  Poll(Instance *instance, const uint8_t *subscriptions, SubscriptionReader read, Size count)
      : state(stateOf(instance)), stop(instance), subscriptions(subscriptions), read(read),
        count(count), waits(count), start(now(CLOCK_MONOTONIC)) {}

  /// Waits until something has happened and stores events; how many, or an error.
  Errno run(uint8_t *events, Size &event_count) {
    if (!waits.isValid())
      return Errno::Nomem;
    for (;;) {
      Timestamp timeout = prepare();
      if (none_is_open)
        return Errno::Badf;
      if (stop.haveCome())
        return Errno::Intr;
      timeout = stop.patience(timeout);
      timespec limit = timespecOf(timeout);
      int ready = waits.wait(timeout == never ? nullptr : &limit);
      if (ready < 0 && errno != EINTR)
        return lastError();
      if (ready < 0)
        continue; // with the time that is left
      event_count = 0;
      const uint8_t *at = subscriptions;
      for (Size i = 0; i < count; ++i) {
        Event event = {};
        if (happened(read(at), event))
          memcpy(events + event_count++ * sizeof(Event), &event, sizeof(Event));
      }
      if (event_count)
        return Errno::Success;
    }
  }

private:
  State &state;
  StopRequests stop;
  const uint8_t *subscriptions;
  SubscriptionReader read;
  Size count;
  HostWaits waits;
  Timestamp start;
  /// No subscription is of anything but a descriptor that is not open. wasmtime fails such a call,
  /// where other runtimes report an event each.
  bool none_is_open;

  /// Time until a clock event, 0 if it is due. Inval or Notsup for clocks that cannot be waited
  /// for.
  Errno remaining(const Subscription &subscription, Timestamp &time) {
    const auto &clock = subscription.clock;
    time = 0;
    if (clock.id == ClockProcessCpu || clock.id == ClockThreadCpu)
      return Errno::Notsup; // it stands still while the only thread waits
    if (clock.id > ClockThreadCpu || (clock.flags & ~ClockAbstime))
      return Errno::Inval;
    Timestamp deadline = clock.timeout, current;
    if (clock.flags & ClockAbstime) {
      current = now(clock.id == ClockRealtime ? CLOCK_REALTIME : CLOCK_MONOTONIC);
    } else { // a span of time, which setting the clock does not change
      current = now(CLOCK_MONOTONIC);
      deadline = start + clock.timeout < start ? never : start + clock.timeout;
    }
    time = deadline > current ? deadline - current : 0;
    return Errno::Success;
  }

  /// Descriptor events: an error, or that nothing needs to be waited for, or what to wait for.
  Errno examine(const Subscription &subscription, DescriptorUse &descriptor, bool &always_ready) {
    bool reads = subscription.type == EventType::FdRead;
    Errno error =
        state.fds.get(subscription.file.fd, reads ? RightFdRead : RightFdWrite, descriptor);
    if (error == Errno::Success && !(descriptor->rights & RightPollFdReadwrite))
      error = Errno::Notcapable;
    always_ready = error == Errno::Success && (descriptor->type == Filetype::RegularFile ||
                                               descriptor->type == Filetype::BlockDevice);
    return error;
  }

  bool isOpen(Fd fd) {
    DescriptorUse descriptor;
    return state.fds.get(fd, 0, descriptor) == Errno::Success;
  }

  static short hostEvents(const Subscription &subscription) {
    return subscription.type == EventType::FdRead ? POLLIN : POLLOUT;
  }

  /// Fills `waits` and returns how long to wait at most.
  Timestamp prepare() {
    Timestamp timeout = never, time;
    const uint8_t *at = subscriptions;
    waits.clear();
    none_is_open = true;
    for (Size i = 0; i < count; ++i) {
      Subscription subscription = read(at);
      DescriptorUse descriptor;
      bool ready, is_file = subscription.type == EventType::FdRead ||
                            subscription.type == EventType::FdWrite;
      if (!is_file || (none_is_open && isOpen(subscription.file.fd)))
        none_is_open = false;
      if (subscription.type == EventType::Clock) {
        remaining(subscription, time); // 0 on an error: it is reported at once
        timeout = time < timeout ? time : timeout;
      } else if (!is_file || examine(subscription, descriptor, ready) != Errno::Success || ready) {
        timeout = 0;
      } else {
        waits.add(descriptor->host, hostEvents(subscription));
      }
    }
    return timeout;
  }

  bool happened(const Subscription &subscription, Event &event) {
    event.userdata = subscription.userdata;
    event.type = subscription.type;
    if (subscription.type == EventType::Clock) {
      Timestamp time;
      Errno error = remaining(subscription, time);
      event.error = uint16_t(error);
      return time == 0;
    }
    if (subscription.type > EventType::FdWrite) {
      event.error = uint16_t(Errno::Inval);
      return true;
    }
    DescriptorUse descriptor;
    bool always_ready, reads = subscription.type == EventType::FdRead;
    Errno error = examine(subscription, descriptor, always_ready);
    event.error = uint16_t(error);
    if (error != Errno::Success)
      return true;
    event.nbytes = 1; // for writing: the host does not say how much
    if (always_ready) {
      if (reads)
        event.nbytes = bytesLeft(descriptor->host);
      return true;
    }
    short events = waits.happened(descriptor->host, hostEvents(subscription));
    if (events & POLLNVAL)
      event.error = uint16_t(Errno::Badf);
    if (events & (POLLHUP | POLLERR))
      event.flags = EventHangup;
    if (reads) {
      int available = 0;
      event.nbytes = ioctl(descriptor->host, FIONREAD, &available) == 0 && available > 0
                         ? uint64_t(available)
                         : 0;
    }
    return events;
  }
};

Subscription readSubscription(const uint8_t *&at) {
  Subscription subscription;
  memcpy(&subscription, at, sizeof(subscription));
  at += sizeof(subscription);
  return subscription;
}

} // namespace

Errno pollSubscriptions(Instance *instance, uint32_t address, Size size, SubscriptionReader read,
                        GuestPtr<Event> events, Size count, GuestPtr<Size> event_count) {
  GuestMemory memory(instance);
  uint8_t *in, *out;
  if (!count)
    return Errno::Inval;
  if (!memory.range(address, uint64_t(count) * size, in) ||
      !memory.range(events, uint64_t(count) * sizeof(Event), out) || !memory.contains(event_count))
    return Errno::Fault;
  Size happened;
  Errno error = Poll(instance, in, read, count).run(out, happened);
  return error == Errno::Success ? memory.finish(event_count, happened) : error;
}

namespace calls {
namespace {

Errno poll_oneoff(Instance *instance, GuestPtr<const Subscription> subscriptions,
                  GuestPtr<Event> events, Size count, GuestPtr<Size> event_count) {
  return pollSubscriptions(instance, subscriptions.address, sizeof(Subscription), readSubscription,
                           events, count, event_count);
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_poll_oneoff ,
#include "wasi-shim/define_entry_points.h"
