/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Label tracks of Audacity, after its manual ("Importing and Exporting Labels"): a
 * line is start, end and label with tabs between them, in seconds; a line that begins
 * with a backslash gives the label before it a range of frequencies. Where start and
 * end are equal the label is a point. Old versions wrote points without an end, and
 * the decimal comma of the user's country. */
#include "format/read.h"
#include "format/write.h"
#include "text/normalise.h"

#define FREQUENCIES "audacity:frequencies"

/* A decimal with a point or a comma, perhaps below zero. */
static bool take_seconds(struct daesa_str cell, int64_t *us, bool *comma)
{
    char room[64];
    size_t n_points = 0;
    cell = daesa_str_trim(cell);
    if (cell.len == 0 || cell.len > sizeof room)
        return false;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.s[i];
        *comma = *comma || c == ',';
        n_points += c == '.' || c == ',';
        if (!daesa_is_digit(c) && c != '.' && c != ',' && !(c == '-' && i == 0))
            return false;
        room[i] = c == ',' ? '.' : c;
    }
    return n_points <= 1 && daesa_time_parse((struct daesa_str){room, cell.len},
                                             (struct daesa_rate){0}, us);
}

static struct daesa_str take_cell(struct daesa_str *rest)
{
    size_t tab = daesa_str_find_char(*rest, '\t');
    struct daesa_str cell = daesa_str_slice(*rest, 0, tab);
    *rest = daesa_str_from(*rest, tab + (tab < rest->len));
    return cell;
}

struct label {
    int64_t start_us, end_us;
    struct daesa_str text;
    bool comma, is_old;
};

static bool take_label(struct daesa_str line, struct label *out)
{
    struct label label = {0};
    struct daesa_str rest = line, second;
    if (!take_seconds(take_cell(&rest), &label.start_us, &label.comma) ||
        daesa_str_find_char(line, '\t') == line.len)
        return false;
    second = rest;
    if (!take_seconds(take_cell(&second), &label.end_us, &label.comma)) {
        label.end_us = label.start_us;
        label.is_old = true;
        second = rest;
    }
    label.text = daesa_str_trim(second);
    *out = label;
    return true;
}

static bool is_frequencies(struct daesa_str line)
{
    return daesa_str_starts(line, "\\\t");
}

static enum daesa_status add_text(struct daesa_reader *in, struct daesa_cue *cue,
                                  struct daesa_str text)
{
    struct daesa_buf composed = {0};
    if (!daesa_nfc_quick(text)) {
        daesa_nfc_add(&composed, text);
        text = daesa_buf_str(&composed);
    }
    enum daesa_status status = composed.status;
    if (!status && !daesa_cue_add_text(in->track, cue, daesa_reader_language(in), text))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&composed);
    return status;
}

static void report_label(struct daesa_reader *in, const struct daesa_cue *cue,
                         const struct label *label)
{
    if (label->comma)
        daesa_reader_report(in, DAESA_NOTE, "audacity-comma", cue->source.place,
                            "a decimal comma; it is read as a point");
    if (label->is_old)
        daesa_reader_report(in, DAESA_NOTE, "audacity-no-end", cue->source.place,
                            "a label without an end is read as a point");
    daesa_reader_check_order(in, cue, "label");
}

/* A label and the line of its frequencies, if `*rest` begins with one. */
static enum daesa_status read_label(struct daesa_reader *in, const struct label *label,
                                    struct daesa_str *raw, struct daesa_str *rest,
                                    int32_t *n)
{
    struct daesa_cue *cue;
    struct daesa_str after = *rest, line;
    enum daesa_status status = daesa_reader_add(in, *n, &cue);
    if (status)
        return status;
    cue->start_us = label->start_us;
    cue->end_us = label->end_us;
    report_label(in, cue, label);
    status = add_text(in, cue, label->text);
    if (!status && daesa_str_next_line(&after, &line) && is_frequencies(line)) {
        status = daesa_field_add(in->track, &cue->fields, &cue->n_fields,
                                 daesa_str_of(FREQUENCIES),
                                 daesa_str_trim(daesa_str_from(line, 2)));
        raw->len += (size_t)(after.s - rest->s);
        *rest = after;
        ++*n;
    }
    cue->source.raw = *raw;
    cue->source.digest = daesa_cue_digest(cue);
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct daesa_str rest = in->text, line, lead = daesa_str_slice(rest, 0, 0);
    struct label label;
    int32_t n = 0;
    in->track->head = lead;
    while (daesa_str_next_line(&rest, &line)) {
        struct daesa_str raw = {line.s, (size_t)(rest.s - line.s)};
        n++;
        if (!take_label(line, &label)) {
            if (daesa_str_trim(line).len)
                daesa_reader_report(in, DAESA_WARNING, "audacity-no-label",
                                    daesa_reader_place(in, n, 0),
                                    "no label: a line is start, end and label with tabs "
                                    "between them; it is left out");
            lead.len += raw.len;
            continue;
        }
        size_t i = in->track->n_cues;
        enum daesa_status status = read_label(in, &label, &raw, &rest, &n);
        if (status)
            return status;
        in->track->cues[i].source.lead = lead;
        lead = daesa_str_slice(rest, 0, 0);
    }
    in->track->tail = lead;
    if (in->track->n_cues == 0 && daesa_str_trim(in->text).len)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "audacity-no-labels",
                          daesa_reader_place(in, 0, 0), "there is no label in the file");
    return DAESA_OK;
}

/* Every line is a label, or a range of frequencies. */
static int sniff(struct daesa_str text)
{
    struct daesa_str line;
    struct label label;
    size_t n = 0;
    bool cut = text.len && text.s[text.len - 1] != '\n';
    while (daesa_str_next_line(&text, &line)) {
        if (take_label(line, &label))
            n += !label.is_old;
        else if (daesa_str_trim(line).len && !(is_frequencies(line) && n) &&
                 !(cut && text.len == 0 && n))
            return 0;
    }
    return n ? 80 : 0;
}

/* ---- writing ---- */

static void add_time(struct daesa_buf *buf, int64_t us)
{
    if (us < 0)
        daesa_buf_add_char(buf, '-');
    us = us < 0 ? -us : us;
    daesa_buf_printf(buf, "%lld.%06lld", (long long)(us / DAESA_SECOND_US),
                     (long long)(us % DAESA_SECOND_US));
}

static void write_cue(struct daesa_writer *out, const struct daesa_cue *cue, void *user)
{
    (void)user;
    const struct daesa_str *frequencies =
        daesa_field_get(cue->fields, cue->n_fields, FREQUENCIES);
    struct daesa_buf text = {0};
    daesa_writer_stack(out, cue, &text);
    add_time(out->out, cue->start_us);
    daesa_buf_add_char(out->out, '\t');
    add_time(out->out, cue->end_us);
    daesa_buf_add_char(out->out, '\t');
    struct daesa_str plain = daesa_str_trim(daesa_buf_str(&text));
    for (size_t i = 0; i < plain.len; i++)
        daesa_buf_add_char(out->out, daesa_is_space(plain.s[i]) ? ' ' : plain.s[i]);
    daesa_buf_add_char(out->out, '\n');
    if (frequencies) {
        daesa_buf_add_text(out->out, "\\\t");
        daesa_buf_add(out->out, *frequencies);
        daesa_buf_add_char(out->out, '\n');
    }
    if (text.status && !out->out->status)
        out->out->status = text.status;
    daesa_buf_finish(&text);
}

static enum daesa_status write(struct daesa_writer *out)
{
    daesa_writer_cues(out, &(struct daesa_writer_style){.cue = write_cue});
    return DAESA_OK;
}

const struct daesa_format daesa_format_audacity = {
    .name = "audacity",
    .title = "Audacity labels",
    .extensions = "labels txt",
    .prefix = "audacity",
    .holds = DAESA_HOLDS_TIMES | DAESA_HOLDS_SPEECH,
    .unit_us = 1,
    .sniff = sniff,
    .read = read,
    .write = write,
};
