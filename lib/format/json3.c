/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* YouTube's timed text as JSON ("json3"); no standard, what the player is sent. An
 * event with "segs" is a caption. Those that speech recognition made stand in a window
 * (an event without text, by its "id") that rolls: a line stays while the next comes
 * up, so the durations overlap, and an event with "aAppend" adds to the line before,
 * mostly nothing but a line break. Here such a line ends where the next begins. Its
 * segments are words with "tOffsetMs". Captions that people made have pens (bold,
 * italics, underline, colour) and positions. */
#include "format/json_value.h"
#include "format/markup.h"

#include <string.h>

/* Pens and positions that can be pointed to; files have a handful. */
#define MAX_INDEX 1000

struct scan {
    struct daesa_reader *in;
    struct daesa_json_value pens, positions;
    struct daesa_markup markup;
    struct daesa_str gap; /* white space that goes before the next segment */
    size_t n_rolling;
    size_t last;    /* the caption of a window that was read last, plus one */
    int64_t window; /* which window that is in */
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
    double rgb = daesa_json_number(daesa_json_get(pen, colour)),
           a = opaque.node ? daesa_json_number(opaque) : 255;
    rgb = rgb >= 0 && rgb <= 0xFFFFFF ? rgb : 0xFFFFFF;
    /* The editor writes 254 for what is not seen through. */
    a = a >= 0 && a < 254 ? a : 255;
    return (int64_t)rgb << 8 | (int64_t)a;
}

static void open_pen(struct scan *s, struct daesa_json_value pen)
{
    static const struct {
        const char *key;
        enum daesa_span_kind kind;
    } attributes[] = {{"bAttr", DAESA_SPAN_BOLD},
                      {"iAttr", DAESA_SPAN_ITALIC},
                      {"uAttr", DAESA_SPAN_UNDERLINE}};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (is_set(pen, attributes[i].key))
            daesa_markup_open(&s->markup, attributes[i].kind, (struct daesa_str){0}, 0);
    if (daesa_json_get(pen, "fcForeColor").node)
        daesa_markup_open(&s->markup, DAESA_SPAN_COLOUR, (struct daesa_str){0},
                          colour_of(pen, "fcForeColor", "foForeAlpha"));
    if (daesa_json_get(pen, "bcBackColor").node)
        daesa_markup_open(&s->markup, DAESA_SPAN_BACKGROUND, (struct daesa_str){0},
                          colour_of(pen, "bcBackColor", "boBackAlpha"));
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
            daesa_reader_report(in, DAESA_NOTE, "json3-pen", daesa_reader_place(in, 0, 0),
                                "the pen's \"%.*s\" is not modelled; it is left out",
                                DAESA_STR_ARGS(inner.key));
        }
    }
}

/* Anchor points count from the top left to the bottom right. */
static enum daesa_status take_position(struct scan *s, struct daesa_json_value event,
                                       struct daesa_cue *cue)
{
    static const uint8_t anchors[] = {7, 8, 9, 4, 5, 6, 1, 2, 3};
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
    if (status || anchor < 0 || anchor > 8 || x < 0 || x > 100 || y < 0 || y > 100 ||
        (anchor == 7 && x == 50 && y == 100))
        return status;
    cue->position = (struct daesa_position){.anchor = anchors[anchor],
                                            .placed = true,
                                            .x = (float)x / 100,
                                            .y = (float)y / 100};
    return DAESA_OK;
}

/* ---- segments ---- */

static size_t skip_blanks(struct daesa_str text)
{
    size_t n = 0;
    while (n < text.len && daesa_is_space(text.s[n]))
        n++;
    return n;
}

/* Takes the blanks around `*text` off it: those before it join the gap, those behind
 * are the next. Nothing but blanks all go into the gap. */
static struct daesa_str take_gap(struct scan *s, struct daesa_str *text)
{
    size_t blanks = skip_blanks(*text);
    struct daesa_str before = daesa_str_slice(*text, 0, blanks), gap = s->gap;
    if (before.len && (gap.len == 0 || daesa_str_find_char(before, '\n') < before.len))
        gap = before;
    *text = daesa_str_from(*text, blanks);
    struct daesa_str bare = daesa_str_trim(*text);
    s->gap = bare.len ? daesa_str_from(*text, bare.len) : gap;
    *text = bare;
    return gap;
}

/* A segment is a word; one that no blank divides from that before is the rest of it. */
static enum daesa_status add_word(struct scan *s, struct daesa_cue *cue,
                                  struct daesa_json_value seg, size_t from, bool joins)
{
    int64_t offset_ms = 0, sure = 0;
    size_t to = s->markup.plain.len;
    enum daesa_status status = number_of(s->in, seg, "tOffsetMs", 0, &offset_ms);
    if (!status)
        status = number_of(s->in, seg, "acAsrConf", 0, &sure);
    if (status)
        return status;
    if (joins && cue->n_words) {
        cue->words[cue->n_words - 1].to = to;
        return DAESA_OK;
    }
    int64_t start_us = cue->start_us + offset_ms * 1000;
    if (cue->n_words)
        cue->words[cue->n_words - 1].end_us = start_us;
    cue->words[cue->n_words++] = (struct daesa_word){
        .from = from,
        .to = to,
        .start_us = start_us,
        .end_us = cue->end_us,
        .confidence = sure > 0 && sure <= 255 ? (float)sure / 255 : -1};
    return DAESA_OK;
}

/* The pen of the segment, else that of the event, writes it. */
static enum daesa_status add_marked(struct scan *s, struct daesa_json_value event,
                                    struct daesa_json_value seg, struct daesa_str text)
{
    int64_t pen = -1, own = -1;
    enum daesa_status status = number_of(s->in, event, "pPenId", -1, &pen);
    if (!status)
        status = number_of(s->in, seg, "pPenId", pen, &own);
    if (status)
        return status;
    open_pen(s, item_at(s->pens, own));
    daesa_markup_add(&s->markup, text);
    daesa_markup_close_to(&s->markup, 0);
    return DAESA_OK;
}

static enum daesa_status add_segment(struct scan *s, struct daesa_cue *cue,
                                     struct daesa_json_value event,
                                     struct daesa_json_value seg)
{
    struct daesa_str text = {0};
    if (daesa_json_kind(seg) != DAESA_JSON_OBJECT)
        return daesa_json_bad(s->in, seg, "json-type", "a segment is an object { }");
    enum daesa_status status =
        daesa_json_take_string(s->in, daesa_json_get(seg, "utf8"), &text);
    struct daesa_str gap = take_gap(s, &text);
    if (status || text.len == 0)
        return status;
    bool first = s->markup.plain.len == 0;
    if (!first)
        daesa_markup_add(&s->markup, gap);
    size_t from = s->markup.plain.len;
    status = add_marked(s, event, seg, text);
    return status || !cue->words ? status
                                 : add_word(s, cue, seg, from, !first && gap.len == 0);
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
    if (has_offsets(segs)) {
        cue->words = daesa_arena_alloc(&s->in->track->arena, n, sizeof *cue->words);
        if (!cue->words)
            return DAESA_NO_MEMORY;
    }
    s->gap = (struct daesa_str){0};
    m = daesa_json_members(segs);
    while (daesa_json_step(&m)) {
        enum daesa_status status = add_segment(s, cue, event, m.value);
        if (status)
            return status;
    }
    return daesa_markup_end(&s->markup, s->in->track, cue, daesa_reader_language(s->in));
}

/* A line that rolls up ends where the next one of its window begins. */
static void cut_rolling(struct scan *s, int64_t window)
{
    struct daesa_track *track = s->in->track;
    const struct daesa_cue *cue = &track->cues[track->n_cues - 1];
    struct daesa_cue *before = s->last ? &track->cues[s->last - 1] : NULL;
    if (before && s->window == window && before->start_us < cue->start_us &&
        (before->end_us > cue->start_us || before->end_us == DAESA_TIME_NONE)) {
        before->end_us = cue->start_us;
        for (size_t i = 0; i < before->n_words; i++)
            if (before->words[i].end_us > before->end_us)
                before->words[i].end_us = before->end_us;
        s->n_rolling++;
    }
    s->last = track->n_cues;
    s->window = window;
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
        cut_rolling(s, window);
    if (!status && is_set(event, "aAppend"))
        daesa_reader_report(s->in, DAESA_NOTE, "json3-append",
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
    struct scan s = {.in = in};
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
    if (!status && s.n_rolling)
        daesa_reader_report(in, DAESA_NOTE, "json3-rolling", daesa_reader_place(in, 0, 0),
                            "%zu %s where the next begins", s.n_rolling,
                            s.n_rolling == 1 ? "caption rolls up; it ends"
                                             : "captions roll up; each ends");
    daesa_json_close(&doc);
    daesa_markup_finish(&s.markup);
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
    .title = "YouTube timed text",
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
