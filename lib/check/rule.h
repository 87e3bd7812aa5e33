/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_RULE_H
#define DAESA_CHECK_RULE_H

#include "core/profile.h"
#include "core/rule.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The table of rules: what `daesa list rules`, daesa-rules(7) and the reports say of
 * them. How a rule is judged stands in the file of its family (checker.h). */

/* All rules, sorted by group, then id; NULL past the last. */
const struct daesa_rule *daesa_rule_at(size_t i);
/* NULL where there is none of that id. */
const struct daesa_rule *daesa_rule_find(const char *id);

/* "file", "times", "text", "sound" or "picture". */
const char *daesa_rule_group_text(enum daesa_rule_group group);

/* How grave a breach is for a house; NULL: where nobody named one. */
enum daesa_severity daesa_rule_severity(const struct daesa_rule *rule,
                                        const struct daesa_profile *profile);

#ifdef __cplusplus
}
#endif
#endif
