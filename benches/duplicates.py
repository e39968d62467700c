"""What splink and recordlinkage make of the same records: `duplicates.py ENGINE TABLE PAIRS TRAINING TRUTH`.

Both read the table that `duplicates` wrote and compare exactly the pairs that its blocking keys bring
together (columns block_0 to block_9, keys separated by spaces). The pairs they take for the same service
go to PAIRS; the last line printed is JSON: seconds and processor seconds from opening the table to the
last pair, peak memory in MiB, pairs compared. Importing the libraries is not counted.

Both are told the truth of TRAINING, records of a seed that is not reported on: splink takes its
probabilities and its bound from it (learning without the truth, it learns from several services at one counter that
"same counter" is "same service"), recordlinkage a logistic regression. Neither's fitting is counted: ours
was fitted beforehand too.
"""

import csv
import json
import logging
import re
import resource
import sys
import time
import unicodedata
import warnings

import pandas as pd

PASSES = 10
TEXTS = ["organization_en", "organization_fr", "name_en", "name_fr"]


def fold(text):
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def phone(text):
    digits = re.sub(r"\D", "", text)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def host(text):
    text = re.sub(r"^https?://", "", text.strip().lower())
    return re.sub(r"^www\.", "", text).split("/")[0]


def read(path):
    """The table with each column made comparable, as a careful user would; None where nothing is known."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table["id"] = table["id"].astype(int)
    for column in TEXTS + ["address", "city"]:
        table[column] = table[column].map(fold)
    table["phone_list"] = table["phones"].map(lambda text: sorted({phone(one) for one in text.split("|") if one}) or None)
    table["languages"] = table["languages"].map(lambda text: " ".join(sorted(set(text.split()))))
    table["host"] = table["website"].map(host)
    table["postal_area"] = table["postal_code"].str[:3]
    table["description"] = (table["description_en"] + " " + table["description_fr"]).str.strip().map(fold)
    keep = TEXTS + ["address", "city", "host", "email", "postal_area", "description", "province", "languages"]
    for column in keep:
        # Python's own None in a column of objects: pandas has several ideas of what is missing.
        table[column] = pd.Series([text or None for text in table[column]], index=table.index, dtype=object)
    return table


def splink_table(path):
    table = read(path)
    for at in range(PASSES):
        table[f"block_{at}"] = table[f"block_{at}"].str.split()
    return table.drop(columns=["description_en", "description_fr", "phones", "website", "postal_code"])


def splink_database():
    """DuckDB, told to look at every row before it decides what a column of lists holds."""
    import duckdb
    from splink import DuckDBAPI

    connection = duckdb.connect()
    connection.execute("SET pandas_analyze_sample = 10000000")
    return DuckDBAPI(connection=connection)


def splink_settings():
    import splink.comparison_library as cl
    import splink.comparison_level_library as cll
    from splink import SettingsCreator, block_on

    def either(field, name):
        """The likest of the four ways to compare two bilingual names."""
        sides = [f"{field}_en", f"{field}_fr"]
        pairs = [f'coalesce(jaro_winkler_similarity("{a}_l", "{b}_r"), 0)' for a in sides for b in sides]
        best = f"greatest({', '.join(pairs)})"
        unknown = " or ".join(
            f'("{sides[0]}_{end}" is null and "{sides[1]}_{end}" is null)' for end in ("l", "r")
        )
        return cl.CustomComparison(
            output_column_name=name,
            comparison_levels=[
                cll.CustomLevel(unknown, label_for_charts="unknown").configure(is_null_level=True),
                *[cll.CustomLevel(f"{best} >= {bound}", label_for_charts=str(bound)) for bound in (1, 0.95, 0.88, 0.7)],
                cll.ElseLevel(),
            ],
        )

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[
            block_on(f"block_{at}", arrays_to_explode=[f"block_{at}"]) for at in range(PASSES)
        ],
        comparisons=[
            either("organization", "organization"),
            either("name", "name"),
            cl.ArrayIntersectAtSizes("phone_list", [1]),
            cl.ExactMatch("host"),
            cl.ExactMatch("email"),
            cl.JaroWinklerAtThresholds("address", [0.95, 0.85]),
            cl.ExactMatch("postal_area"),
            cl.JaccardAtThresholds("description", [0.95, 0.85]),
            cl.ExactMatch("languages"),
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


def splink_model(training, truth):
    """What splink learns of records whose truth it is told."""
    from splink import Linker

    table = splink_table(training)
    with open(truth, encoding="utf-8") as lines:
        same = [tuple(map(int, row)) for row in csv.reader(lines)]
    database = splink_database()
    linker = Linker(database.register(table), splink_settings())
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    labels = pd.DataFrame(same, columns=["id_l", "id_r"])
    labels["clerical_match_score"] = 1.0
    linker.training.estimate_m_from_pairwise_labels(linker.table_management.register_labels_table(database.register(labels)))
    model = linker.misc.save_model_to_json()
    model["probability_two_random_records_match"] = len(same) / (len(table) * (len(table) - 1) / 2)

    # Services at one counter agree in nearly everything but their names, and are no coincidence: splink takes
    # them for one at any usual probability. It gets the bound that does best on what it learned from.
    database = splink_database()
    frame = Linker(database.register(table), model).inference.predict().as_pandas_dataframe()
    same = set(same)
    right = [pair in same for pair in zip(frame["id_l"], frame["id_r"])]
    ranked = pd.DataFrame({"weight": frame["match_weight"], "right": right}).sort_values("weight", ascending=False)
    hits = ranked["right"].cumsum()
    f1 = 2 * hits / (pd.Series(range(1, len(ranked) + 1), index=ranked.index) + len(same))
    return model, ranked["weight"][f1.idxmax()]


def splink(path, training, truth):
    from splink import Linker

    model, bound = splink_model(training, truth)
    before = time.process_time()
    start = time.perf_counter()
    table = splink_table(path)
    database = splink_database()
    linker = Linker(database.register(table), model)
    predicted = linker.inference.predict()
    frame = predicted.as_pandas_dataframe()
    found = frame[frame["match_weight"] >= bound][["id_l", "id_r"]]
    return start, [tuple(pair) for pair in found.itertuples(index=False)], len(frame), before


def candidates(table):
    """Every pair that shares a key, once."""
    found = []
    for at in range(PASSES):
        keys = table[["id", f"block_{at}"]].copy()
        keys["key"] = keys[f"block_{at}"].str.split()
        keys = keys[["id", "key"]].explode("key").dropna()
        pairs = keys.merge(keys, on="key")
        found.append(pairs[pairs["id_x"] < pairs["id_y"]][["id_x", "id_y"]])
    found = pd.concat(found).drop_duplicates()
    return pd.MultiIndex.from_frame(found, names=["first", "second"])


def features(table, pairs):
    import recordlinkage

    table = table.set_index("id")
    compare = recordlinkage.Compare()
    for field in ("organization", "name"):
        for left in ("en", "fr"):
            for right in ("en", "fr"):
                label = f"{field}_{left}_{right}"
                compare.string(f"{field}_{left}", f"{field}_{right}", method="jarowinkler", missing_value=0.0, label=label)
    for column in ("host", "email", "postal_area", "city", "province", "languages"):
        compare.exact(column, column, missing_value=0.5, label=column)
    compare.string("address", "address", method="jarowinkler", missing_value=0.5, label="address")
    table["phone_1"] = table["phone_list"].map(lambda phones: phones[0] if phones else None)
    table["phone_2"] = table["phone_list"].map(lambda phones: phones[1] if phones and len(phones) > 1 else None)
    for left in ("phone_1", "phone_2"):
        for right in ("phone_1", "phone_2"):
            compare.exact(left, right, missing_value=0.0, label=left + right)
    compare.string("description", "description", method="cosine", missing_value=0.5, label="description")
    found = compare.compute(pairs, table)
    for field in ("organization", "name"):
        columns = [f"{field}_{left}_{right}" for left in ("en", "fr") for right in ("en", "fr")]
        found[field] = found[columns].max(axis=1)
        found = found.drop(columns=columns)
    phones = [column for column in found.columns if column.startswith("phone_")]
    found["phone"] = found[phones].max(axis=1)
    return found.drop(columns=phones)


def recordlinkage_(path, training, truth):
    import recordlinkage

    table = read(training)
    pairs = candidates(table)
    with open(truth, encoding="utf-8") as lines:
        same = pd.MultiIndex.from_tuples([tuple(map(int, row)) for row in csv.reader(lines)], names=["first", "second"])
    learner = recordlinkage.LogisticRegressionClassifier()
    learner.fit(features(table, pairs), same.intersection(pairs))

    before = time.process_time()
    start = time.perf_counter()
    table = read(path)
    pairs = candidates(table)
    found = learner.predict(features(table, pairs))
    return start, list(found), len(pairs), before


def main():
    engine, table, out, training, truth = sys.argv[1:6]
    # Both warn of what pandas will do some day; the table is what counts.
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    run = splink if engine == "splink" else recordlinkage_
    start, found, compared, before = run(table, training, truth)
    seconds = time.perf_counter() - start
    cpu = time.process_time() - before
    with open(out, "w", encoding="utf-8") as lines:
        lines.writelines(f"{min(pair)},{max(pair)}\n" for pair in found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak, "compared": compared}))


main()
