/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ttml_write.h"

#include "format/xml.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Times are written to the millisecond. */
#define TICK_US INT64_C(1000)

/* Where new files put a cue of each anchor: its region. */
static const struct {
    const char *name, *display, *align;
} anchors[10] = {
    [1] = {"bottom-left", "after", "start"}, [2] = {"bottom", "after", "center"},
    [3] = {"bottom-right", "after", "end"},  [4] = {"left", "center", "start"},
    [5] = {"centre", "center", "center"},    [6] = {"right", "center", "end"},
    [7] = {"top-left", "before", "start"},   [8] = {"top", "before", "center"},
    [9] = {"top-right", "before", "end"},
};

struct sheet {
    struct daesa_writer *out;
    bool ebu;
    uint64_t *keys; /* owned: sorted regions, or looks of EBU-TT-D */
    size_t n_keys, n_lost, n_hidden;
    const struct daesa_cue *first_hidden;
    struct daesa_str *speakers; /* owned: sorted, each once */
    size_t n_speakers;
    struct daesa_str language;      /* of the root */
    const struct daesa_cue *before; /* the cue written last, if it tells its languages */
};

/* ---- lists without repetition ---- */

static int by_key(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static void sort_keys(struct sheet *s)
{
    if (s->n_keys < 2)
        return;
    qsort(s->keys, s->n_keys, sizeof *s->keys, by_key);
    size_t n = 1;
    for (size_t i = 1; i < s->n_keys; i++)
        if (s->keys[i] != s->keys[n - 1])
            s->keys[n++] = s->keys[i];
    s->n_keys = n;
}

static bool is_written(const struct daesa_cue *cue)
{
    return !cue->comment;
}

/* ---- regions ---- */

/* A share of the picture in hundredths of a per cent. */
static uint64_t share(float x)
{
    return x <= 0 ? 0 : x >= 1 ? 10000 : (uint64_t)(x * 10000 + 0.5f);
}

/* Anchor and place in one number; the place is 0x7FFF where it is not said. */
static uint64_t region_key(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    struct daesa_position p = daesa_writer_position(out, cue);
    uint64_t anchor = p.anchor >= 1 && p.anchor <= 9 ? p.anchor : 2;
    uint64_t x = p.placed ? share(p.x) : 0x7FFF, y = p.placed ? share(p.y) : 0x7FFF;
    return anchor << 32 | x << 16 | y;
}

static void add_region_name(struct daesa_buf *buf, uint64_t key)
{
    unsigned anchor = (unsigned)(key >> 32), x = key >> 16 & 0xFFFF, y = key & 0xFFFF;
    daesa_buf_add_text(buf, anchors[anchor].name);
    if (x != 0x7FFF)
        daesa_buf_printf(buf, "-%u-%u", x, y);
}

/* Where a box of that size and anchor lies along one axis: 0 begins at `at`, 1 has
 * it in its middle, 2 ends there. */
static void box(unsigned at, unsigned side, unsigned *from, unsigned *size)
{
    unsigned room = side == 0   ? 10000 - at
                    : side == 2 ? at
                    : at < 5000 ? 2 * at
                                : 2 * (10000 - at);
    *size = room ? room : 1;
    *from = side == 0 ? at : side == 2 ? at - room : at - room / 2;
}

static void add_region(struct sheet *s, uint64_t key)
{
    struct daesa_buf *buf = s->out->out;
    unsigned anchor = (unsigned)(key >> 32), x = key >> 16 & 0xFFFF, y = key & 0xFFFF;
    unsigned left = 1000, top = 1000, width = 8000, height = 8000;
    if (x != 0x7FFF) {
        box(x, (anchor - 1) % 3, &left, &width);
        box(y, 2 - (anchor - 1) / 3, &top, &height);
    }
    daesa_buf_add_text(buf, "      <region xml:id=\"");
    add_region_name(buf, key);
    daesa_buf_printf(buf,
                     "\" tts:origin=\"%u.%02u%% %u.%02u%%\" tts:extent=\"%u.%02u%% "
                     "%u.%02u%%\" tts:displayAlign=\"%s\"",
                     left / 100, left % 100, top / 100, top % 100, width / 100,
                     width % 100, height / 100, height % 100, anchors[anchor].display);
    if (s->ebu)
        daesa_buf_printf(buf, " style=\"%s\"/>\n", anchors[anchor].align);
    else
        daesa_buf_printf(buf, " tts:textAlign=\"%s\"/>\n", anchors[anchor].align);
}

static enum daesa_status add_regions(struct sheet *s)
{
    const struct daesa_track *track = s->out->track;
    s->n_keys = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        if (is_written(&track->cues[i]))
            s->keys[s->n_keys++] = region_key(s->out, &track->cues[i]);
    sort_keys(s);
    daesa_buf_add_text(s->out->out, "    <layout>\n");
    for (size_t i = 0; i < s->n_keys; i++)
        add_region(s, s->keys[i]);
    daesa_buf_add_text(s->out->out, "    </layout>\n");
    return DAESA_OK;
}

/* ---- styles of EBU-TT-D ---- */

static size_t colour_spans(const struct daesa_track *track, uint64_t *keys)
{
    size_t n = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t k = 0; k < track->cues[i].n_texts; k++) {
            const struct daesa_text *text = &track->cues[i].texts[k];
            for (size_t j = 0; j < text->n_spans; j++) {
                const struct daesa_span *span = &text->spans[j];
                if (span->kind != DAESA_SPAN_COLOUR &&
                    span->kind != DAESA_SPAN_BACKGROUND)
                    continue;
                if (keys)
                    keys[n] = (uint64_t)(span->kind == DAESA_SPAN_BACKGROUND) << 32 |
                              (uint32_t)span->number;
                n++;
            }
        }
    return n;
}

static void add_style(struct daesa_buf *buf, uint64_t key)
{
    bool back = key >> 32;
    uint32_t colour = (uint32_t)key;
    daesa_buf_printf(
        buf, "      <style xml:id=\"%s-%08" PRIx32 "\" tts:%s=\"#%08" PRIx32 "\"/>\n",
        back ? "background" : "colour", colour, back ? "backgroundColor" : "color",
        colour);
}

static enum daesa_status add_styles(struct sheet *s)
{
    struct daesa_buf *buf = s->out->out;
    daesa_buf_add_text(
        buf, "    <styling>\n"
             "      <style xml:id=\"all\" tts:fontFamily=\"proportionalSansSerif\" "
             "tts:fontSize=\"100%\" tts:lineHeight=\"normal\"/>\n");
    if (s->ebu) {
        uint64_t *keys = calloc(colour_spans(s->out->track, NULL) + 1, sizeof *keys);
        struct sheet list = {.keys = keys};
        if (!keys)
            return DAESA_NO_MEMORY;
        daesa_buf_add_text(buf,
                           "      <style xml:id=\"text\" tts:color=\"#ffffffff\"/>\n"
                           "      <style xml:id=\"start\" tts:textAlign=\"start\"/>\n"
                           "      <style xml:id=\"center\" tts:textAlign=\"center\"/>\n"
                           "      <style xml:id=\"end\" tts:textAlign=\"end\"/>\n"
                           "      <style xml:id=\"bold\" tts:fontWeight=\"bold\"/>\n"
                           "      <style xml:id=\"italic\" tts:fontStyle=\"italic\"/>\n"
                           "      <style xml:id=\"underline\" "
                           "tts:textDecoration=\"underline\"/>\n");
        list.n_keys = colour_spans(s->out->track, keys);
        sort_keys(&list);
        for (size_t i = 0; i < list.n_keys; i++)
            add_style(buf, keys[i]);
        free(keys);
    }
    daesa_buf_add_text(buf, "    </styling>\n");
    return DAESA_OK;
}

/* ---- the head ---- */

static void add_root(struct sheet *s)
{
    struct daesa_buf *buf = s->out->out;
    const struct daesa_track *track = s->out->track;
    s->language = track->language;
    for (size_t i = 0; i < track->n_cues && !s->language.len; i++)
        if (track->cues[i].n_texts)
            s->language = track->cues[i].texts[0].language;
    daesa_buf_add_text(buf, "<?xml version=\"1.0\" encoding=\"");
    if (s->out->opts->encoding)
        daesa_buf_add_text(buf, s->out->opts->encoding);
    else if (s->out->same && track->encoding.len)
        daesa_buf_add(buf, track->encoding);
    else
        daesa_buf_add_text(buf, "UTF-8");
    daesa_buf_add_text(buf, "\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\" "
                            "xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" "
                            "xmlns:tts=\"http://www.w3.org/ns/ttml#styling\" "
                            "xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" ");
    if (s->ebu)
        daesa_buf_add_text(buf, "xmlns:ebuttm=\"urn:ebu:tt:metadata\" "
                                "ttp:timeBase=\"media\" ttp:cellResolution=\"32 15\" ");
    else
        daesa_buf_add_text(buf, "ttp:contentProfiles=\"http://www.w3.org/ns/ttml/profile/"
                                "imsc1.1/text\" ");
    daesa_buf_add_text(buf, "xml:lang=\"");
    daesa_xml_escape(buf, s->language, true);
    daesa_buf_add_text(buf, "\">\n");
}

static int by_name(const void *left, const void *right)
{
    const struct daesa_str *a = left, *b = right;
    size_t n = a->len < b->len ? a->len : b->len;
    int order = n ? memcmp(a->s, b->s, n) : 0;
    return order ? order : a->len < b->len ? -1 : a->len > b->len;
}

/* Those of the track, and those that only cues name. */
static void list_speakers(struct sheet *s)
{
    const struct daesa_track *track = s->out->track;
    size_t n = 0, n_kept = 0;
    for (size_t i = 0; i < track->n_speakers; i++)
        s->speakers[n++] = track->speakers[i].name;
    for (size_t i = 0; i < track->n_cues; i++)
        s->speakers[n++] = track->cues[i].speaker;
    qsort(s->speakers, n, sizeof *s->speakers, by_name);
    for (size_t i = 0; i < n; i++)
        if (s->speakers[i].len &&
            (n_kept == 0 || !daesa_str_equal(s->speakers[i], s->speakers[n_kept - 1])))
            s->speakers[n_kept++] = s->speakers[i];
    s->n_speakers = n_kept;
}

static void add_agents(struct sheet *s)
{
    struct daesa_buf *buf = s->out->out;
    for (size_t i = 0; i < s->n_speakers; i++) {
        daesa_buf_printf(
            buf,
            "      <ttm:agent xml:id=\"speaker%zu\" type=\"person\"><ttm:name "
            "type=\"full\">",
            i + 1);
        daesa_xml_escape(buf, s->speakers[i], false);
        daesa_buf_add_text(buf, "</ttm:name></ttm:agent>\n");
    }
}

static enum daesa_status add_head(struct sheet *s)
{
    struct daesa_buf *buf = s->out->out;
    const struct daesa_track *track = s->out->track;
    add_root(s);
    daesa_buf_add_text(buf, "  <head>\n");
    if (s->ebu || track->title.len || s->n_speakers) {
        daesa_buf_add_text(buf, "    <metadata>\n");
        if (track->title.len) {
            daesa_buf_add_text(buf, "      <ttm:title>");
            daesa_xml_escape(buf, track->title, false);
            daesa_buf_add_text(buf, "</ttm:title>\n");
        }
        if (s->ebu)
            daesa_buf_add_text(
                buf, "      <ebuttm:documentMetadata><ebuttm:conformsToStandard>"
                     "urn:ebu:tt:distribution:2018-04</"
                     "ebuttm:conformsToStandard></ebuttm:documentMetadata>\n");
        add_agents(s);
        daesa_buf_add_text(buf, "    </metadata>\n");
    }
    enum daesa_status status = add_styles(s);
    if (!status)
        status = add_regions(s);
    daesa_buf_add_text(buf, "  </head>\n  <body style=\"all\">\n    <div>\n");
    return status;
}

/* ---- paragraphs ---- */

static void add_speaker(struct sheet *s, const struct daesa_cue *cue)
{
    const struct daesa_str *found =
        cue->speaker.len ? bsearch(&cue->speaker, s->speakers, s->n_speakers,
                                   sizeof *s->speakers, by_name)
                         : NULL;
    if (found)
        daesa_buf_printf(s->out->out, " ttm:agent=\"speaker%zu\"",
                         (size_t)(found - s->speakers) + 1);
}

/* What is shown for a moment is shown: a paragraph that ends where it begins is not. */
static int64_t end_of(const struct daesa_cue *cue)
{
    int64_t start_us = daesa_round_us(cue->start_us, TICK_US);
    bool is_lost =
        cue->end_us > cue->start_us && daesa_round_us(cue->end_us, TICK_US) == start_us;
    return is_lost ? start_us + TICK_US : cue->end_us;
}

static void add_p(struct sheet *s, const struct daesa_cue *cue,
                  const struct daesa_text *text, bool first, bool tell)
{
    struct daesa_buf *buf = s->out->out;
    struct daesa_ttml_dress dress = {.ebu = s->ebu, .spans = s->out->format->spans};
    const struct daesa_str *own =
        daesa_field_get(text->fields, text->n_fields, DAESA_TTML_TEXT_ID);
    struct daesa_str id = first ? cue->id : own ? *own : (struct daesa_str){0};
    daesa_buf_add_text(buf, "      <p");
    if (daesa_xml_is_name(id)) {
        daesa_buf_add_text(buf, " xml:id=\"");
        daesa_xml_escape(buf, id, true);
        daesa_buf_add_char(buf, '"');
    }
    if (cue->start_us != DAESA_TIME_NONE) {
        daesa_buf_add_text(buf, " begin=\"");
        daesa_ttml_add_time(buf, cue->start_us, NULL);
        daesa_buf_add_char(buf, '"');
    }
    if (cue->end_us != DAESA_TIME_NONE) {
        daesa_buf_add_text(buf, " end=\"");
        daesa_ttml_add_time(buf, end_of(cue), NULL);
        daesa_buf_add_char(buf, '"');
    }
    daesa_buf_add_text(buf, " region=\"");
    add_region_name(buf, region_key(s->out, cue));
    daesa_buf_add_char(buf, '"');
    add_speaker(s, cue);
    if (tell) {
        daesa_buf_add_text(buf, " xml:lang=\"");
        daesa_xml_escape(buf, text->language, true);
        daesa_buf_add_char(buf, '"');
    }
    if (daesa_ttml_needs_space(text->plain))
        daesa_buf_add_text(buf, " xml:space=\"preserve\"");
    daesa_buf_add_char(buf, '>');
    daesa_ttml_add_text(buf, text, &dress);
    daesa_buf_add_text(buf, "</p>\n");
}

/* A copy of the text that is in italics from end to end, as its style has it. */
static void add_italic(struct sheet *s, const struct daesa_cue *cue,
                       const struct daesa_text *text, bool first, bool tell)
{
    struct daesa_span *spans = calloc(text->n_spans + 1, sizeof *spans);
    struct daesa_text copy = *text;
    if (!spans) {
        s->out->out->status = DAESA_NO_MEMORY;
        return;
    }
    spans[0] = (struct daesa_span){.to = text->plain.len, .kind = DAESA_SPAN_ITALIC};
    if (text->n_spans)
        memcpy(spans + 1, text->spans, text->n_spans * sizeof *spans);
    copy.spans = spans;
    copy.n_spans++;
    add_p(s, cue, &copy, first, tell);
    free(spans);
}

/* Whether a p says its language itself. */
static bool tells(const struct sheet *s, const struct daesa_text *text, size_t n)
{
    return text->language.len && (n > 1 || !daesa_str_equal(text->language, s->language));
}

static bool same_time(int64_t a, int64_t b)
{
    return a == b || (a != DAESA_TIME_NONE && b != DAESA_TIME_NONE &&
                      daesa_round_us(a, 1000) == daesa_round_us(b, 1000));
}

/* Paragraphs of one div, one time and several languages are read as one cue. */
static void set_apart(struct sheet *s, const struct daesa_cue *cue)
{
    if (s->before && same_time(s->before->start_us, cue->start_us) &&
        same_time(s->before->end_us, cue->end_us))
        daesa_buf_add_text(s->out->out, "    </div>\n    <div>\n");
}

static void add_cue(struct sheet *s, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(s->out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    bool italic = daesa_writer_italic(s->out, cue);
    if (n && tells(s, texts[0], n))
        set_apart(s, cue);
    s->before = n && tells(s, texts[n - 1], n) ? cue : NULL;
    if (cue->id.len && !daesa_xml_is_name(cue->id))
        s->n_lost++;
    if (daesa_cue_timed(cue) && cue->end_us <= cue->start_us && !s->n_hidden++)
        s->first_hidden = cue;
    for (size_t i = 0; i < n; i++) {
        bool tell = tells(s, texts[i], n);
        if (italic)
            add_italic(s, cue, texts[i], i == 0, tell);
        else
            add_p(s, cue, texts[i], i == 0, tell);
    }
}

static void report_losses(const struct sheet *s)
{
    if (s->n_lost)
        daesa_writer_report(s->out, DAESA_NOTE, "lost-ids", NULL,
                            "%zu ids cannot be names in XML; left out", s->n_lost);
    if (s->n_hidden)
        daesa_writer_report(s->out, DAESA_WARNING, "ttml-never-shown", s->first_hidden,
                            "cues that do not end after they begin: %zu; players never "
                            "show them",
                            s->n_hidden);
}

enum daesa_status daesa_ttml_write(struct daesa_writer *out, bool ebu)
{
    const struct daesa_track *track = out->track;
    struct sheet s = {.out = out, .ebu = ebu};
    if (daesa_ttml_patch(out))
        return DAESA_OK;
    if (out->same && track->head.len)
        daesa_writer_report(out, DAESA_NOTE, "ttml-written-anew", NULL,
                            "too much is changed to keep the document; its head and "
                            "layout are written anew");
    s.keys = calloc(track->n_cues + 1, sizeof *s.keys);
    s.speakers = calloc(track->n_cues + track->n_speakers + 1, sizeof *s.speakers);
    enum daesa_status status = s.keys && s.speakers ? DAESA_OK : DAESA_NO_MEMORY;
    if (!status) {
        list_speakers(&s);
        status = add_head(&s);
    }
    for (size_t i = 0; i < track->n_cues && !status; i++)
        if (is_written(&track->cues[i]))
            add_cue(&s, &track->cues[i]);
    daesa_buf_add_text(out->out, "    </div>\n  </body>\n</tt>\n");
    report_losses(&s);
    free(s.keys);
    free(s.speakers);
    return status;
}
