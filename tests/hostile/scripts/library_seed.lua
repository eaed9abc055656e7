-- expects: there is no `math.randomseed` in a notice
math.randomseed(1)
