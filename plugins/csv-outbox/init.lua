-- SPDX-License-Identifier: MIT
-- csv-outbox: what was recorded in a register, as lines of a CSV file that spreadsheets and other
-- offices' programs read.

local plugin = ...
plugin.interface = 1
plugin.about = "events as lines of a CSV file 事件流水"

local columns = { "number", "at", "notice", "kind", "subject", "from", "to", "amount", "facts" }

-- A cell between quotes, its own quotes doubled. What a spreadsheet would take for a formula gets
-- an apostrophe before it, as spreadsheets write text; a line end becomes a blank.
local function cell(value)
  local text = tostring(value == nil and "" or value)
  local out = { '"' }
  local first = string.sub(text, 1, 1)
  if type(value) == "string" and (first == "=" or first == "+" or first == "@" or first == "-") then
    out[2] = "'"
  end
  for i = 1, #text do
    local byte = string.sub(text, i, i)
    out[#out + 1] = byte == '"' and '""' or (byte == "\n" or byte == "\r") and " " or byte
  end
  out[#out + 1] = '"'
  return table.concat(out)
end

function plugin.events(list, first)
  local lines = { first and table.concat(columns, ",") or nil }
  for _, event in ipairs(list) do
    local cells = {}
    for i, name in ipairs(columns) do cells[i] = cell(event[name]) end
    lines[#lines + 1] = table.concat(cells, ",")
  end
  return table.concat(lines, "\n") .. "\n"
end
