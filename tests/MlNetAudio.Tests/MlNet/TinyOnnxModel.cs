using Google.Protobuf;

namespace MlNetAudio.Tests.MlNet;

/// <summary>ONNX files of a few operators without weights, written field by field (the numbers are those of onnx.proto).</summary>
internal sealed class TinyOnnxModel
{
    public const int Float = 1, Int64 = 7, Text = 8, Double = 11;

    private readonly List<byte[]> _nodes = [], _inputs = [], _outputs = [];

    /// <summary>x [N, 5] → y [N, 5] = x + x, best [N] = argmax of y, exact [N, 5] = y as double; text [N, 1] → echo [N, 1].</summary>
    public static byte[] Doubling => new TinyOnnxModel()
        .Input("x", Float, "N", 5).Input("text", Text, "N", 1)
        .Node("Add", ["x", "x"], "y").Node("ArgMax", ["y"], "best", ("axis", 1), ("keepdims", 0)).Node("Cast", ["y"], "exact", ("to", Double)).Node("Identity", ["text"], "echo")
        .Output("y", Float, "N", 5).Output("best", Int64, "N").Output("exact", Double, "N", 5).Output("echo", Text, "N", 1)
        .ToBytes();

    /// <summary>x [N, M] → y [N, M] = −x: the second dimension is unknown too.</summary>
    public static byte[] Open => new TinyOnnxModel().Input("x", Float, "N", "M").Node("Neg", ["x"], "y").Output("y", Float, "N", "M").ToBytes();

    /// <summary>x [N, 1, 2, 2] → y [N, 1, 2, 2] = |x|.</summary>
    public static byte[] Image => new TinyOnnxModel().Input("x", Float, "N", 1, 2, 2).Node("Abs", ["x"], "y").Output("y", Float, "N", 1, 2, 2).ToBytes();

    /// <param name="dimensions">Numbers, or names of unknown dimensions.</param>
    public TinyOnnxModel Input(string name, int type, params object[] dimensions)
    {
        _inputs.Add(Value(name, type, dimensions));
        return this;
    }

    public TinyOnnxModel Output(string name, int type, params object[] dimensions)
    {
        _outputs.Add(Value(name, type, dimensions));
        return this;
    }

    public TinyOnnxModel Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        _nodes.Add(Message(stream =>
        {
            foreach (string input in inputs) Write(stream, 1, input);
            Write(stream, 2, output);
            Write(stream, 4, operation);
            foreach (var (name, value) in attributes)
                Write(stream, 5, Message(attribute =>
                {
                    Write(attribute, 1, name);
                    Write(attribute, 3, value);
                    Write(attribute, 20, 2);   // an integer
                }));
        }));
        return this;
    }

    public byte[] ToBytes() => Message(model =>
    {
        Write(model, 1, 8);   // IR version
        Write(model, 7, Message(graph =>
        {
            foreach (byte[] node in _nodes) Write(graph, 1, node);
            Write(graph, 2, "tiny");
            foreach (byte[] input in _inputs) Write(graph, 11, input);
            foreach (byte[] output in _outputs) Write(graph, 12, output);
        }));
        Write(model, 8, Message(opset => Write(opset, 2, 17)));
    });

    private static byte[] Value(string name, int type, object[] dimensions) => Message(value =>
    {
        Write(value, 1, name);
        Write(value, 2, Message(outer => Write(outer, 1, Message(tensor =>
        {
            Write(tensor, 1, type);
            Write(tensor, 2, Message(shape =>
            {
                foreach (object dimension in dimensions)
                    Write(shape, 1, Message(one =>
                    {
                        if (dimension is int size) Write(one, 1, size);
                        else Write(one, 2, (string)dimension);
                    }));
            }));
        }))));
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using var stream = new CodedOutputStream(bytes, leaveOpen: true);
        write(stream);
        stream.Flush();
        return bytes.ToArray();
    }

    private static void Write(CodedOutputStream stream, int field, long value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    }

    private static void Write(CodedOutputStream stream, int field, string value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(value);
    }

    private static void Write(CodedOutputStream stream, int field, byte[] message)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(message));
    }
}
