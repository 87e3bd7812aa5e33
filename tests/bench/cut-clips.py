#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
"""Cut clips into pieces, between two lines each: the pieces of CLIP are CLIP=00, CLIP=01, ...

usage: cut-clips.py SECONDS OUT CLIP...

A CLIP is a folder with audio.wav (16 kHz mono), lines.txt and ref.json, and so is a piece.
A piece ends with the first line after so many SECONDS; what is left over goes to the last.
"""
import json
import os
import sys
import wave


def shifted(line, by):
    """The line with every time in it, and in its words, moved."""
    out = {}
    for key, value in line.items():
        if key == "words":
            out[key] = [shifted(word, by) for word in value]
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            out[key] = value + by
        else:
            out[key] = value
    return out


def pieces(lines, length, want):
    """Lists of [from, to, first line, line after the last]."""
    out, start, first = [], 0.0, 0
    for i in range(1, len(lines) + 1):
        is_last = i == len(lines)
        end = length if is_last else (lines[i - 1]["end"] + lines[i]["start"]) / 2
        if end - start >= want or is_last:
            out.append([start, end, first, i])
            start, first = end, i
    if len(out) > 1 and out[-1][1] - out[-1][0] < want / 2:
        last = out.pop()
        out[-1][1], out[-1][3] = last[1], last[3]
    return out


def write(folder, language, lines, sound):
    os.makedirs(folder, exist_ok=True)
    with wave.open(folder + "/audio.wav", "wb") as f:
        f.setparams((1, 2, 16000, 0, "NONE", ""))
        f.writeframes(sound)
    with open(folder + "/lines.txt", "w", encoding="utf-8") as f:
        f.write("".join(line["text"] + "\n" for line in lines))
    with open(folder + "/ref.json", "w", encoding="utf-8") as f:
        json.dump({"language": language, "duration": len(sound) / 32000, "lines": lines}, f)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    want, out, clips = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    for clip in clips:
        with open(clip + "/ref.json", encoding="utf-8") as f:
            ref = json.load(f)
        with wave.open(clip + "/audio.wav") as f:
            sound = f.readframes(f.getnframes())
        lines = [line for line in ref["lines"] if line["start"] is not None]
        name = os.path.basename(clip.rstrip("/"))
        for n, (start, end, i, j) in enumerate(pieces(lines, len(sound) / 32000, want)):
            a, b = int(start * 16000), int(end * 16000)
            write(f"{out}/{name}={n:02d}", ref["language"],
                  [shifted(line, -a / 16000) for line in lines[i:j]], sound[2 * a:2 * b])


main()
