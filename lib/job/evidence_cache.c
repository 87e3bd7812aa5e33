/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence_cache.h"

#include "core/file.h"
#include "job/evidence_pack.h"
#include "job/evidence_prune.h"
#include "job/pack.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Pieces of a clip that tell it from others, spread evenly; the first and the last
 * begin and end it. */
#define PIECES 32
#define PIECE 16384
#define FILE_MAX ((size_t)64 << 20)

/* What is kept: some hundreds of films, of the last half year. */
#define FOLDER_MAX ((uint64_t)256 << 20)
#define AGE_MAX_S ((int64_t)180 * 24 * 3600)

static enum daesa_status hash_piece(int fd, off_t at, uint64_t *hash)
{
    char bytes[PIECE];
    ssize_t n = pread(fd, bytes, sizeof bytes, at);
    if (n < 0)
        return DAESA_NOT_FOUND;
    *hash = daesa_fnv(*hash, bytes, (size_t)n);
    return DAESA_OK;
}

static enum daesa_status hash_clip(const char *clip, uint64_t *hash)
{
    struct stat st;
    int fd = open(clip, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return DAESA_NOT_FOUND;
    enum daesa_status status =
        fstat(fd, &st) || !S_ISREG(st.st_mode) ? DAESA_NOT_FOUND : DAESA_OK;
    off_t room = !status && st.st_size > PIECE ? st.st_size - PIECE : 0;
    for (int i = 0; !status && i < PIECES; i++)
        status = hash_piece(
            fd, room / (PIECES - 1) * i + (i == PIECES - 1 ? room % (PIECES - 1) : 0),
            hash);
    if (!status) {
        int64_t size = st.st_size;
        *hash = daesa_fnv(*hash, &size, sizeof size);
    }
    close(fd);
    return status;
}

enum daesa_status daesa_evidence_cache_open(struct daesa_evidence_cache *out,
                                            const char *clip, const char *folder,
                                            const char *wish)
{
    struct daesa_buf path = {0};
    uint64_t key = DAESA_FNV_START;
    if (strcmp(clip, "-") == 0 || hash_clip(clip, &key))
        return DAESA_NOT_FOUND;
    if (wish)
        key = daesa_fnv(key, wish, strlen(wish));
    daesa_buf_printf(&path, "%s/%016" PRIx64 ".evidence", folder, key);
    if (path.status) {
        enum daesa_status st = path.status;
        daesa_buf_finish(&path);
        return st;
    }
    *out = (struct daesa_evidence_cache){.path = path.s, .key = key};
    return DAESA_OK;
}

enum daesa_status daesa_evidence_cache_read(const struct daesa_evidence_cache *cache,
                                            struct daesa_buf *out)
{
    enum daesa_status st = daesa_file_read(cache->path, FILE_MAX, out, NULL);
    if (!st)
        (void)utimensat(AT_FDCWD, cache->path, NULL, 0); /* used now */
    return !st || st == DAESA_NO_MEMORY ? st : DAESA_NOT_FOUND;
}

enum daesa_status daesa_evidence_cache_load(const struct daesa_evidence_cache *cache,
                                            struct daesa_evidence *out)
{
    struct daesa_buf bytes = {0};
    enum daesa_status st = daesa_evidence_cache_read(cache, &bytes);
    if (!st)
        st = daesa_evidence_unpack(daesa_buf_str(&bytes), cache->key, out);
    daesa_buf_finish(&bytes);
    return !st || st == DAESA_NO_MEMORY ? st : DAESA_NOT_FOUND;
}

/* Takes what is old, and too much, out of the folder. */
static void prune(const struct daesa_evidence_cache *cache)
{
    char *folder = strdup(cache->path);
    char *slash = folder ? strrchr(folder, '/') : NULL;
    if (slash) {
        *slash = '\0';
        daesa_evidence_prune(folder, FOLDER_MAX, (int64_t)time(NULL) - AGE_MAX_S);
    }
    free(folder);
}

/* Every folder on the way to the file; what is there stays as it is. */
static enum daesa_status make_folders(const char *path)
{
    char *at = strdup(path);
    if (!at)
        return DAESA_NO_MEMORY;
    for (char *slash = strchr(at + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(at, 0700); /* writing will fail, and tell, where this did */
        *slash = '/';
    }
    free(at);
    return DAESA_OK;
}

enum daesa_status daesa_evidence_cache_write(const struct daesa_evidence_cache *cache,
                                             struct daesa_str bytes)
{
    enum daesa_status st = make_folders(cache->path);
    if (!st)
        st = daesa_file_write(cache->path, bytes, true, NULL);
    if (!st)
        prune(cache);
    return st;
}

enum daesa_status daesa_evidence_cache_save(const struct daesa_evidence_cache *cache,
                                            const struct daesa_evidence *evidence)
{
    struct daesa_buf bytes = {0};
    daesa_evidence_pack(evidence, cache->key, &bytes);
    enum daesa_status st = bytes.status;
    if (!st)
        st = daesa_evidence_cache_write(cache, daesa_buf_str(&bytes));
    daesa_buf_finish(&bytes);
    return st;
}

void daesa_evidence_cache_finish(struct daesa_evidence_cache *cache)
{
    if (!cache)
        return;
    free(cache->path);
    *cache = (struct daesa_evidence_cache){0};
}
