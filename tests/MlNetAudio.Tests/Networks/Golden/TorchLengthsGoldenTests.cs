using System.Text.Json;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Networks.Cpu;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>Lengths of their own against PyTorch: pack_padded_sequence and src_key_padding_mask, outputs and gradients (tests/golden/torch-lengths).</summary>
public class TorchLengthsGoldenTests
{
    public static TheoryData<string> Cases => [.. Golden().Select(entry => entry.GetProperty("case").GetString()!)];

    [Theory, MemberData(nameof(Cases))]
    public void A_layer_agrees_with_PyTorch_forward_and_backward(string name)
    {
        var golden = Golden().Single(entry => entry.GetProperty("case").GetString() == name);
        int[] shape = Integers(golden.GetProperty("x").GetProperty("shape")), lengths = Integers(golden.GetProperty("lengths"));
        var network = new NetworkSpec(Shape.Of(shape.AsSpan(1)), [Layer(golden.GetProperty("layer")) with { Name = "" }], timeAxis: 0);
        var parameters = golden.GetProperty("parameters").EnumerateObject().ToDictionary(parameter => parameter.Name, parameter => Floats(parameter.Value));
        using var bench = new PlanBench(network, new(network, parameters), lengths.Length, threads: 2);

        float[] y = bench.Forward(Floats(golden.GetProperty("x")), lengths: lengths);
        bench.Backward(Floats(golden.GetProperty("dy")));

        Assert.InRange(Approximately.RelativeToPeak(Doubles(golden.GetProperty("y")), y), 0, 2e-6);   // single precision over seven steps
        Assert.InRange(Approximately.RelativeToPeak(Doubles(golden.GetProperty("dx")), bench.InputGradient), 0, 5e-6);
        foreach (var gradient in golden.GetProperty("gradients").EnumerateObject())
            Assert.InRange(Approximately.RelativeToPeak(Doubles(gradient.Value), bench.Gradient(gradient.Name)), 0, 5e-6);
    }

    private static LayerSpec Layer(JsonElement layer)
    {
        int Number(string name) => layer.GetProperty(name).GetInt32();
        bool Flag(string name) => layer.GetProperty(name).GetBoolean();
        return layer.GetProperty("kind").GetString() switch
        {
            "RNN" => new Rnn(Number("hidden"), Number("layers"), Flag("all")) { Bidirectional = Flag("bidirectional") },
            "GRU" => new Gru(Number("hidden"), Number("layers"), Flag("all")) { Bidirectional = Flag("bidirectional") },
            "LSTM" => new Lstm(Number("hidden"), Number("layers"), Flag("all")) { Bidirectional = Flag("bidirectional") },
            _ => new TransformerEncoderLayer(Number("heads"), Number("hidden"), Dropout: 0),
        };
    }

    private static JsonElement[] Golden()
    {
        using var values = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.At("tests", "golden", "torch-lengths", "values.json")));
        return [.. values.RootElement.GetProperty("cases").EnumerateArray().Select(entry => entry.Clone())];
    }

    private static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    private static double[] Doubles(JsonElement array) => [.. array.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];

    private static float[] Floats(JsonElement array) => Array.ConvertAll(Doubles(array), value => (float)value);
}
