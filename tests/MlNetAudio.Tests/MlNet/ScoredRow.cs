using Microsoft.ML;

namespace MlNetAudio.Tests.MlNet;

/// <summary>What a binary classifier and an evaluation exchange.</summary>
public sealed class ScoredRow
{
    public bool Label { get; set; }

    public float Score { get; set; }

    public float Probability { get; set; }

    public bool PredictedLabel { get; set; }

    public static ScoredRow[] ReadAll(MLContext ml, IDataView scored) => [.. ml.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: false, ignoreMissingColumns: true)];
}
