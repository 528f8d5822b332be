using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>|X / norm|^power of blocks of spectra.</summary>
internal sealed class SpectrumPower
{
    private readonly double _power;

    public SpectrumPower(Stft stft, double power, SpectrumNormalization normalization)
    {
        _power = power;
        double norm = normalization switch
        {
            SpectrumNormalization.Window => Math.Sqrt(TensorPrimitives.SumOfSquares(stft.WindowWeights)),
            SpectrumNormalization.FrameLength => Math.Sqrt(stft.Options.FftLength),
            _ => 1,
        };
        Scale = Math.Pow(norm, -power);
    }

    /// <summary>norm^−power: what <see cref="Unscaled"/> is to be multiplied with.</summary>
    public double Scale { get; }

    /// <summary>|X|^power [bins, lanes] of the last block; overwritten by the next.</summary>
    public Span<double> Unscaled(Stft.Workspace spectra)
    {
        if (_power == 1) return spectra.Magnitude();
        var values = spectra.Power();
        if (_power != 2) TensorPrimitives.Pow(values, _power / 2, values);
        return values;
    }
}
