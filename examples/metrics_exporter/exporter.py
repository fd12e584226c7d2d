# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""exporter.py [PORT [REQUESTS]]: what host.c does, in Python: serves metrics of its own process over HTTP, at this
machine alone, in the format that the plug-in knows. Port 0: any.

It wants prometheus.py, which the build wrote, on PYTHONPATH."""

import http.server
import resource
import sys
import time

import prometheus


class Format:
    """The plug-in: a store of its own, with limits."""

    def __init__(self):
        self.store = prometheus.Store(memory_size=16 << 20)
        self.plugin = prometheus.Instance(store=self.store)
        self.plugin.initialize()

    def string_at(self, address):
        memory = self.plugin.memory
        end = address
        while memory[end]:  # an IndexError if it has no end in the memory
            end += 1
        return memory[address:end].decode()

    def give(self, text):
        data = text.encode() + b"\0"
        address = self.plugin.reserve(len(data)) & 0xffffffff
        self.plugin.memory.write(address, data)
        return address

    def metric(self, name, text, is_counter, value):
        strings = [self.give(name), self.give(text)]
        self.plugin.metric(*strings, is_counter, value)
        for address in reversed(strings):
            self.plugin.release(address)

    def describe(self, requests):
        """The content type and the text."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        self.plugin.begin()
        self.metric("process_cpu_seconds_total", "Processor time, in seconds.", True, time.process_time())
        self.metric("process_resident_memory_bytes", "Memory that is in use.", False, 1024.0 * usage.ru_maxrss)
        self.metric("exporter_requests_total", "Requests that were answered,\nthis one included.", True, requests)
        return (self.string_at(self.plugin.content_type() & 0xffffffff),
                self.string_at(self.plugin.end() & 0xffffffff))


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, kind, text = 404, "text/plain", "There is /metrics.\n"
        if self.path == "/metrics":
            try:
                kind, text = self.server.format.describe(self.server.requests)
                status = 200
            except (prometheus.Error, IndexError, UnicodeDecodeError) as error:
                status, text = 500, f"The plug-in is broken: {error}\n"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 9100
    most = int(sys.argv[2]) if len(sys.argv) > 2 else None
    with http.server.HTTPServer(("127.0.0.1", port), Handler) as server:
        server.format, server.requests = Format(), 0
        print(f"http://127.0.0.1:{server.server_port}/metrics", flush=True)
        while server.requests != most:
            server.requests += 1
            server.handle_request()


if __name__ == "__main__":
    main()
