namespace MlNetAudio.Onnx.Format;

/// <summary>One axis of a value: a fixed length, or a symbol that stands for any length ("batch"), or unknown when both are null.</summary>
internal readonly record struct OnnxDimension(long? Value, string? Symbol)
{
    public static implicit operator OnnxDimension(long value) => new(value, null);

    public static implicit operator OnnxDimension(string symbol) => new(null, symbol);

    public override string ToString() => Value is { } value ? FormattableString.Invariant($"{value}") : Symbol ?? "?";
}
