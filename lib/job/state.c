/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/state.h"

#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "/.daesa-batch"

struct daesa_state {
    sqlite3 *db;
    sqlite3_stmt *get, *put, *each;
    char *file;
    int lock; /* a file of its own: closing any of SQLite's would drop its locks */
    struct daesa_sink *sink;
};

/* A rollback journal, since other logs need memory that is shared, which folders on a
 * network do not give. */
static const char schema[] =
    "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL;"
    "CREATE TABLE IF NOT EXISTS jobs (name TEXT PRIMARY KEY, outcome INTEGER,"
    " attempts INTEGER, options TEXT, stamp TEXT, inputs TEXT, outputs TEXT,"
    " message TEXT, began INTEGER, took REAL, sound REAL) WITHOUT ROWID;"
    "PRAGMA user_version = 1;";

#define COLUMNS                                                                 \
    "name, outcome, attempts, options, stamp, inputs, outputs, message, began," \
    " took, sound"

static const char get_sql[] = "SELECT " COLUMNS " FROM jobs WHERE name = ?";
static const char each_sql[] = "SELECT " COLUMNS " FROM jobs ORDER BY name";
static const char put_sql[] =
    "REPLACE INTO jobs (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

static enum daesa_status fail(const struct daesa_state *state)
{
    char why[128] = "";
    strerror_r(errno, why, sizeof why);
    return daesa_fail(state->sink, DAESA_IO, "batch-state",
                      (struct daesa_place){.file = state->file},
                      "what was done cannot be remembered: %s",
                      state->db ? sqlite3_errmsg(state->db) : why);
}

/* ---- opening ---- */

/* Locks of fcntl end with the process that took them and are not inherited. */
static enum daesa_status take_lock(struct daesa_state *state)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct daesa_buf path = {0};
    daesa_buf_printf(&path, "%s.lock", state->file);
    if (!path.status)
        state->lock = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    enum daesa_status st = path.status;
    daesa_buf_finish(&path);
    if (st)
        return st;
    if (state->lock < 0)
        return fail(state);
    if (fcntl(state->lock, F_SETLK, &lock) == 0)
        return DAESA_OK;
    if (errno != EACCES && errno != EAGAIN)
        return fail(state);
    return daesa_fail(
        state->sink, DAESA_IO, "batch-busy", (struct daesa_place){.file = state->file},
        "another process works on this batch; --status tells how far it is");
}

static enum daesa_status open_database(struct daesa_state *state, int flags)
{
    if (sqlite3_open_v2(state->file, &state->db, flags, NULL) != SQLITE_OK)
        return fail(state);
    sqlite3_busy_timeout(state->db, 10000);
    if ((flags & SQLITE_OPEN_CREATE) &&
        sqlite3_exec(state->db, schema, NULL, NULL, NULL) != SQLITE_OK)
        return fail(state);
    return DAESA_OK;
}

static enum daesa_status prepare(struct daesa_state *state)
{
    if (sqlite3_prepare_v2(state->db, get_sql, -1, &state->get, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(state->db, put_sql, -1, &state->put, NULL) != SQLITE_OK)
        return fail(state);
    return DAESA_OK;
}

/* The file of a part, in its folder, which is made. */
static enum daesa_status place_file(struct daesa_state *state, const char *folder,
                                    size_t part, size_t n_parts)
{
    struct daesa_buf path = {0};
    daesa_buf_printf(&path, "%s" FOLDER, folder);
    enum daesa_status st =
        path.status ? path.status : daesa_file_make_folder(path.s, state->sink);
    if (n_parts)
        daesa_buf_printf(&path, "/%zu-of-%zu.db", part, n_parts);
    else
        daesa_buf_add_text(&path, "/all.db");
    if (!st)
        st = path.status;
    if (!st)
        state->file = strdup(path.s);
    daesa_buf_finish(&path);
    return st ? st : state->file ? DAESA_OK : DAESA_NO_MEMORY;
}

static struct daesa_state *new_state(struct daesa_sink *sink)
{
    struct daesa_state *state = calloc(1, sizeof *state);
    if (state)
        *state = (struct daesa_state){.lock = -1, .sink = sink};
    return state;
}

enum daesa_status daesa_state_open(struct daesa_state **out, const char *folder,
                                   size_t part, size_t n_parts, struct daesa_sink *sink)
{
    struct daesa_state *state = new_state(sink);
    if (!state)
        return DAESA_NO_MEMORY;
    enum daesa_status st = place_file(state, folder, part, n_parts);
    if (!st)
        st = take_lock(state);
    if (!st)
        st = open_database(state, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!st)
        st = prepare(state);
    if (st)
        daesa_state_close(&state);
    else
        *out = state;
    return st;
}

void daesa_state_close(struct daesa_state **state)
{
    if (!state || !*state)
        return;
    sqlite3_finalize((*state)->get);
    sqlite3_finalize((*state)->put);
    sqlite3_finalize((*state)->each);
    sqlite3_close((*state)->db);
    if ((*state)->lock >= 0)
        close((*state)->lock);
    free((*state)->file);
    free(*state);
    *state = NULL;
}

/* ---- rows ---- */

static struct daesa_str column(sqlite3_stmt *row, int i)
{
    const void *s = sqlite3_column_text(row, i);
    return (struct daesa_str){s, s ? (size_t)sqlite3_column_bytes(row, i) : 0};
}

static struct daesa_state_job job_of(sqlite3_stmt *row)
{
    return (struct daesa_state_job){
        .name = column(row, 0),
        .outcome = (enum daesa_state_outcome)sqlite3_column_int(row, 1),
        .n_attempts = sqlite3_column_int(row, 2),
        .options = column(row, 3),
        .stamp = column(row, 4),
        .inputs = column(row, 5),
        .outputs = column(row, 6),
        .message = column(row, 7),
        .began_s = sqlite3_column_int64(row, 8),
        .took_s = sqlite3_column_double(row, 9),
        .sound_s = sqlite3_column_double(row, 10),
    };
}

static bool bind_text(sqlite3_stmt *row, int i, struct daesa_str s)
{
    return sqlite3_bind_text64(row, i, s.s ? s.s : "", s.len, SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
}

bool daesa_state_keep(struct daesa_arena *arena, struct daesa_state_job *job)
{
    return daesa_arena_copy(arena, job->name, &job->name) &&
           daesa_arena_copy(arena, job->options, &job->options) &&
           daesa_arena_copy(arena, job->stamp, &job->stamp) &&
           daesa_arena_copy(arena, job->inputs, &job->inputs) &&
           daesa_arena_copy(arena, job->outputs, &job->outputs) &&
           daesa_arena_copy(arena, job->message, &job->message);
}

enum daesa_status daesa_state_get(struct daesa_state *state, struct daesa_str name,
                                  struct daesa_arena *arena, struct daesa_state_job *out)
{
    struct daesa_state_job job = {.name = name};
    enum daesa_status st = DAESA_OK;
    int code = bind_text(state->get, 1, name) ? sqlite3_step(state->get) : SQLITE_NOMEM;
    if (code == SQLITE_ROW) {
        job = job_of(state->get);
        st = daesa_state_keep(arena, &job) ? DAESA_OK : DAESA_NO_MEMORY;
    } else if (code != SQLITE_DONE)
        st = fail(state);
    sqlite3_reset(state->get);
    if (!st)
        *out = job;
    return st;
}

enum daesa_status daesa_state_put(struct daesa_state *state,
                                  const struct daesa_state_job *job)
{
    sqlite3_stmt *row = state->put;
    bool ok =
        bind_text(row, 1, job->name) && !sqlite3_bind_int(row, 2, (int)job->outcome) &&
        !sqlite3_bind_int(row, 3, job->n_attempts) && bind_text(row, 4, job->options) &&
        bind_text(row, 5, job->stamp) && bind_text(row, 6, job->inputs) &&
        bind_text(row, 7, job->outputs) && bind_text(row, 8, job->message) &&
        !sqlite3_bind_int64(row, 9, job->began_s) &&
        !sqlite3_bind_double(row, 10, job->took_s) &&
        !sqlite3_bind_double(row, 11, job->sound_s) && sqlite3_step(row) == SQLITE_DONE;
    enum daesa_status st = ok ? DAESA_OK : fail(state);
    sqlite3_reset(row);
    return st;
}

enum daesa_status daesa_state_put_all(struct daesa_state *state,
                                      const struct daesa_state_job *const *jobs, size_t n)
{
    if (sqlite3_exec(state->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return fail(state);
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < n; i++)
        st = daesa_state_put(state, jobs[i]);
    if (!st && sqlite3_exec(state->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        st = fail(state);
    if (st)
        sqlite3_exec(state->db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

/* ---- looking on ---- */

static bool is_locked(const char *file)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char path[4200];
    int n = snprintf(path, sizeof path, "%s.lock", file);
    int fd = n > 0 && (size_t)n < sizeof path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    bool is = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    if (fd >= 0)
        close(fd);
    return is;
}

static enum daesa_status see_file(const char *path, int flags,
                                  void (*see)(void *, const struct daesa_state_job *),
                                  void *context, struct daesa_sink *sink)
{
    struct daesa_state *state = new_state(sink);
    if (!state)
        return DAESA_NO_MEMORY;
    state->file = strdup(path);
    enum daesa_status st = state->file ? open_database(state, flags) : DAESA_NO_MEMORY;
    if (!st && sqlite3_prepare_v2(state->db, each_sql, -1, &state->each, NULL))
        st = fail(state);
    int code = SQLITE_ROW;
    while (!st && (code = sqlite3_step(state->each)) == SQLITE_ROW) {
        struct daesa_state_job job = job_of(state->each);
        see(context, &job);
    }
    if (!st && code != SQLITE_DONE)
        st = fail(state);
    daesa_state_close(&state);
    return st;
}

/* The next database in a folder, which takes the place of what is in `path` from `len`
 * on; false at the end. */
static bool next_file(DIR *dir, struct daesa_buf *path, size_t len)
{
    for (struct dirent *entry; (entry = readdir(dir));)
        if (daesa_str_ends(daesa_str_of(entry->d_name), ".db")) {
            daesa_buf_cut(path, len);
            daesa_buf_add_text(path, entry->d_name);
            return true;
        }
    return false;
}

/* Only looks, for one who may write takes a journal whose owner lives, but whose lock is
 * not seen from here, for a dead one's, and undoes what it holds. */
enum daesa_status daesa_state_others(struct daesa_state *state,
                                     void (*see)(void *context,
                                                 const struct daesa_state_job *job),
                                     void *context)
{
    struct daesa_buf path = {0};
    const char *own = strrchr(state->file, '/') + 1;
    size_t len = (size_t)(own - state->file);
    daesa_buf_add(&path, (struct daesa_str){state->file, len});
    DIR *dir = path.status ? NULL : opendir(path.s);
    while (dir && next_file(dir, &path, len) && !path.status)
        if (strcmp(path.s + len, own) != 0)
            see_file(path.s, SQLITE_OPEN_READONLY, see, context, NULL);
    enum daesa_status st = path.status;
    if (dir)
        closedir(dir);
    daesa_buf_finish(&path);
    return st;
}

enum daesa_status daesa_state_each(const char *folder,
                                   void (*see)(void *context,
                                               const struct daesa_state_job *job),
                                   void *context, bool *is_busy, struct daesa_sink *sink)
{
    struct daesa_buf path = {0};
    bool busy = false;
    size_t n = 0;
    daesa_buf_printf(&path, "%s" FOLDER "/", folder);
    size_t len = path.len;
    DIR *dir = path.status ? NULL : opendir(path.s);
    enum daesa_status st = path.status;
    for (; !st && dir && next_file(dir, &path, len); n++) {
        st = path.status ? path.status
                         : see_file(path.s, SQLITE_OPEN_READWRITE, see, context, sink);
        busy = busy || (!st && is_locked(path.s));
    }
    if (dir)
        closedir(dir);
    daesa_buf_finish(&path);
    if (!st && n == 0)
        st = daesa_fail(sink, DAESA_NOT_FOUND, "batch-none",
                        (struct daesa_place){.file = folder},
                        "no batch has been run with this folder as its output");
    if (!st && is_busy)
        *is_busy = busy;
    return st;
}
