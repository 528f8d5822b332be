using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>Six Adam steps from given weights on given batches, as PyTorch took them; dropout off.</summary>
public class TrainingGoldenTests
{
    private static readonly Dictionary<string, Func<TorchGolden, NetworkSpec>> Networks = new()
    {
        ["net_cnn"] = golden =>
        {
            int[] x = golden["x0"].Shape;
            var layers = new List<LayerSpec>();
            foreach (string convolution in golden.Named("init.conv").Where(array => array.EndsWith(".weight", StringComparison.Ordinal)))
                layers.AddRange([new Conv2d(golden[convolution].Shape[0], golden[convolution].Shape[2], Padding: 1), new Relu(), new MaxPool2d(2)]);
            layers.AddRange([new Flatten(), new Linear(golden["init.fc1.weight"].Shape[0]), new Relu(), new Linear(golden["init.fc2.weight"].Shape[0])]);
            return new(Shape.Of(x.AsSpan(1)), layers);
        },
        ["net_lstm"] = golden => new(Shape.Of(golden["x0"].Shape.AsSpan(1)),
        [
            new Lstm(golden["init.lstm.weight_hh_l0"].Shape[1], golden.Named("init.lstm.weight_ih").Count()), new Linear(golden["init.fc.weight"].Shape[0]),
        ]),
    };

    public static TheoryData<string, string> Cases => TorchGolden.Cases("training", Networks.ContainsKey);

    [Theory, MemberData(nameof(Cases))]
    public void Six_steps_give_the_losses_weights_and_logits_of_PyTorch(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var spec = Networks[name](golden);
        string[] ours = [.. spec.Parameters.Select(parameter => parameter.Name)], theirs = [.. golden.Named("init.")];   // both in the order of the layers
        var initial = new NetworkWeights(spec, ours.Zip(theirs).ToDictionary(pair => pair.First, pair => golden[pair.Second].Floats));
        using var network = new CpuBackend(threads: 2).Create(spec, initial, seed: 0);

        float[] losses = [.. Enumerable.Range(0, 6).Select(i => Step(network, golden, i))];
        float[] logits = new float[golden["y_eval"].Values.Length];
        network.Forward(golden["x_eval"].Floats, golden["x_eval"].Shape[0], logits);
        var final = network.ReadWeights();

        Approximately.Equal(golden["losses"].Floats, losses, tolerance: 1e-4);
        Approximately.Equal(golden["y_eval"].Floats, logits, tolerance: 1e-3);
        foreach (var (mine, theirsOfIt) in ours.Zip(theirs.Select(array => "final." + array["init.".Length..])))
            if (golden.Arrays.Contains(theirsOfIt)) Approximately.Equal(golden[theirsOfIt].Floats, final[mine], tolerance: 1e-3);
    }

    private static float Step(ITrainableNetwork network, TorchGolden golden, int i)
    {
        int[] classes = Array.ConvertAll(golden[$"y{i}"].Values, value => (int)value);
        var loss = network.Spec.Output[0] == 1 ? LossKind.BinaryCrossEntropyWithLogits : LossKind.CrossEntropy;
        return network.Step(golden[$"x{i}"].Floats, classes, classes.Length, loss, [], new AdamOptions { LearningRate = 1e-3f });
    }
}
