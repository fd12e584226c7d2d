/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * host FORMAT.so [PORT [REQUESTS]]: serves metrics of its own process over HTTP, at this machine
 * alone, in the format that a plug-in knows; REQUESTS of them, or for ever. Port 0: any. */
#include <wasmelt/wasmelt.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void check(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "host: %s\n", wasmelt_error_message(error));
  wasmelt_error_free(error);
  exit(1);
}

/* ---- The plug-in ---- */

static wasmelt_instance_t *format;
static wasmelt_memory_t *memory;

/* Calls an export; its result, or 0 if it has none. */
static int32_t call(const char *name, const wasmelt_value_t *args, size_t count, size_t results) {
  wasmelt_value_t result = wasmelt_i32(0);
  check(wasmelt_call_export(format, name, args, count, &result, results));
  return result.of.i32;
}

static void loadFormat(const char *path) {
  wasmelt_error_t *error = NULL;
  const wasmelt_library_t *library = wasmelt_library_load(path, &error);
  check(error);
  wasmelt_store_limits_t limits = {.memory_size = 16 << 20};
  wasmelt_store_t *store = wasmelt_store_create(&limits, &error);
  check(error);
  wasmelt_linker_t *nothing = wasmelt_linker_create(store, &error);
  check(error);
  format = wasmelt_linker_instantiate(nothing, library, &error);
  check(error);
  wasmelt_linker_destroy(nothing);
  wasmelt_extern_t found;
  if (!wasmelt_instance_export(format, "memory", &found) || found.kind != WASMELT_EXTERN_MEMORY) {
    fprintf(stderr, "host: %s exports no memory\n", path);
    exit(1);
  }
  memory = found.of.memory;
  call("_initialize", NULL, 0, 0);
}

/* A string in the plug-in's memory: NULL if it says a place that is not, or has no end there. */
static const char *stringAt(int32_t address) {
  uint64_t size = wasmelt_memory_size(memory);
  const char *string = (const char *)wasmelt_memory_data(memory) + (uint32_t)address;
  if ((uint32_t)address >= size || !memchr(string, 0, size - (uint32_t)address))
    return NULL;
  return string;
}

static wasmelt_value_t give(const char *string) {
  size_t size = strlen(string) + 1;
  wasmelt_value_t arg = wasmelt_i32((int32_t)size);
  wasmelt_value_t address = wasmelt_i32(call("reserve", &arg, 1, 1));
  if (!wasmelt_memory_write(memory, (uint32_t)address.of.i32, string, size)) {
    fprintf(stderr, "host: the plug-in has no room for a string\n");
    exit(1);
  }
  return address;
}

static void metric(const char *name, const char *help, int is_counter, double value) {
  wasmelt_value_t args[4] = {give(name), give(help), wasmelt_i32(is_counter), wasmelt_f64(value)};
  call("metric", args, 4, 0);
  call("release", &args[1], 1, 0);
  call("release", &args[0], 1, 0);
}

/* ---- What is measured ---- */

static long residentPages(void) {
  long size = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file) {
    if (fscanf(file, "%ld %ld", &size, &resident) != 2)
      resident = 0;
    fclose(file);
  }
  return resident;
}

static int32_t describe(uint64_t requests) {
  struct timespec cpu;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  call("begin", NULL, 0, 0);
  metric("process_cpu_seconds_total", "Processor time, in seconds.", 1,
         (double)cpu.tv_sec + (double)cpu.tv_nsec * 1e-9);
  metric("process_resident_memory_bytes", "Memory that is in use.", 0,
         (double)residentPages() * (double)sysconf(_SC_PAGESIZE));
  metric("exporter_requests_total", "Requests that were answered,\nthis one included.", 1,
         (double)requests);
  return call("end", NULL, 0, 1);
}

/* ---- HTTP, as little as scrapers need ---- */

static void sendAll(int connection, const char *bytes, size_t size) {
  while (size) {
    ssize_t sent = send(connection, bytes, size, MSG_NOSIGNAL);
    if (sent <= 0)
      return; /* it is the other side's loss */
    bytes += sent;
    size -= (size_t)sent;
  }
}

static void answer(int connection, const char *status, const char *type, const char *body) {
  char head[300];
  int size = snprintf(head, sizeof head,
                      "HTTP/1.1 %s\r\nContent-Type: %.100s\r\nContent-Length: %zu\r\n"
                      "Connection: close\r\n\r\n",
                      status, type, strlen(body));
  sendAll(connection, head, (size_t)size);
  sendAll(connection, body, strlen(body));
}

static void serve(int connection, uint64_t requests) {
  char request[4096];
  size_t size = 0;
  struct timeval patience = {5, 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  request[0] = 0;
  while (!strstr(request, "\r\n\r\n") && size != sizeof request - 1) {
    ssize_t received = recv(connection, request + size, sizeof request - 1 - size, 0);
    if (received <= 0)
      return;
    size += (size_t)received;
    request[size] = 0;
  }
  if (strncmp(request, "GET /metrics ", 13) != 0)
    return answer(connection, "404 Not Found", "text/plain", "There is /metrics.\n");
  const char *type = stringAt(call("content_type", NULL, 0, 1)),
             *text = stringAt(describe(requests));
  if (type && text)
    answer(connection, "200 OK", type, text);
  else
    answer(connection, "500 Internal Server Error", "text/plain", "The plug-in is broken.\n");
}

int main(int argc, char **argv) {
  if (argc < 2 || argc > 4) {
    fprintf(stderr, "usage: host FORMAT.so [PORT [REQUESTS]]\n");
    return 2;
  }
  loadFormat(argv[1]);
  struct sockaddr_in address = {.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons((uint16_t)(argc > 2 ? atoi(argv[2]) : 9100));
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  socklen_t size = sizeof address;
  if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 16) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) != 0)
    fail("host: cannot listen");
  printf("http://127.0.0.1:%u/metrics\n", ntohs(address.sin_port));
  fflush(stdout);
  uint64_t most = argc > 3 ? strtoull(argv[3], NULL, 10) : UINT64_MAX;
  for (uint64_t requests = 1; requests <= most; ++requests) {
    int connection = accept(listener, NULL, NULL);
    if (connection < 0)
      continue;
    serve(connection, requests);
    close(connection);
  }
  return 0;
}
