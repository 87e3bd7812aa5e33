#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
"""What machines read of a check is what they expect.

usage: reports.py DAESA

SARIF keeps to its schema, and its indices and ids agree; JUnit keeps to its own, and its
counts are those of its cases; JSON is one object a line; GitHub's commands have no loose
characters. All of them tell of the same findings, of a folder of every kind of fault.
The schemas want python3-jsonschema and xmllint, and are skipped without.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

try:
    import jsonschema
except ImportError:
    jsonschema = None

NASTY = "a, b: 100 % <&\">'%0A é.srt"
FAULTS = """1
00:00:01,000 --> 00:00:01,100
<i>"Quotes" & <angles> 100 %, \x1b[31m\u202e

2
00:00:03,000 --> 00:00:02,000
]]> --> \u0001

nonsense
"""


def run(daesa, folder, form):
    got = subprocess.run([daesa, "check", ".", "--" + form, "--profile", "netflix-en"],
                         cwd=folder, capture_output=True, check=False)
    return got.stdout.decode("utf-8")


def check_sarif_schema(log):
    with open("tests/check/sarif.schema.json", encoding="utf-8") as file:
        jsonschema.Draft7Validator(json.load(file)).validate(log)


def check_junit_schema(text):
    got = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", "tests/check/junit.xsd", "-"],
                         input=text.encode("utf-8"), capture_output=True, check=False)
    assert got.returncode == 0, got.stderr.decode("utf-8")


def junit_of_batch(daesa):
    """Two jobs that fail, and a name that is made to hurt."""
    jobs = [{"clip": "missing.mp4", "transcript": "plain.srt", "name": name}
            for name in ("one", "<two> & 'three'")]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "jobs.json"), "w", encoding="utf-8") as file:
            json.dump({"jobs": jobs}, file)
        subprocess.run([daesa, "batch", "jobs.json", "-o", "out", "-l", "ko", "-q", "--junit",
                        "report.xml"], cwd=folder, capture_output=True, check=False)
        with open(os.path.join(folder, "report.xml"), encoding="utf-8") as file:
            text = file.read()
    assert text.count("<failure") == 2, text
    return text


def check_sarif(log, findings):
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(results) == len(findings)
    for result, finding in zip(results, findings):
        assert result["ruleId"] == finding["rule"] == rules[result["ruleIndex"]]["id"]
        assert result["level"] == finding["severity"]


def check_junit(text, findings):
    suites = tree.fromstring(text.encode("utf-8"))
    cases = suites.findall("testsuite/testcase")
    for suite in suites:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    assert sum(case.get("name") != "nothing found" for case in cases) == len(findings)
    failed = sum(case.find("failure") is not None for case in cases)
    assert failed == sum(finding["severity"] == "error" for finding in findings)


def check_github(text, findings):
    lines = text.splitlines()
    assert len(lines) == len(findings)
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]+(,line=\d+)?(,col=\d+)?"
                            r",title=[a-z0-9-]+::.+", line), line


def main():
    daesa = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "sub"))
        for name in (NASTY, "sub/plain.srt"):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(FAULTS)
        with open(os.path.join(folder, "clean.srt"), "w", encoding="utf-8") as file:
            file.write("1\n00:00:01,000 --> 00:00:03,000\nGood morning.\n")
        findings = [json.loads(line) for line in run(daesa, folder, "json").splitlines()]
        assert len(findings) > 10
        junit, sarif = run(daesa, folder, "junit"), json.loads(run(daesa, folder, "sarif"))
        no_json = None if jsonschema else "python3-jsonschema"
        no_xml = None if shutil.which("xmllint") else "xmllint"
        tests = (("SARIF tells what JSON does", None, lambda: check_sarif(sarif, findings)),
                 ("SARIF keeps to its schema", no_json, lambda: check_sarif_schema(sarif)),
                 ("JUnit tells what JSON does", None, lambda: check_junit(junit, findings)),
                 ("JUnit keeps to its schema", no_xml, lambda: check_junit_schema(junit)),
                 ("JUnit of a batch keeps to it, too", no_xml,
                  lambda: check_junit_schema(junit_of_batch(daesa))),
                 ("GitHub's commands tell what JSON does", None,
                  lambda: check_github(run(daesa, folder, "github"), findings)))
        failed = 0
        for i, (form, missing, check) in enumerate(tests):
            if missing:
                print("ok %d - %s # SKIP no %s" % (i + 1, form, missing))
                continue
            try:
                check()
                print("ok %d - %s" % (i + 1, form))
            except Exception as error:  # whatever is wrong with it
                failed += 1
                print("not ok %d - %s: %r" % (i + 1, form, error))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
