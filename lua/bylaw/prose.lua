-- SPDX-License-Identifier: MIT
-- prose: the provisions of a text from which a notice encodes nothing, each with why.
--
--   notice:prose [[
--     第一条      the purpose
--     第三条      principles; what follows from them stands in the later articles
--   ]]
--
-- A line is a citation, then words. What is said of a provision holds of its parts as well, but for
-- those that something else cites.

kit.prose = {} -- { cite, why }, in the order of their declaration
local stands = {}

local function add(line)
  local written, why = string.match(line, "^%s*(%S+)%s*(.-)%s*$")
  local cite = core.citation(written)
  if not cite then kit.complain('prose: "%s" is no citation', written) end
  if why == "" then kit.complain("prose: %s does not say why", written) end
  if stands[cite] then kit.complain("prose: %s stands twice", written) end
  stands[cite] = true
  kit.prose[#kit.prose + 1] = { cite = cite, why = why }
end

function kit.add_prose(text)
  core.check_fields(kit.expect("prose", text, "string"))
  for line in string.gmatch(text, "[^\n]+") do
    if string.find(line, "%S") then add(line) end
  end
end
