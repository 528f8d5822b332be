using System.Collections;
using System.Globalization;

namespace MlNetAudio.Onnx.Format;

/// <summary>A named constant of a node. Value is the list type of the kind (a list of one for the singular kinds): float[], long[], string[], or an OnnxTensor.</summary>
internal sealed record OnnxAttribute
{
    private OnnxAttribute(string name, OnnxAttributeKind kind, object value) => (Name, Kind, Value) = (name, kind, value);

    public string Name { get; }

    public OnnxAttributeKind Kind { get; }

    public object Value { get; }

    public static OnnxAttribute Of(string name, float value) => new(name, OnnxAttributeKind.Float, new[] { value });

    public static OnnxAttribute Of(string name, long value) => new(name, OnnxAttributeKind.Int, new[] { value });

    public static OnnxAttribute Of(string name, string value) => new(name, OnnxAttributeKind.String, new[] { value });

    public static OnnxAttribute Of(string name, OnnxTensor value) => new(name, OnnxAttributeKind.Tensor, value);

    public static OnnxAttribute Of(string name, float[] values) => new(name, OnnxAttributeKind.Floats, values);

    public static OnnxAttribute Of(string name, long[] values) => new(name, OnnxAttributeKind.Ints, values);

    public static OnnxAttribute Of(string name, string[] values) => new(name, OnnxAttributeKind.Strings, values);

    /// <summary>" name: value value", the same for equal values alone; of a tensor its name, which is as good.</summary>
    public override string ToString()
    {
        string values = Value is OnnxTensor tensor ? tensor.Name : string.Join(' ', ((IEnumerable)Value).Cast<object>().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
        return $" {Name}: {values}";
    }
}
