using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep.Inputs;

/// <summary>Clips as a network's examples: in process for training, and as the front end of the artifact. Any number of threads may use one.</summary>
internal abstract class InputExtractor
{
    /// <summary>Of one example.</summary>
    public abstract Shape Shape { get; }

    /// <summary>Rows that are standardised each by itself: mel bands, coefficients, features; the values of a row lie side by side.</summary>
    public abstract int Rows { get; }

    /// <summary>In words, for cards and reports.</summary>
    public abstract string Description { get; }

    /// <summary>Whether rows are frequencies and columns times, so that parts of both can be masked.</summary>
    public virtual bool IsSpectrogram => false;

    /// <summary>Samples that a clip is padded or cropped to; null where clips are read as they are.</summary>
    public abstract int? ClipSamples { get; }

    /// <summary>How many columns of an example belong to a clip of so many values, the others to its padding; 0 where there is no such count.</summary>
    public virtual int OwnColumns(int samples) => 0;

    /// <summary>Whether a training set's mean and deviation of each row are taken out of the examples.</summary>
    public virtual bool IsStandardized => true;

    /// <summary>Whether the artifact standardises before the network, not in the front end: what classical models are told has none.</summary>
    public virtual bool IsScaledByHead => false;

    /// <summary>In the unit of the values: rows that vary less are divided by this instead.</summary>
    public virtual double SmallestDeviation => 1e-2;

    /// <summary>Mono samples of any length, or a spectrogram of any number of frames, → one example, row-major, not yet standardised; an array of its own.</summary>
    public abstract float[] Extract(float[] samples);

    /// <summary>The same for an artifact.</summary>
    /// <param name="tellsLengths">The network is told <see cref="OwnColumns"/> and reads no further.</param>
    public abstract AudioFrontEnd FrontEnd(FeatureScaling scaling, bool tellsLengths);
}
