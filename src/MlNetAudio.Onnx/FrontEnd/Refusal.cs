namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Where a graph is built for one value of an option alone: with another one, the exported model would see other numbers than it was trained on.</summary>
internal static class Refusal
{
    /// <exception cref="ArgumentException">The value is not the supported one.</exception>
    public static void OfOther<T>(string name, T value, T supported) where T : notnull
    {
        if (!value.Equals(supported)) throw new ArgumentException(FormattableString.Invariant($"{name} must be {supported}, got {value}: the exported graph computes nothing else."));
    }
}
