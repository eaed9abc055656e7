-- SPDX-License-Identifier: MIT
-- What an office sets itself: merchant.sample_count, which the text puts at 52.
policy "../../policies/consumption_vouchers.lua"

local season = include "_season.lua"

local function sample(merchant_id, moment, expected)
  local step = season.register(merchant_id, moment, { kind = "sample" })
  step[3] = expected
  return step
end

local full = refused("sample_list_full", "二")

case "with a limit of 1 the second sample firm is refused from the first day on" {
  own({ ["merchant.sample_count"] = 1 }, "2021-12-03"),
  sample("S1", "12-01T09:00:00"),
  sample("S2", "12-02T23:59:59"),
  sample("S3", "12-03T00:00:00", full),
}

case "the later day holds, and a second value for a day stands in place of the first" {
  own({ ["merchant.sample_count"] = 0 }, "2021-12-05"),
  own({ ["merchant.sample_count"] = 5 }, "2021-12-03"),
  own({ ["merchant.sample_count"] = 1 }, "2021-12-03"),
  sample("S1", "12-03T09:00:00"),
  sample("S2", "12-04T09:00:00", full),
  own({ ["merchant.sample_count"] = 2 }, "2021-12-03"),
  sample("S2", "12-04T09:00:00"),
  sample("S3", "12-05T00:00:00", full),
}

case "a pure function answers from the notice alone" {
  at = "2021-12-03T10:00:00+08:00",
  own { ["merchant.sample_count"] = 1 },
  { "campaign", {}, { sample_count = 52 } },
}
