-- SPDX-License-Identifier: MIT
-- drafting: what a text got wrong or leaves open, and how the notice reads it. Declares the
-- function "drafting", which lists it, all or of one article.
--
--   notice:drafting {
--     { { "第六条", "第三十二条" }, "第八至第十八条", "第七条至第十七条" },   articles, found, taken
--     { "第三十八条", "纪律处分影响期更长", "只延长提拔限制", by = "reading.reach" },
--   }
--
-- `by` names the parameter that holds the reading, where there is another.

local known = kit.known { 1, 2, 3, "by" }

local function rows_of(list)
  local rows = {}
  for i, entry in ipairs(kit.expect("a list of drafting", list, "table")) do
    kit.only("an entry of drafting", entry, known)
    local cites = type(entry[1]) == "table" and entry[1] or { entry[1] }
    for place = 1, math.max(#cites, 1) do
      kit.expect("an article of drafting", cites[place], "string")
    end
    if entry.by then kit.read_parameter(entry.by) end -- complains when there is none
    rows[i] = { cites = cites, parameter = entry.by,
      found = kit.expect("what was found in ", entry[2], "string", cites[1]),
      taken = kit.expect("what is taken for ", entry[3], "string", cites[1]) }
  end
  return rows
end

function kit.drafting(notice, list)
  local rows = rows_of(list)
  notice:labels "- cites 条款, found 原文或缺漏, taken 按此理解, parameter 参数"
  notice:pure "drafting" {
    label = "条文理解", fields = "cite text 1..64",
    answers = "items[cites[] found taken parameter]",
    act = function(q)
      local items = {}
      for _, row in ipairs(rows) do
        if q.cite == nil or notice:place(row.cites, q.cite) then
          items[#items + 1] = { cites = row.cites, found = row.found, taken = row.taken,
            parameter = row.parameter }
        end
      end
      return { items = items }
    end,
  }
end
