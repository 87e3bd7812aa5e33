/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/loss.h"

#include <string.h>

/* What a cue may have that a format may not hold. Span kinds come first, by
 * their own numbers. */
enum loss {
    LOST_TIMES = DAESA_SPAN_RAW + 1,
    LOST_UNTIMED,
    LOST_TEXTS,
    LOST_SPEAKERS,
    LOST_WORDS,
    LOST_ANCHOR,
    LOST_PLACE,
    LOST_STYLES,
    LOST_IDS,
    LOST_COMMENTS,
    LOST_SURENESS,
    LOST_HINTS,
    LOST_BREAKS,
    LOST_FIELDS,
    N_LOSSES,
};

static const struct {
    const char *rule, *what;
    unsigned holds; /* the bit that a format needs so as not to lose it; 0: none */
    enum daesa_severity severity;
} losses[N_LOSSES] = {
    [DAESA_SPAN_BOLD] = {"lost-bold", "bold type", 0, DAESA_WARNING},
    [DAESA_SPAN_ITALIC] = {"lost-italics", "italics", 0, DAESA_WARNING},
    [DAESA_SPAN_UNDERLINE] = {"lost-underline", "underlines", 0, DAESA_WARNING},
    [DAESA_SPAN_STRIKE] = {"lost-strike", "struck out text", 0, DAESA_WARNING},
    [DAESA_SPAN_COLOUR] = {"lost-colours", "colours", 0, DAESA_WARNING},
    [DAESA_SPAN_BACKGROUND] = {"lost-backgrounds", "background colours", 0,
                               DAESA_WARNING},
    [DAESA_SPAN_FONT] = {"lost-fonts", "fonts", 0, DAESA_WARNING},
    [DAESA_SPAN_SIZE] = {"lost-sizes", "type sizes", 0, DAESA_WARNING},
    [DAESA_SPAN_RUBY] = {"lost-ruby", "ruby annotations", 0, DAESA_WARNING},
    [DAESA_SPAN_CLASS] = {"lost-classes", "classes", 0, DAESA_NOTE},
    [DAESA_SPAN_VOICE] = {"lost-voices", "names of voices", 0, DAESA_NOTE},
    [DAESA_SPAN_LANGUAGE] = {"lost-language-spans", "words marked as another language", 0,
                             DAESA_NOTE},
    [DAESA_SPAN_TIME] = {"lost-inner-times", "times inside the text", 0, DAESA_NOTE},
    [DAESA_SPAN_RAW] = {"lost-markup", "markup of another format", 0, DAESA_WARNING},
    [LOST_TIMES] = {"lost-times", "times", DAESA_HOLDS_TIMES, DAESA_WARNING},
    [LOST_UNTIMED] = {"untimed-left-out", "no times; left out", DAESA_HOLDS_UNTIMED,
                      DAESA_WARNING},
    [LOST_TEXTS] = {"texts-stacked", "texts in several languages", DAESA_HOLDS_LANGUAGES,
                    DAESA_NOTE},
    [LOST_SPEAKERS] = {"lost-speakers", "a speaker", DAESA_HOLDS_SPEAKERS, DAESA_NOTE},
    [LOST_WORDS] = {"lost-words", "times of words", DAESA_HOLDS_WORDS, DAESA_NOTE},
    [LOST_ANCHOR] = {"lost-positions", "a position", DAESA_HOLDS_ANCHOR, DAESA_WARNING},
    [LOST_PLACE] = {"lost-places", "a place on the picture", DAESA_HOLDS_PLACE,
                    DAESA_WARNING},
    [LOST_STYLES] = {"lost-styles", "a style", DAESA_HOLDS_STYLES, DAESA_NOTE},
    [LOST_IDS] = {"lost-ids", "an id", DAESA_HOLDS_IDS, DAESA_NOTE},
    [LOST_COMMENTS] = {"comments-left-out", "nothing but a comment; left out",
                       DAESA_HOLDS_COMMENTS, DAESA_NOTE},
    [LOST_SURENESS] = {"lost-confidence", "a confidence", DAESA_HOLDS_SURENESS,
                       DAESA_NOTE},
    [LOST_HINTS] = {"lost-hints", "hints for the aligner", DAESA_HOLDS_HINTS, DAESA_NOTE},
    [LOST_BREAKS] = {"lost-breaks", "line breaks inside a text", DAESA_HOLDS_BREAKS,
                     DAESA_WARNING},
    [LOST_FIELDS] = {"lost-settings", "settings of another format", 0, DAESA_NOTE},
};

#define BIT(loss) (UINT64_C(1) << (loss))

/* A field is held where it bears the format's own prefix. */
static bool is_own(const struct daesa_field *field, const char *prefix)
{
    size_t n = prefix ? strlen(prefix) : 0;
    return n && field->key.len > n && field->key.s[n] == ':' &&
           memcmp(field->key.s, prefix, n) == 0;
}

static bool has_foreign(const struct daesa_field *fields, size_t n, const char *prefix)
{
    for (size_t i = 0; i < n; i++)
        if (!is_own(&fields[i], prefix))
            return true;
    return false;
}

static uint64_t of_text(const struct daesa_text *text, const struct daesa_format *format)
{
    uint64_t has = 0;
    for (size_t i = 0; i < text->n_spans; i++)
        has |= BIT(text->spans[i].kind);
    if (text->plain.len && memchr(text->plain.s, '\n', text->plain.len))
        has |= BIT(LOST_BREAKS);
    if (has_foreign(text->fields, text->n_fields, format->prefix))
        has |= BIT(LOST_FIELDS);
    return has;
}

static uint64_t of_cue(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    uint64_t has = 0;
    for (size_t i = 0; i < n; i++)
        has |= of_text(texts[i], out->format);
    has |= daesa_cue_timed(cue) ? BIT(LOST_TIMES) : BIT(LOST_UNTIMED);
    has |= n > 1 ? BIT(LOST_TEXTS) : 0;
    has |= cue->speaker.len ? BIT(LOST_SPEAKERS) : 0;
    has |= cue->n_words ? BIT(LOST_WORDS) : 0;
    has |= cue->position.anchor && cue->position.anchor != 2 ? BIT(LOST_ANCHOR) : 0;
    has |= cue->position.placed ? BIT(LOST_PLACE) : 0;
    has |= cue->style.len && !daesa_str_is(cue->style, "Default") ? BIT(LOST_STYLES) : 0;
    has |= cue->id.len ? BIT(LOST_IDS) : 0;
    has |= cue->confidence >= 0 || cue->speech ? BIT(LOST_SURENESS) : 0;
    has |= cue->after_us != DAESA_TIME_NONE || cue->before_us != DAESA_TIME_NONE ||
                   cue->at_us != DAESA_TIME_NONE
               ? BIT(LOST_HINTS)
               : 0;
    if (has_foreign(cue->fields, cue->n_fields, out->format->prefix))
        has |= BIT(LOST_FIELDS);
    if (cue->comment)
        has = out->format->holds & DAESA_HOLDS_COMMENTS ? has : BIT(LOST_COMMENTS);
    return has;
}

static uint64_t held_by(const struct daesa_writer *out)
{
    uint64_t held = out->format->spans;
    if (out->same)
        held |= BIT(DAESA_SPAN_RAW);
    /* Who speaks is in the speaker of the cue as well. */
    if (out->format->holds & DAESA_HOLDS_SPEAKERS)
        held |= BIT(DAESA_SPAN_VOICE);
    for (int i = LOST_TIMES; i < N_LOSSES; i++)
        if (losses[i].holds && (out->format->holds & losses[i].holds))
            held |= BIT(i);
    return held;
}

static void report_track(const struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    if (track->title.len && !(out->format->holds & DAESA_HOLDS_TITLE))
        daesa_writer_report(out, DAESA_NOTE, "lost-title", NULL,
                            "%s has no place for a title", out->format->title);
    if (!out->same && has_foreign(track->fields, track->n_fields, out->format->prefix))
        daesa_writer_report(out, DAESA_NOTE, "lost-headers", NULL,
                            "%s has no place for other headers of the file",
                            out->format->title);
}

/* What goes on with the title of the format. */
static const char *tail_of(int loss)
{
    return loss == LOST_UNTIMED || loss == LOST_COMMENTS ? ""
           : loss == LOST_TEXTS ? ", which cannot be told apart in "
                                : ", which cannot be held by ";
}

void daesa_loss_report(const struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    const struct daesa_cue *first[N_LOSSES] = {0};
    size_t count[N_LOSSES] = {0};
    uint64_t held = held_by(out);
    if (!out->sink)
        return;
    for (size_t i = 0; i < track->n_cues; i++) {
        uint64_t lost = of_cue(out, &track->cues[i]) & ~held;
        if (lost && daesa_writer_unedited(out, &track->cues[i]))
            lost = 0;
        for (int k = 0; lost; k++, lost >>= 1)
            if ((lost & 1) && !count[k]++)
                first[k] = &track->cues[i];
    }
    for (int k = 0; k < N_LOSSES; k++)
        if (count[k])
            daesa_writer_report(out, losses[k].severity, losses[k].rule, first[k],
                                "%zu %s %s%s%s", count[k],
                                count[k] == 1 ? "cue has" : "cues have", losses[k].what,
                                tail_of(k), *tail_of(k) ? out->format->title : "");
    report_track(out);
}
