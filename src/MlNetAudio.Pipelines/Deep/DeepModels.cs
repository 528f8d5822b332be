using MlNetAudio.Datasets.Augmentation;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Pipelines.Deep.Inputs;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>The deep models of the zoo: each network with what it reads and how it is trained.</summary>
internal static class DeepModels
{
    /// <summary>Clipped gradients, for networks that go back over hundreds of steps.</summary>
    private static NetworkTrainingOptions Recurrent => new() { ClipNorm = 1 };

    /// <summary>Slower and clipped, for networks whose first hidden layer has millions of weights: all of them move in the first steps, and the layer then answers nothing but zeros.</summary>
    private static NetworkTrainingOptions Wide => new() { LearningRate = 3e-4f, ClipNorm = 1 };

    /// <summary>
    /// For the small networks of keyword spotting, whose sources train long with a falling rate on changed examples. Such a schedule is at its best when it ends, so no epoch is chosen, and the clips that
    /// would choose are learnt from.
    /// </summary>
    private static NetworkTrainingOptions Small => new()
    {
        Epochs = 60,
        Patience = 20,
        Optimizer = OptimizerKind.AdamW,
        LearningRate = 5e-3f,
        WeightDecay = 1e-2f,
        Schedule = ScheduleKind.Cosine,
        WarmUpEpochs = 2,
        LabelSmoothing = 0.1f,
        Selection = EpochSelection.LastEpoch,
    };

    public static IReadOnlyList<DeepModelTrainer> All { get; } =
    [
        Of("mlp", new LoudnessInputOptions(), new() { Epochs = 200, Patience = 30, LearningRate = 1e-2f }),
        Of("cnn", new LogMelInputOptions(), new()),
        Of("cnn-dnn", new LogMelInputOptions(), Wide),
        Of("cnn-image", new LogMelInputOptions { MelBands = 224, Frames = 224 }, Wide),
        Of("rnn", new LogMelInputOptions(), Recurrent),
        Of("lstm", new LogMelInputOptions(), Recurrent),
        Of("bilstm", new LogMelInputOptions(), Recurrent),
        Of("gru", new LogMelInputOptions(), Recurrent),
        Of("lstm-attention", new LogMelInputOptions(), Recurrent),
        Of("cnn-lstm", new LogMelInputOptions(), Recurrent),
        Of("conv-gru-lstm", new MfccInputOptions(), Recurrent),
        Of("wavenet", new WaveformInputOptions(), new() { LearningRate = 3e-3f, ClipNorm = 1 }),
        Of("transformer", new LogMelInputOptions(), new() { ClipNorm = 1 }),
        Changing("ds-cnn", new LogMelInputOptions { MelBands = 40, WindowMilliseconds = 40, HopMilliseconds = 20 }, Small with { Epochs = 120 }),
        Changing("bc-resnet", new LogMelInputOptions { MelBands = 40, WindowMilliseconds = 30, HopMilliseconds = 10 }, Small),
    ];

    private static DeepModelTrainer Of(string name, NetworkInputOptions input, NetworkTrainingOptions training)
    {
        var network = KnownNetworks.Find(name);
        return new(name, network.Description, new() { Input = input, Network = network.Options, Training = training });
    }

    /// <summary>On examples that are changed in every epoch.</summary>
    private static DeepModelTrainer Changing(string name, NetworkInputOptions input, NetworkTrainingOptions training)
    {
        var network = KnownNetworks.Find(name);
        return new(name, network.Description, new() { Input = input, Network = network.Options, Training = training, Waveform = WaveformAugmentation.Light, Spectrogram = SpectrogramAugmentation.Light });
    }
}
