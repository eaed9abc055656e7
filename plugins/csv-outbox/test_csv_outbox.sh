#!/bin/sh
# test_csv_outbox.sh PROGRAM PROJECT - no event is lost, none is there twice.
. "$2/tests/cli/kit.sh"
vouchers=$2/policies/consumption_vouchers.lua

fact "a season" ends 0 rehearse "$vouchers" --from 2021-12-01 --until 2021-12-05 --people 500 \
    --merchants 10 --db season.db
fact "events go to a file" ends 0 events csv-outbox:e.csv --db season.db
cp e.csv first.csv
fact "with a head and in order" sh -c \
    'head -n 1 e.csv | grep -q ^number,at, && tail -n +2 e.csv | cut -d\" -f2 | sort -nc'
fact "asked again, nothing is there twice" ends 0 events csv-outbox:e.csv --db season.db
fact "not a byte" same first.csv e.csv
printf '"9999999","half a li' >>e.csv
fact "what a crash left behind is cut off" ends 0 events csv-outbox:e.csv --db season.db
fact "to the last whole batch" same first.csv e.csv
head -c 100 first.csv >e.csv
fact "a file that lost lines is not gone on with" \
    refuses 1 "e.csv is not as it was left" events csv-outbox:e.csv --db season.db
cp first.csv taken.csv
fact "a file of somebody else is not written to" \
    refuses 1 "taken.csv is not as it was left" events csv-outbox:taken.csv --db season.db
fact "and stays as it was" same first.csv taken.csv

finish
