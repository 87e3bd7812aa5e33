/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Tables with a line of names on top: CSV after RFC 4180 and TSV. Columns may come
 * in any order and under the names that people give them; a column that nobody
 * knows is kept as a field "csv:<name>". Spreadsheets of many countries write ";"
 * for ",", so the first line decides. */
#include "format/csv_row.h"
#include "format/read.h"
#include "format/stamp.h"
#include "format/write.h"
#include "text/normalise.h"

#include <string.h>

enum role {
    ROLE_OTHER, /* kept under its name */
    ROLE_ID,
    ROLE_START,
    ROLE_END,
    ROLE_DURATION,
    ROLE_SPEAKER,
    ROLE_TEXT,
    ROLE_AT,
    ROLE_AFTER,
    ROLE_BEFORE,
    ROLE_CONFIDENCE,
    ROLE_STYLE,
};

struct column {
    enum role role;
    struct daesa_str name;     /* as written */
    struct daesa_str language; /* of a text */
};

struct table {
    struct column columns[DAESA_CSV_MAX_CELLS];
    size_t n;
    char separator;
};

static const struct {
    const char *name;
    enum role role;
} roles[] = {
    {"actor", ROLE_SPEAKER},
    {"after", ROLE_AFTER},
    {"at", ROLE_AT},
    {"before", ROLE_BEFORE},
    {"begin", ROLE_START},
    {"caption", ROLE_TEXT},
    {"character", ROLE_SPEAKER},
    {"confidence", ROLE_CONFIDENCE},
    {"dialogue", ROLE_TEXT},
    {"duration", ROLE_DURATION},
    {"end", ROLE_END},
    {"end time", ROLE_END},
    {"id", ROLE_ID},
    {"in", ROLE_START},
    {"line", ROLE_TEXT},
    {"name", ROLE_SPEAKER},
    {"out", ROLE_END},
    {"speaker", ROLE_SPEAKER},
    {"start", ROLE_START},
    {"start time", ROLE_START},
    {"stop", ROLE_END},
    {"style", ROLE_STYLE},
    {"subtitle", ROLE_TEXT},
    {"text", ROLE_TEXT},
    {"transcript", ROLE_TEXT},
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "ko", "pt-BR": two or three letters and more behind "-". */
static bool is_language(struct daesa_str name)
{
    size_t n = 0;
    while (n < name.len && is_letter(name.s[n]))
        n++;
    if (n < 2 || n > 3)
        return false;
    for (size_t i = n; i < name.len; i++)
        if (!is_letter(name.s[i]) && !daesa_is_digit(name.s[i]) && name.s[i] != '-')
            return false;
    return n == name.len || name.s[n] == '-';
}

static struct column column_named(struct daesa_str name)
{
    struct column c = {.name = daesa_str_trim(name)};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (daesa_str_is_nocase(c.name, roles[i].name)) {
            c.role = roles[i].role;
            return c;
        }
    struct daesa_str tag = c.name;
    if (daesa_str_starts_nocase(tag, "text") && tag.len > 5)
        tag = daesa_str_trim(daesa_str_from(tag, 5));
    if (daesa_str_starts(tag, "("))
        tag = daesa_str_from(tag, 1);
    if (daesa_str_ends(tag, ")"))
        tag.len--;
    if (is_language(tag)) {
        c.role = ROLE_TEXT;
        c.language = tag;
    }
    return c;
}

/* Of ",", ";" and tab the one that stands most often in the first record, outside
 * of quotes. */
static char find_separator(struct daesa_str text, bool tabs)
{
    static const char list[] = ",;\t";
    size_t n[] = {0, 0, 0}, best = tabs ? 2 : 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        const char *hit = strchr(list, c);
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '\n' || c == '\r'))
            break;
        else if (!quoted && c && hit)
            n[hit - list]++;
    }
    for (size_t i = 0; i < 3; i++)
        if (n[i] > n[best])
            best = i;
    return list[best];
}

/* Past the "sep=;" line that Excel writes. */
static struct daesa_str skip_sep(struct daesa_str text, int32_t *line)
{
    struct daesa_str first, rest = text;
    if (!daesa_str_starts(text, "sep=") || !daesa_str_next_line(&rest, &first))
        return text;
    ++*line;
    return rest;
}

static void name_columns(struct table *table, const struct daesa_csv_row *row)
{
    table->n = row->n;
    for (size_t i = 0; i < row->n; i++)
        table->columns[i] = column_named(row->cells[i]);
}

static bool has_role(const struct table *table, enum role role)
{
    for (size_t i = 0; i < table->n; i++)
        if (table->columns[i].role == role)
            return true;
    return false;
}

/* ---- reading ---- */

/* Where the reader stands. */
struct scan {
    struct daesa_reader *in;
    struct table table;
    int32_t line;
    int64_t duration_us;
};

static enum daesa_status compose(struct daesa_track *track, struct daesa_str *text)
{
    struct daesa_buf buf = {0};
    if (daesa_nfc_quick(*text))
        return DAESA_OK;
    daesa_nfc_add(&buf, *text);
    enum daesa_status status = buf.status;
    if (!status && !daesa_arena_copy(&track->arena, daesa_buf_str(&buf), text))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&buf);
    return status;
}

static void take_time(struct scan *s, struct daesa_str cell, int64_t *out)
{
    if (cell.len && !daesa_time_parse(cell, s->in->opts->rate, out))
        daesa_reader_report(s->in, DAESA_WARNING, "csv-bad-time",
                            daesa_reader_place(s->in, s->line, 0),
                            "\"%.*s\" is no time; it is left out", DAESA_STR_ARGS(cell));
}

static void take_confidence(struct daesa_str cell, float *out)
{
    int64_t millionths;
    if (cell.len && daesa_time_parse(cell, (struct daesa_rate){0}, &millionths))
        *out = (float)((double)millionths / 1e6);
}

static enum daesa_status keep_other(struct scan *s, struct daesa_cue *cue,
                                    struct daesa_str name, struct daesa_str cell)
{
    struct daesa_buf key = {0};
    if (cell.len == 0)
        return DAESA_OK;
    daesa_buf_add_text(&key, "csv:");
    daesa_buf_add(&key, name);
    enum daesa_status status = key.status;
    if (!status)
        status = daesa_field_add(s->in->track, &cue->fields, &cue->n_fields,
                                 daesa_buf_str(&key), cell);
    daesa_buf_finish(&key);
    return status;
}

static enum daesa_status take_text(struct scan *s, struct daesa_cue *cue,
                                   const struct column *column, struct daesa_str cell)
{
    struct daesa_str language =
        column->language.len ? column->language : daesa_reader_language(s->in);
    if (cell.len == 0)
        return DAESA_OK;
    return daesa_cue_add_text(s->in->track, cue, language, cell) ? DAESA_OK
                                                                 : DAESA_NO_MEMORY;
}

static enum daesa_status take_cell(struct scan *s, struct daesa_cue *cue,
                                   const struct column *column, struct daesa_str cell)
{
    struct daesa_str trimmed = daesa_str_trim(cell);
    enum daesa_status status = compose(s->in->track, &cell);
    if (status)
        return status;
    switch (column->role) {
    case ROLE_ID:
        cue->id = cell;
        break;
    case ROLE_SPEAKER:
        cue->speaker = cell;
        break;
    case ROLE_STYLE:
        cue->style = cell;
        break;
    case ROLE_START:
        take_time(s, trimmed, &cue->start_us);
        break;
    case ROLE_END:
        take_time(s, trimmed, &cue->end_us);
        break;
    case ROLE_DURATION:
        take_time(s, trimmed, &s->duration_us);
        break;
    case ROLE_AT:
        take_time(s, trimmed, &cue->at_us);
        break;
    case ROLE_AFTER:
        take_time(s, trimmed, &cue->after_us);
        break;
    case ROLE_BEFORE:
        take_time(s, trimmed, &cue->before_us);
        break;
    case ROLE_CONFIDENCE:
        take_confidence(trimmed, &cue->confidence);
        break;
    case ROLE_TEXT:
        return take_text(s, cue, column, cell);
    case ROLE_OTHER:
        return keep_other(s, cue, column->name, cell);
    }
    return DAESA_OK;
}

static enum daesa_status read_row(struct scan *s, const struct daesa_csv_row *row,
                                  struct daesa_str lead)
{
    struct daesa_cue *cue;
    enum daesa_status status = daesa_reader_add(s->in, s->line, &cue);
    if (status)
        return status;
    s->duration_us = DAESA_TIME_NONE;
    cue->source.lead = lead;
    cue->source.raw = row->raw;
    for (size_t i = 0; i < row->n && !status; i++)
        if (i < s->table.n)
            status = take_cell(s, cue, &s->table.columns[i], row->cells[i]);
    if (row->n > s->table.n || row->too_many)
        daesa_reader_report(s->in, DAESA_WARNING, "csv-many-cells",
                            daesa_reader_place(s->in, s->line, 0),
                            "more cells than columns; the rest is left out");
    if (row->unclosed)
        daesa_reader_report(s->in, DAESA_WARNING, "csv-open-quote",
                            daesa_reader_place(s->in, s->line, 0),
                            "a quote that is never closed");
    if (cue->end_us == DAESA_TIME_NONE && s->duration_us != DAESA_TIME_NONE &&
        cue->start_us != DAESA_TIME_NONE)
        cue->end_us = cue->start_us + s->duration_us;
    cue->source.digest = daesa_cue_digest(cue);
    return status;
}

static bool is_empty(const struct daesa_csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (daesa_str_trim(row->cells[i]).len)
            return false;
    return true;
}

static int32_t count_lines(struct daesa_str raw)
{
    struct daesa_str line;
    int32_t n = 0;
    while (daesa_str_next_line(&raw, &line))
        n++;
    return n;
}

static enum daesa_status read_rows(struct scan *s, struct daesa_str rest)
{
    struct daesa_track *track = s->in->track;
    struct daesa_csv_row row;
    struct daesa_str lead = {rest.s, 0};
    enum daesa_status status = DAESA_OK;
    bool any;
    while (!status) {
        status = daesa_csv_next(&track->arena, &rest, s->table.separator, &row, &any);
        if (status || !any)
            break;
        if (is_empty(&row)) {
            lead.len += row.raw.len;
        } else {
            status = read_row(s, &row, lead);
            lead = (struct daesa_str){rest.s, 0};
        }
        s->line += count_lines(row.raw);
    }
    track->tail = lead;
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in, .line = 1};
    struct daesa_track *track = in->track;
    struct daesa_str rest = skip_sep(in->text, &s.line);
    struct daesa_csv_row row;
    bool any;
    s.table.separator = find_separator(rest, strcmp(in->format->name, "tsv") == 0);
    enum daesa_status status =
        daesa_csv_next(&track->arena, &rest, s.table.separator, &row, &any);
    if (status)
        return status;
    name_columns(&s.table, &row);
    if (!has_role(&s.table, ROLE_TEXT))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "csv-no-text",
                          daesa_reader_place(in, s.line, 1),
                          "the first line must name the columns, one of them \"text\" or "
                          "a language such as \"ko\"");
    s.line += count_lines(row.raw);
    track->head = (struct daesa_str){in->text.s, (size_t)(rest.s - in->text.s)};
    return read_rows(&s, rest);
}

/* ---- writing ---- */

static void add_column(struct table *table, enum role role, struct daesa_str name,
                       struct daesa_str language)
{
    for (size_t i = 0; i < table->n; i++)
        if (daesa_str_equal(table->columns[i].name, name))
            return;
    if (table->n < DAESA_CSV_MAX_CELLS)
        table->columns[table->n++] = (struct column){role, name, language};
}

/* The columns that the cue needs; a text column is called by its language. */
static void add_cue_columns(struct daesa_writer *out, struct table *table,
                            const struct daesa_cue *cue, enum role role)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    struct daesa_str none = {0};
    bool needed = (role == ROLE_ID && cue->id.len) ||
                  (role == ROLE_START && cue->start_us != DAESA_TIME_NONE) ||
                  (role == ROLE_END && cue->end_us != DAESA_TIME_NONE) ||
                  (role == ROLE_SPEAKER && cue->speaker.len) ||
                  (role == ROLE_AT && cue->at_us != DAESA_TIME_NONE) ||
                  (role == ROLE_AFTER && cue->after_us != DAESA_TIME_NONE) ||
                  (role == ROLE_BEFORE && cue->before_us != DAESA_TIME_NONE) ||
                  (role == ROLE_CONFIDENCE && cue->confidence >= 0) ||
                  (role == ROLE_STYLE && cue->style.len);
    static const char *const names[] = {
        [ROLE_ID] = "id",         [ROLE_START] = "start",
        [ROLE_END] = "end",       [ROLE_SPEAKER] = "speaker",
        [ROLE_AT] = "at",         [ROLE_AFTER] = "after",
        [ROLE_BEFORE] = "before", [ROLE_CONFIDENCE] = "confidence",
        [ROLE_STYLE] = "style",   [ROLE_TEXT] = NULL,
    };
    if (needed)
        add_column(table, role, daesa_str_of(names[role]), none);
    for (size_t i = 0; role == ROLE_TEXT && i < n; i++) {
        struct daesa_str tag = texts[i]->language;
        bool keyed = is_language(tag) && column_named(tag).role == ROLE_TEXT;
        add_column(table, ROLE_TEXT, keyed ? tag : daesa_str_of("text"),
                   keyed ? tag : none);
    }
    for (size_t i = 0; role == ROLE_OTHER && i < cue->n_fields; i++)
        if (daesa_str_starts(cue->fields[i].key, "csv:"))
            add_column(table, ROLE_OTHER, daesa_str_from(cue->fields[i].key, 4), none);
}

static void make_columns(struct daesa_writer *out, struct table *table)
{
    static const enum role order[] = {
        ROLE_ID,      ROLE_START, ROLE_END,   ROLE_AFTER,      ROLE_BEFORE, ROLE_AT,
        ROLE_SPEAKER, ROLE_TEXT,  ROLE_STYLE, ROLE_CONFIDENCE, ROLE_OTHER};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        for (size_t i = 0; i < out->track->n_cues; i++)
            add_cue_columns(out, table, &out->track->cues[i], order[k]);
        if (order[k] == ROLE_TEXT && !has_role(table, ROLE_TEXT))
            add_column(table, ROLE_TEXT, daesa_str_of("text"), (struct daesa_str){0});
    }
}

static void add_time(struct daesa_buf *buf, int64_t us)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 1, .point = '.', .digits = 3};
    if (us == DAESA_TIME_NONE)
        return;
    if (us < 0)
        daesa_buf_add_char(buf, '-');
    daesa_stamp_add(buf, us < 0 ? -us : us, &style);
}

/* The text of a column: by its language; one without takes the first that has no
 * column of its own. */
static void add_text(struct daesa_writer *out, struct daesa_buf *cell,
                     const struct daesa_cue *cue, const struct column *column)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    for (size_t i = 0; i < n; i++) {
        struct daesa_str tag = texts[i]->language;
        bool keyed = is_language(tag) && column_named(tag).role == ROLE_TEXT;
        if (column->language.len ? !daesa_str_equal(tag, column->language)
                                 : keyed && !out->same)
            continue;
        if (cell->len)
            daesa_buf_add_char(cell, '\n');
        daesa_buf_add(cell, texts[i]->plain);
        if (column->language.len)
            break;
    }
}

static void add_cell(struct daesa_writer *out, struct daesa_buf *cell,
                     const struct daesa_cue *cue, const struct column *column)
{
    switch (column->role) {
    case ROLE_ID:
        daesa_buf_add(cell, cue->id);
        break;
    case ROLE_SPEAKER:
        daesa_buf_add(cell, cue->speaker);
        break;
    case ROLE_STYLE:
        daesa_buf_add(cell, cue->style);
        break;
    case ROLE_START:
        add_time(cell, cue->start_us);
        break;
    case ROLE_END:
        add_time(cell, cue->end_us);
        break;
    case ROLE_DURATION:
        if (daesa_cue_timed(cue))
            add_time(cell, cue->end_us - cue->start_us);
        break;
    case ROLE_AT:
        add_time(cell, cue->at_us);
        break;
    case ROLE_AFTER:
        add_time(cell, cue->after_us);
        break;
    case ROLE_BEFORE:
        add_time(cell, cue->before_us);
        break;
    case ROLE_CONFIDENCE:
        if (cue->confidence >= 0)
            daesa_stamp_add_seconds(cell, (int64_t)((double)cue->confidence * 1e6 + 0.5));
        break;
    case ROLE_TEXT:
        add_text(out, cell, cue, column);
        break;
    case ROLE_OTHER:
        for (size_t i = 0; i < cue->n_fields; i++)
            if (daesa_str_starts(cue->fields[i].key, "csv:") &&
                daesa_str_equal(daesa_str_from(cue->fields[i].key, 4), column->name))
                daesa_buf_add(cell, cue->fields[i].value);
        break;
    }
}

static enum daesa_status write_cue(struct daesa_writer *out, const struct table *table,
                                   const struct daesa_cue *cue)
{
    struct daesa_buf cell = {0};
    size_t begin = out->out->len;
    bool any = false;
    for (size_t i = 0; i < table->n; i++) {
        daesa_buf_cut(&cell, 0);
        add_cell(out, &cell, cue, &table->columns[i]);
        any = any || daesa_str_trim(daesa_buf_str(&cell)).len;
        if (i)
            daesa_buf_add_char(out->out, table->separator);
        daesa_csv_add(out->out, daesa_buf_str(&cell), table->separator);
    }
    daesa_buf_add_char(out->out, '\n');
    enum daesa_status status = cell.status;
    daesa_buf_finish(&cell);
    if (any)
        return status;
    daesa_buf_cut(out->out, begin);
    daesa_writer_report(out, DAESA_NOTE, "csv-empty", cue,
                        "a cue with nothing in it makes no row");
    return status;
}

/* The columns of the source again, from its head. */
static enum daesa_status read_columns(struct daesa_writer *out, struct table *table,
                                      struct daesa_arena *scratch)
{
    int32_t line = 1;
    struct daesa_str rest = skip_sep(out->track->head, &line);
    struct daesa_csv_row row;
    bool any;
    table->separator = find_separator(rest, strcmp(out->format->name, "tsv") == 0);
    enum daesa_status status =
        daesa_csv_next(scratch, &rest, table->separator, &row, &any);
    if (!status)
        name_columns(table, &row);
    return status;
}

static enum daesa_status write_rows(struct daesa_writer *out, const struct table *table)
{
    const struct daesa_track *track = out->track;
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0; i < track->n_cues && !status; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (cue->comment)
            continue;
        daesa_writer_lead(out, cue, false);
        if (daesa_writer_unedited(out, cue))
            daesa_buf_add(out->out, cue->source.raw);
        else
            status = write_cue(out, table, cue);
    }
    return status;
}

static enum daesa_status write(struct daesa_writer *out)
{
    struct daesa_arena scratch = {0};
    struct table table = {.separator =
                              strcmp(out->format->name, "tsv") == 0 ? '\t' : ','};
    enum daesa_status status = DAESA_OK;
    if (out->same) {
        daesa_buf_add(out->out, out->track->head);
        status = read_columns(out, &table, &scratch);
    } else {
        make_columns(out, &table);
        for (size_t i = 0; i < table.n; i++) {
            if (i)
                daesa_buf_add_char(out->out, table.separator);
            daesa_csv_add(out->out, table.columns[i].name, table.separator);
        }
        daesa_buf_add_char(out->out, '\n');
    }
    if (!status)
        status = write_rows(out, &table);
    if (out->same)
        daesa_buf_add(out->out, out->track->tail);
    daesa_arena_finish(&scratch);
    return status;
}

/* A first line that names a text and something else. */
static int sniff(struct daesa_str text)
{
    struct daesa_arena scratch = {0};
    struct table table = {0};
    struct daesa_csv_row row;
    int32_t line = 1;
    text = skip_sep(text, &line);
    char separator = find_separator(text, false);
    bool any = false;
    int score = 0;
    if (!daesa_csv_next(&scratch, &text, separator, &row, &any) && any && row.n > 1) {
        name_columns(&table, &row);
        size_t n_known = 0;
        for (size_t i = 0; i < table.n; i++)
            n_known += table.columns[i].role != ROLE_OTHER;
        if (has_role(&table, ROLE_TEXT) && n_known > 1 && n_known * 2 >= table.n)
            score = 40;
    }
    daesa_arena_finish(&scratch);
    return score;
}

#define HOLDS                                                         \
    (DAESA_HOLDS_TIMES | DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEAKERS | \
     DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_IDS | DAESA_HOLDS_HINTS |    \
     DAESA_HOLDS_SURENESS | DAESA_HOLDS_STYLES | DAESA_HOLDS_BREAKS)

const struct daesa_format daesa_format_csv = {
    .name = "csv",
    .title = "comma-separated values",
    .extensions = "csv",
    .prefix = "csv",
    .holds = HOLDS,
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
    .write = write,
};

const struct daesa_format daesa_format_tsv = {
    .name = "tsv",
    .title = "tab-separated values",
    .extensions = "tsv",
    .prefix = "csv",
    .holds = HOLDS,
    .unit_us = 1000,
    .read = read,
    .write = write,
};
