using System.Globalization;
using System.Text.RegularExpressions;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>What the "module" of a golden layer says, as layers: "Conv2d(5,7,5,stride=2,padding=2)", "GRU(17,12,layers=2,bidirectional=True,batch_first) ; ...", "leaky (slope 0.1)".</summary>
internal sealed partial class TorchModule
{
    private readonly string _name, _remark;
    private readonly List<string> _positional = [];
    private readonly Dictionary<string, string> _named = [];

    private TorchModule(string text)
    {
        var match = Call().Match(text);
        (_name, _remark) = match.Success ? (match.Groups["name"].Value, text[match.Length..]) : (Word().Match(text).Value, text);
        foreach (string argument in match.Success ? Commas().Split(match.Groups["arguments"].Value) : [])
        {
            string[] parts = argument.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2) _named[parts[0]] = parts[1];
            else _positional.Add(parts[0]);
        }
    }

    /// <returns>Null for a module this library does not offer.</returns>
    public static LayerSpec? Parse(string text) =>
        text.StartsWith("softmax over time of Linear", StringComparison.Ordinal) ? new AttentionPool() : new TorchModule(text).Layer();

    private LayerSpec? Layer() => _name switch
    {
        "Linear" => new Linear(Integer(1)) { HasBias = Flag("bias", otherwise: true) },
        "Conv1d" => Convolution1d(),
        "Conv2d" => new Conv2d(Integer(1), Pair("kernel_size", 2, 1), Pair("stride", 3, 1), Padding(4, Pair("kernel_size", 2, 1), Pair("dilation", 5, 1)))
        {
            Dilation = Pair("dilation", 5, 1),
            Groups = Integer("groups", 6, 1),
            HasBias = Flag("bias", otherwise: true),
        },
        "ConvTranspose2d" => new ConvTranspose2d(Integer(1), Pair("kernel_size", 2, 1), Pair("stride", 3, 1), Padding(4, 1, 1))
        {
            OutputPadding = Around("output_padding", 5),
            Groups = Integer("groups", 6, 1),
            HasBias = Flag("bias", otherwise: true),
            Dilation = Pair("dilation", 8, 1),
        },
        "Upsample" => new UpsampleNearest(Integer(_named.ContainsKey("scale") ? "scale" : "scale_factor", 0, 2)),
        "MaxPool2d" => new MaxPool2d(Pair("kernel_size", 0, 1), Text("stride", 1) is null ? null : Pair("stride", 1, 1), Padding(2, 1, 1)) { CeilMode = Flag("ceil_mode") },
        "AvgPool2d" => new AvgPool2d(Pair("kernel_size", 0, 1), Text("stride", 1) is null ? null : Pair("stride", 1, 1), Padding(2, 1, 1)) { CeilMode = Flag("ceil_mode"), CountsPadding = Flag("count_include_pad", otherwise: true) },
        "MaxPool1d" => new MaxPool1d(Integer("kernel_size", 0, 1), Text("stride", 1) is null ? null : Integer("stride", 1, 1), Integer("padding", 2, 0)) { CeilMode = Flag("ceil_mode") },
        "AvgPool1d" => new AvgPool1d(Integer("kernel_size", 0, 1), Text("stride", 1) is null ? null : Integer("stride", 1, 1), Integer("padding", 2, 0)) { CeilMode = Flag("ceil_mode"), CountsPadding = Flag("count_include_pad", otherwise: true) },
        "AdaptiveAvgPool2d" => new AdaptiveAvgPool2d(Pair("output_size", 0, 1)),
        "AdaptiveMaxPool2d" => new AdaptiveMaxPool2d(Pair("output_size", 0, 1)),
        "AdaptiveAvgPool1d" => new AdaptiveAvgPool1d(Integer("output_size", 0, 1)),
        "AdaptiveMaxPool1d" => new AdaptiveMaxPool1d(Integer("output_size", 0, 1)),
        "BatchNorm1d" or "BatchNorm2d" => new BatchNorm { Momentum = Remark("momentum", 0.1f), Epsilon = Remark("eps", 1e-5f) },
        "LayerNorm" => new LayerNorm(_positional.Count),
        "relu" or "ReLU" => new Relu(),
        "relu6" or "ReLU6" => new Relu6(),
        "leaky" or "LeakyReLU" => new LeakyRelu(Remark("slope", Remark("negative_slope", 0.01f))),
        "gelu" or "GELU" => new Gelu(UsesTanh: _remark.Contains("tanh", StringComparison.Ordinal) || Text("approximate", 0) is "tanh"),
        "silu" or "SiLU" => new Silu(),
        "tanh" or "Tanh" => new Tanh(),
        "sigmoid" or "Sigmoid" => new Sigmoid(),
        "softmax" or "Softmax" => new Softmax(),
        "logsoftmax" or "LogSoftmax" => new LogSoftmax(),
        "RNN" => new Rnn(Integer(1), Integer("layers", 2, 1), ReturnSequences: true) { Bidirectional = Flag("bidirectional"), UsesRelu = Text("nonlinearity", 3) is "relu" },
        "GRU" => new Gru(Integer(1), Integer("layers", 2, 1), ReturnSequences: true) { Bidirectional = Flag("bidirectional") },
        "LSTM" => new Lstm(Integer(1), Integer("layers", 2, 1), ReturnSequences: true) { Bidirectional = Flag("bidirectional") },
        "TransformerEncoderLayer" => new TransformerEncoderLayer(Integer("heads", 1, 1), Integer("ff", 2, 1), Dropout: 0)
        {
            NormFirst = Flag("norm_first") || _positional.Contains("norm_first") || _positional.Contains("pre-norm"),
            UsesGelu = _positional.Contains("gelu"),
        },
        _ => null,
    };

    /// <summary>"Conv1d(...) after left padding of (kernel-1)*dilation=4 zeros" is a module that holds the convolution under the name "conv".</summary>
    private LayerSpec Convolution1d()
    {
        var convolution = new Conv1d(Integer(1), Integer("kernel_size", 2, 1), Integer("stride", 3, 1), Integer("padding", 4, 0))
        {
            Dilation = Integer("dilation", 5, 1),
            Groups = Integer("groups", 6, 1),
            HasBias = Flag("bias", otherwise: true),
        };
        return LeftPadding().Match(_remark) is { Success: true } match
            ? new Sequential(new ZeroPad1d((int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 0)), convolution with { Name = "conv" }) { Name = "" }
            : convolution;
    }

    private int Integer(int position) => int.Parse(_positional[position], CultureInfo.InvariantCulture);

    private int Integer(string name, int position, int otherwise) => Text(name, position) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private Size2d Pair(string name, int position, int otherwise)
    {
        if (Text(name, position) is not { } text) return otherwise;
        int[] values = [.. text.Trim('(', ')').Split(',').Select(value => int.Parse(value, CultureInfo.InvariantCulture))];
        return (values[0], values[^1]);
    }

    private Padding2d Padding(int position, Size2d kernel, Size2d dilation)
    {
        if (Text("padding", position) is "same") return ((kernel.Height - 1) * dilation.Height / 2, (kernel.Width - 1) * dilation.Width / 2);
        return Around("padding", position);
    }

    private (int, int) Around(string name, int position)
    {
        var pair = Pair(name, position, 0);
        return (pair.Height, pair.Width);
    }

    private bool Flag(string name, bool otherwise = false) => _named.TryGetValue(name, out string? value) ? value == "True" : otherwise;

    private string? Text(string name, int position) => _named.TryGetValue(name, out string? value) ? value.Trim('\'', '"') : position < _positional.Count ? _positional[position].Trim('\'', '"') : null;

    /// <summary>A number that is named in the arguments or behind them: "eps=1e-5", "momentum 0.1", "slope 0.1".</summary>
    private float Remark(string name, float otherwise) =>
        _named.TryGetValue(name, out string? value) ? float.Parse(value, CultureInfo.InvariantCulture)
        : Regex.Match(_remark, name + @"[ =]([-+.e\d]*\d)") is { Success: true } match ? float.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(@"^(?<name>\w+)\((?<arguments>([^()]|\([^()]*\))*)\)")]
    private static partial Regex Call();

    /// <summary>Those outside of parentheses.</summary>
    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex Commas();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"left padding of .*?(\d+) zeros")]
    private static partial Regex LeftPadding();
}
