-- SPDX-License-Identifier: MIT
-- ask: `bylaw ask POLICY FUNCTION NAME=VALUE...`, for a question without JSON.

local plugin = ...
plugin.interface = 1
plugin.about = "a question to a notice without JSON 提问"

plugin.functions = { quarter_of = function(month) return (month + 2) // 3 end }

plugin.commands = { ask = {
  summary = "Asks a pure function of a notice: NAME=VALUE for each field.",
  example = "bylaw ask policies/consumption_vouchers.lua quote order_amount=520",
  run = function(arguments, call)
    local request = {}
    for i = 3, #arguments do
      local at = 1
      while at < #arguments[i] and string.sub(arguments[i], at, at) ~= "=" do at = at + 1 end
      local value = string.sub(arguments[i], at + 1)
      request[string.sub(arguments[i], 1, at - 1)] = value == "true" or value ~= "false"
        and (tonumber(value) or value)
    end
    local answer = call(arguments[1], arguments[2], request)
    return (answer.ok and "yes" or "no, " .. answer.error.message) .. "\n", answer.ok and 0 or 2
  end,
} }
