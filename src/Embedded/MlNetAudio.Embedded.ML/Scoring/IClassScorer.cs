namespace Microsoft.ML.Data;

/// <summary>A model that gives a number to each class; safe for any number of threads.</summary>
internal interface IClassScorer
{
    int ClassCount { get; }

    /// <param name="scores">[classes]</param>
    void Score(ReadOnlySpan<float> features, Span<float> scores);
}
