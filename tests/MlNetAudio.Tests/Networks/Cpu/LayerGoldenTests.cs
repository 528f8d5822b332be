using System.Globalization;
using System.Text.RegularExpressions;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>Single layers against PyTorch, which computed them in double precision: outputs, input gradients and parameter gradients.</summary>
public class LayerGoldenTests
{
    /// <summary>Sums of up to a few thousand single-precision products.</summary>
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, Func<TorchGolden, LayerSpec>> Layers = new()
    {
        ["linear"] = golden => new Linear(golden["param.weight"].Shape[0]),
        ["conv2d_c1"] = Convolution,
        ["conv2d_c16"] = Convolution,
        ["conv2d_stride2"] = Convolution,
        ["maxpool2d"] = golden => new MaxPool2d(Number(golden, @"MaxPool2d\((\d+)", 2)),
        ["act_relu"] = _ => new Relu(),
        ["lstm"] = Recurrence,
        ["lstm2"] = Recurrence,
    };

    public static TheoryData<string, string> Cases => TorchGolden.Cases("layer", Layers.ContainsKey);

    [Theory, MemberData(nameof(Cases))]
    public void A_layer_agrees_with_PyTorch_forward_and_backward(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var x = golden["x"];
        var network = new NetworkSpec(Shape.Of(x.Shape.AsSpan(1)), [Layers[name](golden)]);
        var weights = new NetworkWeights(network, golden.Named("param.").ToDictionary(array => "0." + array["param.".Length..], array => golden[array].Floats));

        using var bench = new PlanBench(network, weights, x.Shape[0], threads: 2);
        float[] y = bench.Forward(x.Floats);
        bench.Backward(golden["dy"].Floats);

        Near(golden["y"], y, "y");
        Near(golden["dx"], bench.InputGradient, "dx");
        foreach (string array in golden.Named("grad.")) Near(golden[array], bench.Gradient("0." + array["grad.".Length..]), array);
    }

    private static void Near(Npy expected, float[] actual, string what)
    {
        double difference = Approximately.RelativeToPeak(expected.Values, actual);
        Assert.True(difference <= Tolerance, FormattableString.Invariant($"{what} differs by {difference:g3} of its peak"));
    }

    private static Conv2d Convolution(TorchGolden golden) => new(
        golden["param.weight"].Shape[0], golden["param.weight"].Shape[2], Number(golden, @"stride=(\d+)", 1), Number(golden, @"padding=(\d+)", 0));

    private static Lstm Recurrence(TorchGolden golden) => new(golden["param.weight_hh_l0"].Shape[1], golden.Named("param.weight_ih").Count(), ReturnSequences: true);

    private static int Number(TorchGolden golden, string pattern, int otherwise) =>
        Regex.Match(golden.Module, pattern) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : otherwise;
}
