namespace MlNetAudio.Dsp.Transforms;

/// <summary>Whose arithmetic makes the triangles of a mel filter bank. All of them are linear in hertz.</summary>
public enum MelFilterConvention
{
    /// <summary>Bins at k·rate/n; double precision, rounded to single once.</summary>
    Librosa,

    /// <summary>Bins evenly from 0 to ⌊rate/2⌋, which is also the highest frequency by default; single precision throughout.</summary>
    Torchaudio,
}
