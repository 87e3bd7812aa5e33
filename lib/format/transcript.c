/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/transcript.h"

#include "core/array.h"
#include "text/utf8.h"
#include "text/word.h"

#include <stdlib.h>

const char *const daesa_transcript_spans[DAESA_SPAN_RAW + 1] = {
    [DAESA_SPAN_BOLD] = "bold",           [DAESA_SPAN_ITALIC] = "italic",
    [DAESA_SPAN_UNDERLINE] = "underline", [DAESA_SPAN_STRIKE] = "strike",
    [DAESA_SPAN_COLOUR] = "colour",       [DAESA_SPAN_BACKGROUND] = "background",
    [DAESA_SPAN_FONT] = "font",           [DAESA_SPAN_SIZE] = "size",
    [DAESA_SPAN_RUBY] = "ruby",           [DAESA_SPAN_CLASS] = "class",
    [DAESA_SPAN_VOICE] = "voice",         [DAESA_SPAN_LANGUAGE] = "language",
    [DAESA_SPAN_TIME] = "time",           [DAESA_SPAN_RAW] = "raw",
};

enum daesa_status daesa_transcript_fields(struct daesa_reader *in,
                                          struct daesa_field **fields, size_t *n_fields,
                                          struct daesa_json_value value)
{
    struct daesa_json_members m = daesa_json_members(value);
    if (daesa_json_kind(value) != DAESA_JSON_OBJECT)
        return daesa_json_bad(in, value, "json-type",
                              "\"fields\" is an object of strings");
    while (daesa_json_step(&m)) {
        struct daesa_str text = {0};
        enum daesa_status status = daesa_json_take_string(in, m.value, &text);
        if (!status)
            status = daesa_field_add(in->track, fields, n_fields, m.key, text);
        if (status)
            return status;
    }
    return DAESA_OK;
}

/* ---- spans: from and to count characters in the file, bytes inside ---- */

static size_t byte_of(struct daesa_str text, int64_t character)
{
    size_t at = 0;
    for (; character > 0 && at < text.len; character--)
        daesa_utf8_next(text, &at);
    return at;
}

static bool parse_colour(struct daesa_str text, int64_t *out)
{
    int64_t n = 0;
    if ((text.len != 7 && text.len != 9) || text.s[0] != '#')
        return false;
    for (size_t i = 1; i < text.len; i++) {
        char c = text.s[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return false;
        n = n * 16 + digit;
    }
    *out = text.len == 7 ? n << 8 | 0xFF : n;
    return true;
}

enum daesa_status daesa_transcript_colour(const struct daesa_reader *in,
                                          struct daesa_json_value value, int64_t *out)
{
    return parse_colour(daesa_json_string(value), out)
               ? DAESA_OK
               : daesa_json_bad(in, value, "json-colour",
                                "a colour is \"#rrggbb\" or \"#rrggbbaa\"");
}

static enum daesa_status span_value(struct daesa_reader *in,
                                    struct daesa_json_value value,
                                    struct daesa_span *span)
{
    if (span->kind == DAESA_SPAN_TIME)
        return daesa_json_take_time(in, value, &span->number);
    if (span->kind == DAESA_SPAN_COLOUR || span->kind == DAESA_SPAN_BACKGROUND)
        return daesa_transcript_colour(in, value, &span->number);
    return daesa_json_take_string(in, value, &span->value);
}

static bool span_kind(struct daesa_str name, enum daesa_span_kind *out)
{
    for (int i = 0; i <= DAESA_SPAN_RAW; i++)
        if (daesa_str_is(name, daesa_transcript_spans[i])) {
            *out = (enum daesa_span_kind)i;
            return true;
        }
    return false;
}

static enum daesa_status read_span(struct daesa_reader *in, struct daesa_json_value from,
                                   struct daesa_str plain, struct daesa_span *out)
{
    struct daesa_json_value value = daesa_json_get(from, "value");
    int64_t begin = 0, end = 0;
    struct daesa_span span = {0};
    if (daesa_json_kind(from) != DAESA_JSON_OBJECT ||
        !span_kind(daesa_json_string(daesa_json_get(from, "kind")), &span.kind))
        return daesa_json_bad(in, from, "json-span",
                              "a span is an object with one of the known kinds");
    enum daesa_status status =
        daesa_json_take_int(in, daesa_json_get(from, "from"), 0, INT32_MAX, &begin);
    if (!status)
        status =
            daesa_json_take_int(in, daesa_json_get(from, "to"), begin, INT32_MAX, &end);
    if (!status && value.node)
        status = span_value(in, value, &span);
    if (status)
        return status;
    span.from = byte_of(plain, begin);
    span.to = byte_of(plain, end);
    if (span.kind == DAESA_SPAN_RAW || span.kind == DAESA_SPAN_TIME)
        span.to = span.from;
    *out = span;
    return DAESA_OK;
}

static int by_place(const void *left, const void *right)
{
    const struct daesa_span *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to > b->to ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static bool sorted(const struct daesa_span *spans, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (spans[i - 1].from > spans[i].from ||
            (spans[i - 1].from == spans[i].from && spans[i - 1].to < spans[i].to))
            return false;
    return true;
}

static enum daesa_status read_spans(struct daesa_reader *in, struct daesa_json_value from,
                                    struct daesa_text *text)
{
    struct daesa_json_members m = daesa_json_members(from);
    size_t n = 0;
    if (daesa_json_kind(from) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, from, "json-type", "\"spans\" is an array");
    while (daesa_json_step(&m))
        n++;
    struct daesa_span *spans = daesa_arena_alloc(&in->track->arena, n, sizeof *spans);
    if (!spans)
        return DAESA_NO_MEMORY;
    m = daesa_json_members(from);
    for (size_t i = 0; daesa_json_step(&m); i++) {
        enum daesa_status status = read_span(in, m.value, text->plain, &spans[i]);
        if (status)
            return status;
    }
    if (!sorted(spans, n))
        qsort(spans, n, sizeof *spans, by_place);
    text->spans = spans;
    text->n_spans = n;
    return DAESA_OK;
}

/* ---- texts ---- */

/* A text is a string, or an object with "text", "spans" and more. */
static enum daesa_status read_text(struct daesa_reader *in, struct daesa_cue *cue,
                                   struct daesa_str language,
                                   struct daesa_json_value from)
{
    bool plain = daesa_json_kind(from) != DAESA_JSON_OBJECT;
    struct daesa_json_value value = plain ? from : daesa_json_get(from, "text"),
                            spans = {0};
    struct daesa_str string = {0};
    if (daesa_json_kind(value) == DAESA_JSON_NONE)
        return daesa_json_bad(in, from, "json-type",
                              "this object has no \"text\"; texts in several languages "
                              "stand in \"texts\"");
    enum daesa_status status = daesa_json_take_string(in, value, &string);
    if (status)
        return status;
    struct daesa_text *text = daesa_cue_add_text(in->track, cue, language, string);
    if (!text)
        return DAESA_NO_MEMORY;
    struct daesa_json_members m = daesa_json_members(from);
    while (!plain && !status && daesa_json_step(&m)) {
        if (daesa_str_is(m.key, "spans"))
            spans = m.value;
        else if (daesa_str_is(m.key, "language"))
            status = daesa_json_take_string(in, m.value, &text->language);
        else if (daesa_str_is(m.key, "fields"))
            status = daesa_transcript_fields(in, &text->fields, &text->n_fields, m.value);
        else if (!daesa_str_is(m.key, "text"))
            status = daesa_json_keep(in, "json", &text->fields, &text->n_fields, m.key,
                                     m.value);
    }
    return status || !spans.node ? status : read_spans(in, spans, text);
}

/* An object by language, or an array where languages repeat or are not known. */
static enum daesa_status read_texts(struct daesa_reader *in, void *object,
                                    struct daesa_json_value from)
{
    struct daesa_json_members m = daesa_json_members(from);
    enum daesa_json_kind kind = daesa_json_kind(from);
    if (kind != DAESA_JSON_OBJECT && kind != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, from, "json-type",
                              "\"texts\" is an object of texts by language, or an array");
    while (daesa_json_step(&m)) {
        enum daesa_status status = read_text(in, object, m.key, m.value);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status read_one_text(struct daesa_reader *in, void *object,
                                       struct daesa_json_value from)
{
    struct daesa_str language =
        in->track->language.len ? in->track->language : daesa_reader_language(in);
    return read_text(in, object, language, from);
}

/* ---- words ---- */

static enum daesa_status read_word(struct daesa_reader *in, struct daesa_json_value from,
                                   struct daesa_word *word, struct daesa_str *text)
{
    struct daesa_json_members m = daesa_json_members(from);
    enum daesa_status status = DAESA_OK;
    if (daesa_json_kind(from) != DAESA_JSON_OBJECT)
        return daesa_json_bad(in, from, "json-type", "a word is an object");
    *word = (struct daesa_word){
        .start_us = DAESA_TIME_NONE, .end_us = DAESA_TIME_NONE, .confidence = -1};
    while (!status && daesa_json_step(&m)) {
        if (daesa_str_is(m.key, "text"))
            status = daesa_json_take_string(in, m.value, text);
        else if (daesa_str_is(m.key, "start"))
            status = daesa_json_take_time(in, m.value, &word->start_us);
        else if (daesa_str_is(m.key, "end"))
            status = daesa_json_take_time(in, m.value, &word->end_us);
        else if (daesa_str_is(m.key, "confidence"))
            status = daesa_json_take_float(in, m.value, &word->confidence);
    }
    return status;
}

/* Words stand in the first text in their order; one that does not is told. */
static enum daesa_status read_words(struct daesa_reader *in, struct daesa_json_value from,
                                    struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(from);
    struct daesa_str plain = cue->n_texts ? cue->texts[0].plain : (struct daesa_str){0};
    size_t n = 0, at = 0;
    if (daesa_json_kind(from) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, from, "json-type", "\"words\" is an array");
    while (daesa_json_step(&m))
        n++;
    struct daesa_word *words = daesa_arena_alloc(&in->track->arena, n, sizeof *words);
    if (!words)
        return DAESA_NO_MEMORY;
    m = daesa_json_members(from);
    while (daesa_json_step(&m)) {
        struct daesa_str text = {0};
        struct daesa_word *word = &words[cue->n_words];
        enum daesa_status status = read_word(in, m.value, word, &text);
        if (status)
            return status;
        if (!daesa_word_find(plain, text, &at, &word->from, &word->to)) {
            daesa_reader_report(in, DAESA_WARNING, "json-word",
                                daesa_reader_locate(in, m.value.raw),
                                "the word \"%.*s\" is not in the rest of the line's text",
                                DAESA_STR_ARGS(text));
            continue;
        }
        cue->n_words++;
    }
    cue->words = words;
    return DAESA_OK;
}

/* ---- lines ---- */

#define TAKE(name)                                                       \
    static enum daesa_status name(struct daesa_reader *in, void *object, \
                                  struct daesa_json_value value)

TAKE(take_id)
{
    struct daesa_cue *cue = object;
    /* People number their lines: 7 is taken as "7". */
    if (daesa_json_kind(value) == DAESA_JSON_NUMBER)
        return daesa_arena_copy(&in->track->arena, value.raw, &cue->id) ? DAESA_OK
                                                                        : DAESA_NO_MEMORY;
    return daesa_json_take_string(in, value, &cue->id);
}

TAKE(take_speaker)
{
    return daesa_json_take_string(in, value, &((struct daesa_cue *)object)->speaker);
}

TAKE(take_start)
{
    return daesa_json_take_time(in, value, &((struct daesa_cue *)object)->start_us);
}

TAKE(take_end)
{
    return daesa_json_take_time(in, value, &((struct daesa_cue *)object)->end_us);
}

TAKE(take_after)
{
    return daesa_json_take_time(in, value, &((struct daesa_cue *)object)->after_us);
}

TAKE(take_before)
{
    return daesa_json_take_time(in, value, &((struct daesa_cue *)object)->before_us);
}

TAKE(take_at)
{
    return daesa_json_take_time(in, value, &((struct daesa_cue *)object)->at_us);
}

TAKE(take_confidence)
{
    return daesa_json_take_float(in, value, &((struct daesa_cue *)object)->confidence);
}

TAKE(take_spoken)
{
    struct daesa_cue *cue = object;
    bool spoken = false;
    enum daesa_status status = daesa_json_take_bool(in, value, &spoken);
    if (!status && daesa_json_kind(value) == DAESA_JSON_BOOL)
        cue->speech = spoken ? DAESA_SPEECH_FOUND : DAESA_SPEECH_NOT_FOUND;
    return status;
}

TAKE(take_style)
{
    return daesa_json_take_string(in, value, &((struct daesa_cue *)object)->style);
}

TAKE(take_comment)
{
    return daesa_json_take_bool(in, value, &((struct daesa_cue *)object)->comment);
}

TAKE(take_line_fields)
{
    struct daesa_cue *cue = object;
    return daesa_transcript_fields(in, &cue->fields, &cue->n_fields, value);
}

TAKE(take_position)
{
    struct daesa_cue *cue = object;
    struct daesa_json_value x = daesa_json_get(value, "x"),
                            y = daesa_json_get(value, "y"),
                            anchor = daesa_json_get(value, "anchor");
    int64_t number = 0;
    enum daesa_status status = DAESA_OK;
    if (daesa_json_kind(value) != DAESA_JSON_OBJECT)
        return daesa_json_bad(in, value, "json-type", "\"position\" is an object");
    if (anchor.node)
        status = daesa_json_take_int(in, anchor, 0, 9, &number);
    if (!status && x.node)
        status = daesa_json_take_float(in, x, &cue->position.x);
    if (!status && y.node)
        status = daesa_json_take_float(in, y, &cue->position.y);
    cue->position.anchor = (uint8_t)number;
    cue->position.placed = x.node && y.node;
    return status;
}

/* Words want the text first: read last, whatever their place. */
TAKE(skip)
{
    (void)in;
    (void)object;
    (void)value;
    return DAESA_OK;
}

static const struct {
    const char *name;
    enum daesa_status (*take)(struct daesa_reader *in, void *cue,
                              struct daesa_json_value value);
} line_keys[] = {
    {"after", take_after},           {"at", take_at},
    {"before", take_before},         {"comment", take_comment},
    {"confidence", take_confidence}, {"end", take_end},
    {"fields", take_line_fields},    {"id", take_id},
    {"position", take_position},     {"speaker", take_speaker},
    {"spoken", take_spoken},         {"start", take_start},
    {"style", take_style},           {"text", read_one_text},
    {"texts", read_texts},           {"words", skip},
};

enum daesa_status daesa_transcript_read_line(struct daesa_reader *in,
                                             struct daesa_json_value line,
                                             struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(line);
    struct daesa_json_value words = {0};
    const size_t n = sizeof line_keys / sizeof *line_keys;
    if (daesa_json_kind(line) != DAESA_JSON_OBJECT)
        return daesa_json_bad(in, line, "json-type", "a line is an object { }");
    while (daesa_json_step(&m)) {
        size_t i = 0;
        while (i < n && !daesa_str_is(m.key, line_keys[i].name))
            i++;
        enum daesa_status status = i < n
                                       ? line_keys[i].take(in, cue, m.value)
                                       : daesa_json_keep(in, "json", &cue->fields,
                                                         &cue->n_fields, m.key, m.value);
        if (status)
            return status;
        if (daesa_str_is(m.key, "words"))
            words = m.value;
    }
    if (words.node && daesa_json_kind(words) != DAESA_JSON_NULL)
        return read_words(in, words, cue);
    return DAESA_OK;
}
