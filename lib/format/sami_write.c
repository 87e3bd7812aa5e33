/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_write.h"

#include "core/array.h"
#include "format/sami_class.h"
#include "format/sami_order.h"
#include "format/sami_scan.h"
#include "format/sami_seen.h"
#include "format/sami_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* As many texts as a class shows at once. */
#define MAX_SHOWN 16

/* A text of a cue and the class that shows it. */
struct entry {
    int64_t start_ms, end_ms;
    const struct daesa_cue *cue;
    const struct daesa_text *text;
    size_t class, order;
};

struct plan {
    struct daesa_writer *out;
    struct daesa_arena arena;
    struct daesa_sami_classes classes;
    struct entry *entries;
    size_t n_entries, cap_entries;
    struct daesa_sami_change *changes;
    size_t n_changes, cap_changes;
    size_t *shown; /* indices of entries */
    size_t n_shown, cap_shown;
    size_t n_overlaps, n_crowded, n_short, n_empty;
    const struct daesa_cue *first_short, *first_empty;
    bool *lead_written; /* by cue */
};

/* ---- which class shows which text ---- */

/* NULL where the text does not name its class. */
static const struct daesa_str *class_name(const struct daesa_text *text)
{
    const struct daesa_str *name =
        daesa_field_get(text->fields, text->n_fields, DAESA_SAMI_CLASS_FIELD);
    return name && name->len && daesa_sami_word(*name) == name->len ? name : NULL;
}

static enum daesa_status find_class(struct plan *p, const struct daesa_text *text,
                                    int nth, size_t *out)
{
    const struct daesa_str *name = class_name(text);
    size_t class = name ? daesa_sami_class_find(&p->classes, *name)
                        : daesa_sami_class_of(&p->classes, text->language, nth);
    enum daesa_status status = DAESA_OK;
    if (class == DAESA_SAMI_MAX_CLASSES && name) {
        class = daesa_sami_class_add(&p->classes, *name);
        status = class == DAESA_SAMI_MAX_CLASSES ? DAESA_LIMIT : DAESA_OK;
    } else if (class == DAESA_SAMI_MAX_CLASSES) {
        status = daesa_sami_class_make(&p->classes, text->language, nth, &p->arena);
        class = p->classes.n - 1;
    }
    if (status == DAESA_LIMIT)
        return daesa_fail(p->out->sink, DAESA_LIMIT, "sami-too-many-classes",
                          (struct daesa_place){.file = p->out->opts->file},
                          "more than %d languages; no file is written",
                          DAESA_SAMI_MAX_CLASSES);
    *out = class;
    return status;
}

static enum daesa_status add_entry(struct plan *p, const struct daesa_cue *cue,
                                   const struct daesa_text *text, int nth)
{
    size_t class = 0;
    enum daesa_status status = find_class(p, text, nth, &class);
    if (status)
        return status;
    struct entry *entries =
        daesa_array_grow(p->entries, &p->cap_entries, p->n_entries + 1, sizeof *entries);
    if (!entries)
        return DAESA_NO_MEMORY;
    p->entries = entries;
    struct entry entry = {.start_ms = daesa_round_us(cue->start_us, 1000) / 1000,
                          .end_ms = daesa_round_us(cue->end_us, 1000) / 1000,
                          .cue = cue,
                          .text = text,
                          .class = class,
                          .order = p->n_entries};
    if (entry.end_ms <= entry.start_ms) {
        p->first_short = p->n_short++ ? p->first_short : cue;
        entry.end_ms = entry.start_ms + 1;
    }
    entries[p->n_entries++] = entry;
    return DAESA_OK;
}

/* The classes that texts name come before those that are made for the others, which go
 * to one of their language where there is one. */
static enum daesa_status name_classes(struct plan *p, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(p->out, cue, texts, DAESA_WRITER_MAX_TEXTS), class;
    for (size_t i = 0; i < n; i++) {
        if (!class_name(texts[i]) || daesa_sami_blank(texts[i]->plain))
            continue;
        enum daesa_status status = find_class(p, texts[i], 0, &class);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status add_cue(struct plan *p, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(p->out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    for (size_t i = 0; i < n; i++) {
        int nth = 0;
        for (size_t k = 0; k < i; k++)
            nth += daesa_str_equal(texts[k]->language, texts[i]->language);
        if (daesa_sami_blank(texts[i]->plain)) {
            p->first_empty = p->n_empty++ ? p->first_empty : cue;
            continue;
        }
        enum daesa_status status = add_entry(p, cue, texts[i], nth);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static int compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_start(const void *a, const void *b)
{
    const struct daesa_cue *x = *(const struct daesa_cue *const *)a;
    const struct daesa_cue *y = *(const struct daesa_cue *const *)b;
    int order = compare(x->start_us, y->start_us);
    return order ? order : x < y ? -1 : x > y;
}

/* In the order of time. */
static enum daesa_status add_cues(struct plan *p)
{
    const struct daesa_track *track = p->out->track;
    const struct daesa_cue **cues = calloc(track->n_cues + 1, sizeof *cues);
    enum daesa_status status = cues ? DAESA_OK : DAESA_NO_MEMORY;
    size_t n = 0;
    for (size_t i = 0; cues && i < track->n_cues; i++)
        if (!track->cues[i].comment && daesa_cue_timed(&track->cues[i]))
            cues[n++] = &track->cues[i];
    if (n)
        qsort(cues, n, sizeof *cues, by_start);
    for (size_t i = 0; !status && i < n; i++)
        status = name_classes(p, cues[i]);
    for (size_t i = 0; !status && i < n; i++)
        status = add_cue(p, cues[i]);
    free(cues);
    return status;
}

/* ---- what is shown when ---- */

static int by_class(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare((int64_t)x->class, (int64_t)y->class);
    order = order ? order : compare(x->start_ms, y->start_ms);
    order = order ? order : compare(x->cue < y->cue ? -1 : x->cue > y->cue, 0);
    return order ? order : compare((int64_t)x->order, (int64_t)y->order);
}

static int by_number(const void *a, const void *b)
{
    return compare(*(const int64_t *)a, *(const int64_t *)b);
}

static int by_time(const void *a, const void *b)
{
    const struct daesa_sami_change *x = a, *y = b;
    int order = compare(x->ms, y->ms);
    return order ? order : compare((int64_t)x->of_class, (int64_t)y->of_class);
}

static enum daesa_status add_change(struct plan *p, int64_t ms, size_t class,
                                    const size_t *active, size_t n)
{
    struct daesa_sami_change *changes =
        daesa_array_grow(p->changes, &p->cap_changes, p->n_changes + 1, sizeof *changes);
    p->changes = changes ? changes : p->changes;
    size_t *shown =
        daesa_array_grow(p->shown, &p->cap_shown, p->n_shown + n + 1, sizeof *shown);
    p->shown = shown ? shown : p->shown;
    if (!changes || !shown)
        return DAESA_NO_MEMORY;
    if (p->n_changes && changes[p->n_changes - 1].of_class == class)
        changes[p->n_changes - 1].end_ms = ms;
    changes[p->n_changes++] =
        (struct daesa_sami_change){.ms = ms,
                                   .end_ms = ms,
                                   .of_class = class,
                                   .first = p->n_shown,
                                   .n = n,
                                   .order = n ? p->entries[active[0]].order : SIZE_MAX};
    for (size_t i = 0; i < n; i++)
        shown[p->n_shown++] = active[i];
    p->n_overlaps += n > 1;
    return DAESA_OK;
}

/* Walks over the times at which the class's entries [first, end) begin or end. */
static enum daesa_status walk_class(struct plan *p, size_t first, size_t end,
                                    int64_t *times)
{
    size_t active[MAX_SHOWN], n_active = 0, next = first, n_times = 0;
    for (size_t i = first; i < end; i++) {
        times[n_times++] = p->entries[i].start_ms;
        times[n_times++] = p->entries[i].end_ms;
    }
    qsort(times, n_times, sizeof *times, by_number);
    for (size_t t = 0; t < n_times; t++) {
        size_t n = 0;
        if (t && times[t] == times[t - 1])
            continue;
        for (size_t i = 0; i < n_active; i++)
            if (p->entries[active[i]].end_ms > times[t])
                active[n++] = active[i];
        for (; next < end && p->entries[next].start_ms <= times[t]; next++)
            if (n < MAX_SHOWN)
                active[n++] = next;
            else
                p->n_crowded++;
        n_active = n;
        enum daesa_status status =
            add_change(p, times[t], p->entries[first].class, active, n);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static void order_classes(struct plan *p)
{
    struct daesa_sami_class items[DAESA_SAMI_MAX_CLASSES];
    size_t places[DAESA_SAMI_MAX_CLASSES] = {0};
    daesa_sami_order(p->changes, p->n_changes, p->classes.n, places);
    memcpy(items, p->classes.items, sizeof items);
    for (size_t i = 0; i < p->classes.n; i++)
        p->classes.items[places[i]] = items[i];
    for (size_t i = 0; i < p->n_entries; i++)
        p->entries[i].class = places[p->entries[i].class];
    for (size_t i = 0; i < p->n_changes; i++)
        p->changes[i].of_class = places[p->changes[i].of_class];
}

/* ---- what was lost ---- */

static void report_losses(const struct plan *p)
{
    if (p->n_short)
        daesa_writer_report(p->out, DAESA_WARNING, "sami-no-duration", p->first_short,
                            "cues that do not end after their start: %zu; they are shown "
                            "for 1 ms",
                            p->n_short);
    if (p->n_empty)
        daesa_writer_report(p->out, DAESA_NOTE, "sami-empty", p->first_empty,
                            "texts in which nothing is seen: %zu; they are left out",
                            p->n_empty);
    if (p->n_overlaps)
        daesa_writer_report(p->out, DAESA_WARNING, "sami-overlap", NULL,
                            "cues overlap, which SAMI does not know: %zu SYNCs show "
                            "several of them one above the other",
                            p->n_overlaps);
    if (p->n_crowded)
        daesa_writer_report(p->out, DAESA_WARNING, "sami-crowded", NULL,
                            "%zu texts are left out where more than %d are shown at once",
                            p->n_crowded, MAX_SHOWN);
}

static enum daesa_status find_changes(struct plan *p)
{
    int64_t *times = calloc(2 * p->n_entries + 1, sizeof *times);
    enum daesa_status status = times ? DAESA_OK : DAESA_NO_MEMORY;
    if (p->n_entries)
        qsort(p->entries, p->n_entries, sizeof *p->entries, by_class);
    for (size_t first = 0, end; !status && first < p->n_entries; first = end) {
        for (end = first;
             end < p->n_entries && p->entries[end].class == p->entries[first].class;)
            end++;
        status = walk_class(p, first, end, times);
    }
    if (p->n_changes && !p->out->same)
        order_classes(p);
    if (p->n_changes)
        qsort(p->changes, p->n_changes, sizeof *p->changes, by_time);
    free(times);
    report_losses(p);
    return status;
}

/* ---- writing ---- */

/* The paragraph of a class in the source of a cue, if it still reads as the text. */
static bool find_unedited(struct plan *p, const struct entry *entry,
                          struct daesa_str *out)
{
    struct daesa_sami_scan scan = {.text = entry->cue->source.raw, .has_sync = true};
    struct daesa_sami_piece piece;
    struct daesa_str name = p->classes.items[entry->class].name;
    bool same = false;
    while (!same && daesa_sami_next_piece(&scan, &piece)) {
        struct daesa_track scratch = {0};
        struct daesa_markup markup = {0};
        struct daesa_cue cue = {0};
        struct daesa_sami_odd odd = {0};
        struct daesa_str body;
        if (piece.source || !piece.class_name.len ||
            !daesa_str_equal(piece.class_name, name))
            continue;
        enum daesa_status status = daesa_sami_compose(&scratch.arena, piece.body, &body);
        if (!status)
            status = daesa_sami_read_text(&markup, &scratch.arena, body, &odd);
        if (!status)
            status = daesa_markup_end(&markup, &scratch, &cue, entry->text->language);
        same = daesa_writer_reread(p->out, status) &&
               daesa_markup_same(&cue.texts[0], entry->text);
        *out = (struct daesa_str){piece.mark.s,
                                  (size_t)(piece.body.s + piece.body.len - piece.mark.s)};
        daesa_markup_finish(&markup);
        daesa_track_finish(&scratch);
    }
    return same && piece.mark.len;
}

static void open_paragraph(struct plan *p, size_t class, const char *more)
{
    struct daesa_str name = p->classes.items[class].name;
    daesa_buf_add_text(p->out->out, "<P");
    if (name.len)
        daesa_buf_printf(p->out->out, " Class=%.*s", DAESA_STR_ARGS(name));
    daesa_buf_printf(p->out->out, "%s>", more);
}

static void write_entry(struct plan *p, const struct daesa_sami_change *change)
{
    struct daesa_buf *out = p->out->out;
    const struct entry *entry = &p->entries[p->shown[change->first]];
    struct daesa_str raw;
    if (p->out->same && entry->cue->speaker.len) {
        open_paragraph(p, change->of_class, " ID=Source");
        daesa_sami_write_text(out, &(struct daesa_text){.plain = entry->cue->speaker},
                              false);
        daesa_buf_add_char(out, '\n');
    }
    if (p->out->same && change->n == 1 && find_unedited(p, entry, &raw)) {
        size_t end = 0;
        struct daesa_sami_scan scan = {.text = raw};
        struct daesa_sami_mark mark = {0};
        while (daesa_sami_next_mark(&scan, &mark) &&
               !daesa_str_is_nocase(mark.tag.name, "sync"))
            end = mark.end;
        raw = daesa_str_slice(raw, 0, mark.end > end ? mark.begin : raw.len);
        daesa_buf_add(out, daesa_str_trim(raw));
        daesa_buf_add_char(out, '\n');
        return;
    }
    open_paragraph(p, change->of_class, "");
    daesa_buf_add_char(out, '\n');
    for (size_t i = 0; i < change->n; i++) {
        if (i)
            daesa_buf_add_text(out, "<br>");
        daesa_sami_write_text(out, p->entries[p->shown[change->first + i]].text,
                              p->out->same);
    }
    daesa_buf_add_char(out, '\n');
}

/* The author's comments in a part of the source that is not written itself. */
static void write_comments(struct plan *p, struct daesa_str part)
{
    struct daesa_sami_scan scan = {.text = part};
    struct daesa_sami_mark mark;
    while (daesa_sami_next_mark(&scan, &mark))
        if (mark.comment && !mark.unclosed) {
            daesa_buf_add(p->out->out, daesa_str_slice(part, mark.begin, mark.end));
            daesa_buf_add_char(p->out->out, '\n');
        }
}

static void write_lead(struct plan *p, const struct daesa_sami_change *change)
{
    if (!p->out->same || change->n == 0)
        return;
    const struct daesa_cue *cue = p->entries[p->shown[change->first]].cue;
    bool *written = &p->lead_written[cue - p->out->track->cues];
    if (!*written)
        write_comments(p, cue->source.lead);
    *written = true;
}

static void write_changes(struct plan *p)
{
    struct daesa_buf *out = p->out->out;
    for (size_t i = 0; i < p->n_changes; i++) {
        const struct daesa_sami_change *change = &p->changes[i];
        write_lead(p, change);
        if (i == 0 || p->changes[i - 1].ms != change->ms)
            daesa_buf_printf(out, "<SYNC Start=%" PRId64 ">", change->ms);
        if (change->n) {
            write_entry(p, change);
            continue;
        }
        open_paragraph(p, change->of_class, "");
        daesa_buf_add_text(out, "&nbsp;\n");
    }
}

static void write_classes(struct plan *p)
{
    for (size_t i = 0; i < p->classes.n; i++) {
        const struct daesa_sami_class *class = &p->classes.items[i];
        if (class->declared || !class->name.len)
            continue;
        daesa_buf_printf(p->out->out, ".%.*s { Name: %.*s;", DAESA_STR_ARGS(class->name),
                         DAESA_STR_ARGS(class->name));
        if (class->language.len &&
            daesa_sami_word(class->language) == class->language.len)
            daesa_buf_printf(p->out->out, " lang: %.*s;",
                             DAESA_STR_ARGS(class->language));
        daesa_buf_add_text(p->out->out, " SAMIType: CC; }\n");
    }
}

static void write_head(struct plan *p)
{
    struct daesa_buf *out = p->out->out;
    daesa_buf_add_text(out, "<SAMI>\n<HEAD>\n");
    if (p->out->track->title.len) {
        daesa_buf_add_text(out, "<TITLE>");
        daesa_sami_write_text(out, &(struct daesa_text){.plain = p->out->track->title},
                              false);
        daesa_buf_add_text(out, "</TITLE>\n");
    }
    daesa_buf_add_text(
        out,
        "<STYLE TYPE=\"text/css\">\n<!--\n"
        "P { margin-left: 8pt; margin-right: 8pt; margin-bottom: 2pt;\n"
        "    margin-top: 2pt; text-align: center; font-size: 20pt;\n"
        "    font-family: Arial, sans-serif; font-weight: normal; color: white; }\n");
    write_classes(p);
    daesa_buf_add_text(out, "-->\n</STYLE>\n</HEAD>\n<BODY>\n");
}

/* The head of the source, with new classes behind its own. */
static void write_own_head(struct plan *p)
{
    struct daesa_str all = p->out->track->head;
    struct daesa_str head = daesa_str_slice(all, 0, daesa_sami_first_sync(all));
    size_t end = head.len;
    for (size_t at = 0; at < head.len; at++)
        if (daesa_str_starts_nocase(daesa_str_from(head, at), "</style"))
            end = at;
    struct daesa_str sheet = daesa_str_trim(daesa_str_slice(head, 0, end));
    if (daesa_str_ends(sheet, "-->"))
        end = sheet.len - 3 + (size_t)(sheet.s - head.s);
    daesa_buf_add(p->out->out, daesa_str_slice(head, 0, end));
    if (end < head.len)
        write_classes(p);
    daesa_buf_add(p->out->out, daesa_str_from(head, end));
    write_comments(p, daesa_str_from(all, head.len));
}

static void write_all(struct plan *p)
{
    struct daesa_writer *out = p->out;
    struct daesa_str tail = out->track->tail;
    if (!out->same) {
        write_head(p);
        write_changes(p);
        daesa_buf_add_text(out->out, "</BODY>\n</SAMI>\n");
        return;
    }
    write_own_head(p);
    write_changes(p);
    size_t closing = daesa_sami_closing(tail);
    write_comments(p, daesa_str_slice(tail, 0, closing));
    daesa_buf_add(out->out, daesa_str_from(tail, closing));
}

static enum daesa_status write_anew(struct daesa_writer *out)
{
    struct plan *p = calloc(1, sizeof *p);
    if (!p)
        return DAESA_NO_MEMORY;
    p->out = out;
    p->lead_written = calloc(out->track->n_cues + 1, sizeof *p->lead_written);
    enum daesa_status status = p->lead_written ? DAESA_OK : DAESA_NO_MEMORY;
    if (out->same)
        daesa_sami_classes_parse(&p->classes, out->track->head);
    if (!status)
        status = add_cues(p);
    if (!status)
        status = find_changes(p);
    if (!status)
        write_all(p);
    free(p->lead_written);
    free(p->entries);
    free(p->changes);
    free(p->shown);
    daesa_arena_finish(&p->arena);
    free(p);
    return status;
}

enum daesa_status daesa_sami_write(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    bool unedited = daesa_writer_whole(out);
    for (size_t i = 0; unedited && i < track->n_cues; i++)
        unedited = daesa_writer_unedited(out, &track->cues[i]);
    if (!unedited)
        return write_anew(out);
    daesa_buf_add(out->out, track->head);
    for (size_t i = 0; i < track->n_cues; i++) {
        daesa_buf_add(out->out, track->cues[i].source.lead);
        daesa_buf_add(out->out, track->cues[i].source.raw);
    }
    daesa_buf_add(out->out, track->tail);
    return DAESA_OK;
}
