// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The types of wasi_snapshot_preview1 as they lie in guest memory, and its constants.
#pragma once

#include "wasi-shim/errno.h"

#include <stdint.h>

namespace wasmelt::wasi {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "guest structures are read as they lie");

using Byte = uint8_t;
using U16 = uint16_t;
using U32 = uint32_t;
using U64 = uint64_t;
using S64 = int64_t;
using Fd = uint32_t;
using Size = uint32_t;
using Pointer = uint32_t;
using Timestamp = uint64_t; // nanoseconds
using Roflags = uint16_t;

/// The address of a T in guest memory: a number until guest_memory.h has checked it.
template <class T>
struct GuestPtr {
  uint32_t address;
  GuestPtr offsetBy(uint64_t bytes) const { return {uint32_t(address + bytes)}; }
};

enum class Filetype : uint8_t {
  Unknown = 0,
  BlockDevice = 1,
  CharacterDevice = 2,
  Directory = 3,
  RegularFile = 4,
  SocketDgram = 5,
  SocketStream = 6,
  SymbolicLink = 7,
};

struct Iovec {
  Pointer buf;
  Size len;
};
static_assert(sizeof(Iovec) == 8);

struct Fdstat {
  Filetype filetype;
  uint8_t padding;
  uint16_t flags;
  uint32_t padding2;
  uint64_t rights;
  uint64_t inheriting;
};
static_assert(sizeof(Fdstat) == 24);

struct Filestat {
  uint64_t dev;
  uint64_t ino;
  Filetype filetype;
  uint8_t padding[7];
  uint64_t nlink;
  uint64_t size;
  Timestamp atim;
  Timestamp mtim;
  Timestamp ctim;
};
static_assert(sizeof(Filestat) == 64);

struct Prestat {
  uint8_t tag; // 0: a directory
  uint8_t padding[3];
  Size name_len;
};
static_assert(sizeof(Prestat) == 8);

struct Dirent {
  uint64_t next;
  uint64_t ino;
  uint32_t name_len;
  Filetype type;
  uint8_t padding[3];
};
static_assert(sizeof(Dirent) == 24);

enum class EventType : uint8_t { Clock = 0, FdRead = 1, FdWrite = 2 };

struct Subscription {
  uint64_t userdata;
  EventType type;
  uint8_t padding[7];
  union {
    struct {
      uint32_t id;
      uint32_t padding;
      Timestamp timeout;
      Timestamp precision;
      uint16_t flags; // ClockAbstime
      uint8_t padding2[6];
    } clock;
    struct {
      Fd fd;
    } file;
  };
};
static_assert(sizeof(Subscription) == 48);

struct Event {
  uint64_t userdata;
  uint16_t error;
  EventType type;
  uint8_t padding[5];
  uint64_t nbytes;
  uint16_t flags; // EventHangup
  uint8_t padding2[6];
};
static_assert(sizeof(Event) == 32);

enum : uint16_t { ClockAbstime = 1, EventHangup = 1 };
enum : uint32_t { LookupSymlinkFollow = 1 };
enum : uint32_t {
  OflagCreat = 1,
  OflagDirectory = 2,
  OflagExcl = 4,
  OflagTrunc = 8,
  OflagAll = 15
};
enum : uint32_t {
  FdflagAppend = 1,
  FdflagDsync = 2,
  FdflagNonblock = 4,
  FdflagRsync = 8,
  FdflagSync = 16,
  FdflagAll = 31,
};
enum : uint32_t { FstAtim = 1, FstAtimNow = 2, FstMtim = 4, FstMtimNow = 8, FstAll = 15 };
enum : uint32_t { ClockRealtime = 0, ClockMonotonic = 1, ClockProcessCpu = 2, ClockThreadCpu = 3 };
enum class Whence { Set = 0, Cur = 1, End = 2 };
enum : uint32_t { RecvPeek = 1, RecvWaitall = 2 };
enum : uint16_t { RecvDataTruncated = 1 };
enum : uint32_t { ShutdownRead = 1, ShutdownWrite = 2 };

using Rights = uint64_t;
enum RightBit : uint8_t {
#define WASMELT_WASI_RIGHT(Name, text) RightBit##Name,
#include "wasi-shim/rights.def"
  right_count
};
enum : Rights {
  RightNone = 0,
#define WASMELT_WASI_RIGHT(Name, text) Right##Name = Rights(1) << RightBit##Name,
#include "wasi-shim/rights.def"
  RightsAll = (Rights(1) << right_count) - 1,

  /// What a read-only grant takes away, from the directory and all that is opened below it.
  RightsModifying = RightFdWrite | RightFdAllocate | RightFdFilestatSetSize |
                    RightFdFilestatSetTimes | RightPathCreateDirectory | RightPathCreateFile |
                    RightPathLinkSource | RightPathLinkTarget | RightPathRenameSource |
                    RightPathRenameTarget | RightPathFilestatSetSize | RightPathFilestatSetTimes |
                    RightPathSymlink | RightPathRemoveDirectory | RightPathUnlinkFile,
};

/// The rights that make sense for a type of file.
Rights rightsOfType(Filetype type);

} // namespace wasmelt::wasi
