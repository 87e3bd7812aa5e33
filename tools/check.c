/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check.h"

#include "values.h"

#include <string.h>

const char *const *check_severities(void)
{
    static const char *const names[] = {"none", "note", "warning", "error", NULL};
    return names;
}

enum daesa_severity check_severity(const struct check_args *args)
{
    const char *name = args->max_severity;
    for (enum daesa_severity s = DAESA_NOTE; name && s < DAESA_ERROR; s++)
        if (strcmp(name, daesa_severity_text(s)) == 0)
            return s;
    return name ? DAESA_ERROR : DAESA_WARNING;
}

bool check_tolerates_none(const struct check_args *args)
{
    return args->max_severity && strcmp(args->max_severity, "none") == 0;
}

bool check_split_rules(const char *option, const char *text, struct text_list *list,
                       struct daesa_buf *why)
{
    const char *nearest;
    if (!values_split(option, text, list, why))
        return false;
    for (size_t i = 0; i < list->n; i++)
        if (!daesa_check_knows_rule(list->items[i], &nearest)) {
            daesa_buf_printf(why, "%s: there is no rule '%s'; ", option, list->items[i]);
            if (nearest)
                daesa_buf_printf(why, "did you mean '%s'?", nearest);
            else
                daesa_buf_add_text(why, "'daesa list rules' shows all");
            return false;
        }
    return true;
}

void check_apply(const struct check_args *args, const struct text_list *only,
                 const struct text_list *ignored, struct daesa_check_job *job)
{
    *job = (struct daesa_check_job){
        .load = {.from = args->from,
                 .encoding = args->encoding,
                 .language = args->language},
        .draws = args->picture,
        .spoken = args->spoken,
        .is_stream_chosen = args->stream >= 0,
        .stream = args->stream,
        .is_for_children = args->children,
        .only = only->items,
        .n_only = only->n,
        .ignored = ignored->items,
        .n_ignored = ignored->n,
    };
}
