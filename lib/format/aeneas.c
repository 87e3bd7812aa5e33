/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The synchronisation map of aeneas as JSON (its manual, "Output file formats"): a
 * tree of "fragments" with "begin" and "end", seconds as strings, and "lines". With
 * several levels (paragraphs, sentences, words) the cues are the fragments that nothing
 * is below, or nothing but single words: those are their words. */
#include "format/json_value.h"
#include "text/language.h"
#include "text/word.h"

/* "12.345", or a number. */
static enum daesa_status take_time(struct daesa_reader *in, struct daesa_json_value value,
                                   int64_t *out)
{
    if (daesa_json_kind(value) != DAESA_JSON_STRING)
        return daesa_json_take_time(in, value, out);
    if (daesa_time_parse(daesa_json_string(value), (struct daesa_rate){0}, out))
        return DAESA_OK;
    return daesa_json_bad(in, value, "aeneas-time", "a time in seconds is expected here");
}

/* The lines of a fragment, one below the other. */
static enum daesa_status take_lines(struct daesa_reader *in,
                                    struct daesa_json_value fragment,
                                    struct daesa_buf *out)
{
    struct daesa_json_members m = daesa_json_members(daesa_json_get(fragment, "lines"));
    while (daesa_json_step(&m)) {
        struct daesa_str line = {0};
        enum daesa_status status = daesa_json_take_string(in, m.value, &line);
        if (status)
            return status;
        if (out->len)
            daesa_buf_add_char(out, '\n');
        daesa_buf_add(out, daesa_str_trim(line));
    }
    return out->status;
}

static enum daesa_status take_text(struct daesa_reader *in,
                                   struct daesa_json_value fragment,
                                   struct daesa_cue *cue)
{
    struct daesa_buf text = {0};
    struct daesa_str code = {0}, language = {0};
    enum daesa_status status =
        daesa_json_take_string(in, daesa_json_get(fragment, "language"), &code);
    if (!status)
        status = take_lines(in, fragment, &text);
    language = daesa_language_tag(code);
    if (language.len == 0)
        language = daesa_reader_language(in);
    if (!status && !daesa_cue_add_text(in->track, cue, language, daesa_buf_str(&text)))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&text);
    return status;
}

/* A fragment of one line that is one word. */
static bool is_word(struct daesa_json_value fragment)
{
    struct daesa_json_members m = daesa_json_members(daesa_json_get(fragment, "lines"));
    return daesa_json_step(&m) && daesa_word_count(daesa_json_string(m.value)) <= 1 &&
           !daesa_json_step(&m) &&
           !daesa_json_members(daesa_json_get(fragment, "children")).next;
}

static bool has_words_below(struct daesa_json_value children)
{
    struct daesa_json_members m = daesa_json_members(children);
    bool any = false;
    while (daesa_json_step(&m)) {
        if (!is_word(m.value))
            return false;
        any = true;
    }
    return any;
}

static enum daesa_status take_word(struct daesa_reader *in,
                                   struct daesa_json_value fragment,
                                   struct daesa_cue *cue, size_t *at)
{
    struct daesa_buf text = {0};
    struct daesa_word *word = &cue->words[cue->n_words];
    *word = (struct daesa_word){
        .start_us = DAESA_TIME_NONE, .end_us = DAESA_TIME_NONE, .confidence = -1};
    enum daesa_status status = take_lines(in, fragment, &text);
    if (!status)
        status = take_time(in, daesa_json_get(fragment, "begin"), &word->start_us);
    if (!status)
        status = take_time(in, daesa_json_get(fragment, "end"), &word->end_us);
    if (!status && daesa_word_find(cue->texts[0].plain, daesa_buf_str(&text), at,
                                   &word->from, &word->to))
        cue->n_words++;
    else if (!status && text.len)
        daesa_reader_report(in, DAESA_WARNING, "aeneas-word", cue->source.place,
                            "the word \"%.*s\" is not in the rest of the text above it",
                            DAESA_STR_ARGS(daesa_buf_str(&text)));
    daesa_buf_finish(&text);
    return status;
}

static enum daesa_status take_words(struct daesa_reader *in,
                                    struct daesa_json_value children,
                                    struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(children);
    size_t n = 0, at = 0;
    while (daesa_json_step(&m))
        n++;
    cue->words = daesa_arena_alloc(&in->track->arena, n, sizeof *cue->words);
    if (!cue->words)
        return DAESA_NO_MEMORY;
    m = daesa_json_members(children);
    while (daesa_json_step(&m)) {
        enum daesa_status status = take_word(in, m.value, cue, &at);
        if (status)
            return status;
    }
    return DAESA_OK;
}

/* Where the reader has counted lines to. */
struct lines {
    const char *counted;
    int32_t line;
};

static enum daesa_status read_cue(struct daesa_reader *in,
                                  struct daesa_json_value fragment, int32_t line)
{
    struct daesa_json_value children = daesa_json_get(fragment, "children"),
                            begin = daesa_json_get(fragment, "begin"),
                            end = daesa_json_get(fragment, "end");
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(in, line, &cue);
    if (status)
        return status;
    if (!begin.node || !end.node)
        return daesa_json_bad(in, fragment, "aeneas-time",
                              "a fragment has a \"begin\" and an \"end\"");
    status = take_time(in, begin, &cue->start_us);
    if (!status)
        status = take_time(in, end, &cue->end_us);
    if (!status)
        status = daesa_json_take_string(in, daesa_json_get(fragment, "id"), &cue->id);
    if (!status)
        status = take_text(in, fragment, cue);
    if (!status && daesa_json_members(children).next)
        status = take_words(in, children, cue);
    return status;
}

/* As deep as JSON may nest, which has its limit. A fragment without lines is a pause,
 * or the root. */
static enum daesa_status read_fragments(struct daesa_reader *in,
                                        struct daesa_json_value fragments,
                                        struct lines *at)
{
    struct daesa_json_members m = daesa_json_members(fragments);
    if (daesa_json_kind(fragments) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, fragments, "json-type", "fragments are an array");
    while (daesa_json_step(&m)) {
        struct daesa_json_value children = daesa_json_get(m.value, "children"), lines;
        enum daesa_status status = DAESA_OK;
        for (; at->counted < m.value.raw.s; at->counted++)
            at->line += *at->counted == '\n';
        if (daesa_json_kind(m.value) != DAESA_JSON_OBJECT)
            return daesa_json_bad(in, m.value, "json-type",
                                  "a fragment is an object { }");
        lines = daesa_json_get(m.value, "lines");
        if (daesa_json_members(children).next && !has_words_below(children))
            status = read_fragments(in, children, at);
        else if (daesa_json_members(lines).next)
            status = read_cue(in, m.value, at->line);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_json_doc *doc = NULL;
    struct lines at = {in->text.s, 1};
    enum daesa_status status = daesa_json_open(&doc, in);
    if (!status) {
        struct daesa_json_value root = daesa_json_root(doc),
                                fragments = daesa_json_get(root, "fragments");
        status = fragments.node
                     ? read_fragments(in, fragments, &at)
                     : daesa_json_bad(in, root, "aeneas-no-fragments",
                                      "a synchronisation map has an array \"fragments\"");
    }
    daesa_json_close(&doc);
    return status;
}

static int sniff(struct daesa_str text)
{
    struct daesa_str start = daesa_str_trim(text);
    return daesa_str_starts(start, "{") &&
                   daesa_str_find(start, "\"fragments\"") < start.len &&
                   daesa_str_find(start, "\"begin\"") < start.len
               ? 80
               : 0;
}

const struct daesa_format daesa_format_aeneas = {
    .name = "aeneas",
    .title = "aeneas synchronisation map",
    .extensions = "json",
    .prefix = "aeneas",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_WORDS | DAESA_HOLDS_IDS |
             DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_BREAKS | DAESA_HOLDS_SPEECH,
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
};
