/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* LRC, the lyrics of music players: "[mm:ss.xx]text", without ends. A line is shown until
 * the next time; a time without text ends it. Several times before a text repeat it, and
 * texts of one time are lines of one cue. "<mm:ss.xx>" before words times them (the
 * "enhanced" LRC of the A2 player). "[offset:ms]" makes all of it so much earlier;
 * "[ti:...]" is the title, and other tags are kept. Text that would be taken for a time
 * is broken with U+2060 when it is written ("[" U+2060 "00:12.00]"); reading undoes that.
 */
#include "core/array.h"
#include "format/guess.h"
#include "format/lrc_write.h"
#include "format/read.h"
#include "text/normalise.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define JOINER "\xE2\x81\xA0" /* U+2060 */

/* A text at one of its times. */
struct entry {
    int64_t us;
    struct daesa_str text;
    size_t order;
    int32_t line;
};

struct scan {
    struct daesa_reader *in;
    struct entry *entries;
    size_t n_entries, cap_entries;
    int64_t offset_us;
    /* The cue that is being read. */
    struct daesa_buf plain;
    struct daesa_word *words;
    size_t n_words, cap_words;
};

static bool take_digits(struct daesa_str *text, size_t most, int64_t *out)
{
    size_t n = 0;
    int64_t value = 0;
    while (n < text->len && n < most && daesa_is_digit(text->s[n]))
        value = value * 10 + (text->s[n++] - '0');
    *text = daesa_str_from(*text, n);
    *out = value;
    return n > 0;
}

/* Digits behind the point, as microseconds. */
static int64_t take_fraction(struct daesa_str *text)
{
    int64_t us = 0, unit = 100000;
    while (text->len && daesa_is_digit(text->s[0])) {
        us += unit * (text->s[0] - '0');
        unit /= 10;
        *text = daesa_str_from(*text, 1);
    }
    return us;
}

bool daesa_lrc_take_time(struct daesa_str *text, char open, char close,
                         struct daesa_lrc_time *out)
{
    struct daesa_str rest = *text;
    struct daesa_lrc_time time = {0};
    int64_t minutes, seconds, third;
    if (!rest.len || rest.s[0] != open)
        return false;
    rest = daesa_str_from(rest, 1);
    if (!take_digits(&rest, 6, &minutes) || !daesa_str_starts(rest, ":"))
        return false;
    rest = daesa_str_from(rest, 1);
    if (!take_digits(&rest, 2, &seconds) || seconds > 59)
        return false;
    time.us = (minutes * 60 + seconds) * DAESA_SECOND_US;
    if (daesa_str_starts(rest, ".")) {
        rest = daesa_str_from(rest, 1);
        time.us += take_fraction(&rest);
        time.plain = true;
    } else if (daesa_str_starts(rest, ":")) {
        /* Hundredths, or the seconds of a time with hours. */
        rest = daesa_str_from(rest, 1);
        if (!take_digits(&rest, 2, &third))
            return false;
        time.us += third * 10000;
        if (daesa_str_starts(rest, ".")) {
            rest = daesa_str_from(rest, 1);
            time.us = ((minutes * 60 + seconds) * 60 + third) * DAESA_SECOND_US +
                      take_fraction(&rest);
        }
    }
    if (!rest.len || rest.s[0] != close || time.us > DAESA_TIME_MAX)
        return false;
    *text = daesa_str_from(rest, 1);
    *out = time;
    return true;
}

static bool is_key(struct daesa_str key)
{
    for (size_t i = 0; i < key.len; i++) {
        char c = key.s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
        if (!letter && (i == 0 || (!daesa_is_digit(c) && c != '_')))
            return false;
    }
    return key.len > 0 && key.len <= 32;
}

bool daesa_lrc_take_tag(struct daesa_str line, struct daesa_str *key,
                        struct daesa_str *value)
{
    struct daesa_str text = daesa_str_trim(line);
    size_t colon = daesa_str_find_char(text, ':');
    if (!daesa_str_starts(text, "[") || !daesa_str_ends(text, "]") || colon == text.len)
        return false;
    struct daesa_str name = daesa_str_trim(daesa_str_slice(text, 1, colon));
    if (!is_key(name))
        return false;
    *key = name;
    *value = daesa_str_trim(daesa_str_slice(text, colon + 1, text.len - 1));
    return true;
}

/* ---- reading ---- */

static void take_offset(struct scan *s, struct daesa_str value, int32_t line)
{
    long long ms;
    bool negative = daesa_str_starts(value, "-");
    if (negative || daesa_str_starts(value, "+"))
        value = daesa_str_from(value, 1);
    if (daesa_str_to_count(value, 1000000000, &ms))
        s->offset_us = (negative ? -1 : 1) * ms * 1000;
    else
        daesa_reader_report(s->in, DAESA_WARNING, "lrc-bad-offset",
                            daesa_reader_place(s->in, line, 0),
                            "an offset is a number of milliseconds; it is left out");
}

static enum daesa_status take_tag(struct scan *s, struct daesa_str key,
                                  struct daesa_str value, int32_t line)
{
    struct daesa_track *track = s->in->track;
    struct daesa_buf name = {0};
    if (daesa_str_is_nocase(key, "offset")) {
        take_offset(s, value, line);
        return DAESA_OK;
    }
    if (daesa_str_is_nocase(key, "ti") && !track->title.len) {
        track->title = value;
        return DAESA_OK;
    }
    daesa_buf_add_text(&name, "lrc:");
    daesa_buf_add(&name, key);
    enum daesa_status status = name.status;
    if (!status)
        status = daesa_field_add(track, &track->fields, &track->n_fields,
                                 daesa_buf_str(&name), value);
    daesa_buf_finish(&name);
    return status;
}

static enum daesa_status add_entry(struct scan *s, int64_t us, struct daesa_str text,
                                   int32_t line)
{
    struct entry *entries =
        daesa_array_grow(s->entries, &s->cap_entries, s->n_entries + 1, sizeof *entries);
    if (!entries)
        return DAESA_NO_MEMORY;
    s->entries = entries;
    entries[s->n_entries] = (struct entry){us, text, s->n_entries, line};
    s->n_entries++;
    return DAESA_OK;
}

static enum daesa_status take_line(struct scan *s, struct daesa_str line, int32_t number)
{
    struct daesa_str text = daesa_str_trim(line), key, value;
    struct daesa_lrc_time time;
    size_t first = s->n_entries;
    enum daesa_status status = DAESA_OK;
    while (!status && daesa_lrc_take_time(&text, '[', ']', &time)) {
        status = add_entry(s, time.us, text, number);
        while (daesa_str_starts(text, " ") && daesa_str_starts(daesa_str_trim(text), "["))
            text = daesa_str_from(text, 1);
    }
    if (status)
        return status;
    for (size_t i = first; i < s->n_entries; i++)
        s->entries[i].text = daesa_str_trim(text);
    if (s->n_entries > first || !text.len)
        return DAESA_OK;
    if (daesa_lrc_take_tag(text, &key, &value))
        return take_tag(s, key, value, number);
    daesa_reader_report(s->in, DAESA_WARNING, "lrc-no-time",
                        daesa_reader_place(s->in, number, 0),
                        "a line without a time is left out");
    return DAESA_OK;
}

static int by_time(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->us != y->us)
        return x->us < y->us ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static enum daesa_status add_word(struct scan *s, size_t from, int64_t start_us,
                                  int64_t end_us)
{
    size_t to = s->plain.len;
    while (from < to && daesa_is_space(s->plain.s[from]))
        from++;
    while (to > from && daesa_is_space(s->plain.s[to - 1]))
        to--;
    if (from == to)
        return DAESA_OK;
    struct daesa_word *words =
        daesa_array_grow(s->words, &s->cap_words, s->n_words + 1, sizeof *words);
    if (!words)
        return DAESA_NO_MEMORY;
    s->words = words;
    words[s->n_words++] = (struct daesa_word){from, to, start_us, end_us, -1};
    return DAESA_OK;
}

/* A piece between two times, without the writer's U+2060; of the blanks on both sides of
 * a time one is left. */
static void add_piece(struct scan *s, struct daesa_str piece, bool line_start)
{
    bool joined = s->plain.len == 0 || daesa_is_space(s->plain.s[s->plain.len - 1]);
    while (joined && piece.len && daesa_is_space(piece.s[0]))
        piece = daesa_str_from(piece, 1);
    for (size_t i = 0; i < piece.len; i++) {
        struct daesa_str here = daesa_str_from(piece, i);
        char next = here.len > 4 ? here.s[4] : '\0';
        daesa_buf_add_char(&s->plain, piece.s[i]);
        if (daesa_is_digit(next) &&
            (daesa_str_starts(here, "<" JOINER) ||
             (line_start && i == 0 && daesa_str_starts(here, "[" JOINER))))
            i += 3;
    }
}

/* Where the next time within the line begins, or line.len. */
static size_t find_time(struct daesa_str line, struct daesa_lrc_time *time,
                        struct daesa_str *after)
{
    for (size_t at = 0; at < line.len; at++) {
        struct daesa_str here = daesa_str_from(line, at);
        if (line.s[at] == '<' && daesa_lrc_take_time(&here, '<', '>', time)) {
            *after = here;
            return at;
        }
    }
    return line.len;
}

/* One line of a cue: its text and the times of its words. */
static enum daesa_status add_line(struct scan *s, const struct entry *entry,
                                  struct daesa_str line)
{
    struct daesa_lrc_time time;
    struct daesa_str after = {0};
    int64_t start_us = entry->us - s->offset_us;
    bool any = false, line_start = true;
    enum daesa_status status = DAESA_OK;
    while (!status) {
        size_t at = find_time(line, &time, &after), from = s->plain.len;
        bool more = at < line.len;
        add_piece(s, daesa_str_slice(line, 0, at), line_start);
        any = any || more;
        line_start = false;
        if (any)
            status = add_word(s, from, start_us,
                              more ? time.us - s->offset_us : DAESA_TIME_NONE);
        if (!more)
            break;
        start_us = time.us - s->offset_us;
        line = after;
    }
    while (s->plain.len && s->plain.s[s->plain.len - 1] == ' ')
        daesa_buf_cut(&s->plain, s->plain.len - 1);
    return status ? status : s->plain.status;
}

static enum daesa_status add_composed(struct scan *s, const struct entry *entry)
{
    struct daesa_buf composed = {0};
    struct daesa_str line = entry->text;
    if (!daesa_nfc_quick(line)) {
        daesa_nfc_add(&composed, line);
        line = daesa_buf_str(&composed);
    }
    enum daesa_status status = composed.status;
    if (!status)
        status = add_line(s, entry, line);
    daesa_buf_finish(&composed);
    return status;
}

/* The texts of one time, entries [first, end), as lines of one text; whether there is any
 * is in the length of s->plain. */
static enum daesa_status join_lines(struct scan *s, size_t first, size_t end)
{
    enum daesa_status status = DAESA_OK;
    daesa_buf_cut(&s->plain, 0);
    s->n_words = 0;
    while (end > first && !s->entries[end - 1].text.len)
        end--;
    for (size_t i = first; !status && i < end; i++) {
        if (s->plain.len)
            daesa_buf_add_char(&s->plain, '\n');
        status = add_composed(s, &s->entries[i]);
    }
    return status;
}

static enum daesa_status add_cue(struct scan *s, const struct entry *entry,
                                 int64_t end_us)
{
    struct daesa_track *track = s->in->track;
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(s->in, entry->line, &cue);
    if (status)
        return status;
    if (!daesa_cue_add_text(track, cue, daesa_reader_language(s->in),
                            daesa_buf_str(&s->plain)))
        return DAESA_NO_MEMORY;
    cue->start_us = entry->us - s->offset_us;
    cue->end_us = end_us;
    if (end_us == DAESA_TIME_NONE) {
        size_t n = daesa_utf8_count(cue->texts[0].plain);
        cue->end_us = cue->start_us + daesa_guess_duration_us(n);
        daesa_reader_report(s->in, DAESA_NOTE, "no-end", cue->source.place,
                            "nothing ends the last line; it is shown as long as it takes "
                            "to read it");
    }
    if (s->n_words) {
        cue->words = daesa_arena_alloc(&track->arena, s->n_words, sizeof *cue->words);
        if (!cue->words)
            return DAESA_NO_MEMORY;
        memcpy(cue->words, s->words, s->n_words * sizeof *cue->words);
        cue->n_words = s->n_words;
    }
    return DAESA_OK;
}

static enum daesa_status add_cues(struct scan *s)
{
    enum daesa_status status = DAESA_OK;
    if (s->n_entries)
        qsort(s->entries, s->n_entries, sizeof *s->entries, by_time);
    for (size_t first = 0, end; !status && first < s->n_entries; first = end) {
        for (end = first;
             end < s->n_entries && s->entries[end].us == s->entries[first].us;)
            end++;
        status = join_lines(s, first, end);
        if (!status && s->plain.len)
            status = add_cue(s, &s->entries[first],
                             end < s->n_entries ? s->entries[end].us - s->offset_us
                                                : DAESA_TIME_NONE);
    }
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in};
    struct daesa_str rest = in->text, line;
    enum daesa_status status = DAESA_OK;
    int32_t n = 0;
    in->track->head = in->text;
    while (!status && daesa_str_next_line(&rest, &line))
        status = take_line(&s, line, ++n);
    if (!status)
        status = add_cues(&s);
    if (!status && s.n_entries == 0 && in->track->n_fields == 0 &&
        !in->track->title.len && daesa_str_trim(in->text).len)
        status = daesa_fail(in->sink, DAESA_BAD_INPUT, "lrc-no-time",
                            daesa_reader_place(in, 0, 0),
                            "no line begins with a time such as [00:12.34]");
    daesa_buf_finish(&s.plain);
    free(s.words);
    free(s.entries);
    return status;
}

/* A time with its fraction; without one plain text has such times as well. */
static int sniff(struct daesa_str text)
{
    struct daesa_str line, key, value;
    struct daesa_lrc_time time;
    int sure = 0;
    for (int n = 0; n < 40 && daesa_str_next_line(&text, &line);) {
        line = daesa_str_trim(line);
        n += line.len > 0;
        if (daesa_lrc_take_time(&line, '[', ']', &time))
            return time.plain ? 80 : sure + 30;
        if (line.len && !daesa_lrc_take_tag(line, &key, &value))
            return 0;
        sure = line.len ? 30 : sure;
    }
    return 0;
}

const struct daesa_format daesa_format_lrc = {
    .name = "lrc",
    .title = "LRC",
    .extensions = "lrc",
    .prefix = "lrc",
    .holds =
        DAESA_HOLDS_TIMES | DAESA_HOLDS_WORDS | DAESA_HOLDS_TITLE | DAESA_HOLDS_BREAKS,
    .unit_us = 10000,
    .sniff = sniff,
    .read = read,
    .write = daesa_lrc_write,
};
