# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# usage: vttjs.py TRY CORPUS
#
# Compares what we read with what mozilla/vtt.js expects of its test files. It follows
# the draft of 2015: what has another name since is renamed here, and what the standard
# says otherwise now is listed, with the reason.
import json
import os
import subprocess
import sys

try_, corpus = sys.argv[1:3]
tests = os.path.join(corpus, "subs", "vtt.js", "tests")
with open(os.path.join(corpus, "subs", "vttjs-pairs.json"), encoding="utf-8") as f:
    pairs = json.load(f)

_OLD_NAME = "start and end became line-left and line-right"
_ONE_COLON = "minutes have two digits, below 60; hours need a second colon"
_HEADER_ARROW = "a line with an arrow ends the header, so it is no region"
OTHERWISE = {
    "cue-settings/position/position-end-align.vtt": _OLD_NAME,
    "cue-settings/position/position-start-align.vtt": _OLD_NAME,
    "cue-settings/region/region-arrows.vtt": _HEADER_ARROW,
    "cue-times/min-top-digits.vtt": _ONE_COLON,
    "cue-times/minimum-spots-over-sixty.vtt": _ONE_COLON,
    "file-layout/header-no-new-line.vtt": "times right below the signature begin a cue",
    "integration/id.vtt": "the second line with an arrow begins a block of its own",
    "regions/id/arrows.vtt": _HEADER_ARROW,
}

# "auto" was computed from the alignment; "center" was "middle".
AUTO = {"start": "start", "left": "start", "center": "middle", "end": "end", "right": "end"}
ALIGN = {"center": "middle", "line-left": "start", "line-right": "end"}


def as_of_2015(cue):
    cue = dict(cue, pauseOnExit=False)
    if cue["positionAlign"] == "auto":
        cue["positionAlign"] = AUTO[cue["align"]]
    for key in ("align", "lineAlign", "positionAlign"):
        cue[key] = ALIGN.get(cue[key], cue[key])
    return cue


def read(path):
    run = subprocess.run([try_, path, "", "from=vtt", "api=1"], capture_output=True)
    if run.returncode != 0 or not run.stdout:
        return {"cues": [], "regions": []} if run.returncode == 1 else None
    got = json.loads(run.stdout.decode("utf-8"))
    got["cues"] = [as_of_2015(cue) for cue in got["cues"]]
    return got


def differences(got, want):
    if got is None:
        yield "crashed"
        return
    for what in ("regions", "cues"):
        if len(got[what]) != len(want[what]):
            yield "%d %s instead of %d" % (len(got[what]), what, len(want[what]))
        for i, (a, b) in enumerate(zip(got[what], want[what])):
            for key in b:
                if a.get(key) != b[key]:
                    yield "%s[%d].%s is %r, not %r" % (what, i, key, a.get(key), b[key])


n = passed = 0
for pair in pairs:
    n += 1
    with open(os.path.join(tests, pair["json"]), encoding="utf-8") as f:
        want = json.load(f)
    wrong = list(differences(read(os.path.join(tests, pair["vtt"])), want))
    if not wrong and pair["vtt"] in OTHERWISE:
        print("# %s: is listed as read otherwise, and is not" % pair["vtt"])
    elif wrong and pair["vtt"] not in OTHERWISE:
        print("# %s: %s" % (pair["vtt"], "; ".join(wrong[:3])))
    else:
        passed += 1
print("# %d of %d otherwise, by the standard" % (len(OTHERWISE), n))
print("%d passed, %d failed" % (passed, n - passed))
sys.exit(passed != n)
