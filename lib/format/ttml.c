/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* TTML (W3C), in the profiles that subtitles come in: IMSC 1.1 text, EBU-TT-D,
 * SMPTE-TT, and DFXP with its drafts' namespaces.
 * - Times of an element are relative to its parent or, in a sequence, to what comes
 *   before; nothing outlasts its parent. A p whose spans have times, or that <set>
 *   animates, is a cue for each thing that it shows.
 * - Styles come by reference, from parents, and from regions; white space is
 *   collapsed unless xml:space preserves it.
 * - Where a text stands is told by its region: alignment is an anchor, an origin
 *   away from the usual edges a place.
 * - Lyrics of iTunes give absolute times inside timed parents.
 * New files are IMSC 1.1 text profile, or EBU-TT-D as the format "ebu-tt-d". */
#include "format/ttml_doc.h"
#include "format/ttml_write.h"

#include <string.h>

static struct daesa_str between(const char *from, const char *to)
{
    return (struct daesa_str){from, (size_t)(to - from)};
}

/* ---- what the head says of the file ---- */

static enum daesa_status add_speaker(struct daesa_reader *in, struct daesa_str name,
                                     size_t max)
{
    struct daesa_track *track = in->track;
    if (!name.len || track->n_speakers == max)
        return DAESA_OK;
    return daesa_arena_copy(&track->arena, name,
                            &track->speakers[track->n_speakers++].name)
               ? DAESA_OK
               : DAESA_NO_MEMORY;
}

static enum daesa_status read_agents(struct daesa_reader *in,
                                     const struct daesa_xml_node *head)
{
    size_t n_agents = 0;
    const struct daesa_xml_node *n;
    for (n = head; n; n = daesa_xml_after(head, n))
        n_agents += daesa_ttml_is(n, "agent");
    in->track->speakers =
        daesa_arena_alloc(&in->track->arena, n_agents, sizeof *in->track->speakers);
    if (!in->track->speakers)
        return DAESA_NO_MEMORY;
    for (n = head; n; n = daesa_xml_after(head, n)) {
        const struct daesa_xml_node *name =
            daesa_ttml_is(n, "agent") ? daesa_xml_child(n, "name") : NULL;
        enum daesa_status status =
            name && name->first
                ? add_speaker(in, daesa_str_trim(name->first->text), n_agents)
                : DAESA_OK;
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status read_head(struct daesa_reader *in,
                                   const struct daesa_ttml_doc *doc)
{
    struct daesa_track *track = in->track;
    const struct daesa_xml_node *head = daesa_xml_child(doc->root, "head"),
                                *title = daesa_xml_child(
                                    daesa_xml_child(head, "metadata"), "title");
    const struct daesa_str *language = daesa_xml_get(doc->root, "lang");
    if (language)
        track->language = *language;
    if (title && title->first)
        track->title = daesa_str_trim(title->first->text);
    if (doc->clock.named)
        track->rate = doc->clock.rate;
    track->width_px = doc->styles.width_px;
    track->height_px = doc->styles.height_px;
    return head ? read_agents(in, head) : DAESA_OK;
}

/* ---- paragraphs ---- */

struct scan {
    struct daesa_reader *in;
    const struct daesa_ttml_doc *doc;
    struct daesa_markup markup;
    const struct daesa_xml_node *last_p; /* the p of the cue before, where it made one */
    const char *end;                     /* of the last cue's source */
    size_t n_images;
};

/* Two paragraphs in a row with the same times and languages of their own, of nobody
 * else, are one cue in two languages. */
static bool is_translation(const struct scan *s, const struct daesa_xml_node *p)
{
    const struct daesa_xml_node *last = s->last_p;
    const struct daesa_track *track = s->in->track;
    if (!last || last->parent != p->parent || last->begin_us != p->begin_us ||
        last->end_us != p->end_us || track->n_cues < 2)
        return false;
    const struct daesa_str *a = daesa_xml_get(last, "lang"),
                           *b = daesa_xml_get(p, "lang");
    const struct daesa_cue *cue = &track->cues[track->n_cues - 1];
    return a && b && cue->n_texts == 1 &&
           (!cue->speaker.len || daesa_str_equal(cue->speaker, cue[-1].speaker)) &&
           !daesa_cue_text(&track->cues[track->n_cues - 2], *b);
}

/* Makes the last cue a further text of the one before. */
static enum daesa_status join_translation(struct daesa_track *track)
{
    struct daesa_cue *to = &track->cues[track->n_cues - 2], *from = to + 1;
    struct daesa_text *text =
        daesa_cue_add_text(track, to, from->texts[0].language, from->texts[0].plain);
    if (!text)
        return DAESA_NO_MEMORY;
    if (from->id.len) {
        enum daesa_status status =
            daesa_field_add(track, &from->fields, &from->n_fields,
                            daesa_str_of(DAESA_TTML_TEXT_ID), from->id);
        if (status)
            return status;
    }
    text->spans = from->texts[0].spans;
    text->n_spans = from->texts[0].n_spans;
    text->fields = from->fields;
    text->n_fields = from->n_fields;
    if (to->source.raw.len)
        to->source.raw =
            between(to->source.raw.s, from->source.raw.s + from->source.raw.len);
    to->source.digest = daesa_cue_digest(to);
    track->n_cues--;
    return DAESA_OK;
}

/* The sources of the cues from `i` on: each with what stands before it. */
static void set_sources(struct scan *s, size_t i)
{
    struct daesa_track *track = s->in->track;
    for (; i < track->n_cues; i++) {
        struct daesa_source *source = &track->cues[i].source;
        if (!s->doc->whole) {
            source->raw = (struct daesa_str){0};
            continue;
        }
        if (i == 0) {
            track->head = between(s->in->text.s, source->raw.s);
            s->end = source->raw.s;
        }
        /* A p inside another has no source of its own. */
        if (source->raw.s < s->end)
            source->raw = between(s->end, s->end);
        source->lead = between(s->end, source->raw.s);
        s->end = source->raw.s + source->raw.len;
    }
}

static enum daesa_status take_p(struct scan *s, const struct daesa_xml_node *p)
{
    struct daesa_track *track = s->in->track;
    size_t n = track->n_cues;
    enum daesa_status status = daesa_ttml_doc_cues(s->in, s->doc, p, &s->markup);
    if (status || track->n_cues == n)
        return status;
    if (track->n_cues == n + 1 && is_translation(s, p)) {
        status = join_translation(track);
        struct daesa_source *source = &track->cues[n - 1].source;
        s->end = source->raw.s ? source->raw.s + source->raw.len : NULL;
        return status;
    }
    set_sources(s, n);
    s->last_p = track->n_cues == n + 1 ? p : NULL;
    return DAESA_OK;
}

/* Pictures instead of text, in one of the ways of SMPTE-TT and IMSC. */
static bool is_image(const struct daesa_xml_node *node)
{
    for (size_t i = 0; i < node->n_attributes; i++)
        if (daesa_str_is(node->attributes[i].name->local, "backgroundImage"))
            return true;
    return daesa_str_is(node->name->local, "image") &&
           !daesa_str_is(node->parent->name->local, "metadata");
}

static enum daesa_status scan_body(struct scan *s)
{
    const struct daesa_xml_node *body = s->doc->body;
    for (const struct daesa_xml_node *n = body; n; n = daesa_xml_after(body, n)) {
        s->n_images += n->name->local.len && n != body && is_image(n);
        enum daesa_status status = daesa_ttml_is(n, "p") ? take_p(s, n) : DAESA_OK;
        if (status)
            return status;
    }
    return DAESA_OK;
}

static enum daesa_status report_images(const struct scan *s)
{
    if (s->n_images == 0)
        return DAESA_OK;
    if (s->in->track->n_cues == 0)
        return daesa_fail(s->in->sink, DAESA_UNSUPPORTED, "ttml-images",
                          daesa_reader_place(s->in, 0, 0),
                          "the subtitles are pictures; there is no text to read");
    daesa_reader_report(s->in, DAESA_WARNING, "ttml-images",
                        daesa_reader_place(s->in, 0, 0),
                        "%zu subtitles are pictures; they are left out", s->n_images);
    return DAESA_OK;
}

static void set_tail(struct scan *s)
{
    struct daesa_track *track = s->in->track;
    if (!s->doc->whole)
        return;
    const char *end = s->in->text.s + s->in->text.len;
    if (track->n_cues == 0)
        track->head = s->in->text;
    track->tail = between(track->n_cues ? s->end : end, end);
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_ttml_doc doc;
    enum daesa_status status = daesa_ttml_doc_read(in, &doc);
    if (status)
        return status;
    struct scan s = {.in = in, .doc = &doc};
    status = read_head(in, &doc);
    if (!status)
        status = scan_body(&s);
    if (!status)
        status = report_images(&s);
    if (!status && !doc.whole && in->track->n_cues == 0)
        status = daesa_fail(in->sink, DAESA_BAD_INPUT, "ttml-no-paragraph",
                            daesa_reader_place(in, 0, 0),
                            "not well-formed, and no paragraph could be read");
    if (!status)
        set_tail(&s);
    daesa_markup_finish(&s.markup);
    return status;
}

static bool mentions(struct daesa_str text, const char *what)
{
    return daesa_str_find(text, what) < text.len;
}

static int sniff(struct daesa_str text)
{
    if (!daesa_str_is(daesa_xml_root_name(text), "tt"))
        return 0;
    return 90;
}

static int sniff_ebu(struct daesa_str text)
{
    int score = sniff(text);
    return score && mentions(text, "urn:ebu:tt:distribution") ? score + 5 : 0;
}

static enum daesa_status write_imsc(struct daesa_writer *out)
{
    return daesa_ttml_write(out, false);
}

static enum daesa_status write_ebu(struct daesa_writer *out)
{
    return daesa_ttml_write(out, true);
}

#define HOLDS                                                                           \
    (DAESA_HOLDS_TIMES | DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEAKERS |                   \
     DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_ANCHOR | DAESA_HOLDS_PLACE | DAESA_HOLDS_IDS | \
     DAESA_HOLDS_TITLE | DAESA_HOLDS_BREAKS)
#define SPANS                                                                   \
    (DAESA_SPAN_BIT(DAESA_SPAN_BOLD) | DAESA_SPAN_BIT(DAESA_SPAN_ITALIC) |      \
     DAESA_SPAN_BIT(DAESA_SPAN_UNDERLINE) | DAESA_SPAN_BIT(DAESA_SPAN_COLOUR) | \
     DAESA_SPAN_BIT(DAESA_SPAN_BACKGROUND))

const struct daesa_format daesa_format_ttml = {
    .name = "ttml",
    .title = "TTML (IMSC 1.1 text)",
    .extensions = "ttml dfxp xml itt",
    .prefix = "ttml",
    .holds = HOLDS,
    .spans = SPANS | DAESA_SPAN_BIT(DAESA_SPAN_FONT) | DAESA_SPAN_BIT(DAESA_SPAN_SIZE) |
             DAESA_SPAN_BIT(DAESA_SPAN_STRIKE) | DAESA_SPAN_BIT(DAESA_SPAN_RUBY) |
             DAESA_SPAN_BIT(DAESA_SPAN_LANGUAGE),
    .unit_us = 1000,
    .references = true,
    .sniff = sniff,
    .read = read,
    .write = write_imsc,
};

const struct daesa_format daesa_format_ebu_tt_d = {
    .name = "ebu-tt-d",
    .title = "EBU-TT-D",
    .prefix = "ttml",
    .holds = HOLDS,
    .spans = SPANS,
    .unit_us = 1000,
    .references = true,
    .sniff = sniff_ebu,
    .read = read,
    .write = write_ebu,
};
