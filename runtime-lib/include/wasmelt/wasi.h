/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * WASI for compiled modules in a host program: the calls of wasi_snapshot_preview1, and of
 * wasi_unstable before it, on what the host grants.
 *
 *   wasmelt_wasi_t *wasi = wasmelt_wasi_create(&error);
 *   wasmelt_wasi_add_arg(wasi, "plugin");
 *   wasmelt_wasi_add_dir(wasi, "/srv/data", "/data", WASMELT_WASI_READ_ONLY);
 *   wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDOUT, write_log, log);
 *   wasmelt_linker_define_wasi(linker, wasi);
 *   instance = wasmelt_linker_instantiate(linker, library, &error);
 *   wasmelt_wasi_initialize(instance);
 *
 * A wasmelt_wasi_t is what a module finds around it. At first there is nothing: no arguments, no
 * variables, no directories; standard input is at its end, and what is written to the other two
 * streams is dropped. Paths cannot leave the directories that were granted.
 *
 * What ends or concerns a whole process does not here. proc_exit ends the host's call, which returns
 * an error of the kind WASMELT_ERROR_EXIT; proc_raise fails with ENOTSUP; writing where nobody reads
 * fails with EPIPE and raises no signal. Threads (the import `wasi` `thread-spawn`) are not provided.
 *
 * Errors and ownership are as in wasmelt.h. Grant before instantiating; the functions that grant are
 * not to be called by two threads at once for one wasmelt_wasi_t. Instances that share one may run
 * on several threads.
 */
#ifndef WASMELT_WASI_H
#define WASMELT_WASI_H

#include <wasmelt/wasmelt.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What modules find around them. Owned by the host. */
typedef struct wasmelt_wasi wasmelt_wasi_t;

/** Makes one in which nothing is granted. Null on failure. */
WASMELT_API wasmelt_wasi_t *wasmelt_wasi_create(wasmelt_error_t **error);
/** Closes all descriptors and frees it. The instances that were made with it have to be destroyed
 * before. Null is allowed. */
WASMELT_API void wasmelt_wasi_destroy(wasmelt_wasi_t *wasi);

/** Adds an argument, which is copied. The first one is the program's name. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_add_arg(wasmelt_wasi_t *wasi, const char *argument);
/** Adds a variable of the environment. Both are copied. Fails if the name is empty or has a `=`. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_add_env(wasmelt_wasi_t *wasi, const char *name,
                                                  const char *value);

/** What may be done in a directory. */
typedef enum wasmelt_wasi_access {
  WASMELT_WASI_READ_WRITE = 0,
  WASMELT_WASI_READ_ONLY = 1
} wasmelt_wasi_access_t;

/** Grants a directory, which is opened now, and all below it. The module knows it as `guest`, which
 * is copied; null: as `host`. Directories and sockets become descriptors 3, 4, ... in the order of
 * these calls. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_add_dir(wasmelt_wasi_t *wasi, const char *host,
                                                  const char *guest, wasmelt_wasi_access_t access);
/** Grants an open socket, of which a copy is taken: the host's own stays open. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_add_socket(wasmelt_wasi_t *wasi, int descriptor);
/** Opens a socket and listens on HOST:PORT or unix:PATH; the module may accept connections. HOST is
 * an IPv4 address, an IPv6 address in brackets, `localhost`, or empty for every address. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_add_listener(wasmelt_wasi_t *wasi, const char *address);

typedef enum wasmelt_wasi_stream {
  WASMELT_WASI_STDIN = 0,
  WASMELT_WASI_STDOUT = 1,
  WASMELT_WASI_STDERR = 2
} wasmelt_wasi_stream_t;

/** Makes a standard stream one of the host's descriptors (0, 1 and 2 for its own streams). A copy is
 * taken: the module cannot close the host's own, nor change whether it waits. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_set_stream(wasmelt_wasi_t *wasi,
                                                     wasmelt_wasi_stream_t stream, int descriptor);

/** Takes what is written: how many of the bytes, or -1 if it fails (the module gets EIO). Called on
 * the thread that runs the module. */
typedef ptrdiff_t (*wasmelt_wasi_write_t)(void *data, const void *bytes, size_t size);
/** Stores up to `size` bytes: how many, 0 at the end, or -1 if it fails. */
typedef ptrdiff_t (*wasmelt_wasi_read_t)(void *data, void *bytes, size_t size);

/** Has a function take what is written to standard output or standard error. To poll_oneoff it is
 * always ready. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_set_output(wasmelt_wasi_t *wasi,
                                                     wasmelt_wasi_stream_t stream,
                                                     wasmelt_wasi_write_t write, void *data);
/** Has a function provide what is read from standard input. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_set_input(wasmelt_wasi_t *wasi, wasmelt_wasi_read_t read,
                                                    void *data);

/** Descriptors that may be open at a time, the granted ones among them; 0: as many as the system
 * allows. */
WASMELT_API void wasmelt_wasi_limit_descriptors(wasmelt_wasi_t *wasi, uint32_t count);

/** Has instances that a linker makes from now on import WASI's functions, unless others were defined
 * by the same names. They work on the memory that the instance exports as `memory`. Null: none. */
WASMELT_API void wasmelt_linker_define_wasi(wasmelt_linker_t *linker, wasmelt_wasi_t *wasi);

/** Calls `_initialize`, if the instance exports that: to be done once with a reactor, before its
 * other exports are called. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_initialize(wasmelt_instance_t *instance);
/** Calls `_start`, which runs a command from start to end: once for each instance. Stores with what
 * status it exited, 0 if it returned. Null also if the status is not 0. */
WASMELT_API wasmelt_error_t *wasmelt_wasi_run(wasmelt_instance_t *instance, int32_t *exit_status);

#ifdef __cplusplus
}
#endif
#endif
