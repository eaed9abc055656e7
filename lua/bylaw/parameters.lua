-- parameters: the figures of a notice, each with its name, value and citation.
--
-- A notice reads one by its name: p "campaign.total". A call may replace values for itself; a
-- value taken away for a call has none, and reading it refuses the request.

local known = kit.known { 1, 2, "cite", "label", "codes", "least", "most" }
local kinds = { string = "text", boolean = "bool" }

local derived = {} -- what was derived from the values in force, by the function that derives it

-- Makes a function of the parameters and one value, whose results are remembered while the same
-- values are in force; nobody may change a result.
function kit.derive(from)
  return function(value)
    local results = derived[from] or {}
    derived[from] = results
    if results[value] == nil then results[value] = from(value) end
    return results[value]
  end
end

local function field_of(name, entry, value, codes)
  if entry.codes then
    local list = codes[entry.codes]
    if not list then kit.complain('parameter %s: there are no codes "%s"', name, entry.codes) end
    return { name = name, type = "code", codes = list.values }
  end
  local kind = core.kind(value) or kinds[type(value)] or (math.type(value) == "integer" and "count")
  if not kind then kit.complain("parameter %s: %s is no exact value", name, type(value)) end
  local field = { name = name, type = kind, least = entry.least, most = entry.most }
  if kind == "money" or kind == "percent" then field.least = field.least or 0 end
  return field
end

-- Declares the parameters of a notice; gives the reader p.
function kit.parameters(list, codes)
  local values, fields, names, replaced = {}, {}, {}, {}
  local unset = setmetatable({}, { __metatable = false })
  for _, entry in ipairs(kit.expect("parameters", list, "table")) do
    kit.only("a parameter", entry, known)
    local name, value = kit.expect("a parameter's name", entry[1], "string"), entry[2]
    if values[name] ~= nil then kit.complain("parameter %s stands twice", name) end
    if type(entry.cite) ~= "string" then kit.complain("parameter %s has no cite", name) end
    values[name], names[#names + 1] = value, name
    fields[#fields + 1] = field_of(name, entry, value, codes)
  end
  core.parameters(fields, function(new) replaced, derived = new, {} end, unset)
  return function(name)
    local value = replaced[name]
    if value == unset then core.refuse_input("params." .. name, name .. " is needed here") end
    if value ~= nil then return value end
    if values[name] == nil then
      kit.complain('there is no parameter "%s"; did you mean "%s"?', tostring(name),
        kit.nearest(name, names))
    end
    return values[name]
  end
end
