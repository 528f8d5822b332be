using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>The head of a .npy file: magic, version, length, and a Python dictionary of 'descr', 'fortran_order' and 'shape'.</summary>
internal sealed record NpyHeader(NpyType Type, bool BigEndian, bool FortranOrder, int[] Shape, int Count, long DataOffset)
{
    private const int LongestText = 1 << 16;
    private const int MostAxes = 64;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="AudioFileException">No such header.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> head = stackalloc byte[12];
        int read = stream.ReadAtLeast(head[..10], 10, throwOnEndOfStream: false);
        if (!head[..read].StartsWith(Magic)) throw new AudioFileException(name, "no .npy file", 0, "save it with numpy.save");
        if (read < 10) throw CutOff(name, read);
        int version = head[6], start = version == 1 ? 10 : 12;
        if (version is < 1 or > 3) throw new AudioFileException(name, $"version {version} of the .npy format, where 1 to 3 are read,", 6, "save it again with numpy.save");
        if (version > 1 && stream.ReadAtLeast(head[10..], 2, throwOnEndOfStream: false) < 2) throw CutOff(name, 10);
        uint length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(head[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        if (length > LongestText) throw new AudioFileException(name, $"a header of {length} bytes, where {LongestText} are allowed,", 8, "save it again with numpy.save");
        byte[] text = new byte[(int)Math.Min(length, stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : length)];
        int there = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        if (there < length) throw CutOff(name, start + there);
        return new Parser(name, Encoding.UTF8.GetString(text), start).Parse(start + length);
    }

    private static AudioFileException CutOff(string name, long at) => new(name, "the file ends inside the .npy header", at, "it is cut off: copy or save it again");

    /// <summary>Only as much of Python as numpy.save writes: strings without escapes, True, False, a tuple of integers.</summary>
    private sealed class Parser(string name, string text, int start)
    {
        private int _at;

        public NpyHeader Parse(long dataOffset)
        {
            string? type = null;
            bool? fortran = null;
            int[]? shape = null;
            Expect('{');
            while (!Take('}'))
            {
                string key = String();
                Expect(':');
                switch (key)
                {
                    case "descr" when type is null:
                        type = Peek() == '[' ? throw Wrong("an array of records, which is not read,") : String();
                        break;
                    case "fortran_order" when fortran is null:
                        fortran = Boolean();
                        break;
                    case "shape" when shape is null:
                        shape = Tuple();
                        break;
                    default:
                        throw Wrong("a .npy header with another key than 'descr', 'fortran_order' and 'shape', once each,");
                }
                if (!Take(','))
                {
                    Expect('}');
                    break;
                }
            }
            if (type is null || fortran is null || shape is null) throw Wrong("a .npy header without 'descr', 'fortran_order' or 'shape'");
            if (NpyTypes.Of(type.AsSpan().TrimStart("<>|=")) is not { } known) throw Wrong($"values of type '{Printable(type)}', which are not read,");
            long count = shape.Contains(0) ? 0 : 1;
            foreach (int length in shape)
            {
                count *= length;
                if (count * known.Bytes() > Array.MaxLength) throw Wrong($"a shape of more than {Array.MaxLength} bytes");
            }
            return new(known, type[0] == '>', fortran.Value, shape, (int)count, dataOffset);
        }

        private string String()
        {
            char quote = Peek();
            if (quote is not ('\'' or '"')) throw Unreadable();
            int end = text.IndexOf(quote, _at + 1);
            if (end < 0) throw Unreadable();
            string content = text[(_at + 1)..end];
            _at = end + 1;
            return content;
        }

        private bool Boolean() => TakeWord("True") || (TakeWord("False") ? false : throw Unreadable());

        private int[] Tuple()
        {
            var lengths = new List<int>();
            Expect('(');
            while (!Take(')'))
            {
                lengths.Add(Integer());
                if (lengths.Count > MostAxes) throw Wrong($"more than {MostAxes} axes");
                if (!Take(','))
                {
                    Expect(')');
                    break;
                }
            }
            return [.. lengths];
        }

        private int Integer()
        {
            Peek();
            int begin = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
            if (begin == _at) throw Unreadable();
            if (!int.TryParse(text.AsSpan(begin, _at - begin), NumberStyles.None, CultureInfo.InvariantCulture, out int value)) throw Wrong("an axis that is too long");
            if (_at < text.Length && text[_at] == 'L') _at++;   // as Python 2 wrote long integers
            return value;
        }

        /// <summary>The next character that is no white space; 0 at the end.</summary>
        private char Peek()
        {
            while (_at < text.Length && text[_at] is ' ' or '\n' or '\t' or '\r') _at++;
            return _at < text.Length ? text[_at] : '\0';
        }

        private bool Take(char wanted)
        {
            if (Peek() != wanted) return false;
            _at++;
            return true;
        }

        private bool TakeWord(string word)
        {
            Peek();
            if (!text.AsSpan(_at).StartsWith(word)) return false;
            _at += word.Length;
            return true;
        }

        private void Expect(char wanted)
        {
            if (!Take(wanted)) throw Unreadable();
        }

        private static string Printable(string text) => string.Concat(text.Take(20).Select(c => c is >= ' ' and < '\x7F' ? c : '?'));

        private AudioFileException Unreadable() => Wrong("a .npy header that cannot be read");

        private AudioFileException Wrong(string reason) => new(name, reason, start + Encoding.UTF8.GetByteCount(text.AsSpan(0, Math.Min(_at, text.Length))), "save it again with numpy.save");
    }
}
