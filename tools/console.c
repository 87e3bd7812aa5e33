/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "console.h"

#include "core/buf.h"
#include "report/findings.h"
#include "report/safe.h"
#include "text/width.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define WIPE "\r\033[K"
/* How often the bar is drawn anew, and how often a JSON line is worth it. */
#define BAR_PAUSE_S 0.05
#define JSON_PAUSE_S 0.5

/* Whether a bar is on the terminal that an interrupt must wipe. */
static volatile sig_atomic_t bar_shown;

static void on_signal(int number)
{
    if (bar_shown) {
        ssize_t written = write(STDERR_FILENO, WIPE, sizeof WIPE - 1);
        (void)written;
    }
    /* The handler was reset when it was entered: this ends the program, and
     * whoever started it sees by which signal. */
    raise(number);
}

static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction now,
            mine = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
        sigemptyset(&mine.sa_mask);
        if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
            sigaction(numbers[i], &mine, NULL);
    }
}

static double now_s(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void put_text(struct daesa_buf *text)
{
    if (text->s)
        fwrite(text->s, 1, text->len, stderr);
    fflush(stderr);
    daesa_buf_finish(text);
}

void console_wipe(void)
{
    if (!bar_shown)
        return;
    fputs(WIPE, stderr);
    fflush(stderr);
    bar_shown = 0;
}

/* 0 where it is not known. */
static size_t screen_columns(void)
{
    struct winsize size = {0};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col
                                                                           : 0;
}

static size_t width_of(struct daesa_str line)
{
    return daesa_width_halves(line, DAESA_WIDTH_HALVES);
}

/* The length of what fits: of whole parts, which end before ", " and " | ", else of as
 * many characters as there is room for. */
static size_t fitting(struct daesa_str line, size_t room)
{
    size_t at = 0, whole = 0, width = 0;
    while (at < line.len) {
        struct daesa_str rest = daesa_str_from(line, at);
        size_t end = daesa_grapheme_end(line, at);
        if (daesa_str_starts(rest, ", ") || daesa_str_starts(rest, " | "))
            whole = at;
        width += width_of(daesa_str_slice(line, at, end));
        if (width > room)
            return whole ? whole : at;
        at = end;
    }
    return line.len;
}

/* What stands before the detail, from the most to the least. */
static const struct {
    int n_cells;
    bool has_phase;
} forms[] = {{30, true}, {10, true}, {0, true}, {0, false}};

#define N_FORMS (sizeof forms / sizeof *forms)

static void add_bar(struct daesa_buf *line, const char *phase, double share, size_t form)
{
    int n = forms[form].n_cells, full = (int)(share * n);
    if (!forms[form].has_phase)
        return;
    daesa_buf_printf(line, n ? "%-10s " : "%s ", phase);
    if (n && share >= 0) {
        daesa_buf_add_char(line, '[');
        for (int i = 0; i < n; i++)
            daesa_buf_add_char(line, i < full ? '#' : '.');
        daesa_buf_add_text(line, "] ");
    }
    if (share >= 0)
        daesa_buf_printf(line, "%3d %%", (int)(share * 100));
}

/* The line in the largest form that fits. A bar that made room once stays as it is: the
 * detail grows and shrinks all the time. */
static void compose(struct console *console, const char *phase, double share,
                    const char *detail, size_t room, struct daesa_buf *line)
{
    size_t last = *detail ? N_FORMS - 1 : N_FORMS - 2;
    for (size_t form = console->form; form <= last; form++) {
        console->form = form;
        daesa_buf_cut(line, 0);
        add_bar(line, phase, share, form);
        if (*detail)
            daesa_buf_printf(line, "%s%s", line->len ? "  " : "", detail);
        if (width_of(daesa_buf_str(line)) <= room)
            return;
    }
    daesa_buf_cut(line, fitting(daesa_buf_str(line), room));
}

/* A line that goes on in the next cannot be wiped, and in the last column some screens
 * go on already. */
static void draw_bar(struct console *console, const char *phase, double share,
                     const char *detail)
{
    struct daesa_buf line = {0}, text = {0};
    size_t columns = screen_columns();
    if (columns != console->columns)
        console->form = 0;
    console->columns = columns;
    compose(console, phase, share, detail, columns ? columns - 1 : SIZE_MAX, &line);
    daesa_buf_add_text(&text, WIPE);
    daesa_buf_add(&text, daesa_buf_str(&line));
    daesa_buf_finish(&line);
    bar_shown = 1;
    put_text(&text);
}

static void put_json(const char *phase, double share, const char *detail,
                     const char *members)
{
    struct daesa_buf text = {0};
    daesa_buf_printf(&text, "{\"phase\":\"%s\"", phase);
    if (share >= 0)
        daesa_buf_printf(&text, ",\"share\":%.3f", share);
    if (members)
        daesa_buf_printf(&text, ",%s", members);
    else if (*detail)
        daesa_buf_printf(&text, ",\"detail\":\"%s\"", detail);
    daesa_buf_add_text(&text, "}\n");
    put_text(&text);
}

/* A new phase and the end of one are always shown, what lies between only now
 * and then. */
static bool is_due(struct console *console, const char *phase, double share)
{
    bool is_new = !console->phase || strcmp(console->phase, phase) != 0;
    int permille = share < 0 ? -1 : (int)(share * 1000);
    double pause_s = console->mode == PROGRESS_JSON ? JSON_PAUSE_S : BAR_PAUSE_S;
    double time_s = now_s();
    if (!is_new && permille == console->permille && !console->members)
        return false;
    if (!is_new && (permille < 1000 || console->members) &&
        time_s - console->shown_at_s < pause_s)
        return false;
    console->phase = phase;
    console->permille = permille;
    console->shown_at_s = time_s;
    return true;
}

static bool step(struct daesa_progress *progress, const char *phase, double share)
{
    struct console *console =
        (struct console *)((char *)progress - offsetof(struct console, progress));
    if (share > 1)
        share = 1;
    if (console->mode == PROGRESS_NONE || !is_due(console, phase, share))
        return true;
    if (console->mode == PROGRESS_JSON)
        put_json(phase, share, console->detail, console->members);
    else
        draw_bar(console, phase, share,
                 console->members ? console->members : console->detail);
    return true;
}

static void count(struct console *console, enum daesa_severity severity)
{
    size_t *const counts[] = {
        [DAESA_NOTE] = &console->n_notes,
        [DAESA_WARNING] = &console->n_warnings,
        [DAESA_ERROR] = &console->n_errors,
    };
    ++*counts[severity];
}

static bool is_held_back(const struct console *console,
                         const struct daesa_finding *finding)
{
    return finding->severity == DAESA_NOTE && !console->verbose && !console->json &&
           (console->holds_notes ||
            (finding->rule && strncmp(finding->rule, "lost-", 5) == 0));
}

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct console *console = (struct console *)sink;
    struct daesa_buf text = {0};
    count(console, finding->severity);
    if (finding->severity == DAESA_NOTE && console->quiet)
        return;
    if (is_held_back(console, finding)) {
        console->n_held_back++;
        return;
    }
    if (console->json)
        daesa_finding_print_json(&text, finding);
    else
        daesa_finding_print(&text, finding, console->colour);
    console_wipe();
    put_text(&text);
}

static const char *const modes[] = {"auto", "bar", "json", "none", NULL};

const char *const *console_progress_modes(void)
{
    return modes;
}

static bool is_terminal(FILE *file)
{
    const char *term = getenv("TERM");
    return isatty(fileno(file)) && term && strcmp(term, "dumb") != 0;
}

bool console_has_colour(FILE *file)
{
    const char *no_colour = getenv("NO_COLOR");
    return is_terminal(file) && !(no_colour && *no_colour);
}

void console_open(struct console *console, const char *progress)
{
    console->sink.put = put;
    console->progress.step = step;
    console->colour = console_has_colour(stderr);
    console->mode = PROGRESS_AUTO;
    for (int i = 0; progress && modes[i]; i++)
        if (strcmp(progress, modes[i]) == 0)
            console->mode = (enum progress_mode)i;
    if (console->mode == PROGRESS_AUTO)
        console->mode =
            is_terminal(stderr) && !console->json ? PROGRESS_BAR : PROGRESS_NONE;
    if (console->mode == PROGRESS_BAR)
        catch_signals();
}

void console_close(struct console *console)
{
    console_wipe();
    if (console->n_held_back && !console->quiet)
        console_sayf("%zu %s%s; --verbose shows %s", console->n_held_back,
                     console->n_held_back == 1 ? "note" : "notes",
                     console->holds_notes ? "" : " on what the outputs have no room for",
                     console->n_held_back == 1 ? "it" : "them");
}

void console_say(struct daesa_str line)
{
    struct daesa_buf text = {0};
    daesa_safe_add(&text, line);
    daesa_buf_add_char(&text, '\n');
    console_wipe();
    put_text(&text);
}

void console_sayf(const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    console_say(daesa_str_of(line));
}

bool console_print(struct daesa_str text)
{
    if ((text.len == 0 || fwrite(text.s, 1, text.len, stdout) == text.len) &&
        fflush(stdout) == 0)
        return true;
    console_sayf("daesa: standard output: %s", strerror(errno));
    return false;
}
