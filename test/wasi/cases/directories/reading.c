// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_readdir: entries, buffers of any size, cookies, and changes meanwhile.
#include "../case.h"

typedef struct {
  __wasi_dirent_t head;
  char name[256];
} Entry;

/* Up to `most` entries from `cookie` on, in the order in which they come. */
static int entriesFrom(uint32_t dir, uint64_t cookie, Entry *entries, int most) {
  static uint8_t buffer[1 << 20];
  uint32_t used;
  int count = 0;
  OK(wasi_fd_readdir(dir, buffer, sizeof(buffer), cookie, &used));
  for (uint32_t at = 0; at < used && count < most; ++count) {
    memcpy(&entries[count].head, buffer + at, sizeof(__wasi_dirent_t));
    at += sizeof(__wasi_dirent_t);
    memcpy(entries[count].name, buffer + at, entries[count].head.d_namlen);
    entries[count].name[entries[count].head.d_namlen] = 0;
    at += entries[count].head.d_namlen;
  }
  return count;
}

static Entry *entryCalled(Entry *entries, int count, const char *name) {
  for (int i = 0; i < count; ++i)
    if (!strcmp(entries[i].name, name))
      return &entries[i];
  failed(__FILE__, __LINE__, "there is no entry %s", name);
}

static void makeFiles(int count) {
  char name[32];
  for (int i = 0; i < count; ++i) {
    sprintf(name, "f%d", i);
    OK(wasi_fd_close(mustOpen(name, OFLAG(CREAT), FILE_RIGHTS)));
  }
}

CASE(an_empty_directory_has_itself_and_its_parent) {
  Entry entries[8];
  SAME(entriesFrom(ROOT, 0, entries, 8), 2);
  Entry *itself = entryCalled(entries, 2, "."), *parent = entryCalled(entries, 2, "..");
  SAME(itself->head.d_type, __WASI_FILETYPE_DIRECTORY);
  SAME(parent->head.d_type, __WASI_FILETYPE_DIRECTORY);
  SAME(itself->head.d_ino, statOf(ROOT, 0, ".").ino);
}

// setup: file file text
// setup: dir dir
// setup: link file link
// setup: fifo pipe
CASE(entries_tell_types_and_file_numbers) {
  Entry entries[8];
  SAME(entriesFrom(ROOT, 0, entries, 8), 6);
  SAME(entryCalled(entries, 6, "file")->head.d_type, __WASI_FILETYPE_REGULAR_FILE);
  SAME(entryCalled(entries, 6, "dir")->head.d_type, __WASI_FILETYPE_DIRECTORY);
  SAME(entryCalled(entries, 6, "link")->head.d_type, __WASI_FILETYPE_SYMBOLIC_LINK);
  SAME(entryCalled(entries, 6, "pipe")->head.d_type, __WASI_FILETYPE_UNKNOWN);
  const char *names[] = {"file", "dir", "link", "pipe"};
  for (int i = 0; i < 4; ++i)
    SAME(entryCalled(entries, 6, names[i])->head.d_ino, statOf(ROOT, 0, names[i]).ino);
}

// setup: file a 1
// setup: file bb 1
// setup: file ccc 1
// setup: dir dddd
// setup: file eeeeeeeeeeeeeeeeeeeeeeeeeeeee 1
CASE(a_buffer_of_any_size_gives_all_names) {
  for (uint32_t size = sizeof(__wasi_dirent_t) + 29; size < 400; ++size)
    CHECK(!strcmp(namesIn(ROOT, size), "a bb ccc dddd eeeeeeeeeeeeeeeeeeeeeeeeeeeee"));
}

// setup: file name 1
CASE(what_does_not_fit_is_cut_off_and_fills_the_buffer) {
  uint8_t buffer[256];
  for (uint32_t size = 1; size < 70; ++size) {
    uint32_t used = 0;
    memset(buffer, 0xee, sizeof(buffer));
    OK(wasi_fd_readdir(ROOT, buffer, size, 0, &used));
    SAME(used, size);
    for (uint32_t i = size; i < sizeof(buffer); ++i)
      SAME(buffer[i], 0xee);
  }
}

CASE(no_room_takes_nothing) {
  uint32_t used = 1;
  OK(wasi_fd_readdir(ROOT, 0, 0, 0, &used));
  SAME(used, 0);
}

// setup: file a 1
// setup: file b 1
// setup: file c 1
CASE(reading_goes_on_behind_every_entry) {
  Entry all[8], rest[8];
  int count = entriesFrom(ROOT, 0, all, 8);
  SAME(count, 5);
  for (int i = 0; i < count; ++i) {
    int left = entriesFrom(ROOT, all[i].head.d_next, rest, 8);
    SAME(left, count - i - 1);
    for (int j = 0; j < left; ++j)
      CHECK(!strcmp(rest[j].name, all[i + 1 + j].name));
  }
}

// setup: file a 1
// setup: file b 1
CASE(two_descriptors_of_a_directory_are_read_independently) {
  Entry first[8], second[8];
  uint32_t other = mustOpenDirectory(".");
  int count = entriesFrom(ROOT, 0, first, 8);
  SAME(entriesFrom(other, first[1].head.d_next, second, 8), count - 2);
  SAME(entriesFrom(ROOT, first[0].head.d_next, second, 8), count - 1);
  OK(wasi_fd_renumber(other, ROOT));
  SAME(entriesFrom(ROOT, 0, first, 8), count);
}

CASE(every_entry_is_listed_once_while_they_are_removed) {
  enum { count = 300 };
  static uint8_t buffer[200], seen[count];
  uint64_t cookie = 0;
  uint32_t used, total = 0;
  makeFiles(count);
  do {
    OK(wasi_fd_readdir(ROOT, buffer, sizeof(buffer), cookie, &used));
    for (uint32_t at = 0; at + sizeof(__wasi_dirent_t) <= used;) {
      __wasi_dirent_t head;
      char name[32] = {0};
      memcpy(&head, buffer + at, sizeof(head));
      at += sizeof(head);
      if (head.d_namlen > used - at)
        break;
      memcpy(name, buffer + at, head.d_namlen);
      at += head.d_namlen;
      cookie = head.d_next;
      if (name[0] == '.')
        continue;
      int number = atoi(name + 1);
      SAME(seen[number], 0);
      seen[number] = 1;
      ++total;
      OK(wasi_path_unlink_file(ROOT, PATH(name)));
    }
  } while (used == sizeof(buffer));
  SAME(total, count);
  CHECK(!strcmp(namesIn(ROOT, 4096), ""));
}

// setup: file a 1
// setup: file b 1
CASE(what_was_there_all_the_time_is_listed_while_others_come) {
  Entry entries[200];
  int count = entriesFrom(ROOT, 0, entries, 1), found = 0;
  makeFiles(100);
  uint64_t cookie = entries[0].head.d_next;
  if (entries[0].name[0] != '.')
    ++found;
  count = entriesFrom(ROOT, cookie, entries, 200);
  for (int i = 0; i < count; ++i)
    found += !strcmp(entries[i].name, "a") || !strcmp(entries[i].name, "b");
  SAME(found, 2);
}

// setup: file old 1
CASE(from_the_start_a_directory_is_as_it_is_now) {
  CHECK(!strcmp(namesIn(ROOT, 4096), "old"));
  makeFiles(1);
  OK(wasi_path_unlink_file(ROOT, PATH("old")));
  CHECK(!strcmp(namesIn(ROOT, 4096), "f0"));
}

CASE(ten_thousand_entries) {
  enum { count = 10000 };
  static Entry entries[count + 10];
  static uint8_t seen[count];
  makeFiles(count);
  SAME(entriesFrom(ROOT, 0, entries, count + 10), count + 2);
  for (int i = 0; i < count + 2; ++i)
    if (entries[i].name[0] == 'f')
      SAME(seen[atoi(entries[i].name + 1)]++, 0);
  uint32_t length = 0;
  for (const char *c = namesIn(ROOT, 1000); *c; ++c)
    length += *c == ' ';
  SAME(length, count - 1);
}

// setup: file f 1
CASE(what_is_no_directory_cannot_be_listed) {
  uint8_t buffer[100];
  uint32_t used, fd;
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ) | RIGHT(FD_READDIR), 0, 0, &fd));
  IS(NOTDIR, wasi_fd_readdir(fd, buffer, sizeof(buffer), 0, &used));
  IS_EITHER(NOTDIR, BADF, wasi_fd_readdir(0, buffer, sizeof(buffer), 0, &used));
}

// setup: file f
CASE(nothing_is_listed_from_beyond_the_last_entry) {
  Entry entries[8];
  uint8_t buffer[100];
  int count = entriesFrom(ROOT, 0, entries, 8);
  CHECK(count > 0);
  uint64_t beyond[] = {entries[count - 1].head.d_next, 1ull << 63, ~0ull};
  for (int i = 0; i < 3; ++i) {
    uint32_t used = 1;
    OK(wasi_fd_readdir(ROOT, buffer, sizeof(buffer), beyond[i], &used));
    SAME(used, 0);
  }
}

CASE(names_are_bytes_whether_utf_8_or_not) {
  static const char *names[] = {"\xff\xfe", "\xc3\xa9", "\xed\xa0\x80", "a\nb", " "};
  for (int i = 0; i < 5; ++i)
    OK(wasi_path_create_directory(ROOT, PATH(names[i])));
  Entry entries[10];
  SAME(entriesFrom(ROOT, 0, entries, 10), 7);
  for (int i = 0; i < 5; ++i) {
    entryCalled(entries, 7, names[i]);
    OK(wasi_path_remove_directory(ROOT, PATH(names[i])));
  }
}

CASE(the_longest_names_are_listed_whole) {
  char name[256];
  memset(name, 'n', 255);
  name[255] = 0;
  OK(wasi_path_create_directory(ROOT, name, 255));
  CHECK(!strcmp(namesIn(ROOT, sizeof(__wasi_dirent_t) + 255), name));
}

// setup: dir d
// setup: file d/f 1
// after: absent d
CASE(a_directory_that_was_removed_has_nothing_and_takes_nothing) {
  static uint8_t buffer[400];
  uint32_t d = mustOpenDirectory("d"), fd, used = 0;
  OK(wasi_path_unlink_file(d, PATH("f")));
  OK(wasi_path_remove_directory(ROOT, PATH("d")));
  IS_EITHER(NOENT, SUCCESS, wasi_fd_readdir(d, buffer, sizeof(buffer), 0, &used));
  SAME(used, 0);
  IS(NOENT, openAs(d, "g", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  IS(NOENT, wasi_path_create_directory(d, PATH("e")));
  OK(wasi_fd_close(d));
}
