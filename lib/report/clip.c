/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/clip.h"

#include "report/safe.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#define DEFAULT_WIDTH 80
#define INDENT 16 /* columns before what is said of a thing */
#define ITEM_MAX 256

/* Words that fill lines: each item after the first is set off by a comma, or
 * begins a new line below the first. */
struct lines {
    struct daesa_buf *buf;
    size_t width, col;
    bool has_item;
};

static void indent(struct daesa_buf *buf, size_t n)
{
    for (size_t i = 0; i < n; i++)
        daesa_buf_add_char(buf, ' ');
}

/* Begins with a label of at most 15 columns, such as "  #1 audio". */
static struct lines begin(struct daesa_buf *buf, size_t width, const char *label)
{
    size_t from = buf->len;
    daesa_buf_add_text(buf, label);
    if (!buf->status)
        indent(buf, buf->len - from < INDENT ? INDENT - (buf->len - from) : 1);
    return (struct lines){.buf = buf, .width = width, .col = INDENT};
}

static void item_str(struct lines *lines, struct daesa_str text)
{
    struct daesa_buf safe = {0};
    daesa_safe_add(&safe, text);
    size_t columns = daesa_utf8_count(daesa_buf_str(&safe));
    if (lines->has_item) {
        daesa_buf_add_text(lines->buf, ",");
        lines->col++;
        bool fits = lines->col + 1 + columns + 1 <= lines->width;
        daesa_buf_add_text(lines->buf, fits ? " " : "\n");
        indent(lines->buf, fits ? 0 : INDENT);
        lines->col = fits ? lines->col + 1 : INDENT;
    }
    daesa_buf_add(lines->buf, daesa_buf_str(&safe));
    lines->col += columns;
    lines->has_item = true;
    daesa_buf_finish(&safe);
}

__attribute__((format(printf, 2, 3))) static void item(struct lines *lines,
                                                       const char *format, ...)
{
    char text[ITEM_MAX];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n >= 0)
        item_str(lines, daesa_str_of(text));
}

static void item_if(struct lines *lines, bool is_so, const char *text)
{
    if (is_so)
        item(lines, "%s", text);
}

static void item_text(struct lines *lines, struct daesa_str text)
{
    if (text.len)
        item_str(lines, text);
}

static void item_time(struct lines *lines, const char *before, int64_t us)
{
    struct daesa_buf text = {0};
    if (us == DAESA_TIME_NONE)
        return;
    daesa_buf_add_text(&text, before);
    daesa_time_print(&text, us);
    item_str(lines, daesa_buf_str(&text));
    daesa_buf_finish(&text);
}

static void end(struct lines *lines)
{
    daesa_buf_add_char(lines->buf, '\n');
}

static void item_rate(struct lines *lines, const char *before, struct daesa_rate rate)
{
    if (!daesa_rate_known(rate))
        return;
    if (rate.den == 1)
        item(lines, "%s%" PRId32 " fps", before, rate.num);
    else
        item(lines, "%s%.3f fps", before, daesa_rate_fps(rate));
}

static void item_bits(struct lines *lines, int64_t bit_rate)
{
    if (bit_rate >= 1000)
        item(lines, "%" PRId64 " kbit/s", bit_rate / 1000);
}

static void items_video(struct lines *lines, const struct daesa_stream *s)
{
    item_if(lines, s->is_cover, "cover picture");
    if (s->width_px > 0)
        item(lines, "%" PRId32 "x%" PRId32, s->width_px, s->height_px);
    if (daesa_rate_known(s->sample_aspect) &&
        s->sample_aspect.num != s->sample_aspect.den)
        item(lines, "pixels %" PRId32 ":%" PRId32, s->sample_aspect.num,
             s->sample_aspect.den);
    if (daesa_rate_known(s->display_aspect))
        item(lines, "shown as %" PRId32 ":%" PRId32, s->display_aspect.num,
             s->display_aspect.den);
    if (s->rotation_deg)
        item(lines, "turned %" PRId32 " degrees clockwise", s->rotation_deg);
    item_if(lines, s->is_mirrored, "mirrored");
    if (s->is_cover)
        return;
    item_rate(lines, "", s->average_rate);
    if (s->rate_kind != DAESA_RATE_UNKNOWN)
        item(lines, "%s rate",
             s->rate_kind == DAESA_RATE_CONSTANT ? "constant" : "variable");
    if (s->rate_kind == DAESA_RATE_VARIABLE)
        item_rate(lines, "on a grid of ", s->real_rate);
    if (s->n_packets >= 0)
        item(lines, "%" PRId64 " frames", s->n_packets);
    item_text(lines, s->field_order);
    item_text(lines, s->pixel_format);
}

static void items_audio(struct lines *lines, const struct daesa_stream *s)
{
    if (s->sample_rate_hz > 0)
        item(lines, "%" PRId32 " Hz", s->sample_rate_hz);
    item_text(lines, s->layout);
}

static void items_subtitle(struct lines *lines, const struct daesa_stream *s)
{
    if (s->n_packets >= 0)
        item(lines, "%" PRId64 " event%s", s->n_packets, s->n_packets == 1 ? "" : "s");
}

static void items_of_kind(struct lines *lines, const struct daesa_stream *s)
{
    static void (*const say[])(struct lines *, const struct daesa_stream *) = {
        [DAESA_STREAM_VIDEO] = items_video,
        [DAESA_STREAM_AUDIO] = items_audio,
        [DAESA_STREAM_SUBTITLE] = items_subtitle,
    };
    if ((size_t)s->kind < sizeof say / sizeof *say && say[s->kind])
        say[s->kind](lines, s);
}

static void items_flags(struct lines *lines, const struct daesa_stream *s)
{
    item_if(lines, s->is_default, "default");
    item_if(lines, s->is_forced, "forced");
    item_if(lines, s->is_original, "original language");
    item_if(lines, s->is_dub, "dubbed");
    item_if(lines, s->is_comment, "commentary");
    item_if(lines, s->is_hearing_impaired, "for the hard of hearing");
    item_if(lines, s->is_visual_impaired, "for the blind");
    item_if(lines, s->is_effects, "no dialogue");
}

static void items_timing(struct lines *lines, const struct daesa_stream *s)
{
    if (s->start_us != DAESA_TIME_NONE && s->start_us != 0)
        item_time(lines, "starts at ", s->start_us);
    if (s->kind == DAESA_STREAM_VIDEO || s->kind == DAESA_STREAM_AUDIO)
        item_time(lines, "lasts ", s->is_cover ? DAESA_TIME_NONE : s->duration_us);
    if (s->edit_offset_us)
        item(lines, "moved by %+.3f s by its edit list", (double)s->edit_offset_us / 1e6);
}

static void print_stream(struct daesa_buf *buf, const struct daesa_stream *s,
                         size_t width)
{
    static const char *const kinds[] = {
        [DAESA_STREAM_OTHER] = "other",         [DAESA_STREAM_VIDEO] = "video",
        [DAESA_STREAM_AUDIO] = "audio",         [DAESA_STREAM_SUBTITLE] = "subtitle",
        [DAESA_STREAM_ATTACHMENT] = "attached", [DAESA_STREAM_DATA] = "data",
    };
    char label[INDENT + 16];
    snprintf(label, sizeof label, "  #%-2d %s", s->index, kinds[s->kind]);
    struct lines lines = begin(buf, width, label);
    if (s->codec.len == 0)
        item(&lines, "unknown codec");
    else if (s->profile.len)
        item(&lines, "%.*s (%.*s)", DAESA_STR_ARGS(s->codec), DAESA_STR_ARGS(s->profile));
    else
        item_text(&lines, s->codec);
    item_text(&lines, s->language);
    items_of_kind(&lines, s);
    items_flags(&lines, s);
    item_bits(&lines, s->bit_rate);
    items_timing(&lines, s);
    if (s->problem)
        item(&lines, "cannot be decoded: %s", s->problem);
    item_text(&lines, s->title);
    end(&lines);
}

static void print_timing(struct daesa_buf *buf, const struct daesa_clip *clip,
                         size_t width)
{
    struct lines lines = begin(buf, width, "  duration");
    if (clip->duration_us == DAESA_TIME_NONE)
        item(&lines, "unknown");
    item_time(&lines, "", clip->duration_us);
    if (clip->declared_us != clip->duration_us)
        item_time(&lines, "declared as ", clip->declared_us);
    if (clip->start_us != DAESA_TIME_NONE && clip->start_us != 0)
        item_time(&lines, "starts at ", clip->start_us);
    if (clip->zero_us)
        item_time(&lines, "players show 0:00:00.000 for ", clip->zero_us);
    end(&lines);
}

static void print_file(struct daesa_buf *buf, const struct daesa_clip *clip, size_t width)
{
    daesa_safe_add(buf, clip->name);
    daesa_buf_add_char(buf, '\n');
    struct lines lines = begin(buf, width, "  container");
    item_text(&lines,
              clip->container_title.len ? clip->container_title : clip->container);
    if (clip->size_bytes >= 0)
        item(&lines, "%" PRId64 " bytes", clip->size_bytes);
    item_bits(&lines, clip->bit_rate);
    item_if(&lines, clip->is_damaged, "damaged");
    end(&lines);
    print_timing(buf, clip, width);
}

static void print_chapters(struct daesa_buf *buf, const struct daesa_clip *clip)
{
    if (clip->n_chapters)
        daesa_buf_add_text(buf, "  chapters\n");
    for (size_t i = 0; i < clip->n_chapters; i++) {
        const struct daesa_chapter *chapter = &clip->chapters[i];
        daesa_buf_printf(buf, "    %-3zu ", i + 1);
        daesa_time_print(buf, chapter->start_us);
        daesa_buf_add_text(buf, " - ");
        daesa_time_print(buf, chapter->end_us);
        daesa_buf_add_text(buf, chapter->title.len ? "  " : "");
        daesa_safe_add(buf, chapter->title);
        daesa_buf_add_char(buf, '\n');
    }
}

static void print_tags(struct daesa_buf *buf, const struct daesa_clip *clip)
{
    if (clip->n_tags)
        daesa_buf_add_text(buf, "  tags\n");
    for (size_t i = 0; i < clip->n_tags; i++) {
        daesa_buf_add_text(buf, "    ");
        daesa_safe_add(buf, clip->tags[i].key);
        daesa_buf_add_text(buf, ": ");
        daesa_safe_add(buf, clip->tags[i].value);
        daesa_buf_add_char(buf, '\n');
    }
}

void daesa_clip_print(struct daesa_buf *buf, const struct daesa_clip *clip, size_t width)
{
    width = width ? width : DEFAULT_WIDTH;
    print_file(buf, clip, width);
    for (size_t i = 0; i < clip->n_streams; i++)
        print_stream(buf, &clip->streams[i], width);
    print_chapters(buf, clip);
    print_tags(buf, clip);
}

static int64_t last_us(const struct daesa_evidence *evidence)
{
    if (evidence->end_us > evidence->start_us)
        return evidence->end_us;
    return evidence->n_frames ? evidence->frames_us[evidence->n_frames - 1]
                              : DAESA_TIME_NONE;
}

void daesa_shots_print(struct daesa_buf *buf, const struct daesa_evidence *evidence)
{
    if (!evidence->shots_us)
        return;
    daesa_buf_add_text(buf, "  shots\n");
    for (size_t i = 0; i <= evidence->n_shots; i++) {
        int64_t from_us = i ? evidence->shots_us[i - 1] : evidence->start_us;
        int64_t to_us = i < evidence->n_shots ? evidence->shots_us[i] : last_us(evidence);
        daesa_buf_printf(buf, "    %-5zu ", i + 1);
        daesa_time_print(buf, from_us);
        daesa_buf_add_text(buf, " - ");
        daesa_time_print(buf, to_us);
        if (to_us != DAESA_TIME_NONE)
            daesa_buf_printf(buf, "  %7.3f s", (double)(to_us - from_us) / 1e6);
        daesa_buf_add_char(buf, '\n');
    }
}
