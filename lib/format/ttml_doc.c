/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ttml_doc.h"

#include "core/array.h"
#include "format/ttml_text.h"

#include <stdlib.h>
#include <string.h>

/* What a p with inner times may come to, all its cues together, in bytes. */
#define MAX_UNFOLDED ((size_t)1 << 25)

static void find_last(struct daesa_ttml_doc *doc)
{
    doc->last_us = 0;
    for (const struct daesa_xml_node *n = doc->root; n;
         n = daesa_xml_after(doc->root, n)) {
        if (n->begin_us == DAESA_TIME_NONE)
            continue;
        if (n->begin_us > doc->last_us && n->begin_us != DAESA_TTML_ENDLESS)
            doc->last_us = n->begin_us;
        if (n->end_us > doc->last_us && n->end_us != DAESA_TTML_ENDLESS)
            doc->last_us = n->end_us;
    }
}

enum daesa_status daesa_ttml_doc_read(struct daesa_reader *in, struct daesa_ttml_doc *out)
{
    *out = (struct daesa_ttml_doc){0};
    enum daesa_status status = daesa_xml_read(
        in, "tt head styling layout metadata body div", &out->root, &out->whole);
    if (status)
        return status;
    if (!daesa_ttml_is(out->root, "tt"))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "ttml-no-tt",
                          daesa_reader_place(in, out->root->line, 0),
                          "the root element is not tt, but %.*s",
                          DAESA_STR_ARGS(daesa_str_slice(out->root->name->local, 0, 40)));
    out->body = daesa_xml_child(out->root, "body");
    daesa_ttml_clock_of(out->root, &out->clock);
    daesa_ttml_resolve(in, out->root, &out->clock);
    find_last(out);
    return daesa_ttml_styles_of(in, out->root, &out->styles);
}

static bool names_time(const struct daesa_xml_node *node)
{
    return daesa_ttml_get(node, "begin") || daesa_ttml_get(node, "end") ||
           daesa_ttml_get(node, "dur");
}

static bool is_seq(const struct daesa_xml_node *node)
{
    const struct daesa_str *container = daesa_ttml_get(node, "timeContainer");
    return container && daesa_str_is(*container, "seq");
}

bool daesa_ttml_doc_simple(const struct daesa_xml_node *p)
{
    for (const struct daesa_xml_node *n = p->parent; n; n = n->parent)
        if (is_seq(n))
            return false;
    for (const struct daesa_xml_node *n = p; n; n = daesa_xml_after(p, n))
        if (is_seq(n) || (n != p && names_time(n)))
            return false;
    return true;
}

/* ---- times at which a p may change ---- */

struct times {
    int64_t *us; /* owned */
    size_t n, cap;
    bool failed;
};

static void add_time(struct times *t, int64_t us)
{
    int64_t *grown =
        t->failed ? NULL : daesa_array_grow(t->us, &t->cap, t->n + 1, sizeof *t->us);
    if (!grown) {
        t->failed = true;
        return;
    }
    t->us = grown;
    t->us[t->n++] = us;
}

static void add_times(struct times *t, const struct daesa_xml_node *node,
                      const struct daesa_xml_node *p)
{
    if (node->begin_us == DAESA_TIME_NONE || node->end_us <= node->begin_us)
        return;
    if (node->begin_us > p->begin_us && node->begin_us < p->end_us)
        add_time(t, node->begin_us);
    if (node->end_us > p->begin_us && node->end_us < p->end_us)
        add_time(t, node->end_us);
}

static void add_animations(struct times *t, const struct daesa_xml_node *node,
                           const struct daesa_xml_node *p)
{
    for (const struct daesa_xml_node *n = node->first; daesa_ttml_may_set(n); n = n->next)
        if (daesa_ttml_is(n, "set"))
            add_times(t, n, p);
}

static int by_time(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

/* From the begin of p to its end, each once. */
static void collect_times(struct times *t, const struct daesa_xml_node *p,
                          const struct daesa_xml_node *region, bool words)
{
    add_time(t, p->begin_us);
    for (const struct daesa_xml_node *n = words ? NULL : p; n; n = daesa_xml_after(p, n))
        add_times(t, n, p);
    for (const struct daesa_xml_node *n = p->parent; n; n = n->parent)
        add_animations(t, n, p);
    if (region) {
        add_times(t, region, p);
        add_animations(t, region, p);
    }
    add_time(t, p->end_us);
    if (t->failed)
        return;
    qsort(t->us, t->n, sizeof *t->us, by_time);
    size_t n = 1;
    for (size_t i = 1; i < t->n; i++)
        if (t->us[i] != t->us[n - 1])
            t->us[n++] = t->us[i];
    t->n = n;
}

/* ---- cues ---- */

static struct daesa_str language_of(const struct daesa_reader *in,
                                    const struct daesa_xml_node *node)
{
    for (; node; node = node->parent)
        if (daesa_xml_get(node, "lang"))
            return *daesa_xml_get(node, "lang");
    return daesa_reader_language(in);
}

/* The agent's name: that of the first reference. */
static struct daesa_str speaker_of(const struct daesa_ttml_doc *doc,
                                   const struct daesa_xml_node *node)
{
    struct daesa_str id = {0};
    for (; node && !id.len; node = node->parent)
        if (daesa_ttml_get(node, "agent"))
            id = daesa_str_trim(*daesa_ttml_get(node, "agent"));
    size_t n = 0;
    while (n < id.len && !daesa_is_space(id.s[n]))
        n++;
    id = daesa_str_slice(id, 0, n);
    const struct daesa_xml_node *agent = daesa_ttml_find(&doc->styles, id);
    const struct daesa_xml_node *name = daesa_xml_child(agent, "name");
    return name && name->first && daesa_str_trim(name->first->text).len
               ? daesa_str_trim(name->first->text)
               : id;
}

static enum daesa_status keep_reference(struct daesa_reader *in, struct daesa_cue *cue,
                                        const char *key,
                                        const struct daesa_xml_node *node,
                                        const char *attribute)
{
    for (; node; node = node->parent)
        if (daesa_ttml_get(node, attribute))
            return daesa_field_add(in->track, &cue->fields, &cue->n_fields,
                                   daesa_str_of(key), *daesa_ttml_get(node, attribute));
    return DAESA_OK;
}

static bool names_any_time(const struct daesa_xml_node *node)
{
    for (; node; node = node->parent)
        if (names_time(node) || is_seq(node))
            return true;
    return false;
}

/* An interval of a p. */
struct interval {
    const struct daesa_xml_node *p, *region;
    int64_t from_us, to_us;
    bool first, alone; /* of the p; the only one */
};

static void set_times(struct daesa_reader *in, const struct daesa_ttml_doc *doc,
                      const struct interval *i, struct daesa_cue *cue)
{
    bool endless = i->to_us == DAESA_TTML_ENDLESS;
    if (endless && i->alone && !names_any_time(i->p)) {
        daesa_reader_report(in, DAESA_NOTE, "ttml-untimed",
                            daesa_reader_place(in, i->p->line, 0),
                            "nothing says when this is shown; kept without times");
        return;
    }
    cue->start_us = i->from_us;
    cue->end_us = endless ? doc->last_us : i->to_us;
    if (!endless)
        return;
    /* Of milliseconds, as it will be written: what is none then is none now. */
    bool guessed =
        daesa_round_us(cue->end_us, 1000) > daesa_round_us(cue->start_us, 1000);
    if (!guessed)
        cue->end_us = DAESA_TIME_NONE;
    daesa_reader_report(in, DAESA_WARNING, "ttml-no-end",
                        daesa_reader_place(in, i->p->line, 0),
                        guessed ? "no end; shown until the last time of the document"
                                : "no end, and nothing to take it from");
}

static enum daesa_status add_cue(struct daesa_reader *in,
                                 const struct daesa_ttml_doc *doc,
                                 const struct interval *i, struct daesa_markup *markup)
{
    struct daesa_cue *cue;
    const struct daesa_str *id = daesa_ttml_get(i->p, "id");
    enum daesa_status status = daesa_reader_add(in, i->p->line, &cue);
    if (status)
        return status;
    set_times(in, doc, i, cue);
    if (id && i->first)
        cue->id = *id;
    cue->speaker = speaker_of(doc, i->p);
    cue->position = daesa_ttml_position(&doc->styles, i->p, i->region, i->from_us);
    cue->source.raw = i->first ? i->p->raw : daesa_str_from(i->p->raw, i->p->raw.len);
    status = keep_reference(in, cue, "ttml:region", i->p, "region");
    if (!status)
        status = keep_reference(in, cue, "ttml:style", i->p, "style");
    if (!status)
        status = daesa_markup_end(markup, in->track, cue, language_of(in, i->p));
    cue->source.digest = daesa_cue_digest(cue);
    return status;
}

/* Whether the cue before ends where this one begins and shows the same. */
static bool continues(const struct daesa_track *track, size_t n_before)
{
    if (track->n_cues < n_before + 2)
        return false;
    const struct daesa_cue *b = &track->cues[track->n_cues - 1], *a = b - 1;
    return a->end_us == b->start_us && a->position.anchor == b->position.anchor &&
           a->position.placed == b->position.placed && a->position.x == b->position.x &&
           a->position.y == b->position.y &&
           daesa_markup_same(&a->texts[0], &b->texts[0]);
}

static void join(struct daesa_track *track)
{
    struct daesa_cue *a = &track->cues[track->n_cues - 2];
    if (track->cues[track->n_cues - 1].end_us != DAESA_TIME_NONE)
        a->end_us = track->cues[track->n_cues - 1].end_us;
    a->source.digest = daesa_cue_digest(a);
    track->n_cues--;
}

/* Room for the words of lyrics: as many as p has spans. */
static enum daesa_status make_room(struct daesa_reader *in,
                                   const struct daesa_xml_node *p,
                                   struct daesa_ttml_words *words)
{
    for (const struct daesa_xml_node *n = p; n; n = daesa_xml_after(p, n))
        words->max += daesa_ttml_is(n, "span");
    words->words = daesa_arena_alloc(&in->track->arena, words->max, sizeof *words->words);
    return words->words ? DAESA_OK : DAESA_NO_MEMORY;
}

static void set_words(struct daesa_track *track, const struct daesa_ttml_words *words)
{
    struct daesa_cue *cue = &track->cues[track->n_cues - 1];
    cue->words = words->n ? words->words : NULL;
    cue->n_words = words->n;
    cue->source.digest = daesa_cue_digest(cue);
}

static enum daesa_status add_intervals(struct daesa_reader *in,
                                       const struct daesa_ttml_doc *doc,
                                       const struct daesa_xml_node *p,
                                       const struct times *t, struct daesa_markup *markup)
{
    size_t n_before = in->track->n_cues;
    struct interval i = {
        .p = p, .region = daesa_ttml_region(&doc->styles, p), .alone = t->n == 2};
    struct daesa_ttml_words words = {0};
    bool wanted = doc->clock.absolute;
    enum daesa_status status = wanted ? make_room(in, p, &words) : DAESA_OK;
    for (size_t k = 0; k + 1 < t->n && !status; k++) {
        i.from_us = t->us[k];
        i.to_us = t->us[k + 1];
        i.first = in->track->n_cues == n_before;
        if (!daesa_ttml_show(&doc->styles, p, i.region, i.from_us, wanted ? &words : NULL,
                             markup)) {
            daesa_markup_drop(markup);
            continue;
        }
        status = add_cue(in, doc, &i, markup);
        if (!status && wanted)
            set_words(in->track, &words);
        else if (!status && continues(in->track, n_before))
            join(in->track);
    }
    return status;
}

static bool has_text(const struct daesa_xml_node *p)
{
    for (const struct daesa_xml_node *n = p; n; n = daesa_xml_after(p, n))
        if (daesa_str_trim(n->text).len)
            return true;
    return false;
}

enum daesa_status daesa_ttml_doc_cues(struct daesa_reader *in,
                                      const struct daesa_ttml_doc *doc,
                                      const struct daesa_xml_node *p,
                                      struct daesa_markup *markup)
{
    struct times t = {0};
    enum daesa_status status = DAESA_OK;
    if (p->end_us <= p->begin_us) {
        if (has_text(p))
            daesa_reader_report(in, DAESA_WARNING, "ttml-never-shown",
                                daesa_reader_place(in, p->line, 0),
                                "a paragraph that does not end after it begins is never "
                                "shown; left out");
        return DAESA_OK;
    }
    collect_times(&t, p, daesa_ttml_region(&doc->styles, p), doc->clock.absolute);
    if (t.failed)
        status = DAESA_NO_MEMORY;
    else if (t.n > 2 && t.n > MAX_UNFOLDED / (p->raw.len + 64))
        status =
            daesa_fail(in->sink, DAESA_LIMIT, "ttml-too-many-times",
                       daesa_reader_place(in, p->line, 0),
                       "one paragraph changes %zu times; the file is not read", t.n - 2);
    else
        status = add_intervals(in, doc, p, &t, markup);
    free(t.us);
    return status;
}
