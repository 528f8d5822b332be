using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>An optimiser's kernel on the bench: weights and what it remembers, without a network.</summary>
internal sealed unsafe class UpdateBench(float[] weights)
{
    private readonly float[][] _moments = [new float[weights.Length], new float[weights.Length], new float[weights.Length]];
    private long _steps;

    public float[] Weights { get; } = weights;

    public IEnumerable<float[]> Everything => [Weights, .. _moments];

    /// <param name="reference">Use the scalar form.</param>
    public void Step(OptimizerOptions options, float[] gradients, bool reference = false)
    {
        var rule = options.Accept(UpdateRules.Instance);
        float[] copy = [.. gradients];
        _steps++;
        fixed (float* w = Weights, g = copy, first = _moments[0], second = _moments[1], third = _moments[2])
        {
            if (reference) rule.UpdateReference(w, g, new((nint)first, (nint)second, (nint)third), Weights.Length, _steps);
            else rule.Update(w, g, new((nint)first, (nint)second, (nint)third), Weights.Length, _steps);
        }
    }
}
