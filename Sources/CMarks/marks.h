// Where in 64 bytes the delimiters and line feeds stand, one bit a byte, the first byte lowest.
//
// In C, because Swift has no word for the one instruction that gathers a bit of each of sixteen bytes.
#ifndef HOTSPOTKIT_MARKS_H
#define HOTSPOTKIT_MARKS_H

#include <stdint.h>
#include <string.h>

typedef struct {
  // Delimiters and line feeds.
  uint64_t ends;
  // Line feeds.
  uint64_t lines;
  // Bytes that are not ASCII.
  uint64_t foreign;
} hotspot_marks;

#if defined(__SSE2__)
#include <emmintrin.h>

static inline hotspot_marks hotspot_marks_of_64(const void *bytes, uint8_t delimiter) {
  const __m128i delimiters = _mm_set1_epi8((char)delimiter);
  const __m128i feeds = _mm_set1_epi8('\n');
  hotspot_marks marks = {0, 0, 0};
  for (int part = 0; part < 4; part++) {
    const __m128i some = _mm_loadu_si128((const __m128i *)bytes + part);
    const __m128i feed = _mm_cmpeq_epi8(some, feeds);
    const __m128i end = _mm_or_si128(feed, _mm_cmpeq_epi8(some, delimiters));
    marks.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(end) << (part * 16);
    marks.lines |= (uint64_t)(uint32_t)_mm_movemask_epi8(feed) << (part * 16);
    marks.foreign |= (uint64_t)(uint32_t)_mm_movemask_epi8(some) << (part * 16);
  }
  return marks;
}
#else
static inline hotspot_marks hotspot_marks_of_64(const void *bytes, uint8_t delimiter) {
  hotspot_marks marks = {0, 0, 0};
  for (int index = 0; index < 64; index++) {
    const uint8_t byte = ((const uint8_t *)bytes)[index];
    marks.ends |= (uint64_t)(byte == delimiter || byte == '\n') << index;
    marks.lines |= (uint64_t)(byte == '\n') << index;
    marks.foreign |= (uint64_t)(byte >> 7) << index;
  }
  return marks;
}
#endif
#endif
