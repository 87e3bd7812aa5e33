# daesa: make [all|demo|check|lint|bench|install|deps|clean]; see README.md
#
# Sources are found, not listed: a new lib/<layer>/<noun>.c, tools/cmd_<verb>.c
# or tests/unit/test_<file>.c is built without a change here.

VERSION := 0.1.0
SOVERSION := 0

PREFIX ?= /usr/local
BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config

PACKAGES := libavformat libavcodec libavutil libavfilter libswresample libswscale \
            libass libcjson espeak-ng libutf8proc uchardet libxml-2.0 libpng
ifneq ($(filter-out clean deps deps-check,$(or $(MAKECMDGOALS),all)),)
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null | sed 's/-I/-isystem /g')
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null)
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wwrite-strings -Wvla
DAESA_CFLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L -DDAESA_VERSION='"$(VERSION)"' \
                -Ilib $(PKG_CFLAGS) $(WARNINGS) -fvisibility=hidden -fPIC -pthread
DAESA_LIBS := $(PKG_LIBS) -lm -pthread

LIB_SRC := $(sort $(wildcard lib/*/*.c))
TOOL_SRC := $(sort $(wildcard tools/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
TOOL_OBJ := $(TOOL_SRC:%.c=$(BUILD)/%.o)
UNIT_BIN := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))

all: $(BUILD)/daesa

$(BUILD)/daesa: $(TOOL_OBJ) $(BUILD)/libdaesa.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(DAESA_LIBS)

$(BUILD)/libdaesa.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(DAESA_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libdaesa.a
	@mkdir -p $(@D)
	$(CC) $(DAESA_CFLAGS) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(BUILD)/libdaesa.a $(DAESA_LIBS) -lcmocka

unit: $(UNIT_BIN)
	@set -e; for t in $(UNIT_BIN); do $$t; done

clean:
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(TOOL_OBJ:.o=.d)

.PHONY: all unit clean
.DELETE_ON_ERROR:
