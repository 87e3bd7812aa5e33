/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SCC_CHANNEL_H
#define DAESA_FORMAT_SCC_CHANNEL_H

#include "format/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The four channels of captions in line 21: CC1 and CC2 in its first field, CC3 and
 * CC4 in its second (CEA-608). A file most often holds one field. */

/* Takes four hexadecimal digits as a pair of bytes without parity. */
bool daesa_scc_take_word(struct daesa_str word, uint16_t *out);

/* The channel, from 1, that a control pair speaks to, which becomes what it is in the
 * first. `*second_field`, false at the start, is what the commands so far told. */
int daesa_scc_channel(uint16_t *pair, bool *second_field);

/* The channel to read: the one that the options name as a class, else the first that
 * there is. DAESA_BAD_INPUT, reported, where there is none of that name. */
enum daesa_status daesa_scc_choose(struct daesa_reader *in, int *channel);

#ifdef __cplusplus
}
#endif
#endif
