/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* SAMI, after Microsoft's "Understanding SAMI 1.0" and what Korean players make of
 * it. The quirks of the wild:
 * - Every class is a row of subtitles of its own: a cue ends at the next SYNC of its
 *   class (FFmpeg, VLC and pysubs2 mix the classes), with a text or with "&nbsp;",
 *   which clears; without class it clears all. The last cue of a class may have no
 *   end. Where the times of two classes agree, they are texts of one cue.
 * - SYNCs are out of order (the second language behind the first), equal, negative,
 *   or lack their ">"; lines lie between SYNC and P; an "End" is honoured.
 * - Classes are not declared, or as "kr-KR": then their usual names tell.
 * - Tags are not closed, attributes not quoted; colours have a digit too many.
 * sami_scan.c finds the paragraphs, sami_text.c reads and writes their texts. */
#include "core/array.h"
#include "format/guess.h"
#include "format/read.h"
#include "format/sami_class.h"
#include "format/sami_scan.h"
#include "format/sami_seen.h"
#include "format/sami_text.h"
#include "format/sami_write.h"

#include <stdlib.h>
#include <string.h>

/* Instead of the index of a class: the SYNC clears all, or concerns none. */
#define ALL DAESA_SAMI_MAX_CLASSES
#define NONE (DAESA_SAMI_MAX_CLASSES + 1)
#define MAX_ROWS ((size_t)8 << 20)

/* What a class shows from a SYNC on. */
struct row {
    struct daesa_str raw, body;
    struct daesa_str speaker; /* the body of the ID=Source before it */
    int64_t start_us, until_us, end_us;
    size_t class, order;
    size_t next; /* the next text of the same cue, plus one; 0: none */
    int32_t line;
    bool shows, follows; /* follows: it is a further text of a cue */
    bool guessed;        /* nothing ends it */
};

struct scan {
    struct daesa_reader *in;
    struct daesa_sami_classes classes;
    struct row *rows;
    size_t n_rows, cap_rows;
    struct daesa_markup markup;
    const char *counted; /* lines are counted up to here */
    int32_t line;
    struct daesa_str speaker;
    int64_t last_us[DAESA_SAMI_MAX_CLASSES]; /* of the class's SYNC before */
    bool has_last[DAESA_SAMI_MAX_CLASSES], last_shows[DAESA_SAMI_MAX_CLASSES];
    size_t n_comments;
};

static void warn(struct scan *s, int32_t line, const char *rule, const char *what)
{
    daesa_reader_report(s->in, DAESA_WARNING, rule, daesa_reader_place(s->in, line, 0),
                        "%s", what);
}

static void count_lines(struct scan *s, const char *to)
{
    for (const char *c = s->counted; c < to; c++)
        s->line += *c == '\n' || (*c == '\r' && (c + 1 == to || c[1] != '\n'));
    s->counted = to;
}

/* Milliseconds, perhaps negative or with a fraction. */
static bool take_ms(struct daesa_str text, int64_t *us)
{
    long long whole, part = 0;
    bool negative = daesa_str_starts(text, "-");
    text = daesa_str_from(text, negative);
    if (daesa_str_ends(text, "ms"))
        text.len -= 2;
    size_t point = daesa_str_find_char(text, '.');
    struct daesa_str fraction = daesa_str_slice(text, point + 1, point + 4);
    if (!daesa_str_to_count(daesa_str_slice(text, 0, point), DAESA_TIME_MAX / 1000,
                            &whole) ||
        (fraction.len && !daesa_str_to_count(fraction, 999, &part)))
        return false;
    for (size_t i = fraction.len; i < 3 && part; i++)
        part *= 10;
    *us = (negative ? -1 : 1) * (whole * 1000 + part);
    return true;
}

static enum daesa_status find_class(struct scan *s, struct daesa_str name, int32_t line,
                                    size_t *out)
{
    size_t i = daesa_sami_class_find(&s->classes, name);
    if (i == DAESA_SAMI_MAX_CLASSES)
        i = daesa_sami_class_add(&s->classes, name);
    if (i == DAESA_SAMI_MAX_CLASSES)
        return daesa_fail(s->in->sink, DAESA_LIMIT, "sami-too-many-classes",
                          daesa_reader_place(s->in, line, 0),
                          "more than %d classes; the file is not read",
                          DAESA_SAMI_MAX_CLASSES);
    *out = i;
    return DAESA_OK;
}

static void check_order(struct scan *s, const struct row *row)
{
    if (row->class >= ALL || row->start_us == DAESA_TIME_NONE)
        return;
    bool has_last = s->has_last[row->class];
    int64_t last_us = s->last_us[row->class];
    if (has_last && row->start_us < last_us)
        warn(s, row->line, "sami-out-of-order",
             "this SYNC is earlier than the one before it of its class");
    else if (has_last && row->start_us == last_us && row->shows &&
             s->last_shows[row->class])
        warn(s, row->line, "sami-same-start",
             "two texts of a class start at once; both are shown");
    s->has_last[row->class] = true;
    s->last_us[row->class] = row->start_us;
    s->last_shows[row->class] = row->shows;
}

static void check_piece(struct scan *s, const struct daesa_sami_piece *piece,
                        const struct row *row)
{
    if (piece->unclosed)
        warn(s, row->line, "sami-unclosed-tag", "a tag without its \">\"");
    if (piece->open_comment)
        warn(s, row->line, "sami-unclosed-comment",
             "a comment without its \"-->\" is taken to be empty");
    if (piece->first && row->start_us == DAESA_TIME_NONE)
        warn(s, row->line, "sami-bad-start",
             "the start of this SYNC cannot be read; its text is kept without times");
    else if (piece->first && row->start_us < 0)
        warn(s, row->line, "sami-negative-start", "this SYNC is before the start");
    check_order(s, row);
    s->n_comments += piece->n_comments;
}

static enum daesa_status add_row(struct scan *s, const struct daesa_sami_piece *piece)
{
    if (s->n_rows >= MAX_ROWS)
        return daesa_fail(s->in->sink, DAESA_LIMIT, "too-many-cues",
                          daesa_reader_place(s->in, s->line, 0),
                          "more than %zu SYNCs; the file is not read", MAX_ROWS);
    struct row *rows =
        daesa_array_grow(s->rows, &s->cap_rows, s->n_rows + 1, sizeof *rows);
    if (!rows)
        return DAESA_NO_MEMORY;
    s->rows = rows;
    struct row row = {.raw = piece->raw,
                      .body = piece->body,
                      .start_us = DAESA_TIME_NONE,
                      .until_us = DAESA_TIME_NONE,
                      .end_us = DAESA_TIME_NONE,
                      .class = ALL,
                      .order = s->n_rows,
                      .shows = !piece->source && daesa_sami_seen(piece->body) > 0};
    count_lines(s, piece->raw.s);
    row.line = s->line;
    take_ms(piece->start, &row.start_us);
    take_ms(piece->until, &row.until_us);
    if (piece->first)
        s->speaker = (struct daesa_str){0};
    if (piece->source)
        s->speaker = piece->body;
    row.speaker = s->speaker;
    enum daesa_status status = DAESA_OK;
    if (piece->source)
        row.class = NONE;
    else if (piece->class_name.len)
        status = find_class(s, piece->class_name, row.line, &row.class);
    if (status)
        return status;
    check_piece(s, piece, &row);
    rows[s->n_rows++] = row;
    return DAESA_OK;
}

/* Texts that name no class are of the first one. */
static enum daesa_status settle_classes(struct scan *s)
{
    for (size_t i = 0; i < s->n_rows; i++) {
        struct row *row = &s->rows[i];
        if (row->class != ALL || !row->shows)
            continue;
        if (s->classes.n == 0)
            daesa_sami_class_add(&s->classes, (struct daesa_str){0});
        row->class = 0;
    }
    const char *wanted = s->in->opts->class_name;
    if (!wanted)
        return DAESA_OK;
    size_t class = daesa_sami_class_find(&s->classes, daesa_str_of(wanted));
    if (class < DAESA_SAMI_MAX_CLASSES) {
        for (size_t i = 0; i < s->n_rows; i++)
            s->rows[i].shows = s->rows[i].shows && s->rows[i].class == class;
        return DAESA_OK;
    }
    struct daesa_buf names = {0};
    for (size_t i = 0; i < s->classes.n; i++) {
        daesa_buf_add_text(&names, i ? ", " : "");
        daesa_buf_add(&names, s->classes.items[i].name);
    }
    enum daesa_status status = daesa_fail(
        s->in->sink, DAESA_NOT_FOUND, "class-unknown", daesa_reader_place(s->in, 0, 0),
        "no class is called \"%.100s\"; there are: %.*s", wanted,
        DAESA_STR_ARGS(daesa_buf_str(&names)));
    daesa_buf_finish(&names);
    return status;
}

/* ---- when cues end, and which are one ---- */

static int compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_start(const void *a, const void *b)
{
    const struct row *x = *(struct row *const *)a, *y = *(struct row *const *)b;
    int order = compare(x->start_us, y->start_us);
    return order ? order : compare((int64_t)x->order, (int64_t)y->order);
}

static int by_times_and_class(const void *a, const void *b)
{
    const struct row *x = *(struct row *const *)a, *y = *(struct row *const *)b;
    int order = compare(x->start_us, y->start_us);
    order = order ? order : compare(x->end_us, y->end_us);
    order = order ? order : compare((int64_t)x->class, (int64_t)y->class);
    return order ? order : compare((int64_t)x->order, (int64_t)y->order);
}

/* Ends what nothing ends, all that begins at once together. */
static void guess_ends(struct row **rows, size_t n)
{
    for (size_t first = 0, end; first < n; first = end) {
        int64_t longest_us = 0;
        for (end = first; end < n && rows[end]->start_us == rows[first]->start_us;
             end++) {
            if (rows[end]->end_us != DAESA_TIME_NONE || !rows[end]->shows)
                continue;
            int64_t us = daesa_guess_duration_us(daesa_sami_count(rows[end]->body));
            longest_us = us > longest_us ? us : longest_us;
        }
        for (size_t i = first; i < end; i++) {
            rows[i]->guessed = rows[i]->end_us == DAESA_TIME_NONE;
            if (rows[i]->guessed)
                rows[i]->end_us = rows[i]->start_us + longest_us;
        }
    }
}

/* From the last time to the first: a row ends where its class goes on. */
static void find_ends(struct row **rows, size_t n)
{
    int64_t next_us[DAESA_SAMI_MAX_CLASSES];
    for (size_t i = 0; i < DAESA_SAMI_MAX_CLASSES; i++)
        next_us[i] = DAESA_TIME_NONE;
    for (size_t last = n, first; last > 0; last = first) {
        first = last - 1;
        while (first > 0 && rows[first - 1]->start_us == rows[last - 1]->start_us)
            first--;
        for (size_t i = first; i < last; i++)
            if (rows[i]->class < ALL)
                rows[i]->end_us = next_us[rows[i]->class];
        for (size_t i = first; i < last; i++) {
            size_t class = rows[i]->class;
            if (class < ALL)
                next_us[class] = rows[i]->start_us;
            for (size_t k = 0; class == ALL && k < DAESA_SAMI_MAX_CLASSES; k++)
                next_us[k] = rows[i]->start_us;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (rows[i]->until_us > rows[i]->start_us &&
            (rows[i]->end_us == DAESA_TIME_NONE || rows[i]->until_us < rows[i]->end_us))
            rows[i]->end_us = rows[i]->until_us;
}

/* Ties rows of different classes with the same times together: the first of each
 * class, then the second, and so on. `rows` are sorted by times and class. */
static void join_classes(struct row *all, struct row **rows, size_t n, struct row **last)
{
    for (size_t first = 0, end; first < n; first = end) {
        size_t n_cues = 0, nth = 0;
        for (end = first; end < n && rows[end]->start_us == rows[first]->start_us &&
                          rows[end]->end_us == rows[first]->end_us;
             end++) {
            bool same = end > first && rows[end]->class == rows[end - 1]->class;
            nth = same ? nth + 1 : 0;
            if (nth < n_cues) {
                last[nth]->next = (size_t)(rows[end] - all) + 1;
                rows[end]->follows = true;
                last[nth] = rows[end];
            } else {
                last[n_cues++] = rows[end];
            }
        }
    }
}

static enum daesa_status tie(struct scan *s)
{
    struct row **rows = calloc(s->n_rows + 1, sizeof *rows);
    struct row **last = calloc(s->n_rows + 1, sizeof *last);
    size_t n = 0, n_shown = 0;
    enum daesa_status status = rows && last ? DAESA_OK : DAESA_NO_MEMORY;
    if (status)
        goto done;
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->rows[i].start_us != DAESA_TIME_NONE)
            rows[n++] = &s->rows[i];
    qsort(rows, n, sizeof *rows, by_start);
    find_ends(rows, n);
    guess_ends(rows, n);
    for (size_t i = 0; i < n; i++)
        if (rows[i]->shows)
            rows[n_shown++] = rows[i];
    qsort(rows, n_shown, sizeof *rows, by_times_and_class);
    join_classes(s->rows, rows, n_shown, last);
done:
    free(rows);
    free(last);
    return status;
}

/* ---- cues ---- */

static enum daesa_status read_body(struct scan *s, const struct row *row,
                                   struct daesa_str body)
{
    struct daesa_sami_odd odd = {0};
    struct daesa_str composed;
    enum daesa_status status = daesa_sami_compose(&s->in->track->arena, body, &composed);
    if (!status)
        status = daesa_sami_read_text(&s->markup, &s->in->track->arena, composed, &odd);
    if (!status && odd.colour)
        warn(s, row->line, "sami-colour",
             "a colour that is not written as such; read as far as it goes");
    return status;
}

static enum daesa_status set_speaker(struct scan *s, struct daesa_cue *cue,
                                     const struct row *row)
{
    struct daesa_cue scratch = {0};
    if (!row->speaker.s || cue->speaker.len)
        return DAESA_OK;
    enum daesa_status status = read_body(s, row, row->speaker);
    if (!status)
        status =
            daesa_markup_end(&s->markup, s->in->track, &scratch, (struct daesa_str){0});
    if (!status)
        cue->speaker = scratch.texts[0].plain;
    return status;
}

/* Names the class in a field, unless it is the only one of the language and called as
 * usual. */
static enum daesa_status set_class(struct scan *s, struct daesa_cue *cue, size_t class)
{
    struct daesa_text *text = &cue->texts[cue->n_texts - 1];
    const struct daesa_sami_class *named = &s->classes.items[class];
    if (named->name.len == 0)
        return DAESA_OK;
    if (daesa_sami_class_usual(named->name, text->language, 0) &&
        daesa_sami_class_of(&s->classes, text->language, 0) == class &&
        daesa_sami_class_of(&s->classes, text->language, 1) == DAESA_SAMI_MAX_CLASSES)
        return DAESA_OK;
    return daesa_field_add(s->in->track, &text->fields, &text->n_fields,
                           daesa_str_of(DAESA_SAMI_CLASS_FIELD), named->name);
}

static enum daesa_status add_text(struct scan *s, struct daesa_cue *cue,
                                  const struct row *row)
{
    struct daesa_str language = s->classes.items[row->class].language;
    enum daesa_status status = set_speaker(s, cue, row);
    if (!status)
        status = read_body(s, row, row->body);
    if (!status)
        status = daesa_markup_end(&s->markup, s->in->track, cue,
                                  language.len ? language : daesa_reader_language(s->in));
    return status ? status : set_class(s, cue, row->class);
}

static void set_times(struct scan *s, struct daesa_cue *cue, const struct row *row)
{
    cue->start_us = row->start_us;
    cue->end_us = row->end_us;
    if (!row->guessed)
        return;
    int64_t us = row->end_us - row->start_us;
    daesa_reader_report(s->in, DAESA_WARNING, "sami-no-end",
                        daesa_reader_place(s->in, row->line, 0),
                        "nothing ends this cue; it is shown for %d.%d seconds",
                        (int)(us / 1000000), (int)(us / 100000 % 10));
}

/* The cue that begins with a row, and what of the file is its own. */
static enum daesa_status add_cue(struct scan *s, const struct row *row, const char **done)
{
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(s->in, row->line, &cue);
    const struct row *text = row;
    while (!status && text) {
        status = add_text(s, cue, text);
        text = text->next ? &s->rows[text->next - 1] : NULL;
    }
    if (status)
        return status;
    set_times(s, cue, row);
    cue->source.raw = row->raw;
    for (text = row; text->next == text->order + 2; text++)
        if (text->raw.s + text->raw.len == text[1].raw.s)
            cue->source.raw.len += text[1].raw.len;
        else
            break;
    if (s->in->track->n_cues == 1)
        s->in->track->head =
            daesa_str_slice(s->in->text, 0, (size_t)(row->raw.s - s->in->text.s));
    const char *lead = s->in->track->n_cues == 1 ? row->raw.s : *done;
    if (!s->in->opts->class_name)
        cue->source.lead = (struct daesa_str){lead, (size_t)(row->raw.s - lead)};
    *done = row->raw.s + cue->source.raw.len;
    cue->source.digest = daesa_cue_digest(cue);
    return DAESA_OK;
}

static enum daesa_status add_cues(struct scan *s)
{
    struct daesa_str text = s->in->text;
    const char *done = text.s;
    s->in->track->head = text;
    for (size_t i = 0; i < s->n_rows; i++) {
        const struct row *row = &s->rows[i];
        if (!row->shows || row->follows)
            continue;
        enum daesa_status status = add_cue(s, row, &done);
        if (status)
            return status;
    }
    if (s->in->track->n_cues)
        s->in->track->tail = (struct daesa_str){done, (size_t)(text.s + text.len - done)};
    else
        s->in->track->tail = daesa_str_from(text, text.len);
    return DAESA_OK;
}

/* A title has one line and no markup. */
static enum daesa_status set_title(struct scan *s, struct daesa_str body)
{
    struct daesa_cue scratch = {0};
    enum daesa_status status = read_body(s, &(struct row){.line = 0}, body);
    for (size_t i = 0; i < s->markup.plain.len; i++)
        if (s->markup.plain.s[i] == '\n')
            s->markup.plain.s[i] = ' ';
    if (!status)
        status =
            daesa_markup_end(&s->markup, s->in->track, &scratch, (struct daesa_str){0});
    if (!status)
        s->in->track->title = scratch.texts[0].plain;
    return status;
}

static enum daesa_status read_title(struct scan *s, struct daesa_str head)
{
    struct daesa_sami_scan scan = {.text = head};
    struct daesa_sami_mark mark;
    size_t from = 0;
    while (daesa_sami_next_mark(&scan, &mark)) {
        if (mark.comment || !daesa_str_is_nocase(mark.tag.name, "title"))
            continue;
        if (mark.tag.closes && from)
            return set_title(s, daesa_str_slice(head, from, mark.begin));
        from = mark.end;
    }
    return DAESA_OK;
}

static bool is_sami(struct daesa_str text)
{
    return daesa_str_starts_nocase(daesa_str_trim(text), "<sami");
}

static enum daesa_status scan_pieces(struct scan *s)
{
    struct daesa_sami_scan scan = {.text = s->in->text};
    struct daesa_sami_piece piece;
    while (daesa_sami_next_piece(&scan, &piece)) {
        enum daesa_status status = add_row(s, &piece);
        if (status)
            return status;
    }
    if (s->n_rows == 0 && is_sami(s->in->text))
        warn(s, 0, "sami-no-sync", "there is no SYNC in the file: it shows nothing");
    else if (s->n_rows == 0 && daesa_str_trim(s->in->text).len)
        return daesa_fail(s->in->sink, DAESA_BAD_INPUT, "sami-no-sync",
                          daesa_reader_place(s->in, 0, 0),
                          "there is no SYNC in the file");
    if (s->n_comments)
        daesa_reader_report(
            s->in, DAESA_NOTE, "sami-comments", daesa_reader_place(s->in, 0, 0),
            "comments of the author: %zu; only SAMI keeps them", s->n_comments);
    return DAESA_OK;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan *s = calloc(1, sizeof *s);
    if (!s)
        return DAESA_NO_MEMORY;
    struct daesa_str head = daesa_str_slice(in->text, 0, daesa_sami_first_sync(in->text));
    s->in = in;
    s->counted = in->text.s;
    s->line = 1;
    daesa_sami_classes_parse(&s->classes, head);
    enum daesa_status status = read_title(s, head);
    if (!status)
        status = scan_pieces(s);
    if (!status)
        status = settle_classes(s);
    if (!status)
        status = tie(s);
    if (!status)
        status = add_cues(s);
    daesa_markup_finish(&s->markup);
    free(s->rows);
    free(s);
    return status;
}

static int sniff(struct daesa_str text)
{
    return is_sami(text) ? 100 : daesa_sami_first_sync(text) < text.len ? 75 : 0;
}

const struct daesa_format daesa_format_sami = {
    .name = "sami",
    .title = "SAMI",
    .extensions = "smi sami",
    .prefix = "sami",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_TITLE |
             DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |
             DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_STRIKE) |
             DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) | DAESA_SPAN_BIT(DAESA_SPAN_FONT) |
             DAESA_SPAN_BIT(DAESA_SPAN_SIZE) | DAESA_SPAN_BIT(DAESA_SPAN_RUBY),
    .unit_us = 1000,
    .charset = "CP949",
    .writes_bom = true,
    .references = true,
    .sniff = sniff,
    .read = read,
    .write = daesa_sami_write,
};
