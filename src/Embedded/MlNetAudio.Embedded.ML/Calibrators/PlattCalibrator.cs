namespace Microsoft.ML.Calibrators;

/// <summary>P(positive) = 1 / (1 + exp(Slope·score + Offset)); the slope is negative where higher scores mean positive.</summary>
public sealed class PlattCalibrator : ICalibrator, ICanSaveModel
{
    internal PlattCalibrator(double slope, double offset) => (Slope, Offset) = (slope, offset);

    public double Slope { get; }

    public double Offset { get; }

    /// <summary>NaN for a score of NaN.</summary>
    public float PredictProbability(float output) => (float)(1 / (1 + Math.Exp(Slope * output + Offset)));

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);
}
