# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# daesa: make [all|demo|check|lint|bench|install|uninstall|deps|clean]; see README.md
#
# Sources are found, not listed: a new lib/<layer>/<noun>.c, tools/cmd_<verb>.c,
# tests/<group>/test_<file>.c or tests/<group>/run.sh needs no change here.

VERSION := 0.1.0
SOVERSION := 0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
COMPDIR ?= $(PREFIX)/share/bash-completion/completions
DOCDIR ?= $(PREFIX)/share/doc/daesa
BUILD ?= build
CC ?= cc
CXX ?= c++
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
INSTALL ?= install
# V=1 shows the whole commands.
Q := $(if $(V),,@)

# What is needed from Debian 12, and what for: groups, package, how to tell that
# it is there (pc: pkg-config name, cmd: command, file: a file), reason. .ci/deps reads it here; README.md shows it too, and
# `make lint` compares.
define PACKAGES
build gcc cmd:cc compiles C11; any other compiler by CC=
build libc6-dev file:/usr/include/stdio.h the headers of C and POSIX
build pkg-config cmd:pkg-config finds the libraries
build libavformat-dev pc:libavformat opens clips: containers, streams, times, tags
build libavcodec-dev pc:libavcodec decodes sound and pictures
build libavutil-dev pc:libavutil frames, channel layouts, and the Fourier transform
build libswresample-dev pc:libswresample brings sound to 16 kHz mono
build libswscale-dev pc:libswscale brings pictures to another size and format
build libass-dev pc:libass draws subtitles on pictures, and measures them
build libpng-dev pc:libpng writes pictures
build libcjson-dev pc:libcjson reads and writes JSON
build libxml2-dev pc:libxml-2.0 reads TTML and XLIFF
build libespeak-ng-dev pc:espeak-ng speaks the transcript that the clip is compared with
build libutf8proc-dev pc:libutf8proc normal forms, characters and their width
build libuchardet-dev pc:uchardet guesses the encoding of old files
build libsqlite3-dev pc:sqlite3 remembers what a batch has done
install,test scdoc cmd:scdoc man pages
demo,test ffmpeg cmd:ffmpeg makes the sample clip and the clips of the tests
demo,test fonts-nanum file:/usr/share/fonts/truetype/nanum/NanumGothic.ttf Hangul on the pictures of the demo and the tests
demo,test espeak-ng cmd:espeak-ng speaks the Korean lines of the sample clip
test g++ cmd:c++ shows that every header compiles in C++
test libcmocka-dev pc:cmocka unit tests
test gettext cmd:msgmerge takes translations there and back
test libxml2-utils cmd:xmllint holds JUnit's XML against its schema
test python3-jsonschema file:/usr/lib/python3/dist-packages/jsonschema/__init__.py holds JSON against its schemas
test clang-format cmd:clang-format holds the form of the source
test clang-tidy cmd:clang-tidy static analysis, and a second compiler's warnings
test cppcheck cmd:cppcheck static analysis
test shellcheck cmd:shellcheck checks the scripts
endef

# These goals install what they need, or need nothing, and call make again.
FIRST_GOALS := clean deps packages uninstall demo check lint bench
ifneq ($(filter-out $(FIRST_GOALS),$(or $(MAKECMDGOALS),all)),)
MISSING := $(shell CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' sh .ci/deps --missing \
             build $(filter install,$(MAKECMDGOALS)))
ifneq ($(MISSING),)
$(error Missing: $(MISSING). Run 'make deps', or install them by hand)
endif
LIBRARIES := $(shell sh .ci/deps --libraries)
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIBRARIES) | sed 's/-I/-isystem /g')
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBRARIES))
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wwrite-strings -Wvla
DAESA_CFLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L -DDAESA_VERSION='"$(VERSION)"' \
                -Ilib $(PKG_CFLAGS) $(WARNINGS) -fPIC -fno-semantic-interposition -pthread
DAESA_LIBS := $(PKG_LIBS) -lm -pthread
DAESA_LDFLAGS := -Wl,--as-needed

SONAME := libdaesa.so.$(SOVERSION)
SHARED := libdaesa.so.$(VERSION)

LIB_SRC := $(sort $(wildcard lib/*/*.c))
# Short names are for the files beside them alone.
LIB_HDR := $(filter-out %_short.h,$(sort $(wildcard lib/*/*.h)))
TOOL_SRC := $(sort $(wildcard tools/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
TOOL_OBJ := $(TOOL_SRC:%.c=$(BUILD)/%.o)

all: $(BUILD)/daesa $(BUILD)/libdaesa.a $(BUILD)/$(SHARED)

$(BUILD)/daesa: $(TOOL_OBJ) $(BUILD)/libdaesa.a
	@echo "  LINK $@"
	$(Q)$(CC) $(CFLAGS) $(DAESA_LDFLAGS) $(LDFLAGS) -o $@ $^ $(DAESA_LIBS)

$(BUILD)/libdaesa.a: $(LIB_OBJ)
	@echo "  AR   $@"
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/$(SHARED): $(LIB_OBJ) lib/libdaesa.map
	@echo "  LINK $@"
	$(Q)$(CC) -shared $(CFLAGS) $(DAESA_LDFLAGS) -Wl,-soname,$(SONAME) -Wl,--no-undefined \
	    -Wl,-Bsymbolic-functions -Wl,--version-script=lib/libdaesa.map $(LDFLAGS) \
	    -o $@ $(LIB_OBJ) $(DAESA_LIBS)

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "  CC   $@"
	$(Q)$(CC) $(DAESA_CFLAGS) $(CPPFLAGS) $(CFLAGS) $(FAST) -MMD -MP -c -o $@ $<

# The aligner is long loops over floats, none of which traps.
SPEECH_CFLAGS := $(if $(filter -O2,$(CFLAGS)),-O3 -fno-trapping-math -fno-math-errno)
$(BUILD)/lib/speech/%.o: FAST = $(SPEECH_CFLAGS)

# Changes when the flags do, so that everything is compiled again.
FLAGS := $(CC) $(DAESA_CFLAGS) $(CPPFLAGS) $(CFLAGS) $(SPEECH_CFLAGS) $(LDFLAGS)
export FLAGS
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' "$$FLAGS" | cmp -s - $@ || printf '%s\n' "$$FLAGS" >$@

# Tests. In every tests/<group>/, test_*.c, fuzz_*.c and run*.c are programs of
# their own; the other .c files of the folder are linked to each of them.
TEST_MAIN := $(sort $(wildcard tests/*/test_*.c tests/*/fuzz_*.c tests/*/run*.c))
TEST_SRC := $(filter-out tests/install/%,$(sort $(wildcard tests/*/*.c)))
TEST_BIN := $(TEST_MAIN:%.c=$(BUILD)/%)
TEST_SH := $(sort $(wildcard tests/*/test_*.sh tests/*/run*.sh tests/*/run))
LINTS := $(sort $(wildcard tests/lint/lint-*.sh)) tests/lint/selftest.sh
TIDY := $(patsubst %.c,$(BUILD)/lint/%.tidy,$(LIB_SRC) $(TOOL_SRC) $(TEST_SRC))

$(BUILD)/tests/alloc/%: DAESA_LDFLAGS += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup

# What of the program other than its commands can be tested by itself.
$(BUILD)/tools.a: $(filter-out %/daesa.o,$(TOOL_OBJ))
	@echo "  AR   $@"
	@rm -f $@
	$(Q)$(AR) rcs $@ $^
$(filter $(BUILD)/tests/tools/%,$(TEST_BIN)): $(BUILD)/tools.a

.SECONDEXPANSION:
$(TEST_BIN): $(BUILD)/%: $(BUILD)/%.o \
        $$(addprefix $(BUILD)/,$$(addsuffix .o,$$(basename \
            $$(filter-out $(TEST_MAIN),$$(wildcard $$(dir $$*)*.c))))) \
        $(BUILD)/libdaesa.a
	@echo "  LINK $@"
	$(Q)$(CC) $(CFLAGS) $(DAESA_LDFLAGS) $(LDFLAGS) -o $@ $(filter %.o %/tools.a,$^) \
	    $(BUILD)/libdaesa.a $(DAESA_LIBS) -lcmocka

unit: $(filter $(BUILD)/tests/unit/% $(BUILD)/tests/tools/%,$(TEST_BIN))
	@set -e; for t in $^; do $$t; done

JOBS ?= $(shell nproc)
PARALLEL = $(if $(filter -j%,$(MAKEFLAGS))$(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))
CHECK := $(BUILD)/check
CHECK_CFLAGS := -O1 -g -Werror -fno-omit-frame-pointer -fsanitize=address,undefined \
                -fno-sanitize-recover=undefined
RUN = BUILD='$(BUILD)' CC='$(CC)' CXX='$(CXX)' DAESA_CFLAGS='$(DAESA_CFLAGS)' \
      CFLAGS='$(CFLAGS)' sh tests/run -j '$(JOBS)' '$(BUILD)/results'

# Everything is built twice: as users get it, and with the sanitizers.
check: test-deps
	@+$(MAKE) --no-print-directory $(PARALLEL) BUILD='$(CHECK)/release' \
	    CFLAGS='-O2 -g -Werror' all
	@+$(MAKE) --no-print-directory $(PARALLEL) BUILD='$(CHECK)' \
	    CFLAGS='$(CHECK_CFLAGS)' check-run

check-run: all $(TEST_BIN) $(TIDY)
	@$(RUN) $(TEST_BIN) $(TEST_SH) $(LINTS)

test-deps:
	@sh .ci/deps build install test

lint: test-deps
	@+$(MAKE) --no-print-directory $(PARALLEL) BUILD='$(CHECK)' \
	    CFLAGS='$(CHECK_CFLAGS)' lint-run

lint-run: all $(TIDY)
	@$(RUN) $(LINTS)

# Findings, not success, are the result; lint-tidy.sh reads them.
$(BUILD)/lint/%.tidy: %.c $(BUILD)/%.o .clang-tidy
	@echo "  TIDY $<"
	@mkdir -p $(@D)
	@clang-tidy --quiet $< -- $(filter-out -fno-semantic-interposition,$(DAESA_CFLAGS)) \
	    >$@.new 2>$@.err || cat $@.err >>$@.new
	@mv $@.new $@

$(BUILD)/tests/bench/measure: $(BUILD)/tests/bench/measure.o
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $<
$(BUILD)/tests/bench/read: $(BUILD)/tests/bench/read.o $(BUILD)/libdaesa.a
	$(Q)$(CC) $(CFLAGS) $(DAESA_LDFLAGS) $(LDFLAGS) -o $@ $^ $(DAESA_LIBS)

demo:
	@sh .ci/deps build demo
	@+$(MAKE) --no-print-directory $(PARALLEL) all
	@DAESA='$(abspath $(BUILD)/daesa)' sh samples/demo.sh '$(BUILD)/demo'

bench:
	@sh .ci/deps build demo
	@+$(MAKE) --no-print-directory $(PARALLEL) all $(BUILD)/tests/bench/measure $(BUILD)/tests/bench/read
	@DAESA='$(abspath $(BUILD)/daesa)' BUILD='$(BUILD)' sh tests/bench/bench.sh

deps:
	@sh .ci/deps $(or $(GROUPS),build install)

# The table of packages as README.md has it.
packages:
	@sh .ci/deps --table

clean:
	rm -rf build

# Headers name each other from lib/ ("core/str.h"); installed, they live under
# include/daesa and say so, so that no folder named "core" gets into anybody's
# search path: #include <daesa/core/track.h>.
install: all
	$(INSTALL) -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(LIBDIR)/pkgconfig'
	$(INSTALL) -m 755 $(BUILD)/daesa '$(DESTDIR)$(BINDIR)/daesa'
	$(INSTALL) -m 644 $(BUILD)/libdaesa.a '$(DESTDIR)$(LIBDIR)/libdaesa.a'
	$(INSTALL) -m 755 $(BUILD)/$(SHARED) '$(DESTDIR)$(LIBDIR)/$(SHARED)'
	ln -sf $(SHARED) '$(DESTDIR)$(LIBDIR)/$(SONAME)'
	ln -sf $(SONAME) '$(DESTDIR)$(LIBDIR)/libdaesa.so'
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|' \
	    -e 's|@VERSION@|$(VERSION)|; s|@LIBRARIES@|$(LIBRARIES)|' \
	    lib/daesa.pc.in >'$(DESTDIR)$(LIBDIR)/pkgconfig/daesa.pc'
	@set -e; for h in $(LIB_HDR:lib/%=%); do \
	    to='$(DESTDIR)$(INCLUDEDIR)/daesa/'$$h; \
	    $(INSTALL) -d "$${to%/*}"; \
	    sed 's|^#include "|#include "daesa/|' lib/$$h >"$$to"; \
	done
	@set -e; for page in $(wildcard tools/*.scd); do \
	    name=$$(sed -n '1s/^\([^(]*\)(\([0-9]\)).*/\1.\2/p' $$page); \
	    $(INSTALL) -d '$(DESTDIR)$(MANDIR)'/man$${name##*.}; \
	    scdoc <$$page >'$(DESTDIR)$(MANDIR)'/man$${name##*.}/$$name; \
	done
	$(INSTALL) -d '$(DESTDIR)$(COMPDIR)'
	$(BUILD)/daesa completion bash >'$(DESTDIR)$(COMPDIR)/daesa'
	$(INSTALL) -d '$(DESTDIR)$(DOCDIR)/samples'
	$(INSTALL) -m 644 $(wildcard samples/*) '$(DESTDIR)$(DOCDIR)/samples'

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/daesa' '$(DESTDIR)$(COMPDIR)/daesa'
	rm -f '$(DESTDIR)$(LIBDIR)'/libdaesa.a '$(DESTDIR)$(LIBDIR)'/libdaesa.so*
	rm -f '$(DESTDIR)$(LIBDIR)/pkgconfig/daesa.pc'
	rm -rf '$(DESTDIR)$(INCLUDEDIR)/daesa' '$(DESTDIR)$(DOCDIR)/samples'
	rmdir '$(DESTDIR)$(DOCDIR)' 2>/dev/null || true
	rm -f '$(DESTDIR)$(MANDIR)'/man[1-9]/daesa.[1-9] '$(DESTDIR)$(MANDIR)'/man[1-9]/daesa-*.[1-9]

-include $(LIB_OBJ:.o=.d) $(TOOL_OBJ:.o=.d) $(TEST_SRC:%.c=$(BUILD)/%.d)

FORCE:
.PHONY: all install uninstall unit check check-run test-deps lint lint-run demo bench deps packages clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:
