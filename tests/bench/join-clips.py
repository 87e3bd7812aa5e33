#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
"""Join clips of one language to a long one, over and over until it is long enough.

usage: join-clips.py SECONDS OUT CLIP...

A CLIP is a folder with audio.wav (16 kHz mono), lines.txt and ref.json; OUT becomes one.
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


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    want, out, clips = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    os.makedirs(out, exist_ok=True)
    lines, text, frames, n = [], [], 0, 0
    with wave.open(out + "/audio.wav", "wb") as joined:
        joined.setparams((1, 2, 16000, 0, "NONE", ""))
        while frames < want * 16000:
            clip = clips[n % len(clips)]
            n += 1
            with open(clip + "/ref.json", encoding="utf-8") as f:
                ref = json.load(f)
            with open(clip + "/lines.txt", encoding="utf-8") as f:
                text += f.read().splitlines()
            lines += [shifted(line, frames / 16000) for line in ref["lines"]]
            with wave.open(clip + "/audio.wav") as part:
                joined.writeframes(part.readframes(part.getnframes()))
                frames += part.getnframes()
    with open(out + "/lines.txt", "w", encoding="utf-8") as f:
        f.write("\n".join(text) + "\n")
    with open(out + "/ref.json", "w", encoding="utf-8") as f:
        json.dump({"language": ref["language"], "duration": frames / 16000, "lines": lines}, f)


main()
