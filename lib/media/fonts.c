/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/fonts.h"

#include "media/container.h"

#include <libavformat/avformat.h>
#include <string.h>

#define MOST_BYTES ((size_t)256 << 20)

static struct daesa_str tag_of(const AVStream *stream, const char *key)
{
    const AVDictionaryEntry *tag = av_dict_get(stream->metadata, key, NULL, 0);
    return daesa_str_of(tag ? tag->value : "");
}

/* The types that files have in the wild; RFC 8081 has "font/...". */
static bool is_font(const AVStream *stream)
{
    static const char *const types[] = {
        "application/x-truetype-font", "application/x-font-ttf",
        "application/x-font-opentype", "application/x-font-otf",
        "application/x-font",          "application/vnd.ms-opentype",
        "application/font-sfnt"};
    static const char *const endings[] = {".ttf", ".ttc", ".otf", ".otc"};
    struct daesa_str type = tag_of(stream, "mimetype"), name = tag_of(stream, "filename");
    if (stream->codecpar->codec_type != AVMEDIA_TYPE_ATTACHMENT ||
        stream->codecpar->extradata_size <= 0)
        return false;
    if (stream->codecpar->codec_id == AV_CODEC_ID_TTF ||
        stream->codecpar->codec_id == AV_CODEC_ID_OTF || daesa_str_starts(type, "font/"))
        return true;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (daesa_str_is(type, types[i]))
            return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (daesa_str_is_nocase(daesa_str_from(name, name.len < 4 ? 0 : name.len - 4),
                                endings[i]))
            return true;
    return false;
}

static enum daesa_status take(const AVStream *stream, struct daesa_fonts *fonts)
{
    struct daesa_str bytes = {(const char *)stream->codecpar->extradata,
                              (size_t)stream->codecpar->extradata_size};
    struct daesa_font *font = &fonts->fonts[fonts->n_fonts];
    if (!daesa_arena_copy(&fonts->arena, tag_of(stream, "filename"), &font->name) ||
        !daesa_arena_copy(&fonts->arena, bytes, &font->bytes))
        return DAESA_NO_MEMORY;
    fonts->n_fonts++;
    return DAESA_OK;
}

static enum daesa_status take_all(const struct daesa_container *container,
                                  struct daesa_fonts *fonts, struct daesa_sink *sink)
{
    const AVFormatContext *format = container->format;
    size_t n_bytes = 0;
    fonts->fonts =
        daesa_arena_alloc(&fonts->arena, format->nb_streams + 1, sizeof *fonts->fonts);
    enum daesa_status st = fonts->fonts ? DAESA_OK : DAESA_NO_MEMORY;
    for (unsigned i = 0; !st && i < format->nb_streams; i++) {
        if (!is_font(format->streams[i]))
            continue;
        n_bytes += (size_t)format->streams[i]->codecpar->extradata_size;
        if (n_bytes > MOST_BYTES)
            return daesa_fail(
                sink, DAESA_LIMIT, "clip-fonts-large", daesa_container_place(container),
                "more than %zu MiB of fonts are attached", MOST_BYTES >> 20);
        st = take(format->streams[i], fonts);
    }
    return st;
}

enum daesa_status daesa_fonts_read(const char *clip, struct daesa_fonts *out,
                                   struct daesa_sink *sink)
{
    struct daesa_container *container = NULL;
    struct daesa_container_opts opts = {.phase = "reading"};
    enum daesa_status st = daesa_container_open(&container, clip, &opts, NULL);
    if (!st)
        st = take_all(container, out, sink);
    daesa_container_close(&container);
    if (st)
        daesa_fonts_finish(out);
    return st;
}

void daesa_fonts_finish(struct daesa_fonts *fonts)
{
    if (!fonts)
        return;
    daesa_arena_finish(&fonts->arena);
    *fonts = (struct daesa_fonts){0};
}
