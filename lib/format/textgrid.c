/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Praat's TextGrid, as its manual describes it ("TextGrid file formats"): the long and
 * the short text file, in UTF-8 or UTF-16. A tier is what somebody says, or the words
 * or the sounds of it:
 *   a tier of intervals    cues; its name is the speaker, unless it says what the tier
 *                          holds ("text", "sentences")
 *   "NAME - words", "words", "ORT-MAU"
 *                          the words of the cues (as the Montreal Forced Aligner, and
 *                          WebMAUS, name them), or the cues where there are no others
 *   "NAME - phones", "phones", "MAU" and the like
 *                          sounds; kept for going back to TextGrid, lost elsewhere
 *   a tier of points       cues that are not shown, without a length
 * A tier of words belongs to the nearest tier before it that has the speaker. What is
 * written is the long text file. Intervals cannot overlap: of two cues of one speaker
 * that do the later goes to another tier of the same name. */
#include "format/textgrid.h"

#include "text/word.h"

#include <stdlib.h>
#include <string.h>

/* A silence that divides words into cues, where nothing else does. */
#define PAUSE_US INT64_C(300000)

enum tier_kind { TIER_CUES, TIER_WORDS, TIER_SOUNDS, TIER_POINTS };

static bool among(struct daesa_str name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (daesa_str_is_nocase(name, list[i]))
            return true;
    return false;
}

#define AMONG(name, list) among(name, list, sizeof(list) / sizeof *(list))

/* What the tier is, and whose; `*speaker` is empty where its name does not say. */
static enum tier_kind kind_of(const struct daesa_textgrid_tier *tier,
                              struct daesa_str *speaker)
{
    static const char *const words[] = {"word", "words", "ORT-MAU"};
    static const char *const sounds[] = {"phone",    "phones",    "phoneme", "phonemes",
                                         "syllable", "syllables", "KAN-MAU", "MAU",
                                         "MAS",      "TRN"};
    static const char *const contents[] = {DAESA_TEXTGRID_NO_SPEAKER,
                                           "",
                                           "ORT",
                                           "sentence",
                                           "sentences",
                                           "transcript",
                                           "transcription",
                                           "transcriptions",
                                           "utterance",
                                           "utterances"};
    struct daesa_str kind = tier->name;
    size_t dash = daesa_str_find(tier->name, " - ");
    *speaker = (struct daesa_str){0};
    if (tier->has_points) {
        *speaker = tier->name;
        return TIER_POINTS;
    }
    if (dash < tier->name.len) {
        kind = daesa_str_from(tier->name, dash + 3);
        *speaker = daesa_str_trim(daesa_str_slice(tier->name, 0, dash));
        if (daesa_str_is(*speaker, DAESA_TEXTGRID_NO_SPEAKER))
            *speaker = (struct daesa_str){0};
    }
    if (AMONG(kind, words))
        return TIER_WORDS;
    if (AMONG(kind, sounds))
        return TIER_SOUNDS;
    *speaker = tier->name;
    if (AMONG(tier->name, contents))
        *speaker = (struct daesa_str){0};
    return TIER_CUES;
}

bool daesa_textgrid_silent(struct daesa_str text)
{
    static const char *const marks[] = {"", "sil", "sp", "spn", "<eps>", "<p:>", "#"};
    return AMONG(text, marks);
}

/* ---- cues ---- */

static enum daesa_status add_cue(struct daesa_reader *in,
                                 const struct daesa_textgrid_mark *mark,
                                 struct daesa_str speaker, bool comment)
{
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(in, mark->line, &cue);
    if (status)
        return status;
    cue->start_us = mark->from_us;
    cue->end_us = mark->to_us;
    cue->speaker = speaker;
    cue->comment = comment;
    daesa_reader_check_order(in, cue, "interval");
    return daesa_cue_add_text(in->track, cue, daesa_reader_language(in), mark->text)
               ? DAESA_OK
               : DAESA_NO_MEMORY;
}

static enum daesa_status add_cues(struct daesa_reader *in,
                                  const struct daesa_textgrid_tier *tier,
                                  struct daesa_str speaker)
{
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0; i < tier->n_marks && !status; i++)
        if (tier->marks[i].text.len)
            status = add_cue(in, &tier->marks[i], speaker, tier->has_points);
    return status;
}

/* ---- words ---- */

static struct daesa_word word_of(const struct daesa_textgrid_mark *mark)
{
    return (struct daesa_word){
        .start_us = mark->from_us, .end_us = mark->to_us, .confidence = -1};
}

/* A cue of the words [from, to) of a tier. */
static enum daesa_status add_run(struct daesa_reader *in,
                                 const struct daesa_textgrid_tier *tier, size_t from,
                                 size_t to, struct daesa_str speaker)
{
    struct daesa_buf text = {0};
    struct daesa_textgrid_mark whole = tier->marks[from];
    struct daesa_word *words =
        daesa_arena_alloc(&in->track->arena, to - from, sizeof *words);
    size_t n = 0;
    for (size_t i = from; i < to && words; i++) {
        if (daesa_textgrid_silent(tier->marks[i].text))
            continue;
        if (text.len)
            daesa_buf_add_char(&text, ' ');
        words[n] = word_of(&tier->marks[i]);
        words[n].from = text.len;
        daesa_buf_add(&text, tier->marks[i].text);
        words[n++].to = text.len;
        whole.to_us = tier->marks[i].to_us;
    }
    whole.text = daesa_buf_str(&text);
    enum daesa_status status = words ? text.status : DAESA_NO_MEMORY;
    if (!status)
        status = add_cue(in, &whole, speaker, false);
    if (!status) {
        in->track->cues[in->track->n_cues - 1].words = words;
        in->track->cues[in->track->n_cues - 1].n_words = n;
    }
    daesa_buf_finish(&text);
    return status;
}

/* Whether the mark is a pause, or follows one. */
static bool divides(const struct daesa_textgrid_tier *tier, size_t i)
{
    const struct daesa_textgrid_mark *mark = &tier->marks[i];
    if (daesa_textgrid_silent(mark->text))
        return mark->to_us - mark->from_us >= PAUSE_US;
    return i && mark->from_us - tier->marks[i - 1].to_us >= PAUSE_US;
}

/* A tier of words and no tier of what they are words of. */
static enum daesa_status add_runs(struct daesa_reader *in,
                                  const struct daesa_textgrid_tier *tier,
                                  struct daesa_str speaker)
{
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0, end; i < tier->n_marks && !status; i = end) {
        end = i + 1;
        if (daesa_textgrid_silent(tier->marks[i].text))
            continue;
        while (end < tier->n_marks && !divides(tier, end))
            end++;
        status = add_run(in, tier, i, end, speaker);
    }
    return status;
}

/* Aligners write words small and without punctuation. */
static bool find_loosely(struct daesa_str plain, struct daesa_str want, size_t *at,
                         struct daesa_word *word)
{
    size_t from, to;
    if (daesa_word_find(plain, want, at, &word->from, &word->to))
        return true;
    for (size_t i = *at; daesa_word_next(plain, &i, &from, &to);) {
        daesa_word_trim(plain, &from, &to);
        struct daesa_str bare = daesa_str_slice(plain, from, to);
        if (bare.len != want.len)
            continue;
        size_t k = 0;
        while (k < bare.len && (bare.s[k] | ' ') == (want.s[k] | ' '))
            k++;
        if (k < bare.len)
            continue;
        word->from = from;
        word->to = *at = to;
        return true;
    }
    return false;
}

static bool holds(const struct daesa_cue *cue, const struct daesa_textgrid_mark *mark)
{
    int64_t middle_us = mark->from_us + (mark->to_us - mark->from_us) / 2;
    return cue->start_us <= middle_us && middle_us < cue->end_us;
}

/* The words of a tier that lie in the cue; those before `*next` are earlier. */
static enum daesa_status give_words(struct daesa_reader *in, struct daesa_cue *cue,
                                    const struct daesa_textgrid_tier *tier, size_t *next)
{
    struct daesa_track *track = in->track;
    size_t at = 0, n = 0, first = *next;
    while (first < tier->n_marks && tier->marks[first].to_us <= cue->start_us)
        first++;
    *next = first;
    size_t last = first;
    while (last < tier->n_marks && tier->marks[last].from_us < cue->end_us)
        last++;
    struct daesa_word *words =
        daesa_arena_alloc(&track->arena, last - first, sizeof *words);
    if (!words)
        return DAESA_NO_MEMORY;
    for (size_t i = first; i < last; i++) {
        const struct daesa_textgrid_mark *mark = &tier->marks[i];
        if (daesa_textgrid_silent(mark->text) || !holds(cue, mark))
            continue;
        words[n] = word_of(mark);
        if (find_loosely(cue->texts[0].plain, mark->text, &at, &words[n]))
            n++;
        else
            daesa_reader_report(in, DAESA_WARNING, "textgrid-word",
                                daesa_reader_place(in, mark->line, 0),
                                "the word \"%.*s\" is not in the rest of the text that "
                                "lies over it",
                                DAESA_STR_ARGS(mark->text));
    }
    if (n) {
        cue->words = words;
        cue->n_words = n;
    }
    return DAESA_OK;
}

/* The same for the cues [from, to). */
static enum daesa_status place_words(struct daesa_reader *in,
                                     const struct daesa_textgrid_tier *tier, size_t from,
                                     size_t to)
{
    enum daesa_status status = DAESA_OK;
    size_t next = 0;
    for (size_t i = from; i < to && !status; i++)
        if (!in->track->cues[i].comment && !in->track->cues[i].n_words)
            status = give_words(in, &in->track->cues[i], tier, &next);
    return status;
}

/* ---- the whole ---- */

/* A tier of sounds as the writer would write it. */
static enum daesa_status keep(struct daesa_reader *in,
                              const struct daesa_textgrid_tier *tier, int64_t end_us)
{
    struct daesa_buf body = {0};
    daesa_textgrid_add_tier(&body, tier, end_us);
    enum daesa_status status = body.status;
    if (!status)
        status = daesa_field_add(in->track, &in->track->fields, &in->track->n_fields,
                                 daesa_str_of("textgrid:tier"), daesa_buf_str(&body));
    daesa_buf_finish(&body);
    return status;
}

static bool is_of(const struct daesa_textgrid_tier *tier, struct daesa_str speaker)
{
    struct daesa_str other;
    return kind_of(tier, &other) == TIER_CUES &&
           (speaker.len == 0 || daesa_str_equal(speaker, other));
}

/* The tier whose words those of the `i`th are: the nearest before it, else the nearest
 * behind, that has the speaker. n_tiers where there is none. */
static size_t spoken_by(const struct daesa_textgrid *grid, size_t i,
                        struct daesa_str speaker)
{
    for (size_t k = i; k-- > 0;)
        if (is_of(&grid->tiers[k], speaker))
            return k;
    while (i < grid->n_tiers && !is_of(&grid->tiers[i], speaker))
        i++;
    return i;
}

/* The cues of the tiers that have cues. `firsts` has room for one more than there are
 * tiers: where the cues of each begin. */
static enum daesa_status read_cues(struct daesa_reader *in,
                                   const struct daesa_textgrid *grid, size_t *firsts)
{
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0; i < grid->n_tiers && !status; i++) {
        const struct daesa_textgrid_tier *tier = &grid->tiers[i];
        struct daesa_str speaker;
        enum tier_kind kind = kind_of(tier, &speaker);
        firsts[i] = in->track->n_cues;
        if (kind == TIER_SOUNDS)
            status = keep(in, tier, grid->end_us);
        else if (kind == TIER_CUES || kind == TIER_POINTS)
            status = add_cues(in, tier, speaker);
        else if (spoken_by(grid, i, speaker) == grid->n_tiers)
            status = add_runs(in, tier, speaker);
    }
    firsts[grid->n_tiers] = in->track->n_cues;
    return status;
}

static enum daesa_status read_words(struct daesa_reader *in,
                                    const struct daesa_textgrid *grid,
                                    const size_t *firsts)
{
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0; i < grid->n_tiers && !status; i++) {
        struct daesa_str speaker;
        if (kind_of(&grid->tiers[i], &speaker) != TIER_WORDS)
            continue;
        size_t k = spoken_by(grid, i, speaker);
        if (k < grid->n_tiers)
            status = place_words(in, &grid->tiers[i], firsts[k], firsts[k + 1]);
    }
    return status;
}

/* The length of the recording, for the writer. */
static enum daesa_status keep_end(struct daesa_track *track, int64_t end_us)
{
    struct daesa_buf end = {0};
    if (end_us <= 0)
        return DAESA_OK;
    daesa_buf_printf(&end, "%lld", (long long)end_us);
    enum daesa_status status = end.status;
    if (!status)
        status = daesa_field_add(track, &track->fields, &track->n_fields,
                                 daesa_str_of("textgrid:end_us"), daesa_buf_str(&end));
    daesa_buf_finish(&end);
    return status;
}

static enum daesa_status read_grid(struct daesa_reader *in,
                                   const struct daesa_textgrid *grid)
{
    size_t *firsts = calloc(grid->n_tiers + 1, sizeof *firsts);
    enum daesa_status status = firsts ? read_cues(in, grid, firsts) : DAESA_NO_MEMORY;
    if (!status)
        status = read_words(in, grid, firsts);
    if (!status)
        status = daesa_track_sort(in->track);
    if (!status)
        status = keep_end(in->track, grid->end_us);
    free(firsts);
    return status;
}

/* The length of the recording: what the file says, or more where its marks do. */
static int64_t length_of(const struct daesa_textgrid *grid)
{
    int64_t end_us = grid->end_us > 0 ? grid->end_us : 0;
    for (size_t i = 0; i < grid->n_tiers; i++)
        for (size_t k = 0; k < grid->tiers[i].n_marks; k++) {
            const struct daesa_textgrid_mark *mark = &grid->tiers[i].marks[k];
            int64_t last_us = mark->to_us > mark->from_us ? mark->to_us : mark->from_us;
            if (last_us > end_us)
                end_us = last_us;
        }
    return end_us;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_textgrid grid = {0};
    enum daesa_status status = daesa_textgrid_scan(in, &grid);
    if (!status) {
        grid.end_us = length_of(&grid);
        status = read_grid(in, &grid);
    }
    /* For the writer, which gives back an unedited file as it was. */
    in->track->head = in->text;
    daesa_textgrid_finish(&grid);
    return status;
}

static int sniff(struct daesa_str text)
{
    struct daesa_str start = daesa_str_slice(daesa_str_trim(text), 0, 200);
    bool praat = daesa_str_find(start, "ooTextFile") < start.len ||
                 daesa_str_find(start, "Praat chronological") < start.len ||
                 daesa_str_starts(start, "ooBinaryFile");
    return praat && daesa_str_find(start, "TextGrid") < start.len ? 95 : 0;
}

const struct daesa_format daesa_format_textgrid = {
    .name = "textgrid",
    .title = "Praat TextGrid",
    .extensions = "textgrid",
    .prefix = "textgrid",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_SPEAKERS | DAESA_HOLDS_WORDS |
             DAESA_HOLDS_BREAKS | DAESA_HOLDS_COMMENTS | DAESA_HOLDS_SPEECH,
    .unit_us = 1,
    .sniff = sniff,
    .read = read,
    .write = daesa_textgrid_write,
};
