#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Translations go out as PO and XLIFF, through the programs that translators use, and
# come back: no line has changed. What is not installed is skipped.
#
# usage: run.sh
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
DAESA=${DAESA:-$top/build/daesa}
case $DAESA in /*) ;; *) DAESA=$PWD/$DAESA ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/daesa-translate.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export LC_ALL=C.UTF-8
cd "$work" || exit 2
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

# make NAME: files of the transcript NAME.json: without its translation, to be sent to a
# translator, and as it should come back.
make()
{
    name=$1
    "$DAESA" convert "$name.json" -q -f --only-lang ko -o ko.json &&
        "$DAESA" convert "$name.json" -q -f -o want.csv &&
        "$DAESA" convert "$name.json" -q -o "$name.po" || exit 1
}

# through WHAT PROGRAM FILE COMMAND...: the command makes FILE of the PO; put into the
# transcript without its translation it gives the transcript with it.
through()
{
    what=$1 program=$2 file=$3
    shift 3
    if ! command -v "$program" >/dev/null; then
        skipped "$what" "$program is not installed"
        return
    fi
    "$@" >log 2>&1 && "$DAESA" merge ko.json "$file" -f -o got.json >>log 2>&1 &&
        "$DAESA" convert got.json -q -f -o got.csv >>log 2>&1 &&
        diff -u want.csv got.csv >>log
    told $? "$what" log
}

# Lines with quotes, breaks, markup's letters, twice the same source, and a
# long one, which the programs wrap.
cat >all.json <<'END'
{"daesa": 1, "title": "Traps", "language": "ko", "speakers": [{"name": "금"}], "lines": [
 {"id": "one", "speaker": "금", "texts": {"ko": "\"해 줘요!\"\n정말?", "en": "\"Do it!\"\nReally?"}},
 {"id": "two", "texts": {"ko": "네.", "en": "Yes."}},
 {"id": "three", "texts": {"ko": "네.", "en": "I do."}},
 {"id": "four", "texts": {"ko": "A & B < C 100% \\n", "en": "A & B < C, 100% \\n \\\\"}},
 {"id": "five", "texts": {"ko": "원래 대본에 머리를 쓰다듬는 장면이 있었는데, 머리도 안 쓰다듬어 줬어요. 나한테는 아무것도 안 해 줘요. 나 울 거예요.",
  "en": "There was originally a scene in the script where he stroked my head, but he did not even stroke it. I am going to cry."}}]}
END
# po2xliff loses the ids, and xliff2po makes lines with the same source one.
grep -v '"id": "three"' all.json >once.json
make all
through "PO as msgfmt checks it" msgfmt all.po msgfmt -c -o all.mo all.po
through "PO through msgmerge" msgmerge merged.po msgmerge -q -o merged.po all.po all.po
through "PO through msgcat, wrapped" msgcat wrapped.po msgcat -w 40 -o wrapped.po all.po
through "PO through msgcat, in another order" msgcat sorted.po msgcat --sort-output -o sorted.po all.po
through "PO through po2xliff" po2xliff po.xlf po2xliff --progress=none all.po po.xlf
make once
through "PO through po2xliff and xliff2po" xliff2po back.po \
    sh -c 'po2xliff --progress=none once.po once.xlf && xliff2po --progress=none once.xlf back.po'
exit "$bad"
