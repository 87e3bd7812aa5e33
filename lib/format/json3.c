/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* YouTube's timed text as JSON ("json3"); no standard, what the player is sent. An
 * event with "segs" is a caption; an event without text, by its "id", is a window. An
 * event with "aAppend" adds to the line before, mostly nothing but a line break. Words
 * have "tOffsetMs". */
#include "format/json_value.h"
#include "format/youtube.h"

/* Pens and positions that can be pointed to; files have a handful. */
#define MAX_INDEX 1000

struct scan {
    struct daesa_youtube youtube;
    struct daesa_reader *in;
    struct daesa_json_value pens, positions;
};

static struct daesa_json_value item_at(struct daesa_json_value array, int64_t i)
{
    struct daesa_json_members m = daesa_json_members(array);
    while (i >= 0 && i <= MAX_INDEX && daesa_json_step(&m))
        if (i-- == 0)
            return m.value;
    return (struct daesa_json_value){0};
}

/* A whole number of the object; `otherwise` where it has none of that name. */
static enum daesa_status number_of(struct daesa_reader *in,
                                   struct daesa_json_value object, const char *key,
                                   int64_t otherwise, int64_t *out)
{
    const int64_t max = DAESA_TIME_MAX / 1000;
    struct daesa_json_value value = daesa_json_get(object, key);
    *out = otherwise;
    return value.node ? daesa_json_take_int(in, value, -max, max, out) : DAESA_OK;
}

static bool is_set(struct daesa_json_value pen, const char *key)
{
    return daesa_json_number(daesa_json_get(pen, key)) > 0;
}

/* ---- pens and positions ---- */

static int64_t colour_of(struct daesa_json_value pen, const char *colour,
                         const char *alpha)
{
    struct daesa_json_value opaque = daesa_json_get(pen, alpha);
    return daesa_youtube_colour(daesa_json_number(daesa_json_get(pen, colour)),
                                opaque.node ? daesa_json_number(opaque) : 255);
}

static struct daesa_youtube_pen pen_of(struct daesa_json_value pen)
{
    return (struct daesa_youtube_pen){
        .bold = is_set(pen, "bAttr"),
        .italic = is_set(pen, "iAttr"),
        .underline = is_set(pen, "uAttr"),
        .has_colour = daesa_json_get(pen, "fcForeColor").node != NULL,
        .has_background = daesa_json_get(pen, "bcBackColor").node != NULL,
        .colour = colour_of(pen, "fcForeColor", "foForeAlpha"),
        .background = colour_of(pen, "bcBackColor", "boBackAlpha")};
}

static void report_pens(struct daesa_reader *in, struct daesa_json_value pens)
{
    static const char *const known[] = {"bAttr",       "iAttr",       "uAttr",
                                        "fcForeColor", "foForeAlpha", "bcBackColor",
                                        "boBackAlpha"};
    struct daesa_json_members m = daesa_json_members(pens);
    while (daesa_json_step(&m)) {
        struct daesa_json_members inner = daesa_json_members(m.value);
        while (daesa_json_step(&inner)) {
            size_t i = 0;
            while (i < sizeof known / sizeof *known && !daesa_str_is(inner.key, known[i]))
                i++;
            if (i < sizeof known / sizeof *known)
                continue;
            daesa_reader_report(in, DAESA_NOTE, "youtube-pen",
                                daesa_reader_place(in, 0, 0),
                                "the pen's \"%.*s\" is not modelled; it is left out",
                                DAESA_STR_ARGS(inner.key));
        }
    }
}

static enum daesa_status take_position(struct scan *s, struct daesa_json_value event,
                                       struct daesa_cue *cue)
{
    int64_t i = 0, anchor = 7, x = 50, y = 100;
    struct daesa_json_value at = {0};
    enum daesa_status status = number_of(s->in, event, "wpWinPosId", -1, &i);
    if (!status)
        at = i < 0 ? at : item_at(s->positions, i);
    if (status || !at.node)
        return status;
    status = number_of(s->in, at, "apPoint", 7, &anchor);
    if (!status)
        status = number_of(s->in, at, "ahHorPos", 50, &x);
    if (!status)
        status = number_of(s->in, at, "avVerPos", 100, &y);
    if (!status)
        daesa_youtube_place(cue, anchor, x, y);
    return status;
}

/* ---- segments ---- */

/* The pen of the segment, else that of the event, writes it. */
static enum daesa_status add_segment(struct scan *s, struct daesa_cue *cue,
                                     struct daesa_json_value event,
                                     struct daesa_json_value seg)
{
    struct daesa_youtube_segment segment = {0};
    int64_t pen = -1, own = -1;
    if (daesa_json_kind(seg) != DAESA_JSON_OBJECT)
        return daesa_json_bad(s->in, seg, "json-type", "a segment is an object { }");
    enum daesa_status status =
        daesa_json_take_string(s->in, daesa_json_get(seg, "utf8"), &segment.text);
    if (!status)
        status = number_of(s->in, event, "pPenId", -1, &pen);
    if (!status)
        status = number_of(s->in, seg, "pPenId", pen, &own);
    if (!status && cue->words)
        status = number_of(s->in, seg, "tOffsetMs", 0, &segment.offset_ms);
    if (!status && cue->words)
        status = number_of(s->in, seg, "acAsrConf", 0, &segment.sure);
    if (status)
        return status;
    segment.pen = pen_of(item_at(s->pens, own));
    daesa_youtube_add(&s->youtube, cue, &segment);
    return DAESA_OK;
}

static bool has_offsets(struct daesa_json_value segs)
{
    struct daesa_json_members m = daesa_json_members(segs);
    while (daesa_json_step(&m))
        if (daesa_json_get(m.value, "tOffsetMs").node ||
            daesa_json_get(m.value, "acAsrConf").node)
            return true;
    return false;
}

/* ---- events ---- */

/* Whether all that the segments say is white space. */
static bool is_blank(struct daesa_json_value segs)
{
    struct daesa_json_members m = daesa_json_members(segs);
    while (daesa_json_step(&m))
        if (daesa_str_trim(daesa_json_string(daesa_json_get(m.value, "utf8"))).len)
            return false;
    return true;
}

static enum daesa_status take_times(struct scan *s, struct daesa_json_value event,
                                    struct daesa_cue *cue)
{
    int64_t start_ms = 0, duration_ms = -1;
    enum daesa_status status = number_of(s->in, event, "tStartMs", 0, &start_ms);
    if (!status)
        status = number_of(s->in, event, "dDurationMs", -1, &duration_ms);
    cue->start_us = start_ms * 1000;
    if (duration_ms >= 0)
        cue->end_us = cue->start_us + duration_ms * 1000;
    if (cue->end_us > DAESA_TIME_MAX)
        cue->end_us = DAESA_TIME_MAX;
    return status;
}

static enum daesa_status read_segments(struct scan *s, struct daesa_json_value event,
                                       struct daesa_json_value segs,
                                       struct daesa_cue *cue)
{
    struct daesa_json_members m = daesa_json_members(segs);
    size_t n = 0;
    while (daesa_json_step(&m))
        n++;
    enum daesa_status status =
        has_offsets(segs) ? daesa_youtube_words(&s->youtube, cue, n) : DAESA_OK;
    m = daesa_json_members(segs);
    while (!status && daesa_json_step(&m))
        status = add_segment(s, cue, event, m.value);
    return status ? status : daesa_youtube_text(&s->youtube, cue);
}

static enum daesa_status read_event(struct scan *s, struct daesa_json_value event,
                                    int32_t line)
{
    struct daesa_json_value segs = daesa_json_get(event, "segs");
    struct daesa_cue *cue;
    int64_t window = -1;
    if (daesa_json_kind(event) != DAESA_JSON_OBJECT)
        return daesa_json_bad(s->in, event, "json-type", "an event is an object { }");
    if (!segs.node || is_blank(segs))
        return DAESA_OK;
    enum daesa_status status = daesa_reader_add(s->in, line, &cue);
    if (!status)
        status = take_times(s, event, cue);
    if (!status)
        status = take_position(s, event, cue);
    if (!status)
        status = read_segments(s, event, segs, cue);
    if (!status)
        status = number_of(s->in, event, "wWinId", -1, &window);
    if (!status && window >= 0)
        daesa_youtube_roll(&s->youtube, window);
    if (!status && is_set(event, "aAppend"))
        daesa_reader_report(s->in, DAESA_NOTE, "youtube-append",
                            daesa_reader_place(s->in, line, 0),
                            "what is added to the caption before is one of its own here");
    return status;
}

/* Counts lines as it goes: to ask for every place anew would take time in the
 * square of the file's size. */
static enum daesa_status read_events(struct scan *s, struct daesa_json_value events)
{
    struct daesa_json_members m = daesa_json_members(events);
    const char *counted = s->in->text.s;
    int32_t line = 1;
    if (daesa_json_kind(events) != DAESA_JSON_ARRAY)
        return daesa_json_bad(s->in, events, "json3-no-events",
                              "timed text of YouTube has an array \"events\"");
    while (daesa_json_step(&m)) {
        for (; counted < m.value.raw.s; counted++)
            line += *counted == '\n';
        enum daesa_status status = read_event(s, m.value, line);
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.youtube = {.in = in}, .in = in};
    struct daesa_json_doc *doc = NULL;
    enum daesa_status status = daesa_json_open(&doc, in);
    if (!status) {
        struct daesa_json_value root = daesa_json_root(doc),
                                events = daesa_json_get(root, "events");
        s.pens = daesa_json_get(root, "pens");
        s.positions = daesa_json_get(root, "wpWinPositions");
        report_pens(in, s.pens);
        status = read_events(&s, events.node ? events : root);
    }
    daesa_json_close(&doc);
    daesa_youtube_end(&s.youtube, status);
    return status;
}

static int sniff(struct daesa_str text)
{
    struct daesa_str start = daesa_str_trim(text);
    if (!daesa_str_starts(start, "{"))
        return 0;
    if (daesa_str_find(start, "\"wireMagic\"") < start.len &&
        daesa_str_find(start, "\"pb3\"") < start.len)
        return 95;
    return daesa_str_find(start, "\"events\"") < start.len &&
                   daesa_str_find(start, "\"tStartMs\"") < start.len
               ? 80
               : 0;
}

const struct daesa_format daesa_format_json3 = {
    .name = "json3",
    .title = "YouTube timed text (JSON)",
    .extensions = "json3 json",
    .prefix = "json3",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_WORDS | DAESA_HOLDS_ANCHOR |
             DAESA_HOLDS_PLACE | DAESA_HOLDS_BREAKS,
    .spans = DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |
             DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) |
             DAESA_SPAN_BIT(DAESA_SPAN_BACKGROUND),
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
};
