using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetAudio.Onnx.Export;

/// <summary>ArtifactMetadata ⇄ the entries of metadata_props. After the prefix the keys are sherpa-onnx's where it has one for the thing.</summary>
internal static class MetadataKeys
{
    public const string Prefix = "audio.";

    private const string FormatVersion = Prefix + "format_version", Framework = Prefix + "framework", ModelType = Prefix + "model_type", Kind = Prefix + "kind",
        Labels = Prefix + "labels", OutputDimension = Prefix + "output_dim", PositiveLabel = Prefix + "positive_label", SampleRate = Prefix + "sample_rate",
        NormalizeSamples = Prefix + "normalize_samples",
        Input = Prefix + "input", Mels = Prefix + "n_mels", Frames = Prefix + "n_frames", ClipSamples = Prefix + "clip_samples", DataHash = Prefix + "data_hash", SplitRule = Prefix + "split_rule",
        Metrics = Prefix + "metrics", Version = Prefix + "version", Extra = Prefix + "extra.";

    private const string WaveformInput = "waveform", SpectrogramInput = "spectrogram";

    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // labels in any script stay readable; the file is no web page
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static List<KeyValuePair<string, string>> Write(ArtifactMetadata metadata)
    {
        List<KeyValuePair<string, string>> entries = [];
        Add(FormatVersion, Number(CurrentFormat));
        Add(Framework, "MlNetAudio");
        Add(Version, PlainText.Of(metadata.ProducerVersion));
        Add(ModelType, PlainText.Of(metadata.Name));
        Add(Kind, PlainText.Of(metadata.Kind));
        Add(Input, metadata.Spectrogram is null ? WaveformInput : SpectrogramInput);
        if (metadata.SampleRateHz > 0) Add(SampleRate, Number(metadata.SampleRateHz));
        if (metadata.Spectrogram is { } spectrogram)
        {
            Add(Mels, Number(spectrogram.Mels));
            Add(Frames, Number(spectrogram.Frames));
        }
        else
        {
            Add(NormalizeSamples, "1");   // sherpa-onnx: 1 stands for samples in -1..1, 0 for the range of 16-bit integers
        }
        if (metadata.ClipSamples is { } samples) Add(ClipSamples, Number(samples));
        Add(OutputDimension, Number(metadata.Labels.Count));
        Add(Labels, JsonSerializer.Serialize(metadata.Labels, Json));
        if (metadata.PositiveLabel is { } positive) Add(PositiveLabel, positive);
        if (metadata.DataHash is { } hash) Add(DataHash, PlainText.Of(hash));
        if (metadata.SplitRule is { } rule) Add(SplitRule, PlainText.Of(rule));
        Add(Metrics, JsonSerializer.Serialize(new SortedDictionary<string, double>(metadata.Metrics.ToDictionary(), StringComparer.Ordinal), Json));
        foreach (var (key, value) in metadata.Extra.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Add(Extra + PlainText.Of(key), PlainText.Of(value));
        return entries;

        void Add(string key, string value) => entries.Add(new(key, value));
    }

    /// <exception cref="InvalidDataException">A key that every artifact has is missing, or a value is not what its key holds.</exception>
    public static ArtifactMetadata Read(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries) values[entry.Key] = entry.Value;
        string input = values.GetValueOrDefault(Input, WaveformInput);   // which files from before there were others do not say
        if (input is not (WaveformInput or SpectrogramInput)) throw new InvalidDataException($"{Input} is '{input}', not {WaveformInput} or {SpectrogramInput}; use a newer version of MlNetAudio.");
        string[] ofInput = input == WaveformInput ? [SampleRate] : [Mels, Frames];
        string[] missing = [.. new[] { FormatVersion, ModelType, Kind, Labels }.Concat(ofInput).Append(Version).Where(key => !values.ContainsKey(key))];
        if (missing.Length > 0)
            throw new InvalidDataException($"the model's metadata has no {string.Join(", ", missing)}; it is not a model exported by MlNetAudio, or its metadata was removed.");
        int format = ReadNumber(FormatVersion, values[FormatVersion]);
        if (format > CurrentFormat)
            throw new InvalidDataException($"{FormatVersion} is {format}, but this version of MlNetAudio reads up to {CurrentFormat}; use a newer one.");

        var metadata = new ArtifactMetadata
        {
            Name = values[ModelType],
            Kind = values[Kind],
            Labels = ReadJson<string[]>(Labels, values[Labels]),
            SampleRateHz = values.TryGetValue(SampleRate, out string? rate) ? ReadNumber(SampleRate, rate) : 0,
            Spectrogram = input == SpectrogramInput ? new(ReadNumber(Mels, values[Mels]), ReadNumber(Frames, values[Frames])) : null,
            ClipSamples = values.TryGetValue(ClipSamples, out string? samples) ? ReadNumber(ClipSamples, samples) : null,
            PositiveLabel = values.GetValueOrDefault(PositiveLabel),
            DataHash = values.GetValueOrDefault(DataHash),
            SplitRule = values.GetValueOrDefault(SplitRule),
            Metrics = values.TryGetValue(Metrics, out string? metrics) ? ReadJson<Dictionary<string, double>>(Metrics, metrics) : [],
            ProducerVersion = values[Version],
            Extra = values.Where(entry => entry.Key.StartsWith(Extra, StringComparison.Ordinal)).ToDictionary(entry => entry.Key[Extra.Length..], entry => entry.Value),
        };
        try
        {
            metadata.Check();
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
        return metadata;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int ReadNumber(string key, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
        ? number
        : throw new InvalidDataException($"{key} must be a positive whole number, got '{value}'.");

    private static T ReadJson<T>(string key, string value)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(value, Json) ?? throw new InvalidDataException($"{key} is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{key} is no JSON of its kind: '{value}'.", e);
        }
    }
}
