using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Onnx.Export;

/// <summary>The part of an artifact that turns waveform [batch, samples] into what its classifier reads.</summary>
public abstract record AudioFrontEnd
{
    /// <summary>Rate at which the artifact expects its samples.</summary>
    public required int SampleRateHz { get; init; }
}

/// <summary>waveform [batch, samples] → [batch, 4]: mean and population standard deviation over the frames of RMS and ZCR, in the order rms_mean, rms_std, zcr_mean, zcr_std. Any clip length.</summary>
public sealed record AudioStatisticsFrontEnd : AudioFrontEnd
{
    public RmsOptions Rms { get; init; } = new();

    public ZcrOptions Zcr { get; init; } = new();
}

/// <summary>waveform [batch, samples], padded with zeros at the end or cropped to ClipSamples inside the graph → standardised log-mel [batch, 1, mels, frames].</summary>
public sealed record LogMelFrontEnd : AudioFrontEnd
{
    public required LogMelOptions Options { get; init; }

    /// <summary>Samples at SampleRateHz.</summary>
    public required int ClipSamples { get; init; }

    /// <summary>(decibels − Scaling.Offset[mel]) · Scaling.Scale[mel].</summary>
    public required FeatureScaling Scaling { get; init; }
}
