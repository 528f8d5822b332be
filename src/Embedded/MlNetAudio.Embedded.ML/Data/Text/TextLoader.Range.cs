namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>Fields from one to another.</summary>
    public sealed class Range
    {
        public Range()
        {
        }

        public Range(int index) : this(index, index)
        {
        }

        /// <param name="max">Included; null for the last of the line, which takes a data sample to know.</param>
        public Range(int min, int? max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            if (max < min) throw new ArgumentOutOfRangeException(nameof(max), $"max must be at least min = {min}, got {max}.");
            (Min, Max) = (min, max);
        }

        /// <summary>From 0.</summary>
        public int Min;

        public int? Max;

        /// <summary>A vector even of one field.</summary>
        public bool ForceVector;
    }
}
