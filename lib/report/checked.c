/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/checked.h"

#include "core/time.h"
#include "report/safe.h"
#include "text/width.h"

#include <stdlib.h>
#include <string.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"
/* Of a cue's text, in half characters. */
#define TEXT_HALVES 100

static const char *const colours[] = {
    [DAESA_NOTE] = "\033[36m",
    [DAESA_WARNING] = "\033[35m",
    [DAESA_ERROR] = "\033[1;31m",
};

/* What is printed, and how. */
struct printer {
    struct daesa_buf *buf;
    const struct daesa_checked *checked;
    bool colour;
};

bool daesa_checked_fails(const struct daesa_checked *checked,
                         const struct daesa_finding *finding)
{
    return checked->tolerates_none || finding->severity > checked->max_severity;
}

const struct daesa_finding *daesa_checked_of_file(const struct daesa_checked *checked,
                                                  const char *name, size_t *n)
{
    size_t from = 0, low = 0, high = checked->n_findings;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *file = checked->findings[middle].place.file;
        if (strcmp(file ? file : "", name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (from = low; high < checked->n_findings; high++) {
        const char *file = checked->findings[high].place.file;
        if (strcmp(file ? file : "", name) != 0)
            break;
    }
    *n = high - from;
    return checked->findings + from;
}

static void paint(const struct printer *p, const char *colour)
{
    daesa_buf_add_text(p->buf, p->colour ? colour : "");
}

/* "3 errors", "1 warning". */
static void add_count(struct daesa_buf *buf, size_t n, const char *noun)
{
    daesa_buf_printf(buf, "%zu %s%s", n, noun, n == 1 ? "" : "s");
}

/* "2 errors, 1 warning", or "nothing". */
static void add_counts(struct daesa_buf *buf, const struct daesa_finding *findings,
                       size_t n)
{
    size_t counts[DAESA_ERROR + 1] = {0};
    bool is_first = true;
    for (size_t i = 0; i < n; i++)
        counts[findings[i].severity]++;
    for (int s = DAESA_ERROR; s >= DAESA_NOTE; s--)
        if (counts[s]) {
            daesa_buf_add_text(buf, is_first ? "" : ", ");
            add_count(buf, counts[s], daesa_severity_text((enum daesa_severity)s));
            is_first = false;
        }
    daesa_buf_add_text(buf, is_first ? "nothing found" : "");
}

/* As much of the text as fits, in quotes. */
static void add_text(const struct printer *p, struct daesa_str text)
{
    size_t end = 0;
    while (end < text.len) {
        size_t next = daesa_grapheme_end(text, end);
        if (daesa_width_halves(daesa_str_slice(text, 0, next), DAESA_WIDTH_GRAPHEMES) >
            TEXT_HALVES)
            break;
        end = next;
    }
    paint(p, DIM);
    daesa_buf_add_text(p->buf, "  \"");
    daesa_safe_add(p->buf, daesa_str_slice(text, 0, end));
    daesa_buf_add_text(p->buf, end < text.len ? "\xE2\x80\xA6\"" : "\"");
    paint(p, PLAIN);
}

static void print_finding(const struct printer *p, const struct daesa_finding *finding)
{
    daesa_buf_add_text(p->buf, "    ");
    if (finding->place.line > 0)
        daesa_buf_printf(p->buf, "line %d  ", (int)finding->place.line);
    if (finding->cue)
        daesa_buf_printf(p->buf, "cue %zu  ", finding->cue);
    if (finding->start_us != DAESA_TIME_NONE) {
        daesa_time_print(p->buf, finding->start_us);
        daesa_buf_add_text(p->buf, "  ");
    }
    daesa_safe_add(p->buf, daesa_str_of(finding->message));
    if (finding->text.len)
        add_text(p, finding->text);
    daesa_buf_add_char(p->buf, '\n');
}

static const char *id_of(const struct daesa_finding *finding)
{
    return finding->rule ? finding->rule : "";
}

static void print_rule(const struct printer *p, const struct daesa_finding *finding,
                       size_t n)
{
    const struct daesa_rule *rule = p->checked->rule(id_of(finding));
    daesa_buf_add_text(p->buf, "  ");
    paint(p, colours[finding->severity]);
    daesa_buf_add_text(p->buf, daesa_severity_text(finding->severity));
    paint(p, PLAIN);
    daesa_buf_printf(p->buf, " %s", id_of(finding));
    if (n > 1)
        daesa_buf_printf(p->buf, " (%zu)", n);
    if (rule)
        daesa_buf_printf(p->buf, ": %s", rule->summary);
    daesa_buf_add_char(p->buf, '\n');
}

/* Graver ones first, then by rule, then as they were. */
static int compare(const void *left, const void *right)
{
    const struct daesa_finding *a = *(const struct daesa_finding *const *)left;
    const struct daesa_finding *b = *(const struct daesa_finding *const *)right;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    int by_rule = strcmp(id_of(a), id_of(b));
    return by_rule ? by_rule : (a > b) - (a < b);
}

static void print_findings(const struct printer *p, const struct daesa_finding *findings,
                           size_t n)
{
    const struct daesa_finding **order = calloc(n + 1, sizeof *order);
    if (!order) {
        p->buf->status = DAESA_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < n; i++)
        order[i] = &findings[i];
    qsort(order, n, sizeof *order, compare);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && order[end]->severity == order[i]->severity &&
                          strcmp(id_of(order[end]), id_of(order[i])) == 0;)
            end++;
        print_rule(p, order[i], end - i);
        for (size_t j = i; j < end; j++)
            print_finding(p, order[j]);
    }
    free(order);
}

static void print_file(const struct printer *p, const struct daesa_checked_file *file,
                       const struct daesa_finding *findings, size_t n)
{
    paint(p, BOLD);
    daesa_safe_add(p->buf, daesa_str_of(file->name));
    paint(p, PLAIN);
    if (file->format) {
        daesa_buf_printf(p->buf, " (%s, ", file->format);
        add_count(p->buf, file->n_cues, "cue");
        daesa_buf_printf(p->buf, ", %s)", file->house);
    }
    daesa_buf_add_text(p->buf, ": ");
    add_counts(p->buf, findings, n);
    daesa_buf_add_char(p->buf, '\n');
    print_findings(p, findings, n);
}

void daesa_checked_print(struct daesa_buf *buf, const struct daesa_checked *checked,
                         bool colour)
{
    struct printer p = {buf, checked, colour};
    for (size_t i = 0; i < checked->n_files; i++) {
        size_t n;
        const struct daesa_finding *findings =
            daesa_checked_of_file(checked, checked->files[i].name, &n);
        print_file(&p, &checked->files[i], findings, n);
    }
    if (checked->n_files > 1) {
        add_count(buf, checked->n_files, "file");
        daesa_buf_add_text(buf, ": ");
        add_counts(buf, checked->findings, checked->n_findings);
        daesa_buf_add_char(buf, '\n');
    }
    if (checked->n_known)
        daesa_buf_printf(buf, "%zu known %s left out\n", checked->n_known,
                         checked->n_known == 1 ? "finding is" : "findings are");
}
