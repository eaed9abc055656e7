/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "host/pool.h"

#define SIZE_MAX_TRIED (3 * BL_POOL_SMALL_MAX)
#define BLOCKS         3000

static size_t size_of(size_t index)
{
    return 1 + index * 37 % SIZE_MAX_TRIED;
}

static void assert_filled(const unsigned char *block, size_t size, unsigned char byte)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(block[i], byte);
}

static void block_keeps_its_bytes_at_every_size(void **state)
{
    (void)state;
    bl_pool pool = {0};
    unsigned char *block = NULL;
    size_t size = 0;
    for (; size < SIZE_MAX_TRIED; size++) {
        block = bl_pool_resize(&pool, block, size, size + 1);
        assert_non_null(block);
        assert_filled(block, size, 'a');
        block[size] = 'a';
    }
    for (; size > 1; size--) {
        block = bl_pool_resize(&pool, block, size, size - 1);
        assert_non_null(block);
        assert_filled(block, size - 1, 'a');
    }
    bl_pool_free(&pool, block, 1);
    bl_pool_deinit(&pool);
}

static void blocks_lie_apart_and_aligned(void **state)
{
    (void)state;
    static unsigned char *blocks[BLOCKS];
    bl_pool pool = {0};
    for (size_t round = 0; round < 3; round++)
        for (size_t i = round; i < BLOCKS; i += round + 1) {
            if (blocks[i])
                assert_filled(blocks[i], size_of(i), (unsigned char)i);
            bl_pool_free(&pool, blocks[i], size_of(i));
            blocks[i] = bl_pool_resize(&pool, NULL, 0, size_of(i));
            assert_non_null(blocks[i]);
            assert_int_equal((uintptr_t)blocks[i] % BL_POOL_STEP, 0);
            memset(blocks[i], (unsigned char)i, size_of(i));
        }
    for (size_t i = 0; i < BLOCKS; i++) {
        assert_filled(blocks[i], size_of(i), (unsigned char)i);
        bl_pool_free(&pool, blocks[i], size_of(i));
    }
    bl_pool_deinit(&pool);
}

static void small_block_needs_no_freeing(void **state)
{
#ifdef __SANITIZE_ADDRESS__
    (void)state;
    skip();
#else
    (void)state;
    bl_pool pool = {0};
    for (size_t i = 0; i < BLOCKS; i++)
        assert_non_null(bl_pool_resize(&pool, NULL, 0, BL_POOL_SMALL_MAX));
    bl_pool_deinit(&pool);
    assert_null(pool.chunks);
#endif
}

int main(void)
{
    const struct CMUnitTest facts[] = {
        fact(block_keeps_its_bytes_at_every_size),
        fact(blocks_lie_apart_and_aligned),
        fact(small_block_needs_no_freeing),
    };
    return cmocka_run_group_tests(facts, NULL, NULL);
}
