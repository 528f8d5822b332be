namespace MlNetAudio.Pipelines.Classical;

/// <summary>How stochastic dual coordinate ascent fits logistic regression.</summary>
public sealed record SdcaOptions : ClassicalOptions
{
    /// <summary>null: ML.NET's own choice from the data.</summary>
    public float? L1 { get; init => field = NotNegative(value, nameof(L1)); }

    /// <summary>Weight of half the squared weights against the mean loss; the default is what 1 against the sum is for a hundred clips. null: ML.NET's own choice from the data.</summary>
    public float? L2 { get; init => field = NotNegative(value, nameof(L2)); } = 0.01f;

    /// <summary>Passes over the rows at most; null: ML.NET's own choice from the data.</summary>
    public int? Iterations { get; init => field = value is null ? null : Positive(value.Value, nameof(Iterations)); }
}
