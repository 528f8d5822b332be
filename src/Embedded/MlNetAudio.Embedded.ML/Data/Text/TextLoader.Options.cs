namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How lines are taken apart.</summary>
    public class Options
    {
        /// <summary>Whether a field in quotation marks may contain separators; a doubled mark in it stands for one.</summary>
        public bool AllowQuoting;

        /// <summary>Not supported here: a loader with it is refused.</summary>
        public bool AllowSparse;

        /// <summary>A tab by default.</summary>
        public char[] Separators = ['\t'];

        public char DecimalMarker = '.';

        public Column[] Columns;

        /// <summary>Whether spaces around fields are no part of them.</summary>
        public bool TrimWhitespace;

        /// <summary>Whether the first line of each file is no data.</summary>
        public bool HasHeader;

        /// <summary>Whether a quoted field may go on in the next line.</summary>
        public bool ReadMultilines;

        /// <summary>Rows at most; null for all.</summary>
        public long? MaxRows;

        /// <summary>Before a quotation mark within quotes; the mark itself by default.</summary>
        public char EscapeChar = '"';

        /// <summary>Whether an empty field of a real column is NaN rather than 0.</summary>
        public bool MissingRealsAsNaNs;
    }
}
