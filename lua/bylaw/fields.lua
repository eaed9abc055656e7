-- SPDX-License-Identifier: MIT
-- fields: the fields of a request, one a line, as a notice writes them:
--
--   round*             count 1..4                     * required
--   a*, b*, c          bool                           several of a kind
--   order_amount*      money > 0
--   merchant_discount  money 0..order_amount = 0      a default; a bound that is another field
--   item*              text 1..64                     so many characters
--   city               city with channel app          required when channel is app
--   level              level unless title unicorn|giant   required when title is neither
--   market             bool for rule comment          given only when rule is comment
--   from*              date for rule comment|review   then required, and else not given
--   ground             ground for rule comment|review  given with these
--   ground*            reason for rule filing          of another type with others
--   published_on*      date or null                   must be given, also as null
--   sales              list of money
--   claim_ids*         list of id unique              no two the same
--   traits             set of trait                   a list with no two the same, told as a whole
--   projects           list of project unique by project_id
--   revenue            money                          -- 营业收入
--
-- A comment behind a single field is its label. A text may stand with a clause that all of its
-- fields get: fields = { "kind* kind", { text, "for kind loan" } }.
-- Types: money percent number date time count text id bool, object (any JSON object, as its text),
-- or the name of a list of codes or of a record. Money is not negative unless a bound says so. A
-- value of another field may be the name of a list of codes, for each of them.

local plain = { money = true, percent = true, number = true, date = true, time = true, count = true,
  text = true, id = true, bool = true, object = true }

local function number_of(field, text)
  if field.type == "money" then return core.money(text) end
  local number = math.tointeger(tonumber(text))
  if not number then kit.complain('field %s: "%s" is not a whole number', field.name, text) end
  return number
end

local function literal(field, text)
  if text == "true" or text == "false" then return text == "true" end
  if field.type == "code" or field.type == "text" then return text end
  return number_of(field, text)
end

-- Each takes its words off the line and says so.
local clauses = {
  { "^>%s*([^%s=]%S*)%s*", function(field, n) field.above = number_of(field, n) end },
  { "^>=%s*(%S+)%s*", function(field, n) field.least = number_of(field, n) end },
  { "^(%-?[%d,.]-)%.%.([%w_.,]+)%s*", function(field, low, high)
    field.least = number_of(field, low)
    if string.find(high, "^%a") then
      field.most_field = high
    else
      field.most = number_of(field, high)
    end
  end },
  { "^or null%s*", function(field) field.nullable = true end },
  { "^with%s+([%w_]+)%s+([%w_|]+)%s*", function(field, other, values)
    field.with_field, field.with_value = other, values
  end },
  { "^unless%s+([%w_]+)%s+([%w_|]+)%s*", function(field, other, values)
    field.with_field, field.with_value, field.unless = other, values, true
  end },
  { "^for%s+([%w_]+)%s+([%w_|]+)%s*", function(field, other, values)
    field.with_field, field.with_value, field.belongs = other, values, true
  end },
  { "^unique%s+by%s+([%w_]+)%s*", function(field, key) field.unique_by = key end },
  { "^unique%s*", function(field) field.unique = true end },
  { "^=%s*(%S+)%s*", function(field, value) field.fallback = literal(field, value) end },
}

-- The place behind the clause that begins at `from`.
local function clause(field, line, from)
  for _, try in ipairs(clauses) do
    local first, last, a, b = string.find(line, try[1], from)
    if first then
      try[2](field, a, b)
      return last + 1
    end
  end
  kit.complain('field %s: can\'t read "%s"', field.name, string.sub(line, from))
end

-- Values parted by "|", a list of codes as all of its codes.
local function each_value(values, types)
  return string.gsub(values, "[%w_]+", function(value)
    local codes = types[value] and types[value].values
    return codes and table.concat(codes, "|")
  end)
end

-- A field whose clauses begin at `from`.
local function one(name, star, many, kind, line, from, types)
  local set = many == "set"
  local field = { name = name, type = kind, required = star == "*", list = many ~= nil,
    unique = set, whole = set }
  if not plain[kind] then
    local of = types[kind]
    if not of then kit.complain('field %s: "%s" is no type and no list of codes', name, kind) end
    field.type, field.codes, field.fields = of.fields and "record" or "code", of.values, of.fields
  end
  while from <= #line do from = clause(field, line, from) end
  if field.with_value then field.with_value = each_value(field.with_value, types) end
  if kind == "money" and field.above == nil then field.least = field.least or core.money "0" end
  return field
end

-- The names before a type, parted by commas; then the place of what follows them.
local function names_of(line)
  local names, from = {}, 1
  repeat
    local name, star, comma, after = string.match(line, "^([%a_][%w_]*)(%*?)%s*(,?)%s*()", from)
    if not name then kit.complain('can\'t read the field "%s"; write: name* type', line) end
    names[#names + 1] = { name, star }
    from = after
  until comma == ""
  return names, from
end

-- The field of that name, or nil.
function kit.field_named(fields, name)
  for _, field in ipairs(fields) do
    if field.name == name then return field end
  end
end
function kit.is_text(field) return field.type == "text" or field.type == "id" end

-- Whether a value of the field that another one is `with` asks for that one.
function kit.asks_for(field, value)
  local named = false
  for word in string.gmatch(field.with_value, "[^|]+") do
    named = named or tostring(value) == word
  end
  return named ~= (field.unless or false)
end

local function check_other(field, other, seen)
  if other and not seen[other] then
    kit.complain('field %s speaks of a field "%s" that there is not', field.name, other)
  end
end

-- The fields of a list but those that `names` tells; `partly`: none of the others is required or
-- has a value of its own, for they replace some of those given before.
function kit.fields_without(fields, names, partly)
  local without, list = kit.set_of(names), {}
  for _, field in ipairs(fields) do
    local copy = {}
    for key, value in next, field do copy[key] = value end
    if partly then
      copy.required, copy.fallback, copy.with_field, copy.most_field = nil, nil, nil, nil
      copy.belongs = nil
    end
    if not without[field.name] then list[#list + 1] = copy end
  end
  return list
end

-- Adds the fields that the lines in `text` declare, each with a clause more.
local function add_lines(fields, text, types, more)
  core.check_fields(text)
  for line in string.gmatch(text, "%S[^\n]*") do
    local comment = string.find(line, "--", 1, true)
    local label = comment and string.match(line, "^%-%-%s*(.-)%s*$", comment)
    if comment then line = string.sub(line, 1, comment - 1) end
    local names, from = {}, 1
    if line ~= "" then names, from = names_of(line) end
    if more and line ~= "" then line = line .. " " .. more end
    local many, after_many = string.match(line, "^(%a+)%s+of%s+()", from)
    if many ~= "list" and many ~= "set" then many, after_many = nil, nil end
    local kind, clauses_from = string.match(line, "^([%a_][%w_]*)%s*()", after_many or from)
    for _, entry in ipairs(names) do
      local name, star = entry[1], entry[2]
      if not kind then kit.complain("field %s has no type", name) end
      fields[#fields + 1] = one(name, star, many, kind, line, clauses_from, types)
      fields[#fields].label = #names == 1 and label or nil
    end
  end
end

-- Whether no value with which a field goes is one of those of another field.
local function parted(field, other)
  if not field.belongs or field.with_field ~= other.with_field then return false end
  local others = "|" .. other.with_value .. "|"
  for value in string.gmatch(field.with_value, "[^|]+") do
    if string.find(others, "|" .. value .. "|", 1, true) then return false end
  end
  return true
end

-- The list of fields that `text` declares, or a list of such texts and lists of fields; `types`
-- holds the notice's lists of codes and its records.
function kit.fields(text, types)
  local fields, seen = {}, {}
  for _, part in ipairs(type(text) == "table" and text or { text }) do
    if type(part) == "table" and type(part[1]) == "string" then
      add_lines(fields, part[1], types, kit.expect("a clause of fields", part[2], "string"))
    elseif type(part) == "table" then
      for _, field in ipairs(part) do fields[#fields + 1] = field end
    else
      add_lines(fields, kit.expect("fields", part, "string"), types)
    end
  end
  for place, field in ipairs(fields) do
    field.twin = nil
    for i = 1, seen[field.name] and place - 1 or 0 do
      local twin = fields[i]
      if twin.name == field.name then
        if not (parted(field, twin) and parted(twin, field)) then
          kit.complain("field %s stands twice", field.name)
        end
        field.twin, twin.twin = true, true
      end
    end
    seen[field.name] = true
  end
  for _, field in ipairs(fields) do
    check_other(field, field.most_field, seen)
    check_other(field, field.with_field, seen)
  end
  return fields
end
