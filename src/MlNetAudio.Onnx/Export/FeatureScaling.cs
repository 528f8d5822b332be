namespace MlNetAudio.Onnx.Export;

/// <summary>y[i] = (x[i] − Offset[i]) · Scale[i], in float32, fitted on the training part.</summary>
public sealed record FeatureScaling
{
    /// <exception cref="ArgumentException">The two are not equally long, are empty, or hold a value that is not finite.</exception>
    public FeatureScaling(IReadOnlyList<float> Offset, IReadOnlyList<float> Scale)
    {
        if (Offset.Count == 0 || Offset.Count != Scale.Count)
            throw new ArgumentException($"FeatureScaling needs an Offset and a Scale for every feature, got {Offset.Count} and {Scale.Count}.");
        for (int i = 0; i < Offset.Count; i++)
            if (!float.IsFinite(Offset[i]) || !float.IsFinite(Scale[i]))
                throw new ArgumentException(FormattableString.Invariant($"FeatureScaling needs finite values, got Offset {Offset[i]} and Scale {Scale[i]} for feature {i}."));
        (this.Offset, this.Scale) = (Offset, Scale);
    }

    public IReadOnlyList<float> Offset { get; }

    public IReadOnlyList<float> Scale { get; }

    /// <summary>y = x.</summary>
    public static FeatureScaling Identity(int features) => new(new float[features], Enumerable.Repeat(1f, features).ToArray());

    public void Deconstruct(out IReadOnlyList<float> offset, out IReadOnlyList<float> scale) => (offset, scale) = (Offset, Scale);
}
