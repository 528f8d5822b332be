namespace MlNetAudio.Onnx.Export;

/// <summary>How loud a clip is made before a network reads its samples. A level below 1e-5 (−100 dB) counts as 1e-5: silence stays silence, and what is nearly silent is not blown up without end.</summary>
public enum WaveformNormalization
{
    /// <summary>It stays as loud as it is.</summary>
    None,

    /// <summary>The largest magnitude becomes 1: x / max(max |x|, 1e-5).</summary>
    Peak,

    /// <summary>The root mean square over ClipSamples, padding included, becomes 0.1 (−20 dB): 0.1·x / max(√(Σx² / ClipSamples), 1e-5). Nothing is clipped.</summary>
    Rms,
}
