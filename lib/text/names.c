/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/names.h"

#include "text/letter.h"
#include "text/name.h"
#include "text/script.h"
#include "text/utf8.h"

#include <string.h>

#define MAX_LETTERS 64
/* Of a name inside a text, between blanks and hyphens. */
#define MAX_NAME_WORDS 4

/* A name as code points, small letters, nothing between them. */
struct letters {
    uint32_t code[MAX_LETTERS];
    size_t n;
};

static bool is_mark(uint32_t code)
{
    return code == '-' || code == '.' || code == '\'' || code == 0x2019 ||
           code == 0x2010 || code == 0x2011 || code == 0x00B7 || daesa_letter_space(code);
}

static uint32_t lower(uint32_t code)
{
    if (code >= 'A' && code <= 'Z')
        return code + 32;
    return (code >= 0xC0 && code <= 0xDE && code != 0xD7) ? code + 32 : code;
}

/* False for what is longer than any name. */
static bool fold(struct daesa_str name, struct letters *out)
{
    out->n = 0;
    for (size_t at = 0; at < name.len;) {
        uint32_t code = daesa_utf8_next(name, &at);
        if (is_mark(code) || daesa_letter_invisible(code))
            continue;
        if (out->n == MAX_LETTERS)
            return false;
        out->code[out->n++] = lower(code);
    }
    return true;
}

static bool is_same(struct daesa_str a, struct daesa_str b)
{
    struct letters x, y;
    return fold(a, &x) && fold(b, &y) && x.n == y.n &&
           memcmp(x.code, y.code, x.n * sizeof *x.code) == 0;
}

const struct daesa_speaker *daesa_names_find(const struct daesa_speaker *list, size_t n,
                                             struct daesa_str name)
{
    for (size_t i = 0; name.len && i < n; i++) {
        if (is_same(list[i].name, name))
            return &list[i];
        for (size_t j = 0; j < list[i].n_aliases; j++)
            if (is_same(list[i].aliases[j], name))
                return &list[i];
    }
    return NULL;
}

/* ---- in speakers ---- */

struct work {
    struct daesa_track *track;
    const struct daesa_speaker *list;
    size_t n, n_speakers, n_texts; /* n: of the list; the others: unified */
    struct daesa_buf told;         /* spellings that are not in it, one a line */
    struct daesa_sink *sink;
};

static bool is_near(struct daesa_str known, struct daesa_str name)
{
    return daesa_name_alike(known, name) ||
           (name.len && daesa_name_misspelt(known, name) == name.len);
}

static const struct daesa_speaker *find_near(const struct work *work,
                                             struct daesa_str name)
{
    for (size_t i = 0; i < work->n; i++) {
        const struct daesa_speaker *speaker = &work->list[i];
        bool found = is_near(speaker->name, name);
        for (size_t j = 0; !found && j < speaker->n_aliases; j++)
            found = is_near(speaker->aliases[j], name);
        if (found)
            return speaker;
    }
    return NULL;
}

/* Whether the spelling was told before; it is from now on. */
static bool was_told(struct work *work, struct daesa_str name)
{
    struct daesa_str rest = daesa_buf_str(&work->told), one;
    while (daesa_str_next_line(&rest, &one))
        if (daesa_str_equal(one, name))
            return true;
    daesa_buf_add(&work->told, name);
    daesa_buf_add_char(&work->told, '\n');
    return false;
}

/* The spelling of a speaker's name in the script of one of them. */
static struct daesa_str spelling(const struct daesa_speaker *speaker,
                                 struct daesa_str like)
{
    enum daesa_script script = daesa_script_main(like, NULL);
    if (daesa_script_main(speaker->name, NULL) == script)
        return speaker->name;
    for (size_t j = 0; j < speaker->n_aliases; j++)
        if (daesa_script_main(speaker->aliases[j], NULL) == script)
            return speaker->aliases[j];
    return like;
}

/* Once for each spelling: at the first cue that has it. */
static void report_near(struct work *work, const struct daesa_cue *cue,
                        struct daesa_str name, const struct daesa_speaker *near)
{
    struct daesa_finding finding = {.severity = DAESA_WARNING,
                                    .rule = "name-unknown",
                                    .place = cue->source.place,
                                    .cue = (size_t)(cue - work->track->cues) + 1,
                                    .start_us = cue->start_us};
    if (!was_told(work, name))
        daesa_report(work->sink, finding,
                     "'%.*s' is not in the list of names, but looks like '%.*s'",
                     DAESA_STR_ARGS(name), DAESA_STR_ARGS(spelling(near, name)));
}

static enum daesa_status unify_speaker(struct work *work, size_t i)
{
    struct daesa_cue *cue = &work->track->cues[i];
    const struct daesa_speaker *found =
        daesa_names_find(work->list, work->n, cue->speaker);
    const struct daesa_speaker *near =
        cue->speaker.len && !found ? find_near(work, cue->speaker) : NULL;
    if (near)
        report_near(work, cue, cue->speaker, near);
    if (!found || daesa_str_equal(found->name, cue->speaker))
        return DAESA_OK;
    work->n_speakers++;
    return daesa_arena_copy(&work->track->arena, found->name, &cue->speaker)
               ? DAESA_OK
               : DAESA_NO_MEMORY;
}

/* ---- in texts ---- */

/* The end of the name in the text at `at`, whatever its case and marks; 0 where it is
 * not there, or goes on as another word. Particles and "'s" may follow. */
static size_t match_at(struct daesa_str text, size_t at, struct daesa_str name)
{
    struct letters want;
    size_t n = 0, end = at, begin = at;
    if (!fold(name, &want) || want.n == 0)
        return 0;
    while (at < text.len && n < want.n) {
        uint32_t code = daesa_utf8_next(text, &at);
        if (is_mark(code) && n > 0)
            continue;
        if (lower(code) != want.code[n])
            return 0;
        n++;
        end = at;
    }
    size_t next = end;
    uint32_t behind = end < text.len ? daesa_utf8_next(text, &next) : 0;
    bool goes_on = daesa_letter(behind) && (behind < 0x1100 || want.code[0] < 0x1100);
    /* A name begins with a capital, where its script has any. */
    bool is_small = daesa_letter_lower(daesa_utf8_next(text, &begin));
    return n == want.n && !goes_on && !is_small ? end : 0;
}

/* The longest name of the list at `at`, and how it should be spelt. */
static size_t find_at(const struct work *work, struct daesa_str text, size_t at,
                      struct daesa_str *spelt)
{
    size_t best = 0;
    for (size_t i = 0; i < work->n; i++) {
        const struct daesa_speaker *speaker = &work->list[i];
        for (size_t j = 0; j <= speaker->n_aliases; j++) {
            struct daesa_str name = j ? speaker->aliases[j - 1] : speaker->name;
            size_t end = match_at(text, at, name);
            if (end > best) {
                best = end;
                *spelt = spelling(speaker, name);
            }
        }
    }
    return best;
}

/* The end of `n` words from `at` on that could be a name, set apart by a blank or a
 * hyphen, behind which a small letter may begin one; 0 where there are not so many. */
static size_t end_of_words(struct daesa_str text, size_t at, size_t n)
{
    size_t end = at;
    for (size_t i = 0; i < n; i++) {
        bool is_hyphen = i && end < text.len && text.s[end] == '-';
        bool is_blank = i && end < text.len && text.s[end] == ' ';
        size_t next = end + (i > 0);
        if ((i && !is_hyphen && !is_blank) || next >= text.len)
            return 0;
        size_t begin = next;
        uint32_t code = daesa_utf8_next(text, &next);
        if (is_hyphen ? !daesa_letter(code) : !daesa_letter_upper(code))
            return 0;
        for (end = begin; next <= text.len && daesa_letter(code);) {
            end = next;
            code = next < text.len ? daesa_utf8_next(text, &next) : 0;
        }
    }
    return end;
}

/* The end of a name of Hangul that stands misspelt at `at`, and whose it is; 0: none. */
static size_t find_misspelt_at(const struct work *work, struct daesa_str text, size_t at,
                               const struct daesa_speaker **near)
{
    struct daesa_str rest = daesa_str_from(text, at);
    for (size_t i = 0; i < work->n; i++) {
        const struct daesa_speaker *speaker = &work->list[i];
        size_t n = daesa_name_misspelt(speaker->name, rest);
        for (size_t j = 0; !n && j < speaker->n_aliases; j++)
            n = daesa_name_misspelt(speaker->aliases[j], rest);
        *near = speaker;
        if (n)
            return at + n;
    }
    return 0;
}

/* Words at `at` that look like a name of the list: the end of them, or 0. */
static size_t find_near_at(struct work *work, const struct daesa_cue *cue,
                           struct daesa_str text, size_t at)
{
    const struct daesa_speaker *meant;
    size_t behind = find_misspelt_at(work, text, at, &meant);
    if (behind)
        report_near(work, cue, daesa_str_slice(text, at, behind), meant);
    if (behind)
        return behind;
    for (size_t n = MAX_NAME_WORDS; n >= 2; n--) {
        size_t end = end_of_words(text, at, n);
        struct daesa_str name = daesa_str_slice(text, at, end);
        const struct daesa_speaker *near = end ? find_near(work, name) : NULL;
        if (near)
            report_near(work, cue, name, near);
        if (near)
            return end;
    }
    return 0;
}

static size_t shifted(size_t at, size_t from, size_t to, size_t len)
{
    if (at <= from)
        return at;
    if (at >= to)
        return at - (to - from) + len;
    return at - from < len ? at : from + len;
}

/* Puts `spelt` in the place of bytes [from, to). */
static enum daesa_status splice(struct daesa_track *track, struct daesa_cue *cue,
                                struct daesa_text *text, size_t from, size_t to,
                                struct daesa_str spelt)
{
    struct daesa_buf plain = {0};
    daesa_buf_add(&plain, daesa_str_slice(text->plain, 0, from));
    daesa_buf_add(&plain, spelt);
    daesa_buf_add(&plain, daesa_str_from(text->plain, to));
    enum daesa_status st = plain.status;
    if (!st && !daesa_arena_copy(&track->arena, daesa_buf_str(&plain), &text->plain))
        st = DAESA_NO_MEMORY;
    daesa_buf_finish(&plain);
    for (size_t i = 0; !st && i < text->n_spans; i++) {
        text->spans[i].from = shifted(text->spans[i].from, from, to, spelt.len);
        text->spans[i].to = shifted(text->spans[i].to, from, to, spelt.len);
    }
    for (size_t i = 0; !st && text == cue->texts && i < cue->n_words; i++) {
        cue->words[i].from = shifted(cue->words[i].from, from, to, spelt.len);
        cue->words[i].to = shifted(cue->words[i].to, from, to, spelt.len);
    }
    return st;
}

static enum daesa_status unify_text(struct work *work, struct daesa_cue *cue,
                                    struct daesa_text *text)
{
    uint32_t before = 0;
    for (size_t at = 0; at < text->plain.len;) {
        struct daesa_str spelt = {0};
        size_t from = at;
        bool begins = !daesa_letter(before) && !daesa_letter_number(before);
        size_t end = begins ? find_at(work, text->plain, at, &spelt) : 0;
        size_t near = begins && !end ? find_near_at(work, cue, text->plain, at) : 0;
        before = daesa_utf8_next(text->plain, &at);
        at = near ? near : at;
        if (near)
            before = 'x';
        if (end == 0)
            continue;
        at = end;
        before = 'x';
        if (daesa_str_equal(daesa_str_slice(text->plain, from, end), spelt))
            continue;
        enum daesa_status st = splice(work->track, cue, text, from, end, spelt);
        if (st)
            return st;
        work->n_texts++;
        at = from + spelt.len;
    }
    return DAESA_OK;
}

enum daesa_status daesa_names_unify(struct daesa_track *track,
                                    const struct daesa_speaker *list, size_t n,
                                    bool in_text, struct daesa_sink *sink)
{
    struct work work = {.track = track, .list = list, .n = n, .sink = sink};
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        st = unify_speaker(&work, i);
        for (size_t t = 0; !st && in_text && t < cue->n_texts; t++)
            st = unify_text(&work, cue, &cue->texts[t]);
    }
    if (!st)
        st = work.told.status;
    daesa_buf_finish(&work.told);
    struct daesa_finding done = {
        .severity = DAESA_NOTE, .rule = "names-unified", .start_us = DAESA_TIME_NONE};
    if (!st && work.n_speakers + work.n_texts)
        daesa_report(sink, done,
                     "%zu speakers and %zu names in texts were spelt otherwise",
                     work.n_speakers, work.n_texts);
    return st;
}
