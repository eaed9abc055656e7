-- SPDX-License-Identifier: MIT
-- declare: how declarations are checked. A slip in a notice is told with the notice's own line.
--
-- The modules here are trusted: they run with Lua's real globals and share the table `kit`. Notices
-- see only what lua/bylaw/bylaw.lua returns, and the words of the sandbox.

kit = {}

-- Raises with the line of the notice that called into the library.
function kit.complain(format, ...)
  core.complain(string.format(format, ...))
end

-- The known name most like `name`.
function kit.nearest(name, known)
  return core.nearest(tostring(name), known)
end

-- The known keys of a declaration, for kit.only.
function kit.known(list)
  local known = { list = list, has = {} }
  for _, key in ipairs(list) do known.has[key] = true end
  return known
end

-- Complains unless every key of `given` is known; of several others the first in order is told.
-- `what` is said of `owner`, if there is one.
function kit.only(what, given, known, owner)
  kit.expect(what, given, "table", owner)
  local first
  for key in next, given do
    if not known.has[key] and (first == nil or tostring(key) < tostring(first)) then first = key end
  end
  if first == nil then return end
  kit.complain('%s%s has no "%s"; did you mean "%s"?', what, owner or "", tostring(first),
    kit.nearest(first, known.list))
end

-- Complains unless `value` is of the Lua type.
function kit.expect(what, value, kind, owner)
  if type(value) ~= kind then
    kit.complain("%s%s must be a %s, not %s", what, owner or "", kind, type(value))
  end
  return value
end

-- Complains when the list has a hole, behind which nothing would be seen.
function kit.whole(what, list, owner)
  local count = 0
  for key in next, list do
    if math.type(key) == "integer" then count = count + 1 end
  end
  for place = 1, count do
    if list[place] == nil then kit.complain("%s%s have a hole at %d", what, owner, place) end
  end
  return list
end

-- A list of those that are not nil.
function kit.given(...)
  local list = {}
  for place = 1, select("#", ...) do list[#list + 1] = (select(place, ...)) end
  return list
end

-- What `needed` lists and `given` doesn't.
function kit.missing(needed, given)
  local has, missing = {}, {}
  for _, entry in ipairs(given) do has[entry] = true end
  for _, entry in ipairs(needed) do
    if not has[entry] then missing[#missing + 1] = entry end
  end
  return missing
end

-- The words of a text as a set, and as a list.
function kit.set_of(text)
  local set, list = {}, {}
  for word in string.gmatch(text or "", "%S+") do set[word], list[#list + 1] = true, word end
  return set, list
end

function kit.words(text)
  local _, list = kit.set_of(text)
  return list
end

-- A field of a request that the function may not have declared.
function kit.field_of(q, name)
  for key, value in next, q do
    if key == name then return value end
  end
end

-- Calls back with each line's first word and its entries, { word, term }. A line that ends with a
-- comma goes on in the next.
function kit.entries(what, text, each)
  local joined = string.gsub(kit.expect(what, text, "string"), ",%s*\n", ",")
  for head, rest in string.gmatch(joined, "(%S+)([^\n]*)") do
    local entries = {}
    for word, term in string.gmatch(rest, "([%w_.]+)([^,]*)") do
      entries[#entries + 1] = { word, string.match(term, "^%s*(.-)%s*$") }
    end
    if #entries == 0 then kit.complain('%s: nothing stands behind "%s"', what, head) end
    each(head, entries)
  end
end

-- Runs modules that not every notice wants, each once.
local used = {}
function kit.use(...)
  for _, name in ipairs { ... } do
    if not used[name] then core.run(name) end
    used[name] = true
  end
end
