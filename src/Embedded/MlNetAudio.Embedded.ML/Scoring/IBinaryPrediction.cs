namespace Microsoft.ML.Data;

/// <summary>A prediction step of two classes, whatever the type of its model.</summary>
internal interface IBinaryPrediction : ITransformer
{
    string FeatureColumnName { get; }

    IScorer Scorer { get; }

    float Threshold { get; }
}
