# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""scrape.py HOST...: starts the host, asks it for its metrics as Prometheus does, checks them."""

import re
import subprocess
import sys
import urllib.error
import urllib.request

EXPECTED = r"""# HELP process_cpu_seconds_total Processor time, in seconds\.
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total (\d\.?\d*(?:e-\d+)?)
# HELP process_resident_memory_bytes Memory that is in use\.
# TYPE process_resident_memory_bytes gauge
process_resident_memory_bytes (\d+)
# HELP exporter_requests_total Requests that were answered,\\nthis one included\.
# TYPE exporter_requests_total counter
exporter_requests_total (\d+)
"""

with subprocess.Popen([*sys.argv[1:], "0", "4"], stdout=subprocess.PIPE, text=True) as host:
    url = host.stdout.readline().strip()
    # Whatever proxy is set is not for this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for request in range(1, 4):
        with opener.open(url, timeout=20) as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            text = answer.read().decode()
        match = re.fullmatch(EXPECTED, text)
        assert match, text
        cpu, resident, requests = (float(number) for number in match.groups())
        assert 0 < cpu < 20 and 2**18 < resident < 2**30 and requests == request, text
    try:
        opener.open(url + "x", timeout=20)
    except urllib.error.HTTPError as error:
        assert error.code == 404
    else:
        raise AssertionError("there is more than /metrics")
    print(text, end="")
assert host.returncode == 0
