/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_CHARSET_H
#define DAESA_TEXT_CHARSET_H

#include "core/buf.h"
#include "core/finding.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The encoding of a file: which it is, into UTF-8, and back. */

#define DAESA_CHARSET_NAME_MAX 32

enum daesa_charset_why {
    DAESA_CHARSET_ASKED,    /* the caller named it */
    DAESA_CHARSET_BOM,      /* the file begins with a byte order mark */
    DAESA_CHARSET_UTF8,     /* the bytes are UTF-8 (but for a stray few) */
    DAESA_CHARSET_ZEROS,    /* UTF-16 by the place of its zero bytes */
    DAESA_CHARSET_DECLARED, /* the text itself names it, and its bytes agree */
    DAESA_CHARSET_GUESSED,  /* by the statistics of its bytes */
    DAESA_CHARSET_DEFAULT,  /* what is usual for the language or the format */
};

struct daesa_charset {
    char name[DAESA_CHARSET_NAME_MAX]; /* "UTF-8", "CP949", ...; as iconv knows it */
    size_t n_bom;                      /* bytes of byte order mark to skip */
    enum daesa_charset_why why;
};

struct daesa_charset_opts {
    const char *name;          /* the encoding to use; NULL: find out */
    const char *language;      /* BCP 47 of the text, for the default; NULL: not known */
    struct daesa_str declared; /* what the text itself says it is in, as XML does; empty:
                                  it says nothing */
    const char *preferred;     /* default of the format ("CP949" for SAMI); NULL: none */
};

/* Finds the encoding of `bytes`: what was asked for; else by a byte order mark;
 * UTF-8 if the bytes are (a few stray ones apart); UTF-16 by its zero bytes;
 * what it declares where all bytes are of that encoding; uchardet's guess where the bytes
 * bear it out; else what is usual for the format, then the language, then Windows-1252.
 * EUC-KR and UHC are taken as CP949 and ISO-8859-1 as Windows-1252, their supersets.
 * DAESA_NOT_FOUND: `opts->name` is no encoding; the finding says what could be
 * meant. `opts` may be NULL. */
enum daesa_status daesa_charset_find(struct daesa_str bytes,
                                     const struct daesa_charset_opts *opts,
                                     struct daesa_charset *out, struct daesa_sink *sink);

/* "by its byte order mark" and the like, for people. */
const char *daesa_charset_why_text(enum daesa_charset_why why);

/* Appends `bytes` as UTF-8, without the byte order mark. What cannot be decoded
 * becomes U+FFFD with a warning each, with its line; after twenty one warning
 * more says how many there were. `file` is for findings. */
enum daesa_status daesa_charset_decode(struct daesa_str bytes,
                                       const struct daesa_charset *charset,
                                       const char *file, struct daesa_buf *out,
                                       struct daesa_sink *sink);

struct daesa_charset_encode_opts {
    const char *name; /* NULL: UTF-8 */
    bool bom;         /* begin with a byte order mark (Unicode encodings only) */
    bool references;  /* what does not fit becomes "&#1234;" instead of "?" */
    const char *file; /* for findings */
};

/* Appends `text` (UTF-8) in an encoding. A character that does not fit becomes
 * "?" or a numeric character reference, with a warning each (at most twenty,
 * then their number). DAESA_NOT_FOUND: no such encoding. */
enum daesa_status daesa_charset_encode(struct daesa_str text,
                                       const struct daesa_charset_encode_opts *opts,
                                       struct daesa_buf *out, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
