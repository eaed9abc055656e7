-- SPDX-License-Identifier: MIT
-- range: a range of percentages of an amount, with ends that belong to it or do not.
--
--   local range = notice:range { least = percent(0), most = percent(50), above = true }
--   range:amounts(yuan(120000))     the smallest and the largest amount in it, in whole fen; two
--                                   times 0 when there is none
--   range:holds(percent(50))        whether a percentage lies in it
--   range:holds(x, percent(0))      the same of the range that is opened downwards to 0 %
--   range:holds(x, nil, percent(100))   and upwards to 100 %
--
-- `above`: the least itself is not in it; `below`: the most is not. An end that it was opened to
-- belongs to it.

local Range = {}
Range.__index = Range

local known = kit.known { "least", "most", "above", "below" }
local nothing, one_fen = core.money "0", core.money "0.01"

function kit.range(of)
  kit.only("a range", of, known)
  for _, key in ipairs { "least", "most" } do
    if core.kind(of[key]) ~= "percent" then kit.complain("a range's %s must be a percent", key) end
  end
  return setmetatable({ least = of.least, most = of.most, above = of.above or false,
    below = of.below or false }, Range)
end

function Range:amounts(base)
  local least, most = base:times(self.least, "up"), base:times(self.most, "down")
  if self.above then least = base:times(self.least, "down") + one_fen end
  if self.below then most = base:times(self.most, "up") - one_fen end
  if most < least then return nothing, nothing end
  return least, most
end

function Range:holds(value, down_to, up_to)
  local not_less = value > self.least or value == self.least and not self.above
  local not_more = value < self.most or value == self.most and not self.below
  return (not_less or down_to ~= nil and value >= down_to and value <= self.least)
    and (not_more or up_to ~= nil and value <= up_to and value >= self.most)
end
