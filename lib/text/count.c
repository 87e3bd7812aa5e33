/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/count.h"

#include "text/width.h"
#include "text/word.h"

struct daesa_count daesa_count(struct daesa_str plain, enum daesa_width_rule rule)
{
    struct daesa_count count = {.n_words = daesa_word_count(plain)};
    struct daesa_str rest = plain, line;
    while (daesa_str_next_line(&rest, &line)) {
        size_t n_halves = daesa_width_halves(line, rule);
        count.n_halves += n_halves;
        count.n_lines++;
        if (n_halves > count.longest_halves)
            count.longest_halves = n_halves;
    }
    return count;
}

bool daesa_ends_in_stop(struct daesa_str line)
{
    line = daesa_str_trim(line);
    if (daesa_str_ends(line, "..") || line.len == 0)
        return false;
    return daesa_str_ends(line, ".") || daesa_str_ends(line, ",") ||
           daesa_str_ends(line, "\xE3\x80\x82") || daesa_str_ends(line, "\xEF\xBC\x8C") ||
           daesa_str_ends(line, "\xE3\x80\x81");
}

double daesa_count_cps(const struct daesa_count *count, int64_t duration_us)
{
    return duration_us > 0 ? (double)count->n_halves / 2 * 1e6 / (double)duration_us : 0;
}

double daesa_count_wpm(const struct daesa_count *count, int64_t duration_us)
{
    return duration_us > 0 ? (double)count->n_words * 60e6 / (double)duration_us : 0;
}
