/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/log.h"

#include <libavutil/error.h>
#include <libavutil/log.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define PLENTY ((size_t)1 << 22)

static _Thread_local struct daesa_media_log *listener;

/* FFmpeg quotes file names and tags as they are: nothing of that may reach a
 * terminal as a control sequence. */
static void tidy(char *text)
{
    size_t n = 0;
    for (size_t i = 0; text[i]; i++) {
        unsigned char c = (unsigned char)text[i];
        text[n++] = c < 0x20 || c == 0x7F ? ' ' : c < 0x80 ? (char)c : '?';
    }
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '.'))
        n--;
    text[n] = '\0';
}

static void catch (void *object, int level, const char *format, va_list args)
{
    if (!listener) {
        av_log_default_callback(object, level, format, args);
        return;
    }
    if (level > AV_LOG_ERROR || listener->n_errors++ > 0)
        return;
    if (vsnprintf(listener->first, sizeof listener->first, format, args) < 0)
        listener->first[0] = '\0';
    tidy(listener->first);
}

static void install(void)
{
    av_log_set_callback(catch);
}

void daesa_media_log_begin(struct daesa_media_log *log)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
    log->outer = listener;
    listener = log;
}

void daesa_media_log_end(struct daesa_media_log *log)
{
    listener = log->outer;
    log->outer = NULL;
}

bool daesa_media_is_out_of_memory(int e)
{
    if (e != AVERROR(ENOMEM))
        return false;
    void *volatile some = malloc(PLENTY); /* volatile, or a compiler may skip it */
    bool is_out = !some;
    free(some);
    return is_out;
}
