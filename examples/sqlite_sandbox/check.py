# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check.py QUERY: what the sandbox lets statements do, and what it does not."""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    database, secret = pathlib.Path(folder) / "data/stars.db", pathlib.Path(folder) / "secret.db"
    database.parent.mkdir()
    sqlite3.connect(secret).execute("CREATE TABLE t (x)").connection.close()

    def query(*words, status=0):
        done = subprocess.run([sys.argv[1], *words], capture_output=True, text=True, timeout=60)
        assert done.returncode == status, (words, done)
        return done.stdout if status == 0 else done.stderr

    query(database, "CREATE TABLE stars (name, magnitude); INSERT INTO stars VALUES ('Sirius', -1.46), ('Vega', 0.03),"
                    " ('Procyon', NULL)")
    assert query(database, "SELECT * FROM stars ORDER BY name") == "Procyon\tNULL\nSirius\t-1.46\nVega\t0.03\n"
    # It is a database as any: Python's SQLite reads it, and the module what that writes.
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO stars VALUES ('Deneb', 1.25)")
    connection.close()
    assert query("--read-only", database, "SELECT count(*) FROM stars") == "4\n"
    assert "readonly" in query("--read-only", database, "DELETE FROM stars", status=1)
    assert "syntax error" in query(database, "SELEKT", status=1)
    # What is beside its folder is not there for it, by whatever way.
    for path in (secret, "/database/../secret.db", "../secret.db"):
        assert "unable to open" in query(database, f"ATTACH '{path}' AS other", status=1), path
    # Statements that never end, or want more memory than there is.
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    assert "deadline exceeded" in query(database, endless, status=2)
    assert "out of memory" in query(database, "SELECT length(zeroblob(300000000) || 'x')", status=1)
    assert query(database, "SELECT name FROM stars WHERE magnitude > 1") == "Deneb\n"
