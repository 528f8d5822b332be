using MlNetAudio.Networks;
using MlNetAudio.Tests.Networks.Cpu;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>Single layers against PyTorch, which computed them in double precision: outputs, gradients of input and parameters, and buffers after the step.</summary>
public class TorchLayerGoldenTests(ITestOutputHelper output)
{
    /// <summary>Sums of up to a few thousand single-precision products.</summary>
    private const double Tolerance = 1e-5;

    public static TheoryData<string, string> Cases => TorchGolden.Cases("layer", _ => true);

    [Theory, MemberData(nameof(Cases))]
    public void A_layer_agrees_with_PyTorch_forward_and_backward(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var x = golden["x"];
        var input = Shape.Of(x.Shape.AsSpan(1));
        var layer = TorchModule.Parse(golden.Module);
        Assert.True(layer is not null, $"'{golden.Module}' is not read here");
        var network = new NetworkSpec(input, [layer with { Name = "" }]);
        var arrays = golden.Named("param.").ToDictionary(array => array["param.".Length..], array => golden[array].Floats);
        foreach (string array in golden.Named("buffer_before.").Where(array => !array.EndsWith("num_batches_tracked", StringComparison.Ordinal))) arrays.Add(array["buffer_before.".Length..], golden[array].Floats);

        using var bench = new PlanBench(network, new(network, arrays), x.Shape[0], threads: 2);
        float[] y = bench.Forward(x.Floats, golden.IsTraining);
        bench.Backward(golden["dy"].Floats);

        var computed = new Dictionary<string, float[]> { ["y"] = y, ["dx"] = bench.InputGradient };
        foreach (string array in golden.Named("grad.")) computed.Add(array, bench.Gradient(array["grad.".Length..]));
        foreach (string array in golden.Named("buffer_after.").Where(array => arrays.ContainsKey(array["buffer_after.".Length..]))) computed.Add(array, bench.Weights[array["buffer_after.".Length..]].ToArray());
        foreach (var (array, actual) in computed)
        {
            var expected = golden[array];
            double difference = Approximately.RelativeToPeak(expected.Values, actual);
            output.WriteLine(FormattableString.Invariant($"{array}: {difference:e1} of the peak"));
            Assert.True(difference <= Tolerance || IsRounding(expected, golden), FormattableString.Invariant($"{array} differs by {difference:g3} of its peak"));
        }
    }

    /// <summary>A gradient that is zero but for the rounding of double precision: the score's bias of an attention moves all steps alike.</summary>
    private static bool IsRounding(Npy expected, TorchGolden golden) => expected.Values.Max(Math.Abs) < 1e-9 * golden["dy"].Values.Max(Math.Abs);
}
