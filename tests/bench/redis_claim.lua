-- SPDX-License-Identifier: MIT
-- redis_claim: the rule of a claim as a script of Redis: once a request, once a person, never more
-- than there are.
-- luacheck: read globals redis ARGV
local id, person = ARGV[1], ARGV[2]
local before = redis.call("get", "request:" .. id)
if before then return before end
local answer
if redis.call("exists", "held:1:30:" .. person) == 1 then
  answer = "no already_claimed"
elseif tonumber(redis.call("get", "left") or 100000000) < 1 then
  answer = "no sold_out"
else
  redis.call("incrby", "left", redis.call("exists", "left") == 1 and -1 or 99999999)
  local voucher = "1-30-" .. redis.call("incr", "serial")
  redis.call("hset", "voucher:" .. voucher, "person", person, "state", "claimed",
    "until", "2021-12-10")
  redis.call("set", "held:1:30:" .. person, voucher)
  redis.call("incrby", "outstanding", 3000)
  answer = 'ok "' .. voucher .. '"' .. string.rep(" ", 200)
end
redis.call("set", "request:" .. id, answer)
return answer
