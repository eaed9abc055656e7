-- SPDX-License-Identifier: MIT
-- numbers: registration numbers such as LSDR-2022-001002, the second of unit 001 in 2022.
--
--   local numbers = notice:numbers { prefix = "number.prefix", digits = "number.serial_digits",
--     first = "number.serial_first", unit_most = 8 }
--   numbers.read(text, day)                 { year, unit, serial }, nil when it is no such number
--   numbers.write(year, unit, serial, day)  the text, nil when the serial has too many digits
--
-- `prefix`, `digits` and `first` are parameters, read on the day given. A unit's code is ASCII
-- letters and digits, `unit_most` of them at most, and the serial follows it at once.

local known = kit.known { "prefix", "digits", "first", "unit_most" }

function kit.numbers(decl)
  kit.only("numbers", decl, known)
  for _, key in ipairs(known.list) do
    if decl[key] == nil then kit.complain("numbers need their %s", key) end
  end
  local p, numbers = kit.read_parameter, {}
  function numbers.read(text, day)
    local prefix, digits = p(decl.prefix, day) .. "-", p(decl.digits, day)
    if string.sub(text, 1, #prefix) ~= prefix then return nil end
    local year, rest = string.match(text, "^(%d%d%d%d)%-([0-9A-Za-z]+)$", #prefix + 1)
    local unit = rest and string.sub(rest, 1, -digits - 1)
    local serial = rest and string.match(string.sub(rest, -digits), "^%d+$")
    if not serial or unit == "" or #unit > decl.unit_most then return nil end
    local number = { year = math.tointeger(tonumber(year)), unit = unit,
      serial = math.tointeger(tonumber(serial)) }
    return number.serial >= p(decl.first, day) and number or nil
  end
  function numbers.write(year, unit, serial, day)
    local prefix, digits = p(decl.prefix, day), p(decl.digits, day)
    local written = string.format("%0" .. digits .. "d", serial)
    return #written <= digits and string.format("%s-%04d-%s%s", prefix, year, unit, written) or nil
  end
  return numbers
end
