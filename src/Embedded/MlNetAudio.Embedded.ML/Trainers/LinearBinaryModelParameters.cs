namespace Microsoft.ML.Trainers;

/// <summary>A linear classifier: positive where the score is above 0.</summary>
public sealed class LinearBinaryModelParameters : LinearModelParameters
{
    internal LinearBinaryModelParameters(float[] weights, float bias) : base(weights, bias)
    {
    }
}
