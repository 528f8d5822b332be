using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

/// <summary>A row of an EXPECTED.csv: a broken, odd or rare file, and what reading it must come to. Columns filename, verdict, sample_rate, channels, frames, max_abs_diff_to_reference, note.</summary>
internal sealed partial record HardAudio(string Directory, string FileName, string Verdict, string SampleRate, string Channels, string Frames, string Difference, string Note)
{
    public string FilePath => Path.Combine(Directory, FileName);

    /// <summary>Whether this is the signal that the other files of the directory are copies of.</summary>
    public bool IsReference => Note.Contains("reference signal", StringComparison.Ordinal);

    /// <summary>tests/golden/hard-audio, ../shared/hard-audio where it is there, then every directory that the environment variable MLNETAUDIO_HARD_AUDIO_DIRS names (separated as in PATH).</summary>
    public static IEnumerable<HardAudio> ReadAll() =>
        new[] { RepositoryFiles.At("tests", "golden", "hard-audio"), RepositoryFiles.At("..", "shared", "hard-audio") }.Where(System.IO.Directory.Exists)
            .Concat((Environment.GetEnvironmentVariable("MLNETAUDIO_HARD_AUDIO_DIRS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Select(Path.GetFullPath).Distinct().SelectMany(Read);

    /// <summary>
    /// Whether a cell allows the number: "24000", "12000 or 24000", "48000 (or 16000)", "&lt;24000", "~72000 at 48 kHz" (to 2 %, as encoders pad). A cell that holds anything else asks for nothing.
    /// </summary>
    public static bool Allows(string cell, int actual)
    {
        if (NumberPattern().Match(cell) is not { Success: true } first) return true;
        int[] numbers = [.. NumberPattern().Matches(cell.Split(" at ")[0]).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];
        return cell[0] switch
        {
            '<' => actual < numbers[0],
            '~' => Math.Abs(actual - numbers[0]) <= 0.02 * numbers[0],
            _ when first.Index == 0 => numbers.Contains(actual),
            _ => true,
        };
    }

    /// <summary>What the cell asks of which channel, as in "5e-4", "~0.05" (about: twice that is allowed), "0 (first 1600)", "left = reference", "channel 2 (centre) = reference" or "x40"; null where no comparison is asked.</summary>
    public (int Channel, double Gain, double Tolerance)? Comparison()
    {
        if (TolerancePattern().Match(Difference) is { Success: true } tolerance) return (0, 1, double.Parse(tolerance.Groups[2].Value, CultureInfo.InvariantCulture) * (tolerance.Groups[1].Length + 1));
        if (Difference.StartsWith("left = reference", StringComparison.Ordinal)) return (0, 1, 0);
        if (ChannelPattern().Match(Difference) is { Success: true } channel) return (int.Parse(channel.Groups[1].Value, CultureInfo.InvariantCulture), 1, 0);
        if (GainPattern().Match(Difference) is { Success: true } gain) return (0, double.Parse(gain.Groups[1].Value, CultureInfo.InvariantCulture), 1e-5);
        return null;
    }

    private static IEnumerable<HardAudio> Read(string directory)
    {
        string[][] rows = [.. ParseCsv(File.ReadAllText(Path.Combine(directory, "EXPECTED.csv")))];
        int Column(string name) => Array.IndexOf(rows[0], name) is >= 0 and var index ? index : throw new InvalidDataException($"{directory}/EXPECTED.csv has no column '{name}'.");
        int fileName = Column("filename"), verdict = Column("verdict"), rate = Column("sample_rate"), channels = Column("channels"), frames = Column("frames"), difference = Column("max_abs_diff_to_reference"), note = Column("note");
        return rows.Skip(1).Select(row => new HardAudio(Path.GetFullPath(directory), row[fileName], row[verdict], row[rate], row[channels], row[frames], row[difference], row[note]));
    }

    /// <summary>RFC 4180: quoted fields may hold commas, line ends and doubled quotes.</summary>
    private static IEnumerable<string[]> ParseCsv(string text)
    {
        List<string> row = [];
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r')) field.Append(c);
            else if (c == ',') TakeField();
            else if (c == '\n')
            {
                TakeField();
                yield return [.. row];
                row.Clear();
            }
        }
        if (field.Length == 0 && row.Count == 0) yield break;
        TakeField();
        yield return [.. row];

        void TakeField()
        {
            row.Add(field.ToString());
            field.Clear();
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^(~?)(\d+(\.\d+)?(e-?\d+)?)")]
    private static partial Regex TolerancePattern();

    [GeneratedRegex(@"^channel (\d+)\b.*= reference")]
    private static partial Regex ChannelPattern();

    [GeneratedRegex(@"^x(\d+(\.\d+)?)$")]
    private static partial Regex GainPattern();
}
