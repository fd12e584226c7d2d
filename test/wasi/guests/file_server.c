// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A server of static files over HTTP/1.1 on the socket that it was granted as descriptor 4, for
// what is below the directory that it was granted as /www. One thread; connections are kept and
// polled. server_tests.py loads it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { listener = 4, max_connections = 512, request_size = 4096, chunk_size = 65536 };

typedef struct {
  int socket;
  int file; // what is being sent, or -1
  char request[request_size];
  size_t request_length;
  char *out; // a header, or a piece of the file
  size_t out_length, out_done;
  off_t left; // of the file, still to be read
  int keeps_alive;
} Connection;

static Connection *connections[max_connections];
static int connection_count;

static void finish(int index) {
  Connection *connection = connections[index];
  close(connection->socket);
  if (connection->file >= 0)
    close(connection->file);
  free(connection->out);
  free(connection);
  connections[index] = connections[--connection_count];
}

static void acceptAll(void) {
  while (connection_count < max_connections) {
    int socket = accept4(listener, 0, 0, SOCK_NONBLOCK);
    if (socket < 0)
      return;
    Connection *connection = calloc(1, sizeof(*connection));
    connection->out = malloc(chunk_size);
    connection->socket = socket;
    connection->file = -1;
    connections[connection_count++] = connection;
  }
}

static const char *typeOf(const char *path) {
  const char *dot = strrchr(path, '.');
  return dot && !strcmp(dot, ".html")  ? "text/html"
         : dot && !strcmp(dot, ".txt") ? "text/plain"
                                       : "application/octet-stream";
}

static void answer(Connection *connection, const char *status, const char *type, off_t length) {
  connection->out_length = (size_t)snprintf(
      connection->out, chunk_size,
      "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %lld\r\n%s\r\n", status, type,
      (long long)length, connection->keeps_alive ? "" : "Connection: close\r\n");
  connection->out_done = 0;
}

/* Fills what is free behind `out_length` from the file. 0: it has become shorter, so that what was
 * promised cannot be kept. */
static int readOn(Connection *connection) {
  if (!connection->left)
    return 1;
  ssize_t length = read(connection->file, connection->out + connection->out_length,
                        chunk_size - connection->out_length);
  if (length <= 0)
    return 0;
  connection->left -= length;
  connection->out_length += (size_t)length;
  return 1;
}

/* Begins to answer the request that ends at `end`: the header and, so that small files go in one
 * packet, as much of the file as there is space for. 0: it cannot be. */
static int beginAnswer(Connection *connection, char *end) {
  char method[8] = "", target[request_size] = "", version[16] = "", path[request_size + 32];
  struct stat stat;
  end[-2] = 0;
  connection->keeps_alive = !strcasestr(connection->request, "\r\nConnection: close");
  int parts = sscanf(connection->request, "%7s %4095s %15s", method, target, version);
  size_t used = (size_t)(end - connection->request);
  memmove(connection->request, end, connection->request_length -= used);
  if (parts != 3 || target[0] != '/') {
    connection->keeps_alive = 0;
    answer(connection, "400 Bad Request", "text/plain", 0);
  } else if (strcmp(method, "GET") && strcmp(method, "HEAD")) {
    answer(connection, "405 Method Not Allowed", "text/plain", 0);
  } else {
    snprintf(path, sizeof(path), "/www%s%s", target,
             target[strlen(target) - 1] == '/' ? "index.html" : "");
    connection->file = open(path, O_RDONLY);
    if (connection->file >= 0 && (fstat(connection->file, &stat) || !S_ISREG(stat.st_mode))) {
      close(connection->file);
      connection->file = -1;
    }
    if (connection->file < 0) {
      answer(connection, "404 Not Found", "text/plain", 0);
    } else {
      answer(connection, "200 OK", typeOf(path), stat.st_size);
      connection->left = strcmp(method, "GET") ? 0 : stat.st_size;
    }
  }
  return readOn(connection);
}

/* Goes on as far as it can without waiting. 0: the connection is at its end. */
static int goOn(Connection *connection) {
  for (;;) {
    if (connection->out_done < connection->out_length) {
      ssize_t sent = send(connection->socket, connection->out + connection->out_done,
                          connection->out_length - connection->out_done, 0);
      if (sent < 0)
        return errno == EAGAIN;
      connection->out_done += (size_t)sent;
      continue;
    }
    if (connection->left > 0) {
      connection->out_length = connection->out_done = 0;
      if (!readOn(connection))
        return 0;
      continue;
    }
    if (connection->out_length) { // an answer is complete
      if (connection->file >= 0)
        close(connection->file);
      connection->file = -1;
      connection->out_length = connection->out_done = 0;
      if (!connection->keeps_alive)
        return 0;
    }
    connection->request[connection->request_length] = 0;
    char *end = strstr(connection->request, "\r\n\r\n");
    if (end) {
      if (!beginAnswer(connection, end + 4))
        return 0;
      continue;
    }
    if (connection->request_length == request_size - 1)
      return 0;
    ssize_t received = recv(connection->socket, connection->request + connection->request_length,
                            request_size - 1 - connection->request_length, 0);
    if (received < 0)
      return errno == EAGAIN;
    if (!received)
      return 0;
    connection->request_length += (size_t)received;
  }
}

int main(void) {
  static struct pollfd waits[max_connections + 1];
  if (fcntl(listener, F_SETFL, O_NONBLOCK)) {
    perror("file_server");
    return 1;
  }
  for (;;) {
    waits[0] = (struct pollfd){listener, connection_count < max_connections ? POLLIN : 0, 0};
    for (int i = 0; i < connection_count; ++i)
      waits[i + 1] =
          (struct pollfd){connections[i]->socket, connections[i]->out_length ? POLLOUT : POLLIN, 0};
    if (poll(waits, (nfds_t)connection_count + 1, -1) < 0) {
      perror("file_server");
      return 1;
    }
    for (int i = connection_count - 1; i >= 0; --i)
      if (waits[i + 1].revents && !goOn(connections[i]))
        finish(i);
    if (waits[0].revents)
      acceptAll();
  }
}
