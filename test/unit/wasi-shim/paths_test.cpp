// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls by path, and attempts to leave the granted directory; with the system's resolution beneath
// a directory and without it.
#include "test/unit/wasi-shim/guest.h"

#include <atomic>
#include <sys/stat.h>
#include <thread>

namespace wasmelt::wasi {
namespace {

struct Paths : GuestTest, testing::WithParamInterface<bool> {
  Paths() { platform::can_open_beneath = GetParam(); }
  ~Paths() override {
    EXPECT_EQ(platform::can_open_beneath, GetParam()) << "the system gave out";
    platform::can_open_beneath = true;
  }

  HostDirectory &host = outside;
  Errno openError(std::string_view path, uint32_t lookup = LookupSymlinkFollow,
                  uint32_t oflags = 0) {
    Fd fd;
    Errno error = guest.open(dir, path, oflags, RightFdRead, fd, 0, lookup);
    if (error == Errno::Success)
      fd_close(instance, fd);
    return error;
  }
  Errno statError(std::string_view path, uint32_t lookup = LookupSymlinkFollow) {
    Filestat stat;
    return guest.stat(dir, path, stat, lookup);
  }
  Errno mkdir(std::string_view path) {
    return path_create_directory(instance, dir, guest.put(path), Size(path.size()));
  }
  Errno rmdir(std::string_view path) {
    return path_remove_directory(instance, dir, guest.put(path), Size(path.size()));
  }
  Errno unlink(std::string_view path) {
    return path_unlink_file(instance, dir, guest.put(path), Size(path.size()));
  }
  Errno rename(std::string_view from, std::string_view to) {
    return path_rename(instance, dir, guest.put(from), Size(from.size()), dir, guest.put(to),
                       Size(to.size()));
  }
  Errno hardLink(std::string_view from, std::string_view to, uint32_t lookup = 0) {
    return path_link(instance, dir, lookup, guest.put(from), Size(from.size()), dir, guest.put(to),
                     Size(to.size()));
  }
  Errno symlink(std::string_view target, std::string_view name) {
    return path_symlink(instance, guest.put(target), Size(target.size()), dir, guest.put(name),
                        Size(name.size()));
  }
  Errno readlink(std::string_view name, Size size, std::string &result) {
    auto buffer = guest.allocate<Byte>(size);
    auto used = guest.allocate<Size>();
    Errno error =
        path_readlink(instance, dir, guest.put(name), Size(name.size()), buffer, size, used);
    if (error == Errno::Success)
      result = guest.text(buffer.address, guest.get(used));
    return error;
  }
  Errno setTimes(std::string_view name, uint64_t mtim, uint32_t lookup) {
    return path_filestat_set_times(instance, dir, lookup, guest.put(name), Size(name.size()), 0,
                                   mtim, FstMtim);
  }
};
INSTANTIATE_TEST_SUITE_P(Resolution, Paths, testing::Bool(),
                         [](auto &info) { return info.param ? "BySystem" : "ByWalk"; });

TEST_P(Paths, DotsAndSlashesWithinTheDirectory) {
  host.directory("sandbox/a/b");
  host.file("sandbox/a/b/f");
  for (const char *path : {"a/b/f", "./a//b/./f", "a/../a/b/../b/f", "a/b/../../a/b/f"})
    EXPECT_EQ(openError(path), Errno::Success) << path;
  for (const char *path : {".", "a", "a/", "a//", "a/b/..", "a/b/../.."})
    EXPECT_EQ(openError(path, 1, OflagDirectory), Errno::Success) << path;
  EXPECT_EQ(openError("a/b/f/"), Errno::Notdir);
  EXPECT_EQ(openError("a/b/f/."), Errno::Notdir);
  EXPECT_EQ(openError("a/b/f/.."), Errno::Notdir);
  EXPECT_EQ(openError("a/x/../b/f"), Errno::Noent);
}

TEST_P(Paths, NothingLeavesTheDirectory) {
  host.directory("sandbox/d");
  host.link("../secret", "sandbox/relative");
  host.link(host / "secret", "sandbox/absolute");
  host.link(host.path(), "sandbox/up");
  host.link("d/../../secret", "sandbox/winding");
  host.link("relative", "sandbox/chain");
  host.link("..", "sandbox/parent");
  host.link(host / "sandbox/d", "sandbox/home_by_absolute");
  const char *paths[] = {"..",          "../secret",  "d/../../secret", "/",
                         "/etc/passwd", "relative",   "absolute",       "up/secret",
                         "winding",     "chain",      "parent/secret",  "d/../parent/secret",
                         "absolute/",   "../sandbox", "./../secret",    "home_by_absolute/x"};
  for (const char *path : paths) {
    EXPECT_EQ(openError(path), Errno::Notcapable) << path;
    bool file = !std::string_view(path).ends_with('/') || path[1] == 0;
    EXPECT_EQ(openError(path, 1, OflagCreat), file ? Errno::Notcapable : Errno::Isdir) << path;
    EXPECT_EQ(statError(path), Errno::Notcapable) << path;
    EXPECT_EQ(setTimes(path, 5, LookupSymlinkFollow), Errno::Notcapable) << path;
    EXPECT_EQ(hardLink(path, "stolen", LookupSymlinkFollow), Errno::Notcapable) << path;
  }
  const char *entries[] = {"../new",      "up/new",    "parent/new", "/new",
                           "d/../../new", "../secret", "up/secret"};
  for (const char *path : entries) {
    std::string target;
    EXPECT_EQ(mkdir(path), Errno::Notcapable) << path;
    EXPECT_EQ(rmdir(path), Errno::Notcapable) << path;
    EXPECT_EQ(unlink(path), Errno::Notcapable) << path;
    EXPECT_EQ(rename("d", path), Errno::Notcapable) << path;
    EXPECT_EQ(rename(path, "d2"), Errno::Notcapable) << path;
    EXPECT_EQ(hardLink(path, "h"), Errno::Notcapable) << path;
    EXPECT_EQ(hardLink("relative", path), Errno::Notcapable) << path;
    EXPECT_EQ(symlink("x", path), Errno::Notcapable) << path;
    EXPECT_EQ(readlink(path, 10, target), Errno::Notcapable) << path;
    EXPECT_EQ(setTimes(path, 5, 0), Errno::Notcapable) << path;
    EXPECT_EQ(openError(path, 0), Errno::Notcapable) << path;
  }
  EXPECT_EQ(host.contents("secret"), "secret");
  EXPECT_FALSE(host.exists("new"));
}

TEST_P(Paths, TrailingSlashesDoNotFollowALinkOut) {
  host.directory("target");
  host.link("../target", "sandbox/out");
  host.link("../target/new", "sandbox/dangling");
  std::string target;
  EXPECT_EQ(mkdir("out/"), Errno::Exist);
  EXPECT_EQ(mkdir("dangling/"), Errno::Exist);
  EXPECT_EQ(rmdir("out/"), Errno::Notdir);
  EXPECT_EQ(unlink("out/"), Errno::Notdir);
  EXPECT_EQ(rename("out/", "x"), Errno::Notdir);
  EXPECT_EQ(hardLink("out/", "x"), Errno::Notdir);
  EXPECT_EQ(readlink("out/", 10, target), Errno::Notdir);
  EXPECT_EQ(setTimes("out/", 5, 0), Errno::Notdir);
  EXPECT_EQ(symlink("x", "out/"), Errno::Exist);
  EXPECT_EQ(statError("out/", 0), Errno::Notcapable);
  EXPECT_EQ(statError("out/."), Errno::Notcapable);
  EXPECT_FALSE(host.exists("target/new"));
}

TEST_P(Paths, LinksInsideAreFollowedIfWanted) {
  host.directory("sandbox/a/b");
  host.file("sandbox/a/f", "f");
  host.link("a/f", "sandbox/file");
  host.link("../f", "sandbox/a/b/up");
  host.link("a", "sandbox/dir");
  host.link("new", "sandbox/dangling");
  EXPECT_EQ(openError("file"), Errno::Success);
  EXPECT_EQ(openError("a/b/up"), Errno::Success);
  EXPECT_EQ(openError("dir/b/up"), Errno::Success);
  EXPECT_EQ(openError("dir/f", 0), Errno::Success);
  EXPECT_EQ(openError("file", 0), Errno::Loop);
  EXPECT_EQ(openError("dangling"), Errno::Noent);
  EXPECT_EQ(openError("dangling", 1, OflagCreat | OflagExcl), Errno::Exist);
  EXPECT_EQ(openError("dangling", 1, OflagCreat), Errno::Success);
  EXPECT_TRUE(host.exists("sandbox/new"));
  Filestat stat;
  EXPECT_EQ(guest.stat(dir, "file", stat), Errno::Success);
  EXPECT_EQ(stat.filetype, Filetype::RegularFile);
  EXPECT_EQ(guest.stat(dir, "file", stat, 0), Errno::Success);
  EXPECT_EQ(stat.filetype, Filetype::SymbolicLink);
  EXPECT_EQ(stat.size, 3u);
  EXPECT_EQ(guest.stat(dir, "dir/b", stat), Errno::Success);
  EXPECT_EQ(stat.filetype, Filetype::Directory);
}

TEST_P(Paths, LinksInCirclesEnd) {
  host.link("b", "sandbox/a");
  host.link("a", "sandbox/b");
  host.link("self/x", "sandbox/self");
  EXPECT_EQ(openError("a"), Errno::Loop);
  EXPECT_EQ(statError("self"), Errno::Loop);
  EXPECT_EQ(statError("a/b/c"), Errno::Loop);
  EXPECT_EQ(statError("a", 0), Errno::Success);
}

TEST_P(Paths, PathsThatAreNoPaths) {
  EXPECT_EQ(openError(""), Errno::Noent);
  EXPECT_EQ(openError(std::string_view("a\0b", 3)), Errno::Inval);
  EXPECT_EQ(openError(std::string(300, 'x')), Errno::Nametoolong);
  EXPECT_EQ(openError(std::string(5000, '/')), Errno::Nametoolong);
  Filestat stat;
  host.file("sandbox/f");
  Fd fd;
  EXPECT_EQ(guest.open(dir, "f", 0, RightsAll, fd), Errno::Success);
  EXPECT_EQ(guest.stat(fd, "f", stat), Errno::Notdir);
  EXPECT_EQ(guest.stat(99, "f", stat), Errno::Badf);
  auto out = guest.allocate<Fd>();
  EXPECT_EQ(path_open(instance, dir, 0, {Guest::memory_size - 1}, 2, 0, 0, 0, 0, out),
            Errno::Fault);
  EXPECT_EQ(path_open(instance, dir, 0, guest.put("f"), 1, 0, 0, 0, 0, {Guest::memory_size - 3}),
            Errno::Fault);
}

TEST_P(Paths, DirectoriesComeAndGo) {
  EXPECT_EQ(mkdir("d"), Errno::Success);
  EXPECT_EQ(mkdir("d"), Errno::Exist);
  EXPECT_EQ(mkdir("d/e/"), Errno::Success);
  EXPECT_EQ(mkdir("x/y"), Errno::Noent);
  EXPECT_EQ(rmdir("d"), Errno::Notempty);
  EXPECT_EQ(unlink("d"), Errno::Isdir);
  EXPECT_EQ(unlink("d/"), Errno::Isdir);
  EXPECT_EQ(rmdir("d/e/"), Errno::Success);
  EXPECT_EQ(rmdir("d/."), Errno::Inval);
  EXPECT_EQ(rmdir("d"), Errno::Success);
  EXPECT_EQ(rmdir("d"), Errno::Noent);
  host.file("sandbox/f");
  EXPECT_EQ(rmdir("f"), Errno::Notdir);
  EXPECT_EQ(unlink("f/"), Errno::Notdir);
  EXPECT_EQ(unlink("f"), Errno::Success);
  EXPECT_FALSE(host.exists("sandbox/f"));
}

TEST_P(Paths, Renaming) {
  host.directory("sandbox/d");
  host.directory("sandbox/full/x");
  host.file("sandbox/f", "f");
  host.file("sandbox/g", "g");
  EXPECT_EQ(rename("f", "d/f2"), Errno::Success);
  EXPECT_EQ(host.contents("sandbox/d/f2"), "f");
  EXPECT_EQ(rename("d/f2", "g"), Errno::Success);
  EXPECT_EQ(host.contents("sandbox/g"), "f");
  EXPECT_EQ(rename("g", "new/"), Errno::Notdir);
  EXPECT_EQ(rename("g/", "new"), Errno::Notdir);
  EXPECT_EQ(rename("g", "d"), Errno::Isdir);
  EXPECT_EQ(rename("d", "g"), Errno::Notdir);
  EXPECT_EQ(rename("d/", "full"), Errno::Notempty);
  EXPECT_EQ(rename("d/", "e/"), Errno::Success);
  EXPECT_EQ(rename("none", "x"), Errno::Noent);
  EXPECT_TRUE(host.exists("sandbox/e"));
}

TEST_P(Paths, HardLinks) {
  host.file("sandbox/f", "f");
  host.directory("sandbox/d");
  host.link("f", "sandbox/l");
  EXPECT_EQ(hardLink("f", "d/g"), Errno::Success);
  EXPECT_EQ(host.contents("sandbox/d/g"), "f");
  EXPECT_EQ(hardLink("f", "d/g"), Errno::Exist);
  EXPECT_EQ(hardLink("f", "new/"), Errno::Noent);
  EXPECT_EQ(hardLink("d", "e"), Errno::Perm);
  EXPECT_EQ(hardLink("l", "l2"), Errno::Success);
  EXPECT_EQ(hardLink("l", "f2", LookupSymlinkFollow), Errno::Success);
  Filestat stat;
  EXPECT_EQ(guest.stat(dir, "l2", stat, 0), Errno::Success);
  EXPECT_EQ(stat.filetype, Filetype::SymbolicLink);
  EXPECT_EQ(guest.stat(dir, "f2", stat, 0), Errno::Success);
  EXPECT_EQ(stat.filetype, Filetype::RegularFile);
  EXPECT_EQ(stat.nlink, 3u);
}

TEST_P(Paths, SymbolicLinks) {
  std::string target;
  EXPECT_EQ(symlink("somewhere/else", "l"), Errno::Success);
  EXPECT_EQ(symlink("x", "l"), Errno::Exist);
  EXPECT_EQ(symlink("x", "l2/"), Errno::Noent);
  EXPECT_EQ(symlink("/etc", "l3"), Errno::Notcapable);
  EXPECT_EQ(readlink("l", 100, target), Errno::Success);
  EXPECT_EQ(target, "somewhere/else");
  EXPECT_EQ(readlink("l", 4, target), Errno::Success);
  EXPECT_EQ(target, "some");
  EXPECT_EQ(readlink("l", 0, target), Errno::Success);
  EXPECT_EQ(target, "");
  host.file("sandbox/f");
  EXPECT_EQ(readlink("f", 4, target), Errno::Inval);
  EXPECT_EQ(readlink("none", 4, target), Errno::Noent);
  EXPECT_EQ(unlink("l"), Errno::Success);
  EXPECT_FALSE(host.exists("sandbox/l"));
}

TEST_P(Paths, TimesOfLinksAndOfWhatTheyPointAt) {
  host.file("sandbox/f");
  host.link("f", "sandbox/l");
  EXPECT_EQ(setTimes("l", 7, 0), Errno::Success);
  EXPECT_EQ(setTimes("l", 9, LookupSymlinkFollow), Errno::Success);
  Filestat stat;
  guest.stat(dir, "l", stat, 0);
  EXPECT_EQ(stat.mtim, 7u);
  guest.stat(dir, "f", stat);
  EXPECT_EQ(stat.mtim, 9u);
  EXPECT_EQ(setTimes("none", 9, LookupSymlinkFollow), Errno::Noent);
}

TEST_P(Paths, OpenedDirectoriesAreSandboxesOfTheirOwn) {
  host.directory("sandbox/a/b");
  host.file("sandbox/f");
  Fd a, fd;
  EXPECT_EQ(guest.open(dir, "a", OflagDirectory, RightsAll & ~RightFdWrite, a), Errno::Success);
  EXPECT_EQ(guest.open(a, "b/..", OflagDirectory, RightsAll & ~RightFdWrite, fd), Errno::Success);
  EXPECT_EQ(guest.open(a, "../f", 0, RightFdRead, fd), Errno::Notcapable);
}

TEST_P(Paths, TheRootDirectoryHasNoOutside) {
  host.link(host / "secret", "absolute");
  host.link(host.path(), "back");
  Guest root;
  root.grant("/", "/");
  root.start();
  Fd fd;
  std::string text, absolute = (host / "absolute").substr(1);
  EXPECT_EQ(root.open(dir, absolute, 0, RightFdRead, fd), Errno::Success);
  EXPECT_EQ(root.read(fd, 10, text), Errno::Success);
  EXPECT_EQ(text, "secret");
  EXPECT_EQ(root.open(dir, "../../" + (host / "back/secret").substr(1), 0, RightFdRead, fd),
            Errno::Success);
  EXPECT_EQ(root.open(dir, "proc/self/root", 0, RightFdRead, fd),
            platform::can_open_beneath ? Errno::Loop : Errno::Success);
}

TEST_P(Paths, ExchangingADirectoryForALinkMeanwhileDoesNotHelp) {
  host.directory("sandbox/d");
  host.file("sandbox/d/secret", "public");
  host.link("..", "sandbox/link");
  std::atomic<bool> stop = false;
  std::thread exchanger([&] {
    std::string a = host / "sandbox/d", b = host / "sandbox/link", c = host / "sandbox/temporary";
    while (!stop) {
      ::rename(a.c_str(), c.c_str());
      ::rename(b.c_str(), a.c_str());
      ::rename(c.c_str(), b.c_str());
    }
  });
  int opened = 0;
  // On a busy machine the file may be in its place seldom, but not never.
  for (int i = 0; i < 3000 || (opened == 0 && i < 30'000'000); ++i) {
    Fd fd;
    static constexpr GuestPtr<const Byte> path = {16};
    memcpy(&guest.bytes[16], "d/secret", 8);
    if (path_open(instance, dir, 1, path, 8, 0, RightFdRead, 0, 0, {64}) != Errno::Success)
      continue;
    fd = guest.get(GuestPtr<Fd>{64});
    guest.set(GuestPtr<Iovec>{128}, {256, 6});
    EXPECT_EQ(fd_read(instance, fd, {128}, 1, {72}), Errno::Success);
    EXPECT_EQ(guest.text(256, 6), "public");
    fd_close(instance, fd);
    ++opened;
  }
  stop = true;
  exchanger.join();
  EXPECT_GT(opened, 0);
}

} // namespace
} // namespace wasmelt::wasi
