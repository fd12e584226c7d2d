// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several granted directories, one within the other or not.
#include "../case.h"

static const char *nameOf(uint32_t fd) {
  static char name[100];
  __wasi_prestat_t stat;
  OK(wasi_fd_prestat_get(fd, &stat));
  SAME(stat.tag, __WASI_PREOPENTYPE_DIR);
  memset(name, 0, sizeof(name));
  OK(wasi_fd_prestat_dir_name(fd, name, stat.u.dir.pr_name_len));
  SAME(strlen(name), stat.u.dir.pr_name_len);
  return name;
}

// setup: dir a
// setup: dir b
// grant: a::/one
// grant: b::/two/three
// grant: b::.
CASE(they_are_the_descriptors_from_3_on_with_the_names_given) {
  char name[4];
  __wasi_prestat_t stat;
  CHECK(!strcmp(nameOf(3), "/one"));
  CHECK(!strcmp(nameOf(4), "/two/three"));
  CHECK(!strcmp(nameOf(5), "."));
  IS(BADF, wasi_fd_prestat_get(6, &stat));
  IS(BADF, wasi_fd_prestat_dir_name(6, name, 4));
  IS_EITHER(BADF, INVAL, wasi_fd_prestat_get(0, &stat));
}

// setup: dir a
// grant: a::/one
CASE(a_name_takes_as_much_room_as_it_is_long) {
  char name[10];
  memset(name, 'x', sizeof(name));
  IS(NAMETOOLONG, wasi_fd_prestat_dir_name(3, name, 0));
  IS(NAMETOOLONG, wasi_fd_prestat_dir_name(3, name, 3));
  SAME(name[0], 'x');
  OK(wasi_fd_prestat_dir_name(3, name, 4));
  CHECK(!memcmp(name, "/onexxxxxx", 10));
  OK(wasi_fd_prestat_dir_name(3, name, 9));
  CHECK(!memcmp(name, "/one", 4));
}

// setup: dir a
// setup: dir a/b
// setup: file a/b/f text
// grant: a::/a
// grant: a/b::/b
CASE(one_within_the_other_shows_the_same_files) {
  SAME(statOf(3, 0, "b/f").ino, statOf(4, 0, "f").ino);
  OK(wasi_path_rename(3, PATH("b/f"), 4, PATH("g")));
  OK(wasi_path_link(4, 0, PATH("g"), 3, PATH("h")));
  SAME(statOf(3, 0, "h").nlink, 2);
}

// setup: dir a
// setup: dir a/b
// setup: file a/f text
// setup: link ../f a/b/up
// grant: a::/a
// grant: a/b::/b
CASE(a_link_leads_out_of_the_inner_one_only) {
  __wasi_filestat_t stat;
  OK(wasi_path_filestat_get(3, FOLLOW, PATH("b/up"), &stat));
  IS(NOTCAPABLE, wasi_path_filestat_get(4, FOLLOW, PATH("up"), &stat));
  OK(wasi_path_filestat_get(4, 0, PATH("up"), &stat));
  IS(NOTCAPABLE, wasi_path_filestat_get(4, 0, PATH("../f"), &stat));
}

// setup: dir a
// setup: file a/f text
// grant: a::/x
// grant: a::/y
// after: absent a/f
CASE(the_same_directory_twice) {
  OK(wasi_fd_close(3));
  OK(wasi_path_unlink_file(4, PATH("f")));
}

// setup: dir a
// setup: dir b
// setup: file a/f text
// grant: a::/a
// grant: b::/b
// after: absent a/f
// after: file b/f text
CASE(a_file_moves_from_one_to_another) { OK(wasi_path_rename(3, PATH("f"), 4, PATH("f"))); }

// setup: dir a
// grant: a::/0
// grant: a::/1
// grant: a::/2
// grant: a::/3
// grant: a::/4
// grant: a::/5
// grant: a::/6
// grant: a::/7
// grant: a::/8
// grant: a::/9
// grant: a::/10
// grant: a::/11
// grant: a::/12
// grant: a::/13
// grant: a::/14
// grant: a::/15
// grant: a::/16
// grant: a::/17
// grant: a::/18
// grant: a::/19
// grant: a::/20
// grant: a::/21
// grant: a::/22
// grant: a::/23
// grant: a::/24
// grant: a::/25
// grant: a::/26
// grant: a::/27
// grant: a::/28
// grant: a::/29
// grant: a::/30
// grant: a::/31
// grant: a::/32
// grant: a::/33
// grant: a::/34
// grant: a::/35
// grant: a::/36
// grant: a::/37
// grant: a::/38
// grant: a::/39
CASE(forty_of_them) {
  char name[10];
  for (uint32_t i = 0; i < 40; ++i) {
    sprintf(name, "/%u", i);
    CHECK(!strcmp(nameOf(3 + i), name));
    OK(wasi_path_create_directory(3 + i, PATH(name + 1)));
  }
  SAME(statOf(3, 0, "39").filetype, __WASI_FILETYPE_DIRECTORY);
}

// grant:
CASE(none_at_all) {
  __wasi_prestat_t stat;
  uint32_t fd;
  IS(BADF, wasi_fd_prestat_get(3, &stat));
  IS(BADF, openAs(3, ".", 0, 0, 0, &fd));
}

// setup: dir a
// grant: a::/a
CASE(a_directory_opened_below_is_no_granted_one) {
  uint32_t fd;
  __wasi_prestat_t stat;
  OK(wasi_path_open(3, 0, PATH("."), OFLAG(DIRECTORY), 0, 0, 0, &fd));
  IS_EITHER(BADF, INVAL, wasi_fd_prestat_get(fd, &stat));
}
