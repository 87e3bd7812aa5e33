/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_LEARNER_H
#define DAESA_SPEECH_LEARNER_H

#include "core/status.h"
#include "speech/emission.h"
#include "speech/folds.h"
#include "speech/graph.h"
#include "speech/hearing.h"
#include "speech/models.h"
#include "speech/reading.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The models of phones and of silence, and how they are fitted to a clip. {0}
 * with the first three fields set is how it begins; open it before use. */
struct daesa_learner {
    const struct daesa_reading *spoken;
    const struct daesa_hearing *hearing;
    struct daesa_emission *emission;

    struct daesa_gauss *models; /* owned; DAESA_PHONE_STATES a phone */
    size_t n_models;
    struct daesa_gauss silence[2]; /* a mixture of two */
    float silence_log_weight[2];
    struct daesa_moments *seen; /* private, owned; one a model */
    int32_t *frames;            /* private, owned */
    float *loop;                /* owned; the scores of the phone loop, or NULL */
};

/* Phones are the seeds, and silence is what the clip's quietest frames are. */
enum daesa_status daesa_learner_open(struct daesa_learner *learner);

/* Gives the models to the emission. */
enum daesa_status daesa_learner_teach(const struct daesa_learner *learner);

/* The same, and what the phone loop makes of the clip by them. */
enum daesa_status daesa_learner_teach_loop(struct daesa_learner *learner,
                                           bool single_threaded);

/* Maps the phones to the clip by all of its speech, without regard to the
 * lines: a frame counts for all phones that it may be. */
enum daesa_status daesa_learner_acquaint(struct daesa_learner *learner);

/* Adapts phones and silence to the frames that `path`, a state of the fine graph
 * a frame, gives them. */
void daesa_learner_adapt(struct daesa_learner *learner, const struct daesa_graph *graph,
                         const uint32_t *path);

/* The same, by the best of the lines alone: in each stretch of the text those
 * that fit better than the others, for a clip has many voices. It does not
 * believe a path that is wrong for long. The emission must hold the models that
 * the path was found with; its filler_bias becomes 0, and it forgets the
 * phone loop. */
enum daesa_status daesa_learner_adapt_to_best(struct daesa_learner *learner,
                                              const struct daesa_graph *graph,
                                              const uint32_t *path);

/* Adapts as daesa_learner_adapt does, but not to the parts of one fold, so that these can
 * be judged; and gives the models to the emission. */
enum daesa_status daesa_learner_leave_out(struct daesa_learner *learner,
                                          const struct daesa_graph *graph,
                                          const uint32_t *path,
                                          const struct daesa_folds *folds, size_t fold);

/* Frees the models; NULL is accepted. */
void daesa_learner_finish(struct daesa_learner *learner);

#ifdef __cplusplus
}
#endif
#endif
