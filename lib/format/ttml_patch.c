/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Writing a TTML document back: what was not edited stays to the byte, and of an
 * edited paragraph its attributes. */
#include "format/ttml_doc.h"
#include "format/ttml_write.h"

#include <string.h>

struct patch {
    struct daesa_writer *out;
    struct daesa_track scratch; /* the source again */
    struct daesa_reader in;
    struct daesa_ttml_doc doc;
    struct daesa_markup markup;
    struct daesa_buf text;
};

static struct daesa_str source_of(const struct daesa_track *track)
{
    const char *end = track->tail.s + track->tail.len;
    return (struct daesa_str){track->head.s, (size_t)(end - track->head.s)};
}

static bool is_unedited(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    return out->opts->n_languages == 0 && cue->source.digest == daesa_cue_digest(cue);
}

static bool all_unedited(const struct daesa_writer *out)
{
    for (size_t i = 0; i < out->track->n_cues; i++)
        if (!is_unedited(out, &out->track->cues[i]))
            return false;
    return true;
}

static bool same_texts(const struct daesa_cue *a, const struct daesa_cue *b)
{
    return a->n_texts == 1 && b->n_texts == 1 &&
           daesa_str_equal(a->texts[0].language, b->texts[0].language) &&
           daesa_markup_same(&a->texts[0], &b->texts[0]);
}

/* Whether nothing but texts and times differs. */
static bool same_rest(const struct daesa_cue *a, const struct daesa_cue *b)
{
    struct daesa_cue copy = *a;
    copy.start_us = b->start_us;
    copy.end_us = b->end_us;
    copy.texts = b->texts;
    copy.n_texts = b->n_texts;
    return a->n_texts == 1 && b->n_texts == 1 &&
           daesa_str_equal(a->texts[0].language, b->texts[0].language) &&
           daesa_cue_digest(&copy) == daesa_cue_digest(b);
}

/* The next attribute of a start tag: its name, its value, and all of it with the
 * white space before. */
static bool next_attribute(struct daesa_str tag, size_t *at, struct daesa_str *name,
                           struct daesa_str *value, struct daesa_str *whole)
{
    size_t from = *at, i = from;
    while (i < tag.len && daesa_is_space(tag.s[i]))
        i++;
    size_t key = i;
    while (i < tag.len && !strchr("= \t\n\r/>", tag.s[i]))
        i++;
    *name = daesa_str_slice(tag, key, i);
    while (i < tag.len && tag.s[i] != '"' && tag.s[i] != '\'' && tag.s[i] != '>')
        i++;
    if (!name->len || i >= tag.len || tag.s[i] == '>')
        return false;
    size_t end = i + 1;
    while (end < tag.len && tag.s[end] != tag.s[i])
        end++;
    *value = daesa_str_slice(tag, i + 1, end);
    *at = end + 1;
    *whole = daesa_str_slice(tag, from, *at);
    return true;
}

static struct daesa_str tag_of(const struct daesa_xml_node *node)
{
    return daesa_str_slice(node->raw, 0, node->tag_len);
}

static void add_time_attribute(struct patch *p, const char *name, int64_t us)
{
    daesa_buf_printf(&p->text, " %s=\"", name);
    daesa_ttml_add_time(&p->text, us, &p->doc.clock);
    daesa_buf_add_char(&p->text, '"');
}

/* The start tag with other times; every other attribute as it was. */
static void add_tag(struct patch *p, struct daesa_str tag, int64_t begin_us,
                    int64_t end_us, bool preserve)
{
    struct daesa_str name, value, whole;
    size_t at = 0;
    while (at < tag.len && !strchr(" \t\n\r/>", tag.s[at]))
        at++;
    daesa_buf_add(&p->text, daesa_str_slice(tag, 0, at));
    while (next_attribute(tag, &at, &name, &value, &whole)) {
        if (daesa_str_is(name, "begin") || daesa_str_is(name, "end") ||
            daesa_str_is(name, "dur") || (preserve && daesa_str_is(name, "xml:space")))
            continue;
        daesa_buf_add(&p->text, whole);
    }
    if (begin_us != DAESA_TIME_NONE)
        add_time_attribute(p, "begin", begin_us);
    if (end_us != DAESA_TIME_NONE)
        add_time_attribute(p, "end", end_us);
    if (preserve)
        daesa_buf_add_text(&p->text, " xml:space=\"preserve\"");
    daesa_buf_add_char(&p->text, '>');
}

static struct daesa_str prefix_of(struct daesa_str tag)
{
    size_t end = 1;
    while (end < tag.len && !strchr(": \t\n\r/>", tag.s[end]))
        end++;
    bool has = end < tag.len && tag.s[end] == ':';
    return has ? daesa_str_slice(tag, 1, end + 1) : (struct daesa_str){0};
}

/* The styling namespace of the document's own version of TTML. */
static void add_styling(struct daesa_buf *buf, struct daesa_str space)
{
    daesa_buf_add_text(buf, space.len ? "" : "http://www.w3.org/ns/ttml");
    daesa_buf_add(buf, space);
    daesa_buf_add_text(buf, "#styling");
}

static void add_content(struct patch *p, const struct daesa_xml_node *node,
                        const struct daesa_cue *cue)
{
    struct daesa_buf space = {0};
    add_styling(&space, node->name->space);
    struct daesa_ttml_dress dress = {.prefix = prefix_of(tag_of(node)),
                                     .declare = true,
                                     .space = daesa_buf_str(&space),
                                     .spans = ~0U};
    daesa_ttml_add_text(&p->text, &cue->texts[0], &dress);
    daesa_buf_printf(&p->text, "</%.*sp>", DAESA_STR_ARGS(dress.prefix));
    if (space.status)
        p->text.status = space.status;
    daesa_buf_finish(&space);
}

/* The end that an element and its parents set by their own words. */
static int64_t limit(const struct daesa_xml_node *node)
{
    int64_t end_us = DAESA_TTML_ENDLESS;
    for (; node; node = node->parent)
        if ((daesa_ttml_get(node, "end") || daesa_ttml_get(node, "dur")) &&
            node->end_us < end_us)
            end_us = node->end_us;
    return end_us;
}

/* Times as the attributes of a p count them; false where its parents do not allow
 * them. */
static bool own_times(const struct patch *p, const struct daesa_xml_node *node,
                      const struct daesa_cue *cue, int64_t *begin_us, int64_t *end_us)
{
    const struct daesa_xml_node *parent = node->parent;
    *begin_us = cue->start_us;
    *end_us = cue->end_us;
    if (!daesa_cue_timed(cue))
        return false;
    if (!parent || parent->begin_us == DAESA_TIME_NONE || p->doc.clock.absolute)
        return true;
    if (cue->start_us < parent->begin_us || cue->end_us > limit(parent))
        return false;
    *begin_us -= parent->begin_us;
    *end_us -= parent->begin_us;
    return true;
}

static bool patch_cue(struct patch *p, const struct daesa_xml_node *node,
                      const struct daesa_cue *cue)
{
    int64_t begin_us, end_us;
    size_t n = p->scratch.n_cues;
    enum daesa_status status = daesa_ttml_doc_cues(&p->in, &p->doc, node, &p->markup);
    if (!daesa_writer_reread(p->out, status) || p->scratch.n_cues != n + 1 ||
        p->out->opts->n_languages || !daesa_ttml_doc_simple(node))
        return false;
    const struct daesa_cue *old = &p->scratch.cues[n];
    if (!same_rest(old, cue) || !own_times(p, node, cue, &begin_us, &end_us))
        return false;
    bool texts = same_texts(old, cue);
    bool preserve = !texts && daesa_ttml_needs_space(cue->texts[0].plain);
    if (old->start_us == cue->start_us && old->end_us == cue->end_us && !preserve)
        daesa_buf_add(&p->text, tag_of(node));
    else
        add_tag(p, tag_of(node), begin_us, end_us, preserve);
    if (texts)
        daesa_buf_add(&p->text, daesa_str_from(node->raw, node->tag_len));
    else
        add_content(p, node, cue);
    return true;
}

/* The paragraph that a cue's source begins at, from `from` on. */
static const struct daesa_xml_node *find_p(const struct patch *p,
                                           const struct daesa_xml_node *from,
                                           const struct daesa_cue *cue)
{
    while (from && from->raw.s != cue->source.raw.s)
        from = daesa_xml_after(p->doc.root, from);
    return from;
}

static bool patch_all(struct patch *p)
{
    const struct daesa_track *track = p->out->track;
    const struct daesa_xml_node *node = p->doc.root;
    daesa_buf_add(&p->text, track->head);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        daesa_buf_add(&p->text, cue->source.lead);
        if (is_unedited(p->out, cue)) {
            daesa_buf_add(&p->text, cue->source.raw);
            continue;
        }
        node = cue->source.raw.len ? find_p(p, node, cue) : NULL;
        if (!node || !patch_cue(p, node, cue))
            return false;
    }
    daesa_buf_add(&p->text, track->tail);
    return true;
}

/* A document that names another encoding than it is written in would not be read. */
static void add_declared(struct daesa_writer *out, struct daesa_str text)
{
    struct daesa_str head = daesa_str_slice(text, 0, daesa_str_find(text, "?>"));
    size_t at = daesa_str_find(head, "encoding=");
    if (out->opts->encoding && daesa_str_starts(head, "<?xml") && at + 10 < head.len) {
        size_t end = at + 10;
        while (end < head.len && head.s[end] != head.s[at + 9])
            end++;
        daesa_buf_add(out->out, daesa_str_slice(text, 0, at + 10));
        daesa_buf_add_text(out->out, out->opts->encoding);
        text = daesa_str_from(text, end);
    }
    daesa_buf_add(out->out, text);
}

bool daesa_ttml_patch(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    struct daesa_format_read_opts opts = {0};
    if (!out->same || !track->head.s || !track->tail.s || !daesa_writer_whole(out))
        return false;
    struct daesa_str source = source_of(track);
    if (all_unedited(out)) {
        add_declared(out, source);
        return true;
    }
    /* The language of texts for which the document names none. */
    if (track->n_cues && track->cues[0].n_texts)
        opts.language = track->cues[0].texts[0].language.s;
    struct patch p = {.out = out};
    p.in = (struct daesa_reader){
        .format = out->format, .opts = &opts, .text = source, .track = &p.scratch};
    bool done =
        daesa_writer_reread(out, daesa_ttml_doc_read(&p.in, &p.doc)) && patch_all(&p);
    if (p.text.status)
        out->out->status = p.text.status;
    if (done)
        add_declared(out, daesa_buf_str(&p.text));
    daesa_markup_finish(&p.markup);
    daesa_buf_finish(&p.text);
    daesa_track_finish(&p.scratch);
    return done;
}
