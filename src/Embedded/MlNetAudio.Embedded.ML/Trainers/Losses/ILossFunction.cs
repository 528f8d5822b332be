namespace Microsoft.ML.Trainers;

/// <summary>What an output costs where the label is known.</summary>
public interface ILossFunction<in TOutput, in TLabel>
{
    double Loss(TOutput output, TLabel label);
}
