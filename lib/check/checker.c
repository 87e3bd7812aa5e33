/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check/checker.h"

#include "check/rule.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 512

static bool is_same_language(const char *house, struct daesa_str tag)
{
    struct daesa_str base = daesa_str_slice(tag, 0, daesa_str_find_char(tag, '-'));
    return daesa_str_is_nocase(base, house);
}

const struct daesa_profile *daesa_checker_profile(const struct daesa_checker *checker,
                                                  const struct daesa_text *text)
{
    const struct daesa_profile *house = checker->profile;
    struct daesa_str language = text->language;
    bool is_named = checker->opts->profile || checker->track->language.len;
    if (!language.len && !is_named && !checker->likely.script)
        language = daesa_str_of(daesa_likely_of_text(&checker->likely, text->plain));
    if (!language.len || is_same_language(house->language, language))
        return house;
    /* The house of many languages is that of each without one of its own. */
    return house->language[0] || !checker->opts->profile
               ? daesa_profile_of_language(language)
               : house;
}

static void report(const struct daesa_checker *checker, struct daesa_finding finding,
                   const char *format, va_list args)
{
    char message[MESSAGE_MAX];
    const struct daesa_rule *rule = daesa_rule_find(finding.rule);
    finding.severity = daesa_rule_severity(rule, checker->opts->profile);
    vsnprintf(message, sizeof message, format, args);
    daesa_report(checker->sink, finding, "%s", message);
}

void daesa_checker_report(const struct daesa_checker *checker, const char *rule,
                          const struct daesa_cue *cue, struct daesa_measure measure,
                          const char *format, ...)
{
    struct daesa_finding finding = {.rule = rule,
                                    .place = {.file = checker->opts->file},
                                    .start_us = DAESA_TIME_NONE,
                                    .value = measure.value,
                                    .limit = measure.limit,
                                    .unit = measure.unit};
    if (cue) {
        finding.cue = (size_t)(cue - checker->track->cues) + 1;
        finding.start_us = cue->start_us;
        finding.place.line = cue->source.place.line;
        finding.place.col = cue->source.place.col;
        finding.text = cue->n_texts ? cue->texts[0].plain : (struct daesa_str){0};
    }
    va_list args;
    va_start(args, format);
    report(checker, finding, format, args);
    va_end(args);
}

void daesa_checker_report_line(const struct daesa_checker *checker, const char *rule,
                               int32_t line, const char *format, ...)
{
    struct daesa_finding finding = {.rule = rule,
                                    .place = {.file = checker->opts->file, .line = line},
                                    .start_us = DAESA_TIME_NONE};
    va_list args;
    va_start(args, format);
    report(checker, finding, format, args);
    va_end(args);
}

void daesa_checker_report_at(const struct daesa_checker *checker, const char *rule,
                             int64_t start_us, struct daesa_measure measure,
                             const char *format, ...)
{
    struct daesa_finding finding = {.rule = rule,
                                    .place = {.file = checker->opts->file},
                                    .start_us = start_us,
                                    .value = measure.value,
                                    .limit = measure.limit,
                                    .unit = measure.unit};
    va_list args;
    va_start(args, format);
    report(checker, finding, format, args);
    va_end(args);
}

int64_t daesa_half_frame_us(const struct daesa_checker *checker)
{
    return daesa_rate_known(checker->rate) ? daesa_frame_to_us(1, checker->rate) / 2
                                           : DAESA_SECOND_US / 48;
}

double daesa_seconds(int64_t us)
{
    return (double)us / (double)DAESA_SECOND_US;
}

struct daesa_figure daesa_figure(double value)
{
    struct daesa_figure out;
    long long milli = llround(fmin(fabs(value), 1e12) * 1000);
    int n = snprintf(out.s, sizeof out.s, "%s%lld.%03lld", value < 0 && milli ? "-" : "",
                     milli / 1000, milli % 1000);
    while (n > 0 && out.s[n - 1] == '0')
        out.s[--n] = '\0';
    if (n > 0 && out.s[n - 1] == '.')
        out.s[n - 1] = '\0';
    return out;
}

struct daesa_figure daesa_figure_s(int64_t us)
{
    return daesa_figure(daesa_seconds(us));
}
