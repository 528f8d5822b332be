using MlNetAudio.Networks.Training.Schedules;
using MlNetAudio.Tests.Networks.Cpu;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>Steps on loss = Σ (A·w)², as PyTorch took them in double precision.</summary>
public class TorchOptimizerGoldenTests
{
    public static TheoryData<string, string> Cases => TorchGolden.Cases("optimizer", _ => true);

    [Theory, MemberData(nameof(Cases))]
    public void An_optimiser_walks_as_in_PyTorch(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        var options = TorchText.Optimizer(golden.Module);
        var schedule = TorchText.Schedule(golden.Module);
        int steps = golden.Named("w").Count() - 1;
        double[] matrix = golden["A"].Values;
        var bench = new UpdateBench(golden["w0"].Floats);

        for (int step = 0; step < steps; step++)
        {
            bench.Step(schedule.Apply(options, new TrainingClock(step, Epoch: 0, steps, Epochs: 1), new()), Gradient(matrix, bench.Weights));

            Approximately.Equal(golden[$"w{step + 1}"].Floats, bench.Weights, tolerance: 1e-5);
        }
    }

    /// <summary>2·Aᵀ·(A·w).</summary>
    private static float[] Gradient(double[] matrix, float[] weights)
    {
        int n = weights.Length;
        double[] gradient = new double[n];
        for (int row = 0; row < n; row++)
        {
            double product = 0;
            for (int column = 0; column < n; column++) product += matrix[row * n + column] * weights[column];
            for (int column = 0; column < n; column++) gradient[column] += 2 * product * matrix[row * n + column];
        }
        return Array.ConvertAll(gradient, value => (float)value);
    }
}
