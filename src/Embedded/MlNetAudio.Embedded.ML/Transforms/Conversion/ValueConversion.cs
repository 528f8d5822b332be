using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Single values as values of another type: numbers, Booleans, keys (their number) and text among each other.</summary>
internal static class ValueConversion
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such conversion.</exception>
    public static void Check(DataViewType from, DataViewType to, string column)
    {
        if (from.Equals(to)) return;
        if (!IsConvertible(from) || !IsConvertible(to)) throw SchemaMismatch.Type("inputSchema", "input", column, $"a type that converts to {to}", from.ToString());

        static bool IsConvertible(DataViewType type) => type is NumberDataViewType or BooleanDataViewType or KeyDataViewType or TextDataViewType;
    }

    /// <summary>
    /// Text is read as in text files, and as NaN, 0 or false where it cannot be; a number is true unless it is 0 or NaN; a number beyond the range of an integer
    /// type becomes the nearest there is, NaN becomes 0.
    /// </summary>
    public static Func<TFrom, TTo> Of<TFrom, TTo>()
    {
        if (typeof(TFrom) == typeof(TTo)) return value => (TTo)(object)value;
        if (typeof(TFrom) == typeof(ReadOnlyMemory<char>))
        {
            var parse = FieldParser.For<TTo>(missingRealsAreNaN: true);
            return value => parse(value.ToString(), out TTo parsed) ? parsed : default;
        }
        if (typeof(TTo) == typeof(ReadOnlyMemory<char>)) return value => (TTo)(object)Text(value).AsMemory();
        if (typeof(TTo) == typeof(bool)) return value => (TTo)(object)(Number(value) is var number && number != 0 && !double.IsNaN(number));
        return value => FromNumber<TTo>(Number(value));
    }

    private static string Text<T>(T value) => value switch
    {
        bool flag => flag ? "True" : "False",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static double Number<T>(T value) => value is bool flag ? (flag ? 1 : 0) : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static T FromNumber<T>(double value)
    {
        // Without the first cast all would become double, the type that holds them all.
        object converted = Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Single => (object)(float)value,
            TypeCode.Double => value,
            TypeCode.SByte => sbyte.CreateSaturating(value),
            TypeCode.Byte => byte.CreateSaturating(value),
            TypeCode.Int16 => short.CreateSaturating(value),
            TypeCode.UInt16 => ushort.CreateSaturating(value),
            TypeCode.Int32 => int.CreateSaturating(value),
            TypeCode.UInt32 => uint.CreateSaturating(value),
            TypeCode.Int64 => long.CreateSaturating(value),
            _ => ulong.CreateSaturating(value),
        };
        return (T)converted;
    }
}
