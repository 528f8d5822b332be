"""Expected values for the evaluation tests, by ways that share nothing with the C# code.

python generate.py  ->  expected.json beside it.  Needs numpy, scipy, scikit-learn; the versions that made the file are in it.
DeLong is computed here from all pairs (the 1988 formulas), Newcombe's interval by scipy's root finder, everything else by scikit-learn.
"""
import json, math, os
import numpy, scipy, sklearn
from scipy.optimize import brentq
from scipy.stats import norm
from sklearn import metrics

Z = norm.ppf(0.975)


def components(scores, labels):
    p, n = scores[labels == 1][:, None], scores[labels == 0][None, :]
    psi = (p > n) + 0.5 * (p == n)
    return psi.mean(axis=1), psi.mean(axis=0)


def delong(scores, labels):
    v10, v01 = components(scores, labels)
    return v10.mean(), v10.var(ddof=1) / len(v10) + v01.var(ddof=1) / len(v01)


def logit_interval(auc, variance):
    logit, half = math.log(auc / (1 - auc)), Z * math.sqrt(variance) / (auc * (1 - auc))
    return [1 / (1 + math.exp(-(logit - half))), 1 / (1 + math.exp(-(logit + half)))]


def compare(a, b, labels):
    (a10, a01), (b10, b01) = components(a, labels), components(b, labels)
    difference = a10.mean() - b10.mean()
    error = math.sqrt((a10 - b10).var(ddof=1) / len(a10) + (a01 - b01).var(ddof=1) / len(a01))
    return {"difference": difference, "error": error, "z": difference / error, "p": 2 * norm.sf(abs(difference / error)),
            "interval": [max(-1, difference - Z * error), min(1, difference + Z * error)]}


def newcombe(auc, m, n):
    inner = (m + n) / 2 - 1
    def excess(t):
        return abs(auc - t) - Z * math.sqrt(t * (1 - t) * (1 + inner * (1 - t) / (2 - t) + inner * t / (1 + t)) / (m * n))
    inside = min(max(auc, 1e-12), 1 - 1e-12)  # at 0 and 1 themselves the variance is 0 and the excess too, which is not the root meant
    return [0.0 if auc == 0 else brentq(excess, 0, inside, xtol=1e-14), 1.0 if auc == 1 else brentq(excess, inside, 1, xtol=1e-14)]


def floats(values):
    return [float(v) for v in numpy.asarray(values, dtype=numpy.float32)]


def binary(rng, positives, negatives, shift, decimals):
    labels = numpy.array([1] * positives + [0] * negatives)
    order = rng.permutation(len(labels))
    labels = labels[order]
    common = rng.normal(size=len(labels))
    a = numpy.float32(numpy.round(labels * shift + 0.7 * common + 0.7 * rng.normal(size=len(labels)), decimals))
    b = numpy.float32(numpy.round(labels * shift * 0.6 + 0.7 * common + 0.7 * rng.normal(size=len(labels)), decimals))
    fpr, tpr, thresholds = metrics.roc_curve(labels, a, drop_intermediate=False)
    auc, variance = delong(a.astype(float), labels)
    assert abs(auc - metrics.roc_auc_score(labels, a)) < 1e-12
    return {"labels": labels.tolist(), "a": floats(a), "b": floats(b), "auc": auc, "auc_b": metrics.roc_auc_score(labels, b),
            "variance": variance, "interval": logit_interval(auc, variance), "compare": compare(a.astype(float), b.astype(float), labels),
            "fpr": fpr.tolist(), "tpr": tpr.tolist(), "thresholds": [t if math.isfinite(t) else None for t in thresholds.tolist()]}


def multi(rng, rows, classes):
    actual = rng.integers(0, classes, rows)
    logits = rng.normal(size=(rows, classes)) + 1.2 * numpy.eye(classes)[actual]
    p = numpy.exp(logits) / numpy.exp(logits).sum(axis=1, keepdims=True)
    p = numpy.float32(numpy.round(p, 6))
    exact = p.astype(float)
    predicted = p.argmax(axis=1)
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(actual, predicted, average="macro", zero_division=0)
    return {"probabilities": [floats(row) for row in p], "actual": actual.tolist(), "classes": classes,
            "auc": numpy.mean([metrics.roc_auc_score(actual == k, exact[:, k]) for k in range(classes)]),
            "accuracy": metrics.accuracy_score(actual, predicted), "precision": precision, "recall": recall, "f1": f1,
            "confusion": metrics.confusion_matrix(actual, predicted, labels=list(range(classes))).tolist(),
            "log_loss_nats": -numpy.log(exact[numpy.arange(rows), actual]).mean()}


def bootstrap_of_macro(case, draws=4000):
    rng = numpy.random.default_rng(11)
    p, actual, k = numpy.array(case["probabilities"]), numpy.array(case["actual"]), case["classes"]
    aucs = []
    for _ in range(draws):
        rows = numpy.concatenate([rng.choice(numpy.flatnonzero(actual == c), (actual == c).sum()) for c in range(k)])
        aucs.append(numpy.mean([metrics.roc_auc_score(actual[rows] == c, p[rows, c]) for c in range(k)]))
    return float(numpy.std(aucs))


rng = numpy.random.default_rng(7)
cases = {"plain": binary(rng, 40, 60, 1.5, 6), "ties": binary(rng, 35, 30, 1.0, 0), "few": binary(rng, 5, 7, 1.0, 3)}
three = multi(rng, 90, 3)
three["standard_error_by_bootstrap"] = bootstrap_of_macro(three)
result = {
    "versions": {"numpy": numpy.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "binary": cases, "multi": three,
    "newcombe": [{"auc": auc, "positives": m, "negatives": n, "interval": newcombe(auc, m, n)} for auc, m, n in
                 [(1.0, 10, 10), (1.0, 2, 30), (0.0, 10, 10), (0.5, 12, 20), (0.93, 15, 8), (1.0, 1, 1)]],
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "expected.json"), "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
