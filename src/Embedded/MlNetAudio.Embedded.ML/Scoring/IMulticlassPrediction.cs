namespace Microsoft.ML.Data;

/// <summary>A prediction step of several classes, whatever the type of its model.</summary>
internal interface IMulticlassPrediction : ITransformer
{
    string FeatureColumnName { get; }

    IClassScorer Scorer { get; }

    ClassNames Classes { get; }
}
