using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;

namespace Microsoft.ML;

/// <summary>Audio features as steps of any ML.NET pipeline.</summary>
public static class AudioStatisticsCatalog
{
    /// <summary>
    /// Reads mono samples [samples] in −1..1 from a Vector&lt;Single&gt; column and adds <paramref name="outputColumnName"/> [4]:
    /// mean and population standard deviation over the frames of RMS and of ZCR, in the order rms_mean, rms_std, zcr_mean, zcr_std.
    /// </summary>
    /// <param name="options">Default: frames of 1024 samples, hop 512.</param>
    public static IEstimator<ITransformer> ExtractAudioStatistics(
        this TransformsCatalog transforms, string outputColumnName = "Features", string inputColumnName = "Samples", AudioStatisticsOptions? options = null)
    {
        var extractor = new AudioStatisticsExtractor(options ?? new());
        var input = SchemaDefinition.Create(typeof(SamplesRow));
        input[nameof(SamplesRow.Samples)].ColumnName = inputColumnName;
        var output = SchemaDefinition.Create(typeof(StatisticsRow));
        var statisticsColumn = output[nameof(StatisticsRow.Statistics)];   // the indexer goes by the column's name, which changes here
        statisticsColumn.ColumnName = outputColumnName;
        statisticsColumn.ColumnType = new VectorDataViewType(NumberDataViewType.Single, AudioStatisticsExtractor.Names.Count);

        return transforms.CustomMapping<SamplesRow, StatisticsRow>(
            (row, statistics) => statistics.Statistics = extractor.Extract(row.Samples), contractName: null, input, output);
    }

    private sealed class SamplesRow
    {
        public float[] Samples { get; set; } = [];
    }

    private sealed class StatisticsRow
    {
        public float[] Statistics { get; set; } = [];
    }
}
