// Looks many things up at once in tables that are larger than what is near the processor.
//
// In C, because Swift has no word for a prefetch, and without it nearly all of the time goes by in waiting for one line
// of the table after the other.
#ifndef HOTSPOTKIT_LOOKUP_H
#define HOTSPOTKIT_LOOKUP_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Has a line of memory fetched that will be wanted soon.
static inline void hotspot_prefetch(const void *memory) { __builtin_prefetch(memory); }

typedef struct {
  double x, y;
} hotspot_place;

// Where the search for a place begins, before it is cut to the table's size.
static inline uint64_t hotspot_place_hash(double x, double y) {
  uint64_t first, second;
  memcpy(&first, &x, 8);
  memcpy(&second, &y, 8);
  const unsigned __int128 product =
      (unsigned __int128)(first * 0x9e3779b97f4a7c15ull ^ second) * 0x8ebc6af09c88c6e3ull;
  return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

// The numbers of `count` places, at most 128, that are known; -1 for others. `places` holds one place at least, `slots`
// mask + 1 numbers of places or -1, and at least one -1.
static inline void hotspot_find_places(const double *xs, const double *ys, size_t count, const int32_t *slots,
                                       uint64_t mask, const hotspot_place *places, int32_t *numbers) {
  uint32_t wanted[128];
  for (size_t index = 0; index < count; index++) {
    wanted[index] = (uint32_t)(hotspot_place_hash(xs[index], ys[index]) & mask);
    __builtin_prefetch(&slots[wanted[index]]);
  }
  for (size_t index = 0; index < count; index++) {
    numbers[index] = slots[wanted[index]];
    __builtin_prefetch(&places[numbers[index] < 0 ? 0 : numbers[index]]);
  }
  for (size_t index = 0; index < count; index++) {
    // Most places are the first of their hash.
    while (numbers[index] >= 0 &&
           !((places[numbers[index]].x == xs[index]) & (places[numbers[index]].y == ys[index]))) {
      wanted[index] = (uint32_t)((wanted[index] + 1) & mask);
      numbers[index] = slots[wanted[index]];
    }
  }
}

#endif
