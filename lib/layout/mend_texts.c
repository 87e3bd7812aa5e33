/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/mend.h"

#include "layout/lines.h"
#include "layout/retext.h"
#include "text/count.h"
#include "text/width.h"

#include <string.h>

/* A text of a cue while it is mended. */
struct mender {
    const struct daesa_mend_opts *opts;
    const struct daesa_profile *house;
    struct daesa_track *track;
    struct daesa_cue *cue;
    struct daesa_text *text;
    struct daesa_tokens tokens;
    int64_t rounding_us;
    enum daesa_status status;
};

/* Where a byte of the old text is in the new one. */
static size_t moved(size_t at, size_t from, size_t to, size_t len)
{
    if (at <= from)
        return at;
    return at >= to ? at - (to - from) + len : from + len;
}

/* Copies of what points into the text, moved. */
static bool move_marks(struct mender *m, size_t from, size_t to, size_t len)
{
    struct daesa_text *text = m->text;
    struct daesa_cue *cue = m->cue;
    struct daesa_span *spans =
        daesa_arena_alloc(&m->track->arena, text->n_spans, sizeof *spans);
    struct daesa_word *words =
        daesa_arena_alloc(&m->track->arena, cue->n_words, sizeof *words);
    if (!spans || !words)
        return false;
    for (size_t i = 0; i < text->n_spans; i++) {
        spans[i] = text->spans[i];
        spans[i].from = moved(spans[i].from, from, to, len);
        spans[i].to = moved(spans[i].to, from, to, len);
    }
    text->spans = spans;
    if (text != &cue->texts[0])
        return true;
    for (size_t i = 0; i < cue->n_words; i++) {
        words[i] = cue->words[i];
        words[i].from = moved(words[i].from, from, to, len);
        words[i].to = moved(words[i].to, from, to, len);
    }
    cue->words = words;
    return true;
}

/* Puts `by` in the place of bytes [from, to). */
static void splice(struct mender *m, size_t from, size_t to, const char *by)
{
    struct daesa_buf plain = {0};
    struct daesa_str old = m->text->plain, made;
    daesa_buf_add(&plain, daesa_str_slice(old, 0, from));
    daesa_buf_add_text(&plain, by);
    daesa_buf_add(&plain, daesa_str_from(old, to));
    if (plain.status ||
        !daesa_arena_copy(&m->track->arena, daesa_buf_str(&plain), &made) ||
        !move_marks(m, from, to, strlen(by)))
        m->status = DAESA_NO_MEMORY;
    else
        m->text->plain = made;
    daesa_buf_finish(&plain);
}

static char at(const struct mender *m, size_t i)
{
    return i < m->text->plain.len ? m->text->plain.s[i] : '\0';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Blanks at the ends of lines go, several become one, a tab a space, and lines of
 * nothing go. */
static void mend_space(struct mender *m)
{
    for (size_t i = 0; !m->status && i < m->text->plain.len;) {
        bool begins = i == 0 || at(m, i - 1) == '\n';
        size_t end = i;
        while (is_blank(at(m, end)))
            end++;
        bool ends = end == m->text->plain.len || at(m, end) == '\n';
        if (begins && at(m, end) == '\n')
            splice(m, i, end + 1, "");
        else if (end > i && (begins || ends))
            splice(m, i, end, "");
        else if (end > i + 1 || at(m, i) == '\t')
            splice(m, i, end, " ");
        else
            i++;
    }
    size_t n = m->text->plain.len;
    if (!m->status && n && m->text->plain.s[n - 1] == '\n')
        splice(m, n - 1, n, "");
}

/* Three stops are one character for the houses that want that; two, and four or more,
 * are three for all. */
static void mend_ellipsis(struct mender *m)
{
    const char *good = m->house->joins_ellipsis ? "\xE2\x80\xA6" : "...";
    for (size_t i = 0; !m->status && i < m->text->plain.len;) {
        size_t n = 0;
        while (at(m, i + n) == '.')
            n++;
        if (n == 2 || n > 3 || (n == 3 && m->house->joins_ellipsis)) {
            splice(m, i, i + n, good);
            n = 3;
        }
        i += n ? n : 1;
    }
}

/* Bytes of the dash that the line at `i` begins with; 0: none. "--" and "-5" are none. */
static size_t dash_at(const struct mender *m, size_t i)
{
    struct daesa_str line = daesa_str_from(m->text->plain, i);
    static const char *const others[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x90",
                                         "\xE2\x88\x92"};
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (daesa_str_starts(line, others[k]))
            return 3;
    bool is_dash = at(m, i) == '-' && i + 1 < m->text->plain.len && at(m, i + 1) != '-' &&
                   !daesa_is_digit(at(m, i + 1));
    return is_dash;
}

static size_t line_after(const struct mender *m, size_t i)
{
    struct daesa_str rest = daesa_str_from(m->text->plain, i);
    return i + daesa_str_find_char(rest, '\n') + 1;
}

static void mend_dash(struct mender *m)
{
    const char *good = m->house->dash == DAESA_DASH_TIGHT ? "-" : "- ";
    size_t n = 0;
    for (size_t i = 0; i < m->text->plain.len; i = line_after(m, i))
        n += dash_at(m, i) > 0;
    for (size_t i = 0; n > 1 && !m->status && i < m->text->plain.len;
         i = line_after(m, i)) {
        size_t end = i + dash_at(m, i);
        bool has_dash = end > i;
        while (has_dash && is_blank(at(m, end)))
            end++;
        if (has_dash &&
            !daesa_str_equal(daesa_str_slice(m->text->plain, i, end), daesa_str_of(good)))
            splice(m, i, end, good);
    }
}

static void mend_italic(struct mender *m)
{
    struct daesa_span *spans =
        daesa_arena_alloc(&m->track->arena, m->text->n_spans, sizeof *spans);
    size_t n = 0;
    if (!spans) {
        m->status = DAESA_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < m->text->n_spans; i++)
        if (m->text->spans[i].kind != DAESA_SPAN_ITALIC)
            spans[n++] = m->text->spans[i];
    m->text->spans = spans;
    m->text->n_spans = n;
}

/* Two speakers keep a line each. */
static bool is_dialogue(const struct mender *m)
{
    for (size_t i = 0; i < m->text->plain.len; i = line_after(m, i))
        if (dash_at(m, i))
            return true;
    return false;
}

/* Whether the lines keep to the house. */
static bool is_in_room(const struct mender *m, struct daesa_str plain,
                       const struct daesa_lines_room *room)
{
    struct daesa_count count = daesa_count(plain, m->house->counting);
    struct daesa_str first = daesa_str_slice(plain, 0, daesa_str_find_char(plain, '\n'));
    struct daesa_str second = daesa_str_from(plain, first.len + 1);
    if ((room->line_halves && count.longest_halves > room->line_halves) ||
        (room->lines && count.n_lines > room->lines))
        return false;
    double a = (double)daesa_width_halves(first, m->house->counting);
    double b = (double)daesa_width_halves(second, m->house->counting);
    return count.n_lines != 2 || (a < b ? a / b : b / a) >= room->line_ratio;
}

static void mend_lines(struct mender *m)
{
    struct daesa_lines_room room = daesa_lines_room_of(m->house);
    struct daesa_token_opts how = {.language = m->text->language,
                                   .counting = m->house->counting,
                                   .speakers = m->track->speakers,
                                   .n_speakers = m->track->n_speakers};
    struct daesa_text made;
    struct daesa_word *words;
    size_t n_words = 0;
    if (is_in_room(m, m->text->plain, &room) || is_dialogue(m))
        return;
    m->status = daesa_tokens_make(&m->tokens, m->text->plain, &how);
    if (m->status || m->tokens.n == 0 ||
        !daesa_lines_fit(m->tokens.items, m->tokens.n, &room))
        return;
    bool is_first = m->text == &m->cue->texts[0];
    words = daesa_arena_alloc(&m->track->arena, m->cue->n_words, sizeof *words);
    struct daesa_retext_opts opts = {.words = is_first ? m->cue->words : NULL,
                                     .n_words = is_first ? m->cue->n_words : 0,
                                     .words_out = words,
                                     .n_words_out = &n_words};
    m->status =
        words ? daesa_lines_break(m->tokens.items, m->tokens.n, &room) : DAESA_NO_MEMORY;
    if (!m->status)
        m->status = daesa_text_piece(&m->track->arena, m->text, m->tokens.items, 0,
                                     m->tokens.n, &opts, &made);
    if (m->status || !is_in_room(m, made.plain, &room))
        return;
    *m->text = made;
    if (is_first && m->cue->n_words) {
        m->cue->words = words;
        m->cue->n_words = n_words;
    }
}

static const struct {
    unsigned what;
    void (*mend)(struct mender *m);
} menders[] = {
    {DAESA_MEND_SPACE, mend_space},       {DAESA_MEND_DASH, mend_dash},
    {DAESA_MEND_ELLIPSIS, mend_ellipsis}, {DAESA_MEND_ITALIC, mend_italic},
    {DAESA_MEND_LINES, mend_lines},
};

const struct daesa_profile *daesa_mend_house(const struct daesa_mend_opts *opts,
                                             const struct daesa_text *text)
{
    const char *language = opts->profile->language;
    struct daesa_str tag = text->language;
    struct daesa_str base = daesa_str_slice(tag, 0, daesa_str_find_char(tag, '-'));
    if (!tag.len || !language[0] || daesa_str_is_nocase(base, language))
        return opts->profile;
    return daesa_profile_of_language(tag);
}

int64_t daesa_mend_reading_us(const struct daesa_mend_opts *opts,
                              const struct daesa_text *text)
{
    struct daesa_profile house = *daesa_mend_house(opts, text);
    struct daesa_count count = daesa_count(text->plain, house.counting);
    if (opts->is_for_children && house.children_speed_cps > 0)
        house.speed_cps = house.children_speed_cps;
    return daesa_profile_reading_us(&house, count.n_halves, count.n_words);
}

/* What the house does not bar is left alone. */
static unsigned wanted(const struct mender *m)
{
    unsigned what = m->opts->what;
    if (!m->house->bars_italics)
        what &= ~(unsigned)DAESA_MEND_ITALIC;
    if (m->house->dash == DAESA_DASH_ANY)
        what &= ~(unsigned)DAESA_MEND_DASH;
    return what;
}

static size_t line_stops(struct daesa_str plain)
{
    struct daesa_str rest = plain, line;
    size_t n = 0;
    while (daesa_str_next_line(&rest, &line))
        n += daesa_ends_in_stop(line);
    return n;
}

/* Whether mending made another fault: a space that was a break, or a third stop, is a
 * character more to be read, and what stood within a line may end one. */
static bool is_worse(const struct mender *m, const struct daesa_text *before)
{
    int64_t length_us = daesa_cue_timed(m->cue) ? m->cue->end_us - m->cue->start_us : 0;
    if (m->house->bars_line_stops &&
        line_stops(m->text->plain) > line_stops(before->plain))
        return true;
    return daesa_mend_reading_us(m->opts, before) <= length_us + m->rounding_us &&
           daesa_mend_reading_us(m->opts, m->text) > length_us;
}

/* Mends one thing, unless that makes another fault. */
static void try_mending(struct mender *m, void (*mend)(struct mender *m))
{
    const struct daesa_text text = *m->text;
    struct daesa_word *words = m->cue->words;
    size_t n_words = m->cue->n_words;
    mend(m);
    if (m->status || !is_worse(m, &text))
        return;
    *m->text = text;
    m->cue->words = words;
    m->cue->n_words = n_words;
}

enum daesa_status daesa_mend_texts(struct daesa_track *track,
                                   const struct daesa_mend_opts *opts)
{
    struct mender m = {
        .opts = opts, .track = track, .rounding_us = daesa_track_rounding_us(track)};
    for (size_t i = 0; !m.status && i < track->n_cues; i++) {
        m.cue = &track->cues[i];
        for (size_t j = 0; !m.cue->comment && !m.status && j < m.cue->n_texts; j++) {
            m.text = &m.cue->texts[j];
            m.house = daesa_mend_house(opts, m.text);
            for (size_t k = 0; !m.status && k < sizeof menders / sizeof *menders; k++)
                if (wanted(&m) & menders[k].what)
                    try_mending(&m, menders[k].mend);
        }
    }
    daesa_tokens_finish(&m.tokens);
    return m.status;
}
