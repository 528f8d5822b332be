using System.Globalization;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>Softmax regression (maximum entropy) of several classes by dual coordinate ascent.</summary>
public sealed class SdcaMaximumEntropyMulticlassTrainer : SdcaMulticlassTrainerBase<MaximumEntropyModelParameters>
{
    internal SdcaMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options) : base(env, options)
    {
    }

    private protected override MaximumEntropyModelParameters Train(IDataView input)
    {
        var rows = ReadClasses(input);
        var (point, passes) = SdcaClassesFit.Fit(rows, Settings(positiveWeight: 1));
        Environment.Info(GetType().Name, string.Create(CultureInfo.InvariantCulture, $"Ended after {passes} passes."));
        return MaximumEntropyModelParameters.Of(point, rows.ClassCount);
    }

    public sealed class Options : MulticlassOptions
    {
    }
}
