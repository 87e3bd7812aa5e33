/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/dialogue.h"

#include "text/language.h"

/* Many files flag nothing and say it in the title. */
static bool title_says(struct daesa_str title, const char *word)
{
    for (size_t i = 0; i < title.len; i++)
        if (daesa_str_starts_nocase(daesa_str_from(title, i), word))
            return true;
    return false;
}

static bool is_about_the_clip(const struct daesa_stream *s)
{
    return s->is_comment || s->is_visual_impaired || s->is_effects ||
           title_says(s->title, "comment") || title_says(s->title, "descri");
}

static int language_rank(struct daesa_str have, struct daesa_str want)
{
    if (want.len == 0 || daesa_language_matches(have, want))
        return 2;
    return have.len == 0;
}

/* Positive where `a` is the better choice. */
static int64_t compare(const struct daesa_stream *a, const struct daesa_stream *b,
                       struct daesa_str language)
{
    const int64_t by[] = {
        language_rank(a->language, language) - language_rank(b->language, language),
        is_about_the_clip(b) - is_about_the_clip(a),
        a->is_original - b->is_original,
        a->is_default - b->is_default,
        b->is_dub - a->is_dub,
        a->n_channels - b->n_channels,
        a->bit_rate - b->bit_rate,
    };
    for (size_t i = 0; i < sizeof by / sizeof *by; i++)
        if (by[i])
            return by[i];
    return 0;
}

const struct daesa_stream *daesa_dialogue_choose(const struct daesa_stream *streams,
                                                 size_t n_streams,
                                                 struct daesa_str language)
{
    const struct daesa_stream *best = NULL;
    for (size_t i = 0; i < n_streams; i++) {
        const struct daesa_stream *s = &streams[i];
        if (s->kind != DAESA_STREAM_AUDIO || s->problem)
            continue;
        if (!best || compare(s, best, language) > 0)
            best = s;
    }
    return best;
}

static bool is_audio(const struct daesa_stream *s)
{
    return s->kind == DAESA_STREAM_AUDIO;
}

static void list_audio(struct daesa_buf *list, const struct daesa_stream *streams,
                       size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct daesa_stream *s = &streams[i];
        if (is_audio(s))
            daesa_buf_printf(list, "%s%d (%.*s%s%.*s)", list->len ? ", " : "", s->index,
                             DAESA_STR_ARGS(s->codec), s->language.len ? ", " : "",
                             DAESA_STR_ARGS(s->language));
    }
}

static const struct daesa_stream *by_index(const struct daesa_stream *streams, size_t n,
                                           int index)
{
    for (size_t i = 0; i < n; i++)
        if (is_audio(&streams[i]) && streams[i].index == index)
            return &streams[i];
    return NULL;
}

static enum daesa_status no_such_stream(const struct daesa_stream *streams, size_t n,
                                        int index, struct daesa_place place,
                                        struct daesa_sink *sink)
{
    struct daesa_buf list = {0};
    list_audio(&list, streams, n);
    enum daesa_status st =
        daesa_fail(sink, DAESA_NOT_FOUND, "audio-no-such-stream", place,
                   "stream %d is no audio stream of this clip; its audio streams are: %s",
                   index, list.s ? list.s : "?");
    daesa_buf_finish(&list);
    return st;
}

static void warn_of_language(const struct daesa_stream *found, struct daesa_str wanted,
                             struct daesa_place place, struct daesa_sink *sink)
{
    if (wanted.len == 0 || found->language.len == 0 ||
        daesa_language_matches(found->language, wanted))
        return;
    daesa_report(
        sink,
        (struct daesa_finding){.severity = DAESA_WARNING,
                               .rule = "audio-other-language",
                               .place = place,
                               .start_us = DAESA_TIME_NONE},
        "no audio stream says that it is in \"%.*s\"; taking stream %d, which says "
        "\"%.*s\"",
        DAESA_STR_ARGS(wanted), found->index, DAESA_STR_ARGS(found->language));
}

static const struct daesa_stream *first_audio(const struct daesa_stream *streams,
                                              size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_audio(&streams[i]))
            return &streams[i];
    return NULL;
}

static bool is_likely(struct daesa_str language, const struct daesa_dialogue_wish *wish)
{
    for (size_t i = 0; i < wish->n_likely; i++)
        if (daesa_language_matches(language, wish->likely[i]))
            return true;
    return false;
}

/* The best stream, unless it says that it is in a language that the text is not in and
 * another stream says that it is in one that it is in. */
static const struct daesa_stream *by_language(const struct daesa_stream *streams,
                                              size_t n,
                                              const struct daesa_dialogue_wish *wish)
{
    const struct daesa_stream *best = daesa_dialogue_choose(streams, n, wish->language);
    if (!best || wish->language.len || !best->language.len ||
        is_likely(best->language, wish))
        return best;
    for (size_t i = 0; i < wish->n_likely; i++) {
        const struct daesa_stream *other =
            daesa_dialogue_choose(streams, n, wish->likely[i]);
        if (daesa_language_matches(other->language, wish->likely[i]))
            return other;
    }
    return best;
}

enum daesa_status daesa_dialogue_find(const struct daesa_stream *streams,
                                      size_t n_streams,
                                      const struct daesa_dialogue_wish *wish,
                                      struct daesa_place place, struct daesa_sink *sink,
                                      const struct daesa_stream **out)
{
    const struct daesa_stream *first = first_audio(streams, n_streams), *found;
    if (!first)
        return daesa_fail(sink, DAESA_NOT_FOUND, "clip-no-audio", place,
                          "there is no audio stream in it");
    if (wish->is_stream_chosen) {
        found = by_index(streams, n_streams, wish->stream);
        if (!found)
            return no_such_stream(streams, n_streams, wish->stream, place, sink);
    } else {
        found = by_language(streams, n_streams, wish);
    }
    if (!found || found->problem) {
        found = found ? found : first;
        return daesa_fail(sink, DAESA_UNSUPPORTED, "audio-no-decoder", place,
                          "audio stream %d (%.*s) cannot be decoded: %s", found->index,
                          DAESA_STR_ARGS(found->codec), found->problem);
    }
    if (!wish->is_stream_chosen)
        warn_of_language(found, wish->language, place, sink);
    *out = found;
    return DAESA_OK;
}
