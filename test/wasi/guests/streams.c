// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Non-blocking standard streams, waiting for them, and a reader that goes away. Talks to a program
// on the other side (stream_tests.py).
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void say(const char *text) { write(2, text, strlen(text)); }

int main(int argc, char **argv) {
  static char text[100000];
  if (!strcmp(argv[1], "read")) {
    fcntl(0, F_SETFL, O_NONBLOCK);
    if (read(0, text, 10) < 0 && errno == EAGAIN)
      say("again\n");
    struct pollfd wait = {.fd = 0, .events = POLLRDNORM};
    if (poll(&wait, 1, 10) == 0)
      say("nothing yet\n");
    say("ready\n"); // now the other side writes
    while (poll(&wait, 1, 10000) == 1) {
      ssize_t n = read(0, text, sizeof(text) - 1);
      text[n > 0 ? n : 0] = 0;
      say(n > 0 ? text : n == 0 ? "end\n" : strerror(errno));
      if (n <= 0)
        return 0;
    }
    return 1;
  }
  if (!strcmp(argv[1], "write")) { // more than a pipe holds, to a slow reader
    fcntl(1, F_SETFL, O_NONBLOCK);
    memset(text, 'x', sizeof(text));
    size_t total = 0;
    int waits = 0;
    while (total < 1000000) {
      size_t left = 1000000 - total;
      ssize_t n = write(1, text, left < sizeof(text) ? left : sizeof(text));
      if (n < 0 && errno == EAGAIN) {
        struct pollfd wait = {.fd = 1, .events = POLLWRNORM};
        poll(&wait, 1, 10000);
        ++waits;
      } else if (n < 0) {
        return 2;
      } else {
        total += (size_t)n;
      }
    }
    say(waits ? "waited\n" : "did not wait\n");
    return 0;
  }
  // "gone": nobody reads.
  while (write(1, text, sizeof(text)) >= 0)
    ;
  say(strerror(errno));
  say("\n");
  return 3;
}
