#pragma once
// Only the thread-safe half of the interface: every call takes its context.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
