using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Training;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>A compiled plan on the bench: one pass forward and one back, with every gradient to look at.</summary>
internal sealed class PlanBench : IDisposable
{
    private readonly WorkerTeam _team;
    private readonly CpuPlan _plan;
    private readonly ParameterStore _parameters;
    private readonly int _batch;

    public PlanBench(NetworkSpec network, NetworkWeights weights, int batch, int threads = 1, bool inputGradient = true)
    {
        (_team, _parameters, _batch) = (new(threads), new(network), batch);
        _parameters.WriteWeights(weights);
        _plan = new(network, _parameters, _team, batch, inputGradient);
    }

    public float[] InputGradient => _plan.InputGradient(_batch).ToArray();

    public NetworkWeights Weights => _parameters.ReadWeights();

    public float[] Gradient(string parameter) => _parameters.Gradient(parameter).ToArray();

    public float[] Forward(float[] inputs, bool training = true, params int[] lengths)
    {
        _plan.Forward(inputs, _batch, new RunMode(training, Seed: 5, Step: 3), lengths);
        return _plan.Output(_batch).ToArray();
    }

    public void Backward(float[] outputGradient)
    {
        outputGradient.CopyTo(_plan.OutputGradient(_batch));
        _plan.Backward(_batch);
    }

    public void Dispose() => _team.Dispose();

    /// <summary>Weights large enough that no layer's output vanishes, and none that starts as a constant left at it.</summary>
    public static NetworkWeights SomeWeights(NetworkSpec network)
    {
        var drawn = InitialWeights.Draw(network, seed: 9);
        return new(network, network.Parameters.Select((parameter, i) => (parameter, i)).ToDictionary(
            item => item.parameter.Name,
            item => item.parameter.InitialBound > 0
                ? drawn[item.parameter.Name].ToArray()
                : [.. Some.Floats(item.parameter.Shape.Count, seed: item.i).Select(value => item.parameter.InitialValue + 0.4f * value)]));
    }
}
