// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arguments, environment, standard streams and what is granted.
#include "test/unit/wasi-shim/guest.h"

#include <sys/socket.h>
#include <sys/un.h>

namespace wasmelt::wasi {
namespace {

std::vector<std::string> strings(Guest &guest,
                                 Errno (*sizes)(Instance *, GuestPtr<Size>, GuestPtr<Size>),
                                 Errno (*copy)(Instance *, GuestPtr<Pointer>, GuestPtr<Byte>)) {
  auto count = guest.allocate<Size>(), size = guest.allocate<Size>();
  EXPECT_EQ(sizes(&guest.instance, count, size), Errno::Success);
  auto pointers = guest.allocate<Pointer>(guest.get(count));
  auto bytes = guest.allocate<Byte>(guest.get(size));
  EXPECT_EQ(copy(&guest.instance, pointers, bytes), Errno::Success);
  std::vector<std::string> result;
  uint32_t total = 0;
  for (uint32_t i = 0; i < guest.get(count); ++i) {
    Pointer pointer = guest.get(pointers.offsetBy(4 * i));
    EXPECT_GE(pointer, bytes.address);
    EXPECT_LT(pointer, bytes.address + guest.get(size));
    result.push_back(reinterpret_cast<char *>(&guest.bytes[pointer]));
    total += uint32_t(result.back().size()) + 1;
  }
  EXPECT_EQ(total, guest.get(size));
  return result;
}
std::vector<std::string> environment(Guest &guest) {
  return strings(guest, environ_sizes_get, environ_get);
}
using Strings = std::vector<std::string>;

std::string preopenName(Guest &guest, Fd fd) {
  auto out = guest.allocate<Prestat>();
  if (fd_prestat_get(&guest.instance, fd, out) != Errno::Success)
    return "none";
  EXPECT_EQ(guest.get(out).tag, 0);
  Size length = guest.get(out).name_len;
  auto name = guest.allocate<Byte>(length + 1);
  EXPECT_EQ(fd_prestat_dir_name(&guest.instance, fd, name, length - 1), Errno::Nametoolong);
  EXPECT_EQ(fd_prestat_dir_name(&guest.instance, fd, name, length), Errno::Success);
  return guest.text(name.address, length);
}

TEST(Init, ArgumentsPassThrough) {
  Guest guest;
  guest.start({"./app", "", "two words", "--x=\xff"});
  EXPECT_EQ(strings(guest, args_sizes_get, args_get),
            (Strings{"./app", "", "two words", "--x=\xff"}));
  EXPECT_EQ(args_get(&guest.instance, {Guest::memory_size - 15}, {8}), Errno::Fault);
  EXPECT_EQ(args_get(&guest.instance, {8}, {Guest::memory_size - 3}), Errno::Fault);
}

TEST(Init, NoVariableIsPassedOnUnlessGranted) {
  Guest guest;
  guest.start({"app"}, {"SECRET=1", "PATH=/bin"});
  EXPECT_EQ(environment(guest), Strings{});
}

TEST(Init, VariablesAreSetOrPassedOn) {
  Guest guest;
  guest.env = {"A=baked", "PATH", "ABSENT", "B=x=y"};
  guest.start({"app"}, {"PATH=/bin", "PATHS=no", "A=host",
                        "WASMELT_ENV=C=1\\,2,HOME,A=now,D=a\\\\b,,GONE", "HOME=/root"});
  EXPECT_EQ(environment(guest),
            (Strings{"A=now", "PATH=/bin", "B=x=y", "C=1,2", "HOME=/root", "D=a\\b"}));
}

TEST(Init, TheWholeEnvironmentCanBeInherited) {
  Guest guest;
  guest.config.flags = ProgramInheritEnv;
  guest.env = {"A=baked"};
  guest.start({"app"}, {"A=host", "B=2", "WASMELT_ENV=C=3", "WASMELT_OTHER=4"});
  EXPECT_EQ(environment(guest), (Strings{"A=baked", "B=2", "WASMELT_OTHER=4", "C=3"}));
}

TEST(Init, SealedProgramsIgnoreWhatIsGrantedAtRunTime) {
  Guest guest;
  guest.config.flags = ProgramSealed;
  guest.start({"app"}, {"WASMELT_ENV=C=3", "WASMELT_DIRS=/", "WASMELT_SOCKETS=0"});
  EXPECT_EQ(environment(guest), Strings{});
  EXPECT_EQ(preopenName(guest, 3), "none");
}

TEST(Init, DirectoriesAreGrantedInOrderFromDescriptorThree) {
  HostDirectory host;
  host.directory("a");
  host.directory("with,comma");
  host.file("a/f", "text");
  Guest guest;
  guest.grant(host / "a", "/baked");
  guest.grant(host / "a", "");
  guest.start({"app"}, {"WASMELT_DIRS=" + host / "a" + "::/guest," + (host / "a") + "," +
                        (host / "with\\,comma::/comma:ro") + "," + (host / "a:ro")});
  EXPECT_EQ(preopenName(guest, 3), "/baked");
  EXPECT_EQ(preopenName(guest, 4), host / "a");
  EXPECT_EQ(preopenName(guest, 5), "/guest");
  EXPECT_EQ(preopenName(guest, 6), host / "a");
  EXPECT_EQ(preopenName(guest, 7), "/comma");
  EXPECT_EQ(preopenName(guest, 8), host / "a");
  EXPECT_EQ(preopenName(guest, 9), "none");
  EXPECT_TRUE(guest.fdstat(5).rights & RightPathCreateFile);
  EXPECT_FALSE(guest.fdstat(7).rights & RightPathCreateFile);
  EXPECT_FALSE(guest.fdstat(8).inheriting & RightFdWrite);
  Fd fd;
  EXPECT_EQ(guest.open(6, "f", 0, RightFdRead, fd), Errno::Success);
}

TEST(InitDeathTest, AGrantThatCannotBeHonouredStopsTheProgram) {
  HostDirectory host;
  host.file("file");
  Guest guest;
  guest.grant(host / "missing", "/x");
  EXPECT_EXIT(guest.start({"/usr/bin/app"}), testing::ExitedWithCode(1),
              "^app: cannot open granted directory '.*/missing': No such file or directory\n$");
  Guest other;
  EXPECT_EXIT(other.start({"app"}, {"WASMELT_DIRS=" + host / "file"}), testing::ExitedWithCode(1),
              "^app: cannot open granted directory '.*/file': Not a directory\n$");
  Guest third;
  EXPECT_EXIT(third.start({"app"}, {"WASMELT_SOCKETS=999"}), testing::ExitedWithCode(1),
              "^app: cannot pass on socket '999': Bad file descriptor\n$");
}

TEST(Init, SocketsCanBePassedOn) {
  int pair[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  Guest guest;
  guest.start({"app"}, {"WASMELT_SOCKETS=" + std::to_string(pair[0])});
  EXPECT_EQ(guest.fdstat(3).filetype, Filetype::SocketStream);
  EXPECT_EQ(guest.write(3, "hi"), Errno::Success);
  char text[3] = {};
  EXPECT_EQ(read(pair[1], text, 2), 2);
  EXPECT_STREQ(text, "hi");
  close(pair[1]);
}

TEST(Init, ListeningSocketsComeAfterTheDirectories) {
  HostDirectory host;
  std::string path = host / "socket";
  for (int round = 0; round < 2; ++round) { // the second finds what the first has left
    Guest guest;
    guest.grant(host.path(), "/d");
    guest.start({"app"}, {"WASMELT_LISTEN=unix:" + path + ",127.0.0.1:0"});
    EXPECT_EQ(preopenName(guest, 3), "/d");
    EXPECT_EQ(guest.fdstat(4).filetype, Filetype::SocketStream);
    EXPECT_EQ(guest.fdstat(5).filetype, Filetype::SocketStream);
    auto out = guest.allocate<Fd>();
    EXPECT_EQ(fd_fdstat_set_flags(&guest.instance, 4, FdflagNonblock), Errno::Success);
    EXPECT_EQ(sock_accept(&guest.instance, 4, 0, out), Errno::Again);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    strcpy(address.sun_path, path.c_str());
    int client = socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(connect(client, reinterpret_cast<sockaddr *>(&address), sizeof(address)), 0);
    EXPECT_EQ(sock_accept(&guest.instance, 4, 0, out), Errno::Success);
    close(client);
  }
}

TEST(InitDeathTest, AnAddressThatCannotBeListenedOnStopsTheProgram) {
  Guest guest;
  EXPECT_EXIT(guest.start({"app"}, {"WASMELT_LISTEN=nonsense"}), testing::ExitedWithCode(1),
              "^app: cannot listen on 'nonsense': it is neither HOST:PORT");
  Guest other;
  EXPECT_EXIT(other.start({"app"}, {"WASMELT_LISTEN=203.0.113.1:1"}), testing::ExitedWithCode(1),
              "^app: cannot listen on '203.0.113.1:1': This machine has no such address\n$");
}

TEST(Init, AProgramCanBeLimitedToSoManyOpenFiles) {
  HostDirectory host;
  host.file("f");
  Guest guest;
  guest.config.max_open_files = 5;
  guest.grant(host.path(), "/d");
  guest.start();
  Fd fd;
  EXPECT_EQ(guest.open(3, "f", 0, RightFdRead, fd), Errno::Success);
  EXPECT_EQ(guest.open(3, "f", 0, RightFdRead, fd), Errno::Mfile);
  EXPECT_EQ(fd_close(&guest.instance, 4), Errno::Success);
  EXPECT_EQ(guest.open(3, "f", 0, RightFdRead, fd), Errno::Success);
}

TEST(InitDeathTest, StandardStreamsKeepTheirTypes) {
  // In a child, because it changes its standard streams.
  auto child = [] {
    HostDirectory host;
    host.file("in", "input");
    dup2(::open((host / "in").c_str(), O_RDONLY), 0);
    int ends[2];
    if (pipe(ends))
      _exit(10);
    dup2(ends[1], 1);
    Guest guest;
    guest.start();
    std::string text;
    bool good = guest.fdstat(0).filetype == Filetype::RegularFile &&
                guest.fdstat(1).filetype == Filetype::Unknown &&
                !(guest.fdstat(0).rights & RightFdWrite) && guest.fdstat(1).rights & RightFdWrite &&
                guest.read(0, 10, text) == Errno::Success && text == "input" &&
                guest.write(1, "out") == Errno::Success;
    char read_back[3];
    good = good && read(ends[0], read_back, 3) == 3;
    // Closing really closes, and what is opened next does not become the host's standard output.
    good = good && fd_close(&guest.instance, 1) == Errno::Success;
    close(ends[1]);
    good = good && read(ends[0], read_back, 1) == 0 && write(1, "x", 1) == 1;
    _exit(good ? 0 : 1);
  };
  EXPECT_EXIT(child(), testing::ExitedWithCode(0), "");
}

TEST(InitDeathTest, StreamsThatWereClosedStayClosed) {
  auto child = [] {
    HostDirectory host;
    close(0);
    Guest guest;
    guest.grant(host.path(), "/d");
    guest.start();
    std::string text;
    bool good = guest.read(0, 1, text) == Errno::Badf && preopenName(guest, 3) == "/d";
    _exit(good ? 0 : 1);
  };
  EXPECT_EXIT(child(), testing::ExitedWithCode(0), "");
}

} // namespace
} // namespace wasmelt::wasi
