-- SPDX-License-Identifier: MIT
-- What can be asked of the register: which reports are owed, and what the guarantees come to.

local n = ...
local notice, p, register, duties = n.notice, n.p, n.register, n.duties

notice:reads "due" {
  label = "待报事项", fields = "enterprise text 1..64", rules = { n.in_force },
  answers = [[duties[duty enterprise period? item? stage? to[] trigger_on nominal_due_on due_on
    status cite calendar_complete?] undated[] ]],
  act = function(q)
    local list = duties.owed_at(q.at, q.enterprise)
    for _, duty in ipairs(list) do duty.about = duty.period or duty.item end
    local told, reasons = notice:due(q.at:date(), list,
      { "enterprise", "duty", "about", "stage", "from" })
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
    for _, guarantor in ipairs(register.enterprises(q.guarantor)) do
      for debtor, row in next, register.exposure(guarantor, q.at) do
        if q.debtor == nil or q.debtor == debtor then
          row.guarantor, row.debtor = guarantor, debtor
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
