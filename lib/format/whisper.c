/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What speech recognisers of the Whisper family write as JSON. There is no
 * standard, there are programs:
 *   openai-whisper, faster-whisper  "segments", "start" and "end" in seconds, "words"
 *                                   with "word" and "probability"
 *   whisper-timestamped             the same, but "text" and "confidence"
 *   WhisperX                        the same, but "score", "speaker", and words
 *                                   without times (numbers)
 *   OpenAI's web service            the words beside the segments, and the language
 *                                   by its English name
 *   whisper.cpp                     "transcription", "offsets" in milliseconds, and
 *                                   tokens, which are pieces of words
 *   transformers                    "chunks" with a pair "timestamp"
 *   youtube-transcript-api, dumps   the array of segments alone, with an "end" or a
 *                                   "duration"
 * Texts and words begin with the blank that divides them from what is before; it is
 * taken off. Written is what openai-whisper writes, with the speakers of WhisperX.
 * Keys that are not known are kept as fields "whisper:<key>", JSON to the letter. */
#include "format/whisper.h"

#include "format/json_print.h"
#include "format/json_scan.h"
#include "text/language_name.h"

#include <string.h>

static bool among(struct daesa_str key, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (daesa_str_is(key, names[i]))
            return true;
    return false;
}

/* ---- segments ---- */

/* "timestamp": [1.5, 2.5], of which the second may be null. */
static enum daesa_status take_pair(struct daesa_reader *in, struct daesa_json_value pair,
                                   struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(pair);
    enum daesa_status status = DAESA_OK;
    if (daesa_json_kind(pair) != DAESA_JSON_ARRAY)
        return daesa_json_bad(in, pair, "json-type", "\"timestamp\" is a pair of times");
    if (daesa_json_step(&m))
        status = daesa_json_take_time(in, m.value, &cue->start_us);
    if (!status && daesa_json_step(&m))
        status = daesa_json_take_time(in, m.value, &cue->end_us);
    return status;
}

enum daesa_status daesa_whisper_offsets(struct daesa_reader *in,
                                        struct daesa_json_value offsets,
                                        int64_t *start_us, int64_t *end_us)
{
    const int64_t max_ms = DAESA_TIME_MAX / 1000;
    int64_t from_ms = 0, to_ms = 0;
    enum daesa_status status = daesa_json_take_int(in, daesa_json_get(offsets, "from"),
                                                   -max_ms, max_ms, &from_ms);
    if (!status)
        status = daesa_json_take_int(in, daesa_json_get(offsets, "to"), -max_ms, max_ms,
                                     &to_ms);
    if (status)
        return status;
    *start_us = from_ms * 1000;
    *end_us = to_ms * 1000;
    return DAESA_OK;
}

/* A name, or the number that whisper.cpp gives. */
static enum daesa_status take_speaker(struct daesa_reader *in,
                                      struct daesa_json_value value,
                                      struct daesa_cue *cue)
{
    if (daesa_json_kind(value) == DAESA_JSON_NUMBER)
        return daesa_arena_copy(&in->track->arena, value.raw, &cue->speaker)
                   ? DAESA_OK
                   : DAESA_NO_MEMORY;
    return daesa_json_take_string(in, value, &cue->speaker);
}

static enum daesa_status take_text(struct daesa_reader *in, struct daesa_json_value value,
                                   struct daesa_cue *cue)
{
    struct daesa_str text = {0}, language = in->track->language;
    enum daesa_status status = daesa_json_take_string(in, value, &text);
    if (status)
        return status;
    if (language.len == 0)
        language = daesa_reader_language(in);
    return daesa_cue_add_text(in->track, cue, language, daesa_str_trim(text))
               ? DAESA_OK
               : DAESA_NO_MEMORY;
}

/* Whether a token list is whisper.cpp's; elsewhere it holds numbers. */
static bool has_tokens(struct daesa_json_value value)
{
    struct daesa_json_members m = daesa_json_members(value);
    return daesa_json_step(&m) && daesa_json_kind(m.value) == DAESA_JSON_OBJECT;
}

static enum daesa_status take_member(struct daesa_reader *in, struct daesa_cue *cue,
                                     struct daesa_str key, struct daesa_json_value value)
{
    if (daesa_str_is(key, "start"))
        return daesa_json_take_time(in, value, &cue->start_us);
    if (daesa_str_is(key, "end"))
        return daesa_json_take_time(in, value, &cue->end_us);
    if (daesa_str_is(key, "offsets"))
        return daesa_whisper_offsets(in, value, &cue->start_us, &cue->end_us);
    if (daesa_str_is(key, "timestamp"))
        return take_pair(in, value, cue);
    if (daesa_str_is(key, "speaker"))
        return take_speaker(in, value, cue);
    if (daesa_str_is(key, "text"))
        return cue->n_texts ? DAESA_OK : take_text(in, value, cue);
    /* "timestamps" says in words what "offsets" says, "id" is the number of it, and
     * "duration" waits for the start. */
    if (daesa_str_is(key, "words") || daesa_str_is(key, "duration") ||
        daesa_str_is(key, "timestamps") || daesa_str_is(key, "id") ||
        (daesa_str_is(key, "tokens") && has_tokens(value)))
        return DAESA_OK;
    return daesa_json_keep(in, "whisper", &cue->fields, &cue->n_fields, key, value);
}

/* The end of what says how long it lasts. */
static enum daesa_status take_duration(struct daesa_reader *in,
                                       struct daesa_json_value from,
                                       struct daesa_cue *cue)
{
    struct daesa_json_value duration = daesa_json_get(from, "duration");
    int64_t duration_us = 0;
    if (!duration.node || cue->start_us == DAESA_TIME_NONE ||
        cue->end_us != DAESA_TIME_NONE)
        return DAESA_OK;
    enum daesa_status status = daesa_json_take_time(in, duration, &duration_us);
    if (!status && duration_us != DAESA_TIME_NONE)
        cue->end_us = cue->start_us + duration_us;
    return status;
}

static enum daesa_status read_segment(struct daesa_reader *in,
                                      struct daesa_json_value from, struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(from);
    struct daesa_json_value words = daesa_json_get(from, "words"),
                            tokens = daesa_json_get(from, "tokens");
    if (daesa_json_kind(from) != DAESA_JSON_OBJECT)
        return daesa_json_bad(in, from, "json-type", "a segment is an object { }");
    while (daesa_json_step(&m)) {
        enum daesa_status status = take_member(in, cue, m.key, m.value);
        if (status)
            return status;
    }
    if (!cue->n_texts)
        return daesa_json_bad(in, from, "whisper-no-text",
                              "a segment without a \"text\"");
    enum daesa_status status = take_duration(in, from, cue);
    if (status)
        return status;
    if (!daesa_cue_timed(cue))
        daesa_reader_report(in, DAESA_WARNING, "whisper-no-times", cue->source.place,
                            "a segment without a start or an end");
    daesa_reader_check_order(in, cue, "segment");
    if (daesa_json_kind(words) == DAESA_JSON_ARRAY)
        return daesa_whisper_words(in, words, cue);
    return has_tokens(tokens) ? daesa_whisper_tokens(in, tokens, cue) : DAESA_OK;
}

/* ---- the whole ---- */

static struct daesa_json_value segments_of(struct daesa_json_value root)
{
    static const char *const names[] = {"segments", "transcription", "chunks"};
    if (daesa_json_kind(root) == DAESA_JSON_ARRAY)
        return root;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct daesa_json_value value = daesa_json_get(root, names[i]);
        if (value.node)
            return value;
    }
    return (struct daesa_json_value){0};
}

static enum daesa_status read_language(struct daesa_reader *in,
                                       struct daesa_json_value root)
{
    struct daesa_json_value value = daesa_json_get(root, "language");
    if (!value.node)
        value = daesa_json_get(daesa_json_get(root, "result"), "language");
    if (daesa_json_kind(value) != DAESA_JSON_STRING)
        return DAESA_OK;
    const char *tag = daesa_language_of_name(daesa_json_string(value));
    if (tag) {
        in->track->language = daesa_str_of(tag);
        return DAESA_OK;
    }
    return daesa_json_take_string(in, value, &in->track->language);
}

static enum daesa_status read_root(struct daesa_reader *in, struct daesa_json_value root)
{
    /* What the segments say as well. */
    static const char *const told[] = {"segments",     "transcription", "chunks",
                                       "language",     "text",          "words",
                                       "word_segments"};
    struct daesa_json_value segments = segments_of(root),
                            words = daesa_json_get(root, "words");
    struct daesa_json_members m = daesa_json_members(root);
    if (!segments.node)
        return daesa_json_bad(in, root, "whisper-no-segments",
                              "neither \"segments\" nor \"transcription\" is there");
    enum daesa_status status = read_language(in, root);
    while (!status && daesa_json_kind(root) == DAESA_JSON_OBJECT && daesa_json_step(&m))
        if (!among(m.key, told, sizeof told / sizeof *told))
            status = daesa_json_keep(in, "whisper", &in->track->fields,
                                     &in->track->n_fields, m.key, m.value);
    if (!status)
        status = daesa_json_cues(in, segments, "the segments are an array", read_segment);
    if (!status && daesa_json_kind(words) == DAESA_JSON_ARRAY)
        status = daesa_whisper_loose_words(in, words);
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    return daesa_json_read(in, read_root);
}

/* ---- writing ---- */

static void put_fields(struct daesa_json_list *list, const struct daesa_field *fields,
                       size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!daesa_str_starts(fields[i].key, "whisper:"))
            continue;
        daesa_json_item(list);
        daesa_json_add_string(list->buf, daesa_str_from(fields[i].key, 8));
        daesa_buf_add_text(list->buf, ": ");
        daesa_buf_add(list->buf, fields[i].value);
    }
}

/* Put together the words are the text: each takes what stands between it and the
 * word before, and the last one the rest. */
static void put_words(struct daesa_json_list *segment, const struct daesa_cue *cue)
{
    struct daesa_str plain = cue->texts[0].plain;
    size_t from = 0;
    daesa_json_member(segment, "words");
    struct daesa_json_list words =
        daesa_json_begin(segment->buf, '[', segment->indent + 1);
    for (size_t i = 0; i < cue->n_words; i++) {
        const struct daesa_word *word = &cue->words[i];
        size_t to = i + 1 < cue->n_words ? word->to : plain.len;
        daesa_json_item(&words);
        struct daesa_json_list o = daesa_json_begin(words.buf, '{', -1);
        daesa_json_member(&o, "word");
        daesa_json_add_string(o.buf, daesa_str_slice(plain, from, to));
        daesa_json_put_time(&o, "start", word->start_us);
        daesa_json_put_time(&o, "end", word->end_us);
        if (word->confidence >= 0)
            daesa_json_put_number(&o, "probability", (double)word->confidence);
        daesa_json_end(&o, '}');
        from = to;
    }
    daesa_json_end(&words, ']');
}

static bool is_written(const struct daesa_cue *cue)
{
    return daesa_cue_timed(cue) && !cue->comment;
}

static void put_segment(struct daesa_writer *out, struct daesa_json_list *segments,
                        const struct daesa_cue *cue, size_t id)
{
    const struct daesa_text *first = NULL;
    struct daesa_buf text = {0};
    daesa_json_item(segments);
    struct daesa_json_list o = daesa_json_begin(segments->buf, '{', segments->indent + 1);
    daesa_json_put_number(&o, "id", (double)id);
    daesa_json_put_time(&o, "start", cue->start_us);
    daesa_json_put_time(&o, "end", cue->end_us);
    daesa_writer_stack(out, cue, &text);
    daesa_json_member(&o, "text");
    daesa_json_add_string(o.buf, daesa_buf_str(&text));
    daesa_json_put_string(&o, "speaker", cue->speaker);
    /* Words belong to the first text: without it they would say nothing. */
    if (cue->n_words && daesa_writer_texts(out, cue, &first, 1) && first == cue->texts)
        put_words(&o, cue);
    put_fields(&o, cue->fields, cue->n_fields);
    daesa_json_end(&o, '}');
    if (text.status && !out->out->status)
        out->out->status = text.status;
    daesa_buf_finish(&text);
}

/* "text": all that is said, as one. */
static void put_all(struct daesa_writer *out, struct daesa_json_list *root)
{
    struct daesa_buf all = {0};
    for (size_t i = 0; i < out->track->n_cues; i++) {
        const struct daesa_cue *cue = &out->track->cues[i];
        if (!is_written(cue))
            continue;
        if (all.len)
            daesa_buf_add_char(&all, ' ');
        daesa_writer_stack(out, cue, &all);
    }
    daesa_json_member(root, "text");
    daesa_json_add_string(root->buf, daesa_buf_str(&all));
    if (all.status && !out->out->status)
        out->out->status = all.status;
    daesa_buf_finish(&all);
}

/* The language of the transcript, or the one that all first texts have. */
static struct daesa_str language_of(const struct daesa_track *track)
{
    struct daesa_str language = track->language;
    for (size_t i = 0; i < track->n_cues && language.len == 0; i++)
        if (track->cues[i].n_texts)
            language = track->cues[i].texts[0].language;
    return language;
}

static void write_root(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    size_t id = 0;
    struct daesa_json_list root = daesa_json_begin(out->out, '{', 1);
    put_all(out, &root);
    daesa_json_member(&root, "segments");
    struct daesa_json_list segments = daesa_json_begin(out->out, '[', 2);
    for (size_t i = 0; i < track->n_cues; i++)
        if (is_written(&track->cues[i]))
            put_segment(out, &segments, &track->cues[i], id++);
    daesa_json_end(&segments, ']');
    daesa_json_put_string(&root, "language", language_of(track));
    put_fields(&root, track->fields, track->n_fields);
    daesa_json_end(&root, '}');
    daesa_buf_add_char(out->out, '\n');
}

static enum daesa_status write(struct daesa_writer *out)
{
    return daesa_writer_document(out, write_root);
}

/* openai-whisper puts the whole text first, which may fill all of what is looked
 * at. */
static int sniff(struct daesa_str text)
{
    static const char *const lists[] = {"\"segments\"", "\"transcription\"",
                                        "\"chunks\""};
    static const char *const times[] = {"\"start\"", "\"offsets\"", "\"timestamp\""};
    struct daesa_str start = daesa_str_trim(text);
    if (!daesa_str_starts(start, "{") && !daesa_str_starts(start, "["))
        return 0;
    struct daesa_str inside = daesa_str_trim(daesa_str_from(start, 1));
    if (daesa_str_find(start, "\"daesa\"") < start.len)
        return 0;
    if (start.s[0] == '[')
        return daesa_str_starts(inside, "{") &&
                       daesa_str_find(inside, "\"start\"") < inside.len &&
                       daesa_str_find(inside, "\"text\"") < inside.len
                   ? 70
                   : 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (daesa_str_find(start, lists[i]) < start.len &&
            daesa_str_find(start, times[i]) < start.len &&
            daesa_str_find(start, "\"text\"") < start.len)
            return 70;
    if (daesa_str_starts(inside, "\"text\""))
        return 20;
    return 0;
}

const struct daesa_format daesa_format_whisper = {
    .name = "whisper",
    .title = "Whisper JSON",
    .extensions = "json",
    .prefix = "whisper",
    .holds =
        DAESA_HOLDS_TIMES | DAESA_HOLDS_SPEAKERS | DAESA_HOLDS_WORDS | DAESA_HOLDS_BREAKS,
    .unit_us = 1,
    .sniff = sniff,
    .read = read,
    .write = write,
};
