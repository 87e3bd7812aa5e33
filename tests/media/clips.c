/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "clips.h"

#include "../unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FFMPEG "ffmpeg -nostdin -v error -y "

static void keep(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct keeper *k = (struct keeper *)sink;
    if (k->n == RULES_MAX)
        return;
    snprintf(k->rules[k->n], sizeof k->rules[0], "%s", finding->rule);
    snprintf(k->messages[k->n++], sizeof k->messages[0], "%s", finding->message);
}

struct keeper keeper_make(void)
{
    return (struct keeper){.sink.put = keep};
}

const char *keeper_find(const struct keeper *keeper, const char *rule)
{
    for (int i = 0; i < keeper->n; i++)
        if (strcmp(keeper->rules[i], rule) == 0)
            return keeper->messages[i];
    return NULL;
}

bool clips_can_be_made(void)
{
    return system("ffmpeg -version >/dev/null 2>&1") == 0;
}

static const char *folder(void)
{
    const char *tmp = getenv("TMPDIR");
    return tmp ? tmp : "/tmp";
}

const char *clip_path(const char *name, char room[PATH_ROOM])
{
    snprintf(room, PATH_ROOM, "%s/%s", folder(), name);
    return room;
}

void run(const char *command)
{
    char line[4000];
    bool is_ffmpeg = strncmp(command, "FFMPEG ", 7) == 0;
    snprintf(line, sizeof line, "cd '%s' && %s%s", folder(), is_ffmpeg ? FFMPEG : "",
             command + (is_ffmpeg ? 7 : 0));
    if (system(line) != 0) {
        print_error("# failed: %s\n", line);
        fail();
    }
}
