"""Sequences of different lengths in one batch, as PyTorch treats them: recurrent layers over pack_padded_sequence, read back with pad_packed_sequence (zeros behind an example's end) or as the
final states h_n of the top layer, and a transformer layer with src_key_padding_mask. Computed in float64 with the gradients of a random upstream, written with 9 digits.
usage: generate.py > values.json      (torch 1.13)"""
import json, sys, torch, torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.manual_seed(20261128)
LENGTHS, STEPS, FEATURES, HIDDEN = [7, 3, 5, 1], 7, 4, 3
cases = []

def numbers(t):
    return {"shape": list(t.shape), "values": [float(f"{v:.9g}") for v in t.detach().double().flatten().tolist()]}

def case(name, module, layer, read, x):
    """read: from the module and x to the output [batch, ...]."""
    module = module.double()
    x = x.double().requires_grad_(True)
    y = read(module, x)
    dy = torch.randn(y.shape, dtype=torch.float64)
    if y.dim() == 3:
        for example, length in enumerate(LENGTHS): dy[example, length:] = 0
    y.backward(dy)
    cases.append({
        "case": name, "layer": layer, "lengths": LENGTHS, "x": numbers(x), "y": numbers(y), "dy": numbers(dy), "dx": numbers(x.grad),
        "parameters": {n: numbers(p) for n, p in module.named_parameters()}, "gradients": {n: numbers(p.grad) for n, p in module.named_parameters()}})

def all_steps(module, x):
    packed, _ = module(pack_padded_sequence(x, torch.tensor(LENGTHS), batch_first=True, enforce_sorted=False))
    return pad_packed_sequence(packed, batch_first=True, total_length=STEPS)[0]

def final(module, x):
    _, h = module(pack_padded_sequence(x, torch.tensor(LENGTHS), batch_first=True, enforce_sorted=False))
    h = h[0] if isinstance(h, tuple) else h
    directions = 2 if module.bidirectional else 1
    return torch.cat([h[-directions + d] for d in range(directions)], dim=1)

for kind in (nn.RNN, nn.GRU, nn.LSTM):
    for layers, both in ((1, False), (2, True)):
        for returns, read in (("all", all_steps), ("last", final)):
            module = kind(FEATURES, HIDDEN, layers, batch_first=True, bidirectional=both)
            name = f"{kind.__name__.lower()}_{layers}_{'both' if both else 'forward'}_{returns}"
            case(name, module, {"kind": kind.__name__, "hidden": HIDDEN, "layers": layers, "bidirectional": both, "all": returns == "all"}, read, torch.randn(len(LENGTHS), STEPS, FEATURES))

def masked(module, x):
    padding = torch.arange(STEPS)[None, :] >= torch.tensor(LENGTHS)[:, None]
    return module(x, src_key_padding_mask=padding).masked_fill(padding[:, :, None], 0)

case("transformer", nn.TransformerEncoderLayer(FEATURES, 2, 5, 0.0, batch_first=True), {"kind": "TransformerEncoderLayer", "heads": 2, "hidden": 5}, masked, torch.randn(len(LENGTHS), STEPS, FEATURES))
json.dump({"torch": torch.__version__, "cases": cases}, sys.stdout, separators=(",", ":"))
print()
