/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_CHECKER_H
#define DAESA_CHECK_CHECKER_H

#include "check/check.h"
#include "check/likely.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the families of rules work on: each has a file, walks the track once, and
 * reports what it finds by the ids of rule.c. */

struct daesa_checker {
    const struct daesa_track *track;
    const struct daesa_check_opts *opts;
    const struct daesa_profile *profile;   /* of the track as a whole */
    struct daesa_likely likely;            /* what its texts are in that name nothing */
    const struct daesa_evidence *evidence; /* never NULL */
    struct daesa_rate rate;
    const struct daesa_cue **shown; /* cues with times, longer than nothing, that are
                                       no comments, by their start */
    size_t n_shown;
    int64_t rounding_us; /* by which times of the file may be off: those of most are
                            rounded to the millisecond, of ASS to ten */
    bool is_off;         /* the cues as a whole, against the clip; and that is said */
    struct daesa_sink *sink;
    enum daesa_status status; /* the first failure; families set it */
};

/* What was measured and the limit that it passed; a NULL unit: nothing was. */
struct daesa_measure {
    double value, limit;
    const char *unit;
};

#define DAESA_NO_MEASURE ((struct daesa_measure){0})

/* A breach of a rule by a cue of the track; NULL: by the file as a whole. */
void daesa_checker_report(const struct daesa_checker *checker, const char *rule,
                          const struct daesa_cue *cue, struct daesa_measure measure,
                          const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same, at a line of the file. */
void daesa_checker_report_line(const struct daesa_checker *checker, const char *rule,
                               int32_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same, at a time of the clip. */
void daesa_checker_report_at(const struct daesa_checker *checker, const char *rule,
                             int64_t start_us, struct daesa_measure measure,
                             const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The house that judges a text of the track. Never NULL. */
const struct daesa_profile *daesa_checker_profile(const struct daesa_checker *checker,
                                                  const struct daesa_text *text);

/* A figure for a message, with at most three decimals, whatever the locale. */
struct daesa_figure {
    char s[32];
};
struct daesa_figure daesa_figure(double value);
/* A time as seconds. */
struct daesa_figure daesa_figure_s(int64_t us);

/* Half a frame of the clip; 1/48 s where its rate is not known. What is nearer than that
 * to a frame is on it. */
int64_t daesa_half_frame_us(const struct daesa_checker *checker);

/* Seconds, for a measure. */
double daesa_seconds(int64_t us);

/* The families, in the order in which they run. */
void daesa_check_file(struct daesa_checker *checker);
void daesa_check_order(struct daesa_checker *checker);
void daesa_check_duration(struct daesa_checker *checker);
void daesa_check_gap(struct daesa_checker *checker);
void daesa_check_clip(struct daesa_checker *checker);
void daesa_check_shot(struct daesa_checker *checker);
void daesa_check_line(struct daesa_checker *checker);
void daesa_check_letter(struct daesa_checker *checker);
void daesa_check_tag(struct daesa_checker *checker);
void daesa_check_manner(struct daesa_checker *checker);
void daesa_check_language(struct daesa_checker *checker);
void daesa_check_name(struct daesa_checker *checker);
void daesa_check_sound(struct daesa_checker *checker);
void daesa_check_said(struct daesa_checker *checker); /* after that */
void daesa_check_picture(struct daesa_checker *checker);

#ifdef __cplusplus
}
#endif
#endif
