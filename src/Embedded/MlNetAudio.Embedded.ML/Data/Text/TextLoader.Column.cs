namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A column and the fields it is read from: one field is a scalar, several are a vector.</summary>
    public sealed class Column
    {
        public Column()
        {
        }

        public Column(string name, DataKind dataKind, int index) : this(name, dataKind, [new Range(index)])
        {
        }

        /// <param name="maxIndex">Included.</param>
        public Column(string name, DataKind dataKind, int minIndex, int maxIndex) : this(name, dataKind, [new Range(minIndex, maxIndex)])
        {
        }

        public Column(string name, DataKind dataKind, Range[] source, KeyCount keyCount = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(source);
            (Name, DataKind, Source, KeyCount) = (name, dataKind, source, keyCount);
        }

        public string Name;

        public Range[] Source;

        /// <summary>Not null for a key, whose values count from 0 in the file.</summary>
        public KeyCount KeyCount;

        public DataKind DataKind { get; set; } = DataKind.Single;
    }
}
