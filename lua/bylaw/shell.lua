-- SPDX-License-Identifier: MIT
-- shell: what somebody who types statements can say, beside the words of the sandbox.
--
--   industrial_economy.award { award_year = 2021, ... }    a call, whose value is the answer
--   _                                                       the value of the last expression
--
-- A policy is a table of its functions; each takes a request as a table, or nothing for {}. In it
-- `null` is null and `empty` the empty list. An answer is a plain table. Where it, or a part of it,
-- is shown, that is done the way answers are shown to people, for the shell remembers what it is a
-- part of.

local words = { null = core.null, empty = core.empty }

-- What each table that came out of an answer is: { policy, function, name, text }; the name is that
-- of the part, "" of the whole, whose text is kept.
local origins = setmetatable({}, { __mode = "k" })

local function remember(value, policy, name, part)
  origins[value] = { policy, name, part }
  for key, inner in next, value do
    if type(inner) == "table" then
      remember(inner, policy, name, type(key) == "string" and key or part)
    end
  end
end

local function ask(policy, name, request)
  if request ~= nil and type(request) ~= "table" then
    error(policy .. "." .. name .. " takes a table: " .. name .. " { field = value }", 3)
  end
  local answer, text = core.answer(policy, name, request or {})
  if not answer then error(text, 3) end
  remember(answer, policy, name, "")
  origins[answer][4] = text
  return answer
end

-- The table of a policy's functions.
function words.policy(policy, names)
  local functions = {}
  for _, name in ipairs(names) do
    functions[name] = function(request, ...)
      if select("#", ...) > 0 then error(name .. " takes one table", 2) end
      local answer = ask(policy, name, request) -- no tail call: errors name the caller's line
      return answer
    end
  end
  return setmetatable(functions, { __index = function(_, name)
    error(string.format('%s has no function "%s"; did you mean "%s"?', policy, tostring(name),
      core.nearest(tostring(name), names)), 2)
  end })
end

-- Values as text

local INNER_MAX, DEPTH_MAX = 200, 8
local text_of

local function key_text(key)
  if type(key) == "string" and string.find(key, "^[%a_][%w_]*$") then return key end
  return "[" .. text_of(key, 1) .. "]"
end

local function members(value, depth)
  local keys, parts, list = {}, {}, #value
  for key in next, value do
    if math.type(key) ~= "integer" or key < 1 or key > list then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for i = 1, list do parts[i] = text_of(value[i], depth + 1) end
  for _, key in ipairs(keys) do
    parts[#parts + 1] = key_text(key) .. " = " .. text_of(value[key], depth + 1)
  end
  return parts
end

function text_of(value, depth)
  if value == core.null then return "null" end
  if value == core.empty then return "empty" end
  if type(value) == "string" then
    return (string.gsub(string.format("%q", value), "\\\n", "\\n"))
  end
  if type(value) ~= "table" then return core.text(value) end
  if depth > DEPTH_MAX then return "{...}" end
  local parts = members(value, depth)
  if #parts > INNER_MAX then
    local more = #parts - INNER_MAX
    parts = table.move(parts, 1, INNER_MAX, 1, {})
    parts[INNER_MAX + 1] = "... " .. more .. " more"
  end
  return #parts == 0 and "{}" or "{ " .. table.concat(parts, ", ") .. " }"
end

-- Shows values in a line, but answers and parts of them in lines of their own.
function words.show(...)
  local values, line = table.pack(...), {}
  for i = 1, values.n do
    local value = values[i]
    local origin = type(value) == "table" and origins[value]
    if origin then
      core.show_answer(origin[1], origin[2], origin[3], origin[4] or core.json(value))
    elseif type(value) == "string" then
      line[#line + 1] = value
    else
      line[#line + 1] = text_of(value, 0)
    end
  end
  if #line > 0 then core.print(table.concat(line, "\t")) end
end

return words
