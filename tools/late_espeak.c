/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "late.h"

#include <espeak-ng/speak_lib.h>

#define VOICE "libespeak-ng.so.1"

/* Declarations, which clang-format takes for products. */
/* clang-format off */
LATE(VOICE, int, espeak_Initialize,
     (espeak_AUDIO_OUTPUT output, int buflength, const char *path, int options),
     output, buflength, path, options)
LATE_VOID(VOICE, espeak_SetSynthCallback, (t_espeak_callback *SynthCallback),
          SynthCallback)
LATE(VOICE, const espeak_VOICE **, espeak_ListVoices, (espeak_VOICE *voice_spec),
     voice_spec)
LATE(VOICE, espeak_ERROR, espeak_SetVoiceByName, (const char *name), name)
LATE(VOICE, espeak_ERROR, espeak_Synth,
     (const void *text, size_t size, unsigned position,
      espeak_POSITION_TYPE position_type, unsigned end_position, unsigned flags,
      unsigned *unique_identifier, void *user_data),
     text, size, position, position_type, end_position, flags, unique_identifier,
     user_data)
/* clang-format on */
