-- declare: how declarations are checked. A slip in a notice is told with the notice's own line.
--
-- The modules here are trusted: they run with Lua's real globals and share the table `kit`. Notices
-- see only what lua/bylaw/bylaw.lua returns, and the words of the sandbox.

kit = {}

-- Raises with the line of the notice that called into the library.
function kit.complain(format, ...)
  core.complain(string.format(format, ...))
end

function kit.keys_in_order(t)
  local keys = {}
  for key in next, t do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  return keys
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

-- Complains unless every key of `given` is known.
function kit.only(what, given, known)
  if type(given) ~= "table" then kit.complain("%s must be a table, not %s", what, type(given)) end
  local unknown = {}
  for key in next, given do
    if not known.has[key] then unknown[key] = true end
  end
  local first = kit.keys_in_order(unknown)[1]
  if first == nil then return end
  kit.complain('%s has no "%s"; did you mean "%s"?', what, tostring(first),
    kit.nearest(first, known.list))
end

-- Complains unless `value` is of the Lua type.
function kit.expect(what, value, kind)
  if type(value) ~= kind then kit.complain("%s must be a %s, not %s", what, kind, type(value)) end
  return value
end
