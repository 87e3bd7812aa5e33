/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "render/drawing.h"

#include "render/extent.h"
#include "render/words.h"

#include <ass/ass.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MS_US 1000
/* "WrapStyle: 2": lines break where the file breaks them only. */
#define NO_WRAPPING 2
/* So many times the picture libass may be asked to fill: some 300 MB of 1920 by 1080. */
#define MOST_PICTURES 16
/* The picture of a script that does not say. */
#define WIDTH_PX 384
#define HEIGHT_PX 288

struct daesa_drawing {
    ASS_Library *library;
    ASS_Renderer *drawer, *wide; /* the second sees beyond the sides */
    ASS_Track *track;
    int32_t width_px, height_px;
    bool *is_too_large; /* an event; one more than there are */
    struct daesa_render_words words;
};

static void hear(int level, const char *format, va_list args, void *data)
{
    daesa_render_words_hear(data, level, format, args);
}

static ASS_Renderer *open_renderer(struct daesa_drawing *drawing,
                                   const struct daesa_drawing_opts *opts, bool is_wide)
{
    ASS_Renderer *renderer = ass_renderer_init(drawing->library);
    int w = opts->width_px, h = opts->height_px;
    if (!renderer)
        return NULL;
    bool is_coded = opts->coded_width_px > 0 && opts->coded_height_px > 0;
    ass_set_storage_size(renderer, is_coded ? opts->coded_width_px : w,
                         is_coded ? opts->coded_height_px : h);
    if (is_coded) /* as the picture itself is stretched */
        ass_set_pixel_aspect(renderer,
                             (double)w / h /
                                 ((double)opts->coded_width_px / opts->coded_height_px));
    ass_set_frame_size(renderer, is_wide ? 3 * w : w, h);
    if (is_wide)
        ass_set_margins(renderer, 0, 0, w, w);
    ass_set_use_margins(renderer, is_wide);
    if (opts->has_simple_shaping)
        ass_set_shaper(renderer, ASS_SHAPING_SIMPLE);
    ass_set_fonts(renderer, NULL, NULL, ASS_FONTPROVIDER_AUTODETECT, NULL, 1);
    return renderer;
}

/* libass copies them. */
static void add_fonts(struct daesa_drawing *drawing, const struct daesa_fonts *fonts)
{
    for (size_t i = 0; fonts && i < fonts->n_fonts; i++) {
        const struct daesa_font *font = &fonts->fonts[i];
        if (font->bytes.len <= INT_MAX)
            ass_add_font(drawing->library, font->name.s, font->bytes.s,
                         (int)font->bytes.len);
    }
}

/* libass wants to write in what it reads. */
static enum daesa_status read_track(struct daesa_drawing *drawing, struct daesa_str ass,
                                    struct daesa_sink *sink)
{
    char *copy = malloc(ass.len + 1);
    if (!copy)
        return DAESA_NO_MEMORY;
    if (ass.len)
        memcpy(copy, ass.s, ass.len);
    copy[ass.len] = '\0';
    drawing->track = ass_read_memory(drawing->library, copy, ass.len, NULL);
    free(copy);
    if (drawing->track)
        return DAESA_OK;
    return daesa_fail(sink, DAESA_BAD_INPUT, "ass-unreadable",
                      (struct daesa_place){.file = drawing->words.file},
                      "libass cannot read this as ASS or SSA");
}

/* Whether a tag \r changes to that style; `reset` is the first of the text, or NULL. */
static bool changes_to(const char *reset, const ASS_Style *style)
{
    size_t n = style->Name ? strlen(style->Name) : 0;
    for (const char *at = reset; n && at; at = strstr(at + 2, "\\r"))
        if (strncmp(at + 2, style->Name, n) == 0)
            return true;
    return false;
}

/* The most of the event's style and of those that its text changes to. */
static struct daesa_extent_style style_of(const ASS_Track *track, const ASS_Event *event)
{
    struct daesa_extent_style most = {0};
    const char *reset = strstr(event->Text, "\\r");
    for (int i = 0; i < track->n_styles; i++) {
        const ASS_Style *style = &track->styles[i];
        if (i != event->Style && !changes_to(reset, style))
            continue;
        most.size = fmax(most.size, style->FontSize);
        most.scale_x = fmax(most.scale_x, style->ScaleX);
        most.scale_y = fmax(most.scale_y, style->ScaleY);
        most.outline = fmax(most.outline, style->Outline);
    }
    return most;
}

/* Whether an event asks for so much that libass would take gigabytes and minutes. */
static bool is_too_large(const ASS_Track *track, const ASS_Event *event)
{
    double width = track->PlayResX > 0 ? track->PlayResX : WIDTH_PX;
    double height = track->PlayResY > 0 ? track->PlayResY : HEIGHT_PX;
    return daesa_extent_area(event->Text, style_of(track, event)) >
           MOST_PICTURES * width * height;
}

/* Such events have no text from now on. */
static enum daesa_status leave_out(struct daesa_drawing *drawing)
{
    ASS_Track *track = drawing->track;
    size_t n = daesa_drawing_count(drawing);
    drawing->is_too_large = calloc(n + 1, sizeof *drawing->is_too_large);
    if (!drawing->is_too_large)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        ASS_Event *event = &track->events[i];
        if (!event->Text || !is_too_large(track, event))
            continue;
        drawing->is_too_large[i] = true;
        event->Text[0] = '\0';
        daesa_report(drawing->words.sink,
                     (struct daesa_finding){.severity = DAESA_WARNING,
                                            .rule = "ass-too-large",
                                            .place = {.file = drawing->words.file},
                                            .cue = i + 1,
                                            .start_us = (int64_t)event->Start * MS_US},
                     "asks for letters or drawings more than %d times as large as the "
                     "picture; it is left out",
                     MOST_PICTURES);
    }
    return DAESA_OK;
}

enum daesa_status daesa_drawing_open(struct daesa_drawing **out, struct daesa_str ass,
                                     const struct daesa_drawing_opts *opts,
                                     struct daesa_sink *sink)
{
    if (opts->width_px < 1 || opts->height_px < 1 ||
        opts->width_px > DAESA_IMAGE_MAX_PX || opts->height_px > DAESA_IMAGE_MAX_PX)
        return DAESA_BAD_ARGUMENT;
    struct daesa_drawing *drawing = calloc(1, sizeof *drawing);
    if (!drawing)
        return DAESA_NO_MEMORY;
    drawing->width_px = opts->width_px;
    drawing->height_px = opts->height_px;
    drawing->words = (struct daesa_render_words){
        .sink = sink, .file = opts->file, .is_any_font = opts->is_any_font};
    drawing->library = ass_library_init();
    enum daesa_status st = drawing->library ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st) {
        ass_set_message_cb(drawing->library, hear, &drawing->words);
        ass_set_extract_fonts(drawing->library, 1);
        add_fonts(drawing, opts->fonts);
        st = read_track(drawing, ass, sink);
    }
    if (!st)
        st = leave_out(drawing);
    if (!st) {
        drawing->drawer = open_renderer(drawing, opts, false);
        drawing->wide = open_renderer(drawing, opts, true);
        st = drawing->drawer && drawing->wide ? DAESA_OK : DAESA_NO_MEMORY;
    }
    if (st)
        daesa_drawing_close(&drawing);
    else
        *out = drawing;
    return st;
}

/* "Banner;..." and "Scroll up;...": what is on a tape is in nobody's way. */
static bool is_moving(const ASS_Event *event)
{
    const char *effect = event->Effect ? event->Effect : "";
    return strncmp(effect, "Banner;", 7) == 0 || strncmp(effect, "Scroll ", 7) == 0 ||
           (event->Text && strstr(event->Text, "\\move("));
}

static bool is_placed(const ASS_Event *event)
{
    return is_moving(event) || (event->Text && strstr(event->Text, "\\pos("));
}

size_t daesa_drawing_count(const struct daesa_drawing *drawing)
{
    return drawing->track->n_events > 0 ? (size_t)drawing->track->n_events : 0;
}

struct daesa_drawing_event daesa_drawing_event(const struct daesa_drawing *drawing,
                                               size_t i)
{
    const ASS_Event *event = &drawing->track->events[i];
    return (struct daesa_drawing_event){
        .start_us = (int64_t)event->Start * MS_US,
        .end_us = ((int64_t)event->Start + event->Duration) * MS_US,
        .name = event->Name ? event->Name : "",
        .is_moving = is_moving(event)};
}

/* A bitmap of libass: each byte is how much of its one colour covers a pixel. */
static void blend(const ASS_Image *part, struct daesa_image *image)
{
    uint32_t opacity = 255 - (part->color & 0xFF);
    for (int y = 0; y < part->h; y++)
        for (int x = 0; x < part->w; x++) {
            uint32_t share = part->bitmap[y * part->stride + x] * opacity / 255;
            if (share)
                daesa_image_blend(image, part->dst_x + x, part->dst_y + y,
                                  part->color >> 8, share);
        }
}

static int64_t to_ms(int64_t us)
{
    return us >= 0 ? us / MS_US : (us - MS_US + 1) / MS_US;
}

enum daesa_status daesa_drawing_draw(struct daesa_drawing *drawing, int64_t time_us,
                                     struct daesa_image *image)
{
    if (image->width_px != drawing->width_px || image->height_px != drawing->height_px)
        return DAESA_BAD_ARGUMENT;
    daesa_render_words_begin(&drawing->words, 0, time_us);
    ASS_Image *parts =
        ass_render_frame(drawing->drawer, drawing->track, to_ms(time_us), NULL);
    for (const ASS_Image *part = parts; part; part = part->next)
        blend(part, image);
    return DAESA_OK;
}

static bool is_visible(const ASS_Image *part, int x, int y)
{
    return part->bitmap[y * part->stride + x] > 0;
}

static void stretch(struct daesa_box *box, bool *has_any, int32_t x, int32_t y)
{
    if (!*has_any)
        *box = (struct daesa_box){x, y, x + 1, y + 1};
    *has_any = true;
    box->left_px = x < box->left_px ? x : box->left_px;
    box->top_px = y < box->top_px ? y : box->top_px;
    box->right_px = x + 1 > box->right_px ? x + 1 : box->right_px;
    box->bottom_px = y + 1 > box->bottom_px ? y + 1 : box->bottom_px;
}

/* The box of all visible pixels; false where there are none. */
static bool find_box(const ASS_Image *parts, struct daesa_box *box)
{
    bool has_any = false;
    for (const ASS_Image *part = parts; part; part = part->next)
        for (int y = 0; y < part->h && (part->color & 0xFF) != 0xFF; y++)
            for (int x = 0; x < part->w; x++)
                if (is_visible(part, x, y))
                    stretch(box, &has_any, part->dst_x + x, part->dst_y + y);
    return has_any;
}

/* Draws the only events that the track is made to have. */
static ASS_Image *render(ASS_Renderer *renderer, ASS_Track *track, ASS_Event *only,
                         size_t n, int64_t ms)
{
    ASS_Event *events = track->events;
    int n_events = track->n_events;
    track->events = only;
    track->n_events = (int)n;
    ASS_Image *parts = ass_render_frame(renderer, track, ms, NULL);
    track->events = events;
    track->n_events = n_events;
    return parts;
}

static bool box_of(ASS_Renderer *renderer, ASS_Track *track, size_t i, int64_t ms,
                   struct daesa_box *box)
{
    return find_box(render(renderer, track, track->events + i, 1, ms), box);
}

static bool touches_edge(const struct daesa_drawing *drawing, const struct daesa_box *box)
{
    return box->left_px <= 0 || box->top_px <= 0 || box->right_px >= drawing->width_px ||
           box->bottom_px >= drawing->height_px;
}

enum daesa_status daesa_drawing_measure(struct daesa_drawing *drawing, size_t i,
                                        int64_t time_us, struct daesa_drawn *out)
{
    if (i >= daesa_drawing_count(drawing))
        return DAESA_BAD_ARGUMENT;
    const ASS_Event *event = &drawing->track->events[i];
    int64_t ms =
        time_us == DAESA_TIME_NONE ? event->Start + event->Duration / 2 : to_ms(time_us);
    struct daesa_drawn drawn = {.layer = event->Layer,
                                .is_placed = is_placed(event),
                                .is_too_large = drawing->is_too_large[i]};
    struct daesa_box unbroken = {0};
    daesa_render_words_begin(&drawing->words, i + 1, (int64_t)event->Start * MS_US);
    drawn.is_drawn = box_of(drawing->drawer, drawing->track, i, ms, &drawn.box);
    drawn.is_cut = drawn.is_drawn && touches_edge(drawing, &drawn.box);
    int wrapping = drawing->track->WrapStyle;
    drawing->track->WrapStyle = NO_WRAPPING;
    box_of(drawing->wide, drawing->track, i, ms, &unbroken);
    drawing->track->WrapStyle = wrapping;
    drawn.unbroken_width_px = unbroken.right_px - unbroken.left_px;
    drawn.is_wrapped =
        drawn.box.bottom_px - drawn.box.top_px > unbroken.bottom_px - unbroken.top_px;
    *out = drawn;
    return DAESA_OK;
}

static struct daesa_box bounds_of(const ASS_Image *parts)
{
    struct daesa_box box = {0};
    bool has_any = false;
    for (const ASS_Image *part = parts; part; part = part->next) {
        if (part->w <= 0 || part->h <= 0)
            continue;
        stretch(&box, &has_any, part->dst_x, part->dst_y);
        stretch(&box, &has_any, part->dst_x + part->w - 1, part->dst_y + part->h - 1);
    }
    return box;
}

/* Marks what is visible, in rows as wide as the box. */
static void mark(const ASS_Image *part, struct daesa_box box, bool *seen)
{
    size_t width = (size_t)(box.right_px - box.left_px);
    for (int y = 0; y < part->h && (part->color & 0xFF) != 0xFF; y++) {
        bool *row = seen + (size_t)(part->dst_y + y - box.top_px) * width +
                    (part->dst_x - box.left_px);
        for (int x = 0; x < part->w; x++)
            row[x] |= is_visible(part, x, y);
    }
}

/* Of how many pixels something is visible. */
static enum daesa_status count_covered(const ASS_Image *parts, size_t *out)
{
    struct daesa_box box = bounds_of(parts);
    size_t area =
        (size_t)(box.right_px - box.left_px) * (size_t)(box.bottom_px - box.top_px);
    size_t count = 0;
    bool *seen = calloc(area + 1, sizeof *seen);
    if (!seen)
        return DAESA_NO_MEMORY;
    for (const ASS_Image *part = parts; part; part = part->next)
        mark(part, box, seen);
    for (size_t k = 0; k < area; k++)
        count += seen[k];
    free(seen);
    *out = count;
    return DAESA_OK;
}

/* Events keep where libass put them last in what it hangs on them. */
static enum daesa_status draw_some(struct daesa_drawing *drawing, const size_t *events,
                                   size_t n, int64_t ms, ASS_Image **parts)
{
    ASS_Event *some = calloc(n + 1, sizeof *some);
    if (!some)
        return DAESA_NO_MEMORY;
    for (size_t k = 0; k < n; k++)
        some[k] = drawing->track->events[events[k]];
    *parts = render(drawing->drawer, drawing->track, some, n, ms);
    for (size_t k = 0; k < n; k++)
        drawing->track->events[events[k]] = some[k];
    free(some);
    return DAESA_OK;
}

enum daesa_status daesa_drawing_cover(struct daesa_drawing *drawing, const size_t *events,
                                      size_t n, int64_t time_us, size_t *covered_px)
{
    ASS_Image *parts = NULL;
    for (size_t k = 0; k < n; k++)
        if (events[k] >= daesa_drawing_count(drawing))
            return DAESA_BAD_ARGUMENT;
    struct daesa_sink *sink = drawing->words.sink; /* each alone has told already */
    drawing->words.sink = NULL;
    enum daesa_status st = draw_some(drawing, events, n, to_ms(time_us), &parts);
    drawing->words.sink = sink;
    return st ? st : count_covered(parts, covered_px);
}

void daesa_drawing_close(struct daesa_drawing **drawing)
{
    if (!drawing || !*drawing)
        return;
    struct daesa_drawing *d = *drawing;
    if (d->track)
        ass_free_track(d->track);
    if (d->drawer)
        ass_renderer_done(d->drawer);
    if (d->wide)
        ass_renderer_done(d->wide);
    if (d->library)
        ass_library_done(d->library);
    daesa_render_words_finish(&d->words);
    free(d->is_too_large);
    free(d);
    *drawing = NULL;
}
