// Where in 64 bytes the delimiters and line feeds stand, one bit a byte, the first byte lowest.
//
// In C, because Swift has no word for the instructions that gather a bit of each byte, nor for those that only some
// machines have and that are asked for while the program runs.
#ifndef HOTSPOTKIT_MARKS_H
#define HOTSPOTKIT_MARKS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  // Delimiters and line feeds.
  uint64_t ends;
  // Line feeds.
  uint64_t lines;
  // Bytes that are not ASCII.
  uint64_t foreign;
  // Not nought where there is a quote or a carriage return.
  uint64_t odd;
} hotspot_marks;

#if defined(__SSE2__)
#include <emmintrin.h>

static inline hotspot_marks hotspot_marks_of_64(const void *bytes, uint8_t delimiter) {
  const __m128i delimiters = _mm_set1_epi8((char)delimiter);
  const __m128i feeds = _mm_set1_epi8('\n');
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i returns = _mm_set1_epi8('\r');
  hotspot_marks marks = {0, 0, 0, 0};
  __m128i odd = _mm_setzero_si128();
  for (int part = 0; part < 4; part++) {
    const __m128i some = _mm_loadu_si128((const __m128i *)bytes + part);
    const __m128i feed = _mm_cmpeq_epi8(some, feeds);
    const __m128i end = _mm_or_si128(feed, _mm_cmpeq_epi8(some, delimiters));
    marks.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(end) << (part * 16);
    marks.lines |= (uint64_t)(uint32_t)_mm_movemask_epi8(feed) << (part * 16);
    marks.foreign |= (uint64_t)(uint32_t)_mm_movemask_epi8(some) << (part * 16);
    odd = _mm_or_si128(odd, _mm_or_si128(_mm_cmpeq_epi8(some, quotes), _mm_cmpeq_epi8(some, returns)));
  }
  // Where they stand is not asked here, only whether there are any.
  marks.odd = (uint64_t)(uint32_t)_mm_movemask_epi8(odd);
  return marks;
}
#else
static inline hotspot_marks hotspot_marks_of_64(const void *bytes, uint8_t delimiter) {
  hotspot_marks marks = {0, 0, 0, 0};
  for (int index = 0; index < 64; index++) {
    const uint8_t byte = ((const uint8_t *)bytes)[index];
    marks.ends |= (uint64_t)(byte == delimiter || byte == '\n') << index;
    marks.lines |= (uint64_t)(byte == '\n') << index;
    marks.foreign |= (uint64_t)(byte >> 7) << index;
    marks.odd |= (uint64_t)(byte == '"' || byte == '\r') << index;
  }
  return marks;
}
#endif

// What some bytes were split into: how many ends of fields and of lines there are now, whether a byte is not ASCII, and
// whether one is a quote or a carriage return.
typedef struct {
  size_t fields;
  size_t lines;
  uint64_t foreign;
  uint64_t odd;
} hotspot_split;

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

// Whether this machine has the instructions of hotspot_split_wide, and its system keeps their registers.
static inline int hotspot_has_wide_marks(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 27))) return 0;
  unsigned int low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 0xe6) != 0xe6) return 0;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  const unsigned int foundation = 1u << 16, bytes = 1u << 30, compress = 1u << 6;
  return (b & foundation) && (b & bytes) && (c & compress);
}

// Writes where the fields of some bytes end, and for each line how many of them there are up to its line feed; there
// must be room for 64 ends too many. Only where hotspot_has_wide_marks says so.
__attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt,bmi")))
static inline hotspot_split hotspot_split_wide(
    const uint8_t *bytes, size_t from, size_t to, uint8_t delimiter, uint32_t *ends, size_t fields,
    uint32_t *lines, size_t line_count) {
  const __m512i delimiters = _mm512_set1_epi8((char)delimiter);
  const __m512i line_feeds = _mm512_set1_epi8('\n');
  const __m512i quotes = _mm512_set1_epi8('"');
  const __m512i returns = _mm512_set1_epi8('\r');
  const __m512i places = _mm512_set_epi64(
      0x3f3e3d3c3b3a3938, 0x3736353433323130, 0x2f2e2d2c2b2a2928, 0x2726252423222120,
      0x1f1e1d1c1b1a1918, 0x1716151413121110, 0x0f0e0d0c0b0a0908, 0x0706050403020100);
  hotspot_split found = {fields, line_count, 0, 0};
  for (size_t position = from; position < to; position += 64) {
    const size_t left = to - position;
    const uint64_t valid = left >= 64 ? ~0ull : (1ull << left) - 1;
    const __m512i some = _mm512_maskz_loadu_epi8(valid, bytes + position);
    uint64_t feeds = _mm512_mask_cmpeq_epi8_mask(valid, some, line_feeds);
    const uint64_t both = feeds | _mm512_mask_cmpeq_epi8_mask(valid, some, delimiters);
    found.foreign |= _mm512_movepi8_mask(some);
    found.odd |= _mm512_cmpeq_epi8_mask(some, quotes) | _mm512_cmpeq_epi8_mask(some, returns);
    // One is written whether there is one or not: whether is hard to foresee. A second is rare.
    do {
      lines[found.lines] = (uint32_t)(found.fields + (size_t)__builtin_popcountll(both & (feeds ^ (feeds - 1))));
      found.lines += feeds != 0;
      feeds &= feeds - 1;
    } while (feeds);
    const __m512i packed = _mm512_maskz_compress_epi8(both, places);
    const __m512i base = _mm512_set1_epi32((int)position);
    uint32_t *out = ends + found.fields;
    const size_t count = (size_t)__builtin_popcountll(both);
    _mm512_storeu_si512(out, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
    if (count > 16) {
      _mm512_storeu_si512(
          out + 16, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1))));
      _mm512_storeu_si512(
          out + 32, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2))));
      _mm512_storeu_si512(
          out + 48, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3))));
    }
    found.fields += count;
  }
  return found;
}
#else
static inline int hotspot_has_wide_marks(void) { return 0; }

static inline hotspot_split hotspot_split_wide(
    const uint8_t *bytes, size_t from, size_t to, uint8_t delimiter, uint32_t *ends, size_t fields,
    uint32_t *lines, size_t line_count) {
  hotspot_split found = {fields, line_count, 0, 0};
  return found;
}
#endif

// The widest instructions that the compiler was allowed to use: 0 for those that every machine of the kind has.
static inline int hotspot_built_for(void) {
#if defined(__AVX512VL__)
  return 3;
#elif defined(__AVX2__)
  return 2;
#elif defined(__AVX__)
  return 1;
#else
  return 0;
#endif
}
#endif
