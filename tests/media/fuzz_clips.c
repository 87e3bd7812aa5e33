/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Small clips with bytes changed, cut out, repeated and cut off: probing them and
 * reading their sound and subtitles must end, without a crash, in time, and with sound
 * that is made of numbers. FFmpeg, which reads them, is not built with the sanitizers:
 * this looks for our own faults in what we make of what it says.
 *
 * usage: fuzz_clips [N]     N inputs of each container; 40 by default */

#include "media/audio.h"
#include "media/probe.h"
#include "media/subtitle.h"
#include "report/clip.h"
#include "report/clip_json.h"

#include "clips.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define INPUT_SECONDS 30
#define SOUND_MAX (600 * 16000)
#define BYTES_MAX (1 << 19)

/* Two cues of SubRip: "<i>a</i> b" and "c", "d". */
#define SUBTITLES                                                                        \
    "-f srt -i "                                                                         \
    "'data:text/"                                                                        \
    "plain;base64,MQowMDowMDowMCwxMDAgLS0+"                                              \
    "IDAwOjAwOjAwLDQwMAo8aT5hPC9pPiBiCgoyCjAwOjAwOjAwLDUwMCAtLT4gMDA6MDA6MDAsOTAwCmMKZA" \
    "o=' "                                                                               \
    "-map 0 -map 1 -map 2 "

static const char *const seeds[][2] = {
    {"a.mp4", "-c:v mpeg4 -c:a aac"},
    {"b.mp4", "-c:v mpeg4 -c:a aac -movflags +faststart"},
    {"c.mp4", "-c:v mpeg4 -c:a aac -movflags frag_keyframe+empty_moov"},
    {"a.mkv", "-c:v mpeg4 -c:a flac"},
    {"a.webm", "-c:v libvpx -c:a libvorbis"},
    {"a.ts", "-c:v mpeg2video -c:a mp2"},
    {"a.avi", "-c:v mpeg4 -c:a pcm_s16le"},
    {"a.flv", "-c:v flv -c:a aac"},
    {"a.ogg", "-vn -c:a libvorbis"},
    {"a.mp3", "-vn"},
    {"a.wav", "-vn"},
    {"srt.mkv", SUBTITLES "-c:v mpeg4 -c:a flac -c:s srt"},
    {"ass.mkv", SUBTITLES "-c:v mpeg4 -c:a flac -c:s ass"},
    {"vtt.webm", SUBTITLES "-c:v libvpx -c:a libvorbis -c:s webvtt"},
    {"text.mp4", SUBTITLES "-c:v mpeg4 -c:a aac -c:s mov_text"},
};

static uint32_t state;

static size_t below(size_t n)
{
    state = state * 1664525 + 1013904223;
    return n ? (state >> 8) % n : 0;
}

static unsigned char bytes[2 * BYTES_MAX];

/* What was read with a few changes, most of them near the head, where containers
 * keep what matters. */
static size_t mutate(size_t n)
{
    for (size_t changes = 1 + below(8); changes && n > 16; changes--) {
        size_t reach = below(3) ? (n < 2048 ? n : 2048) : n;
        size_t at = below(reach), length = 1 + below(64);
        length = length < n - at ? length : n - at;
        switch (below(6)) {
        case 0: /* cut out */
            memmove(bytes + at, bytes + at + length, n - at - length);
            n -= length;
            break;
        case 1: /* twice */
            memmove(bytes + at + length, bytes + at, n - at);
            n += length;
            break;
        case 2: /* cut off */
            n = below(4) ? n : at + 1;
            break;
        case 3:
            memset(bytes + at, below(2) ? 0xFF : 0, length < 8 ? length : 8);
            break;
        default:
            bytes[at] = (unsigned char)below(256);
        }
    }
    return n < BYTES_MAX ? n : BYTES_MAX;
}

static size_t load(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(bytes, 1, BYTES_MAX, file) : 0;
    if (file)
        fclose(file);
    return n;
}

static bool save(const char *path, size_t n)
{
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(bytes, 1, n, file) == n;
    return file && fclose(file) == 0 && ok;
}

/* Reads no more than ten minutes: a wrong time can make silence without end. */
static int read_sound(const char *path)
{
    static float samples[8192];
    struct daesa_audio *audio = NULL;
    size_t n = 1, total = 0;
    int bad = 0;
    if (daesa_audio_open(&audio, path, NULL, NULL))
        return 0;
    while (n && total < SOUND_MAX && !daesa_audio_read(audio, samples, 8192, &n)) {
        total += n;
        for (size_t i = 0; i < n; i++)
            bad |= !isfinite(samples[i]);
    }
    daesa_audio_close(&audio);
    return bad;
}

/* Whatever is read, its texts are there and its times are in range. */
static int read_subtitles(const char *path)
{
    struct keeper keeper = keeper_make();
    struct daesa_subtitle_opts opts = {0};
    struct daesa_subtitle subtitle = {0};
    size_t n_bytes = 0;
    int bad = 0;
    if (daesa_subtitle_read(path, &opts, &subtitle, &keeper.sink))
        return keeper.n == 0;
    for (size_t i = 0; i < subtitle.n_events; i++) {
        const struct daesa_subtitle_event *event = &subtitle.events[i];
        for (size_t k = 0; k < event->text.len; k++)
            n_bytes += event->text.s[k] != 0;
        bad |= event->start_us != DAESA_TIME_NONE &&
               (event->start_us > DAESA_TIME_MAX || event->start_us < -DAESA_TIME_MAX);
    }
    daesa_subtitle_finish(&subtitle);
    return bad || n_bytes > BYTES_MAX * 16;
}

static int try_input(const char *path)
{
    struct keeper keeper = keeper_make();
    struct daesa_clip clip = {0};
    struct daesa_buf buf = {0};
    if (daesa_probe(path, NULL, &clip, &keeper.sink) == DAESA_OK) {
        daesa_clip_print(&buf, &clip, 0);
        daesa_clip_print_json(&buf, &clip, NULL);
    } else if (keeper.n == 0)
        return 2; /* failed and said nothing */
    int bad = read_sound(path) | read_subtitles(path);
    daesa_buf_finish(&buf);
    daesa_clip_finish(&clip);
    return bad;
}

/* In a process of its own, which may crash or hang. */
static bool survives(const char *path, const char *name, int i)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(INPUT_SECONDS);
        exit(try_input(path));
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return false;
    if (status == 0)
        return true;
    if (WIFSIGNALED(status))
        printf("# %s, change %d: %s\n", name, i,
               WTERMSIG(status) == SIGALRM ? "does not end" : "crashes");
    else
        printf("# %s, change %d: status %d\n", name, i, WEXITSTATUS(status));
    return false;
}

int main(int argc, char **argv)
{
    char room[PATH_ROOM], mutant[PATH_ROOM], command[1000];
    long n_inputs = argc > 1 ? strtol(argv[1], NULL, 10) : 40;
    int n_bad = 0;
    if (!clips_can_be_made()) {
        printf("ok 1 - changed clips # SKIP no ffmpeg to make clips with\n");
        return 0;
    }
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        snprintf(command, sizeof command,
                 "FFMPEG -f lavfi -i testsrc2=s=64x48:r=25:d=1,format=yuv420p "
                 "-f lavfi -i sine=d=1 %s %s",
                 seeds[i][1], seeds[i][0]);
        run(command);
        snprintf(room, sizeof room, "mutant-%s", seeds[i][0]);
        clip_path(room, mutant);
        for (int k = 0; k < n_inputs; k++) {
            state = (uint32_t)(i * 1000003 + (size_t)k);
            size_t n = mutate(load(clip_path(seeds[i][0], room)));
            if (!save(mutant, n) || !survives(mutant, seeds[i][0], k))
                n_bad++;
        }
    }
    printf("%s 1 - %ld changes to each of %zu clips\n", n_bad ? "not ok" : "ok", n_inputs,
           sizeof seeds / sizeof *seeds);
    return n_bad > 0;
}
