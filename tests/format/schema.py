#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
"""Holds every transcript JSON of samples/ and tests/format against the schema.

    tests/format/schema.py        from the top folder; skips without python3-jsonschema
"""
import glob
import json
import sys

try:
    import jsonschema
except ImportError:
    print("ok 1 - transcripts keep to the schema # SKIP no python3-jsonschema")
    sys.exit(0)

with open("samples/transcript.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
names = [n for n in glob.glob("samples/*.json") if not n.endswith(".schema.json")]
names += glob.glob("tests/format/*/good/*.expect") + glob.glob("tests/format/json/[!b]*/*.json")
names += ["tests/format/pairs.json"]
failed = checked = 0
for name in sorted(names):
    with open(name, encoding="utf-8") as file:
        data = json.load(file)
    if "daesa" not in data:
        continue
    checked += 1
    for error in validator.iter_errors(data):
        print(f"# {name}: {error.json_path}: {error.message}")
        failed += 1
for name in ("time-is-a-string", "version-two"):
    with open(f"tests/format/json/bad/{name}.json", encoding="utf-8") as file:
        if validator.is_valid(json.load(file)):
            print(f"# {name}: the schema accepts what the reader refuses")
            failed += 1
with open("samples/profile.schema.json", encoding="utf-8") as file:
    profiles = jsonschema.Draft202012Validator(json.load(file))
with open("samples/profile.json", encoding="utf-8") as file:
    for error in profiles.iter_errors(json.load(file)):
        print(f"# samples/profile.json: {error.json_path}: {error.message}")
        failed += 1
print(f"{'not ' if failed else ''}ok 1 - {checked} transcripts keep to the schema")
sys.exit(failed > 0)
