/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/lrc_write.h"

#include <inttypes.h>
#include <stdlib.h>

#define JOINER "\xE2\x81\xA0" /* U+2060 */
#define UNIT_US 10000

static int64_t hundredths(int64_t us)
{
    return us > 0 ? daesa_round_us(us, UNIT_US) / UNIT_US : 0;
}

static void add_time(struct daesa_buf *buf, int64_t n, char open, char close)
{
    daesa_buf_printf(buf, "%c%02" PRId64 ":%02" PRId64 ".%02" PRId64 "%c", open, n / 6000,
                     n / 100 % 60, n % 100, close);
}

/* Text without line breaks; `first`: at the start of its line. */
static void add_text(struct daesa_buf *buf, struct daesa_str text, bool first)
{
    for (size_t i = 0; text.s && i < text.len; i++) {
        struct daesa_str here = daesa_str_from(text, i);
        struct daesa_lrc_time time;
        bool guards = (text.s[i] == '<' && daesa_lrc_take_time(&here, '<', '>', &time)) ||
                      (first && i == 0 && daesa_lrc_take_time(&here, '[', ']', &time));
        daesa_buf_add_char(buf, daesa_is_space(text.s[i]) ? ' ' : text.s[i]);
        if (guards)
            daesa_buf_add_text(buf, JOINER);
    }
}

/* Bytes [from, to) of the cue's first text, each word with its times. */
static void add_words(struct daesa_buf *buf, const struct daesa_cue *cue, size_t from,
                      size_t to)
{
    struct daesa_str plain = cue->texts[0].plain;
    size_t at = from;
    for (size_t i = 0; i < cue->n_words; i++) {
        const struct daesa_word *word = &cue->words[i];
        const struct daesa_word *next = i + 1 < cue->n_words ? word + 1 : NULL;
        if (word->from < at || word->to > to || word->start_us == DAESA_TIME_NONE)
            continue;
        add_text(buf, daesa_str_slice(plain, at, word->from), at == from);
        add_time(buf, hundredths(word->start_us), '<', '>');
        add_text(buf, daesa_str_slice(plain, word->from, word->to), false);
        at = word->to;
        bool ends = word->end_us != DAESA_TIME_NONE &&
                    !(next && next->to <= to && next->start_us != DAESA_TIME_NONE &&
                      hundredths(next->start_us) == hundredths(word->end_us));
        if (ends)
            add_time(buf, hundredths(word->end_us), '<', '>');
    }
    add_text(buf, daesa_str_slice(plain, at, to), at == from);
}

/* A text, each line with the time of the cue; false where there is nothing to show. */
static bool write_text(struct daesa_writer *out, const struct daesa_cue *cue,
                       const struct daesa_text *text)
{
    struct daesa_str plain = text->plain;
    size_t last = plain.len;
    bool any = false;
    while (last > 0 && daesa_is_space(plain.s[last - 1]))
        last--;
    for (size_t from = 0, end; from < last; from = end + 1) {
        end = from;
        while (end < last && plain.s[end] != '\n')
            end++;
        size_t first = from, stop = end;
        while (first < stop && daesa_is_space(plain.s[first]))
            first++;
        while (stop > first && daesa_is_space(plain.s[stop - 1]))
            stop--;
        if (first == stop && !any)
            continue;
        add_time(out->out, hundredths(cue->start_us), '[', ']');
        if (text == cue->texts && cue->n_words)
            add_words(out->out, cue, first, stop);
        else
            add_text(out->out, daesa_str_slice(plain, first, stop), true);
        daesa_buf_add_char(out->out, '\n');
        any = true;
    }
    return any;
}

static bool has_text(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    for (size_t i = 0; i < n; i++)
        if (daesa_str_trim(texts[i]->plain).len)
            return true;
    return false;
}

/* A cue, and the empty line that ends it before the next one begins; false where that
 * one begins before its end. */
static bool write_cue(struct daesa_writer *out, const struct daesa_cue *cue,
                      const struct daesa_cue *next)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    int64_t start = hundredths(cue->start_us), end = hundredths(cue->end_us);
    end = end > start ? end : start + 1;
    for (size_t i = 0; i < n; i++)
        write_text(out, cue, texts[i]);
    if (!next || hundredths(next->start_us) > end) {
        add_time(out->out, end, '[', ']');
        daesa_buf_add_char(out->out, '\n');
    }
    return !next || hundredths(next->start_us) >= end;
}

static int by_start(const void *a, const void *b)
{
    const struct daesa_cue *x = *(const struct daesa_cue *const *)a;
    const struct daesa_cue *y = *(const struct daesa_cue *const *)b;
    if (x->start_us != y->start_us)
        return x->start_us < y->start_us ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void write_tags(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    if (daesa_str_trim(track->title).len) {
        daesa_buf_add_text(out->out, "[ti:");
        add_text(out->out, daesa_str_trim(track->title), false);
        daesa_buf_add_text(out->out, "]\n");
    }
    for (size_t i = 0; i < track->n_fields; i++) {
        struct daesa_buf tag = {0};
        struct daesa_str key, value;
        if (!daesa_str_starts(track->fields[i].key, "lrc:"))
            continue;
        daesa_buf_add_char(&tag, '[');
        daesa_buf_add(&tag, daesa_str_from(track->fields[i].key, 4));
        daesa_buf_add_char(&tag, ':');
        add_text(&tag, track->fields[i].value, false);
        daesa_buf_add_text(&tag, "]");
        if (daesa_lrc_take_tag(daesa_buf_str(&tag), &key, &value)) {
            daesa_buf_add(out->out, daesa_buf_str(&tag));
            daesa_buf_add_char(out->out, '\n');
        }
        if (tag.status && !out->out->status)
            out->out->status = tag.status;
        daesa_buf_finish(&tag);
    }
}

static void write_all(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    const struct daesa_cue **cues = calloc(track->n_cues + 1, sizeof *cues);
    size_t n = 0, n_overlaps = 0;
    if (!cues) {
        out->out->status = DAESA_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < track->n_cues; i++)
        if (!track->cues[i].comment && daesa_cue_timed(&track->cues[i]) &&
            has_text(out, &track->cues[i]))
            cues[n++] = &track->cues[i];
    if (n)
        qsort(cues, n, sizeof *cues, by_start);
    write_tags(out);
    for (size_t i = 0; i < n; i++)
        n_overlaps += !write_cue(out, cues[i], cues[i + 1]);
    if (n_overlaps)
        daesa_writer_report(out, DAESA_WARNING, "lrc-overlap", NULL,
                            "LRC shows a line until the next: %zu cues end where the one "
                            "that they overlap begins",
                            n_overlaps);
    free(cues);
}

enum daesa_status daesa_lrc_write(struct daesa_writer *out)
{
    return daesa_writer_document(out, write_all);
}
