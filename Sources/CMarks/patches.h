// Puts places on a plane by polynomials, two places at once where the machine can.
//
// In C, because Swift has no word for instructions that only some machines have and that are asked for while the program
// runs. Each product is rounded before it is added, so that every machine says the same to the last bit.
#ifndef HOTSPOTKIT_PATCHES_H
#define HOTSPOTKIT_PATCHES_H

#include <stddef.h>
#include <stdint.h>

enum { hotspot_patch_degree = 5 };

// x and y of places at u and v across the patches whose coefficients begin at `starts`: for each i down from the highest
// power of u its coefficients by v, likewise, each a pair.
static inline void hotspot_patch_places(const double *coefficients, const int32_t *starts, const double *u,
                                        const double *v, size_t count, double *x, double *y) {
#pragma STDC FP_CONTRACT OFF
  typedef double two __attribute__((vector_size(16), aligned(8)));
  for (size_t index = 0; index < count; index++) {
    const two *next = (const two *)(coefficients + 2 * (size_t)starts[index]);
    const two us = {u[index], u[index]}, vs = {v[index], v[index]};
    two outer = {0, 0};
    for (int i = 0; i <= hotspot_patch_degree; i++) {
      two inner = *next++;
      for (int term = 0; term < i; term++) {
        const two product = inner * vs;
        inner = product + *next++;
      }
      const two product = outer * us;
      outer = product + inner;
    }
    x[index] = outer[0];
    y[index] = outer[1];
  }
}

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

// Whether this machine has the instructions of hotspot_patch_pairs, and its system keeps their registers.
static inline int hotspot_has_pairs(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 27)) || !(c & (1u << 28))) return 0;
  unsigned int low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (low & 6) == 6;
}

// The same as hotspot_patch_places for an even number of places. Only where hotspot_has_pairs says so.
__attribute__((target("avx")))
static inline void hotspot_patch_pairs(const double *coefficients, const int32_t *starts, const double *u,
                                       const double *v, size_t count, double *x, double *y) {
#pragma STDC FP_CONTRACT OFF
  for (size_t index = 0; index < count; index += 2) {
    const double *first = coefficients + 2 * (size_t)starts[index];
    const double *second = coefficients + 2 * (size_t)starts[index + 1];
    const __m256d us = _mm256_set_pd(u[index + 1], u[index + 1], u[index], u[index]);
    const __m256d vs = _mm256_set_pd(v[index + 1], v[index + 1], v[index], v[index]);
    __m256d outer = _mm256_setzero_pd();
    size_t next = 0;
    for (int i = 0; i <= hotspot_patch_degree; i++) {
      __m256d inner = _mm256_loadu2_m128d(second + next, first + next);
      next += 2;
      for (int term = 0; term < i; term++) {
        const __m256d product = _mm256_mul_pd(inner, vs);
        inner = _mm256_add_pd(product, _mm256_loadu2_m128d(second + next, first + next));
        next += 2;
      }
      const __m256d product = _mm256_mul_pd(outer, us);
      outer = _mm256_add_pd(product, inner);
    }
    const __m128d one = _mm256_castpd256_pd128(outer), other = _mm256_extractf128_pd(outer, 1);
    _mm_storeu_pd(x + index, _mm_unpacklo_pd(one, other));
    _mm_storeu_pd(y + index, _mm_unpackhi_pd(one, other));
  }
}
#else
static inline int hotspot_has_pairs(void) { return 0; }

static inline void hotspot_patch_pairs(const double *coefficients, const int32_t *starts, const double *u,
                                       const double *v, size_t count, double *x, double *y) {
  hotspot_patch_places(coefficients, starts, u, v, count, x, y);
}
#endif
#endif
