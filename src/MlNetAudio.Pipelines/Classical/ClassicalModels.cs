using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>The classical models of the zoo: each trainer with the features that it is told.</summary>
internal static class ClassicalModels
{
    private const string Loudness = "mean and standard deviation of RMS and ZCR", Cepstral = "statistics of MFCC, their deltas and spectral shape";

    public static IReadOnlyList<IModelTrainer> All { get; } =
    [
        new LogisticRegressionTrainer("lr", Loudness, new()),
        new RandomForestTrainer("rf", Loudness, new()),
        new SdcaTrainer("sdca", Loudness, new()),
        new FastTreeTrainer("fasttree", Loudness, new()),
        new LogisticRegressionTrainer("lr-mfcc", Cepstral, new() { Features = new CepstralFeatureOptions() }),
        // Many features and deep trees: each split draws from about as many of them as the root of their number, as Breiman's forests do.
        new RandomForestTrainer("rf-mfcc", Cepstral, new() { Features = new CepstralFeatureOptions(), Trees = 300, Leaves = 64, FeatureFractionPerSplit = 0.05 }),
    ];
}
