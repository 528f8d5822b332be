using System.Globalization;
using System.Text.Json.Nodes;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Configuration;

/// <summary>A config file as it was read, and on which line each key stands.</summary>
/// <param name="Source">The file as errors name it.</param>
/// <param name="Lines">"models.cnn.training.epochs" → its line, counted from 1.</param>
internal sealed record ConfigDocument(string Source, JsonObject Root, IReadOnlyDictionary<string, int> Lines)
{
    /// <summary>What reads the document, with every fault of a setting named with file and line.</summary>
    /// <exception cref="InvalidDataException">A setting was refused.</exception>
    public T Read<T>(Func<JsonObject, T> read)
    {
        try
        {
            return read(Root);
        }
        catch (SettingException e)
        {
            string place = Lines.TryGetValue(e.Key, out int line) ? string.Create(CultureInfo.InvariantCulture, $"{Source} line {line}") : Source;
            throw new InvalidDataException($"{place}: {e.Message}", e);
        }
    }
}
