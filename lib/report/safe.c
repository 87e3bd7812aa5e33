/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/safe.h"

#include "text/utf8.h"

#include <string.h>

/* Controls that move or reorder what is shown around them. The zero width
 * joiners are none of these: scripts need them. */
static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
           code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static bool is_break(uint32_t code)
{
    return code == '\n' || code == '\r' || code == '\t' || code == 0x2028 ||
           code == 0x2029;
}

void daesa_safe_add(struct daesa_buf *buf, struct daesa_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t code = daesa_utf8_next(text, &at);
        if (is_break(code))
            daesa_buf_add_char(buf, ' ');
        else
            daesa_utf8_add(buf, is_control(code) ? DAESA_UTF8_REPLACEMENT : code);
    }
}

void daesa_safe_add_xml(struct daesa_buf *buf, struct daesa_str text)
{
    struct daesa_buf safe = {0};
    daesa_safe_add(&safe, text);
    /* U+FFFE and U+FFFF are no characters of XML: they become U+FFFD. */
    for (size_t i = 2; i < safe.len; i++)
        if (memcmp(safe.s + i - 2, "\xEF\xBF", 2) == 0 && (unsigned char)safe.s[i] > 0xBD)
            safe.s[i] = (char)0xBD;
    for (size_t i = 0; i < safe.len; i++)
        switch (safe.s[i]) {
        case '<':
            daesa_buf_add_text(buf, "&lt;");
            break;
        case '>':
            daesa_buf_add_text(buf, "&gt;");
            break;
        case '&':
            daesa_buf_add_text(buf, "&amp;");
            break;
        case '"':
            daesa_buf_add_text(buf, "&quot;");
            break;
        default:
            daesa_buf_add_char(buf, safe.s[i]);
        }
    if (safe.status && !buf->status)
        buf->status = safe.status;
    daesa_buf_finish(&safe);
}
