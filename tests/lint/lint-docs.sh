#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# What README.md says is there: the table of packages is that of the Makefile,
# every command in it is a goal of the Makefile or a command of daesa, every
# file and folder that it and lib/README.md name exists.
#
# usage: lint-docs.sh [TREE]
cd "${1:-.}" || exit 2
documents='README.md'
[ ! -e lib/README.md ] || documents="$documents lib/README.md"

# What matches $1 in the documents, each once.
named()
{
    # shellcheck disable=SC2086
    grep -ohE "$1" $documents | tr -d '\140' | sort -u
}

bad=$(
    sh .ci/deps --table | while IFS= read -r row; do
        grep -qFx "$row" README.md ||
            echo "the table of packages lacks, as 'make packages' prints it: $row"
    done
    grep -E '^\| [a-z0-9+.-]+ \| (build|demo|test)' README.md | while IFS= read -r row; do
        sh .ci/deps --table | grep -qFx "$row" ||
            echo "the table of packages has a row that the Makefile has not: $row"
    done
    named '(^    \$ |`)make( [A-Z]+=[^ ]*)* [a-z]+' | sed 's/.* //' | while read -r goal; do
        grep -qE "^([a-z -]* )?$goal( [a-z -]*)?:" Makefile || echo "make $goal is no goal"
    done
    named '(^    \$ |`|\| )daesa [a-z]+' | sed 's/.* //' | while read -r verb; do
        [ -e "tools/cmd_$verb.c" ] || echo "daesa $verb is no command"
    done
    # A pattern stands for at least one file.
    named '`(lib|tools|tests|samples)(/[A-Za-z0-9_./*<>-]*)?`' | while read -r name; do
        # shellcheck disable=SC2046
        set -- $(echo "$name" | sed 's/<[a-z]*>/*/g')
        [ -e "$1" ] || echo "$name does not exist"
    done
)
if [ -n "$bad" ]; then
    printf '%s\n' "$bad" | sed 's/^/not ok 1 - /'
    exit 1
fi
echo "ok 1 - README.md says what is there"
