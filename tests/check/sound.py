#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
"""Check subtitles of recordings by the rules of sound.

usage: sound.py DAESA CLIPS

A clip is a folder with audio.wav and ref.json. Those with lines that the reference has not
(+drop, +foreign, +head), and those with fewer than 20 lines, are left out of the trials.
"""
import json
import os
import subprocess
import sys
import tempfile

SHIFT_S = 0.4
CUT_S = 10
RATE = 25 / (24000 / 1001)
STRANGERS = ("ko_tedx_jUe7EdiQP1c", "en_read_ljspeech_F_gaps")
# Every so many lines one is taken from another clip, or two are exchanged.
EVERY = 8
# Under music at 5 dB some lines cannot be heard to begin or end.
NEEDED = {"shift": 1.0, "stretch": 1.0, "cut": 0.9, "stranger": 1.0, "words": 0.85,
          "cut, by words, too": 1.0, "half of a stranger's": 1.0}
OTHERS = {"ko": "ko_tedx_jUe7EdiQP1c", "en": "en_read_austen"}


def stamp(seconds):
    ms = round(seconds * 1000)
    return "%02d:%02d:%02d,%03d" % (ms // 3600000, ms // 60000 % 60, ms // 1000 % 60, ms % 1000)


class Trials:
    def __init__(self, daesa, clips, folder):
        self.daesa, self.clips, self.path = daesa, clips, os.path.join(folder, "trial.srt")
        self.right, self.tried = {}, {}

    def findings(self, name, cues, *more):
        with open(self.path, "w", encoding="utf-8") as out:
            for i, (start, end, text) in enumerate(cues):
                out.write("%d\n%s --> %s\n%s\n\n" % (i + 1, stamp(start), stamp(end), text))
        clip = os.path.join(self.clips, name, "audio.wav")
        got = subprocess.run([self.daesa, "check", self.path, "--clip", clip, "--only", "sound",
                              "--json", *more], capture_output=True, text=True, check=False)
        return [json.loads(line) for line in got.stdout.splitlines()]

    def count(self, what, name, is_right, found):
        self.tried[what] = self.tried.get(what, 0) + 1
        self.right[what] = self.right.get(what, 0) + is_right
        if not is_right:
            print("# %s of %s: %s" % (what, name, [f["message"] for f in found][:3]))


def lines_of(clips, name):
    with open(os.path.join(clips, name, "ref.json"), encoding="utf-8") as file:
        ref = json.load(file)
    lines = [(x["start"], x["end"], x["text"]) for x in ref["lines"] if x.get("start") is not None]
    return sorted(lines), ref["duration"], ref["language"]


def moved(lines, by, rate=1.0):
    return [(start * rate + by, end * rate + by, text) for start, end, text in lines]


def is_cut(found, half):
    jumps = [f for f in found if f["rule"] == "sync-jump"]
    return (len(jumps) == 1 and jumps[0]["cue"] == half + 1 and
            abs(jumps[0]["value"] - CUT_S) <= 0.05)


def try_cuts(trials, name, lines, language):
    """A cut is seen by the pauses, else by the words; other words are none."""
    half = len(lines) // 2
    cut = lines[:half] + moved(lines[half:], CUT_S)
    found = trials.findings(name, cut)
    trials.count("cut", name, is_cut(found, half), found)
    found = trials.findings(name, cut, "--spoken", language)
    trials.count("cut, by words, too", name, is_cut(found, half), found)
    for other in STRANGERS:
        theirs = [x for x in lines_of(trials.clips, other)[0]
                  if lines[half][0] < x[0] and x[1] < lines[-1][1]]
        if other.split("+")[0] == name.split("+")[0] or len(theirs) < 5:
            continue
        found = trials.findings(name, lines[:half] + theirs, "--spoken", language)
        trials.count("half of a stranger's", name,
                     all(f["rule"] != "sync-jump" for f in found), found)


def try_all(trials, name, lines, duration, language):
    found = trials.findings(name, moved(lines, SHIFT_S))
    trials.count("shift", name, any(f["rule"] == "sync-offset" and
                                    abs(f["value"] - SHIFT_S) <= 0.05 for f in found), found)
    found = trials.findings(name, moved(lines, 0, RATE))
    trials.count("stretch", name, any(f["rule"] == "sync-drift" and
                                      "--rate 23.976:25 " in f["message"] for f in found), found)
    try_cuts(trials, name, lines, language)
    for other in STRANGERS:
        theirs = [x for x in lines_of(trials.clips, other)[0] if x[1] < duration]
        if other.split("+")[0] != name.split("+")[0] and "long" not in name and len(theirs) >= 20:
            found = trials.findings(name, theirs)
            trials.count("stranger", name, any(f["rule"] == "sync-none" for f in found), found)


def try_words(trials, name, lines, language):
    """How many cues of the right text are found to say something else."""
    def others(cues):
        found = trials.findings(name, cues, "--spoken", language)
        return {f.get("cue") for f in found if f["rule"] == "sound-other"}
    n_false = len(others(lines))
    if language not in OTHERS or OTHERS[language] == name or len(lines) < 20:
        return n_false
    mine = {x[2] for x in lines}
    theirs = [x[2] for x in lines_of(trials.clips, OTHERS[language])[0] if x[2] not in mine]
    wrong, exchanged = list(lines), list(lines)
    at = range(3, len(lines) - 1, EVERY)
    for i in at:
        if theirs:
            text = min(theirs, key=lambda x: abs(len(x) - len(lines[i][2])))
            wrong[i] = (*lines[i][:2], text)
        exchanged[i] = (*lines[i][:2], lines[i + 1][2])
        exchanged[i + 1] = (*lines[i + 1][:2], lines[i][2])
    planted = [(exchanged, {i + k for i in at for k in (1, 2)})]
    if theirs:
        planted.append((wrong, {i + 1 for i in at}))
    for cues, bad in planted:
        found = others(cues)
        trials.tried["words"] = trials.tried.get("words", 0) + len(bad)
        trials.right["words"] = trials.right.get("words", 0) + len(found & bad)
    return n_false


def main():
    daesa, clips = sys.argv[1:]
    n_cues = n_false = n_words = 0
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(daesa, clips, folder)
        for name in sorted(os.listdir(clips)):
            if not os.path.exists(os.path.join(clips, name, "ref.json")):
                continue
            if any(part in name for part in ("+drop", "+foreign", "+head", "+extra")):
                continue
            lines, duration, language = lines_of(clips, name)
            n_cues += len(lines)
            n_false += len(trials.findings(name, lines))
            n_words += try_words(trials, name, lines, language)
            if len(lines) >= 20:
                try_all(trials, name, lines, duration, language)
    is_good = n_cues > 0 and n_false * 50 <= n_cues
    print("%s 1 - %d findings on %d cues that are right" %
          ("ok" if is_good else "not ok", n_false, n_cues))
    good = n_words * 50 <= n_cues
    is_good &= good
    print("%s 2 - %d of them are taken for something else than is said" %
          ("ok" if good else "not ok", n_words))
    for i, what in enumerate(NEEDED):
        right, tried = trials.right.get(what, 0), trials.tried.get(what, 0)
        good = tried > 0 and right >= NEEDED[what] * tried
        is_good &= good
        print("%s %d - %s: %d of %d named as what they are" %
              ("ok" if good else "not ok", i + 3, what, right, tried))
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
