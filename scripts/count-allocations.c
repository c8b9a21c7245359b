/* Counts what a program asks the allocator for, and what it holds: put before it by scripts/bench.sh (LD_PRELOAD),
   glibc only. */
#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static atomic_long asked, held;

long watchbill_allocations(void) { return atomic_load_explicit(&asked, memory_order_relaxed); }
long watchbill_bytes(void) { return atomic_load_explicit(&held, memory_order_relaxed); }

static void *given(void *block) {
  atomic_fetch_add_explicit(&asked, 1, memory_order_relaxed);
  if (block != NULL) atomic_fetch_add_explicit(&held, (long)malloc_usable_size(block), memory_order_relaxed);
  return block;
}

static void taken(void *block) {
  if (block != NULL) atomic_fetch_sub_explicit(&held, (long)malloc_usable_size(block), memory_order_relaxed);
}

void *malloc(size_t size) { return given(__libc_malloc(size)); }
void *calloc(size_t items, size_t size) { return given(__libc_calloc(items, size)); }
void *aligned_alloc(size_t align, size_t size) { return given(__libc_memalign(align, size)); }

void *realloc(void *old, size_t size) {
  taken(old);
  return given(__libc_realloc(old, size));
}

int posix_memalign(void **out, size_t align, size_t size) {
  *out = given(__libc_memalign(align, size));
  return *out == NULL ? 12 : 0;
}

void free(void *block) {
  taken(block);
  __libc_free(block);
}
