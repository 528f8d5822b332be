using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace MlNetAudio.Tests.Support;

/// <summary>Reads NumPy's .npy files (version 1 and 2, C order): the golden values.</summary>
internal sealed partial record Npy(int[] Shape, double[] Values)
{
    public float[] Floats => Array.ConvertAll(Values, value => (float)value);

    public static Npy Read(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        int headerStart = bytes[6] == 1 ? 10 : 12;
        int headerLength = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        string header = Encoding.ASCII.GetString(bytes.Slice(headerStart, headerLength));
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal)) throw new InvalidDataException($"{path}: Fortran order is not read here.");
        string type = TypePattern().Match(header).Groups[1].Value;
        int[] shape = [.. ShapePattern().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        var data = bytes[(headerStart + headerLength)..];
        double[] values = new double[shape.Aggregate(1, (product, dimension) => product * dimension)];
        for (int i = 0; i < values.Length; i++)
            values[i] = type switch
            {
                "<f4" => BinaryPrimitives.ReadSingleLittleEndian(data[(4 * i)..]),
                "<f8" => BinaryPrimitives.ReadDoubleLittleEndian(data[(8 * i)..]),
                "<i4" => BinaryPrimitives.ReadInt32LittleEndian(data[(4 * i)..]),
                "<i8" => BinaryPrimitives.ReadInt64LittleEndian(data[(8 * i)..]),
                "|u1" => data[i],
                "|b1" => data[i],
                _ => throw new InvalidDataException($"{path}: type '{type}' is not read here."),
            };
        return new(shape, values);
    }

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
