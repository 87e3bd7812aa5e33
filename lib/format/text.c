/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Plain text: one line of the file is one line of the transcript. No standard;
 * what people type: "NAME: text", "[NAME] text", a rough time in front
 * ("[00:01:23] text", "00:01:23 text"), blank lines, comments behind "#".
 *
 * A comment is "#" followed by a blank, another "#" or nothing, unless the line
 * ends in "#" too: so lyrics are written ("# la la #"), and "#1" is text. */
#include "core/array.h"
#include "format/read.h"
#include "format/stamp.h"
#include "format/write.h"
#include "text/normalise.h"
#include "text/speaker.h"

#include <stdlib.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* The readings of the whole file that decide what is a speaker. */
struct names {
    struct daesa_str *seen; /* owned; what looks like a name, sorted */
    size_t n, cap;
    size_t n_lines;
    bool usual; /* half of all lines have one */
};

/* Without white space and byte order marks, which joined files have inside. */
static struct daesa_str bare(struct daesa_str line)
{
    line = daesa_str_trim(line);
    while (daesa_str_starts(line, BOM))
        line = daesa_str_trim(daesa_str_from(line, strlen(BOM)));
    return line;
}

static bool is_comment(struct daesa_str line)
{
    line = bare(line);
    if (!daesa_str_starts(line, "#"))
        return false;
    if (line.len > 1 && line.s[1] != ' ' && line.s[1] != '\t' && line.s[1] != '#')
        return false;
    return line.len == 1 || !daesa_str_ends(line, "#") || daesa_str_starts(line, "##");
}

/* A range of times, or one, in brackets or bare, at the head of a line. A bare
 * one needs hours: "12:30" begins many a sentence. */
struct hint {
    int64_t from_us, to_us;
};

static bool take_range(struct daesa_str *rest, struct hint *out, size_t *colons)
{
    bool odd = false;
    struct daesa_str start = *rest;
    if (!rest->len || !daesa_is_digit(rest->s[0]) ||
        !daesa_stamp_take(rest, &out->from_us, &odd))
        return false;
    *colons = 0;
    for (const char *c = start.s; c < rest->s; c++)
        *colons += *c == ':';
    out->to_us = DAESA_TIME_NONE;
    struct daesa_str after = daesa_str_trim(*rest);
    static const char *const dashes[] = {"-->", "->", "-", "\xE2\x80\x93"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (!daesa_str_starts(after, dashes[i]))
            continue;
        after = daesa_str_trim(daesa_str_from(after, strlen(dashes[i])));
        int64_t to_us;
        if (after.len && daesa_is_digit(after.s[0]) &&
            daesa_stamp_take(&after, &to_us, &odd)) {
            out->to_us = to_us;
            *rest = after;
        }
        break;
    }
    return true;
}

static bool take_hint(struct daesa_str *line, struct hint *out)
{
    struct daesa_str rest = daesa_str_trim(*line);
    size_t colons = 0;
    char close = '\0';
    if (rest.len && (rest.s[0] == '[' || rest.s[0] == '(')) {
        close = rest.s[0] == '[' ? ']' : ')';
        rest = daesa_str_trim(daesa_str_from(rest, 1));
    }
    if (!take_range(&rest, out, &colons))
        return false;
    rest = close ? daesa_str_trim(rest) : rest;
    if (close) {
        if (!rest.len || rest.s[0] != close)
            return false;
        rest = daesa_str_from(rest, 1);
    } else if (colons < 2 || (rest.len && !daesa_is_space(rest.s[0]))) {
        return false;
    }
    *line = daesa_str_trim(rest);
    return true;
}

static int by_name(const void *left, const void *right)
{
    const struct daesa_str *a = left, *b = right;
    size_t n = a->len < b->len ? a->len : b->len;
    int order = n ? memcmp(a->s, b->s, n) : 0;
    return order ? order : a->len < b->len ? -1 : a->len > b->len;
}

static enum daesa_status collect_names(struct daesa_str text, struct names *names)
{
    struct daesa_str line;
    while (daesa_str_next_line(&text, &line)) {
        struct daesa_spoken spoken;
        struct hint hint;
        line = bare(line);
        if (line.len == 0 || is_comment(line))
            continue;
        take_hint(&line, &hint);
        names->n_lines += line.len > 0;
        if (!daesa_spoken_split(line, &spoken))
            continue;
        struct daesa_str *seen =
            daesa_array_grow(names->seen, &names->cap, names->n + 1, sizeof *seen);
        if (!seen)
            return DAESA_NO_MEMORY;
        names->seen = seen;
        seen[names->n++] = spoken.name;
    }
    if (names->n)
        qsort(names->seen, names->n, sizeof *names->seen, by_name);
    names->usual = names->n * 2 >= names->n_lines && names->n > 0;
    return DAESA_OK;
}

/* "Remember: ..." looks like a name; a name comes again, or the file is written
 * that way throughout. */
static bool believed(const struct names *names, const struct daesa_spoken *spoken)
{
    if (spoken->sure || names->usual)
        return true;
    if (names->n == 0)
        return false;
    const struct daesa_str *hit =
        bsearch(&spoken->name, names->seen, names->n, sizeof *names->seen, by_name);
    if (!hit)
        return false;
    return (hit > names->seen && daesa_str_equal(hit[-1], *hit)) ||
           (hit + 1 < names->seen + names->n && daesa_str_equal(hit[1], *hit));
}

static enum daesa_status copy_composed(struct daesa_track *track, struct daesa_str text,
                                       struct daesa_str *out)
{
    struct daesa_buf composed = {0};
    if (daesa_nfc_quick(text)) {
        *out = text;
        return DAESA_OK;
    }
    daesa_nfc_add(&composed, text);
    enum daesa_status status = composed.status;
    if (!status && !daesa_arena_copy(&track->arena, daesa_buf_str(&composed), out))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&composed);
    return status;
}

static void set_hint(struct daesa_cue *cue, const struct hint *hint)
{
    if (hint->to_us == DAESA_TIME_NONE) {
        cue->at_us = hint->from_us;
        return;
    }
    cue->after_us = hint->from_us;
    cue->before_us = hint->to_us;
}

static enum daesa_status read_line(struct daesa_reader *in, const struct names *names,
                                   struct daesa_str line, struct daesa_cue *cue)
{
    struct daesa_spoken spoken;
    struct hint hint;
    struct daesa_str text = bare(line), name = {0};
    if (take_hint(&text, &hint))
        set_hint(cue, &hint);
    if (daesa_spoken_split(text, &spoken) && believed(names, &spoken)) {
        name = spoken.name;
        text = spoken.text;
    }
    enum daesa_status status = copy_composed(in->track, name, &cue->speaker);
    if (!status)
        status = copy_composed(in->track, text, &text);
    if (!status && !daesa_cue_add_text(in->track, cue, daesa_reader_language(in), text))
        status = DAESA_NO_MEMORY;
    cue->source.digest = daesa_cue_digest(cue);
    return status;
}

static enum daesa_status read_lines(struct daesa_reader *in, const struct names *names)
{
    struct daesa_str rest = in->text, line, lead = daesa_str_slice(rest, 0, 0);
    int32_t n = 0;
    in->track->head = lead;
    while (daesa_str_next_line(&rest, &line)) {
        struct daesa_cue *cue;
        n++;
        size_t with_end = (size_t)(rest.s - line.s);
        if (bare(line).len == 0 || is_comment(line)) {
            lead.len += with_end;
            continue;
        }
        enum daesa_status status = daesa_reader_add(in, n, &cue);
        if (status)
            return status;
        cue->source.lead = lead;
        cue->source.raw = (struct daesa_str){line.s, with_end};
        lead = daesa_str_slice(rest, 0, 0);
        status = read_line(in, names, line, cue);
        if (status)
            return status;
    }
    in->track->tail = lead;
    return DAESA_OK;
}

/* Any text will do; what is full of control characters, or of bytes that were no
 * characters, is none. */
static int sniff(struct daesa_str text)
{
    size_t n_odd = 0;
    for (size_t i = 0; i < text.len; i++) {
        n_odd += (unsigned char)text.s[i] < ' ' && !daesa_is_space(text.s[i]);
        n_odd += text.s[i] == '\xEF' &&
                 daesa_str_starts(daesa_str_from(text, i), "\xEF\xBF\xBD");
    }
    return n_odd * 50 > text.len ? 0 : 10;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct names names = {0};
    if (!sniff(in->text))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "text-binary",
                          daesa_reader_place(in, 0, 0), "this is no text");
    enum daesa_status status = collect_names(in->text, &names);
    if (!status)
        status = read_lines(in, &names);
    free(names.seen);
    return status;
}

static void add_stamp(struct daesa_buf *buf, int64_t us)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 2, .point = '.', .digits = 3};
    daesa_stamp_add(buf, us, &style);
}

static void write_hint(struct daesa_buf *buf, const struct daesa_cue *cue)
{
    if (cue->at_us == DAESA_TIME_NONE &&
        (cue->after_us == DAESA_TIME_NONE || cue->before_us == DAESA_TIME_NONE))
        return;
    daesa_buf_add_char(buf, '[');
    if (cue->at_us != DAESA_TIME_NONE) {
        add_stamp(buf, cue->at_us);
    } else {
        add_stamp(buf, cue->after_us);
        daesa_buf_add_text(buf, " - ");
        add_stamp(buf, cue->before_us);
    }
    daesa_buf_add_text(buf, "] ");
}

/* One line: breaks inside become blanks. */
static void write_text(struct daesa_buf *buf, struct daesa_str text)
{
    for (size_t i = 0; i < text.len; i++)
        daesa_buf_add_char(buf, text.s[i] == '\n' ? ' ' : text.s[i]);
}

/* A text that would be read as a speaker and text, a comment or nothing at all
 * cannot be told from one: there is no way to escape it. */
static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    (void)user;
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    for (size_t i = 0; i < n; i++) {
        if (daesa_str_trim(texts[i]->plain).len == 0)
            continue;
        write_hint(out->out, cue);
        if (cue->speaker.len) {
            daesa_buf_add(out->out, cue->speaker);
            daesa_buf_add_text(out->out, ": ");
        }
        write_text(out->out, daesa_str_trim(texts[i]->plain));
        daesa_buf_add_char(out->out, '\n');
    }
}

static enum daesa_status write(struct daesa_writer *out)
{
    daesa_writer_cues(out, &(struct daesa_writer_style){.cue = write_cue});
    return DAESA_OK;
}

const struct daesa_format daesa_format_text = {
    .name = "text",
    .title = "plain text",
    .extensions = "txt text",
    .prefix = "text",
    .holds = DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEAKERS | DAESA_HOLDS_HINTS,
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
    .write = write,
};
