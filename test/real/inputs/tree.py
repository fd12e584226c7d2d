# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes a tree of files, changes it in every way that Python has, and prints what is found in it."""

import contextlib
import filecmp
import hashlib
import os
import pathlib
import shutil
import sys
import zipfile

ROOT = pathlib.Path(sys.argv[1])


def tell(heading):
    print(f"{heading}:")
    for directory, names, files in os.walk(ROOT):
        names.sort()
        print(f"  {os.path.relpath(directory, ROOT)}/")
        for name in sorted(files):
            path = os.path.join(directory, name)
            if os.path.islink(path):
                print(f"    {name} -> {os.readlink(path)}")
                continue
            with open(path, "rb") as file:
                data = file.read()
            assert os.path.getsize(path) == len(data)
            print(f"    {name} {len(data)} {hashlib.sha256(data).hexdigest()[:16]}")


def fails(action, *arguments):
    try:
        action(*arguments)
    except OSError as error:
        print(f"{action.__name__}: {type(error).__name__}")
    else:
        print(f"{action.__name__}{arguments} is no error")


def make():
    for year in range(2019, 2024):
        for month in range(1, 13, 3):
            directory = ROOT / str(year) / f"{month:02}"
            directory.mkdir(parents=True)
            for number in range(month + 4):
                (directory / f"note {number}.txt").write_text(f"{year}-{month} {number}\n" * (number * 300))
    (ROOT / "größe ☃.txt").write_text("ß☃\n" * 1000, encoding="utf-8")
    (ROOT / "empty").touch()
    with open(ROOT / "table.bin", "wb") as file:
        for number in range(20_000):
            file.write(number.to_bytes(8, "little"))


def change():
    with open(ROOT / "table.bin", "r+b") as file:
        for number in range(0, 20_000, 3):
            file.seek(number * 8)
            value = int.from_bytes(file.read(8), "little")
            file.seek(-8, os.SEEK_CUR)
            file.write((value * value).to_bytes(8, "little"))
        file.truncate(140_001)
    with open(ROOT / "empty", "a") as file:
        file.writelines(f"line {number}\n" for number in range(5000))
    (ROOT / "2019" / "01" / "note 1.txt").rename(ROOT / "first.txt")
    os.replace(ROOT / "2019" / "01" / "note 2.txt", ROOT / "first.txt")
    os.rename(ROOT / "2020", ROOT / "2021" / "moved")
    shutil.move(ROOT / "2022" / "04", ROOT / "2023" / "07")
    shutil.copytree(ROOT / "2021", ROOT / "copy")
    shutil.rmtree(ROOT / "2019")
    (ROOT / "copy" / "01" / "note 0.txt").unlink()
    os.symlink("2021/moved", ROOT / "link")
    os.symlink("nowhere", ROOT / "dangling")
    os.utime(ROOT / "first.txt", (1_000_000_000, 1_500_000_000))


def find():
    print(len(list(ROOT.rglob("*.txt"))), "texts,", sorted(path.name for path in ROOT.glob("20*/*")))
    print(os.stat(ROOT / "first.txt").st_mtime, os.path.exists(ROOT / "dangling"), os.path.lexists(ROOT / "dangling"))
    print(sorted(entry.name for entry in os.scandir(ROOT) if entry.is_dir()))
    print(sorted(os.listdir(ROOT / "link")), os.path.samefile(ROOT / "link", ROOT / "2021" / "moved"))
    compared = filecmp.dircmp(ROOT / "2021", ROOT / "copy")
    print(compared.common_dirs, [(name, below.left_only) for name, below in sorted(compared.subdirs.items())])


def pack():
    with zipfile.ZipFile(ROOT / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(ROOT.glob("2021/**/*.txt")):
            archive.writestr(zipfile.ZipInfo(str(path.relative_to(ROOT))), path.read_bytes())
    with zipfile.ZipFile(ROOT / "all.zip") as archive:
        print(archive.testzip(), len(archive.namelist()))
        archive.extractall(ROOT / "unpacked")


def refuse():
    fails(os.rmdir, ROOT / "2021")
    fails(os.mkdir, ROOT / "2021")
    fails(os.rename, ROOT / "empty", ROOT / "2021")
    fails(os.rename, ROOT / "2021", ROOT / "2021" / "moved" / "in")
    fails(os.unlink, ROOT / "2021")
    fails(os.listdir, ROOT / "empty")
    fails(open, ROOT / "dangling")
    fails(open, ROOT / "empty" / "below")
    fails(open, ROOT / ".." / ".." / "etc" / "passwd")
    fails(os.stat, "/etc/passwd")


ROOT.mkdir()
for step in (make, change, find, pack, refuse):
    step()
    tell(step.__name__)
with contextlib.suppress(FileNotFoundError):
    shutil.rmtree(ROOT / "copy")
tell("at the end")
