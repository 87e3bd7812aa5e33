/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/check_lists.h"

#include "core/file.h"
#include "report/findings_read.h"

#include <stdlib.h>

static size_t count_lines(struct daesa_str rest)
{
    struct daesa_str line;
    size_t n = 0;
    while (daesa_str_next_line(&rest, &line))
        n++;
    return n;
}

static enum daesa_status read_names(const char *path, struct daesa_check_lists *out,
                                    struct daesa_sink *sink)
{
    struct daesa_str rest, line;
    enum daesa_status st = daesa_file_read(path, 0, &out->bytes, sink);
    if (st)
        return st;
    rest = daesa_buf_str(&out->bytes);
    out->names = calloc(count_lines(rest) + 1, sizeof *out->names);
    if (!out->names)
        return DAESA_NO_MEMORY;
    while (daesa_str_next_line(&rest, &line))
        if (daesa_str_trim(line).len)
            out->names[out->n_names++] = daesa_str_trim(line);
    return DAESA_OK;
}

static enum daesa_status read_known(const char *path, struct daesa_finding_list *known,
                                    struct daesa_sink *sink)
{
    struct daesa_buf bytes = {0};
    enum daesa_status st = daesa_file_read(path, 0, &bytes, sink);
    if (!st)
        st = daesa_findings_read(daesa_buf_str(&bytes), path, known, sink);
    daesa_buf_finish(&bytes);
    return st;
}

enum daesa_status daesa_check_lists_load(const char *names, const char *known,
                                         struct daesa_check_lists *out,
                                         struct daesa_sink *sink)
{
    enum daesa_status st = names ? read_names(names, out, sink) : DAESA_OK;
    if (!st && known)
        st = read_known(known, &out->known, sink);
    return st;
}

void daesa_check_lists_finish(struct daesa_check_lists *lists)
{
    if (!lists)
        return;
    free(lists->names);
    daesa_buf_finish(&lists->bytes);
    daesa_finding_list_finish(&lists->known);
    *lists = (struct daesa_check_lists){0};
}
