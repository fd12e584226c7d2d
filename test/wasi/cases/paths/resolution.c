// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How paths are found: slashes, dots, links, lengths and bytes. What leads out of a directory is
// the matter of the cases in escapes.
#include "../case.h"

static uint32_t opening(const char *path, uint32_t lookup, uint32_t oflags) {
  uint32_t fd;
  uint32_t error = wasi_path_open(ROOT, lookup, PATH(path), oflags, RIGHT(FD_READ), 0, 0, &fd);
  if (!error)
    OK(wasi_fd_close(fd));
  return error;
}
static uint32_t attributes(const char *path, uint32_t lookup) {
  __wasi_filestat_t stat;
  return wasi_path_filestat_get(ROOT, lookup, PATH(path), &stat);
}

// setup: dir d
// setup: dir d/e
// setup: file d/e/f text
CASE(slashes_and_dots_in_between_do_not_matter) {
  const char *paths[] = {"d/e/f",      "d//e///f",   "./d/e/f",         "././d/./e/./f",
                         "d/../d/e/f", "d/e/../e/f", "d/e/../../d/e/f", ".//d//..//d/e//./f"};
  for (int i = 0; i < 8; ++i) {
    OK(opening(paths[i], 0, 0));
    OK(attributes(paths[i], 0));
    OK(attributes(paths[i], FOLLOW));
  }
}

// setup: file f text
CASE(a_file_with_a_slash_behind_it_is_no_directory) {
  const char *paths[] = {"f/", "f//", "f/.", "f/..", "./f/"};
  for (int i = 0; i < 5; ++i) {
    IS(NOTDIR, opening(paths[i], 0, 0));
    IS(NOTDIR, opening(paths[i], FOLLOW, 0));
    IS(NOTDIR, attributes(paths[i], 0));
    IS(NOTDIR, attributes(paths[i], FOLLOW));
    IS(NOTDIR,
       wasi_path_filestat_set_times(ROOT, FOLLOW, PATH(paths[i]), 0, 5, __WASI_FSTFLAGS_MTIM));
  }
}

// setup: dir d
// setup: link d l
CASE(a_link_with_a_slash_behind_it_is_where_it_leads) {
  SAME(statOf(ROOT, 0, "l").filetype, __WASI_FILETYPE_SYMBOLIC_LINK);
  SAME(statOf(ROOT, 0, "l/").filetype, __WASI_FILETYPE_DIRECTORY);
  SAME(statOf(ROOT, 0, "l/.").filetype, __WASI_FILETYPE_DIRECTORY);
  OK(opening("l/", 0, OFLAG(DIRECTORY)));
}

// setup: dir d
// setup: file d/f text
// setup: link d l
// setup: link l ll
CASE(links_on_the_way_are_followed) {
  OK(opening("l/f", 0, 0));
  OK(opening("ll/f", 0, 0));
  OK(opening("ll/../l/f", 0, 0));
  SAME(statOf(ROOT, 0, "ll/f").ino, statOf(ROOT, 0, "d/f").ino);
}

// setup: dir a
// setup: dir a/b
// setup: file a/f text
// setup: link a/b l
CASE(dots_behind_a_link_start_from_where_it_leads) {
  OK(attributes("l/../f", 0));
  IS(NOENT, attributes("l/../a", 0));
}

// setup: file f text
// setup: link f l
// setup: link nothing n
CASE(the_last_link_is_followed_if_told_to) {
  SAME(statOf(ROOT, 0, "l").filetype, __WASI_FILETYPE_SYMBOLIC_LINK);
  SAME(statOf(ROOT, FOLLOW, "l").filetype, __WASI_FILETYPE_REGULAR_FILE);
  SAME(statOf(ROOT, 0, "n").filetype, __WASI_FILETYPE_SYMBOLIC_LINK);
  IS(NOENT, attributes("n", FOLLOW));
  IS(LOOP, opening("l", 0, 0));
  OK(opening("l", FOLLOW, 0));
  IS(LOOP, opening("n", 0, 0));
  IS(NOENT, opening("n", FOLLOW, 0));
}

// setup: link new l
// after: file new abc
CASE(a_file_is_made_through_a_link_that_leads_to_nothing) {
  uint32_t fd;
  OK(openAs(ROOT, "l", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  mustWrite(fd, "abc");
}

// setup: file f text
// setup: link f l
// setup: link nothing n
// after: absent nothing
CASE(what_has_to_be_new_is_not_a_link_either) {
  IS(EXIST, opening("f", FOLLOW, OFLAG(CREAT) | OFLAG(EXCL)));
  IS(EXIST, opening("l", FOLLOW, OFLAG(CREAT) | OFLAG(EXCL)));
  IS(EXIST, opening("n", FOLLOW, OFLAG(CREAT) | OFLAG(EXCL)));
  IS(EXIST, opening("n", 0, OFLAG(CREAT) | OFLAG(EXCL)));
}

// setup: link l l
// setup: link b a
// setup: link a b
CASE(links_in_a_circle_end) {
  const char *paths[] = {"l", "a", "b"};
  for (int i = 0; i < 3; ++i) {
    char below[8];
    sprintf(below, "%s/f", paths[i]);
    IS(LOOP, opening(paths[i], FOLLOW, 0));
    IS(LOOP, attributes(paths[i], FOLLOW));
    IS(LOOP, attributes(below, 0));
    IS(LOOP, wasi_path_create_directory(ROOT, PATH(below)));
    OK(attributes(paths[i], 0));
  }
}

// setup: file f text
CASE(forty_links_are_followed_and_no_more) {
  char name[16], target[16] = "f";
  for (int i = 1; i <= 41; ++i) {
    sprintf(name, "l%d", i);
    OK(wasi_path_symlink(PATH(target), ROOT, PATH(name)));
    strcpy(target, name);
  }
  OK(attributes("l40", FOLLOW));
  IS(LOOP, attributes("l41", FOLLOW));
}

// setup: file f text
// setup: dir d
CASE(dots_above_the_directory_lead_out) {
  const char *paths[] = {"..",        "../f",         "./..",        "d/../..",
                         "d/../../f", "d/./../..//.", "../granted/f"};
  for (int i = 0; i < 7; ++i) {
    IS(NOTCAPABLE, opening(paths[i], 0, 0));
    IS(NOTCAPABLE, attributes(paths[i], 0));
    IS(NOTCAPABLE, attributes(paths[i], FOLLOW));
  }
}

// setup: dir d
// setup: file d/f text
CASE(dots_lead_out_of_a_directory_below_too) {
  uint32_t d = mustOpenDirectory("d"), fd;
  IS(NOTCAPABLE, openAs(d, "../d/f", 0, READ_RIGHTS, 0, &fd));
  OK(openAs(d, "./f", 0, READ_RIGHTS, 0, &fd));
}

// setup: file f text
CASE(dots_behind_what_is_no_directory_are_an_error) {
  IS(NOENT, opening("missing/../f", 0, 0));
  IS(NOTDIR, opening("f/../f", 0, 0));
}

// setup: file f text
CASE(an_empty_path_is_nothing) {
  char text[4];
  uint32_t n;
  IS(NOENT, opening("", 0, 0));
  IS(NOENT, opening("", 0, OFLAG(CREAT)));
  IS(NOENT, opening("", 0, OFLAG(DIRECTORY)));
  IS(NOENT, attributes("", 0));
  IS(NOENT, attributes("", FOLLOW));
  IS(NOENT, wasi_path_create_directory(ROOT, "", 0));
  IS(NOENT, wasi_path_remove_directory(ROOT, "", 0));
  IS(NOENT, wasi_path_unlink_file(ROOT, "", 0));
  IS(NOENT, wasi_path_readlink(ROOT, "", 0, text, 4, &n));
  IS(NOENT, wasi_path_rename(ROOT, "", 0, ROOT, PATH("g")));
  IS(NOENT, wasi_path_rename(ROOT, PATH("f"), ROOT, "", 0));
  IS(NOENT, wasi_path_link(ROOT, 0, "", 0, ROOT, PATH("g")));
  IS(NOENT, wasi_path_link(ROOT, 0, PATH("f"), ROOT, "", 0));
  IS(NOENT, wasi_path_symlink(PATH("f"), ROOT, "", 0));
  IS(NOENT, wasi_path_symlink("", 0, ROOT, PATH("l")));
  IS(NOENT, wasi_path_filestat_set_times(ROOT, 0, "", 0, 0, 0, __WASI_FSTFLAGS_MTIM_NOW));
}

// setup: file f text
CASE(an_absolute_path_leads_out) {
  char text[4];
  uint32_t n;
  IS(NOTCAPABLE, opening("/f", 0, 0));
  IS(NOTCAPABLE, opening("/data/f", 0, 0));
  IS(NOTCAPABLE, opening("//f", FOLLOW, 0));
  IS(NOTCAPABLE, opening("/", 0, OFLAG(DIRECTORY)));
  IS(NOTCAPABLE, attributes("/f", 0));
  IS(NOTCAPABLE, attributes("/f", FOLLOW));
  IS(NOTCAPABLE, wasi_path_create_directory(ROOT, PATH("/d")));
  IS(NOTCAPABLE, wasi_path_remove_directory(ROOT, PATH("/d")));
  IS(NOTCAPABLE, wasi_path_unlink_file(ROOT, PATH("/f")));
  IS(NOTCAPABLE, wasi_path_readlink(ROOT, PATH("/f"), text, 4, &n));
  IS(NOTCAPABLE, wasi_path_rename(ROOT, PATH("/f"), ROOT, PATH("g")));
  IS(NOTCAPABLE, wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("/g")));
  IS(NOTCAPABLE, wasi_path_link(ROOT, 0, PATH("/f"), ROOT, PATH("g")));
  IS(NOTCAPABLE, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("/g")));
  IS(NOTCAPABLE, wasi_path_symlink(PATH("f"), ROOT, PATH("/l")));
}

// setup: file f text
CASE(a_path_has_no_nul_in_it) {
  uint32_t fd;
  __wasi_filestat_t stat;
  IS_EITHER(INVAL, ILSEQ, wasi_path_open(ROOT, 0, "f\0", 2, 0, RIGHT(FD_READ), 0, 0, &fd));
  IS_EITHER(INVAL, ILSEQ, wasi_path_filestat_get(ROOT, 0, "f\0g", 3, &stat));
  IS_EITHER(INVAL, ILSEQ, wasi_path_create_directory(ROOT, "\0", 1));
  IS_EITHER(INVAL, ILSEQ, wasi_path_symlink("a\0b", 3, ROOT, PATH("l")));
  IS_EITHER(INVAL, ILSEQ, wasi_path_unlink_file(ROOT, "f\0", 2));
}

// setup: file file text
CASE(a_path_ends_where_its_length_says) {
  uint32_t fd;
  OK(wasi_path_open(ROOT, 0, "file/never", 4, 0, RIGHT(FD_READ), 0, 0, &fd));
  IS(NOENT, wasi_path_open(ROOT, 0, "file", 3, 0, RIGHT(FD_READ), 0, 0, &fd));
}

CASE(any_bytes_but_slash_and_nul_make_a_name) {
  char name[2] = {0}, other[3] = {0};
  for (int c = 1; c < 256; ++c) {
    if (c == '/' || c == '.')
      continue;
    uint32_t fd;
    name[0] = (char)c;
    other[0] = other[1] = (char)c;
    OK(openAs(ROOT, name, OFLAG(CREAT) | OFLAG(EXCL), FILE_RIGHTS, 0, &fd));
    OK(wasi_fd_close(fd));
    OK(wasi_path_rename(ROOT, PATH(name), ROOT, PATH(other)));
    SAME(statOf(ROOT, 0, other).filetype, __WASI_FILETYPE_REGULAR_FILE);
    OK(wasi_path_unlink_file(ROOT, PATH(other)));
  }
}

CASE(a_name_has_up_to_255_bytes) {
  static char name[300];
  uint32_t fd;
  memset(name, 'n', 256);
  IS(NAMETOOLONG, openAs(ROOT, name, OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  IS(NAMETOOLONG, attributes(name, 0));
  IS(NAMETOOLONG, attributes(name, FOLLOW));
  IS(NAMETOOLONG, wasi_path_create_directory(ROOT, PATH(name)));
  IS(NAMETOOLONG, wasi_path_unlink_file(ROOT, PATH(name)));
  strcpy(name + 256, "/f");
  IS(NAMETOOLONG, attributes(name, 0));
  name[255] = 0;
  OK(openAs(ROOT, name, OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  OK(attributes(name, 0));
}

// setup: file f text
CASE(a_path_has_up_to_4095_bytes) {
  static char path[8000];
  for (int i = 0; i < 7000; i += 2)
    memcpy(path + i, "./", 2);
  path[4094] = 'f';
  path[4095] = 0;
  OK(attributes(path, 0));
  OK(opening(path, FOLLOW, 0));
  path[4095] = '/';
  path[4096] = 0;
  IS(NAMETOOLONG, attributes(path, 0));
  IS(NAMETOOLONG, opening(path, 0, 0));
  IS(NAMETOOLONG, wasi_path_unlink_file(ROOT, path, 7000));
}

CASE(a_hundred_directories_deep_and_back) {
  static char path[1000];
  char *end = path;
  for (int i = 0; i < 100; ++i) {
    end += sprintf(end, i ? "/d%d" : "d%d", i);
    OK(wasi_path_create_directory(ROOT, PATH(path)));
  }
  for (int i = 0; i < 100; ++i)
    end += sprintf(end, "/..");
  SAME(statOf(ROOT, 0, path).ino, statOf(ROOT, 0, ".").ino);
  strcpy(end, "/..");
  IS(NOTCAPABLE, attributes(path, 0));
}

// setup: file f text
CASE(unknown_lookup_flags_are_refused) {
  uint32_t fd;
  __wasi_filestat_t stat;
  IS(INVAL, wasi_path_open(ROOT, 2, PATH("f"), 0, RIGHT(FD_READ), 0, 0, &fd));
  IS(INVAL, wasi_path_filestat_get(ROOT, 3, PATH("f"), &stat));
  IS(INVAL, wasi_path_filestat_set_times(ROOT, 4, PATH("f"), 0, 5, __WASI_FSTFLAGS_MTIM));
  IS(INVAL, wasi_path_link(ROOT, 1u << 31, PATH("f"), ROOT, PATH("g")));
}

// setup: file f text
CASE(a_descriptor_of_no_directory_has_nothing_below_it) {
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS), opened;
  __wasi_filestat_t stat;
  IS(NOTDIR, openAs(fd, "f", 0, READ_RIGHTS, 0, &opened));
  IS(NOTDIR, wasi_path_filestat_get(fd, 0, PATH("f"), &stat));
  IS(NOTDIR, wasi_path_create_directory(fd, PATH("d")));
  IS(NOTDIR, wasi_path_unlink_file(fd, PATH("f")));
  IS(BADF, wasi_path_unlink_file(99, PATH("f")));
}
