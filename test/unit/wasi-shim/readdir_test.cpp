// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_readdir with buffers of any size and cookies from anywhere.
#include "test/unit/wasi-shim/guest.h"

#include <map>
#include <sys/stat.h>

namespace wasmelt::wasi {
namespace {

struct Readdir : GuestTest {
  /// Lists a directory as a guest does: with a buffer that grows when an entry does not fit.
  std::map<std::string, Filetype> list(Fd fd, Size size, int &calls) {
    std::map<std::string, Filetype> result;
    auto buffer = guest.allocate<Byte>(512);
    auto used = guest.allocate<Size>();
    uint64_t cookie = 0;
    for (calls = 1;; ++calls) {
      EXPECT_EQ(fd_readdir(instance, fd, buffer, size, cookie, used), Errno::Success);
      Size length = guest.get(used), at = 0;
      EXPECT_LE(length, size);
      bool progress = false;
      while (at + sizeof(Dirent) <= length) {
        Dirent entry = guest.get(GuestPtr<Dirent>{buffer.address + at});
        if (at + sizeof(Dirent) + entry.name_len > length)
          break;
        std::string name = guest.text(buffer.address + at + sizeof(Dirent), entry.name_len);
        EXPECT_TRUE(result.emplace(name, entry.type).second) << name << " twice";
        cookie = entry.next;
        at += Size(sizeof(Dirent)) + entry.name_len;
        progress = true;
      }
      if (length < size)
        return result;
      if (!progress)
        size *= 2;
      if (size > 512 || calls > 10000) {
        ADD_FAILURE() << "no end";
        return result;
      }
    }
  }
};

TEST_F(Readdir, EveryEntryOnceWhateverTheBuffer) {
  for (int i = 0; i < 150; ++i)
    outside.file("sandbox/" + std::to_string(i) + std::string(size_t(i % 50), 'x'));
  outside.directory("sandbox/dir");
  outside.link("nowhere", "sandbox/link");
  mkfifo((outside / "sandbox/fifo").c_str(), 0666);
  for (Size size : {1u, 24u, 25u, 60u, 100u, 511u, 512u}) {
    int calls;
    auto entries = list(dir, size, calls);
    EXPECT_EQ(entries.size(), 155u) << size;
    EXPECT_EQ(entries["."], Filetype::Directory);
    EXPECT_EQ(entries[".."], Filetype::Directory);
    EXPECT_EQ(entries["dir"], Filetype::Directory);
    EXPECT_EQ(entries["link"], Filetype::SymbolicLink);
    EXPECT_EQ(entries["fifo"], Filetype::Unknown);
    EXPECT_EQ(entries["0"], Filetype::RegularFile);
  }
}

TEST_F(Readdir, RewindingSeesNewEntries) {
  int calls;
  EXPECT_EQ(list(dir, 512, calls).size(), 2u);
  outside.file("sandbox/new");
  EXPECT_EQ(list(dir, 512, calls).count("new"), 1u);
}

// Entries are read ahead, but not past what the guest itself does meanwhile.
TEST_F(Readdir, GoingOnSeesWhatTheGuestRemovedAndMade) {
  for (int i = 0; i < 100; ++i)
    outside.file("sandbox/" + std::to_string(i));
  auto buffer = guest.allocate<Byte>(40); // room for one
  auto used = guest.allocate<Size>();
  uint64_t cookie = 0;
  int seen = 0;
  for (;; ++seen) {
    ASSERT_EQ(fd_readdir(instance, dir, buffer, 40, cookie, used), Errno::Success);
    if (guest.get(used) < sizeof(Dirent))
      break;
    Dirent entry = guest.get(GuestPtr<Dirent>{buffer.address});
    std::string name = guest.text(buffer.address + sizeof(Dirent), entry.name_len);
    cookie = entry.next;
    if (name == "." || name == "..")
      continue;
    ASSERT_TRUE(outside.exists("sandbox/" + name)) << name << " is gone";
    int number = std::stoi(name) ^ 1; // its neighbour goes, whether it was seen or not
    std::string other = std::to_string(number);
    path_unlink_file(instance, dir, guest.put(other), Size(other.size()));
  }
  EXPECT_GE(seen, 52); // of each pair one, at least
}

TEST_F(Readdir, CookiesOfAnotherDirectoryUnderTheSameNumberFindNothingOfTheFirst) {
  for (const char *folder : {"a", "b"}) {
    outside.directory("sandbox/" + std::string(folder));
    for (int i = 0; i < 50; ++i)
      outside.file("sandbox/" + std::string(folder) + "/" + folder + std::to_string(i));
  }
  auto buffer = guest.allocate<Byte>(512);
  auto used = guest.allocate<Size>();
  Fd a, b;
  ASSERT_EQ(guest.open(dir, "a", OflagDirectory, RightsAll & ~RightFdWrite, a), Errno::Success);
  ASSERT_EQ(fd_readdir(instance, a, buffer, 300, 0, used), Errno::Success);
  uint64_t cookie = 0;
  for (Size at = 0; at + sizeof(Dirent) <= guest.get(used);) {
    Dirent entry = guest.get(GuestPtr<Dirent>{buffer.address + at});
    at += Size(sizeof(Dirent)) + entry.name_len;
    if (at <= guest.get(used))
      cookie = entry.next;
  }
  ASSERT_EQ(fd_close(instance, a), Errno::Success);
  ASSERT_EQ(guest.open(dir, "b", OflagDirectory, RightsAll & ~RightFdWrite, b), Errno::Success);
  ASSERT_EQ(a, b);
  ASSERT_EQ(fd_readdir(instance, b, buffer, 512, cookie, used), Errno::Success);
  for (Size at = 0; at + sizeof(Dirent) < guest.get(used);) {
    Dirent entry = guest.get(GuestPtr<Dirent>{buffer.address + at});
    at += Size(sizeof(Dirent));
    EXPECT_NE(guest.text(buffer.address + at, 1), "a");
    at += entry.name_len;
  }
}

TEST_F(Readdir, InodesAreTheHosts) {
  outside.file("sandbox/f");
  auto buffer = guest.allocate<Byte>(512);
  auto used = guest.allocate<Size>();
  Filestat stat;
  ASSERT_EQ(guest.stat(dir, "f", stat), Errno::Success);
  ASSERT_EQ(fd_readdir(instance, dir, buffer, 512, 0, used), Errno::Success);
  bool found = false;
  for (Size at = 0; at < guest.get(used);) {
    Dirent entry = guest.get(GuestPtr<Dirent>{buffer.address + at});
    found |= entry.ino == stat.ino;
    at += Size(sizeof(Dirent)) + entry.name_len;
  }
  EXPECT_TRUE(found);
}

TEST_F(Readdir, WhatCannotBeListed) {
  outside.file("sandbox/f");
  Fd fd;
  ASSERT_EQ(guest.open(dir, "f", 0, RightsAll, fd), Errno::Success);
  auto buffer = guest.allocate<Byte>(64);
  auto used = guest.allocate<Size>();
  EXPECT_EQ(fd_readdir(instance, fd, buffer, 64, 0, used), Errno::Notdir);
  EXPECT_EQ(fd_readdir(instance, 99, buffer, 64, 0, used), Errno::Badf);
  EXPECT_EQ(fd_readdir(instance, dir, {Guest::memory_size - 63}, 64, 0, used), Errno::Fault);
  EXPECT_EQ(fd_readdir(instance, dir, buffer, 0, 0, used), Errno::Success);
  EXPECT_EQ(guest.get(used), 0u);
  EXPECT_EQ(fd_readdir(instance, dir, buffer, 64, UINT64_MAX, used), Errno::Success) << "beyond the last entry";
  EXPECT_EQ(guest.get(used), 0u);
}

} // namespace
} // namespace wasmelt::wasi
