/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/json_profile.h"

#include "format/json_print.h"
#include "format/json_value.h"
#include "text/nearest.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTES ((size_t)1 << 20)

enum kind { TEXT, COUNT, FIGURE, SHARE, TIME, FLAG, CHOICE };

static const char *const countings[] = {"graphemes", "halves", NULL};
static const char *const dashes[] = {"any", "tight", "spaced", NULL};
static const char *const repertoires[] = {"any", "cea608", NULL};

#define AT(member) offsetof(struct daesa_profile, member)
#define TEXT_AT(member) AT(member), sizeof((struct daesa_profile *)0)->member, NULL

/* The keys of a profile, sorted: where each goes, how large it is, what it may be. */
static const struct row {
    const char *key;
    enum kind kind;
    size_t offset, size;
    const char *const *choices;
} rows[] = {
    {"bars_italics", FLAG, AT(bars_italics), 0, NULL},
    {"bars_line_stops", FLAG, AT(bars_line_stops), 0, NULL},
    {"bars_markup", FLAG, AT(bars_markup), 0, NULL},
    {"children_speed_cps", FIGURE, AT(children_speed_cps), 0, NULL},
    {"close_below", TIME, AT(close_below_us), 0, NULL},
    {"counting", CHOICE, AT(counting), 0, countings},
    {"dash", CHOICE, AT(dash), 0, dashes},
    {"doubles_hyphens", FLAG, AT(doubles_hyphens), 0, NULL},
    {"gap", TIME, AT(gap_us), 0, NULL},
    {"gap_frames", COUNT, AT(gap_frames), 0, NULL},
    {"is_bracketed", FLAG, AT(is_bracketed), 0, NULL},
    {"joins_ellipsis", FLAG, AT(joins_ellipsis), 0, NULL},
    {"language", TEXT, TEXT_AT(language)},
    {"lead", TIME, AT(lead_us), 0, NULL},
    {"line_chars", COUNT, AT(line_chars), 0, NULL},
    {"line_ratio", SHARE, AT(line_ratio), 0, NULL},
    {"lines", COUNT, AT(lines), 0, NULL},
    {"linger", TIME, AT(linger_us), 0, NULL},
    {"max_duration", TIME, AT(max_duration_us), 0, NULL},
    {"max_speed_wpm", FIGURE, AT(max_speed_wpm), 0, NULL},
    {"min_duration", TIME, AT(min_duration_us), 0, NULL},
    {"name", TEXT, TEXT_AT(name)},
    {"repertoire", CHOICE, AT(repertoire), 0, repertoires},
    {"shot_catch", TIME, AT(shot_catch_us), 0, NULL},
    {"shot_gap_frames", COUNT, AT(shot_gap_frames), 0, NULL},
    {"shot_near", TIME, AT(shot_near_us), 0, NULL},
    {"speed_cps", FIGURE, AT(speed_cps), 0, NULL},
    {"speed_wpm", FIGURE, AT(speed_wpm), 0, NULL},
    {"title", TEXT, TEXT_AT(title)},
    {"width_share", SHARE, AT(width_share), 0, NULL},
    {"word", TIME, AT(word_us), 0, NULL},
};

#define N_ROWS (sizeof rows / sizeof *rows)

static enum daesa_status bad_value(const struct daesa_reader *in, const struct row *row,
                                   struct daesa_json_value value, const char *want)
{
    return daesa_fail(in->sink, DAESA_BAD_INPUT, "profile-value",
                      daesa_reader_locate(in, value.raw), "\"%s\" is %s", row->key, want);
}

static enum daesa_status take_text(const struct daesa_reader *in, const struct row *row,
                                   struct daesa_json_value value, void *member)
{
    struct daesa_str text = daesa_json_string(value);
    if (daesa_json_kind(value) != DAESA_JSON_STRING || text.len >= row->size)
        return bad_value(in, row, value, "a short string");
    memset(member, 0, row->size);
    memcpy(member, text.s, text.len);
    return DAESA_OK;
}

static bool is_number(struct daesa_json_value value, double most)
{
    double number = daesa_json_number(value);
    return daesa_json_kind(value) == DAESA_JSON_NUMBER && number >= 0 && number <= most;
}

static enum daesa_status take_count(const struct daesa_reader *in, const struct row *row,
                                    struct daesa_json_value value, void *member)
{
    double number = daesa_json_number(value);
    if (!is_number(value, 1000) || number != floor(number))
        return bad_value(in, row, value, "a whole number from 0 to 1000");
    *(int32_t *)member = (int32_t)number;
    return DAESA_OK;
}

static enum daesa_status take_figure(const struct daesa_reader *in, const struct row *row,
                                     struct daesa_json_value value, void *member)
{
    if (!is_number(value, 1000))
        return bad_value(in, row, value, "a number from 0 to 1000");
    *(double *)member = daesa_json_number(value);
    return DAESA_OK;
}

static enum daesa_status take_share(const struct daesa_reader *in, const struct row *row,
                                    struct daesa_json_value value, void *member)
{
    if (!is_number(value, 1))
        return bad_value(in, row, value, "a number from 0 to 1");
    *(double *)member = daesa_json_number(value);
    return DAESA_OK;
}

static enum daesa_status take_time(const struct daesa_reader *in, const struct row *row,
                                   struct daesa_json_value value, void *member)
{
    if (!is_number(value, 3600))
        return bad_value(in, row, value, "a number of seconds from 0 to 3600");
    *(int64_t *)member = llround(daesa_json_number(value) * 1e6);
    return DAESA_OK;
}

static enum daesa_status take_flag(const struct daesa_reader *in, const struct row *row,
                                   struct daesa_json_value value, void *member)
{
    if (daesa_json_kind(value) != DAESA_JSON_BOOL)
        return bad_value(in, row, value, "true or false");
    *(bool *)member = daesa_json_true(value);
    return DAESA_OK;
}

static enum daesa_status take_choice(const struct daesa_reader *in, const struct row *row,
                                     struct daesa_json_value value, void *member)
{
    char want[80] = "one of";
    size_t n = strlen(want);
    for (int i = 0; row->choices[i]; i++) {
        /* The first of each enum is 0, and an enum is as large as an int. */
        if (daesa_str_is(daesa_json_string(value), row->choices[i])) {
            memcpy(member, &i, sizeof i);
            return DAESA_OK;
        }
        n += (size_t)snprintf(want + n, sizeof want - n, "%s \"%s\"", i ? "," : "",
                              row->choices[i]);
    }
    return bad_value(in, row, value, want);
}

static enum daesa_status (*const takers[])(const struct daesa_reader *in,
                                           const struct row *row,
                                           struct daesa_json_value value,
                                           void *member) = {
    [TEXT] = take_text,     [COUNT] = take_count, [FIGURE] = take_figure,
    [SHARE] = take_share,   [TIME] = take_time,   [FLAG] = take_flag,
    [CHOICE] = take_choice,
};

_Static_assert(sizeof(enum daesa_width_rule) == sizeof(int), "choices are ints");
_Static_assert(sizeof(enum daesa_dash) == sizeof(int), "choices are ints");
_Static_assert(sizeof(enum daesa_repertoire) == sizeof(int), "choices are ints");

static enum daesa_status unknown_key(const struct daesa_reader *in, struct daesa_str key,
                                     struct daesa_json_value value)
{
    char word[64];
    const char *names[N_ROWS + 2] = {"from"};
    for (size_t i = 0; i < N_ROWS; i++)
        names[i + 1] = rows[i].key;
    snprintf(word, sizeof word, "%.*s", (int)(key.len < 60 ? key.len : 60), key.s);
    const char *nearest = daesa_nearest(word, names);
    return daesa_fail(in->sink, DAESA_BAD_INPUT, "profile-key",
                      daesa_reader_locate(in, value.raw),
                      nearest ? "a profile has no \"%s\"; did you mean \"%s\"?"
                              : "a profile has no \"%s\"",
                      word, nearest);
}

static enum daesa_status take_key(const struct daesa_reader *in, struct daesa_str key,
                                  struct daesa_json_value value,
                                  struct daesa_profile *profile)
{
    for (size_t i = 0; i < N_ROWS; i++)
        if (daesa_str_is(key, rows[i].key))
            return takers[rows[i].kind](in, &rows[i], value,
                                        (char *)profile + rows[i].offset);
    return daesa_str_is(key, "from") ? DAESA_OK : unknown_key(in, key, value);
}

/* The profile that this one starts from. */
static enum daesa_status take_from(const struct daesa_reader *in,
                                   struct daesa_json_value value,
                                   struct daesa_profile *profile)
{
    if (daesa_json_kind(value) == DAESA_JSON_NONE)
        return DAESA_OK;
    const struct daesa_profile *from = daesa_profile_find(daesa_json_string(value));
    if (!from)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "profile-unknown",
                          daesa_reader_locate(in, value.raw),
                          "\"from\" is the name of a profile ('daesa list profiles')");
    char name[sizeof profile->name];
    memcpy(name, profile->name, sizeof name);
    *profile = *from;
    memcpy(profile->name, name, sizeof name);
    return DAESA_OK;
}

static enum daesa_status read_root(const struct daesa_reader *in,
                                   struct daesa_json_value root,
                                   struct daesa_profile *profile)
{
    struct daesa_json_members m = daesa_json_members(root);
    if (daesa_json_kind(root) != DAESA_JSON_OBJECT)
        return daesa_json_bad(in, root, "profile-value", "a profile is an object { }");
    enum daesa_status status = take_from(in, daesa_json_get(root, "from"), profile);
    while (!status && daesa_json_step(&m))
        status = take_key(in, m.key, m.value, profile);
    return status;
}

enum daesa_status daesa_profile_read(struct daesa_str bytes, const char *file,
                                     struct daesa_profile *out, struct daesa_sink *sink)
{
    struct daesa_format_read_opts opts = {.file = file};
    struct daesa_reader in = {.opts = &opts, .text = bytes, .sink = sink};
    struct daesa_place place = {.file = file};
    struct daesa_json_doc *doc = NULL;
    if (daesa_str_starts(bytes, "\xEF\xBB\xBF"))
        in.text = daesa_str_from(bytes, 3);
    if (bytes.len > MAX_BYTES)
        return daesa_fail(sink, DAESA_LIMIT, "profile-too-large", place,
                          "is larger than a profile can be");
    if (!daesa_utf8_valid(bytes))
        return daesa_fail(sink, DAESA_BAD_INPUT, "profile-encoding", place,
                          "is not UTF-8, as JSON has to be");
    enum daesa_status status = daesa_json_open(&doc, &in);
    struct daesa_profile profile = {.name = "own"};
    if (!status)
        status = read_root(&in, daesa_json_root(doc), &profile);
    daesa_json_close(&doc);
    if (!status)
        *out = profile;
    return status;
}

static void put_figure(struct daesa_json_list *object, const char *key, double figure)
{
    if (figure > 0)
        daesa_json_put_number(object, key, figure);
}

static void put(struct daesa_json_list *object, const struct row *row, const void *member)
{
    int choice;
    switch (row->kind) {
    case TEXT:
        daesa_json_put_string(object, row->key, daesa_str_of(member));
        break;
    case COUNT:
        put_figure(object, row->key, *(const int32_t *)member);
        break;
    case FIGURE:
    case SHARE:
        put_figure(object, row->key, *(const double *)member);
        break;
    case TIME:
        if (*(const int64_t *)member > 0)
            daesa_json_put_time(object, row->key, *(const int64_t *)member);
        break;
    case FLAG:
        daesa_json_put_true(object, row->key, *(const bool *)member);
        break;
    case CHOICE:
        memcpy(&choice, member, sizeof choice);
        if (choice > 0)
            daesa_json_put_string(object, row->key, daesa_str_of(row->choices[choice]));
        break;
    }
}

void daesa_profile_print(struct daesa_buf *buf, const struct daesa_profile *profile)
{
    struct daesa_json_list object = daesa_json_begin(buf, '{', -1);
    daesa_json_put_string(&object, "name", daesa_str_of(profile->name));
    daesa_json_put_string(&object, "title", daesa_str_of(profile->title));
    for (size_t i = 0; i < N_ROWS; i++)
        if (strcmp(rows[i].key, "name") != 0 && strcmp(rows[i].key, "title") != 0)
            put(&object, &rows[i], (const char *)profile + rows[i].offset);
    daesa_json_end(&object, '}');
}
