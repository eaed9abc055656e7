-- SPDX-License-Identifier: MIT
-- Reports: who owes which by when, and what closes them.
policy "../../policies/soe_financing.lua"

local c = include "_soe_financing.lua"
local t, record, due = c.t, c.record, c.due

local function enterprise(id, more)
  return record(t "2022-06-01", with({ kind = "enterprise", enterprise = id, since = "2015-06-01",
    level = "district_soe" }, more))
end
local function financing(item, more)
  return record(t "2023-06-01", with({ kind = "financing", item = item, enterprise = "A",
    financing_kind = "bank_loan", amount = 50000000, on = "2021-12-15" }, more))
end
local function loan(item, more)
  return record(t "2023-06-01", with({ kind = "loan", item = item, lender = "A", borrower = "D",
    borrower_kind = "enterprise", relation = "other_district_soe", amount = 1, on = "2022-05-10",
    decided_on = "2022-05-01" }, more))
end
local function stage(item, day, name)
  return record(t "2023-06-01", { kind = "financing_stage", item = item, stage = name or "drawdown",
    ended_on = day })
end
local function report(day, duty, more, expected)
  return record(t(day, "18:00:00"), with({ kind = "report", duty = duty, enterprises = { "A" },
    on = day }, more), expected)
end
-- What is expected of a duty: its kind, which one, its day, its state.
local function owed(duty, which, day, status, more)
  return with({ duty = duty, period = which, due_on = day, status = status or "open" }, more)
end
local quarter = "quarterly_report"
local undated = { "annual_plan", "system_reports" }
local nothing = refused("no_such_duty", "-")

case "reports of quarter, stage and year, in the order of their days (E16)" {
  enterprise "A", financing "F1", stage("F1", "2021-12-30"),
  due(t "2022-01-10", { ok = true, undated = undated, duties = {
    { duty = quarter, enterprise = "A", period = "2021Q3", item = null, stage = null,
      to = { "district_sasac" }, trigger_on = "2021-09-30", nominal_due_on = "2021-10-10",
      due_on = "2021-10-11", status = "overdue", cite = "第二十三条", calendar_complete = null },
    owed(quarter, "2021Q4", "2022-01-10", "open", { nominal_due_on = "2022-01-10" }),
    { duty = "stage_report", enterprise = "A", item = "F1", stage = "drawdown", period = null,
      to = { "district_sasac" }, trigger_on = "2021-12-30", nominal_due_on = "2022-01-14",
      due_on = "2022-01-14", status = "open", cite = "第十二条" },
    owed("annual_report", "2021", "2022-02-28", "open", { trigger_on = "2021-12-31",
      cite = "第十二条" }) } }),
  report("2022-01-10", quarter, { period = "2021Q4" }, { ok = true, kind = "report",
    duties = null, closed = { { duty = quarter, enterprise = "A", period = "2021Q4",
      late = false } }, reasons = { { cite = "第二十三条", value = "2022-01-10" } } }),
  report("2022-01-11", quarter, { period = "2021Q4" }, refused("already_reported", "第二十三条")),
  due(t "2022-01-11", { duties = { owed(quarter, "2021Q3", "2021-10-11", "overdue"), {}, {} } }),
  due(t "2022-01-09", { duties = { {}, {}, {}, {} } }),
}

case "a quarter is owed from the day after its end, and overdue the day after its day" {
  enterprise "A",
  due(t "2021-09-30", { duties = {} }),
  due(t("2021-10-01", "00:00:00"), { duties = { owed(quarter, "2021Q3", "2021-10-11") } }),
  due(t("2021-10-11", "23:59:59"), { duties = { owed(quarter, "2021Q3", "2021-10-11") } }),
  due(t("2021-10-12", "00:00:00"), { duties = { { status = "overdue" } } }),
  due(t("2021-12-31", "23:59:59"), { duties = { { period = "2021Q3" } } }),
  due(t("2022-01-01", "00:00:00"), { duties = { { period = "2021Q3" }, { period = "2021Q4" },
    { duty = "annual_report" } } }),
}

case "the holidays move a quarter's day, not the end of February" {
  enterprise("A", { since = "2022-01-01" }),
  due(t "2022-10-01", { duties = { owed(quarter, "2022Q1", "2022-04-11", "overdue",
    { nominal_due_on = "2022-04-10" }), owed(quarter, "2022Q2", "2022-07-11", "overdue"),
    owed(quarter, "2022Q3", "2022-10-10") } }),
  due(t "2023-01-01", { duties = { {}, {}, {}, owed(quarter, "2022Q4", "2023-01-10"),
    owed("annual_report", "2022", "2023-02-28") } }),
  due(t "2024-01-01", { duties = { {}, {}, {}, {}, {}, {}, {}, {},
    owed(quarter, "2023Q4", "2024-01-10"), owed("annual_report", "2023", "2024-02-29") } }),
}

case "an enterprise owes for periods at whose end it was there" {
  enterprise("A", { since = "2021-09-30" }), enterprise("B", { since = "2021-10-01" }),
  record(t "2022-06-01", { kind = "enterprise_end", enterprise = "A", on = "2021-12-31" }),
  record(t "2022-06-01", { kind = "enterprise_end", enterprise = "B", on = "2021-12-30" }),
  due(t "2022-04-20", { duties = { { enterprise = "A", period = "2021Q3" },
    { enterprise = "A", period = "2021Q4" }, { enterprise = "A", period = "2021" } } }),
  report("2022-01-10", quarter, { enterprises = { "B" }, period = "2021Q4" }, nothing),
  report("2022-04-10", quarter, { period = "2022Q1" }, nothing),
}

case "what is dated later is not known yet" {
  enterprise("A", { since = "2022-05-01" }), financing("F1", { on = "2022-05-02" }),
  stage("F1", "2022-05-03"),
  due(t "2022-04-30", { duties = {} }),
  due(t "2022-05-02", { duties = {} }),
  due(t("2022-05-03", "00:00:00"), { duties = { { duty = "stage_report",
    due_on = "2022-05-17" } } }),
}

case "a report closes from its own day on, late ones too" {
  enterprise "A",
  report("2021-10-12", quarter, { period = "2021Q3" }, { closed = { { late = true } } }),
  due(t "2021-10-11", { duties = { {} } }),
  due(t("2021-10-12", "00:00:00"), { duties = {} }),
  report("2021-10-13", quarter, { period = "2021Q3" }, refused("already_reported", "第二十三条")),
}

case "a report closes all or nothing" {
  enterprise "A", enterprise("B", { level = "subsidiary", parent = "A" }),
  report("2022-01-10", quarter, { enterprises = { "B", "A", "C" }, period = "2021Q4" }, nothing),
  due(t "2022-01-10", { duties = { { enterprise = "A" }, { enterprise = "B" },
    { enterprise = "A", period = "2021Q4" }, { enterprise = "B", period = "2021Q4" }, {}, {} } }),
  report("2022-01-10", quarter, { enterprises = { "B", "A" }, period = "2021Q4" },
    { closed = { { enterprise = "B", late = false }, { enterprise = "A", late = false } } }),
  due(t "2022-01-10", { duties = { { enterprise = "B", period = "2021Q3" },
    { enterprise = "B", period = "2021" } } }, { enterprise = "B" }),
  report("2022-01-11", quarter, { enterprises = { "A", "B" }, period = "2021Q4" },
    refused("already_reported", "第二十三条")),
  due(t "2022-01-10", { duties = {} }, { enterprise = "C" }),
}

case "there are no reports on periods that are not over, or before the measures" {
  enterprise "A",
  report("2021-12-31", quarter, { period = "2021Q4" }, nothing),
  report("2021-12-31", "annual_report", { period = "2021" }, nothing),
  report("2022-01-01", "annual_report", { period = "2021" }, { closed = { { period = "2021",
    late = false } }, reasons = { { cite = "第十二条" } } }),
  report("2022-01-01", "annual_report", { period = "2020" }, nothing),
  report("2022-01-01", quarter, { period = "2021Q2" }, nothing),
  report("2022-01-01", "annual_plan", { period = "2022" }, nothing),
  report("2022-01-01", "system_reports", {}, nothing),
}

case "ten working days leave out the holidays" {
  enterprise "A", financing "F1", stage("F1", "2022-01-28"), stage("F1", "2022-09-23", "second"),
  due(t "2022-02-01", { duties = { {}, {}, { duty = "stage_report", due_on = "2022-02-16" },
    {} } }),
  report("2022-02-16", "stage_report", { item = "F1", stage = "drawdown" },
    { closed = { { late = false } } }),
  due(t "2022-10-12", { duties = { {}, {}, {}, {}, {}, {},
    { item = "F1", stage = "second", due_on = "2022-10-12", status = "open" } } }),
  report("2022-10-13", "stage_report", { item = "F1", stage = "second" },
    { closed = { { duty = "stage_report", item = "F1", stage = "second", period = null,
      late = true } }, reasons = { { cite = "第十二条" } } }),
}

case "a year without a list has only weekends, and says so" {
  enterprise("A", { since = "2021-10-10" }), financing("F1", { on = "2022-05-01" }),
  record(t "2027-06-01", { kind = "financing_stage", item = "F1", stage = "x",
    ended_on = "2027-04-29" },
    { duties = { { due_on = "2027-05-13", calendar_complete = false } } }),
  record(t "2027-06-01", { kind = "enterprise_end", enterprise = "A", on = "2021-10-11" }),
  due(t "2027-06-01", { duties = { { item = "F1", due_on = "2027-05-13",
    calendar_complete = false } } }),
}

case "filings and risks have no day and stand behind all others" {
  enterprise "A", loan "L1", financing "F1",
  record(t "2023-06-01", { kind = "risk", item = "F1", on = "2022-05-20" }),
  record(t "2023-06-01", { kind = "risk", item = "L1", on = "2022-05-20" }),
  due(t "2022-05-20", { duties = { {}, {}, {}, {},
    { duty = "risk_report", item = "F1", to = { "debt_regulator", "district_sasac" },
      trigger_on = "2022-05-20", nominal_due_on = null, due_on = null, status = "open",
      cite = "第十四条" },
    { duty = "risk_report", item = "L1", to = { "district_sasac" }, cite = "第二十二条" },
    { duty = "sasac_filing", item = "L1", to = { "district_sasac" }, due_on = null,
      trigger_on = "2022-05-10", cite = "第二十条" } } }),
  due(t "2022-05-19", { duties = { {}, {}, {}, {}, { duty = "sasac_filing" } } }),
  report("2022-05-09", "sasac_filing", { item = "L1" }, nothing),
  report("2022-05-10", "sasac_filing", { item = "L1" }, { closed = { { item = "L1",
    late = false } }, reasons = { { cite = "第二十条" } } }),
  report("2022-05-11", "sasac_filing", { item = "L1" }, refused("already_reported", "第二十条")),
  report("2022-05-21", "risk_report", { item = "F1" }, { reasons = { { cite = "第十四条" } } }),
  record(t "2023-06-01", { kind = "risk", item = "F1", on = "2022-05-21" }),
  due(t "2022-05-21", { duties = { {}, {}, {}, {}, { item = "F1", trigger_on = "2022-05-21" },
    { item = "L1" } } }),
}

case "an item's report is its own enterprise's" {
  enterprise "A", enterprise "B", financing "F1", stage("F1", "2022-01-28"),
  report("2022-02-01", "stage_report", { enterprises = { "B" }, item = "F1", stage = "drawdown" },
    nothing),
  report("2022-02-01", "stage_report", { item = "F1", stage = "other" }, nothing),
  report("2022-01-27", "stage_report", { item = "F1", stage = "drawdown" }, nothing),
  report("2022-02-01", "sasac_filing", { item = "F1" }, nothing),
  report("2022-02-01", "risk_report", { item = "F9" }, refused("unknown_item", "-")),
  report("2022-01-28", "stage_report", { item = "F1", stage = "drawdown" },
    { closed = { { late = false } } }),
  report("2022-01-29", "stage_report", { item = "F1", stage = "drawdown" },
    refused("already_reported", "第十二条")),
}

case "a plan's day makes it a yearly duty of district enterprises" {
  own({ ["plan.submit_by"] = "03-31" }, "2021-10-01"),
  enterprise "A", enterprise("B", { level = "subsidiary", parent = "A" }),
  due(t "2022-01-01", { undated = { "system_reports" }, duties = { {}, {}, {}, {}, {}, {},
    { duty = "annual_plan", enterprise = "A", period = "2022", due_on = "2022-03-31",
      to = { "district_sasac", "district_government" }, trigger_on = "2021-12-31",
      nominal_due_on = "2022-03-31", cite = "第十条" } } }),
  due(t "2021-12-31", { duties = { {}, {} } }),
  report("2022-04-01", "annual_plan", { enterprises = { "B" }, period = "2022" }, nothing),
  report("2022-04-01", "annual_plan", { period = "2022" }, { closed = { { period = "2022",
    late = true } }, reasons = { { cite = "第十条" } } }),
  due(t "2022-04-01", { duties = { { period = "2021Q3" }, {}, { period = "2021Q4" }, {},
    { duty = "annual_report" }, { duty = "annual_report" }, { period = "2022Q1" },
    { period = "2022Q1" } } }),
}

case "a report tells a period, or an item with its stage" {
  enterprise "A",
  report("2022-01-10", quarter, {}, bad "period"),
  report("2022-01-10", quarter, { period = "2021" }, bad "period"),
  report("2022-01-10", quarter, { period = "2021Q5" }, bad "period"),
  report("2022-01-10", quarter, { period = "21Q4" }, bad "period"),
  report("2022-01-10", "annual_report", { period = "2021Q4" }, bad "period"),
  report("2022-01-10", "annual_report", { period = "2021", item = "F1" }, bad "item"),
  report("2022-01-10", "annual_report", { period = "2021", stage = "x" }, bad "stage"),
  report("2022-01-10", "risk_report", { period = "2021" }, bad "item"),
  report("2022-01-10", "risk_report", { period = "2021", item = "F1" }, bad "period"),
  report("2022-01-10", "stage_report", { item = "F1" }, bad "stage"),
  report("2022-01-10", quarter, { enterprises = empty, period = "2021Q4" }, bad "enterprises"),
  report("2022-01-10", quarter, { enterprises = { "A", "A" }, period = "2021Q4" },
    bad "enterprises[2]"),
  report("2022-01-10", "report", { period = "2021" }, bad "duty"),
  report("2022-01-10", quarter, { period = "2021Q4", on = "2022-01-11" }, bad "on"),
}

case "nothing is due before the measures" {
  due("2021-09-27T23:59:59+08:00", refused("not_in_force", "第二十七条")),
  due(t("2021-09-28", "00:00:00"), { ok = true, duties = {}, undated = undated }),
}
