namespace Microsoft.ML.Data;

/// <summary>A model that gives a number to a row of features; safe for any number of threads.</summary>
internal interface IScorer
{
    float Score(ReadOnlySpan<float> features);
}
