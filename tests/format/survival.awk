# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Makes the tables of daesa-formats(7) out of what "try pairs=1" prints: what is seen, of
# SubRip that goes through a format and comes back; what is known, of a transcript that
# goes through it.
function unit(us) {
    if (us == 0) return "-"
    if (us % 1000) return us > 1000 ? "frame" : us " μs"
    return us % 1000000 ? us / 1000 " ms" : us / 1000000 " s"
}

function has(what) {
    if (index(line " ", " " what "-of-lines ")) return "lines"
    return index(line " ", " " what " ") ? "yes" : "-"
}

function row(first, second, n, names, out,   i) {
    out = out "|  " first "\n"
    if (second != "") out = out ":  " second "\n"
    for (i = 1; i <= n; i++) out = out ":  " has(names[i]) "\n"
    return out
}

function head(n, names,   out, i) {
    for (i = 1; i <= n; i++) out = out (i == 1 ? "[[ *" : ":- *") names[i] "*\n"
    return out
}

BEGIN {
    n_seen = split("text bold italics colour position place", seen)
    n_known = split("speaker words languages id confidence untimed title", known)
}

/^srt [^ ]+ srt [0-9]+ us:/ {
    line = $0
    sub(/^[^:]*:/, "", line)
    seen_rows = row($2, unit($4), n_seen, seen, seen_rows)
}

/^json [^ ]+:/ {
    line = $0
    sub(/^[^:]*:/, "", line)
    known_rows = row(substr($2, 1, length($2) - 1), "", n_known, known, known_rows)
}

END {
    split("format times breaks bold italics colour position place", seen_heads)
    split("format speaker words languages id confidence untimed title", known_heads)
    printf "%s%s\n", head(8, seen_heads), seen_rows
    printf "What is known, of a transcript that is converted:\n\n%s%s\n", head(8, known_heads), known_rows
}
