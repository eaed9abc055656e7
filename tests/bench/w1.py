# w1.py - the same five rules by NumPy and by DuckDB, over the columns that bench_w1 left.
#
#   python3 w1.py FILE ROWS
#
# One core each. Prints million rows a second and the total in fen; says so where one is missing.
import statistics
import sys
import time

ROUNDS = 5
YUAN = 100
NAMES = ["equipment_investment", "prior_max_revenue", "revenue", "sector", "takes_loan_discount",
         "recognition", "green_level", "mu_grade"]
TIERS = [(10_000_000_000, 1_000_000), (5_000_000_000, 500_000), (3_000_000_000, 300_000),
         (1_000_000_000, 200_000), (500_000_000, 100_000)]


def measure(name, rows, run):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        total = run()
        times.append(time.perf_counter() - start)
    rate = rows / 1e6 / statistics.median(times)
    print(f"{name:18s} {rate:7.1f} million rows a second, total {int(total)} fen")


def by_numpy(np, c):
    applies = ((c["sector"] == 0) & (c["equipment_investment"] >= 10_000_000 * YUAN)
               & (c["takes_loan_discount"] == 0))
    sum_of_all = np.where(applies, np.minimum(c["equipment_investment"] // 20, 10_000_000 * YUAN),
                          0)
    sum_of_all = sum_of_all + np.select(
        [(c["revenue"] > a * YUAN) & (c["prior_max_revenue"] <= a * YUAN) for a, _ in TIERS],
        [b * YUAN for _, b in TIERS], 0)
    recognised = np.array([0, 1_000_000, 500_000, 500_000, 200_000]) * YUAN
    green = np.array([0, 500_000, 200_000, 50_000]) * YUAN
    sum_of_all += np.maximum(recognised[c["recognition"]], green[c["green_level"]])
    sum_of_all += np.where(c["mu_grade"] == 0, 30_000 * YUAN, 0)
    return sum_of_all.sum()


def query():
    tiers = " ".join(f"WHEN revenue > {a * YUAN} AND prior_max_revenue <= {a * YUAN} "
                     f"THEN {b * YUAN}" for a, b in TIERS)
    return f"""SELECT sum(
      CASE WHEN sector = 0 AND equipment_investment >= {10_000_000 * YUAN}
        AND takes_loan_discount = 0
        THEN least(equipment_investment // 20, {10_000_000 * YUAN}) ELSE 0 END
      + CASE {tiers} ELSE 0 END
      + greatest(CASE recognition WHEN 1 THEN 100000000 WHEN 2 THEN 50000000
          WHEN 3 THEN 50000000 WHEN 4 THEN 20000000 ELSE 0 END,
        CASE green_level WHEN 1 THEN 50000000 WHEN 2 THEN 20000000 WHEN 3 THEN 5000000
          ELSE 0 END)
      + CASE mu_grade WHEN 0 THEN 3000000 ELSE 0 END) FROM firms"""


def main(path, rows):
    try:
        import numpy as np
    except ImportError:
        return print("NumPy, DuckDB      not installed for this python3, so not asked")
    data = np.fromfile(path, dtype=np.int64).reshape(len(NAMES), rows)
    columns = dict(zip(NAMES, data))
    measure("NumPy int64", rows, lambda: by_numpy(np, columns))
    try:
        import duckdb
    except ImportError:
        return print("DuckDB             not installed for this python3, so not asked")
    base = duckdb.connect(config={"threads": 1})
    base.register("given", columns)
    base.execute("CREATE TABLE firms AS SELECT * FROM given")
    measure("DuckDB", rows, lambda: base.execute(query()).fetchone()[0])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
