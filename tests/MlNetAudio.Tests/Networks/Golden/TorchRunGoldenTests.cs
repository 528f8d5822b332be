using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>Optimiser steps from given weights on given batches, as PyTorch took them in single precision; dropout off.</summary>
public class TorchRunGoldenTests
{
    public static TheoryData<string, string> Cases => TorchGolden.Cases("training", _ => true);

    [Theory, MemberData(nameof(Cases))]
    public void A_run_gives_the_losses_weights_and_outputs_of_PyTorch(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var spec = TorchNetworks.Find(golden);
        Assert.SkipWhen(spec is null, $"the network of {name} has layers that are not there yet");
        var names = Pairs(spec, golden);
        using var network = new CpuBackend(threads: 2).Create(spec, Initial(spec, golden, names), seed: 0);
        var optimizer = TorchText.Optimizer(TorchText.Property(golden, "optimizer"));

        float[] losses = [.. Enumerable.Range(0, golden["losses"].Values.Length).Select(i => Step(network, golden, i, optimizer))];
        float[] outputs = new float[golden["y_eval"].Values.Length];
        network.Forward(golden["x_eval"].Floats, golden["x_eval"].Shape[0], outputs);
        var final = network.ReadWeights();

        Approximately.Equal(golden["losses"].Floats, losses, tolerance: 1e-4);
        Approximately.Equal(golden["y_eval"].Floats, outputs, tolerance: 1e-3);
        // A bias that a normalisation takes away again has the gradient 0; Adam walks where its rounding points, in any engine and at any precision.
        float walk = 2 * losses.Length * optimizer.LearningRate;
        foreach (var (ours, theirs) in names.Where(pair => golden.Arrays.Contains("final." + pair.Theirs)))
            Approximately.Equal(golden["final." + theirs].Floats, final[ours], tolerance: TorchNetworks.HasNoGradient(spec, ours) ? Math.Max(walk, 1e-3f) : 1e-3);
    }

    private static float Step(ITrainableNetwork network, TorchGolden golden, int i, OptimizerOptions optimizer)
    {
        var (x, y) = (golden[$"x{i}"], golden[$"y{i}"]);
        LossSpec loss = TorchText.Property(golden, "loss") switch
        {
            "BCEWithLogits" => new BinaryCrossEntropyWithLogits(),
            "CrossEntropy" => new CrossEntropy(),
            "MSE" => new MeanSquaredError(),
            var other => throw new InvalidDataException($"'{other}' is no loss that is known here."),
        };
        var targets = loss is CrossEntropy ? LossTargets.Of(Array.ConvertAll(y.Values, value => (int)value)) : LossTargets.Of(y.Floats);
        return network.Step(x.Floats, targets, x.Shape[0], loss, optimizer);
    }

    /// <summary>PyTorch's values for what is trained, the library's own for the rest.</summary>
    private static NetworkWeights Initial(NetworkSpec spec, TorchGolden golden, IEnumerable<(string Ours, string Theirs)> names)
    {
        var fresh = InitialWeights.Draw(spec, seed: 0);
        var values = fresh.Names.ToDictionary(name => name, name => fresh[name].ToArray());
        foreach (var (ours, theirs) in names) values[ours] = golden["init." + theirs].Floats;
        return new(spec, values);
    }

    /// <summary>Our name and PyTorch's of every trained parameter: the same where the layers have PyTorch's names, otherwise paired in the order of the layers.</summary>
    private static (string Ours, string Theirs)[] Pairs(NetworkSpec spec, TorchGolden golden)
    {
        string[] ours = [.. spec.Parameters.Where(parameter => parameter.IsTrainable).Select(parameter => parameter.Name)], theirs = [.. golden.Named("init.").Select(array => array["init.".Length..])];
        if (theirs.All(ours.Contains)) return [.. theirs.Select(name => (name, name))];
        Assert.Equal(theirs.Length, ours.Length);
        return [.. ours.Zip(theirs)];
    }
}
