using Google.Protobuf;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Tests.Onnx.Export;

namespace MlNetAudio.Tests.Onnx.Format;

public class OnnxReaderTests
{
    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        byte[] bytes = SomeArtifacts.Small;

        Assert.Equal(bytes, OnnxWriter.Write(OnnxReader.Read(bytes)));
    }

    [Fact]
    public void Every_kind_of_attribute_and_value_is_read_back()
    {
        var tensor = OnnxTensor.Of("t", (ReadOnlySpan<double>)[1.5, double.NaN], 2, 1);
        var node = new OnnxNode("Op", "name", ["a", ""], ["", "b"],
        [
            OnnxAttribute.Of("float", -1.5f), OnnxAttribute.Of("int", long.MinValue), OnnxAttribute.Of("string", "é"), OnnxAttribute.Of("tensor", tensor),
            OnnxAttribute.Of("floats", [1f, float.NaN]), OnnxAttribute.Of("ints", [-1L, 5]), OnnxAttribute.Of("strings", ["x", ""]),
        ], "domain");
        var graph = new OnnxGraph("g", [node], [tensor], [new("a", OnnxElementType.Float, ["n", 3, default(OnnxDimension)], "doc")], [new("b", OnnxElementType.Int64, [])], "graph doc");

        var read = OnnxReader.Read(OnnxWriter.Write(new() { IrVersion = 8, OperatorSets = [new("", 17)], Graph = graph, Documentation = "model doc" }));

        Assert.Equal(("Op", "name", "domain"), (read.Graph.Nodes[0].Operator, read.Graph.Nodes[0].Name, read.Graph.Nodes[0].Domain));
        Assert.Equal(["a", ""], read.Graph.Nodes[0].Inputs);
        Assert.Equal(node.Attributes.Select(attribute => (attribute.Name, attribute.Kind)), read.Graph.Nodes[0].Attributes.Select(attribute => (attribute.Name, attribute.Kind)));
        Assert.Equal(new[] { 1f, float.NaN }, read.Graph.Nodes[0].Attributes[4].Value);
        Assert.Equal(new[] { 1.5, double.NaN }, ((OnnxTensor)read.Graph.Nodes[0].Attributes[3].Value).ToArray<double>());
        Assert.Equal(["n", "3", "?"], read.Graph.Inputs[0].Dimensions.Select(dimension => dimension.ToString()));
        Assert.Equal(("doc", "graph doc", "model doc"), (read.Graph.Inputs[0].Documentation, read.Graph.Documentation, read.Documentation));
    }

    [Fact]
    public void Every_truncation_is_refused_or_read_but_never_a_crash()
    {
        byte[] bytes = SomeArtifacts.Small;

        for (int length = 0; length < bytes.Length; length++) RefusedOrRead(bytes[..length]);
    }

    [Fact]
    public void A_damaged_byte_anywhere_is_refused_or_read_but_never_a_crash()
    {
        byte[] bytes = SomeArtifacts.Small;
        var random = new Random(1);

        for (int place = 0; place < bytes.Length; place += 5)   // every kind of field is hit many times
        {
            byte[] damaged = [.. bytes];
            damaged[place] = (byte)random.Next(256);
            RefusedOrRead(damaged);
        }
    }

    [Fact]
    public void A_length_beyond_the_file_is_refused_without_allocating_it()
    {
        byte[] bytes = [0x08, 0x08, 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00];   // IR 8, a graph of 2 GiB

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => OnnxReader.Read(bytes));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Typed_lists_and_packed_shapes_of_other_writers_are_read()
    {
        var tensor = ReadTensor(tensor =>
        {
            tensor.Bytes(1, new byte[] { 2 });   // packed dims [2]
            tensor.Integer(2, (long)OnnxElementType.Float);
            tensor.Bytes(4, LittleEndian.Write<float>([1.5f, -2f]));
            tensor.Text(8, "weights");
        });

        Assert.Equal([2], tensor.Dimensions);
        Assert.Equal([1.5f, -2f], tensor.ToArray<float>());
    }

    [Theory]
    [InlineData((int)OnnxElementType.Int64, 7, 8), InlineData((int)OnnxElementType.Int32, 5, 4), InlineData((int)OnnxElementType.Bool, 5, 1)]
    public void Typed_integers_of_other_writers_are_read(int type, int field, int size)
    {
        var tensor = ReadTensor(tensor =>
        {
            tensor.Integer(1, 2);
            tensor.Integer(2, type);
            tensor.Integer(field, 1);
            tensor.Integer(field, 0);
        });

        Assert.Equal(2 * size, tensor.RawData.Length);
        Assert.Equal(1, tensor.RawData.Span[0]);
    }

    [Fact]
    public void A_tensor_in_another_file_is_refused_by_name()
    {
        var error = Assert.Throws<InvalidDataException>(() => ReadTensor(tensor =>
        {
            tensor.Integer(1, 1);
            tensor.Integer(2, (long)OnnxElementType.Float);
            tensor.Text(8, "weights");
            tensor.Message(13, entry => OnnxWriter.Write(entry, new("location", "../../secret")));
            tensor.Integer(14, 1);
        }));

        Assert.Contains("'weights' keeps its values in another file", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3L), InlineData(-2L), InlineData(long.MaxValue)]
    public void A_shape_that_is_not_the_values_is_refused(long dimension)
    {
        var error = Assert.Throws<InvalidDataException>(() => ReadTensor(tensor =>
        {
            tensor.Integer(1, dimension);
            tensor.Integer(1, dimension);
            tensor.Integer(2, (long)OnnxElementType.Float);
            tensor.Bytes(9, new byte[8]);
        }));

        Assert.Contains("another number of values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subgraph_is_refused_by_the_attributes_name()
    {
        var node = MessageWriter.Write(node => node.Message(5, attribute =>
        {
            attribute.Text(1, "then_branch");
            attribute.Integer(20, 5);
        }));

        var error = Assert.Throws<InvalidDataException>(() => OnnxReader.Read(Model(graph => graph.Bytes(1, node.Memory))));

        Assert.Contains("'then_branch'", error.Message, StringComparison.Ordinal);
    }

    private static OnnxTensor ReadTensor(Action<MessageWriter> tensor) => OnnxReader.Read(Model(graph => graph.Message(5, tensor))).Graph.Initializers[0];

    private static byte[] Model(Action<MessageWriter> graph)
    {
        ByteString model = MessageWriter.Write(model =>
        {
            model.Integer(1, 8);
            model.Message(7, graph);
        });
        return model.ToByteArray();
    }

    private static void RefusedOrRead(byte[] bytes)
    {
        try
        {
            OnnxReader.Read(bytes);
            ModelEnvelope.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }
}
