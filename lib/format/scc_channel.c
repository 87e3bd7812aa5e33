/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/scc_channel.h"

#define N_CHANNELS 4

static const char *const names[N_CHANNELS] = {"CC1", "CC2", "CC3", "CC4"};

static int hex(char c)
{
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

bool daesa_scc_take_word(struct daesa_str word, uint16_t *out)
{
    unsigned value = 0;
    if (word.len != 4)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        int digit = hex(word.s[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (unsigned)digit;
    }
    *out = (uint16_t)(value & 0x7F7F);
    return true;
}

/* Only commands differ between the fields, in the lowest bit of their first byte. */
static bool is_command(uint16_t pair)
{
    return (pair & 0x7600) == 0x1400 && (pair & 0x70) == 0x20;
}

int daesa_scc_channel(uint16_t *pair, bool *second_field)
{
    if (is_command(*pair)) {
        *second_field = *pair & 0x0100;
        *pair &= 0xFEFF;
    }
    int channel = 1 + (*pair & 0x0800 ? 1 : 0) + (*second_field ? 2 : 0);
    *pair &= 0xF7FF;
    return channel;
}

/* The channels that have commands, as bits. */
static unsigned channels_of(struct daesa_str text)
{
    unsigned seen = 0;
    bool second_field = false;
    while ((text = daesa_str_trim(text)).len) {
        size_t n = 0;
        uint16_t pair;
        while (n < text.len && !daesa_is_space(text.s[n]))
            n++;
        if (daesa_scc_take_word(daesa_str_slice(text, 0, n), &pair) && is_command(pair))
            seen |= 1U << (daesa_scc_channel(&pair, &second_field) - 1);
        text = daesa_str_from(text, n);
    }
    return seen;
}

static enum daesa_status no_such(struct daesa_reader *in, const char *wanted,
                                 unsigned seen)
{
    struct daesa_buf list = {0};
    for (int i = 0; i < N_CHANNELS; i++)
        if (seen >> i & 1)
            daesa_buf_printf(&list, "%s%s", list.len ? ", " : "", names[i]);
    enum daesa_status status =
        list.status ? list.status
                    : daesa_fail(in->sink, DAESA_BAD_INPUT, "class-unknown",
                                 daesa_reader_place(in, 0, 0),
                                 "no channel is called \"%s\"; there are: %.*s", wanted,
                                 DAESA_STR_ARGS(daesa_buf_str(&list)));
    daesa_buf_finish(&list);
    return status;
}

enum daesa_status daesa_scc_choose(struct daesa_reader *in, int *channel)
{
    const char *wanted = in->opts->class_name;
    unsigned seen = channels_of(in->text);
    if (!seen)
        seen = 1;
    for (int i = 0; i < N_CHANNELS; i++)
        if ((seen >> i & 1) &&
            (!wanted || daesa_str_is_nocase(daesa_str_of(wanted), names[i]))) {
            *channel = i + 1;
            return DAESA_OK;
        }
    return no_such(in, wanted, seen);
}
