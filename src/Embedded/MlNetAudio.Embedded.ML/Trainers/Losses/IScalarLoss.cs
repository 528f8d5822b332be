namespace Microsoft.ML.Trainers;

/// <summary>A loss of one number.</summary>
public interface IScalarLoss : ILossFunction<float, float>
{
    /// <summary>dLoss/dOutput.</summary>
    float Derivative(float output, float label);
}
