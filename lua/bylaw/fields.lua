-- fields: the fields of a request, one a line, as a notice writes them:
--
--   round*             count 1..4                     * required
--   a*, b*, c          bool                           several of a kind
--   order_amount*      money > 0
--   merchant_discount  money 0..order_amount = 0      a default; a bound that is another field
--   city               city with channel app          required when channel is app
--   published_on*      date or null                   must be given, also as null
--
-- Types: money percent date time count text id bool, or the name of a list of codes.

local plain = { money = true, percent = true, date = true, time = true, count = true, text = true,
  id = true, bool = true }

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
  { "^>%s*(%S+)%s*", function(field, n) field.above = number_of(field, n) end },
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
  { "^with%s+([%w_]+)%s+([%w_]+)%s*", function(field, other, value)
    field.with_field, field.with_value = other, value
  end },
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

-- A field whose clauses begin at `from`.
local function one(name, star, kind, line, from, codes)
  local field = { name = name, type = kind, required = star == "*" }
  if not plain[kind] then
    if not codes[kind] then
      kit.complain('field %s: "%s" is no type and no list of codes', name, kind)
    end
    field.type, field.codes = "code", codes[kind].values
  end
  while from <= #line do from = clause(field, line, from) end
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

local function check_other(field, other, seen)
  if other and not seen[other] then
    kit.complain('field %s speaks of a field "%s" that there is not', field.name, other)
  end
end

-- The list of fields that the lines in `text` declare; `codes` holds the notice's lists of codes.
function kit.fields(text, codes)
  local fields, seen = {}, {}
  for line in string.gmatch(kit.expect("fields", text, "string"), "%S[^\n]*") do
    local comment = string.find(line, "--", 1, true)
    if comment then line = string.sub(line, 1, comment - 1) end
    local names, from = {}, 1
    if line ~= "" then names, from = names_of(line) end
    local kind, clauses_from = string.match(line, "^([%a_][%w_]*)%s*()", from)
    for _, entry in ipairs(names) do
      local name, star = entry[1], entry[2]
      if not kind then kit.complain("field %s has no type", name) end
      if seen[name] then kit.complain("field %s stands twice", name) end
      seen[name] = true
      fields[#fields + 1] = one(name, star, kind, line, clauses_from, codes)
    end
  end
  for _, field in ipairs(fields) do
    check_other(field, field.most_field, seen)
    check_other(field, field.with_field, seen)
  end
  return fields
end
