// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SQLite for hosts: what the module exports, and the one function that it imports.
#include <sqlite3.h>
#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(#name)))

/// Takes a row: addresses of strings, 0 for NULL.
__attribute__((import_module("host"), import_name("row"))) void hostRow(char **values, int count);

static sqlite3 *database;

static int onRow(void *unused, int count, char **values, char **names) {
  (void)unused;
  (void)names;
  hostRow(values, count);
  return 0;
}

/// Room for a string of the host's, which releases it.
EXPORT(reserve) void *reserve(size_t size) { return malloc(size); }
EXPORT(release) void release(void *pointer) { free(pointer); }

/// Opens a database, which is made if there is none: 0, or an error of SQLite's.
EXPORT(open) int openDatabase(const char *path, int read_only) {
  // The host lets one instance at a time have it: WASI has no locks.
  int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  return sqlite3_open_v2(path, &database, flags, "unix-none");
}

/// Runs statements, giving their rows to the host: 0, or an error of SQLite's.
EXPORT(query) int query(const char *statements) {
  return sqlite3_exec(database, statements, onRow, NULL, NULL);
}

/// What the last error was.
EXPORT(message) const char *message(void) { return sqlite3_errmsg(database); }

EXPORT(close) int closeDatabase(void) { return sqlite3_close(database); }
