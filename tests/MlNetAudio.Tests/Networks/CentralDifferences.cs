namespace MlNetAudio.Tests.Networks;

/// <summary>Gradients from the definition.</summary>
internal static class CentralDifferences
{
    /// <summary>∂loss/∂values, each value moved by ±1e-6.</summary>
    public static double[] Of(double[] values, Func<double> loss)
    {
        double[] gradient = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            values[i] = value + 1e-6;
            double above = loss();
            values[i] = value - 1e-6;
            gradient[i] = (above - loss()) / 2e-6;
            values[i] = value;
        }
        return gradient;
    }
}
