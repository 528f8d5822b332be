using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Training;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu;

/// <summary>Six steps on loss = Σ (A·w)², as PyTorch took them in double precision.</summary>
public unsafe class OptimizerGoldenTests
{
    public static TheoryData<string, string> Cases => TorchGolden.Cases("optimizer", name => name == "opt_adam");

    [Theory, MemberData(nameof(Cases))]
    public void Adam_walks_as_in_PyTorch(string folder, string name)
    {
        var golden = TorchGolden.Load(folder, name);
        double[] matrix = golden["A"].Values;
        float[] weights = golden["w0"].Floats, first = new float[weights.Length], second = new float[weights.Length];

        for (int step = 1; step <= 6; step++)
        {
            float[] gradients = Gradient(matrix, weights);
            fixed (float* w = weights, g = gradients, m = first, v = second) Adam.Update(w, g, m, v, weights.Length, step, new AdamOptions { LearningRate = 0.01f });

            Approximately.Equal(golden[$"w{step}"].Floats, weights, tolerance: 1e-5);
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
