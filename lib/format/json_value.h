/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_JSON_VALUE_H
#define DAESA_FORMAT_JSON_VALUE_H

#include "format/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A parsed JSON file, for the readers of the formats that are JSON. cJSON parses
 * and stays behind this door; beside each value goes the text of it, so that
 * findings have a line and unknown values come back to the letter.
 *
 * cJSON keeps the place of its last error in a global variable. Nothing here
 * reads it, but two threads that parse at once both write it. */

enum daesa_json_kind {
    DAESA_JSON_NONE = 0, /* no value: what {0} is */
    DAESA_JSON_NULL,
    DAESA_JSON_BOOL,
    DAESA_JSON_NUMBER,
    DAESA_JSON_STRING,
    DAESA_JSON_ARRAY,
    DAESA_JSON_OBJECT,
};

/* A value of an open document, valid as long as that. */
struct daesa_json_value {
    const void *node;     /* private */
    struct daesa_str raw; /* as it stands in the file */
};

struct daesa_json_doc;

/* Parses the reader's text. DAESA_BAD_INPUT with line and column where it is no
 * JSON, or holds U+0000; DAESA_LIMIT where it nests deeper than 64. */
enum daesa_status daesa_json_open(struct daesa_json_doc **out,
                                  const struct daesa_reader *in);
/* Frees it and writes NULL; NULL is accepted. */
void daesa_json_close(struct daesa_json_doc **doc);
struct daesa_json_value daesa_json_root(const struct daesa_json_doc *doc);

/* Opens the reader's text, reads its root and closes it. The text becomes the track's
 * head, for a writer that gives back an unedited file as it was. */
enum daesa_status daesa_json_read(
    struct daesa_reader *in,
    enum daesa_status (*root)(struct daesa_reader *in, struct daesa_json_value root));

enum daesa_json_kind daesa_json_kind(struct daesa_json_value value);
/* The string unescaped; empty for other kinds. */
struct daesa_str daesa_json_string(struct daesa_json_value value);
/* The number; 0 for other kinds. */
double daesa_json_number(struct daesa_json_value value);
bool daesa_json_true(struct daesa_json_value value);

/* Goes through the members of an object or the items of an array:
 *     struct daesa_json_members m = daesa_json_members(value);
 *     while (daesa_json_step(&m)) ... m.key, m.value ... */
struct daesa_json_members {
    const void *next;      /* private */
    struct daesa_str rest; /* private */
    struct daesa_str key;  /* unescaped; empty in an array */
    struct daesa_json_value value;
};
struct daesa_json_members daesa_json_members(struct daesa_json_value of);
bool daesa_json_step(struct daesa_json_members *members);

/* The member of that name; {0} where there is none. */
struct daesa_json_value daesa_json_get(struct daesa_json_value of, const char *key);

/* Adds a cue for each item of an array and lets `take` read it; `not_array` is the
 * finding where it is none. */
enum daesa_status daesa_json_cues(struct daesa_reader *in, struct daesa_json_value array,
                                  const char *not_array,
                                  enum daesa_status (*take)(struct daesa_reader *in,
                                                            struct daesa_json_value item,
                                                            struct daesa_cue *cue));

/* Keeps a value as a field "<prefix>:<key>", JSON to the letter. */
enum daesa_status daesa_json_keep(struct daesa_reader *in, const char *prefix,
                                  struct daesa_field **fields, size_t *n_fields,
                                  struct daesa_str key, struct daesa_json_value value);

/* Reports what is wrong with a value, at its place; returns DAESA_BAD_INPUT. */
enum daesa_status daesa_json_bad(const struct daesa_reader *in,
                                 struct daesa_json_value value, const char *rule,
                                 const char *what);

/* The taking of values that must be of a kind. null leaves `*out` as it is (a time
 * becomes DAESA_TIME_NONE); another kind is reported and refused. */

/* A copy in form C in the track's arena. */
enum daesa_status daesa_json_take_string(const struct daesa_reader *in,
                                         struct daesa_json_value value,
                                         struct daesa_str *out);
/* Seconds, to the nearest microsecond. */
enum daesa_status daesa_json_take_time(const struct daesa_reader *in,
                                       struct daesa_json_value value, int64_t *out);
enum daesa_status daesa_json_take_float(const struct daesa_reader *in,
                                        struct daesa_json_value value, float *out);
enum daesa_status daesa_json_take_bool(const struct daesa_reader *in,
                                       struct daesa_json_value value, bool *out);
/* A whole number, low <= n <= high. */
enum daesa_status daesa_json_take_int(const struct daesa_reader *in,
                                      struct daesa_json_value value, int64_t low,
                                      int64_t high, int64_t *out);

#ifdef __cplusplus
}
#endif
#endif
