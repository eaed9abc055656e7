-- SPDX-License-Identifier: MIT
-- parameters: the figures of a notice, each with its name, value and citation.
--
--   { "rate", percent(5), cite = "二(一)2", label = "补贴比例" }
--   { "growth", type = "percent", signed = true, cite = "二(二)1" }       the text leaves it open
--   { "rule", "queue", codes = "shortage", cite = "一" }                  a code of a list
--   { "units", type = "text", list = true, cite = "三(一)" }              several values
--   { "due", "01-05", type = "month_day", cite = "九" }                   a day that each year has
--   { of = "prize", cite = "二(一)1", { "first", yuan(100) }, { "second", yuan(50) } }  a group
--   { "fee", yuan(5), cite = "一", from = date "2021-12-01", to = date "2023-12-31",
--     changes = { { date "2023-01-01", yuan(6), cite = "二" } } }         values with their dates
--
-- A notice reads one by its name: p "rate" is the value in force on the day of the request, and
-- p("rate", day) the one of another day. What the text leaves open and nobody set is nil. A call
-- may replace values for itself. One that is taken away for a call is nil when it may lack a value
-- (`nullable`, or left open); reading any other refuses the request. What an office sets itself
-- holds in functions that read or change the register, from its date on.
--
-- Money and percent are not negative unless they are `signed` or have another `least`.

local known = kit.known { 1, 2, "cite", "label", "codes", "least", "most", "type", "list", "signed",
  "nullable", "changes", "from", "to" }
-- The keys of a group of so many entries.
local function known_of_group(count)
  local keys = { "of", "cite" }
  for i = 1, count do keys[#keys + 1] = i end
  return kit.known(keys)
end
local known_of_change = kit.known { 1, 2, "cite" }
local types = { "money", "percent", "number", "date", "count", "text", "bool", "month_day" }
local kinds = { string = "text", boolean = "bool" }

local listed, by_name, names = {}, {}, {} -- the entries in their order, by name; their names
local fixed = {}                          -- values that are the same on every day
local replaced, own = {}, nil             -- for the running call; of the office
local quick = fixed                       -- values that p gives without a further look
local unset = setmetatable({}, { __metatable = false })
local dated = false  -- some value has dates
local reads = nil    -- names read, while somebody asks
local as = nil       -- what p makes of a value and its cite then, if anything
local watched = {}   -- who read each name that is watched: the measures that were judged
local derived = {}   -- what was derived from the values in force, by the function that derives it
local derived_on     -- the day of that

-- The day of the running request; nil while the notice is loaded.
local function today()
  local now = core.moment()
  return now and now:date()
end

-- Makes a function of the parameters and one value, whose results are remembered while the same
-- values are in force; nobody may change a result.
function kit.derive(from)
  return function(value)
    if dated or own then
      local day = today()
      if day ~= derived_on then derived, derived_on = {}, day end
    end
    local results = derived[from] or {}
    derived[from] = results
    if results[value] == nil then results[value] = from(value) end
    return results[value]
  end
end

local function kind_of(value)
  local kind = core.kind(value) or kinds[type(value)] or
    (math.type(value) == "integer" and "count")
  return kind == "ratio" and "number" or kind
end

-- One value of an entry, as its type has it.
local function typed(entry, value)
  local kind = kind_of(value)
  if not kind then kit.complain("parameter %s: %s is no exact value", entry.name, type(value)) end
  if entry.type == "code" then
    for _, code in ipairs(entry.codes) do
      if code == value then return value end
    end
    kit.complain('parameter %s: "%s" is none of its codes; did you mean "%s"?', entry.name,
      tostring(value), kit.nearest(value, entry.codes))
  end
  if entry.type == "month_day" and kind == "text" then
    if not pcall(core.date, "2021-" .. value) then
      kit.complain('parameter %s: "%s" is no day that each year has, such as 01-05', entry.name,
        value)
    end
    return value
  end
  entry.type = entry.type or kind
  if entry.type == "number" and kind == "count" then return core.ratio(value) end
  if entry.type ~= kind then
    kit.complain("parameter %s: expected a %s, not a %s", entry.name, entry.type, kind)
  end
  return value
end

local function typed_value(entry, value)
  if value == nil or not entry.list then return value ~= nil and typed(entry, value) or value end
  local list = {}
  for i, element in ipairs(kit.expect("the values of parameter ", value, "table", entry.name)) do
    list[i] = typed(entry, element)
  end
  return list
end

local function type_of(given, entry, codes)
  if given.codes then
    local list = codes[given.codes]
    if not list then
      kit.complain('parameter %s: there are no codes "%s"', entry.name, given.codes)
    end
    entry.type, entry.codes, entry.terms = "code", list.values, list.labels
  elseif given.type then
    entry.type = given.type
    if kit.nearest(given.type, types) ~= given.type then
      kit.complain('parameter %s: there is no type "%s"; did you mean "%s"?', entry.name,
        tostring(given.type), kit.nearest(given.type, types))
    end
  elseif given[2] == nil or given.list then
    kit.complain("parameter %s needs its type or its codes", entry.name)
  end
end

local function day_of(entry, what, value)
  if value ~= nil and core.kind(value) ~= "date" then
    kit.complain("parameter %s: %s must be a date", entry.name, what)
  end
  return value
end

local function changes_of(given, entry)
  local changes = {}
  for i, change in ipairs(given.changes or {}) do
    kit.only("a change of parameter ", change, known_of_change, entry.name)
    local from = day_of(entry, "a change's day", change[1] or false)
    if i > 1 and from <= changes[i - 1].from then
      kit.complain("parameter %s: its changes are not in the order of their days", entry.name)
    end
    if type(change.cite) ~= "string" then
      kit.complain("parameter %s: the change of %s has no cite", entry.name, tostring(from))
    end
    changes[i] = { from = from, value = typed_value(entry, change[2]), cite = change.cite }
  end
  return changes
end

local function entry_of(given, codes, group)
  kit.only("a parameter", given, known)
  local name = kit.expect("a parameter's name", given[1], "string")
  local entry = { name = group.of and group.of .. "." .. name or name,
    cite = given.cite or group.cite,
    label = given.label, list = given.list, least = given.least, most = given.most }
  if by_name[entry.name] then kit.complain("parameter %s stands twice", entry.name) end
  if type(entry.cite) ~= "string" then kit.complain("parameter %s has no cite", entry.name) end
  type_of(given, entry, codes)
  entry.value = typed_value(entry, given[2])
  entry.from, entry.to = day_of(entry, "from", given.from), day_of(entry, "to", given.to)
  entry.changes = changes_of(given, entry)
  entry.dated = #entry.changes > 0 or entry.from ~= nil or entry.to ~= nil
  entry.optional = given.nullable or given[2] == nil
  if (entry.type == "money" or entry.type == "percent") and not given.signed then
    entry.least = entry.least or 0
  end
  return entry
end

-- The values that p may give at once: those that no day, office or taking away has a say in.
local function settle()
  derived, quick = {}, fixed
  if reads then
    quick = {}
  elseif own or next(replaced) ~= nil then
    quick = {}
    for name, value in next, fixed do
      if not own or not own[name] then quick[name] = value end
    end
    for name, value in next, replaced do quick[name] = value ~= unset and value or nil end
  end
  if next(watched) ~= nil then
    local others = {}
    for name, value in next, quick do
      if not watched[name] then others[name] = value end
    end
    quick = others
  end
end

-- The last of the dated values that began by then, or nil.
local function last_of(values, day)
  local last
  for _, one in ipairs(values) do
    if one.from <= day then last = one end
  end
  return last
end

-- The value in force, then what cites it; nil and why when it has none.
local function look(entry, on)
  if reads then reads[entry.name] = true end
  if watched[entry.name] then watched[entry.name][kit.judging or ""] = true end
  local value = replaced[entry.name]
  if value == unset then return nil, entry.cite, not entry.optional and "taken" or nil end
  if value ~= nil then return value, entry.cite end
  local settings = own and own[entry.name]
  if not entry.dated and not settings then return entry.value, entry.cite end
  local day = on or today()
  if not day then
    kit.complain("parameter %s has dates: read it in a function, not while the notice is loaded",
      entry.name)
  end
  local setting = settings and last_of(settings, day)
  if setting and setting.value ~= nil then return setting.value, entry.cite end
  if entry.from and day < entry.from then return nil, entry.cite, "before", entry.from end
  if entry.to and day > entry.to then return nil, entry.cite, "after", entry.to end
  local change = last_of(entry.changes, day)
  if change then return change.value, change.cite end
  return entry.value, entry.cite
end

local function find(name, on)
  local entry = by_name[name]
  if not entry then
    kit.complain('there is no parameter "%s"; did you mean "%s"?', tostring(name),
      kit.nearest(name, names))
  end
  local value, cite, trouble, day = look(entry, day_of(entry, "the day asked for", on))
  if trouble == "taken" then
    core.refuse_input("params." .. name, name .. " is needed here")
  elseif trouble then
    core.refuse_input("at", string.format("%s has no value %s %s", name, trouble, tostring(day)))
  end
  if as and value ~= nil and type(value) ~= "table" then return as(value, name, cite) end
  return value
end

-- One entry, or a group of them with what they share.
local function list_entry(given, codes, group)
  if type(given) == "table" and type(given[1]) == "table" then
    kit.only("a group of parameters", given, known_of_group(#given))
    for _, one in ipairs(given) do list_entry(one, codes, given) end
    return
  end
  local entry = entry_of(given, codes, group or {})
  listed[#listed + 1], by_name[entry.name], names[#names + 1] = entry, entry, entry.name
  dated = dated or entry.dated
  if not entry.dated then fixed[entry.name] = entry.value end
end

-- Declares the parameters of a notice; gives the reader p.
function kit.parameters(list, codes)
  for _, given in ipairs(kit.expect("parameters", list, "table")) do list_entry(given, codes) end
  core.parameters(listed, function(new, of_office)
    replaced, own, reads, as = new, of_office, nil, nil
    settle()
  end, unset)
  return kit.read_parameter
end

-- The reader of parameters, p.
function kit.read_parameter(name, on)
  local value = quick[name]
  if value ~= nil and on == nil then return value end
  return find(name, on)
end

-- Runs f with the values of `params`, a JSON object or nothing, in place of those in force, and
-- gives what f gives; nil, field and message when one does not fit.
function kit.with(params, f)
  if params == nil then return f() end
  -- From here on the next request begins anew, also when f raises.
  local new, field, message = core.read_parameters(params)
  if not new then return nil, field, message end
  local before = replaced
  for name, value in next, before do
    if new[name] == nil then new[name] = value end
  end
  replaced = new
  settle()
  local results = table.pack(f())
  replaced = before
  settle()
  return table.unpack(results, 1, results.n)
end

-- Runs f with the values of the text, also while others are in force.
function kit.as_written(f)
  local before, of_office = replaced, own
  replaced, own = {}, nil
  settle()
  f()
  replaced, own = before, of_office
  settle()
end

-- Runs f and gives the set of the names that it read, then what f gives.
function kit.reads_of(f)
  local outer, mine = reads, {}
  core.parameters_changed()
  reads = mine
  settle()
  local results = table.pack(f())
  reads = outer
  settle()
  if outer then
    for name in next, mine do outer[name] = true end
  end
  return mine, table.unpack(results, 1, results.n)
end

-- From here to forget_reads: the set of the names read, while p gives what `make` makes of a value,
-- its name and its cite. Who asks around this hears of them as well.
local around
function kit.note_reads(make)
  around, reads, as = reads, {}, make
  settle()
  return reads
end
function kit.forget_reads()
  for name in next, around and reads or {} do around[name] = true end
  reads, as = around, nil
  settle()
end

-- Whether all of these parameters have the values of the text, the same on each day.
function kit.are_as_written(set)
  for name in next, set do
    if replaced[name] ~= nil or (own and own[name]) or by_name[name].dated then return false end
  end
  return true
end

-- What tells the values in force from others.
function kit.in_force()
  return { replaced, own, dated and tostring(today()) }
end

-- From now on notes who reads a parameter.
function kit.watch(name)
  watched[name] = {}
  settle()
end

-- Calls f, whose reading is not noted.
function kit.unseen(f, ...)
  local kept = watched
  watched = {}
  settle()
  local found = table.pack(pcall(f, ...))
  watched = kept
  settle()
  if not found[1] then error(found[2], 0) end
  return table.unpack(found, 2, found.n)
end

-- Whether somebody read it since, and the measures that were judged then, as text.
function kit.readers_of(name)
  local measures = {}
  for measure in next, watched[name] do
    if measure ~= "" then measures[#measures + 1] = measure end
  end
  table.sort(measures)
  return next(watched[name]) ~= nil, table.concat(measures, ", ")
end

-- What the notice has of parameters whose names begin with `prefix`, in their order, with the
-- value in force, if there is one: { name, value, cite, label, type }.
function kit.parameter_list(prefix)
  local list = {}
  for _, entry in ipairs(listed) do
    if not prefix or string.sub(entry.name, 1, #prefix) == prefix then
      local value, cite = look(entry)
      list[#list + 1] = { name = entry.name, value = value, cite = cite, label = entry.label,
        type = entry.type }
    end
  end
  return list
end
