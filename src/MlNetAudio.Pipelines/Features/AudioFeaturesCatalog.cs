using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Pipelines.Features;
using MlNetAudio.Pipelines.Steps;

namespace Microsoft.ML;

/// <summary>Audio features as steps of any ML.NET pipeline.</summary>
/// <remarks>
/// All read mono samples [samples] in −1..1 from a Vector&lt;Single&gt; column, as LoadAudio makes it. Rows are read some ahead and worked on over all cores; nothing learns, nothing is computed before
/// a cursor asks. A clip without samples, with one that is not finite or too short for a frame ends the pass with an ArgumentException.
/// </remarks>
public static class AudioFeaturesCatalog
{
    /// <summary>Adds mel-frequency cepstral coefficients over time, Vector&lt;Single, coefficients, frames&gt;, row-major.</summary>
    /// <param name="options">Its SampleRateHz is that of the samples, for instance <c>MfccOptions.Librosa with { SampleRateHz = 16_000 }</c>.</param>
    /// <inheritdoc cref="ExtractFeature"/>
    public static IEstimator<ITransformer> ExtractMfcc(this TransformsCatalog transforms, MfccOptions options, string outputColumnName = "Features", string inputColumnName = "Samples", int? clipSamples = null) =>
        transforms.ExtractFeature(options, outputColumnName, inputColumnName, clipSamples);

    /// <summary>Adds the log-mel spectrogram, Vector&lt;Single, mels, frames&gt;, row-major.</summary>
    /// <param name="options">Its SampleRateHz is that of the samples, for instance <c>LogMelOptions.Librosa with { SampleRateHz = 16_000 }</c>.</param>
    /// <inheritdoc cref="ExtractFeature"/>
    public static IEstimator<ITransformer> ExtractLogMel(this TransformsCatalog transforms, LogMelOptions options, string outputColumnName = "Features", string inputColumnName = "Samples", int? clipSamples = null) =>
        transforms.ExtractFeature(options, outputColumnName, inputColumnName, clipSamples);

    /// <summary>Adds any feature over time, Vector&lt;Single, rows, frames&gt;, row-major.</summary>
    /// <param name="options">The options record of any feature of MlNetAudio.Dsp.</param>
    /// <param name="clipSamples">Samples that every clip is padded with zeros or cropped to, which fixes the frames. Null: the size of the input column, which must then be known.</param>
    /// <exception cref="ArgumentException">Two options do not go together. From Fit: the input column is missing or no vector of Single, its size is not known and no clipSamples given, or a clip has no frame.</exception>
    public static IEstimator<ITransformer> ExtractFeature(this TransformsCatalog transforms, IFeatureOptions options, string outputColumnName = "Features", string inputColumnName = "Samples", int? clipSamples = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (clipSamples <= 0) throw new ArgumentOutOfRangeException(nameof(clipSamples), $"clipSamples must be positive, got {clipSamples}.");
        var extractor = options.CreateExtractor();
        return Estimator(outputColumnName, inputColumnName, input => new ClipFrames(extractor, clipSamples ?? KnownSize(AudioStep.Find(input, inputColumnName))));
    }

    /// <summary>Adds statistics over time of features, Vector&lt;Single, columns&gt;, of clips of any length; the slots bear the columns' names: rms_mean, mfcc_3_std ...</summary>
    /// <exception cref="ArgumentException">No feature or statistic is named, two columns have one name, or two options do not go together. From Fit: the input column is missing or no vector of Single.</exception>
    public static IEstimator<ITransformer> ExtractFeatureSet(this TransformsCatalog transforms, FeatureSetOptions options, string outputColumnName = "Features", string inputColumnName = "Samples")
    {
        var summary = new ClipSummary(new(options));
        return Estimator(outputColumnName, inputColumnName, _ => summary);
    }

    /// <summary>
    /// Adds mean and population standard deviation over the frames of RMS and of ZCR, Vector&lt;Single, 4&gt;, of clips of any length; slots rms_mean, rms_std, zcr_mean, zcr_std.
    /// </summary>
    /// <param name="options">Default: frames of 1024 samples, hop 512.</param>
    /// <exception cref="ArgumentException">From Fit: the input column is missing or no vector of Single.</exception>
    public static IEstimator<ITransformer> ExtractAudioStatistics(
        this TransformsCatalog transforms, string outputColumnName = "Features", string inputColumnName = "Samples", AudioStatisticsOptions? options = null)
    {
        options ??= new();
        return transforms.ExtractFeatureSet(new() { Features = [options.Rms, options.Zcr], Statistics = [Statistic.Mean, Statistic.Deviation] }, outputColumnName, inputColumnName);
    }

    private static StepEstimator Estimator(string outputColumnName, string inputColumnName, Func<DataViewSchema, ClipFeature> feature) => new(
        inputColumnName,
        schema => AnnouncedColumns.Vector(schema, outputColumnName, isFixed: true),
        _ => new StepTransformer("A step that extracts audio features", input => new FeatureStep(input, outputColumnName, inputColumnName, feature(input))));

    private static int KnownSize(DataViewSchema.Column column) => column.Type is VectorDataViewType { IsKnownSize: true } vector
        ? vector.Size
        : throw new ArgumentException($"Column '{column.Name}' is {column.Type}, clips of any length, and a feature over time needs one: give clipSamples here, or ClipSamples where the recordings are loaded.");
}
