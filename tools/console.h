/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CONSOLE_H
#define TOOLS_CONSOLE_H

#include "options.h"

#include "core/finding.h"
#include "core/progress.h"
#include "core/str.h"

#include <stdbool.h>
#include <stdio.h>

/* How progress is shown. */
enum progress_mode {
    PROGRESS_AUTO = 0, /* a bar where stderr is a terminal, else nothing */
    PROGRESS_BAR,
    PROGRESS_JSON, /* one object per line: {"phase":"decoding","share":0.25} */
    PROGRESS_NONE,
};

/* Words for people, on stderr: findings as they come, and one line of progress
 * below them. Zero it, set `json` and the mode, then call console_open. */
struct console {
    struct daesa_sink sink;         /* pass this where findings go */
    struct daesa_progress progress; /* and this where progress goes */
    bool json;                      /* findings as JSON lines */
    bool quiet;                     /* no notes */
    /* Also notes "lost-...", on what a format has no room for; by default they
     * are counted and console_close says how many there were. */
    bool verbose;
    /* All notes are counted instead of shown, where there are many inputs and
     * `verbose` and `json` are false. */
    bool holds_notes;
    /* What progress says besides; empty: nothing. Where a screen has no room for it, the
     * bar gives way, then its last parts do; ", " and " | " divide them. */
    char detail[64];
    /* The same at any length, and as members of the object in JSON: "\"jobs\":3". It is
     * shown though nothing else has changed. NULL: as `detail` says. */
    const char *members;
    size_t n_errors, n_warnings, n_notes, n_held_back;

    enum progress_mode mode;
    bool colour;       /* private, as all that follows */
    const char *phase; /* that was shown last */
    int permille;      /* of it */
    double shown_at_s; /* when */
    size_t columns;    /* of the screen it was shown on */
    size_t form;       /* of the bar that fits there */
};

/* Chooses the progress mode by its name ("auto", "bar", "json", "none"; NULL is
 * "auto") and makes the console ready. From then on an interrupt wipes the bar
 * before it ends the program. */
void console_open(struct console *console, const char *progress);
/* Wipes the bar, and tells of notes that were held back. */
void console_close(struct console *console);
/* Wipes the bar only. */
void console_wipe(void);

/* The names that console_open takes, ended by NULL. */
const char *const *console_progress_modes(void);

/* The option that names one, for a command whose struct has a member `progress`. */
#define CONSOLE_PROGRESS_ROW(type)                                                     \
    {                                                                                  \
        "progress", 0, "HOW", "auto, bar, json, none; by default a bar on a terminal", \
            OPTION_CHOICE, offsetof(type, progress), console_progress_modes            \
    }

/* Prints a line on stderr, made safe to show. */
void console_say(struct daesa_str line);
/* The same, of a format. */
void console_sayf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes all of `text` to stdout as it is; false, and said why, on failure. */
bool console_print(struct daesa_str text);

/* Whether ANSI colours suit `file`: a terminal, not a dumb one, and NO_COLOR is
 * not set. */
bool console_has_colour(FILE *file);

#endif
