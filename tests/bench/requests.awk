# requests.awk - the claims of a season, one a line: four rounds of COUNT / 4 claims each, by people
# in no order, in the shares of faces that exhaust the fund when COUNT is 100000.
#
#   awk -v count=100000 -f requests.awk
BEGIN {
    days = "03 10 17 24"
    split(days, day, " ")
    each = int(count / 4)
    for (i = 0; i < count; i++) {
        round = int(i / each) + 1
        if (round > 4) exit
        place = i % each
        share = (place * 7919) % 100
        face = share < 20 ? 30 : share < 72 ? 50 : 100
        ms = int(place * 60000 / each)
        id = (i * 61803399) % 99999989
        person = (i * 556230590) % 899999963 + 100000000
        printf "{\"request_id\":\"c%08d\",\"round\":%d,\"denomination\":%d,", id, round, face
        printf "\"person_id\":\"p%09d\",\"channel\":\"app\",\"city\":\"linyi\",", person
        printf "\"at\":\"2021-12-%sT10:00:%02d.%03d+08:00\"}\n", day[round], ms / 1000, ms % 1000
    }
}
