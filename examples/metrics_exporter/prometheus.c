// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A format of metrics as a plug-in: Prometheus's text format, version 0.0.4. It has its own C
// library, and imports nothing.
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(#name)))

static char *text;
static size_t size, room;

static void put(const char *bytes, size_t count) {
  if (count > room - size) {
    room = 2 * room + count;
    text = realloc(text, room);
    if (!text)
      __builtin_trap();
  }
  memcpy(text + size, bytes, count);
  size += count;
}

static void putString(const char *string) { put(string, strlen(string)); }

static void putInteger(unsigned long long number) {
  char digits[20];
  size_t at = sizeof digits;
  do
    digits[--at] = (char)('0' + number % 10);
  while (number /= 10);
  put(digits + at, sizeof digits - at);
}

// Integers as such, other numbers as 1.5e-3 with up to 15 digits.
static void putFinite(double value) {
  if (value < 0) {
    putString("-");
    value = -value;
  }
  if (value < 0x1p53 && value == (double)(unsigned long long)value)
    return putInteger((unsigned long long)value);
  int exponent = 0;
  for (; value >= 10; value /= 10)
    ++exponent;
  for (; value < 1; value *= 10)
    --exponent;
  unsigned long long whole = (unsigned long long)(value * 1e14 + 0.5);
  unsigned long long unit = 100000000000000;
  putInteger(whole / unit);
  if (whole %= unit) {
    putString(".");
    for (; whole; whole %= unit)
      putInteger(whole / (unit /= 10));
  }
  if (exponent) {
    putString(exponent < 0 ? "e-" : "e");
    putInteger((unsigned long long)(exponent < 0 ? -exponent : exponent));
  }
}

static void putValue(double value) {
  if (isnan(value))
    putString("NaN");
  else if (isinf(value))
    putString(value > 0 ? "+Inf" : "-Inf");
  else
    putFinite(value);
}

// In help texts, backslashes and ends of lines are escaped.
static void putHelp(const char *help) {
  for (; *help; ++help)
    if (*help == '\n')
      putString("\\n");
    else if (*help == '\\')
      putString("\\\\");
    else
      put(help, 1);
}

/// What goes before the text, for a browser or a scraper.
EXPORT(content_type) const char *content_type(void) {
  return "text/plain; version=0.0.4; charset=utf-8";
}

/// Memory for a string of the host's, which `release` gives back.
EXPORT(reserve) char *reserve(size_t bytes) { return malloc(bytes); }
EXPORT(release) void release(char *memory) { free(memory); }

/// A text begins.
EXPORT(begin) void begin(void) { size = 0; }

/// One metric: strings that end with a zero, whether it only grows, its value.
EXPORT(metric)
void metric(const char *name, const char *help, int is_counter, double value) {
  putString("# HELP ");
  putString(name);
  putString(" ");
  putHelp(help);
  putString("\n# TYPE ");
  putString(name);
  putString(is_counter ? " counter\n" : " gauge\n");
  putString(name);
  putString(" ");
  putValue(value);
  putString("\n");
}

/// The text ends with a zero from now on.
EXPORT(end) const char *end(void) {
  put("", 1);
  return text;
}
