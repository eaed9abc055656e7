# rows.awk - made-up requests to the award of industrial_economy.lua, as JSON Lines, full of what
# meets: lists, awards made before, better rules of others, thresholds; every `odd`-th, if that is
# above 0, with something that only a request can judge or refuse.
#
#   awk -v seed=1 -v rows=1000 -v odd=9 -f rows.awk

function any(list,   n, words)
{
    n = split(list, words, " ")
    return words[1 + int(rand() * n)]
}

function chance(percent) { return rand() * 100 < percent }

# An amount at a threshold, a fen beside it, or far off.
function around(amount,   c)
{
    c = int(rand() * 6)
    if (c < 3) return sprintf("%.2f", amount + (c - 1) / 100)
    return sprintf("%d", c == 3 ? amount * 3 : c == 4 ? amount / 2 : rand() * amount * 2)
}

function day()
{
    return sprintf("%d-%02d-%02d", any("2020 2021 2021 2021 2022"), 1 + rand() * 12,
        1 + rand() * 28)
}

function member(name, value) { return ",\"" name "\":" value }
function text(name, value) { return member(name, "\"" value "\"") }
function truth(name, percent) { return member(name, chance(percent) ? "true" : "false") }

function project(place,   x)
{
    x = "{\"project_id\":\"" substr("ABC", place, 1) "项目\"" truth("technical_upgrade", 90)
    if (chance(60)) x = x member("annual_investment", around(50000000))
    if (chance(70)) x = x member("equipment_investment", around(any("10000000 200000000")))
    if (chance(95)) x = x truth("formalities_complete", 95) truth("applies_four_new", 95)
    if (chance(95)) x = x truth("matches_direction", 95)
    if (chance(30)) x = x truth("strategic_emerging", 50)
    if (chance(30)) x = x truth("loan_interest_discount", 20)
    if (chance(30))
        x = x member("upgrade_directions", any("[] [\"green\"] [\"green\",\"high_end\"]"))
    if (chance(10)) x = x member("benchmark_score", any("90 91.5 88 70.25"))
    if (chance(10)) x = x text("benchmark_prize", any("first second third"))
    return x "}"
}

function recognition(place,   x, title)
{
    title = any("fiveg_industry digital_factory digital_workshop integration_management unicorn" \
        " little_giant gazelle hidden_champion green_park green_factory green_design_product")
    x = "{\"title\":\"" title "\"" text("recognised_on", day())
    if (title !~ /^(unicorn|little_giant|integration_management)$/ || chance(20))
        x = x text("level", any("national national provincial municipal"))
    if (chance(20)) x = x truth("is_new", 80)
    return x text("ref", substr("甲乙丙丁", 1 + (place - 1) * chars, chars)) "}"
}

function prior(place,   x)
{
    x = "{\"item\":\"" any("benchmark_project equipment_upgrade scale_up_entry revenue_milestone" \
        " internet_application integration_certification innovative_enterprise green_site" \
        " green_design_product yield_rating special_matter") "\""
    x = x member("award_year", any("2020 2021 2021 2022"))
    x = x member("amount", any("0 50000 200000 123.45"))
    if (chance(50)) x = x text("project_id", any("A项目 B项目 D"))
    if (chance(60))
        x = x text("title", any("fiveg_industry digital_factory unicorn gazelle green_factory"))
    if (chance(60)) x = x text("level", any("national provincial"))
    if (chance(50)) x = x text("ref", any("甲 乙"))
    return x (chance(50) ? member("tier", any("1 2 3 4 5")) : "") "}"
}

function superior(place)
{
    return "{" substr(text("item", any("equipment_upgrade innovative_enterprise green_site" \
        " yield_rating")), 2) \
        member("amount", any("30000 50000.01 5000000")) text("document", "文") \
        text("issued_on", day()) "}"
}

function list(kind, most,   i, count, all)
{
    count = int(rand() * (most + 1))
    for (i = 1; i <= count; i++)
        all = all (i > 1 ? "," : "") (kind == "projects" ? project(i) : kind == "recognitions" \
            ? recognition(i) : kind == "prior_awards" ? prior(i) : superior(i))
    return member(kind, "[" all "]")
}

function oddity()
{
    return any(",\"unit\":\"\\u0041\" ,\"unit\":3 ,\"at\":\"2022-01-01T00:00:00+08:00\" ,\"x\":1" \
        " ,\"max_prior_revenue\":-1 ,\"max_prior_revenue\":1.005 ,\"max_prior_revenue\":1e3" \
        " ,\"max_prior_revenue\":\"500000000\" ,\"projects\":[{\"project_id\":\"\"}]" \
        " ,\"projects\":[{\"project_id\":\"A\",\"technical_upgrade\":true},{\"project_id\":\"A\"" \
        ",\"technical_upgrade\":true}] ,\"recognitions\":[{\"title\":\"gazelle\"" \
        ",\"recognised_on\":\"2021-02-29\",\"level\":\"national\"}]" \
        " ,\"recognitions\":[{\"title\":\"green_design_product\",\"recognised_on\":\"2021-02-28\"" \
        ",\"level\":\"national\",\"ref\":\"\"}] ,\"recognitions\":[{\"title\":\"gazelle\"" \
        ",\"recognised_on\":\"2021-02-28\"}] ,\"yield_rating\":null ,\"award_year\":2021")
}

BEGIN {
    srand(seed)
    chars = length("甲乙丙丁") / 4 # a byte or a character is what awk counts
    for (i = 1; i <= rows; i++) {
        x = "{\"enterprise_id\":\"e" i "\"" member("award_year", any("2021 2021 2021 2022 2020"))
        x = x text("sector", any("manufacturing manufacturing manufacturing other_industry park"))
        x = x truth("above_scale", 80)
        if (chance(20)) x = x truth("in_district", 70)
        if (chance(60))
            x = x member("annual_revenue", around(any("500000000 1000000000 5000000000")))
        if (odd > 0 && i % odd == 0)
            x = x oddity()
        else if (chance(70))
            x = x member("max_prior_revenue", around(any("100000000 500000000 1000000000")))
        if (chance(50)) x = x member("first_inclusion_year", any("2020 2020 2021"))
        if (chance(70)) x = x member("output_value", around(100000000))
        if (chance(70)) x = x member("prior_output_value", any("0 50000000 99999999.99 100000000"))
        if (chance(50)) x = x member("district_output_growth", any("0 -3.5 7.25 100 99.99999"))
        if (odd == 0 || i % odd != 0) {
            if (chance(50)) x = x text("yield_rating", any("a a b"))
            if (chance(50)) x = x list("projects", 3)
            if (chance(50)) x = x list("recognitions", 4)
        }
        if (chance(20)) x = x truth("loan_discount_enterprise", 40)
        if (chance(40)) x = x list("prior_awards", 3)
        if (chance(20)) x = x list("superior_rules", 2)
        print x "}"
    }
}
