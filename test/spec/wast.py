# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads test scripts (.wast): their modules, and what they do with each."""

import re

ESCAPES = {"t": 9, "n": 10, "r": 13, '"': 34, "'": 39, "\\": 92}
STRING = r'"(?:[^"\\]|\\.)*"'
TOKEN = re.compile(r'\s+|;;[^\n]*|"(?:[^"\\]|\\.)*"|[()]|[^\s()";]+|;')


class Node(list):
    """A parenthesised expression: strings (atoms and literals) and Nodes, and where it is."""
    source, begin, end = "", 0, 0

    @property
    def text(self):
        return self.source[self.begin:self.end]

    @property
    def line(self):
        return self.source.count("\n", 0, self.begin) + 1

    def head(self):
        return self[0] if self and isinstance(self[0], str) else ""


def parse(source):
    """The top-level expressions of a script."""
    top, stack, starts, at = Node(), [], [], 0
    current = top
    while at < len(source):
        if source.startswith("(;", at):  # block comments nest
            depth = 0
            while True:
                if source.startswith("(;", at):
                    depth, at = depth + 1, at + 2
                elif source.startswith(";)", at):
                    depth, at = depth - 1, at + 2
                else:
                    at += 1
                if depth == 0:
                    break
            continue
        match = TOKEN.match(source, at)
        token, begin, at = match.group(), at, match.end()
        if token == "(":
            stack.append(current)
            starts.append(begin)
            current = Node()
        elif token == ")":
            node, current = current, stack.pop()
            node.source, node.begin, node.end = source, starts.pop(), at
            current.append(node)
        elif not token.isspace() and not token.startswith(";;"):
            current.append(token)
    return top


def to_bytes(literal):
    """The bytes that a string literal, with its quotes, stands for."""
    out, text, at = bytearray(), literal[1:-1], 0
    while at < len(text):
        if text[at] != "\\":
            out += text[at].encode()
            at += 1
        elif text[at + 1] in ESCAPES:
            out.append(ESCAPES[text[at + 1]])
            at += 2
        elif text[at + 1] == "u":
            end = text.index("}", at)
            out += chr(int(text[at + 3:end].replace("_", ""), 16)).encode()
            at = end + 1
        else:
            out.append(int(text[at + 1:at + 3], 16))
            at += 3
    return bytes(out)


class Unit:
    """A module and what the script does with it."""

    def __init__(self, script, node):
        self.script, self.node = script, node
        # (line, action Node, expected result Nodes or None, trap message or None)
        self.actions = []
        self.trap = None   # the message, if instantiation traps
        self.is_shared = False  # another module imports from it
        self.registered = {}  # what may be imported: other units by module name


def split(script, source, with_exhaustion=True):
    """The units of a script, and why commands were left out."""
    units, names, registered, left_out, current = [], {}, {}, [], None
    for node in parse(source):
        head = node.head()
        for name in re.findall(rf"\(import\s+({STRING})", node.text):
            if registered.get(name):
                registered[name].is_shared = True
        if head == "module":
            if len(node) > 1 and node[1] in ("definition", "instance"):
                left_out.append((node.line, "(module " + node[1]))
                current = None
                continue
            current = Unit(script, node)
            current.registered = dict(registered)
            units.append(current)
            if len(node) > 1 and isinstance(node[1], str) and node[1].startswith("$"):
                names[node[1]] = current
        elif head in ("assert_trap", "assert_uninstantiable") and node[1].head() == "module":
            unit = Unit(script, node[1])
            unit.trap = to_bytes(node[2]).decode()
            units.append(unit)
        elif head in ("invoke", "get", "assert_return", "assert_trap", "assert_exhaustion"):
            action = node if head in ("invoke", "get") else node[1]
            named = len(action) > 1 and action[1].startswith("$")
            target = names.get(action[1]) if named else current
            if target is None:
                left_out.append((node.line, "an action on a module that was left out"))
                continue
            if target.is_shared:
                left_out.append((node.line, "another module may have changed what it is about"))
                continue
            if named:
                action = Node([action[0]] + action[2:])
            expected = list(node[2:]) if head == "assert_return" else None
            traps = head in ("assert_trap", "assert_exhaustion")
            trap = to_bytes(node[2]).decode() if traps else None
            if head == "assert_exhaustion" and not with_exhaustion:
                left_out.append((node.line, "optimised code may need no stack"))
                continue
            target.actions.append((node.line, action, expected, trap))
        elif head == "register":
            registered[node[1]] = names.get(node[2]) if len(node) > 2 else current
    return units, left_out


