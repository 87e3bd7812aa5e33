# shellcheck shell=sh
# mp4 NAME KIND SAMPLE...: a file of one stream, a sample of two seconds for each file
u32()
{
    for shift in 24 16 8 0; do
        printf '%b' "\\0$(printf %03o $(($1 >> shift & 255)))"
    done
}

zeros()
{
    head -c "$1" /dev/zero
}

# box NAME: around what comes in
box()
{
    file=$(mktemp box.XXXXXX)
    cat >"$file"
    u32 $(($(wc -c <"$file") + 8))
    printf %s "$1"
    cat "$file"
    rm "$file"
}

table()
{
    { u32 0; u32 1; u32 $#; u32 2000; } | box stts
    { u32 0; u32 1; u32 1; u32 $#; u32 1; } | box stsc
    { u32 0; u32 0; u32 $#; for sample; do u32 "$(wc -c <"$sample")"; done; } | box stsz
    { u32 0; u32 1; u32 32; } | box stco
}

entry()
{
    if [ "$1" = stpp ]; then
        { zeros 6; printf '\0\001http://www.w3.org/ns/ttml\0\0\0'; } | box stpp
    else
        { zeros 6; printf '\0\001'; printf 'WEBVTT\n' | box vttC; } | box wvtt
    fi
}

samples()
{
    kind=$1
    shift
    { u32 0; u32 1; entry "$kind"; } | box stsd
    table "$@"
}

minf()
{
    u32 0 | box nmhd
    { u32 0; u32 1; u32 1 | box 'url '; } | box dref | box dinf
    samples "$@" | box stbl
}

trak()
{
    length=$((2000 * ($# - 1)))
    { u32 7; zeros 8; u32 1; u32 0; u32 $length; zeros 16; u32 65536; zeros 12; u32 65536
      zeros 12; u32 1073741824; zeros 8; } | box tkhd
    { { zeros 12; u32 1000; u32 $length; printf '\055\362\0\0'; } | box mdhd
      { zeros 8; printf text; zeros 13; } | box hdlr
      minf "$@" | box minf; } | box mdia
}

mp4()
{
    name=$1
    shift
    { { printf isom; u32 512; printf isom; zeros 4; } | box ftyp
      kind=$1
      shift
      cat "$@" | box mdat
      { { zeros 12; u32 1000; u32 $((2000 * $#)); u32 65536; u32 16777216; zeros 8; u32 65536
          zeros 12; u32 65536; zeros 12; u32 1073741824; zeros 24; u32 2; } | box mvhd
        trak "$kind" "$@" | box trak; } | box moov
    } >"$name"
}
