# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Draws the run times as an SVG: bars grouped by program, one colour a contender, native is 1."""

from xml.sax.saxutils import escape

COLOURS = ["#2f6fb2", "#7fb2e0", "#d08a2e", "#8a8f98", "#4d9a5b", "#a45ca8"]
LEFT, TOP, WIDTH, BAR, GAP = 130, 66, 640, 9, 10


def step(most):
    return 0.25 if most <= 2.5 else 0.5 if most <= 5 else 1


def chart(results):
    metric = results["metric"] + "_ratio"
    contenders = [contender for contender in results["contenders"] if contender != "native"]
    groups = [(name, [measured.get(contender, {}).get(metric) for contender in contenders])
              for name, measured in results["programs"].items()]
    groups.append(("geometric mean", [results["geometric_mean"].get(contender) for contender in contenders]))
    most = min(max([value for _, values in groups for value in values if value] + [1.5]), 6) * 1.04
    group_height = BAR * len(contenders) + GAP
    height = TOP + group_height * len(groups) + 40

    def x(value):
        return LEFT + WIDTH * min(value, most) / most

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 60}" height="{height}" '
           f'font-family="sans-serif" font-size="11" fill="#222">',
           f'<rect width="100%" height="100%" fill="#fff"/>',
           f'<text x="{LEFT}" y="20" font-size="14">Run time as a multiple of native (clang -O3, '
           f'{escape(results["march"])}); shorter is better</text>']
    at = LEFT
    for contender, colour in zip(contenders, COLOURS):
        out.append(f'<rect x="{at}" y="34" width="10" height="10" fill="{colour}"/>'
                   f'<text x="{at + 14}" y="43">{escape(contender)}</text>')
        at += 34 + 7 * len(contender)
    bottom = TOP + group_height * len(groups)
    tick = 0.0
    while tick <= most:
        heavy = tick == 1
        out.append(f'<line x1="{x(tick):.1f}" y1="{TOP - 8}" x2="{x(tick):.1f}" y2="{bottom}" '
                   f'stroke="{"#444" if heavy else "#ddd"}"/>'
                   f'<text x="{x(tick):.1f}" y="{bottom + 14}" text-anchor="middle">{tick:g}</text>')
        tick += step(most)
    y = TOP
    for name, values in groups:
        weight = ' font-weight="bold"' if name == "geometric mean" else ""
        out.append(f'<text x="{LEFT - 8}" y="{y + BAR * len(contenders) / 2 + 4:.1f}" text-anchor="end"{weight}>'
                   f'{escape(name)}</text>')
        for value, colour in zip(values, COLOURS):
            if value:
                out.append(f'<rect x="{LEFT}" y="{y}" width="{x(value) - LEFT:.1f}" height="{BAR - 1}" '
                           f'fill="{colour}"><title>{escape(name)} {value:.3f}</title></rect>'
                           f'<text x="{x(value) + 3:.1f}" y="{y + BAR - 1}" font-size="8">{value:.2f}</text>')
            else:
                out.append(f'<text x="{LEFT + 3}" y="{y + BAR - 1}" font-size="8" fill="#b00">not measured</text>')
            y += BAR
        y += GAP
    out.append("</svg>")
    return "\n".join(out) + "\n"
