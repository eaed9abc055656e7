# count.awk - adds up ctest's LastTest.log, and prints "N passed, N failed".
#
# A test that counts its own cases, as cmocka does and as whatever ends with a line "N passed, N
# failed" does, counts as those; any other counts as one. `status` is ctest's own exit status: when
# it is not 0, at least one has failed. Exits 0 only when none has.

function finish()
{
    if (!open)
        return
    if (cases_passed + cases_failed == 0)
        cases_passed = good
    if (!good && cases_failed == 0)
        cases_failed = 1
    passed += cases_passed
    failed += cases_failed
}

/^[0-9]+\/[0-9]+ Testing: / {
    finish()
    open = 1
    good = cases_passed = cases_failed = 0
}
/^\[  PASSED  \] [0-9]+ test/ { cases_passed += $4 }
/^\[  FAILED  \] [0-9]+ test/ { cases_failed += $4 }
/^[0-9]+ passed, [0-9]+ failed$/ {
    cases_passed += $1
    cases_failed += $3
}
/^Test Passed\.$/ { good = 1 }

END {
    finish()
    if (status != 0 && failed == 0)
        failed = 1
    printf "%d passed, %d failed\n", passed, failed
    exit failed != 0
}
