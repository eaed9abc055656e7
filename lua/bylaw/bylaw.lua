-- SPDX-License-Identifier: MIT
-- bylaw: the word by which notices reach the library.

return { notice = kit.notice }
