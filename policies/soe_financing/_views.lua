-- SPDX-License-Identifier: MIT
-- What can be asked of the register: which reports are owed, and what the guarantees come to.

local n = ...
local notice, p, register, duties = n.notice, n.p, n.register, n.duties

notice:reads "due" {
  label = "待报事项", fields = "enterprise text 1..64", rules = { n.in_force },
  answers = [[duties[duty enterprise period? item? stage? to[] trigger_on nominal_due_on due_on
    status cite calendar_complete?] undated[] ]],
  act = function(q)
    local list, day = {}, q.at:date()
    local function add(duty)
      if q.enterprise and duty.enterprise ~= q.enterprise then return end
      duty.by, duty.nominal, duty.complete = duties.due_of(duty.duty, duty.from)
      duty.about = duty.period or duty.item
      list[#list + 1] = duty
    end
    for _, enterprise in ipairs(register.enterprises(q.at)) do
      duties.each_of_enterprise(enterprise, day, add)
    end
    for _, item in ipairs(register.items(q.at)) do duties.each_of_item(item, add) end
    local told, reasons = notice:due(day, list, { "enterprise", "duty", "about", "stage", "from" })
    for i, duty in ipairs(told) do
      told[i] = { duty = duty.duty, enterprise = duty.enterprise, period = duty.period,
        item = duty.item, stage = duty.stage, to = duty.to, trigger_on = duty.from,
        nominal_due_on = duty.nominal, due_on = duty.by, status = duty.state, cite = duty.cite }
      if duty.complete == false then told[i].calendar_complete = false end
    end
    local undated = { "system_reports" }
    if not p "plan.submit_by" then
      table.insert(undated, 1, "annual_plan")
      reasons[#reasons + 1] = { "第十条", "annual_plan" }
    end
    reasons[#reasons + 1] = { "第四条(五)", "system_reports" }
    return { duties = told, undated = undated }, reasons
  end,
}

notice:reads "exposure" {
  label = "累计担保额", fields = "guarantor text 1..64\ndebtor text 1..64", rules = { n.in_force },
  answers = "rows[guarantor debtor outstanding ever items]",
  act = function(q)
    local rows, reasons = {}, {}
    for _, enterprise in ipairs(register.enterprises()) do
      local wanted = q.guarantor == nil or q.guarantor == enterprise.id
      for debtor, row in next, wanted and register.exposure(enterprise.id, q.at) or {} do
        if q.debtor == nil or q.debtor == debtor then
          row.guarantor, row.debtor = enterprise.id, debtor
          rows[#rows + 1] = row
        end
      end
    end
    table.sort(rows, function(a, b)
      if a.guarantor ~= b.guarantor then return a.guarantor < b.guarantor end
      return a.debtor < b.debtor
    end)
    for i, row in ipairs(rows) do reasons[i] = { "第十七条", "outstanding", row.outstanding } end
    return { rows = rows }, reasons
  end,
}
