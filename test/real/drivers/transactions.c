/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Changes a SQLite database, a numbered transaction after the other, until it is killed.
 *
 *   transactions DATABASE JOURNAL_MODE SCRIPT
 *
 * SCRIPT's statements are a transaction; in them ?1 is its number, which begins behind the largest
 * in the table "done". A number is printed once its transaction is committed. */
#include "sqlite3.h"

#include <stdio.h>
#include <stdlib.h>

static sqlite3 *database;

static void check(int result) {
  if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE) {
    fprintf(stderr, "%s (%d)\n", sqlite3_errmsg(database), sqlite3_extended_errcode(database));
    exit(1);
  }
}

/* The first number of the last row, or 0. */
static long long execute(const char *script, long long argument) {
  long long number = 0;
  while (*script) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(database, script, -1, &statement, &script));
    if (!statement) // only space is left
      break;
    if (sqlite3_bind_parameter_count(statement))
      check(sqlite3_bind_int64(statement, 1, argument));
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW)
      number = sqlite3_column_int64(statement, 0);
    check(result);
    check(sqlite3_finalize(statement));
  }
  return number;
}

static char *contentsOf(const char *path) {
  static char text[10000];
  FILE *file = fopen(path, "r");
  if (!file || !fread(text, 1, sizeof(text) - 1, file)) {
    perror(path);
    exit(1);
  }
  fclose(file);
  return text;
}

int main(int argc, char **argv) {
  if (argc != 4)
    return 2;
  check(sqlite3_open(argv[1], &database));
  char pragmas[200];
  // Other processes are not to be waited for, so that a log needs no shared memory; few pages are
  // kept, so that some of those that a transaction changes are in the file before its end. There is
  // no folder for temporary files.
  snprintf(pragmas, sizeof(pragmas),
           "pragma locking_mode = exclusive; pragma journal_mode = %s; pragma synchronous = full;"
           "pragma cache_size = 10; pragma temp_store = memory; create table if not exists done "
           "(number integer);",
           argv[2]);
  execute(pragmas, 0);
  const char *script = contentsOf(argv[3]);
  for (long long number = execute("select max(number) from done", 0) + 1;; ++number) {
    execute("begin", 0);
    execute(script, number);
    execute("insert into done values (?1); commit", number);
    printf("%lld\n", number);
    fflush(stdout);
  }
}
