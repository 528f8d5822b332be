namespace MlNetAudio.Dsp.Transforms;

/// <summary>Which discrete cosine transform.</summary>
public enum DctType
{
    /// <summary>x[0] + (−1)ᵏ·x[N−1] + 2·Σₙ₌₁..N−2 x[n]·cos(πkn/(N−1)).</summary>
    I = 1,

    /// <summary>2·Σₙ x[n]·cos(πk(2n+1)/(2N)): the one of cepstra.</summary>
    II = 2,

    /// <summary>x[0] + 2·Σₙ₌₁.. x[n]·cos(π(2k+1)n/(2N)).</summary>
    III = 3,
}
