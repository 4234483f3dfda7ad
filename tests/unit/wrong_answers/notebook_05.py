"""Wrong answers to the exercises of notebook 05: what is wrong, the code, what must be said."""


def _function(head: str, *lines: str) -> str:
    return "\n".join([f"def {head}:", *(f"    {line}" for line in lines)])


def _stable(*lines: str) -> str:
    return _function("stable_softmax(scores)", *lines)


MUTATIONS = {
    "check_stable_softmax": [
        (
            "a temperature of 0.96",
            "def stable_softmax(scores):\n"
            "    powers = np.exp((scores - scores.max(axis=1, keepdims=True)) / 0.96)\n"
            "    return powers / powers.sum(axis=1, keepdims=True)",
            "but is not softmax",
        ),
        (
            "three decimals",
            "def stable_softmax(scores):\n"
            "    powers = np.exp(scores - scores.max(axis=1, keepdims=True))\n"
            "    return (powers / powers.sum(axis=1, keepdims=True)).round(3)",
            "neither round",
        ),
        (
            "a little is added to the sum",
            "def stable_softmax(scores):\n"
            "    powers = np.exp(scores - scores.max(axis=1, keepdims=True))\n"
            "    return powers / (powers.sum(axis=1, keepdims=True) + 1e-3)",
            "add anything",
        ),
        (
            "cut off around the mean",
            "def stable_softmax(scores):\n"
            "    powers = np.exp(np.clip(scores - scores.mean(axis=1, keepdims=True), -700, 700))\n"
            "    return powers / powers.sum(axis=1, keepdims=True)",
            "don't cut",
        ),
        (
            "only large scores are mended",
            "def stable_softmax(scores):\n"
            "    if scores.max() > 700:\n"
            "        scores = scores - scores.max(axis=1, keepdims=True)\n"
            "    powers = np.exp(scores)\n"
            "    return powers / powers.sum(axis=1, keepdims=True)",
            "own largest score",
        ),
        (
            "scores in half precision",
            "def stable_softmax(scores):\n"
            "    powers = np.exp(scores.astype(np.float16) - scores.max(axis=1, keepdims=True))\n"
            "    return powers / powers.sum(axis=1, keepdims=True)",
            "1000.25",
        ),
        (
            "the scores are changed",
            "def stable_softmax(scores):\n"
            "    scores -= scores.max(axis=1, keepdims=True)\n"
            "    powers = np.exp(scores)\n"
            "    return powers / powers.sum(axis=1, keepdims=True)",
            "changed the scores",
        ),
        (
            "rows change places",
            "def stable_softmax(scores):\n"
            "    powers = np.exp(scores - scores.max(axis=1, keepdims=True))\n"
            "    return (powers / powers.sum(axis=1, keepdims=True))[::-1]",
            "in its place",
        ),
        (
            "a dictionary",
            "def stable_softmax(scores):\n    return {0: scores[0]}",
            "is or holds a dict",
        ),
        (
            "the probabilities are text",
            "def stable_softmax(scores):\n"
            "    powers = np.exp(scores - scores.max(axis=1, keepdims=True))\n"
            "    return (powers / powers.sum(axis=1, keepdims=True)).astype(str)",
            "text where numbers",
        ),
        (
            "two decimals",
            "def stable_softmax(scores):\n"
            "    powers = np.exp(scores - scores.max(axis=1, keepdims=True))\n"
            "    return (powers / powers.sum(axis=1, keepdims=True)).round(2)",
            "neither round",
        ),
        (
            "nothing is subtracted, so exp(1000) overflows",
            _stable("powers = np.exp(scores)", "return powers / powers.sum(axis=1, keepdims=True)"),
            "subtract each row's own largest score",
        ),
        (
            "subtracts each row's smallest score",
            _stable(
                "powers = np.exp(scores - scores.min(axis=1, keepdims=True))",
                "return powers / powers.sum(axis=1, keepdims=True)",
            ),
            "each row's own largest score",
        ),
        (
            "subtracts each row's mean",
            _stable(
                "powers = np.exp(scores - scores.mean(axis=1, keepdims=True))",
                "return powers / powers.sum(axis=1, keepdims=True)",
            ),
            "each row's own largest score",
        ),
        (
            "subtracts each row's first score",
            _stable(
                "powers = np.exp(scores - scores[:, :1])",
                "return powers / powers.sum(axis=1, keepdims=True)",
            ),
            "each row's own largest score",
        ),
        (
            "subtracts each row's last score",
            _stable(
                "powers = np.exp(scores - scores[:, -1:])",
                "return powers / powers.sum(axis=1, keepdims=True)",
            ),
            "each row's own largest score",
        ),
        (
            "softmax along the wrong axis",
            _stable(
                "powers = np.exp(scores - scores.max(axis=0, keepdims=True))",
                "return powers / powers.sum(axis=0, keepdims=True)",
            ),
            "axis=1",
        ),
        (
            "one largest score for all rows, so that low rows become 0 / 0",
            _stable(
                "powers = np.exp(scores - scores.max())",
                "return powers / powers.sum(axis=1, keepdims=True)",
            ),
            "each row's own largest score",
        ),
        (
            "one sum for all rows",
            _stable(
                "powers = np.exp(scores - scores.max(axis=1, keepdims=True))",
                "return powers / powers.sum()",
            ),
            "instead of 1",
        ),
        (
            "divides without exp",
            _stable("return scores / scores.sum(axis=1, keepdims=True)"),
            "np.exp of the scores before you divide",
        ),
        (
            "never divides",
            _stable("return np.exp(scores - scores.max(axis=1, keepdims=True))"),
            "divide the powers by their sum",
        ),
        (
            "cuts large scores off",
            _stable(
                "powers = np.exp(np.clip(scores, -700, 700))",
                "return powers / powers.sum(axis=1, keepdims=True)",
            ),
            "don't cut",
        ),
        (
            "keepdims is missing and the sums are spread over columns",
            _stable(
                "powers = np.exp(scores - scores.max(axis=1))",
                "return powers / powers.sum(axis=1)",
            ),
            "each row's largest",
        ),
        (
            "returns the largest probability of each row only",
            _stable(
                "powers = np.exp(scores - scores.max(axis=1, keepdims=True))",
                "return (powers / powers.sum(axis=1, keepdims=True)).max(axis=1)",
            ),
            "same shape",
        ),
    ],
    "check_honesty": [
        ("it changes nothing", "my_temperature = 1", "still exaggerates"),
        ("turned round", "my_temperature = 1 / 2.6", "still exaggerates"),
        ("a little too low", "my_temperature = 2.4", "still exaggerates"),
        ("too much", "my_temperature = 10.0", "too modest"),
        ("a little too high", "my_temperature = 2.8", "too modest"),
        ("below zero", "my_temperature = -2.6", "above 0"),
        ("several temperatures", "my_temperature = [2.6, 2.7]", "one number"),
        (
            "as confident as possible",
            "temperatures = np.arange(0.1, 5, 0.1)\n"
            "scores, digits = checks.exaggerating_network()\n"
            "sure = [softmax(scores, each).max(axis=1).mean() for each in temperatures]\n"
            "my_temperature = temperatures[np.argmax(sure)]",
            "still exaggerates",
        ),
    ],
    "check_candidates": [
        (
            "ten at most",
            "def candidates(probabilities, share):\n"
            "    digits, total = [], 0\n"
            "    for digit in np.argsort(-probabilities)[:10]:\n"
            "        if total < share:\n"
            "            digits.append(digit)\n"
            "            total += probabilities[digit]\n"
            "    return digits",
            "and a share of 0.95",
        ),
        (
            "of two that tie the first one twice",
            "def candidates(probabilities, share):\n"
            "    p, total, out = list(probabilities), 0, []\n"
            "    for x in sorted(p, reverse=True):\n"
            "        out.append(p.index(x))\n"
            "        total += x\n"
            "        if total >= share - 1e-9:\n"
            "            break\n"
            "    return out",
            "each once",
        ),
        (
            "both that tie, though one is enough",
            "def candidates(probabilities, share):\n"
            "    order = np.argsort(-probabilities, kind='stable')\n"
            "    count = int(np.argmax(probabilities[order].cumsum() >= share - 1e-9)) + 1\n"
            "    return [d for d in order if probabilities[d] >= probabilities[order[count - 1]]]",
            "are enough",
        ),
        (
            "counted from 1",
            "def candidates(probabilities, share):\n"
            "    order = np.argsort(-probabilities)\n"
            "    count = np.argmax(np.cumsum(probabilities[order]) >= share) + 1\n"
            "    return order[:count] + 1",
            "count from 0",
        ),
        (
            "the probabilities themselves",
            "def candidates(probabilities, share):\n"
            "    order = np.sort(probabilities)[::-1]\n"
            "    return order[: np.argmax(np.cumsum(order) >= share) + 1]",
            "those are the probabilities",
        ),
        (
            "in the order of the digits",
            "def candidates(probabilities, share):\n"
            "    order = np.argsort(-probabilities)\n"
            "    return sorted(order[: np.argmax(np.cumsum(probabilities[order]) >= share) + 1])",
            "most probable comes first",
        ),
        (
            "the last one is left out",
            "def candidates(probabilities, share):\n"
            "    order = np.argsort(-probabilities)\n"
            "    return order[np.cumsum(probabilities[order]) <= share]",
            "one more is needed",
        ),
        (
            "one below the share",
            "def candidates(probabilities, share):\n"
            "    order = np.argsort(-probabilities)\n"
            "    return order[np.cumsum(probabilities[order]) < share]",
            "one more is needed",
        ),
        (
            "one more where the share is reached exactly",
            "def candidates(probabilities, share):\n"
            "    digits, total = [], 0\n"
            "    for digit in np.argsort(-probabilities):\n"
            "        if total > share:\n"
            "            break\n"
            "        digits.append(digit)\n"
            "        total += probabilities[digit]\n"
            "    return digits",
            "not needed",
        ),
        (
            "each above the share",
            "def candidates(probabilities, share):\n"
            "    return [d for d in range(10) if probabilities[d] >= share]",
            "that of all of them together",
        ),
        (
            "each above one minus the share",
            "def candidates(probabilities, share):\n"
            "    order = np.argsort(-probabilities)\n"
            "    return [d for d in order if probabilities[d] > 1 - share]",
            "one more is needed",
        ),
        (
            "always two",
            "def candidates(probabilities, share):\n    return np.argsort(-probabilities)[:2]",
            "not needed",
        ),
        (
            "the most probable alone",
            "def candidates(probabilities, share):\n    return [probabilities.argmax()]",
            "one more is needed",
        ),
        (
            "the least probable first",
            "def candidates(probabilities, share):\n"
            "    digits, total = [], 0\n"
            "    for digit in np.argsort(probabilities):\n"
            "        if total >= share:\n"
            "            break\n"
            "        digits.append(digit)\n"
            "        total += probabilities[digit]\n"
            "    return digits",
            "add up the largest",
        ),
        (
            "in the order in which they stand",
            "def candidates(probabilities, share):\n"
            "    digits, total = [], 0\n"
            "    for digit in range(10):\n"
            "        if total >= share:\n"
            "            break\n"
            "        digits.append(digit)\n"
            "        total += probabilities[digit]\n"
            "    return digits",
            "add up the largest",
        ),
        (
            "all of them",
            "def candidates(probabilities, share):\n    return np.argsort(-probabilities)",
            "all of them",
        ),
        (
            "the share is fixed at 0.7",
            "def candidates(probabilities, share):\n"
            "    digits, total = [], 0\n"
            "    for digit in np.argsort(-probabilities):\n"
            "        if total < 0.7:\n"
            "            digits.append(digit)\n"
            "            total += probabilities[digit]\n"
            "    return digits",
            "you return",
        ),
        (
            "digits without any probability are left out",
            "def candidates(probabilities, share):\n"
            "    return [d for d in np.argsort(-probabilities) if probabilities[d] > 0]",
            "add up the largest",
        ),
        (
            "a sentence",
            "def candidates(probabilities, share):\n"
            "    return f'probably a {probabilities.argmax()}'",
            "text where numbers",
        ),
        (
            "how many they are",
            "def candidates(probabilities, share):\n"
            "    return int(np.argmax(np.cumsum(np.sort(probabilities)[::-1]) >= share)) + 1",
            "you return 2",
        ),
        (
            "sorted in place",
            "def candidates(probabilities, share):\n"
            "    probabilities[:] = np.sort(probabilities)\n"
            "    return [0]",
            "changed the probabilities",
        ),
        (
            "the sum is compared one step late, with a running list",
            "def candidates(probabilities, share):\n"
            "    digits = []\n"
            "    for digit in np.argsort(-probabilities):\n"
            "        digits.append(digit)\n"
            "        if probabilities[digit] >= share:\n"
            "            break\n"
            "    return digits",
            "all of them",
        ),
    ],
    "check_logits": [
        ("a set", "my_scores = set(np.log(votes))", "is or holds a set"),
        ("zeros", "my_scores = np.zeros(10)", "np.log undoes"),
        (
            "the scores are text",
            "my_scores = [str(score) for score in np.log(votes)]",
            "text where numbers",
        ),
        ("the votes themselves", "my_scores = votes", "undo it with a logarithm"),
        ("the votes divided by 100", "my_scores = votes / 100", "undo it with a logarithm"),
        ("exp instead of log", "my_scores = np.exp(votes / 10)", "np.log undoes np.exp"),
        ("the wrong base", "my_scores = np.log10(votes)", "natural logarithm"),
        ("base 2", "my_scores = np.log2(votes)", "natural logarithm"),
        ("the sign turned round", "my_scores = -np.log(votes)", "the sign is turned round"),
        ("only the largest", "my_scores = np.log(votes.max())", "Ten votes need ten scores"),
        ("log of zero", "my_scores = np.log(votes - votes.min())", "infinite"),
    ],
    "check_half_sure": [
        (
            "the scores are changed",
            "def half_sure(scores):\n"
            "    scores -= scores.max()\n"
            "    low, high = 0.001, 1000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        sure = softmax(scores, middle).max() > 0.5\n"
            "        low, high = (middle, high) if sure else (low, middle)\n"
            "    return middle",
            "changed the scores",
        ),
        ("the article's temperature", "def half_sure(scores):\n    return 19.5", "not 0.5"),
        (
            "the other half",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() < 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return middle",
            "not 0.5",
        ),
        (
            "the inverse",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return 1 / middle",
            "divided by a temperature",
        ),
        (
            "the first score",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle)[0] > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return middle",
            "higher temperatures",
        ),
        (
            "few steps",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(5):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return middle",
            "not 0.5",
        ),
        (
            "the range is too small",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 30\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return middle",
            "higher temperatures",
        ),
        (
            "it begins too high",
            "def half_sure(scores):\n"
            "    low, high = 1, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return middle",
            "lower temperatures",
        ),
        (
            "the probability",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return softmax(scores, middle).max()",
            "not 0.5",
        ),
        ("one step", "def half_sure(scores):\n    return scores.max()", "emperature"),
        (
            "the second largest",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if np.sort(softmax(scores, middle))[-2] > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return middle",
            "not 0.5",
        ),
        (
            "whole numbers",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return round(middle)",
            "emperature",
        ),
        (
            "a text",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return str(middle)",
            "a number",
        ),
        (
            "both ends",
            "def half_sure(scores):\n"
            "    low, high = 0.001, 10_000\n"
            "    for _ in range(60):\n"
            "        middle = (low + high) / 2\n"
            "        if softmax(scores, middle).max() > 0.5:\n"
            "            low = middle\n"
            "        else:\n"
            "            high = middle\n"
            "    return (low, high)",
            "one number",
        ),
        ("the spread", "def half_sure(scores):\n    return scores.std()", "not 0.5"),
    ],
}
