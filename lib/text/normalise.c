/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/normalise.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Ranges in which no character combines with another or decomposes: Latin with
 * its accents, punctuation, kana without its sound marks, Han, Hangul. */
static bool stable(uint32_t code)
{
    return code < 0x300 || (code >= 0x400 && code < 0x483) ||
           (code >= 0x2010 && code < 0x20D0) || (code >= 0x2190 && code < 0x21F0) ||
           (code >= 0x25A0 && code < 0x2700) || (code >= 0x3000 && code < 0x302A) ||
           (code >= 0x3041 && code < 0x3097) || (code >= 0x309B && code < 0x3100) ||
           (code >= 0x4E00 && code < 0xA000) || (code >= 0xAC00 && code < 0xD7A4) ||
           (code >= 0xFF01 && code < 0xFF61);
}

bool daesa_nfc_quick(struct daesa_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint64_t eight;
        if (text.len - at >= sizeof eight) {
            memcpy(&eight, text.s + at, sizeof eight);
            if (!(eight & UINT64_C(0x8080808080808080))) {
                at += sizeof eight;
                continue;
            }
        }
        if ((unsigned char)text.s[at] < 0xCC)
            at += (unsigned char)text.s[at] < 0x80 ? 1 : 2;
        else if (!stable(daesa_utf8_next(text, &at)))
            return false;
    }
    return true;
}

static void add_mapped(struct daesa_buf *buf, struct daesa_str text,
                       utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text.s,
                                      (utf8proc_ssize_t)text.len, &mapped, options);
    if (n >= 0)
        daesa_buf_add(buf, (struct daesa_str){(const char *)mapped, (size_t)n});
    else if (!buf->status)
        buf->status =
            n == UTF8PROC_ERROR_INVALIDUTF8 ? DAESA_BAD_ARGUMENT : DAESA_NO_MEMORY;
    free(mapped);
}

void daesa_nfc_add(struct daesa_buf *buf, struct daesa_str text)
{
    if (daesa_nfc_quick(text))
        daesa_buf_add(buf, text);
    else
        add_mapped(buf, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

void daesa_fold_add(struct daesa_buf *buf, struct daesa_str text)
{
    if (text.len == 0 || !daesa_utf8_valid(text))
        daesa_buf_add(buf, text);
    else
        add_mapped(buf, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}
