// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading, writing, positions, sizes, times, flags and rights of open files.
#include "test/unit/wasi-shim/guest.h"

#include <sys/socket.h>
#include <sys/stat.h>

namespace wasmelt::wasi {
namespace {

constexpr Rights read_write = RightsAll;

struct Files : GuestTest {
  Fd create(const std::string &name, const std::string &contents = "", uint32_t fd_flags = 0) {
    outside.file("sandbox/" + name, contents);
    Fd fd = 0;
    EXPECT_EQ(guest.open(dir, name, 0, read_write, fd, fd_flags), Errno::Success);
    return fd;
  }
  uint64_t seek(Fd fd, int64_t offset, Whence whence) {
    auto out = guest.allocate<U64>();
    EXPECT_EQ(fd_seek(instance, fd, offset, U32(whence), out), Errno::Success);
    return guest.get(out);
  }
};

TEST_F(Files, WhatIsWrittenIsRead) {
  Fd fd = create("f");
  EXPECT_EQ(guest.write(fd, "hello, world"), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), "hello, world");
  EXPECT_EQ(seek(fd, -5, Whence::End), 7u);
  std::string text;
  EXPECT_EQ(guest.read(fd, 100, text), Errno::Success);
  EXPECT_EQ(text, "world");
  EXPECT_EQ(seek(fd, 3, Whence::Set), 3u);
  EXPECT_EQ(seek(fd, 4, Whence::Cur), 7u);
  auto out = guest.allocate<U64>();
  EXPECT_EQ(fd_tell(instance, fd, out), Errno::Success);
  EXPECT_EQ(guest.get(out), 7u);
}

TEST_F(Files, NewDescriptorsTakeTheLowestNumberAndClosedOnesAreGone) {
  Fd a = create("a"), b = create("b");
  EXPECT_EQ(a, 4u);
  EXPECT_EQ(b, 5u);
  EXPECT_EQ(fd_close(instance, a), Errno::Success);
  EXPECT_EQ(fd_close(instance, a), Errno::Badf);
  EXPECT_EQ(create("c"), 4u);
  EXPECT_EQ(fd_close(instance, 0xffffffff), Errno::Badf);
}

TEST_F(Files, HundredsOfDescriptorsCanBeOpen) {
  std::vector<Fd> fds;
  for (int i = 0; i < 300; ++i)
    fds.push_back(create("f" + std::to_string(i), std::to_string(i)));
  for (int i = 0; i < 300; ++i) {
    std::string text;
    EXPECT_EQ(guest.read(fds[size_t(i)], 10, text), Errno::Success);
    EXPECT_EQ(text, std::to_string(i));
  }
}

TEST_F(Files, ManyBuffersAreReadAndWrittenInOrder) {
  Fd fd = create("f");
  constexpr uint32_t count = 5000; // more than the host takes in one call
  std::vector<Iovec> list;
  std::string expected;
  for (uint32_t i = 0; i < count; ++i) {
    std::string piece = std::to_string(i) + (i % 7 ? "," : "");
    expected += piece;
    list.push_back({guest.put(piece).address, uint32_t(piece.size())});
  }
  auto out = guest.allocate<Size>();
  EXPECT_EQ(fd_write(instance, fd, guest.vectors(list), count, out), Errno::Success);
  EXPECT_EQ(guest.get(out), expected.size());
  EXPECT_EQ(outside.contents("sandbox/f"), expected);

  auto buffer = guest.allocate<Byte>(3 * count);
  for (uint32_t i = 0; i < count; ++i)
    list[i] = {buffer.address + 3 * i, 3};
  EXPECT_EQ(fd_pread(instance, fd, guest.vectors(list), count, 1, out), Errno::Success);
  EXPECT_EQ(guest.get(out), 3 * count);
  EXPECT_EQ(guest.text(buffer.address, 3 * count), expected.substr(1, 3 * count));
}

TEST_F(Files, PositionedAccessLeavesThePositionAlone) {
  Fd fd = create("f", "0123456789");
  auto out = guest.allocate<Size>();
  auto buffer = guest.allocate<Byte>(4);
  EXPECT_EQ(fd_pread(instance, fd, guest.vectors({{buffer.address, 4}}), 1, 5, out),
            Errno::Success);
  EXPECT_EQ(guest.text(buffer.address, guest.get(out)), "5678");
  EXPECT_EQ(fd_pwrite(instance, fd, guest.vectors({{guest.put("xy").address, 2}}), 1, 12, out),
            Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), std::string("0123456789\0\0xy", 14));
  EXPECT_EQ(seek(fd, 0, Whence::Cur), 0u);
  EXPECT_EQ(fd_pread(instance, fd, guest.vectors({{buffer.address, 4}}), 1, UINT64_MAX, out),
            Errno::Inval);
}

TEST_F(Files, OffsetsBeyondFourGigabytes) {
  Fd fd = create("f");
  auto out = guest.allocate<Size>();
  constexpr uint64_t far = (uint64_t(1) << 33) + 5;
  EXPECT_EQ(fd_pwrite(instance, fd, guest.vectors({{guest.put("x").address, 1}}), 1, far, out),
            Errno::Success);
  EXPECT_EQ(seek(fd, 0, Whence::End), far + 1);
  Filestat stat;
  EXPECT_EQ(guest.stat(dir, "f", stat), Errno::Success);
  EXPECT_EQ(stat.size, far + 1);
}

TEST_F(Files, SeekRefusesWhatIsNoPosition) {
  Fd fd = create("f");
  auto out = guest.allocate<U64>();
  EXPECT_EQ(fd_seek(instance, fd, -1, 0, out), Errno::Inval);
  EXPECT_EQ(fd_seek(instance, fd, 0, 3, out), Errno::Inval);
  EXPECT_EQ(fd_seek(instance, dir, 0, 0, out), Errno::Notcapable);
}

TEST_F(Files, AddressesOutsideOfMemoryAreFaultsAndNothingHappens) {
  Fd fd = create("f");
  auto out = guest.allocate<Size>();
  uint32_t text = guest.put("abc").address, end = Guest::memory_size;
  for (Iovec bad : {Iovec{end - 1, 2}, Iovec{end + 1, 0}, Iovec{0xffffffff, 0xffffffff}}) {
    EXPECT_EQ(fd_write(instance, fd, guest.vectors({{text, 3}, bad}), 2, out), Errno::Fault);
    EXPECT_EQ(fd_read(instance, fd, guest.vectors({{text, 3}, bad}), 2, out), Errno::Fault);
  }
  EXPECT_EQ(fd_write(instance, fd, {end - 4}, 1, out), Errno::Fault);
  EXPECT_EQ(fd_write(instance, fd, {8}, 0x20000001, out), Errno::Fault);
  EXPECT_EQ(fd_write(instance, fd, guest.vectors({{text, 3}}), 1, {end - 3}), Errno::Fault);
  EXPECT_EQ(outside.contents("sandbox/f"), "");
  // The last bytes of memory are fine.
  guest.bytes[end - 1] = 'z';
  EXPECT_EQ(fd_write(instance, fd, guest.vectors({{end - 1, 1}, {end, 0}}), 2, {end - 5}),
            Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), "z");
}

TEST_F(Files, WithoutAMemoryEveryAddressIsAFault) {
  guest.instance.wasi_memory = nullptr;
  EXPECT_EQ(fd_read(instance, 0, {0}, 0, {0}), Errno::Fault);
  EXPECT_EQ(random_get(instance, {0}, 1), Errno::Fault);
  EXPECT_EQ(clock_time_get(instance, 0, 0, {0}), Errno::Fault);
}

TEST_F(Files, RightsDecideReadingAndWriting) {
  outside.file("sandbox/f", "abc");
  Fd reader, writer;
  std::string text;
  EXPECT_EQ(guest.open(dir, "f", 0, RightFdRead | RightFdSeek, reader), Errno::Success);
  EXPECT_EQ(guest.open(dir, "f", 0, RightFdWrite, writer), Errno::Success);
  EXPECT_EQ(guest.write(reader, "x"), Errno::Badf);
  EXPECT_EQ(guest.read(writer, 1, text), Errno::Badf);
  EXPECT_EQ(fd_filestat_set_size(instance, reader, 0), Errno::Notcapable);
  EXPECT_EQ(guest.read(dir, 1, text), Errno::Isdir);
  EXPECT_EQ(guest.fdstat(reader).rights, RightFdRead | RightFdSeek);
}

TEST_F(Files, RightsCanBeGivenUpButNotTaken) {
  Fd fd = create("f", "abc");
  EXPECT_EQ(fd_fdstat_set_rights(instance, fd, RightFdRead, 0), Errno::Success);
  EXPECT_EQ(guest.write(fd, "x"), Errno::Badf);
  EXPECT_EQ(fd_fdstat_set_rights(instance, fd, RightFdRead | RightFdWrite, 0), Errno::Notcapable);
  std::string text;
  EXPECT_EQ(guest.read(fd, 3, text), Errno::Success);
}

TEST_F(Files, ReadOnlyGrantsRefuseEveryChange) {
  Guest reader;
  outside.file("sandbox/f", "abc");
  reader.grant(outside / "sandbox", "/r", true);
  reader.start();
  Fd fd;
  std::string text;
  EXPECT_EQ(reader.open(dir, "f", 0, RightFdRead, fd), Errno::Success);
  EXPECT_EQ(reader.read(fd, 3, text), Errno::Success);
  EXPECT_EQ(reader.write(fd, "x"), Errno::Badf);
  EXPECT_EQ(fd_filestat_set_times(&reader.instance, fd, 0, 0, FstAtimNow), Errno::Notcapable);
  EXPECT_EQ(reader.open(dir, "f", 0, RightFdWrite, fd), Errno::Notcapable);
  EXPECT_EQ(reader.open(dir, "f", OflagTrunc, RightFdRead, fd), Errno::Notcapable);
  EXPECT_EQ(reader.open(dir, "new", OflagCreat, RightFdRead, fd), Errno::Notcapable);
  EXPECT_EQ(path_unlink_file(&reader.instance, dir, reader.put("f"), 1), Errno::Notcapable);
  EXPECT_EQ(path_create_directory(&reader.instance, dir, reader.put("d"), 1), Errno::Notcapable);
  EXPECT_EQ(path_rename(&reader.instance, dir, reader.put("f"), 1, dir, reader.put("g"), 1),
            Errno::Notcapable);
  // Nor does a directory below it give more.
  outside.directory("sandbox/sub");
  Fd sub;
  EXPECT_EQ(reader.open(dir, "sub", OflagDirectory, RightsAll & ~RightFdWrite, sub),
            Errno::Success);
  EXPECT_EQ(reader.open(sub, "new", OflagCreat, RightFdRead, fd), Errno::Notcapable);
  EXPECT_EQ(outside.contents("sandbox/f"), "abc");
}

TEST_F(Files, TruncationExclusiveCreationAndAppending) {
  Fd fd = create("f", "abc");
  EXPECT_EQ(guest.open(dir, "f", OflagCreat | OflagExcl, read_write, fd), Errno::Exist);
  EXPECT_EQ(guest.open(dir, "f", 0, read_write, fd, FdflagAppend), Errno::Success);
  EXPECT_EQ(guest.fdstat(fd).flags, FdflagAppend);
  EXPECT_EQ(guest.write(fd, "de"), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), "abcde");
  EXPECT_EQ(guest.open(dir, "f", OflagTrunc, read_write, fd), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), "");
  EXPECT_EQ(guest.open(dir, "g", OflagCreat | OflagExcl, read_write, fd), Errno::Success);
  EXPECT_EQ(guest.open(dir, "none", 0, read_write, fd), Errno::Noent);
  EXPECT_EQ(guest.open(dir, "f", OflagDirectory, RightFdRead, fd), Errno::Notdir);
  EXPECT_EQ(guest.open(dir, ".", OflagDirectory, read_write, fd), Errno::Isdir);
  EXPECT_EQ(guest.open(dir, ".", 0, read_write, fd), Errno::Isdir);
}

TEST_F(Files, FlagsReachTheHost) {
  Fd fd = create("f", "", FdflagDsync);
  EXPECT_EQ(guest.fdstat(fd).flags, FdflagDsync);
  EXPECT_EQ(fd_fdstat_set_flags(instance, fd, FdflagDsync | FdflagAppend), Errno::Success);
  EXPECT_EQ(guest.fdstat(fd).flags, FdflagDsync | FdflagAppend);
  EXPECT_EQ(fd_fdstat_set_flags(instance, fd, 0), Errno::Notsup);
  Fd sync = create("g", "", FdflagSync);
  EXPECT_EQ(guest.fdstat(sync).flags, FdflagSync);
}

TEST_F(Files, NonblockingReadsSayAgain) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  mkfifo((outside / "sandbox/fifo").c_str(), 0666);
  Fd fd;
  std::string text;
  EXPECT_EQ(guest.open(dir, "fifo", 0, RightsAll, fd, FdflagNonblock), Errno::Success);
  EXPECT_EQ(guest.fdstat(fd).flags, FdflagNonblock);
  EXPECT_EQ(guest.read(fd, 1, text), Errno::Again);
  EXPECT_EQ(guest.write(fd, "a"), Errno::Success);
  EXPECT_EQ(fd_fdstat_set_flags(instance, fd, 0), Errno::Success);
  EXPECT_EQ(guest.read(fd, 5, text), Errno::Success);
  EXPECT_EQ(text, "a");
  EXPECT_EQ(fd_fdstat_set_flags(instance, fd, FdflagNonblock), Errno::Success);
  EXPECT_EQ(guest.read(fd, 1, text), Errno::Again);
  auto out = guest.allocate<U64>();
  EXPECT_EQ(fd_seek(instance, fd, 0, 1, out), Errno::Spipe);
  close(ends[0]);
  close(ends[1]);
}

TEST_F(Files, AReaderThatWentAwayIsAnError) {
  mkfifo((outside / "sandbox/fifo").c_str(), 0666);
  int reader = ::open((outside / "sandbox/fifo").c_str(), O_RDONLY | O_NONBLOCK);
  Fd fd;
  EXPECT_EQ(guest.open(dir, "fifo", 0, RightFdWrite, fd), Errno::Success);
  close(reader);
  EXPECT_EQ(guest.write(fd, "a"), Errno::Pipe);
}

TEST_F(Files, SizesAndSpace) {
  Fd fd = create("f", "abc");
  EXPECT_EQ(fd_filestat_set_size(instance, fd, 1), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), "a");
  EXPECT_EQ(fd_filestat_set_size(instance, fd, 4), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), std::string("a\0\0\0", 4));
  EXPECT_EQ(fd_filestat_set_size(instance, fd, UINT64_MAX), Errno::Inval);
  EXPECT_EQ(fd_allocate(instance, fd, 2, 10), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f").size(), 12u);
  EXPECT_EQ(fd_allocate(instance, fd, 0, 4), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f").size(), 12u);
  EXPECT_EQ(fd_allocate(instance, fd, 0, 0), Errno::Inval);
  EXPECT_EQ(fd_advise(instance, fd, 0, 4, 3), Errno::Success);
  EXPECT_EQ(fd_advise(instance, fd, 0, 4, 6), Errno::Inval);
  EXPECT_EQ(fd_sync(instance, fd), Errno::Success);
  EXPECT_EQ(fd_datasync(instance, fd), Errno::Success);
}

TEST_F(Files, AttributesAreTheHosts) {
  Fd fd = create("f", "abc");
  ASSERT_EQ(link((outside / "sandbox/f").c_str(), (outside / "sandbox/g").c_str()), 0);
  auto out = guest.allocate<Filestat>();
  EXPECT_EQ(fd_filestat_get(instance, fd, out), Errno::Success);
  struct stat host;
  ::stat((outside / "sandbox/f").c_str(), &host);
  Filestat stat = guest.get(out);
  EXPECT_EQ(stat.dev, host.st_dev);
  EXPECT_EQ(stat.ino, host.st_ino);
  EXPECT_EQ(stat.nlink, 2u);
  EXPECT_EQ(stat.size, 3u);
  EXPECT_EQ(stat.filetype, Filetype::RegularFile);
  EXPECT_EQ(stat.mtim, uint64_t(host.st_mtim.tv_sec) * 1000000000 + uint64_t(host.st_mtim.tv_nsec));
}

TEST_F(Files, TimesAreSetOneByOne) {
  Fd fd = create("f");
  auto out = guest.allocate<Filestat>();
  EXPECT_EQ(fd_filestat_set_times(instance, fd, 1000000007, 2000000009, FstAtim | FstMtim),
            Errno::Success);
  fd_filestat_get(instance, fd, out);
  EXPECT_EQ(guest.get(out).atim, 1000000007u);
  EXPECT_EQ(guest.get(out).mtim, 2000000009u);
  EXPECT_EQ(fd_filestat_set_times(instance, fd, 5, 3, FstMtim), Errno::Success);
  fd_filestat_get(instance, fd, out);
  EXPECT_EQ(guest.get(out).atim, 1000000007u);
  EXPECT_EQ(guest.get(out).mtim, 3u);
  EXPECT_EQ(fd_filestat_set_times(instance, fd, 5, 3, FstAtimNow), Errno::Success);
  fd_filestat_get(instance, fd, out);
  EXPECT_GT(guest.get(out).atim, uint64_t(1600000000) * 1000000000);
  EXPECT_EQ(guest.get(out).mtim, 3u);
  EXPECT_EQ(fd_filestat_set_times(instance, fd, 5, 3, FstMtim | FstMtimNow), Errno::Inval);
}

TEST_F(Files, RenumberingMovesADescriptor) {
  Fd a = create("a", "A"), b = create("b", "B");
  EXPECT_EQ(fd_renumber(instance, a, b), Errno::Success);
  std::string text;
  EXPECT_EQ(guest.read(b, 1, text), Errno::Success);
  EXPECT_EQ(text, "A");
  EXPECT_EQ(guest.read(a, 1, text), Errno::Badf);
  EXPECT_EQ(fd_renumber(instance, b, a), Errno::Badf) << "a is free: moved away before";
  EXPECT_EQ(fd_renumber(instance, b, 1 << 20), Errno::Badf);
  EXPECT_EQ(fd_renumber(instance, 100, b), Errno::Badf);
  EXPECT_EQ(fd_renumber(instance, b, b), Errno::Success);
  EXPECT_EQ(create("c"), a);
}

TEST_F(Files, RenumberingPutsAStandardStreamAsideAndBack) {
  constexpr Fd output = 1;
  Fd aside = create("aside"), file = create("file");
  EXPECT_EQ(fd_renumber(instance, output, aside), Errno::Success);
  EXPECT_EQ(fd_renumber(instance, file, output), Errno::Success) << "the number is free";
  std::string text;
  EXPECT_EQ(guest.read(file, 1, text), Errno::Badf);
  EXPECT_EQ(fd_renumber(instance, aside, output), Errno::Success) << "the number is taken";
  EXPECT_EQ(guest.read(aside, 1, text), Errno::Badf);
}

} // namespace
} // namespace wasmelt::wasi
