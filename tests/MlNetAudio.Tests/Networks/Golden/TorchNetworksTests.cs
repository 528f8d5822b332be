using MlNetAudio.Tests.Networks.Cpu;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>PyTorch's networks can be written down here: the same parameters, and the same first loss.</summary>
public class TorchNetworksTests
{
    public static TheoryData<string, string> Cases => TorchGolden.Cases("training", TorchNetworks.Names.Contains);

    [Theory, MemberData(nameof(Cases))]
    public void A_network_has_the_parameters_of_PyTorchs(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);

        var network = TorchNetworks.Find(golden)!;

        var theirs = golden.Named("init.").ToDictionary(array => array["init.".Length..], array => string.Join(", ", golden[array].Shape));
        var ours = network.Parameters.Where(parameter => parameter.IsTrainable).ToDictionary(parameter => parameter.Name, parameter => string.Join(", ", parameter.Shape.Dimensions.ToArray()));
        Assert.Equal(theirs.OrderBy(pair => pair.Key, StringComparer.Ordinal), ours.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_loss_of_the_first_batch_is_PyTorchs(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var network = TorchNetworks.Find(golden)!;
        Npy x = golden["x0"], y = golden["y0"];
        using var bench = new PlanBench(network, TorchNetworks.InitialWeights(golden, network), x.Shape[0]);

        float[] output = bench.Forward(x.Floats);

        double loss = output.Length == y.Values.Length && y.Shape.Length > 2 ? output.Zip(y.Values, (a, b) => (a - b) * (a - b)).Average()
            : network.Output[0] == 1 ? output.Zip(y.Values, (logit, label) => Math.Max(logit, 0) - logit * label + Math.Log(1 + Math.Exp(-Math.Abs(logit)))).Average()
            : output.Chunk(network.Output[0]).Zip(y.Values, (logits, label) => Math.Log(logits.Sum(logit => Math.Exp(logit))) - logits[(int)label]).Average();
        Assert.Equal(golden["losses"].Values[0], loss, tolerance: 1e-5);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Parameters_without_a_gradient_are_those_said_to_have_none(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var network = TorchNetworks.Find(golden)!;
        var x = golden["x0"];
        using var bench = new PlanBench(network, TorchNetworks.InitialWeights(golden, network), x.Shape[0]);

        bench.Forward(x.Floats);
        bench.Backward(Some.Floats(x.Shape[0] * network.Output.Count, seed: 1));

        double Largest(string parameter) => bench.Gradient(parameter).Max(value => Math.Abs((double)value));
        foreach (string bias in network.Parameters.Select(parameter => parameter.Name).Where(parameter => parameter.EndsWith("bias", StringComparison.Ordinal)))
            Assert.Equal(TorchNetworks.HasNoGradient(network, bias), Largest(bias) < 1e-5 * Largest(bias.Replace("bias", "weight", StringComparison.Ordinal)));
    }
}
